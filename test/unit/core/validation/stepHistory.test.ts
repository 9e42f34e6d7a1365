import { describe, expect, it } from 'vitest';
import type { RunEntry } from '../../../../src/core/incident/timeline';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { addToHistory, judgedRun } from '../../../../src/core/validation/stepHistory';
import { validateRunbook } from '../../../../src/core/validation/validateRunbook';

const TEXT = '# Lamp\n\n```bash\nuptime\n```\n\n```bash\ndf -h\n```\n';
const RUNBOOK = parseRunbook(TEXT);
const [UPTIME = '', DF = ''] = RUNBOOK.steps.map(({ id }) => id);

function run(stepId: string, day: string, outcome: RunEntry['outcome'], verdict?: 'pass' | 'fail') {
  return {
    time: `${day}T12:00:00.000Z`,
    started: { runbook: 'lamp.md', stepId, drill: true },
    outcome,
    verdict: verdict === undefined ? undefined : { kind: verdict, message: '' },
  } as unknown as RunEntry;
}

function rot(runs: readonly RunEntry[], staleDays?: number): readonly string[] {
  const history = addToHistory({}, runs.map(judgedRun))['lamp.md'];
  return validateRunbook(RUNBOOK, TEXT, { history, staleDays, today: '2026-06-30' }, {})
    .filter(({ code }) => code.startsWith('step-'))
    .map(({ code, range }) => `${code} ${range.start + 1}`);
}

describe('rot from the log', () => {
  it('says nothing of a runbook that the log does not know', () => {
    expect(rot([])).toEqual([]);
  });

  it('names the step that was never run beside one that was', () => {
    expect(rot([run(UPTIME, '2026-06-29', 'succeeded')])).toEqual(['step-never-run 8']);
  });

  it('counts the days since a step last passed, not since it last ran', () => {
    const runs = [
      run(UPTIME, '2026-01-01', 'succeeded', 'pass'),
      run(UPTIME, '2026-06-01', 'cancelled'),
      run(DF, '2026-06-01', 'succeeded'),
    ];
    expect(rot(runs)).toEqual(['step-stale 4']);
    expect(rot(runs, 365)).toEqual([]);
    expect(rot(runs, 20)).toEqual(['step-stale 4', 'step-stale 8']);
  });

  it('judges by the latest run, in whatever order the logs are read', () => {
    const good = run(UPTIME, '2026-06-29', 'succeeded', 'pass');
    const bad = run(UPTIME, '2026-06-28', 'succeeded', 'fail');
    const df = run(DF, '2026-06-01', 'succeeded');
    expect(rot([good, bad, df])).toEqual([]);
    expect(rot([bad, df])).toEqual(['step-not-as-expected 4']);
    expect(rot([run(UPTIME, '2026-06-20', 'failed'), df])).toEqual(['step-not-as-expected 4']);
  });
});
