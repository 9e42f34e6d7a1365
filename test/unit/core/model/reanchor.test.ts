import { describe, expect, it } from 'vitest';
import { anchorsOf } from '../../../../src/core/model/anchors';
import type { AnchorKind } from '../../../../src/core/model/anchor';
import { toAnchors } from '../../../../src/core/model/ids';
import { reanchor } from '../../../../src/core/model/reanchor';
import type { Runbook } from '../../../../src/core/model/runbook';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { repeats } from '../../effort';
import { realRunbooks } from '../cells/documents';

/** Anchors of items written as `Section/text`. */
function items(lines: readonly string[], kind: AnchorKind = 'item') {
  return toAnchors(
    lines.map((line) => {
      const [section = '', text = ''] = line.split(/\/(.*)/s);
      return { kind, text, sectionPath: ['Title', section] };
    }),
  );
}

/** Where each line went, as `old → new`; a line that is lost is left out. */
function moves(before: readonly string[], after: readonly string[], kind?: AnchorKind) {
  const old = items(before, kind);
  const now = items(after, kind);
  const found = reanchor(old, now);
  return before.flatMap((line, i) => {
    const id = found.get(old[i]?.id ?? '');
    return id === undefined ? [] : [`${line} → ${after[now.findIndex((a) => a.id === id)]}`];
  });
}

describe('reanchor', () => {
  it('keeps what did not change and follows small edits', () => {
    const before = ['A/Check the disk space', 'A/Verify bakups exist', 'B/Restart the backend'];
    const after = [
      'A/New one',
      'A/Check disk space on hosts',
      'A/Verify backups exist',
      'C/Restart the backend',
    ];
    expect(moves(before, after)).toEqual([
      'A/Check the disk space → A/Check disk space on hosts',
      'A/Verify bakups exist → A/Verify backups exist',
      'B/Restart the backend → C/Restart the backend',
    ]);
  });

  it.each([
    [['A/Restart backend'], ['A/Restart frontend']],
    [['A/Check db1'], ['A/Check db2']],
    [['A/Start the pump'], ['A/Stop the pump']],
    [['A/Do rotate keys'], ['A/Do not rotate keys']],
    [['A/Enable alerts'], ['A/Disable alerts']],
    [['A/Mount the data volume'], ['A/Unmount the data volume']],
  ])('does not take %s for %s', (before, after) => {
    expect(moves(before, after)).toEqual([]);
  });

  it('does not land on the twin when one of two is removed', () => {
    expect(moves(['A/Check logs', 'B/Check logs'], ['B/Check logs'])).toEqual([
      'B/Check logs → B/Check logs',
    ]);
    const old = items(['A/Check logs', 'B/Check logs']);
    const now = items(['B/Check logs']);
    expect(reanchor(old.slice(0, 1), now).size).toBe(0);
  });

  it('keeps its own when a twin appears elsewhere, above or below', () => {
    expect(moves(['A/Check logs'], ['Z/Check logs', 'A/Check logs'])).toEqual([
      'A/Check logs → A/Check logs',
    ]);
    expect(moves(['A/Check logs'], ['A/Check logs', 'Z/Check logs'])).toEqual([
      'A/Check logs → A/Check logs',
    ]);
  });

  it('follows twins through a renamed heading by what stands beside them', () => {
    expect(
      moves(
        ['Daily/Check logs', 'Daily/Look at queue depth', 'Weekly/Check logs'],
        ['Each day/Check logs', 'Each day/Look at queue depth', 'Weekly/Check logs'],
      ),
    ).toEqual([
      'Daily/Check logs → Each day/Check logs',
      'Daily/Look at queue depth → Each day/Look at queue depth',
      'Weekly/Check logs → Weekly/Check logs',
    ]);
  });

  it('follows a command that got a flag, not one with another target', () => {
    expect(moves(['A/kubectl get pods'], ['A/kubectl get pods -o wide'], 'step')).toHaveLength(1);
    expect(moves(['A/kubectl logs web-a'], ['A/kubectl logs web-b'], 'step')).toHaveLength(0);
  });

  it('is one-to-one on many', () => {
    const before = Array.from({ length: 3_000 }, (_, i) => `S${i % 50}/Check thing ${i} of it`);
    const after = before.map((line) => `${line} again`);
    const found = moves(before, after);
    expect(new Set(found.map((move) => move.split(' → ')[1])).size).toBe(found.length);
  });
});

/** The first line of every item, step and section by its id. */
function linesOf(runbook: Runbook): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const { id, range } of runbook.sections) lines.set(id, range.start);
  for (const { id, range } of runbook.steps) lines.set(id, range.start);
  for (const { id, range } of runbook.checklists.flatMap((list) => list.items))
    lines.set(id, range.start);
  return lines;
}

interface Edit {
  readonly lines: readonly string[];
  /** The new line of an old line. */
  readonly moved: (line: number) => number;
}

