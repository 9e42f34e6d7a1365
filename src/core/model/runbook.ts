import type { LineRange } from '../text/range';
import type { Checklist } from './checklist';
import type {
  Contact,
  Escalation,
  MessageTemplate,
  Metadata,
  RunbookLink,
  Schedule,
  Severity,
} from './facts';
import type { Step } from './step';

/** A heading and what is under it, up to the next heading of the same or a higher level. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** 1 to 6. */
  readonly level: number;
  readonly range: LineRange;
  readonly parentId: string | undefined;
}

/** What the code of a fence or indented block is. Only `step` blocks appear among the steps. */
export type BlockRole = 'step' | 'output' | 'template' | 'drawing' | 'data' | 'sample';

/** Every code block of the document, runnable or not. */
export interface CodeBlock {
  readonly range: LineRange;
  readonly fenced: boolean;
  /** The first word of the info string in lower case, empty when there is none. */
  readonly tag: string;
  readonly info: string;
  /** De-indented content, as CommonMark gives it. */
  readonly content: string;
  readonly role: BlockRole;
  readonly stepId: string | undefined;
}

/** Something wrong with the document that did not stop the parser. */
export interface ParseProblem {
  readonly code: string;
  readonly message: string;
  readonly range: LineRange;
}

/** One Markdown document, as the product sees it. Compact: holds no tokens of the parser. */
export interface Runbook {
  readonly title: string | undefined;
  readonly metadata: Metadata;
  /** In document order. */
  readonly sections: readonly Section[];
  /** In document order. */
  readonly steps: readonly Step[];
  readonly checklists: readonly Checklist[];
  readonly blocks: readonly CodeBlock[];
  readonly severities: readonly Severity[];
  readonly contacts: readonly Contact[];
  readonly escalations: readonly Escalation[];
  readonly schedules: readonly Schedule[];
  readonly templates: readonly MessageTemplate[];
  readonly links: readonly RunbookLink[];
  readonly problems: readonly ParseProblem[];
}

/** What of a runbook its checklists need. A whole runbook is one as well. */
export type ChecklistDocument = Pick<
  Runbook,
  'title' | 'metadata' | 'sections' | 'checklists' | 'schedules'
>;
