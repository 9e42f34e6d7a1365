import { describe, expect, it } from 'vitest';
import { affectedItems } from '../../../../src/core/checklist/family';
import type { PastPeriod } from '../../../../src/core/checklist/history';
import { historyCsv, historyMarkdown } from '../../../../src/core/checklist/historyExport';
import type { ItemState as Entry } from '../../../../src/core/checklist/state';
import type { ItemProgress } from '../../../../src/core/checklist/tickFold';

const progress = (itemText: string, more: Partial<ItemProgress['tick']> = {}): ItemProgress => ({
  state: more.state ?? 'done',
  actor: 'ann',
  time: '2026-03-01T09:00:00.000Z',
  tick: {
    runbook: 'a.md',
    checklistId: 'daily',
    checklistTitle: 'Daily',
    itemId: itemText,
    itemText,
    state: 'done',
    ...more,
  },
  event: { v: 1, id: 'x', writer: 'w', seq: 1, clock: 1, time: '', actor: '', prev: '', hash: '' },
  log: '2026-03',
});
const period = (name: string, entries: readonly ItemProgress[]): PastPeriod => ({
  name,
  start: undefined,
  end: undefined,
  entries,
  done: entries.length,
  skipped: 0,
  items: 2,
  status: entries.length === 0 ? 'missed' : 'partial',
});

describe('the history as a file', () => {
  const periods = [
    period('2026-03-02', []),
    period('2026-03-01', [
      progress('=HYPERLINK("x")', { state: 'skipped', reason: 'said "no", twice' }),
    ]),
  ];
  const history = { runbook: 'a.md', title: 'Daily | <b>', periods, missed: 1 };

  it('is CSV that no spreadsheet runs', () => {
    expect(historyCsv([history]).split('\r\n')).toEqual([
      'runbook,checklist,period,status,item,state,actor,time,reason,note',
      'a.md,Daily | <b>,2026-03-02,missed,,,,,,',
      'a.md,Daily | <b>,2026-03-01,partial,"\'=HYPERLINK(""x"")",skipped,ann,2026-03-01T09:00:00.000Z,"said ""no"", twice",',
      '',
    ]);
  });

  it('is Markdown whose marks are told by shape, and without markup of its words', () => {
    const text = historyMarkdown([history]);
    expect(text).toContain('    ◪ □');
    expect(text).toContain('## Daily \\| \\<b\\>');
    expect(text).toContain('Missed 1 time in a row.');
    expect(text).toContain('skipped by ann: said "no", twice');
  });
});

describe('the family of an item', () => {
  const entries = family([
    ['house', undefined, false],
    ['roof', 'house', false],
    ['tile', 'roof', false],
    ['cellar', 'house', true],
  ]);
  const changes = (list: readonly Entry[], id: string, state: 'done' | 'open') =>
    affectedItems(list, id, state).map((change) => `${change.itemId} ${change.state}`);

  it('goes along below, and is done above with the last of it', () => {
    expect(changes(entries, 'house', 'done')).toEqual(['house done', 'roof done', 'tile done']);
    expect(changes(entries, 'tile', 'done')).toEqual(['tile done', 'roof done', 'house done']);
    expect(changes(entries, 'cellar', 'open')).toEqual(['cellar open']);
  });

  it('is open above once something below is', () => {
    const all = family([
      ['house', undefined, true],
      ['roof', 'house', true],
      ['tile', 'roof', true],
    ]);
    expect(changes(all, 'tile', 'open')).toEqual(['tile open', 'roof open', 'house open']);
    expect(changes(all, 'house', 'open')).toEqual(['house open', 'roof open', 'tile open']);
  });
});

function family(rows: readonly (readonly [string, string | undefined, boolean])[]): Entry[] {
  return rows.map(([id, parentId, settled]) => ({
    item: {
      id,
      parentId,
      range: { start: 0, end: 1 },
      text: id,
      checkedInFile: false,
      depth: 0,
      stepIds: [],
    },
    progress: undefined,
    settled,
  }));
}
