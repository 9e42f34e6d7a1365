import type { LogEvent } from '../../../../src/core/incident/event';
import { ended, logOf, output, started, type Planned } from './logOf';

const declared = (more: object = {}): Planned => ({
  type: 'incident.declared',
  data: {
    title: 'Orders are not shipped',
    severity: 'SEV2',
    commander: 'ada',
    runbook: 'docs/orders.md',
    runbookHash: 'a'.repeat(64),
    section: 'Orders are late',
    ...more,
  },
});

const incident: readonly Planned[] = [
  declared(),
  { type: 'incident.acknowledged', data: {}, minute: 4 },
  started('r1'),
  ended('r1', 'depth \u001b[1;31m9412\u001b[0m (\u001b[38;5;208mhigh\u001b[0m)\n', {
    verdict: { kind: 'fail', message: 'expected below 100', difference: '- 100\n+ 9412' },
  }),
  {
    type: 'note.added',
    data: { noteId: 'n1', text: 'The **shipper** is stuck:\n\n- no pods\n- no logs' },
    actor: 'ben',
  },
  { type: 'note.edited', data: { noteId: 'n1', text: 'The shipper had no pods.' }, actor: 'ben' },
  {
    type: 'evidence.pinned',
    data: {
      evidenceId: 'e1',
      title: 'Graph of the queue',
      url: 'https://grafana.example/d/queue?from=1&to=2',
      text: '9412 | 9800 | 10233',
    },
  },
  started('r2', {
    title: 'Restart the shipper',
    text: 'kubectl rollout restart deploy/shipper\n# then ```watch```',
    intent: 'change',
    target: 'pod web-0',
  }),
  ended('r2', '10%\r50%\r100%\ndeployment restarted\n', { durationMs: 65_000 }),
  started('r3', { title: 'Is it back?' }),
  ended('r3', 'x'.repeat(40), {
    outcome: 'timed-out',
    exitCode: undefined,
    message: 'Stopped after 600 s.',
    output: output('head of it', {
      tail: 'tail of it',
      bytes: 9_000_000,
      truncated: true,
      file: 'f'.repeat(64),
    }),
  }),
  { type: 'verdict.given', data: { runId: 'r3', verdict: 'needs-eyes', message: 'slow disk?' } },
  {
    type: 'run.refused',
    data: {
      runId: 'r4',
      runbook: 'docs/orders.md',
      runbookHash: 'a'.repeat(64),
      stepId: 's4',
      title: 'Drop the queue',
      line: 40,
      code: 'not-confirmed',
      message: 'You chose not to run it.',
    },
  },
  {
    type: 'item.ticked',
    data: {
      runbook: 'docs/orders.md',
      checklistId: 'c1',
      checklistTitle: 'After the incident',
      itemId: 'i1',
      itemText: 'Tell the warehouse',
      state: 'done',
    },
  },
  { type: 'incident.handover', data: { from: 'ada', to: 'cem', text: 'shift ends' } },
  {
    type: 'update.posted',
    data: { text: 'Shipping works again.\n\n- late: 40 orders', template: 'Second notice' },
    actor: 'cem',
  },
  { type: 'incident.time-corrected', data: { of: 'acknowledged', time: '2026-03-29T01:02:00Z' } },
  { type: 'future.kind' as 'note.added', data: { noteId: 'x', text: 'y' } },
  { type: 'note.edited', data: { noteId: 'n1', text: 'No pods, no logs.' }, actor: 'cem' },
  started('r5', { title: 'הצג את המצב' }),
  ended('r5', 'PK\ufffd', { output: output('PK\ufffd', { file: 'e'.repeat(64) }) }),
  {
    type: 'incident.resolved',
    data: { text: 'A deploy removed the pods' },
    time: '2026-03-30T00:10:00.000Z',
    actor: 'cem',
  },
];

const drill: readonly Planned[] = [
  declared({ title: 'Practice: lose the database', drill: true }),
  started('d1', { drill: true }),
  ended('d1', ''),
];

const journal: readonly Planned[] = [
  started('j1'),
  ended('j1', 'depth 3\n', { verdict: { kind: 'pass', message: 'below 100' } }),
  started('j2', { title: 'Never ended' }),
];

/** The logs the goldens are made of: name, log, events. */
export const CASES: readonly (readonly [string, string, readonly LogEvent[]])[] = [
  ['incident', 'incidents/inc-1', logOf(incident).events],
  ['drill', 'incidents/drill-1', logOf(drill).events],
  ['journal', 'journal/2026-03-29', logOf(journal).events],
  ['empty', 'journal/2026-03-30', []],
];
