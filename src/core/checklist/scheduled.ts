import type { Checklist, ChecklistItem } from '../model/checklist';
import { shortHash } from '../model/hash';
import { normalise } from '../model/normalise';
import type { ChecklistDocument } from '../model/runbook';
import { readCadence } from '../parser/cadence';
import type { Period } from './period';
import { dateOf, dayNumberOf, type Zone } from './zone';

/** Something the runbook wants done by a date: a drill, a review, a row of a schedule. */
export interface Scheduled {
  /** A list of one item, so that it is ticked, skipped and remembered as all others. */
  readonly checklist: Checklist;
  /** The day it is due, counted from 1970-01-01; undefined when only its frequency is known. */
  readonly dueDay: number | undefined;
  readonly lastCompleted: string | undefined;
}

/** The rows of schedule tables and the runbook's own review date. Without either date nothing is due. */
export function scheduledOf(runbook: ChecklistDocument): readonly Scheduled[] {
  const turns = new Map<string, number>();
  const found: Scheduled[] = [];
  for (const { title, frequency, lastCompleted, nextScheduled, line } of runbook.schedules) {
    const cadence = readCadence(frequency);
    const next = dayOf(nextScheduled);
    const last = dayOf(lastCompleted);
    const dueDay =
      next ?? (last === undefined || cadence === undefined ? undefined : addPeriod(last, cadence));
    if (title.trim() === '' || (dueDay === undefined && cadence === undefined)) continue;
    found.push({ checklist: listOf(title, line, cadence, turns), dueDay, lastCompleted });
  }
  const review = dayOf(runbook.metadata.nextReview);
  if (review !== undefined) {
    const checklist = listOf('Review of this runbook', 0, undefined, turns);
    found.push({ checklist, dueDay: review, lastCompleted: runbook.metadata.lastUpdated });
  }
  return found;
}

/**
 * The period of a scheduled thing: until its date changes in the runbook, or, once it was done
 * and recurs, until its next date counted from then. `settledAt` answers when the one due on a
 * day was settled.
 */
export function scheduledPeriod(
  { dueDay, checklist }: Scheduled & { readonly dueDay: number },
  settledAt: (period: string) => number | undefined,
  zone: Zone,
  now: number,
): Period {
  const today = zone.wallAt(now).dayNumber;
  let day = dueDay;
  for (let turn = 0; turn < 100; turn++) {
    const settled = settledAt(nameOf(day));
    const { cadence } = checklist;
    if (settled === undefined || cadence === undefined) break;
    const on = zone.wallAt(settled).dayNumber;
    const next = addPeriod(on, cadence);
    // What was ticked today stays in view as done: a tick must be seen, and can be taken back.
    if (next <= day || on >= today) break;
    day = next;
  }
  return { name: nameOf(day), start: undefined, end: undefined, due: zone.instantOf(day + 1, 0) };
}

/** The day one period of a cadence after another. */
export function addPeriod(
  day: number,
  { unit, every }: { readonly unit: string; readonly every: number },
): number {
  const { year, month, day: of } = dateOf(day);
  const monthsIn: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, yearly: 12 };
  const months = monthsIn[unit];
  if (months !== undefined) {
    const last = dayNumberOf(year, month + months * every + 1, 1) - 1;
    return Math.min(dayNumberOf(year, month + months * every, of), last);
  }
  return day + (unit === 'weekly' ? 7 : 1) * Math.max(1, Math.round(every));
}

function nameOf(day: number): string {
  const { year, month, day: of } = dateOf(day);
  return `due ${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
}

function dayOf(written: string | undefined): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written ?? '');
  return match === null
    ? undefined
    : dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

function listOf(
  title: string,
  line: number,
  cadence: Checklist['cadence'],
  turns: Map<string, number>,
): Checklist {
  const key = normalise(title, 'item');
  const turn = (turns.get(key) ?? 0) + 1;
  turns.set(key, turn);
  const hash = shortHash(turn === 1 ? key : `${key} ${turn}`);
  const range = { start: line, end: line + 1 };
  const item: ChecklistItem = {
    id: `scheduled-${hash}`,
    range,
    text: title,
    checkedInFile: false,
    depth: 0,
    parentId: undefined,
    stepIds: [],
  };
  return {
    id: `schedule-${hash}`,
    title,
    range,
    sectionId: undefined,
    cadence,
    items: [item],
  };
}
