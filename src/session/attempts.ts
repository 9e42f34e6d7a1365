import type { CommandResult, CommandRun, OutputPiece } from '../execution/command';
import type { Retry } from '../core/run/plan';
import { Emitter } from '../util/emitter';

/** How a command is tried, and when it is good. */
export interface AttemptSetup {
  readonly run: (runId: string) => CommandRun;
  readonly retry: Retry;
  /** True when no further attempt is needed. */
  readonly passed: (result: CommandResult) => boolean;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/**
 * Runs a check again until it passes or its time is over, as one run: the output of every attempt
 * is shown, the last result counts and says how many there were.
 */
export function runAttempts(firstId: string, setup: AttemptSetup): CommandRun {
  const output = new Emitter<OutputPiece>();
  let current: CommandRun | undefined;
  let cancelled = false;
  let wake: () => void = () => undefined;
  const attempt = (number: number): Promise<CommandResult> => {
    const runId = number === 1 ? firstId : `${firstId}.${number}`;
    current = setup.run(runId);
    current.onOutput((piece) => output.fire(piece));
    return current.result;
  };
  const all = async (): Promise<CommandResult> => {
    const startedAt = setup.now();
    for (let number = 1; ; number += 1) {
      const result = await attempt(number);
      const spent = setup.now() - startedAt;
      const over = spent + setup.retry.everyMs > setup.retry.withinMs;
      const ended = result.outcome === 'succeeded' || result.outcome === 'failed';
      if (cancelled || !ended || over || setup.passed(result)) {
        return { ...result, durationMs: spent, message: words(number, result, setup) };
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, setup.retry.everyMs);
      });
      if (cancelled)
        return { ...result, outcome: 'cancelled', durationMs: setup.now() - startedAt };
    }
  };
  return {
    onOutput: output.event,
    result: all(),
    cancel: () => {
      cancelled = true;
      wake();
      current?.cancel();
    },
  };
}

function words(
  attempts: number,
  result: CommandResult,
  { passed }: AttemptSetup,
): string | undefined {
  if (attempts === 1) return result.message;
  const said = passed(result)
    ? `Passed at attempt ${attempts}.`
    : `${attempts} attempts were made.`;
  return result.message === undefined ? said : `${said} ${result.message}`;
}
