import { describe, expect, test } from 'vitest';
import { measureText } from '../../../../src/core/incident/describeMetrics';
import { incidentMetrics, measure } from '../../../../src/core/incident/metrics';
import type { RunEntry } from '../../../../src/core/incident/timeline';
import { runbookUsage } from '../../../../src/core/incident/usage';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { at, declared } from './eventsOf';

function lasted(minutes: number, more = {}) {
  const events = declared(more);
  events.add('incident.acknowledged', {}, at(minutes / 2));
  events.add('incident.resolved', {}, at(minutes));
  return events.incident();
}

describe('times over incidents', () => {
  test('none is not known, one is its own and never a mean, several have mean and median', () => {
    expect(measure([])).toEqual({ n: 0 });
    expect(measure([60_000])).toEqual({ n: 1, ms: 60_000 });
    expect(measureText(measure([60_000]))).toBe('1 min 00 s (one incident)');
    expect(measureText(measure([60_000]))).not.toMatch(/mean/);
    expect(measure([1, 2, 9])).toEqual({
      n: 3,
      meanMs: 4,
      medianMs: 2,
      shortestMs: 1,
      longestMs: 9,
    });
    expect(measure([1, 2, 3, 10])).toMatchObject({ meanMs: 4, medianMs: 2.5 });
  });

  test('drills are not counted, and each severity is told by itself', () => {
    const metrics = incidentMetrics([
      lasted(10),
      lasted(30, { severity: 'SEV1' }),
      lasted(500, { drill: true }),
      declared().incident(),
    ]);
    expect(metrics).toMatchObject({ incidents: 3, open: 1, drills: 1 });
    expect(metrics.all.resolve).toMatchObject({ n: 2, meanMs: 20 * 60_000 });
    expect(metrics.all.detect).toEqual({ n: 0 });
    expect(metrics.bySeverity.map(({ severity, incidents }) => [severity, incidents])).toEqual([
      ['SEV1', 1],
      ['SEV2', 2],
    ]);
  });

  test('a clock that ran backwards is said and not counted', () => {
    const metrics = incidentMetrics([lasted(-10)]);
    expect(metrics.backwards).toBe(2);
    expect(metrics.all.resolve).toEqual({ n: 0 });
  });
});

describe('use of the runbooks', () => {
  const model = parseRunbook(
    '# A\n\n```bash\necho 1\n```\n\n```bash\necho 2\n```\n\n```bash\necho 3\n```\n',
  );
  const [one, two] = model.steps;
  const run = (stepId: string, minute: number, more: Partial<RunEntry>, drill = false): RunEntry =>
    ({
      kind: 'run',
      id: `${stepId} ${minute}`,
      time: at(minute),
      actor: 'ana',
      started: { runbook: 'a.md', stepId, title: stepId, intent: 'check', drill },
      outcome: 'succeeded',
      ...more,
    }) as unknown as RunEntry;

  test('steps that fail, rot, were never run or are gone', () => {
    const runs = [
      run(one?.id ?? '', 1, {}),
      run(one?.id ?? '', 9, { verdict: { kind: 'fail', message: 'other' } }),
      run(one?.id ?? '', 10, { outcome: 'cancelled' }),
      run(two?.id ?? '', 2, { outcome: 'failed' }),
      run(two?.id ?? '', 3, {}),
      run('removed', 4, {}),
      run(two?.id ?? '', 5, { outcome: 'failed' }, true),
    ];
    const day = 24 * 60 * 60_000;
    const now = Date.parse(at(10)) + day;
    const [usage] = runbookUsage(runs, [{ path: 'a.md', model }], now);
    expect(usage).toMatchObject({ runs: 6, failures: 2, drillRuns: 1, lastRunAt: at(10) });
    expect(usage?.steps.map(({ state }) => state)).toEqual([
      'failing',
      'fine',
      'never run',
      'gone',
    ]);
    const [later] = runbookUsage(runs, [{ path: 'a.md', model }], now + 100 * day);
    expect(later?.steps[1]).toMatchObject({ state: 'stale', lastSuccessAt: at(3) });
  });
});