const EDITS: readonly (readonly [
  string,
  (lines: readonly string[], book: Runbook, turn: number) => Edit | undefined,
])[] = [
  [
    'insert above',
    (lines) => {
      const added = [
        'Words that were not here before.',
        '',
        '- [ ] An added task about nothing else',
        '',
      ];
      return { lines: [...added, ...lines], moved: (line) => line + added.length };
    },
  ],
  [
    'reword neighbour',
    (lines, book, turn) => {
      const all = book.checklists.flatMap((list) => list.items);
      const line = all[turn % Math.max(1, all.length)]?.range.start;
      if (line === undefined || !/\[.\] /.test(lines[line] ?? '')) return undefined;
      const text = (lines[line] ?? '').replace(/(\[.\] ).*/, '$1Completely other words stand here');
      return { lines: lines.with(line, text), moved: (old) => (old === line ? -1 : old) };
    },
  ],
  [
    'reorder sections',
    (lines, book, turn) => {
      const pairs = book.sections.flatMap((a) => {
        const b = book.sections.find(
          (s) => s.range.start === a.range.end && s.level === a.level && s.parentId === a.parentId,
        );
        return b === undefined ? [] : [[a.range, b.range] as const];
      });
      const [a, b] = pairs[turn % Math.max(1, pairs.length)] ?? [];
      if (a === undefined || b === undefined || b.end >= lines.length) return undefined;
      const first = lines.slice(a.start, a.end);
      const second = lines.slice(b.start, b.end);
      return {
        lines: [...lines.slice(0, a.start), ...second, ...first, ...lines.slice(b.end)],
        moved: (line) =>
          line >= a.start && line < a.end
            ? line + second.length
            : line >= b.start && line < b.end
              ? line - first.length
              : line,
      };
    },
  ],
  [
    'rename heading',
    (lines, book, turn) => {
      const line = book.sections[turn % Math.max(1, book.sections.length)]?.range.start;
      if (line === undefined || !/^#+ /.test(lines[line] ?? '')) return undefined;
      return {
        lines: lines.with(line, (lines[line] ?? '').replace(/^(#+ ).*/, '$1Some unrelated title')),
        moved: (old) => (old === line ? -1 : old),
      };
    },
  ],
  [
    'fix typo',
    (lines, book, turn) => {
      const all = [...book.checklists.flatMap((list) => list.items), ...book.sections].map(
        (x) => x.range.start,
      );
      const line = all[turn % Math.max(1, all.length)];
      const text = lines[line ?? -1] ?? '';
      const word = /(?<![\w`./-])[A-Za-z]{6,}(?![\w`./-])/.exec(text)?.[0];
      if (line === undefined || word === undefined) return undefined;
      return {
        lines: lines.with(line, text.replace(word, word.slice(0, 3) + word.slice(4))),
        moved: (old) => old,
      };
    },
  ],
  [
    'delete one',
    (lines, book, turn) => {
      const steps = book.steps.filter(
        (step) => step.kind === 'block' && /^\s*(```|~~~)/.test(lines[step.range.start] ?? ''),
      );
      const range = steps[turn % Math.max(1, steps.length)]?.range;
      if (range === undefined) return undefined;
      const inside = (line: number): boolean => line >= range.start && line < range.end;
      return {
        lines: lines.filter((_, i) => !inside(i)),
        moved: (line) =>
          inside(line) ? -1 : line < range.start ? line : line - (range.end - range.start),
      };
    },
  ],
];

describe('edits of real runbooks', () => {
  const made = new Map<string, number>();
  /** Each anchor by itself in CI, each fifth at a desk; all of them together in both. */
  const stride = repeats(5) < 5 ? 5 : 1;
  const books = realRunbooks().map(({ bytes }) => {
    const text = new TextDecoder().decode(bytes);
    const before = parseRunbook(text);
    return { text, before, from: linesOf(before), old: anchorsOf(before) };
  });
  it.skipIf(books.length === 0).each(EDITS)('%s: keeps the ticks on their items', (name, edit) => {
    let stayed = 0;
    let ticks = 0;
    let edits = 0;
    const wrong: string[] = [];
    for (const [turn, { text, before, from, old }] of books.entries()) {
      if (turn % 2 === 1 && text.length < 2_000) continue;
      const edited = edit(text.split('\n'), before, turn * 7 + 3);
      if (edited === undefined) continue;
      edits++;
      const after = parseRunbook(edited.lines.join('\n'));
      const to = linesOf(after);
      const now = anchorsOf(after);
      const all = reanchor(old, now);
      for (const [at, anchor] of old.entries()) {
        const line = from.get(anchor.id);
        if (line === undefined) continue;
        const wanted = edited.moved(line);
        const alone = at % stride === 0 ? reanchor([anchor], now).get(anchor.id) : undefined;
        const found = all.get(anchor.id);
        for (const id of [alone, found]) {
          if (id !== undefined && to.get(id) !== wanted)
            wrong.push(`${turn}: ${anchor.text} → ${id}`);
        }
        if (wanted < 0) continue;
        ticks++;
        if (found !== undefined && to.get(found) === wanted) stayed++;
      }
    }
    expect(wrong).toEqual([]);
    expect(stayed / Math.max(1, ticks)).toBeGreaterThanOrEqual(0.98);
    expect(edits).toBeGreaterThan(2);
    made.set(name, edits);
  });

  it.skipIf(books.length === 0)('are more than 200', () => {
    const edits = [...made.values()].reduce((sum, count) => sum + count, 0);
    console.info(`${edits} edits:`, Object.fromEntries(made));
    expect(edits).toBeGreaterThan(200);
  });
});
