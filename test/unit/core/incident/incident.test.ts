import { describe, expect, test } from 'vitest';
import { deadlineStates, nextDeadline } from '../../../../src/core/incident/deadlineState';
import { foldIncident } from '../../../../src/core/incident/incident';
import { durationsOf, toUtc } from '../../../../src/core/incident/times';
import { at, declared, Events } from './eventsOf';

describe('folding an incident', () => {
  test('a log without a declaration is no incident', () => {
    const events = new Events();
    events.add('note.added', { noteId: 'n', text: 'x' }, at(0));
    expect(foldIncident('x', events.all)).toBeUndefined();
  });

  test('phases follow the milestones and the first of each counts', () => {
    const events = declared();
    expect(events.incident().phase).toBe('open');
    events.add('incident.acknowledged', {}, at(3));
    events.add('incident.acknowledged', {}, at(9), 'bo');
    expect(events.incident()).toMatchObject({
      phase: 'acknowledged',
      times: { acknowledged: { time: at(3), by: 'ana', source: 'recorded' } },
    });
    events.add('incident.mitigated', { text: 'workers restarted' }, at(20));
    events.add('incident.resolved', { text: 'a poisoned message', at: at(25) }, at(30));
    expect(events.incident()).toMatchObject({
      phase: 'resolved',
      words: { mitigated: 'workers restarted', resolved: 'a poisoned message' },
      times: { resolved: { time: at(25), source: 'given', original: at(30) } },
    });
  });

  test('a corrected time keeps the original, who corrected it and why', () => {
    const events = declared();
    const id = events.add('incident.acknowledged', {}, at(10));
    events.add('incident.time-corrected', { of: id, time: at(4), reason: 'pager' }, at(50), 'bo');
    events.add('incident.time-corrected', { of: 'acknowledged', time: at(5) }, at(60));
    events.add('incident.time-corrected', { of: 'detected', time: at(-2) }, at(61));
    const { times } = events.incident();
    expect(times.acknowledged).toMatchObject({
      time: at(5),
      source: 'corrected',
      original: at(10),
    });
    expect(times.acknowledged?.corrections).toEqual([
      { time: at(4), by: 'bo', at: at(50), reason: 'pager' },
      { time: at(5), by: 'ana', at: at(60), reason: undefined },
    ]);
    expect(times.detected).toMatchObject({ time: at(-2), original: at(0) });
    expect(durationsOf(times).acknowledge).toEqual({ known: true, ms: 7 * 60_000 });
  });

  test('the time of any other event can be corrected as well, nonsense is passed over', () => {
    const events = declared();
    const note = events.add('note.added', { noteId: 'n', text: 'restarted by hand' }, at(9));
    events.add('incident.time-corrected', { of: note, time: at(7) }, at(20));
    events.add('incident.time-corrected', { of: note, time: 'yesterday' }, at(21));
    events.add('incident.time-corrected', { of: 'resolved', time: at(22) }, at(22));
    const incident = events.incident();
    expect(incident.corrected.get(note)).toMatchObject({ time: at(7), original: at(9) });
    expect(incident.times.resolved).toBeUndefined();
  });

  test('a clock that ran backwards gives no duration instead of a negative one', () => {
    const events = declared();
    events.add('incident.acknowledged', {}, at(-5));
    expect(durationsOf(events.incident().times).acknowledge).toEqual({
      known: false,
      reason: 'backwards',
    });
  });

  test('notes keep what they said before, and an empty edit takes one away', () => {
    const events = declared();
    events.add('note.added', { noteId: 'a', text: 'first' }, at(1));
    events.add('note.added', { noteId: 'b', text: 'other' }, at(2));
    events.add('note.edited', { noteId: 'a', text: 'second' }, at(3), 'bo');
    events.add('note.edited', { noteId: 'b', text: '' }, at(4));
    events.add('note.edited', { noteId: 'nobody', text: 'x' }, at(5));
    const { notes } = events.incident();
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({
      text: 'second',
      by: 'ana',
      edits: [{ text: 'first', by: 'ana', at: at(1) }],
      edited: { by: 'bo', at: at(3) },
    });
    events.add('note.edited', { noteId: 'a', text: 'third' }, at(6), 'cem');
    expect(events.incident().notes[0]).toMatchObject({
      edits: [{ by: 'ana' }, { text: 'second', by: 'bo', at: at(3) }],
      edited: { by: 'cem', at: at(6) },
    });
  });

  test.each([
    ['2026-03-29T02:00:00+01:00', '2026-03-29T01:00:00.000Z'],
    ['2024-02-29T00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2026-02-29T00:00:00Z', undefined],
    ['2026-04-31T00:00:00Z', undefined],
    ['1900-02-29T00:00:00Z', undefined],
    ['2026-13-01T00:00:00Z', undefined],
    // Another machine would take it for another moment.
    ['2026-03-29T02:00:00', undefined],
    ['2026-03-29', undefined],
  ])('the time %s is %s', (written, expected) => {
    expect(toUtc(written)).toBe(expected);
  });

  test('a hand-over makes the one who takes over the commander', () => {
    const events = declared({ commander: 'ana' });
    events.add('incident.handover', { from: 'ana', to: 'bo', text: 'db is next' }, at(60));
    events.add('incident.assigned', { role: 'Scribe', person: 'kim' }, at(61), 'bo');
    const incident = events.incident();
    expect(incident.commander).toBe('bo');
    expect(incident.roles.map(({ role, person }) => `${role} ${person}`)).toEqual([
      'commander bo',
      'Scribe kim',
    ]);
    expect(incident.people).toEqual(['ana', 'bo']);
  });
});

