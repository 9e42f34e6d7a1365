import type { CommandRequest } from '../command';
import type { RunOutput } from '../run/runOutput';
import type { StartedProcess } from '../run/startedProcess';

/** A shell's state that lasts from step to step; one step at a time. */
export interface StepSession {
  /** Process groups in which processes of this session may be alive. */
  readonly groups: readonly number[];
  /** Whether something that ended steps started in the background still runs, where that is known. */
  leftRunning?(): Promise<boolean>;
  /**
   * @returns undefined when the step was stopped before it began, `unsupported` when the shell is
   * too old for this kind of session
   */
  start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined | 'unsupported'>;
  /** A session of its own that starts with this one's state; undefined where it cannot be had. */
  copy?(): Promise<StepSession>;
  /** Ends everything of the session and forgets it. */
  reset(): void;
}
