import type { Runbook, Section } from '../model/runbook';
import type { Part, Step } from '../model/step';
import { fail, succeed, type Result } from '../../util/result';
import { mayLeaveShell } from './leavesEarly';
import { findSection } from './findSection';
import { OptionSections } from './optionSections';
import { namesWayBack, waysBack } from './wayBack';

/** One thing of a sequence, in the order of the document. Ids, so that edits do not misplace it. */
export type SequenceItem =
  | {
      readonly kind: 'run';
      readonly stepId: string;
      readonly partId: string | undefined;
      readonly title: string;
    }
  /** An instruction for a person: done or skipped, never run. */
  | {
      readonly kind: 'manual';
      readonly stepId: string;
      readonly partId: string;
      readonly title: string;
    }
  /** Options, of which a person chooses one; never run one after the other. */
  | {
      readonly kind: 'choice';
      /** The first step that is one of them, or holds them. */
      readonly stepId: string;
      readonly title: string;
      readonly options: readonly SequenceOption[];
    };

/** Parts of a block, or sections under headings such as "Option 1". */
export interface SequenceOption {
  readonly label: string;
  readonly title: string;
  /** What choosing it goes through. */
  readonly items: readonly SequenceItem[];
}

/** What to go through: a section as `findSection` takes it, or the whole runbook. */
export type SequenceScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'section'; readonly section: string }
  | { readonly kind: 'steps'; readonly stepIds: readonly string[] };

/**
 * What Run Section and Run All go through, part by part. Sample output is left out, comments are
 * for a person to do; a step that cannot be run for another reason stays in, so that the
 * sequence stops there with the reason instead of passing over it.
 */
export function sequenceOf(
  runbook: Runbook,
  scope: SequenceScope,
): Result<readonly SequenceItem[], 'section-not-found' | 'nothing-to-run'> {
  const steps = stepsOf(runbook, scope);
  if (!steps.ok) return steps;
  const items = itemsAmong(
    steps.value.filter((step) => !isPassedOver(step)),
    new OptionSections(runbook.sections),
  );
  if (items.length === 0) {
    return fail('nothing-to-run', 'There is no step to run here.');
  }
  return succeed(items);
}

function stepsOf(
  runbook: Runbook,
  scope: SequenceScope,
): Result<readonly Step[], 'section-not-found'> {
  switch (scope.kind) {
    case 'all':
      return succeed(runbook.steps);
    case 'steps':
      return succeed(runbook.steps.filter((step) => scope.stepIds.includes(step.id)));
    case 'section': {
      const section = findSection(runbook, scope.section);
      return section.ok ? succeed(stepsIn(runbook, section.value)) : section;
    }
  }
}

/** The steps under a heading, those under its sub-headings included. */
export function stepsIn(runbook: Runbook, { range }: Section): readonly Step[] {
  return runbook.steps.filter(
    (step) => range.start <= step.range.start && step.range.start < range.end,
  );
}

const PASSED_OVER = new Set(['output', 'sample', 'empty', 'html-comment']);

function isPassedOver(step: Step): boolean {
  return step.notRunnable !== undefined && PASSED_OVER.has(step.notRunnable.code);
}

/** The steps below headings that are options of each other are one choice. */
function itemsAmong(steps: readonly Step[], among: OptionSections): readonly SequenceItem[] {
  const items: SequenceItem[] = [];
  for (let at = 0; at < steps.length;) {
    const first = steps[at];
    if (first === undefined) break;
    const options = among.startingWith(steps, at);
    if (options.length < 2) {
      items.push(...itemsOf(first));
      at += 1;
      continue;
    }
    items.push({
      kind: 'choice',
      stepId: first.id,
      title: among.titleAbove(options),
      options: options.map(({ label, title, section, steps: own }) => ({
        label,
        title,
        items: itemsAmong(own, among.inside(section)),
      })),
    });
    at += options.reduce((sum, option) => sum + option.steps.length, 0);
  }
  return items;
}

function itemsOf(step: Step): readonly SequenceItem[] {
  if (step.parts.length < 2 && step.notRunnable?.code !== 'comments-only') return [wholeOf(step)];
  return heedingExits(step, partsOf(step));
}

function wholeOf(step: Step): SequenceItem {
  return { kind: 'run', stepId: step.id, partId: undefined, title: step.title };
}

/**
 * Where a part may end its shell (`test -e lock || exit 0`), the parts below it are not for each
 * run of the block. Run one by one, each would have a shell again. So such a block is one run; and
 * where a person is asked in between, or a part is the way back, it is asked whether to go on.
 */
