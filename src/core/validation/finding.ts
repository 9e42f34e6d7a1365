import type { LineRange, OffsetRange } from '../text/range';

/** VS Code's own four; a hint is marked in the text and not listed among the problems. */
export type FindingSeverity = 'error' | 'warning' | 'information' | 'hint';

/** A replacement in the document; offsets are UTF-16 code units of the checked text. */
export interface TextEdit {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** A change that certainly removes the finding. Its edits do not overlap. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Something in a runbook that will let its reader down. The code is the contract. */
export interface Finding {
  readonly code: string;
  readonly severity: FindingSeverity;
  /** What is wrong, why it matters, what to do. */
  readonly message: string;
  /** The lines it touches. */
  readonly range: LineRange;
  /** The characters to underline, within one line where possible. */
  readonly span: OffsetRange;
  readonly fix?: Fix;
}
