import type { CodeReader } from './codeReader';
import type { MachineAnswers } from './machine';
import type { Recall } from './recall';
import type { RunbookHistory } from './stepHistory';

/** What the workspace around a runbook holds, as far as links can lead there. */
export interface KnownFiles {
  /** Whether a file or folder is there; the path is relative to the root, with `/`. */
  has(path: string): boolean;
  /**
   * Whether there is anything but Markdown: else the folder holds the text of the runbooks alone.
   * Below one folder, whose name ends with `/`, pictures are no such thing either.
   */
  hasOtherFiles(below?: string): boolean;
  /** Lower-case anchors of a Markdown file, undefined when they are not known. */
  anchors(path: string): ReadonlySet<string> | undefined;
  /** Whether a runbook or a section has this title, as people recall it. */
  hasTitle(title: string): boolean;
}

/** Everything a rule needs from outside the text. A rule whose part is missing finds nothing. */
export interface Surroundings {
  readonly code?: CodeReader | undefined;
  /** Path of the runbook relative to the root of `files`, with `/`. */
  readonly path?: string | undefined;
  readonly files?: KnownFiles | undefined;
  /** What programs of this machine say of the commands, as far as it is known. */
  readonly machine?: Pick<MachineAnswers, 'ask' | 'answers'> | undefined;
  /** ISO date (YYYY-MM-DD). */
  readonly today?: string | undefined;
  /** Given only when there is a log that knows this runbook. */
  readonly history?: RunbookHistory | undefined;
  /** Days without a run that passed, after which a step is stale. */
  readonly staleDays?: number | undefined;
  /** What the last check of this document found out, for one that is being written. */
  readonly recall?: Recall | undefined;
}
