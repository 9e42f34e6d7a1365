import type { Runbook, Section } from '../model/runbook';
import type { Part, Step } from '../model/step';
import { fail, succeed, type Result } from '../../util/result';

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
      readonly stepId: string;
      readonly title: string;
      readonly options: readonly {
        readonly partId: string;
        readonly label: string;
        readonly title: string;
      }[];
    };

/** What to go through: a section by the id or title of its heading, or the whole runbook. */
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
  const items = steps.value.filter((step) => !isPassedOver(step)).flatMap((step) => itemsOf(step));
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
      if (section === undefined) {
        return fail(
          'section-not-found',
          `There is no section "${scope.section}" in this runbook, or more than one. ` +
            'Write its whole heading.',
        );
      }
      return succeed(stepsIn(runbook, section));
    }
  }
}

/** The steps under a heading, those under its sub-headings included. */
export function stepsIn(runbook: Runbook, { range }: Section): readonly Step[] {
  return runbook.steps.filter(
    (step) => range.start <= step.range.start && step.range.start < range.end,
  );
}

/** By id, by the whole title, else by the only title that contains the words; case is ignored. */
function findSection(runbook: Runbook, wanted: string): Section | undefined {
  const byId = runbook.sections.find((section) => section.id === wanted);
  if (byId !== undefined) return byId;
  const words = wanted.trim().toLowerCase();
  const same = runbook.sections.filter((section) => section.title.trim().toLowerCase() === words);
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const like = runbook.sections.filter((section) => section.title.toLowerCase().includes(words));
  return like.length === 1 ? like[0] : undefined;
}

const PASSED_OVER = new Set(['output', 'sample', 'empty', 'html-comment']);

function isPassedOver(step: Step): boolean {
  return step.notRunnable !== undefined && PASSED_OVER.has(step.notRunnable.code);
}

function itemsOf(step: Step): readonly SequenceItem[] {
  if (step.parts.length < 2 && step.notRunnable?.code !== 'comments-only') {
    return [{ kind: 'run', stepId: step.id, partId: undefined, title: step.title }];
  }
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
      partId: part.id,
      label: part.alternative ?? part.title,
      title: part.title,
    })),
  };
}

/** How many headings' lenses say `Run section`: a heading with several steps of its own. */
export function runnableSections(
  runbook: Runbook,
): readonly { readonly section: Section; readonly steps: number }[] {
  return runbook.sections.flatMap((section) => {
    const steps = stepsIn(runbook, section).filter((step) => canRun(step)).length;
    return section.level > 1 && steps > 1 ? [{ section, steps }] : [];
  });
}

function canRun({ notRunnable }: Step): boolean {
  return notRunnable === undefined || notRunnable.code === 'unfilled-hole';
}
