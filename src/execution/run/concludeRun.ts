import type { Outcome } from '../../core/run/outcome';
import type {
  CapturedOutput,
  CommandFailureCode,
  CommandRequest,
  CommandResult,
  ShellName,
} from '../command';
import { asksForInput } from './asksForInput';
import type { StopReason } from './runningCommand';

/** What is known when a command has ended. */
export interface RunFacts {
  readonly stopped: StopReason | undefined;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly durationMs: number;
  readonly output: CapturedOutput;
  readonly cwdAfter?: string | undefined;
  readonly failure?: { readonly code: CommandFailureCode; readonly message: string } | undefined;
}

/** The one place where the outcome of a command that was started is decided. */
export function concludeRun(request: CommandRequest, facts: RunFacts): CommandResult {
  const failure = facts.failure ?? shellFailure(request.shell, facts);
  return {
    outcome: outcomeOf(request, facts),
    code: failure?.code,
    message: failure?.message,
    exitCode: facts.exitCode,
    signal: facts.signal,
    durationMs: facts.durationMs,
    output: facts.output,
    cwdAfter: facts.cwdAfter,
    askedForInput: request.stdin === undefined && asksForInput(facts.exitCode, facts.output),
  };
}

function outcomeOf(request: CommandRequest, { stopped, exitCode, failure }: RunFacts): Outcome {
  const { follow = false, stopCancels = false } = request;
  if (stopped === 'cancelled' && follow && !stopCancels) return 'succeeded';
  if (stopped !== undefined) return stopped;
  return exitCode === 0 && failure === undefined ? 'succeeded' : 'failed';
}

/** Exit codes 126 and 127 have a meaning in every POSIX shell (POSIX XCU 2.8.2). */
function shellFailure(shell: ShellName, { stopped, exitCode }: RunFacts): RunFacts['failure'] {
  if (stopped !== undefined || (shell !== 'bash' && shell !== 'sh' && shell !== 'zsh')) return;
  if (exitCode === 127) {
    const message =
      'A command was not found (exit code 127). Install it or correct PATH; the output names it.';
    return { code: 'command-not-found', message };
  }
  if (exitCode === 126) {
    const message =
      'A command could not be executed (exit code 126). Check its permissions; the output names it.';
    return { code: 'permission-denied', message };
  }
}
