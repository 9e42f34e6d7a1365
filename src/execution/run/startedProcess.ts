import type { CommandFailureCode } from '../command';

export interface ProcessEnd {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly failure: { readonly code: CommandFailureCode; readonly message: string } | undefined;
  readonly cwdAfter?: string | undefined;
}

export interface StartedProcess {
  /** Also the id of its group unless `tree`; undefined when it could not be started. */
  readonly pid: number | undefined;
  /** It has no group of its own: it is ended with all its descendants instead. */
  readonly tree?: boolean;
  /** Paths of pipes that only it and its descendants write to; none once others may get them. */
  readonly outputs?: () => readonly string[];
  /** Resolves when the command itself has ended and what it wrote is in the output. */
  readonly end: Promise<ProcessEnd>;
  /** Resolves when the process has been waited for, where `end` may come before. */
  readonly gone?: Promise<unknown>;
}
