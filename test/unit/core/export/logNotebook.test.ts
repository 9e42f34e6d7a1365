import { describe, expect, test } from 'vitest';
import { filterChoices, type LogFilter } from '../../../../src/core/export/logFilter';
import { toLogNotebook } from '../../../../src/core/export/logNotebook';
import { foldTimeline } from '../../../../src/core/incident/timeline';
import { CASES } from './cases';

const [, log, events] = CASES[0] ?? ['', '', []];

function cells(filter: LogFilter = {}) {
  return toLogNotebook({ log, events, isAlive: () => false, filter, isDamaged: false }).cells;
}

describe('a log as a notebook', () => {
  test('has runs as code cells with their verdict, duration, time and person', () => {
    const runs = cells().filter(({ kind }) => kind === 'code');
    expect(runs.map(({ run }) => run?.status)).toEqual([
      'not as expected · 0.3 s · 01:02:00 · ada',
      'succeeded · 1 min 05 s · 01:07:00 · ada',
      'timed out · 0.3 s · 01:09:00 · ada',
      'succeeded · 0.3 s · 01:19:00 · ada',
    ]);
    expect(runs[0]?.language).toBe('shellscript');
    expect(runs[0]?.run?.output).toBe(
      'depth \u001b[1;31m9412\u001b[0m (\u001b[38;5;208mhigh\u001b[0m)\n',
    );
  });

  test('has notes as they read now, with the words a person may change', () => {
    const [note] = cells().flatMap((cell) => (cell.note === undefined ? [] : [cell]));
    expect(note?.note).toEqual({
      noteId: 'n1',
      header: '*01:04:00 · ben (edited by cem)*',
      text: 'No pods, no logs.',
    });
    expect(note?.value).toBe('*01:04:00 · ben (edited by cem)*\n\nNo pods, no logs.');
  });

  test('says when something of the log was changed or lost', () => {
    const source = { log, events, isAlive: () => false, filter: {} };
    const [frame] = toLogNotebook({ ...source, isDamaged: true }).cells;
    expect(frame?.value).toContain('**This log is damaged:**');
    expect(cells()[0]?.value).not.toContain('damaged');
  });

  test('offers what it can be filtered by', () => {
    const choices = filterChoices(foldTimeline(events, () => false).entries);
    expect(choices.people).toEqual(['ada', 'ben', 'cem']);
    expect(choices.verdicts).toEqual(['fail', 'none']);
    expect(choices.steps.map(({ title }) => title)).toContain('Restart the shipper');
  });

  test.each([
    [{ person: 'ben' }, 1, 'by ben'],
    [{ verdict: 'fail' as const }, 4, 'not as expected'],
    [{ stepId: 'step-r2' }, 2, 'step step-r2'],
    [{ person: 'cem', verdict: 'fail' as const }, 0, 'by cem, not as expected'],
  ])('shows only %j, and says so', (filter, count, words) => {
    const [first, ...others] = cells(filter);
    expect(others).toHaveLength(count);
    expect(first?.value).toContain(words);
  });
});
