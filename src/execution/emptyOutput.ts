import type { CapturedOutput, CommandFailureCode, CommandResult } from './command';
import type { Outcome } from '../core/run/outcome';

const NO_TEXT = { head: '', tail: '', truncated: false } as const;

/** What is captured when nothing ran. The hash is that of no bytes. */
export const EMPTY_OUTPUT: CapturedOutput = {
  ...NO_TEXT,
  bytes: 0,
  lines: 0,
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  binary: false,
  file: undefined,
  fileTruncated: false,
  stdout: NO_TEXT,
  stderr: NO_TEXT,
};

/** The result of a run of which no process was (or is any more) known. */
export function resultWithoutProcess(
  outcome: Outcome,
  code: CommandFailureCode | undefined,
  message: string | undefined,
  durationMs = 0,
): CommandResult {
  return {
    outcome,
    code,
    message,
    exitCode: undefined,
    signal: undefined,
    durationMs,
    output: EMPTY_OUTPUT,
    cwdAfter: undefined,
    askedForInput: false,
  };
}
