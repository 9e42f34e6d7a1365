import type { CommandRequest, CommandResult, OutputPiece } from '../command';

/** From the host to the supervisor, one JSON object per line on its standard input. */
export type ToSupervisor =
  | { readonly type: 'run'; readonly request: CommandRequest }
  | { readonly type: 'cancel'; readonly runId: string }
  | { readonly type: 'reset-session'; readonly sessionKey: string }
  | { readonly type: 'count-left' };

/** From the supervisor to the host, one JSON object per line on its standard output. */
export type FromSupervisor =
  | { readonly type: 'output'; readonly runId: string; readonly piece: OutputPiece }
  | { readonly type: 'cancelling'; readonly runId: string }
  | { readonly type: 'result'; readonly runId: string; readonly result: CommandResult }
  | { readonly type: 'session-reset'; readonly sessionKey: string }
  | { readonly type: 'left'; readonly processes: number };

/** How a host starts a supervisor: environment variables of the supervisor process. */
export const SUPERVISOR_OUTPUT_DIRECTORY = 'RUNBOOK_OUTPUT_DIRECTORY';
/** Carried by every process a supervisor starts, so that none is lost sight of. */
export const SUPERVISOR_TOKEN = 'RUNBOOK_SUPERVISOR';
/** Carried by every process of one run. */
export const RUN_ID = 'RUNBOOK_RUN_ID';
/** Token of a supervisor that died: its successor ends what it left. */
export const SUPERVISOR_PREDECESSOR = 'RUNBOOK_PREDECESSOR';
