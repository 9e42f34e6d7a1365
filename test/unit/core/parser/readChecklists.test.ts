import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Checklist } from '../../../../src/core/model/checklist';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { readChecklists } from '../../../../src/core/parser/readChecklists';
import { sharedFiles } from './sharedFiles';

const FIXTURES = resolve(import.meta.dirname, '../../../fixtures');

/** Every runbook of the fixtures, and every tenth public one where they are at hand. */
function texts(): readonly string[] {
  const own = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(FIXTURES, name), 'utf8'));
  const others = [
    ...sharedFiles('seeds'),
    ...sharedFiles('corpora').filter((_, i) => i % 10 === 0),
  ];
  return [...own, ...others.map(({ text }) => text)];
}

const withoutSteps = (lists: readonly Checklist[]) =>
  lists.map((list) => ({ ...list, items: list.items.map((item) => ({ ...item, stepIds: [] })) }));

describe('readChecklists', () => {
  it('finds the same lists, ids, schedules and dates as a whole reading', () => {
    const all = texts();
    expect(all.length).toBeGreaterThan(10);
    for (const text of all) {
      const { title, metadata, sections, schedules, checklists } = parseRunbook(text);
      const quick = readChecklists(text);
      expect(quick).toMatchObject({ title, metadata, sections, schedules });
      expect(quick.checklists).toEqual(withoutSteps(checklists));
    }
  });
});

describe('tasks written as comments in a block', () => {
  it('carry the part of the block below them', () => {
    const text =
      '# D\n\n## Weekly Tasks\n\n```bash\n# Look at disk\ndf -h\n\n# Check memory\nfree -m\n```\n';
    const { checklists, steps } = parseRunbook(text);
    const parts = steps[0]?.parts.map(({ id }) => [id]);
    expect(parts).toHaveLength(2);
    expect(checklists[0]?.items.map(({ stepIds }) => stepIds)).toEqual(parts);
  });
});
