import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { shortHash } from '../../../../src/core/model/hash';
import { CodeReader } from '../../../../src/core/validation/codeReader';
import { FolderIndex } from '../../../../src/core/validation/folderIndex';
import { validateRunbook } from '../../../../src/core/validation/validateRunbook';
import { sharedFiles } from '../parser/sharedFiles';
import { loadTestGrammars } from '../run/loadTestGrammars';
import { TODAY } from './openCheck';

/** A finding's place and rule, and whether a person found it right: `true` or `false`. */
const JUDGED = join(import.meta.dirname, '../../../fixtures/check/judged.tsv');
/** So many findings of each rule are judged, the same ones every time. */
const SAMPLE = 100;
const MOST_FALSE = 0.02;

const corpora = sharedFiles('corpora');

describe.skipIf(corpora.length === 0)('false alarms in runbooks of others', () => {
  const samples = new Map<string, readonly string[]>();
  const verdicts = new Map(
    readFileSync(JUDGED, 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const [place = '', verdict = ''] = line.split('\t');
        return [place, verdict] as const;
      }),
  );

  beforeAll(async () => {
    const code = new CodeReader(await loadTestGrammars());
    const texts = new Map(
      corpora.map(({ name, text }) => [name.replace(/^corpora\//, ''), text] as const),
    );
    const files = new FolderIndex(texts.keys(), texts);
    const found = new Map<string, Set<string>>();
    for (const [path, text] of texts) {
      const around = { code, path, files, today: TODAY };
      for (const { code: rule, range } of validateRunbook(parseRunbook(text), text, around, {})) {
        const places = found.get(rule) ?? new Set();
        found.set(rule, places.add(`${rule} ${path}:${range.start + 1}`));
      }
    }
    for (const [rule, places] of found) {
      const order = [...places].sort((a, b) => (shortHash(a) < shortHash(b) ? -1 : 1));
      samples.set(rule, order.slice(0, SAMPLE));
    }
    if (process.env['UPDATE_JUDGED'] === '1') {
      const all = [...samples.values()].flat().filter((place) => !verdicts.has(place));
      const lines = [...verdicts, ...all.map((place) => [place, '?'])].map((row) => row.join('\t'));
      writeFileSync(JUDGED, `${lines.sort().join('\n')}\n`);
    }
  }, 120_000);

  it('were judged by a person, each of the sample', () => {
    const open = [...samples.values()]
      .flat()
      .filter((place) => !/e$/.test(verdicts.get(place) ?? ''));
    expect(open).toEqual([]);
    expect([...samples.values()].flat().length).toBeGreaterThan(150);
  });

  it('are at most 2 of 100 of any rule', () => {
    const over: string[] = [];
    for (const [rule, places] of samples) {
      const wrong = places.filter((place) => verdicts.get(place) === 'false');
      if (wrong.length > MOST_FALSE * places.length) over.push(`${rule}: ${wrong.join(', ')}`);
    }
    expect(over).toEqual([]);
  });
});