function heedingExits(step: Step, items: readonly SequenceItem[]): readonly SequenceItem[] {
  const leaving = new Set(
    step.parts
      .filter(({ manual, text }) => !manual && mayLeaveShell(text, step.language))
      .map(({ id }) => id),
  );
  const mayLeave = (item: SequenceItem): boolean =>
    item.kind === 'choice'
      ? item.options.some((option) => option.items.some(mayLeave))
      : item.kind === 'run' && leaving.has(item.partId ?? '');
  const first = items.findIndex(({ kind }) => kind !== 'manual');
  const end = items.findLastIndex(({ kind }) => kind !== 'manual') + 1;
  const leave = items.findIndex(mayLeave);
  if (leave < 0 || leave === end - 1) return items;
  const isOne =
    items.slice(first, end).every(({ kind }) => kind === 'run') &&
    !step.parts.some(({ title }) => namesWayBack(title));
  if (isOne) return [...items.slice(0, first), wholeOf(step), ...items.slice(end)];
  return items.flatMap((item, at) => {
    const before = items[at - 1];
    if (item.kind !== 'run' || before === undefined || !mayLeave(before)) return [item];
    const title = `Go on with "${item.title}", unless "${before.title}" ended early`;
    return [{ kind: 'manual', stepId: step.id, partId: item.partId ?? '', title }, item];
  });
}

function partsOf(step: Step): readonly SequenceItem[] {
  const items: SequenceItem[] = [];
  let options: Part[] = [];
  const close = (): void => {
    if (options.length > 0) items.push(choiceOf(step, options));
    options = [];
  };
  for (const part of step.parts) {
    if (part.alternative !== undefined && !part.manual) {
      options.push(part);
      continue;
    }
    close();
    const kind = part.manual ? 'manual' : 'run';
    items.push({ kind, stepId: step.id, partId: part.id, title: part.title || step.title });
  }
  close();
  return items;
}

function choiceOf(step: Step, options: readonly Part[]): SequenceItem {
  return {
    kind: 'choice',
    stepId: step.id,
    title: step.title,
    options: options.map((part) => ({
      label: part.alternative ?? part.title,
      title: part.title,
      items: [{ kind: 'run', stepId: step.id, partId: part.id, title: part.title || step.title }],
    })),
  };
}

/** Items of a sequence, and those of it that are only for when it went wrong. */
export interface Forward {
  readonly items: readonly SequenceItem[];
  readonly leftOut: readonly SequenceItem[];
}

/**
 * Leaves out what would undo the rest ("## Rollback", "Undo: …"). Where there is nothing else, or
 * the steps were chosen one by one, it is what was asked for.
 *
 * @param text the document that the runbook was read from
 */
export function withoutWayBack(
  items: readonly SequenceItem[],
  runbook: Runbook,
  scope: SequenceScope,
  text: string,
): Forward {
  if (scope.kind === 'steps') return { items, leftOut: [] };
  const inside = scope.kind === 'section' ? findSection(runbook, scope.section) : undefined;
  const section = inside?.ok === true ? inside.value : undefined;
  const isWayBack = waysBack(runbook, linesOf(text))(section);
  const steps = new Map(runbook.steps.map((step) => [step.id, step]));
  const leftOut: SequenceItem[] = [];
  const isLeftOut = (item: SequenceItem): boolean => {
    const step = steps.get(item.stepId);
    const partId = item.kind === 'choice' ? undefined : item.partId;
    return (
      step !== undefined &&
      isWayBack(
        step,
        step.parts.find(({ id }) => id === partId),
      )
    );
  };
  const forward = (some: readonly SequenceItem[]): readonly SequenceItem[] => {
    leftOut.push(...some.filter((item) => isLeftOut(item)));
    return some.filter((item) => !isLeftOut(item)).map((item) => inOptions(item, forward));
  };
  const left = forward(items);
  return left.length === 0 ? { items, leftOut: [] } : { items: left, leftOut };
}

function inOptions(
  item: SequenceItem,
  change: (items: readonly SequenceItem[]) => readonly SequenceItem[],
): SequenceItem {
  if (item.kind !== 'choice') return item;
  const options = item.options.map((option) => ({ ...option, items: change(option.items) }));
  return { ...item, options: options.filter(({ items }) => items.length > 0) };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/**
 * How many steps the lens of a heading goes through: one is shown where there are several.
 *
 * @param text the document that the runbook was read from
 */
export function runnableSections(
  runbook: Runbook,
  text: string,
): readonly { readonly section: Section; readonly steps: number }[] {
  const wayBackIn = waysBack(runbook, linesOf(text));
  return runbook.sections.flatMap((section) => {
    if (section.level === 1) return [];
    const runnable = stepsIn(runbook, section).filter((step) => canRun(step));
    if (runnable.length < 2) return [];
    const isWayBack = wayBackIn(section);
    const forward = runnable.filter((step) => !isWayBack(step)).length;
    const steps = forward === 0 ? runnable.length : forward;
    return steps > 1 ? [{ section, steps }] : [];
  });
}

function canRun({ notRunnable }: Step): boolean {
  return notRunnable === undefined || notRunnable.code === 'unfilled-hole';
}
