import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { CodeReader } from '../../../../src/core/validation/codeReader';
import type { Finding } from '../../../../src/core/validation/finding';
import { FolderIndex } from '../../../../src/core/validation/folderIndex';
import { validateRunbook } from '../../../../src/core/validation/validateRunbook';
import { sample } from '../../effort';
import { loadTestGrammars } from '../run/loadTestGrammars';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
/** After the latest date in the runbooks, and before any of their reviews is due. */
const TODAY = '2026-11-29';

/** A change that makes a runbook worse. */
interface Rot {
  readonly kind: keyof typeof CODES;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Words of the line that must carry the finding. */
  readonly at: string;
  /** Lines that it may be away, such as from the end of a loop to its beginning. */
  readonly within?: number;
  readonly last?: boolean;
}

/** What may be said of each kind. */
const CODES = {
  placeholder: /placeholder|undeclared-variable|dated-file-name/,
  destructive: /^(?:destructive-unguarded|no-rollback)$/,
  follow: /^(?:follow-in-sequence|interactive-command)$/,
  reference: /^(?:broken-link|broken-anchor|missing-file|unknown-playbook)$/,
  sql: /^sql-/,
  data: /^(?:broken-data|front-matter-broken)$/,
  stale: /^(?:review-passed|last-updated|unfilled-contact)$/,
  link: /^(?:broken-link|broken-anchor)$/,
  missing: /^(?:missing-file|unknown-playbook|broken-link)$/,
  people: /severity|todo|contact/,
  structure: /prompt-with-output|table-cell-cut|expected|duplicate|cadence|comments-only|follow/,
  table: /severity|todo|expected|escalation|duplicate|cadence/,
  secret: /^secret$/,
  syntax: /-syntax$/,
  fence: /^fence|info-string|comments-only/,
  characters: /typographic|mojibake|prompt-with-output|table-cell-cut|sql-syntax/,
  broken: /-syntax$|^broken-data$/,
  hole: /placeholder|undeclared-variable|todo/,
  output: /^(?:prompt-with-output|fence-language|shell-syntax)$/,
  age: /^(?:review-passed|last-updated|unfilled-contact|severity-response|escalation-contact)$/,
  block: /fence|info-string|numbering/,
  check: /expect|check|duplicate|cadence|comments/,
  place: /follow|interactive|sql-in-shell|dated|table-cell-cut/,
};

/** Said with the lowest severity of what is a matter of taste. */
const OF_TASTE = new Set(['unsafe-placeholder', 'fence-in-site-block']);

describe.each([
  ['team', 'rotInTeam.json'],
  ['teamOther', 'rotInOtherTeam.json'],
  ['teamThird', 'rotInThirdTeam.json'],
])('the folder %s, whose runbooks are looked after', (name, rotten) => {
  const folder = join(FIXTURES, name);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const texts = new Map(
    paths
      .filter((path) => path.endsWith('.md'))
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const),
  );
  const rots = JSON.parse(readFileSync(join(FIXTURES, 'check', rotten), 'utf8')) as readonly Rot[];
  const current = new Map(texts);
  const files = new FolderIndex(paths, current);
  const before = new Map<string, ReadonlySet<string>>();
  let code: CodeReader;

  beforeAll(async () => {
    code = new CodeReader(await loadTestGrammars());
  });

  function check(path: string, text: string): readonly Finding[] {
    current.set(path, text);
    files.forget(path);
    return validateRunbook(parseRunbook(text), text, { code, path, files, today: TODAY }, {});
  }

  it.each([...texts])('leaves %s alone', (path, text) => {
    const found = check(path, text)
      .filter((finding) => !OF_TASTE.has(finding.code))
      .map(({ code: rule, range, message }) => `${rule} ${range.start + 1} ${message}`);
    expect(found).toEqual([]);
  });

  it.each(sample(rots, 4).map((rot) => [rot.kind, rot.file, rot.at, rot] as const))(
    'sees %s in %s: %s',
    (kind, file, at, { find, replace, within = 1, last }) => {
      const text = texts.get(file) ?? '';
      const place = text.indexOf(find);
      expect(place).toBeGreaterThanOrEqual(0);
      const changed = text.slice(0, place) + replace + text.slice(place + find.length);
      const from = Math.max(0, changed.lastIndexOf('\n', place));
      const words = last === true ? changed.lastIndexOf(at) : changed.indexOf(at, from);
      const line = changed.slice(0, words < 0 ? place : words).split('\n').length - 1;
      const said = (finding: Finding) => `${finding.code} ${finding.message}`;
      const old = before.get(file) ?? new Set(check(file, text).map(said));
      before.set(file, old);
      const found = check(file, changed).filter((finding) => !old.has(said(finding)));
      current.set(file, text);
      files.forget(file);
      const right = found.filter(
        (finding) =>
          CODES[kind].test(finding.code) && Math.abs(finding.range.start - line) <= within,
      );
      expect(
        right,
        found.map(({ code: rule, range }) => `${rule} ${range.start}`).join(),
      ).not.toEqual([]);
    },
  );
});
