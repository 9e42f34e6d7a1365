import { describe, expect, test } from 'vitest';
import { deadlineStates } from '../../../../src/core/incident/deadlineState';
import { alarmText, doneTitle } from '../../../../src/editor/incidents/alarmWords';
import { clockWords } from '../../../../src/editor/incidents/clockWords';
import { at, declared } from '../../core/incident/eventsOf';

const deadlines = [
  { kind: 'acknowledge' as const, label: 'acknowledge', minutes: 15 },
  {
    kind: 'escalate' as const,
    label: 'escalate to the manager',
    minutes: 75,
    to: 'the manager',
    source: 'Escalation, line 9',
  },
];
const now = (minutes: number) => Date.parse(at(minutes));

describe('the clock of an incident', () => {
  test('has severity, title, the time since the detection and what is due next', () => {
    const events = declared({ deadlines, severity: 'SEV2 - High' });
    expect(clockWords(events.incident(), now(0) + 7_000)).toBe(
      'SEV2 Queue is stuck  00:00:07 · acknowledge in 14:53',
    );
    events.add('incident.acknowledged', {}, at(1));
    expect(clockWords(events.incident(), now(10))).toMatch(
      / · escalate to the manager in 1:05:00$/,
    );
    expect(clockWords(events.incident(), now(77))).toMatch(
      /01:17:00 · escalate to the manager overdue by 02:00$/,
    );
  });

  test('is marked in a drill and stands still once it is resolved', () => {
    const events = declared({ drill: true });
    events.add('incident.resolved', {}, at(61));
    expect(clockWords(events.incident(), now(600))).toBe('DRILL SEV2 Queue is stuck  01:01:00');
  });
});

describe('what is said when a deadline passes', () => {
  test('names the time, whom to tell and where the runbook says so', () => {
    const incident = declared({ deadlines }).incident();
    const [first, second] = deadlineStates(incident, now(80));
    if (first === undefined || second === undefined) throw new Error('two deadlines');
    expect(alarmText(incident, second, true)).toBe(
      '75 minutes without resolution: escalate to the manager (runbook: Escalation, line 9)',
    );
    expect(alarmText(incident, second, false)).toMatch(/^75 .* resolution of "Queue is stuck": /);
    expect(alarmText(incident, first, true)).toBe(
      '15 minutes without acknowledgement of "Queue is stuck"',
    );
    expect([doneTitle(first), doneTitle(second)]).toEqual(['Acknowledge', 'Mark escalated']);
  });
});
