import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeats } from '../../effort';
import { durationsOf, type Span } from '../../../../src/core/incident/times';
import { Events } from './eventsOf';

/**
 * An incident as a plan in minutes, from which its durations are calculated by hand, without the
 * fold: the log is made from the same plan with clocks that step and times written in local zones.
 */
type Moment = 'acknowledged' | 'mitigated' | 'resolved';

interface Action {
  readonly kind: Moment | 'note' | 'edit' | 'handover' | 'severity' | 'correct' | 'step';
  /** Minutes of the true clock that pass before it. */
  readonly pass: number;
  /** Minutes the wall clock is set forward or back, or a time is given or corrected by. */
  readonly shift: number;
  readonly of: 'detected' | 'started' | 'declared' | Moment;
  readonly given: boolean;
}

const BEGIN = Date.UTC(2026, 2, 28, 22, 0) / 60_000;
/** Central European summer time began on 29 March 2026 at 01:00 UTC. */
const SUMMER = Date.UTC(2026, 2, 29, 1, 0) / 60_000;

const utc = (minute: number) => new Date(minute * 60_000).toISOString();

/** The same instant as a clock on a wall in Berlin shows it, with its offset. */
function local(minute: number): string {
  const offset = minute >= SUMMER ? 120 : 60;
  const wall = new Date((minute + offset) * 60_000).toISOString().slice(0, 19);
  return `${wall}+0${offset / 60}:00`;
}

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom(
    'acknowledged' as const,
    'mitigated' as const,
    'resolved' as const,
    'note' as const,
    'edit' as const,
    'handover' as const,
    'severity' as const,
    'correct' as const,
    'step' as const,
  ),
  pass: fc.integer({ min: 0, max: 90 }),
  shift: fc.integer({ min: -120, max: 120 }),
  of: fc.constantFrom(
    'detected' as const,
    'started' as const,
    'declared' as const,
    'acknowledged' as const,
    'mitigated' as const,
    'resolved' as const,
  ),
  given: fc.boolean(),
});

const plan = fc.record({
  started: fc.option(fc.integer({ min: -300, max: 60 }), { nil: undefined }),
  detected: fc.option(fc.integer({ min: -200, max: 60 }), { nil: undefined }),
  actions: fc.array(action, { maxLength: 25 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

function play({ started, detected, actions }: Plan) {
  const events = new Events();
  const shown: Record<string, number | undefined> = {
    started: started === undefined ? undefined : BEGIN + started,
    detected: detected === undefined ? undefined : BEGIN + detected,
    declared: BEGIN,
  };
  events.add(
    'incident.declared',
    {
      title: 'x',
      severity: 'SEV2',
      ...(started === undefined ? {} : { startedAt: local(BEGIN + started) }),
      ...(detected === undefined ? {} : { detectedAt: local(BEGIN + detected) }),
    },
    utc(BEGIN),
  );
  const corrections: [string, number][] = [];
  let truth = BEGIN;
  let drift = 0;
  for (const { kind, pass, shift, of, given } of actions) {
    truth += pass;
    const wall = truth + drift;
    if (kind === 'step') drift += shift;
    else if (kind === 'note') events.add('note.added', { noteId: 'n', text: 'x' }, utc(wall));
    else if (kind === 'edit') events.add('note.edited', { noteId: 'n', text: 'y' }, utc(wall));
    else if (kind === 'handover') {
      events.add('incident.handover', { from: 'ana', to: 'bo' }, utc(wall));
    } else if (kind === 'severity') {
      events.add('incident.severity', { severity: 'SEV1' }, utc(wall));
    } else if (kind === 'correct') {
      corrections.push([of, wall + shift]);
      events.add('incident.time-corrected', { of, time: local(wall + shift) }, utc(wall));
    } else {
      events.add(`incident.${kind}`, given ? { at: local(wall + shift) } : {}, utc(wall));
      shown[kind] ??= given ? wall + shift : wall;
    }
  }
  for (const [of, minute] of corrections) {
    if (shown[of] !== undefined || of === 'started' || of === 'detected') shown[of] = minute;
  }
  shown['detected'] ??= shown['declared'];
  return { events, shown };
}

function expected(from: number | undefined, to: number | undefined): Span {
  if (from === undefined || to === undefined) return { known: false, reason: 'missing' };
  if (to < from) return { known: false, reason: 'backwards' };
  return { known: true, ms: (to - from) * 60_000 };
}

describe('durations', () => {
  test('1,000 incidents with edits, hand-overs, clock steps and summer time equal an independent calculation', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const { events, shown } = play(one);
        expect(durationsOf(events.incident().times)).toEqual({
          detect: expected(shown['started'], shown['detected']),
          acknowledge: expected(shown['detected'], shown['acknowledged']),
          mitigate: expected(shown['detected'], shown['mitigated']),
          resolve: expected(shown['detected'], shown['resolved']),
        });
      }),
      { numRuns: repeats(1000) },
    );
  });
});
