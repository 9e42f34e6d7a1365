import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeats } from '../../effort';
import { deadlineStates } from '../../../../src/core/incident/deadlineState';
import { describeIncident } from '../../../../src/core/incident/describeIncident';
import { decodeLine } from '../../../../src/core/incident/encode';
import type { LogEvent } from '../../../../src/core/incident/event';
import { foldIncident } from '../../../../src/core/incident/incident';
import { fillTemplate, plainUpdate } from '../../../../src/core/incident/messageTemplate';
import { incidentMetrics } from '../../../../src/core/incident/metrics';
import { postMortemDraft } from '../../../../src/core/incident/postMortem';
import { foldTimeline } from '../../../../src/core/incident/timeline';

/** Texts without what a wrong calculation would print, so that it can be told from them. */
const words = fc.string().filter((text) => !text.includes('NaN'));
/** Values that somebody might write into a log by hand, in place of what belongs there. */
const anything = fc.oneof(
  fc.constantFrom(null, '', 0, -1, 1e300, true, '2026-03-29T02:00:00Z', 'declared', '__proto__'),
  words,
  fc.array(fc.constantFrom<unknown>(null, 1, {}, { label: 'x', minutes: 5 }), { maxLength: 3 }),
);
const member = fc.constantFrom(
  ...['title', 'severity', 'severities', 'commander', 'role', 'person', 'at', 'text', 'of', 'time'],
  ...['from', 'to', 'noteId', 'reason', 'deadlines', 'drill', 'startedAt', 'detectedAt', 'label'],
  ...['evidenceId', 'nextDueAt', 'template', 'section', 'runbook', 'about'],
);
const type = fc.constantFrom(
  ...['declared', 'severity', 'assigned', 'acknowledged', 'mitigated', 'resolved'].map(
    (name) => `incident.${name}`,
  ),
  ...['incident.escalated', 'incident.handover', 'incident.time-corrected', 'evidence.pinned'],
  ...['update.posted', 'note.added', 'note.edited', 'made-up'],
);
/** What the events need to be understood at all; the rest is anything. */
const needed = {
  title: 't',
  severity: 's',
  role: 'r',
  person: 'p',
  label: 'x',
  from: 'a',
  to: 'b',
  of: 'resolved',
  time: '2026-03-29T03:00:00Z',
  evidenceId: 'e',
  text: 'x',
  noteId: 'n',
};
const lines = fc.array(
  fc.record({
    type,
    data: fc.dictionary(member, anything).map((data) => ({ ...needed, ...data })),
    time: fc.oneof(fc.constant('2026-03-29T02:00:00Z'), words),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('a log that was edited by hand', () => {
  test('is folded, described, measured and drafted without an exception', () => {
    fc.assert(
      fc.property(lines, (written) => {
        const events: LogEvent[] = [];
        for (const [index, { type: name, data, time }] of written.entries()) {
          const envelope = { v: 1, id: `e${index}`, writer: 'w', seq: index + 1, clock: index + 1 };
          const line = { ...envelope, time, actor: 'ana', type: name, data, prev: '', hash: '' };
          const read = decodeLine(JSON.stringify(line));
          if (read.ok) events.push(read.value.event);
        }
        const incident = foldIncident('x', events);
        if (incident === undefined) return;
        const now = Date.UTC(2026, 2, 29, 9);
        const texts = [
          ...describeIncident(incident, now),
          plainUpdate(incident, now),
          fillTemplate(
            {
              title: 'x',
              text: '{title} {duration} {start time} {cause} {severity}',
              holes: ['title', 'duration', 'start time', 'cause', 'severity'],
              range: { start: 0, end: 1 },
            },
            incident,
            now,
          ).text,
          postMortemDraft({
            incident,
            timeline: foldTimeline(events, () => false),
            headings: ['Root cause'],
            redlines: [],
            writtenAt: '',
          }),
        ];
        for (const text of texts) expect(text).not.toMatch(/NaN|\[object Object\]/);
        for (const { dueAt } of deadlineStates(incident, now)) {
          expect(() => new Date(dueAt).toISOString()).not.toThrow();
        }
        expect(JSON.stringify(incidentMetrics([incident]))).not.toMatch(/:null/);
      }),
      { numRuns: repeats(3000) },
    );
  });
});