describe('deadlines of an incident', () => {
  const deadlines = [
    { kind: 'acknowledge' as const, label: 'acknowledge', minutes: 15 },
    { kind: 'escalate' as const, label: 'escalate to the lead', minutes: 30, to: 'the lead' },
  ];
  const statusAt = (events: Events, minutes: number) =>
    deadlineStates(events.incident(), Date.parse(at(minutes))).map(({ status }) => status);

  test('are open, then over, then done in time or late', () => {
    const events = declared({ deadlines });
    expect(statusAt(events, 15)).toEqual(['open', 'open']);
    expect(statusAt(events, 16)).toEqual(['over', 'open']);
    events.add('incident.acknowledged', {}, at(17));
    expect(statusAt(events, 18)).toEqual(['late', 'open']);
    events.add('incident.resolved', {}, at(29));
    expect(statusAt(events, 90)).toEqual(['late', 'met']);
  });

  test('an escalation that was made is escalated, whoever resolves it', () => {
    const events = declared({ deadlines });
    events.add('incident.escalated', { label: 'escalate to the lead' }, at(31));
    expect(statusAt(events, 40)).toEqual(['over', 'escalated']);
    expect(events.incident().deadlines[1]?.escalated).toMatchObject({ by: 'ana', to: 'the lead' });
  });

  test('of two with the same label only the one that was meant is settled', () => {
    const twice = [20, 60].map((minutes) => ({ kind: 'escalate' as const, label: 'e', minutes }));
    const events = declared({ deadlines: twice });
    events.add('incident.escalated', { label: 'e', minutes: 60 }, at(5));
    expect(statusAt(events, 30)).toEqual(['over', 'escalated']);
    events.add('incident.escalated', { label: 'e' }, at(31));
    expect(statusAt(events, 90)).toEqual(['escalated', 'escalated']);
  });

  test('those of a new severity count from the change, those of the declaration follow its time', () => {
    const events = declared({ deadlines });
    events.add('incident.time-corrected', { of: 'declared', time: at(-10) }, at(1));
    const [first] = deadlineStates(events.incident(), 0);
    expect(first?.dueAt).toBe(Date.parse(at(5)));
    events.add('incident.severity', { severity: 'SEV1', deadlines }, at(40));
    expect(nextDeadline(events.incident(), Date.parse(at(41)))?.dueAt).toBe(Date.parse(at(55)));
    expect(events.incident().severityHistory.map(({ severity }) => severity)).toEqual([
      'SEV2',
      'SEV1',
    ]);
  });

  test('the next status update is due when it was promised', () => {
    const update = { kind: 'update' as const, label: 'post an update', minutes: 30, repeats: true };
    const events = declared({ deadlines: [update] });
    expect(nextDeadline(events.incident(), 0)?.dueAt).toBe(Date.parse(at(30)));
    events.add('update.posted', { text: 'we look into it' }, at(12));
    expect(nextDeadline(events.incident(), 0)?.dueAt).toBe(Date.parse(at(42)));
    events.add('update.posted', { text: 'still', nextDueAt: at(100) }, at(40));
    expect(nextDeadline(events.incident(), 0)?.dueAt).toBe(Date.parse(at(100)));
    const plain = declared();
    plain.add('update.posted', { text: 'x', nextDueAt: at(20) }, at(5));
    expect(nextDeadline(plain.incident(), 0)).toMatchObject({ kind: 'update' });
  });

  test('deadlines edited by hand do no harm', () => {
    const broken = [{ label: 3 }, null, { label: 'x', minutes: 'soon' }] as never;
    expect(declared({ deadlines: broken }).incident().deadlines).toEqual([]);
  });
});
