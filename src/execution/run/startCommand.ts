import type { CommandRequest, CommandResult, OutputPiece } from '../command';
import { resultWithoutProcess } from '../emptyOutput';
import { endProcesses, type Doomed } from '../process/endProcesses';
import { RUN_ID } from '../supervisor/protocol';
import type { MaskingRules } from '../masking/masker';
import { concludeRun } from './concludeRun';
import { RunOutput } from './runOutput';
import type { RunningCommand, StopReason } from './runningCommand';
import type { ProcessEnd, StartedProcess } from './startedProcess';

/** Between TERM and KILL, in milliseconds, unless the request says otherwise. */
const GRACE_MS = 500;
/** A timer that is set to more fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

export interface CommandSetup {
  /** Made from the request's secrets. */
  readonly rules: MaskingRules;
  readonly outputDir: string;
  /** Starts the process; a result instead when it cannot, undefined when it was stopped before. */
  readonly start: (
    output: RunOutput,
    isStopped: () => boolean,
  ) => Promise<StartedProcess | CommandResult | undefined>;
  readonly show: (piece: OutputPiece) => void;
}

/** Runs one command from its start to its result: output, timeout, stopping. */
export function startCommand(request: CommandRequest, setup: CommandSetup): RunningCommand {
  const command = new Command(request, setup);
  return { result: command.run(), stop: (reason, graceMs) => command.stop(reason, graceMs) };
}

class Command {
  readonly #request: CommandRequest;
  readonly #setup: CommandSetup;
  readonly #output: RunOutput;
  #started: StartedProcess | undefined;
  #stopped: StopReason | undefined;
  #graceMs: number;
  #ending: Promise<void> | undefined;
  #stopWaiting: () => void = () => undefined;
  readonly #stoppedBefore = new Promise<undefined>((resolve) => {
    this.#stopWaiting = () => resolve(undefined);
  });

  constructor(request: CommandRequest, setup: CommandSetup) {
    this.#request = request;
    this.#setup = setup;
    this.#graceMs = request.graceMs ?? GRACE_MS;
    const file = {
      folder: setup.outputDir,
      name: `${fileName(request.runId)}.out`,
      limitBytes: request.outputLimitBytes ?? OUTPUT_LIMIT_BYTES,
    };
    this.#output = new RunOutput(setup.rules, file, setup.show);
  }

  async run(): Promise<CommandResult> {
    try {
      return await this.#run();
    } catch (error) {
      return this.#broken(error);
    }
  }

  async #run(): Promise<CommandResult> {
    const starting = this.#setup.start(this.#output, () => this.#stopped !== undefined);
    const started = await Promise.race([starting, this.#stoppedBefore]);
    if (started === undefined) return this.#neverStarted();
    if (!('end' in started)) return started;
    const startedAt = performance.now();
    this.#started = started;
    const timer = this.#startTimeout();
    const end = await started.end;
    clearTimeout(timer);
    await this.#ending;
    return this.#conclude(end, performance.now() - startedAt);
  }

  stop(reason: StopReason, graceMs = this.#graceMs): void {
    this.#stopped ??= reason;
    this.#graceMs = Math.min(graceMs, this.#graceMs);
    if (this.#started === undefined) this.#stopWaiting();
    this.#end();
  }

  #end(): void {
    if (this.#started?.pid === undefined) return;
    const { pid, tree = false, outputs } = this.#started;
    const markers = [{ name: RUN_ID, value: this.#request.runId }];
    const doomed: Doomed = { groups: tree ? [] : [pid], trees: [pid], markers, pipes: outputs };
    this.#ending ??= endProcesses(doomed, this.#graceMs);
  }

  #startTimeout(): NodeJS.Timeout | undefined {
    const { timeoutMs } = this.#request;
    return timeoutMs === undefined
      ? undefined
      : setTimeout(() => this.stop('timed-out'), Math.min(timeoutMs, LONGEST_TIMER_MS));
  }

  async #conclude(end: ProcessEnd, durationMs: number): Promise<CommandResult> {
    const output = await this.#output.end();
    return concludeRun(this.#request, { ...end, stopped: this.#stopped, durationMs, output });
  }

  /** A full disk, no more descriptors, a folder somebody has cleaned: the failure of this run alone. */
  #broken(error: unknown): CommandResult {
    this.#end();
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The command could not be run here: ${reason}. Look after that, then run it again.`;
    return resultWithoutProcess('failed', 'spawn-failed', message);
  }

  #neverStarted(): CommandResult {
    const message = 'The command was stopped before it started.';
    return resultWithoutProcess(this.#stopped ?? 'cancelled', undefined, message);
  }
}

/** A run id may hold anything; a file name may not. */
function fileName(runId: string): string {
  return `${runId.replace(/[^\w.-]/g, '_').slice(0, 100)}-${process.pid}`;
}
