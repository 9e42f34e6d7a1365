import type { Checklist, ChecklistItem } from '../model/checklist';
import type { Expectation } from '../model/expectation';
import type { Contact, MessageTemplate, Metadata, RunbookLink, Severity } from '../model/facts';
import type { Placeholder, PlaceholderKind } from '../model/placeholder';
import type { ParseProblem, Runbook, Section } from '../model/runbook';
import type { NotRunnableCode, Part, Step, StepKind, StepLanguage } from '../model/step';
import type { Classification, Intent } from '../run/intent';
import { setterOf } from '../run/setBefore';
import type { LineRange, OffsetRange } from '../text/range';

/**
 * What `runbook list --json` prints for one file: the contract for other programs. `line` and
 * `endLine` count from 1 and `endLine` is the last line, included. Ids are those of the model.
 * What is not there is `null` or an empty list, never left out.
 */
export interface Listing {
  readonly path: string;
  readonly title: string | null;
  /** `lastUpdated`, `nextReview`, `owner`, `version`, `status` where found; the rest in `other`. */
  readonly metadata: Metadata;
  readonly sections: readonly ListedSection[];
  readonly steps: readonly ListedStep[];
  readonly checklists: readonly ListedChecklist[];
  readonly severities: readonly ListedSeverity[];
  readonly contacts: readonly Contact[];
  readonly escalations: readonly ListedEscalation[];
  readonly schedules: readonly ListedSchedule[];
  readonly templates: readonly ListedTemplate[];
  readonly links: readonly ListedLink[];
  /** What is wrong with the document itself. */
  readonly problems: readonly ListedProblem[];
}

export interface Lines {
  readonly line: number;
  readonly endLine: number;
}

export interface ListedSection extends Lines {
  readonly id: string;
  readonly title: string;
  readonly level: number;
  readonly parent: string | null;
}

export interface ListedStep extends Lines {
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
  readonly section: string | null;
  readonly language: StepLanguage;
  /** As it would run before substitution. */
  readonly text: string;
  readonly parts: readonly ListedPart[];
  /** False also while values are missing; `reasonCode` is then `unfilled-hole`. */
  readonly runnable: boolean;
  /** Why it cannot be run, for people. */
  readonly reason: string | null;
  readonly reasonCode: NotRunnableCode | null;
  readonly intent: Intent;
  /** Why it has that intent, for people. */
  readonly reasons: readonly string[];
  readonly placeholders: readonly ListedPlaceholder[];
  readonly expectation: Expectation | null;
  /** Id of the checklist item that carries the step. */
  readonly checklistItem: string | null;
}

export interface ListedPart extends Lines {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** An instruction for a person: nothing to run. */
  readonly manual: boolean;
  readonly alternative: string | null;
}

export interface ListedPlaceholder {
  readonly name: string;
  readonly kind: PlaceholderKind;
  readonly written: string;
  /** Given as an environment variable, not pasted into the text. */
  readonly variable: boolean;
  /** Offsets into the step's `text` in UTF-16 code units, end exclusive. */
  readonly places: readonly OffsetRange[];
}

export interface ListedChecklist extends Lines {
  readonly id: string;
  readonly title: string;
  readonly section: string | null;
  readonly cadence: string | null;
  /** The words the cadence was read from. */
  readonly cadenceSource: string | null;
  readonly items: readonly ListedItem[];
}

export interface ListedItem extends Lines {
  readonly id: string;
  readonly text: string;
  readonly checkedInFile: boolean;
  readonly depth: number;
  readonly parent: string | null;
  /** Ids of the steps it carries. */
  readonly steps: readonly string[];
}

export interface ListedSeverity extends Omit<
  Severity,
  'responseMinutes' | 'response' | 'escalation' | 'escalationMinutes'
> {
  /** On the clock; null for "next business day", which has no minutes. */
  readonly responseMinutes: number | null;
  /** The words that say how soon somebody answers. */
  readonly response: string | null;
  readonly escalation: string | null;
  readonly escalationMinutes: number | null;
}

export interface ListedEscalation {
  readonly text: string;
  readonly afterMinutes: number | null;
  readonly to: string | null;
  readonly line: number;
}

export interface ListedSchedule {
  readonly title: string;
  readonly frequency: string;
  readonly lastCompleted: string | null;
  readonly nextScheduled: string | null;
  readonly line: number;
}

export interface ListedTemplate extends Lines {
  readonly title: string;
  readonly text: string;
  readonly holes: readonly string[];
}

