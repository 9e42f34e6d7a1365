import type { LineRange, OffsetRange } from '../text/range';
import type { StepAttributes } from './attributes';
import type { Expectation } from './expectation';
import type { Placeholder } from './placeholder';

/** Where a step stands: a fence or indented code, a code span in a list item, a row of a table. */
export type StepKind = 'block' | 'inline' | 'row';

/** Languages that can be run. `psql` is SQL with psql's backslash commands. */
export type StepLanguage =
  'bash' | 'sh' | 'zsh' | 'powershell' | 'sql' | 'psql' | 'python' | 'node' | 'http';

/** Why a step cannot be run as it stands. The code is the contract, the message is for people. */
export type NotRunnableCode =
  | 'output'
  | 'comments-only'
  | 'unfilled-hole'
  | 'fence-cut-short'
  | 'fence-runaway'
  | 'html-comment'
  | 'sample'
  | 'command-in-info-string'
  | 'table-cell-cut'
  | 'typographic-characters'
  | 'unsupported-language'
  | 'opens-shell'
  | 'empty';

export interface NotRunnable {
  readonly code: NotRunnableCode;
  readonly message: string;
}

/**
 * A group of lines inside a block that can be run alone. A part of comments only is `manual`:
 * an instruction for a person. Parts that share `alternative` are options, not a sequence.
 */
export interface Part {
  readonly id: string;
  readonly range: LineRange;
  readonly title: string;
  /** As it would run before substitution; empty for a manual part. */
  readonly text: string;
  readonly manual: boolean;
  /** The option's own label ("Option 1") when the author offers alternatives. */
  readonly alternative: string | undefined;
}

/** One runnable thing of a runbook. */
export interface Step {
  readonly id: string;
  readonly kind: StepKind;
  /** The whole block with its fences, or the line of the list item or table row. */
  readonly range: LineRange;
  /** Where the source of `text` stands, the code itself without fence or backticks. */
  readonly source: OffsetRange;
  readonly title: string;
  readonly language: StepLanguage;
  /** As it would run before substitution: dedented, prompts stripped, pasted output removed. */
  readonly text: string;
  readonly parts: readonly Part[];
  /**
   * Undefined when the step can be run as it stands. `unfilled-hole` can be run once its values
   * are given; every other code cannot be run at all.
   */
  readonly notRunnable: NotRunnable | undefined;
  readonly placeholders: readonly Placeholder[];
  readonly expectation: Expectation | undefined;
  readonly attributes: StepAttributes;
  readonly sectionId: string | undefined;
  /** The checklist item that carries this step. */
  readonly itemId: string | undefined;
}
