import type { CommandRequest } from '../command';
import type { FifoPool } from '../process/fifoPool';
import { killProcesses } from '../process/endProcesses';
import { InputFile } from '../process/inputFile';
import { PipeReader } from '../process/pipeReader';
import { TextPipe } from '../process/textPipe';
import { noPipes } from '../run/noPipes';
import type { RunOutput } from '../run/runOutput';
import type { ProcessEnd, StartedProcess } from '../run/startedProcess';
import { RUN_ID, SUPERVISOR_TOKEN } from '../supervisor/protocol';
import { environmentSettings } from './environmentSettings';
import { quote } from './quote';
import { setsExitTrap } from './setsExitTrap';
import { ShProcess, type ShStep } from './shProcess';
import type { StepSession } from './stepSession';

/** Of a longer text, reading it byte by byte takes longer than starting a program that reads it. */
const SHORT_TEXT = 2_000;

const LOST =
  'The shell of this session ended while the step ran, and with it what earlier steps set.';

const CUT_OFF =
  'Not run: the temporary folder was cleaned while this session waited, and what earlier steps set is lost. Run them again.';

const ENDED =
  'Not run: the shell of this session was ended while it waited, and what earlier steps set is lost. Run them again.';

/** Where a step's text and input come from and its output goes. */
interface StepPipes {
  readonly readers: readonly PipeReader[];
  readonly text: TextPipe;
  readonly stdin: InputFile | undefined;
}

/** Steps in a shell that hands itself on: everything it knows carries over. */
export class ShSession implements StepSession {
  readonly #shellPath: string;
  readonly #token: string;
  readonly #pool: FifoPool;
  #process: ShProcess | undefined;
  #env: Readonly<Record<string, string>> = {};

  constructor(shellPath: string, token: string, pool: FifoPool) {
    this.#shellPath = shellPath;
    this.#token = token;
    this.#pool = pool;
  }

  get groups(): readonly number[] {
    const group = this.#process?.gone === false ? this.#process.pid : undefined;
    return group === undefined ? [] : [group];
  }

  async start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined> {
    if (this.#process?.gone === true) return this.#lost(ENDED);
    if (this.#process?.cutOff === true) return this.#lost(CUT_OFF);
    const paths = await this.#pool.take(5);
    const [stdout, stderr, textPath, commands, reports] = paths ?? [];
    if (stdout === undefined || stderr === undefined || textPath === undefined) return noPipes();
    if (commands === undefined || reports === undefined) return noPipes();
    if (isStopped()) return this.#giveBack(paths ?? []);
    const process = this.#running(request, [commands, reports]);
    const settings = environmentSettings(this.#env, request.env);
    this.#env = request.env;
    settings.push(`export ${RUN_ID}=${quote(request.runId)}`, 'eval "$__runbook_trace"');
    const text = `${settings.join('; ')}; ${request.script}`;
    const pipes: StepPipes = {
      readers: [
        new PipeReader(this.#pool, stdout, (chunk) => output.add('stdout', chunk)),
        new PipeReader(this.#pool, stderr, (chunk) => output.add('stderr', chunk)),
      ],
      text: new TextPipe(this.#pool, textPath, text),
      stdin: request.stdin === undefined ? undefined : new InputFile(request.stdin),
    };
    const stdin = pipes.stdin?.path ?? '/dev/null';
    const length = text.length <= SHORT_TEXT ? 'short' : 'long';
    const how = setsExitTrap(request.script) ? (`${length},trap` as const) : length;
    const step = process.step({ stdout, stderr, stdin, text: textPath, how });
    const end = this.#end(step, pipes, process);
    const pid = await step.started;
    for (const reader of pipes.readers) reader.opened();
    const outputs = () => pipes.readers.flatMap((reader) => reader.exclusivePath);
    return { pid, end, tree: true, outputs };
  }

  reset(): void {
    killProcesses({ groups: this.groups, trees: [], markers: [] });
    this.#process?.dispose();
    this.#process = undefined;
    this.#env = {};
  }

  /** Said once, as what earlier steps set is gone; the next step has a shell of its own. */
  #lost(message: string): StartedProcess {
    this.reset();
    const failure = { code: 'session-lost', message } as const;
    const end: ProcessEnd = { exitCode: undefined, signal: undefined, failure };
    return { pid: undefined, end: Promise.resolve(end) };
  }

  #running(request: CommandRequest, paths: readonly [string, string]): ShProcess {
    if (this.#process !== undefined && !this.#process.gone) {
      this.#giveBack(paths);
      return this.#process;
    }
    const env = { ...request.env, [SUPERVISOR_TOKEN]: this.#token };
    this.#env = request.env;
    this.#process = new ShProcess(this.#shellPath, request.cwd, env, this.#pool, paths);
    return this.#process;
  }

  async #end(step: ShStep, pipes: StepPipes, process: ShProcess): Promise<ProcessEnd> {
    const { status, cwd } = await step.ended;
    for (const reader of pipes.readers) reader.finish(status !== undefined);
    await pipes.text.dispose();
    pipes.stdin?.dispose();
    if (status === undefined) {
      process.dispose();
      this.#process = undefined;
    }
    return {
      exitCode: status,
      signal: undefined,
      cwdAfter: cwd,
      failure: status === undefined ? { code: 'session-lost', message: LOST } : undefined,
    };
  }

  #giveBack(paths: readonly string[]): undefined {
    for (const path of paths) this.#pool.giveBack(path);
    return undefined;
  }
}
