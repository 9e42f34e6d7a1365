import type { Outcome } from '../core/run/outcome';
import type { Listen } from '../util/emitter';
import type { SqlFailureCode } from './sql/connectionFailure';

/** The programs a script can be given to. */
export type ShellName = 'bash' | 'sh' | 'zsh' | 'pwsh' | 'python' | 'node';

/** Everything needed to run one script once. Nothing in it is interpreted but by the shell. */
export interface CommandRequest {
  /** Unique among all runs of this supervisor; exported to the command as RUNBOOK_RUN_ID. */
  readonly runId: string;
  /** The exact text that runs. */
  readonly script: string;
  readonly shell: ShellName;
  /** Absolute. In a session only its first step uses it: later ones go on where the last ended. */
  readonly cwd: string;
  /** The whole environment; nothing is inherited from the host beside it. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds until the command is ended with outcome `timed-out`; none when absent. */
  readonly timeoutMs?: number | undefined;
  /** Runs that share it share working directory, variables, functions and options. */
  readonly sessionKey?: string | undefined;
  /** Known secret values: masked in every known encoding before anything is stored or shown. */
  readonly secrets: readonly string[];
  /** Given to the command's standard input, which is then closed; empty when absent. */
  readonly stdin?: string | undefined;
  /** Standard input ends only with the command: the other side of a connection hears of its end. */
  readonly holdStdin?: boolean | undefined;
  /** The command runs until it is stopped, and has succeeded when it is. */
  readonly follow?: boolean | undefined;
  /** Even then it is cancelled by that, and has not succeeded. */
  readonly stopCancels?: boolean | undefined;
  /** Milliseconds between TERM and KILL when cancelled or timed out. Default 500. */
  readonly graceMs?: number | undefined;
  /** Most bytes kept in the side file. Default 64 MiB. */
  readonly outputLimitBytes?: number | undefined;
  /** Programs inside these folders are never taken as a shell (a planted `bash`). */
  readonly untrustedFolders?: readonly string[] | undefined;
}

export interface OutputPiece {
  readonly stream: 'stdout' | 'stderr';
  /** Decoded and masked; escape sequences are left in. */
  readonly text: string;
}

/** The start and the end of a text; the whole is in `head` and `tail` empty unless truncated. */
export interface CapturedText {
  readonly head: string;
  readonly tail: string;
  readonly truncated: boolean;
}

/** What came out, masked. The text of itself is both streams in order of arrival. */
export interface CapturedOutput extends CapturedText {
  /** Bytes the command wrote. */
  readonly bytes: number;
  /** Line feeds, plus one when the last line has none. */
  readonly lines: number;
  /** Lower-case hex, over all bytes after masking, both streams in order of arrival. */
  readonly sha256: string;
  /** NUL bytes or invalid UTF-8 were seen: the text has U+FFFD, the file has the bytes. */
  readonly binary: boolean;
  /** Side file with all bytes after masking, once there are more than a small bound. */
  readonly file: string | undefined;
  /** The file stops at the limit, or could not be written. */
  readonly fileTruncated: boolean;
  readonly stdout: CapturedText;
  readonly stderr: CapturedText;
}

/** Why a command failed, was refused or interrupted, beside its own exit code. */
export type CommandFailureCode =
  | 'shell-not-found'
  | 'cwd-missing'
  | 'permission-denied'
  | 'command-not-found'
  | 'spawn-failed'
  | 'duplicate-run'
  | 'session-lost'
  | 'supervisor-died'
  | 'supervisor-unavailable';

export interface CommandResult {
  readonly outcome: Outcome;
  readonly code: CommandFailureCode | SqlFailureCode | 'sql-error' | 'not-read-only' | undefined;
  /** One sentence: what happened, why, what to do. */
  readonly message: string | undefined;
  readonly exitCode: number | undefined;
  /** Name of the signal that ended the command, such as SIGKILL. */
  readonly signal: string | undefined;
  readonly durationMs: number;
  readonly output: CapturedOutput;
  /** Where the command was when it ended; known for sessions. */
  readonly cwdAfter: string | undefined;
  /** Best effort: it asked for input (which it did not get) and ended. */
  readonly askedForInput: boolean;
}

/** A command on its way. */
export interface CommandRun {
  readonly onOutput: Listen<OutputPiece>;
  /** Never rejects. */
  readonly result: Promise<CommandResult>;
  /** Asks it to end: TERM to its group, KILL after the grace. May be called at any time. */
  cancel(): void;
}
