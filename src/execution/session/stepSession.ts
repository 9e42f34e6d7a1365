import type { CommandRequest } from '../command';
import type { RunOutput } from '../run/runOutput';
import type { StartedProcess } from '../run/startedProcess';

/** A shell's state that lasts from step to step; one step at a time. */
export interface StepSession {
  /** Process groups in which processes of this session may be alive. */
  readonly groups: readonly number[];
  /**
   * @returns undefined when the step was stopped before it began, `unsupported` when the shell is
   * too old for this kind of session
   */
  start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined | 'unsupported'>;
  /** Ends everything of the session and forgets it. */
  reset(): void;
}
