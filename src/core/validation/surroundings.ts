import type { CodeReader } from './codeReader';

/** What the workspace around a runbook holds, as far as links can lead there. */
export interface KnownFiles {
  /** Whether a file or folder is there; the path is relative to the root, with `/`. */
  has(path: string): boolean;
  /** Lower-case anchors of a Markdown file, undefined when they are not known. */
  anchors(path: string): ReadonlySet<string> | undefined;
  /** Whether a runbook or a section has this title, as people recall it. */
  hasTitle(title: string): boolean;
}

/** What the log says of one step. */
export interface StepHistory {
  readonly runs: number;
  /** ISO date of the last run that passed. */
  readonly lastPassed: string | undefined;
  /** Whether the last output was as the runbook expects. */
  readonly lastAsExpected: boolean | undefined;
}

/** Everything a rule needs from outside the text. A rule whose part is missing finds nothing. */
export interface Surroundings {
  readonly code?: CodeReader | undefined;
  /** Path of the runbook relative to the root of `files`, with `/`. */
  readonly path?: string | undefined;
  readonly files?: KnownFiles | undefined;
  /** ISO date (YYYY-MM-DD). */
  readonly today?: string | undefined;
  /** By step id; given only when there is a log. */
  readonly history?: ReadonlyMap<string, StepHistory> | undefined;
}
