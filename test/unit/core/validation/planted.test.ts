import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { CodeReader } from '../../../../src/core/validation/codeReader';
import type { Finding } from '../../../../src/core/validation/finding';
import { FolderIndex } from '../../../../src/core/validation/folderIndex';
import { validateRunbook } from '../../../../src/core/validation/validateRunbook';
import { sample } from '../../effort';
import { loadTestGrammars } from '../run/loadTestGrammars';

const FOLDER = join(import.meta.dirname, '../../../fixtures/planted');
const TODAY = '2026-11-29';
/** Of a hundred planted faults, those that must be found, and of a hundred good files, those with findings. */
const FOUND = 0.95;
const FALSE = 0.02;

interface Plant {
  readonly file: string;
  readonly line: number;
  readonly alsoLines?: readonly number[];
  readonly kind: string;
  readonly what: string;
}

/** What may be said of each kind, by words of its name. */
const CODES: readonly (readonly [RegExp, RegExp])[] = [
  [/undeclared variable/, /^(?:undeclared-variable|unfilled-placeholder|placeholder-style)$/],
  [/hard-coded date/, /^dated-file-name$/],
  [/unsafe placeholder/, /^(?:unsafe-placeholder|placeholder-style)$/],
  [/check table/, /^check-without-expected$/],
  [/hidden by indentation/, /^(?:fence-.*|numbering-broken)$/],
  [/comment-only/, /^comments-only$/],
  [/SQL in a shell/, /^sql-in-shell$/],
  [/duplicate step/, /^duplicate-(?:step-name|heading)$/],
  [/escalation without/, /^(?:escalation-contact|unfilled-contact)$/],
  [/info string/, /^(?:command-in-info-string|fence-.*)$/],
  [/numbering/, /^numbering-broken$/],
  [/interactive/, /^interactive-command$/],
  [/unescaped pipe/, /^table-cell-cut$/],
  [/follow command/, /^(?:follow-in-sequence|interactive-command)$/],
  [/without cadence/, /^checklist-cadence$/],
  [/severity without/, /^severity-response$/],
  [/playbook name/, /^(?:unknown-playbook|broken-.*)$/],
  [/SQL syntax/, /^sql-syntax$/],
  [/same anchor/, /^duplicate-(?:heading|step-name)$/],
  [/script or file/, /^(?:missing-file|broken-link)$/],
  [/prompts mixed/, /^(?:prompt-with-output|fence-language)$/],
  [/JSON|YAML/, /^(?:broken-data|front-matter-broken)$/],
  [/destructive|rollback/, /^(?:destructive-unguarded|no-rollback)$/],
  [/encoding/, /^mojibake$/],
  [/review|updated/, /^(?:review-passed|last-updated)$/],
  [/secret/, /^secret$/],
  [/typographic/, /^(?:typographic-characters|mojibake)$/],
  [/placeholder/, /placeholder|undeclared-variable|dead-todo|dated-file-name/],
  [/shell syntax/, /^shell-syntax$/],
  [/without language/, /^(?:fence-language|prompt-with-output)$/],
  [/unclosed/, /^(?:fence-.*|command-in-info-string|numbering-broken)$/],
  [/owner/, /^(?:unfilled-contact|dead-todo|escalation-contact|front-matter-value)$/],
  [/expectation/, /^(?:expectation-vague|check-without-expected|dead-todo)$/],
  [/relative link/, /^(?:broken-link|missing-file)$/],
  [/anchor/, /^broken-anchor$/],
];

/** The first that fits, or one for each of the kinds that a semicolon sets apart. */
function codesOf(kind: string): readonly RegExp[] {
  return kind.split(';').flatMap((one) => CODES.find(([words]) => words.test(one))?.[1] ?? []);
}

/** What is known to be missed or said falsely, by folder and place: nothing else may be. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  eleventh: [
    'README.md:6',
    'cache/redis-memory.md:72',
    'database/postgres-disk-full.md:45',
    'database/postgres-failover.md:16',
    'mail/queue-backlog.md:78',
    'security/leaked-credential.md:21',
    'security/leaked-credential.md:88',
    'storage/s3-cleanup.md:101',
    'web/checkout-down.md:11',
    'web/haproxy-drain.md:78',
    'windows/ad-lockout.md:4',
    'windows/fileserver-voll.md:73',
  ],
  twelfth: ['07-redis-memory.md:5'],
};

/** Said with the lowest severity of what is a matter of taste. */
const OF_TASTE = new Set(['unsafe-placeholder', 'fence-in-site-block']);

describe.each(sample(existsSync(FOLDER) ? readdirSync(FOLDER) : [], 2))(
  'faults planted in %s',
  (name) => {
    const plants = JSON.parse(
      readFileSync(join(FOLDER, name, 'plants.json'), 'utf8'),
    ) as readonly Plant[];
    let good: ReadonlyMap<string, readonly Finding[]>;
    let bad: ReadonlyMap<string, readonly Finding[]>;

    beforeAll(async () => {
      const code = new CodeReader(await loadTestGrammars());
      const check = (folder: string): ReadonlyMap<string, readonly Finding[]> => {
        const root = join(FOLDER, name, folder);
        const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) =>
          path.replaceAll('\\', '/'),
        );
        const texts = new Map(
          paths
            .filter((path) => path.endsWith('.md'))
            .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
        );
        const files = new FolderIndex(paths, texts);
        return new Map(
          [...texts].map(([path, text]) => [
            path,
            validateRunbook(parseRunbook(text), text, { code, path, files, today: TODAY }, {}),
          ]),
        );
      };
      good = check('good');
      bad = check('bad');
    }, 120_000);

    it('are found, and called what they are', () => {
      const known = new Set(KNOWN[name]);
      const missed = plants.filter(({ file, kind, line, alsoLines = [] }) => {
        if (known.has(`${file}:${line}`)) return false;
        const codes = codesOf(kind);
        const said = ({ code: rule, message }: Finding) => `${rule} ${message}`;
        const old = (good.get(file) ?? []).map(said);
        const lines = [line, ...alsoLines];
        return !(bad.get(file) ?? []).some(
          (finding) =>
            codes.some((code) => code.test(finding.code)) &&
            lines.some((one) => Math.abs(finding.range.start + 1 - one) <= 1) &&
            (bad.get(file) ?? []).filter((other) => said(other) === said(finding)).length >
              old.filter((other) => other === said(finding)).length,
        );
      });
      const words = missed.map(({ file, line, what }) => `${file}:${line} ${what}`).join('\n');
      expect(plants.length).toBeGreaterThanOrEqual(100);
      const may = known.size > 0 ? 0 : (1 - FOUND) * plants.length;
      expect(missed.length, words).toBeLessThanOrEqual(may);
    });

    it('are all that is said', () => {
      const said = [...good].flatMap(([file, findings]) =>
        findings
          .filter(({ code }) => !OF_TASTE.has(code))
          .filter(({ range }) => KNOWN[name]?.includes(`${file}:${range.start + 1}`) !== true)
          .map(({ code, range, message }) => `${file}:${range.start + 1} ${code} ${message}`),
      );
      expect(said.length, said.join('\n')).toBeLessThanOrEqual(FALSE * good.size);
    });
  },
);
