import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { spawn, type ChildProcess } from 'node:child_process';

import { assertNever } from '../../util/assertNever';
import { Emitter } from '../../util/emitter';
import type { Disposable } from '../../util/dispose';
import type { CommandRequest, CommandResult, CommandRun, OutputPiece } from '../command';
import { resultWithoutProcess } from '../emptyOutput';
import { encodeLine, MessageDecoder } from './jsonLines';
import {
  SUPERVISOR_OUTPUT_DIRECTORY,
  SUPERVISOR_PREDECESSOR,
  SUPERVISOR_TOKEN,
  type FromSupervisor,
  type ToSupervisor,
} from './protocol';

export interface SupervisorOptions {
  /** The bundled supervisor (`dist/supervisor.js`). */
  readonly scriptPath: string;
  /** Absolute path of a Node, or of an Electron that acts as one: usually `process.execPath`. */
  readonly nodePath: string;
  /** Environment of the supervisor itself; commands get only the environment of their request. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder for side files of long output; made when needed, readable by its owner only. */
  readonly outputDir: string;
}

/** Host side of the supervisor. Nothing is spawned before the first run. */
export interface SupervisorClient extends Disposable {
  run(request: CommandRequest): CommandRun;
  /** Ends the session's background processes and forgets its variables and directory. */
  resetSession(sessionKey: string): Promise<void>;
  /** How many processes that steps have started still run; none where that is not known. */
  countLeft(): Promise<number>;
  /** Undefined while none is running. */
  readonly pid: number | undefined;
}

/** A client whose supervisor starts with its first run, and again when it has died. */
export function startSupervisor(options: SupervisorOptions): SupervisorClient {
  return new ProcessSupervisorClient(options);
}

interface PendingRun {
  readonly output: Emitter<OutputPiece>;
  readonly startedAt: number;
  readonly settle: (result: CommandResult) => void;
}

class ProcessSupervisorClient implements SupervisorClient {
  readonly #options: SupervisorOptions;
  readonly #runs = new Map<string, PendingRun>();
  readonly #counts: ((processes: number) => void)[] = [];
  readonly #resets = new Map<string, (() => void)[]>();
  #child: ChildProcess | undefined;
  #token: string | undefined;
  #disposed = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  run(request: CommandRequest): CommandRun {
    const output = new Emitter<OutputPiece>();
    let settle: (result: CommandResult) => void = () => undefined;
    const result = new Promise<CommandResult>((resolve) => (settle = resolve));
    const run: CommandRun = {
      onOutput: output.event,
      result,
      cancel: () => this.#send({ type: 'cancel', runId: request.runId }),
    };
    if (this.#runs.has(request.runId)) {
      settle(resultWithoutProcess('refused', 'duplicate-run', 'This run has already started.'));
      return run;
    }
    if (this.#disposed) {
      settle(unavailable());
      return run;
    }
    this.#runs.set(request.runId, { output, startedAt: performance.now(), settle });
    this.#start();
    this.#send({ type: 'run', request });
    return run;
  }

  resetSession(sessionKey: string): Promise<void> {
    if (this.#child === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      this.#resets.set(sessionKey, [...(this.#resets.get(sessionKey) ?? []), resolve]);
      this.#send({ type: 'reset-session', sessionKey });
    });
  }

  countLeft(): Promise<number> {
    if (this.#child === undefined) return Promise.resolve(0);
    return new Promise((resolve) => {
      this.#counts.push(resolve);
      this.#send({ type: 'count-left' });
    });
  }

  /** Breaks the pipe: the supervisor ends every command and then itself. */
  dispose(): void {
    this.#disposed = true;
    this.#child?.stdin?.destroy();
  }

  #start(): void {
    if (this.#child !== undefined) return;
    const predecessor = this.#token;
    this.#token = randomBytes(12).toString('hex');
    const child = spawn(this.#options.nodePath, [this.#options.scriptPath], {
      env: {
        ...this.#options.env,
        ELECTRON_RUN_AS_NODE: '1',
        [SUPERVISOR_OUTPUT_DIRECTORY]: this.#options.outputDir,
        [SUPERVISOR_TOKEN]: this.#token,
        [SUPERVISOR_PREDECESSOR]: predecessor ?? '',
      },
      // Its own group: a signal to the host's group must not end it before it has cleaned up.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#child = child;
    const decoder = new MessageDecoder<FromSupervisor>();
    child.stdout?.on('data', (chunk: Buffer) => {
      for (const message of decoder.push(chunk)) this.#receive(message);
    });
    // The pipe breaks when the supervisor dies; `close` reports that.
    child.stdin?.on('error', () => undefined);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
    child.once('error', () => this.#lost(child, ''));
    child.once('close', (status, signal) => this.#lost(child, causeOf(status, signal, said)));
  }

  #send(message: ToSupervisor): void {
    this.#child?.stdin?.write(encodeLine(message));
  }

  #receive(message: FromSupervisor): void {
    switch (message.type) {
      case 'output':
        this.#runs.get(message.runId)?.output.fire(message.piece);
        return;
      case 'cancelling':
        return;
      case 'result': {
        const run = this.#runs.get(message.runId);
        this.#runs.delete(message.runId);
        run?.settle(message.result);
        run?.output.dispose();
        return;
      }
      case 'session-reset':
        for (const done of this.#resets.get(message.sessionKey) ?? []) done();
        this.#resets.delete(message.sessionKey);
        return;
      case 'left':
        this.#counts.shift()?.(message.processes);
        return;
      default:
        assertNever(message);
    }
  }

  #lost(child: ChildProcess, cause: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    const runs = [...this.#runs.values()];
    this.#runs.clear();
    for (const run of runs) {
      const durationMs = performance.now() - run.startedAt;
      run.settle(child.pid === undefined ? unavailable() : interrupted(durationMs, cause));
      run.output.dispose();
    }
    // Its successor ends what it left behind, without waiting for the next run.
    if (runs.length > 0 && child.pid !== undefined && !this.#disposed) this.#start();
    for (const done of [...this.#resets.values()].flat()) done();
    this.#resets.clear();
    for (const tell of this.#counts.splice(0)) tell(0);
  }
}

/** How the supervisor ended, for the sentence that reports it. */
function causeOf(status: number | null, signal: NodeJS.Signals | null, said: string): string {
  if (signal !== null) return ` (it was sent ${signal})`;
  const error = /^\w*(?:Error|Exception)\b.*$/m.exec(said)?.[0];
  return error === undefined ? ` (exit code ${status ?? 'unknown'})` : ` (${error})`;
}

function interrupted(durationMs: number, cause: string) {
  const message = `The process that runs commands ended unexpectedly${cause}, and this command with it. Run it again.`;
  return resultWithoutProcess('interrupted', 'supervisor-died', message, durationMs);
}

function unavailable() {
  const message =
    'The process that runs commands could not be started. Reload the window and run again.';
  return resultWithoutProcess('refused', 'supervisor-unavailable', message);
}
