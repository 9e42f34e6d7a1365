import { troubleOf } from '../core/run/trouble';
import { stripEscapes } from '../core/text/escapes';
import type { CommandResult } from '../execution/command';

/** A result whose message says why the command failed, where its output tells. */
export function explainResult(result: CommandResult, target: string): CommandResult {
  if (result.outcome !== 'failed' || result.message !== undefined) return result;
  const { stdout, stderr } = result.output;
  const message = troubleOf({
    target,
    stderr: stripEscapes(stderr.tail || stderr.head),
    stdout: stripEscapes(stdout.tail || stdout.head),
    exitCode: result.exitCode,
    askedForInput: result.askedForInput,
  });
  return message === undefined ? result : { ...result, message };
}
