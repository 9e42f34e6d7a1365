import type { CommandFailureCode } from '../command';

export interface ProcessEnd {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly failure: { readonly code: CommandFailureCode; readonly message: string } | undefined;
  readonly cwdAfter?: string | undefined;
}

export interface StartedProcess {
  /** Also the id of its group; undefined when it could not be started. */
  readonly pid: number | undefined;
  /** Resolves when the command itself has ended and what it wrote is in the output. */
  readonly end: Promise<ProcessEnd>;
}