export interface ListedLink {
  readonly kind: RunbookLink['kind'];
  readonly text: string;
  readonly target: string;
  /** Id of the section meant, when it is in this document. */
  readonly section: string | null;
  readonly line: number;
}

export interface ListedProblem extends Lines {
  readonly code: string;
  readonly message: string;
}

/** The listing of a runbook. `classify` gives a step's intent; the path is printed as given. */
export function toListing(
  runbook: Runbook,
  path: string,
  classify: (step: Step) => Classification,
): Listing {
  return {
    path,
    title: runbook.title ?? null,
    metadata: runbook.metadata,
    sections: runbook.sections.map(listSection),
    steps: runbook.steps.map((step) => listStep(step, classify(step), holesOf(runbook, step))),
    checklists: runbook.checklists.map(listChecklist),
    severities: runbook.severities.map((severity) => ({
      ...severity,
      responseMinutes: severity.responseMinutes ?? null,
      response: severity.response ?? null,
      escalation: severity.escalation ?? null,
      escalationMinutes: severity.escalationMinutes ?? null,
      line: severity.line + 1,
    })),
    contacts: runbook.contacts.map((contact) => ({ ...contact, line: contact.line + 1 })),
    escalations: runbook.escalations.map(({ text, afterMinutes, to, line }) => ({
      text,
      afterMinutes: afterMinutes ?? null,
      to: to ?? null,
      line: line + 1,
    })),
    schedules: runbook.schedules.map((schedule) => ({
      title: schedule.title,
      frequency: schedule.frequency,
      lastCompleted: schedule.lastCompleted ?? null,
      nextScheduled: schedule.nextScheduled ?? null,
      line: schedule.line + 1,
    })),
    templates: runbook.templates.map(listTemplate),
    links: runbook.links.map(listLink),
    problems: runbook.problems.map(listProblem),
  };
}

function lines(range: LineRange): Lines {
  return { line: range.start + 1, endLine: Math.max(range.end, range.start + 1) };
}

function listSection({ id, title, level, range, parentId }: Section): ListedSection {
  return { id, title, level, ...lines(range), parent: parentId ?? null };
}

/** A variable that an earlier step sets is there when the steps are run in their order. */
function holesOf(runbook: Runbook, step: Step): readonly Placeholder[] {
  return step.placeholders.filter(
    ({ variable, name }) => !variable || setterOf(runbook, step, name) === undefined,
  );
}

function listStep(
  step: Step,
  { intent, reasons }: Classification,
  holes: readonly Placeholder[],
): ListedStep {
  const isFilled = step.notRunnable?.code === 'unfilled-hole' && holes.length === 0;
  const reason = isFilled ? undefined : step.notRunnable;
  return {
    id: step.id,
    kind: step.kind,
    ...lines(step.range),
    title: step.title,
    section: step.sectionId ?? null,
    language: step.language,
    text: step.text,
    parts: step.parts.map(listPart),
    runnable: reason === undefined,
    reason: reason?.message ?? null,
    reasonCode: reason?.code ?? null,
    intent,
    reasons,
    placeholders: holes.map(listPlaceholder),
    expectation: step.expectation ?? null,
    checklistItem: step.itemId ?? null,
  };
}

function listPart({ id, range, title, text, manual, alternative }: Part): ListedPart {
  return { id, ...lines(range), title, text, manual, alternative: alternative ?? null };
}

function listPlaceholder(hole: Placeholder): ListedPlaceholder {
  const { name, kind, written, variable, places } = hole;
  return { name, kind, written, variable, places };
}

function listChecklist(checklist: Checklist): ListedChecklist {
  return {
    id: checklist.id,
    title: checklist.title,
    ...lines(checklist.range),
    section: checklist.sectionId ?? null,
    cadence: checklist.cadence?.unit ?? null,
    cadenceSource: checklist.cadence?.source ?? null,
    items: checklist.items.map(listItem),
  };
}

function listItem(item: ChecklistItem): ListedItem {
  return {
    id: item.id,
    ...lines(item.range),
    text: item.text,
    checkedInFile: item.checkedInFile,
    depth: item.depth,
    parent: item.parentId ?? null,
    steps: item.stepIds,
  };
}

function listTemplate({ title, range, text, holes }: MessageTemplate): ListedTemplate {
  return { title, ...lines(range), text, holes };
}

function listLink({ kind, text, target, sectionId, line }: RunbookLink): ListedLink {
  return { kind, text, target, section: sectionId ?? null, line: line + 1 };
}

function listProblem({ code, message, range }: ParseProblem): ListedProblem {
  return { code, message, ...lines(range) };
}
