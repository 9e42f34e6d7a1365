import type { CommandResult } from '../command';

/** Why a command is ended from outside. */
export type StopReason = 'cancelled' | 'timed-out' | 'interrupted';

/** A command inside the supervisor. */
export interface RunningCommand {
  /** Never rejects. */
  readonly result: Promise<CommandResult>;
  /** TERM, and KILL after the grace (default: the request's). The first reason counts. */
  stop(reason: StopReason, graceMs?: number): void;
}
