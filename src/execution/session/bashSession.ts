import { setImmediate } from 'node:timers/promises';

import type { CommandRequest } from '../command';
import { killProcesses } from '../process/endProcesses';
import type { FifoPool } from '../process/fifoPool';
import { InputFile } from '../process/inputFile';
import { ProcessGroups } from '../process/processGroups';
import { noPipes } from '../run/noPipes';
import type { RunOutput } from '../run/runOutput';
import type { ProcessEnd, StartedProcess } from '../run/startedProcess';
import { RUN_ID, SUPERVISOR_TOKEN } from '../supervisor/protocol';
import { BashProcess } from './bashProcess';
import {
  bashPassingStep,
  bashStep,
  folderOf,
  readBashState,
  withoutOwn,
  type BashOwn,
  type ShellState,
} from './bashState';
import { isOver } from './bashScript';
import { environmentSettings } from './environmentSettings';
import type { ForkedShell } from './forkedShell';
import { leavesShell } from './leavesShell';
import { quote } from './quote';
import { openStepPipes, type StepPipes } from './stepPipes';
import type { StepReports } from './stepReports';
import type { StepSession } from './stepSession';

/**
 * How many subshells are asked for ahead of the next one. The second is forked once the step before
 * is gone, without another word.
 */
const AHEAD = 2;
/** A step may stop the shell that is to tell of its end: for so many milliseconds. */
const WAKE_MS = 500;
const LOST = 'The shell of this session ended while the step ran. What earlier steps set is kept.';

/** Undefined when the bash is gone. */
type Forked = ForkedShell | 'no-pipes' | undefined;

/** On its way to the state it is to take up. */
interface PreparedShell {
  readonly shell: ForkedShell;
  readonly group: number;
}
type Prepared = PreparedShell | 'no-pipes' | undefined;

/** What the end of a step has to know of it. */
interface Step {
  readonly runId: string;
  /** It leaves the state as it was, and hands none over. */
  readonly passes: boolean;
}

/** A bash in which steps follow one another; one at a time. */
export class BashSession implements StepSession {
  readonly #shellPath: string;
  readonly #token: string;
  readonly #pool: FifoPool;
  readonly #reports: StepReports;
  readonly #groups = new ProcessGroups();
  #process: BashProcess | undefined;
  #state: ShellState | undefined;
  /** What the last step printed of its state. */
  #unread: { readonly dump: string; readonly own: BashOwn } | undefined;
  /** What the state was read from: mostly a step leaves it as it was. */
  #read: string | undefined;
  /** Those of earlier steps, free for the next. */
  readonly #freePipes: StepPipes[] = [];
  /** For the steps after the next, in the order in which they are forked. */
  readonly #ahead: ForkedShell[] = [];
  #next: Promise<Prepared> | undefined;
  /** Runs the step, or ran the last one. */
  #last: ForkedShell | undefined;
  #env: Readonly<Record<string, string>> | undefined;

  constructor(shellPath: string, token: string, pool: FifoPool, reports: StepReports) {
    this.#shellPath = shellPath;
    this.#token = token;
    this.#pool = pool;
    this.#reports = reports;
  }

  /** Groups in which processes of this session may be alive. */
  get groups(): readonly number[] {
    const own = this.#process?.pid;
    if (this.#process === undefined || own === undefined || this.#process.gone)
      return this.#groups.alive;
    return [...this.#groups.alive, ...this.#process.groups, own];
  }

  async leftRunning(): Promise<boolean> {
    await this.#last?.ended; // its shell may be about to
    return this.#groups.left.length > 0;
  }

  /** @returns undefined when the step was stopped before it began */
  async start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined | 'unsupported'> {
    const timer = setInterval(() => this.#process?.wake(), WAKE_MS);
    const started = await this.#start(request, output, isStopped).catch((error: unknown) => {
      clearInterval(timer);
      throw error;
    });
    const gone = typeof started === 'object' ? started.gone : undefined;
    void Promise.resolve(gone).then(() => clearInterval(timer)); // never rejects
    return started;
  }

  async #start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined | 'unsupported'> {
    const stdin = request.stdin === undefined ? undefined : new InputFile(request.stdin);
    const prepared = (await this.#prepared(request)) ?? (await this.#restarted(request));
    if (prepared === 'no-pipes') {
      stdin?.dispose();
      return noPipes();
    }
    if (prepared === undefined || this.#process === undefined) {
      stdin?.dispose();
      return this.#process?.tooOld === true
        ? 'unsupported'
        : notStarted(failure('session-lost', LOST));
    }
    if (isStopped()) {
      this.#next = Promise.resolve(prepared);
      stdin?.dispose();
      return undefined;
    }
    const { shell, group } = prepared;
    if (shell.isAstray) {
      stdin?.dispose();
      shell.pipes.close(true);
      return notStarted(this.#folderGone());
    }
    shell.pipes.connect(
      (chunk) => output.add('stdout', chunk),
      (chunk) => output.add('stderr', chunk),
    );
    const settings = environmentSettings(this.#env ?? {}, request.env);
    this.#env = request.env;
    const passes = settings.length === 0 && this.#leavesShell(request.script);
    settings.push(`builtin export ${RUN_ID}=${quote(request.runId)}`);
    if (stdin !== undefined) settings.push(`exec <${quote(stdin.path)}`);
    this.#last = shell;
    const text = passes
      ? bashPassingStep(request.script, settings)
      : bashStep(request.script, this.#state, settings);
    this.#process.go(shell, text);
    const outputs = () => shell.pipes.connected;
    return {
      pid: group,
      outputs,
      end: this.#end(prepared, { runId: request.runId, passes }, stdin),
      gone: shell.ended,
    };
  }

  async copy(): Promise<StepSession> {
    await this.#next; // the state may still be on its way
    const copy = new BashSession(this.#shellPath, this.#token, this.#pool, this.#reports);
    this.#readState();
    copy.#state = this.#state;
    return copy;
  }

  /** Ends everything of the session and forgets it. */
  reset(): void {
    const groups = this.groups;
    killProcesses({ groups, trees: [], markers: [] });
    this.#process?.dispose();
    this.#process = undefined;
    this.#letGo();
    for (const pipes of this.#freePipes.splice(0)) pipes.close(true);
    this.#state = undefined;
    this.#unread = undefined;
    this.#read = undefined;
    this.#env = undefined;
    this.#groups.clear();
  }

  async #end(
    { shell, group }: PreparedShell,
    { runId, passes }: Step,
    stdin: InputFile | undefined,
  ): Promise<ProcessEnd> {
    const { pipes } = shell;
    const before = this.#state?.cwd;
    const over = await shell.over;
    let dump = passes ? '' : pipes.state.peek();
    const isSaid = over !== undefined && (passes || isOver(dump));
    const status = isSaid ? over : await shell.ended;
    if (status === undefined) killProcesses({ groups: [group], trees: [], markers: [] });
    if (!isSaid && !passes) dump = pipes.state.peek();
    const folder = folderOf(dump);
    pipes.drain();
    pipes.disconnect();
    stdin?.dispose();
    // After the result is sent: reading the state and preparing the next step takes as long.
    this.#next = passes
      ? setImmediate().then(() => this.#pass(shell, isSaid))
      : Promise.all([shell.done, setImmediate()]).then(() => this.#takeOver(shell, runId));
    if (shell.isAstray) return this.#folderGone();
    return {
      exitCode: status,
      signal: undefined,
      cwdAfter: folder ?? before,
      failure: status === undefined ? { code: 'session-lost', message: LOST } : undefined,
    };
  }

  #leavesShell(script: string): boolean {
    const names = this.#state?.functionNames;
    return names !== undefined && leavesShell(script, names);
  }

  /** Takes over the state of a step, and prepares the next one. Never rejects. */
  #takeOver(shell: ForkedShell, runId: string): Promise<Prepared> {
    const dump = shell.pipes.state.take();
    const isWhole = dump.endsWith(`\0${shell.nonce}`);
    void shell.ended.then(() => this.#takeBack(shell.pipes, isWhole)); // never rejects
    this.#unread = { dump, own: { nonce: shell.nonce, pipe: shell.pipes.state.path, runId } };
    return this.#prepare();
  }

  /** Lets go of the shell of a step that has left the state as it was. Never rejects. */
  #pass(shell: ForkedShell, isWhole: boolean): Promise<Prepared> {
    void shell.ended.then(() => this.#takeBack(shell.pipes, isWhole)); // never rejects
    return this.#prepare();
  }

  /** One that was killed may have left some of its text unread, and may not have opened its pipes. */
  #takeBack(pipes: StepPipes, isWhole: boolean): void {
    if (this.#process !== undefined && isWhole && pipes.rewind()) this.#freePipes.push(pipes);
    else pipes.close(isWhole);
  }

  async #prepared(request: CommandRequest): Promise<Prepared> {
    if (this.#process === undefined || this.#process.gone) this.#launch(request);
    const next = await this.#next;
    this.#next = undefined;
    if (next === undefined || next === 'no-pipes') return this.#prepare();
    const { shell } = next;
    if (shell.isAstray || (shell.pipes.intact && !shell.isGone)) return next;
    // Somebody has killed it, or it waited until the temporary folder was cleaned.
    await this.#giveUp(next);
    return this.#prepare();
  }

  /** The bash died between two steps, or while it prepared this one. */
  #restarted(request: CommandRequest): Promise<Prepared> {
    this.#launch(request);
    return this.#prepare();
  }

  #launch(request: CommandRequest): void {
    this.#process?.dispose();
    this.#letGo();
    this.#env = request.env;
    const env = { ...request.env, [SUPERVISOR_TOKEN]: this.#token };
    this.#process = new BashProcess(this.#shellPath, request.cwd, env, this.#reports);
  }

  #letGo(): void {
    void this.#next?.then((next) => closePipes(typeof next === 'object' ? next.shell : next)); // never rejects
    this.#next = undefined;
    for (const shell of this.#ahead.splice(0)) closePipes(shell);
  }

  /** Never rejects: nobody may be waiting for it yet. */
  async #prepare(): Promise<Prepared> {
    const shell = await this.#waiting();
    const report = await this.#reports.path();
    if (shell === undefined || shell === 'no-pipes' || report === undefined) {
      closePipes(shell);
      return shell === undefined ? undefined : 'no-pipes';
    }
    this.#readState();
    await this.#process?.restore(shell, this.#state, report);
    await this.#forkAhead();
    const group = await shell.group;
    if (group === undefined) {
      shell.pipes.close(false);
      return undefined;
    }
    this.#groups.started(group);
    void shell.ended.then(() => this.#groups.ended(group)); // never rejects
    return { shell, group };
  }

  /** A subshell that has been given nothing yet. */
  async #waiting(): Promise<Forked> {
    for (let shell = this.#ahead.shift(); shell !== undefined; shell = this.#ahead.shift()) {
      if (!shell.isGone) return shell;
      closePipes(shell); // somebody has killed it
    }
    return this.#fork();
  }

  /** One after the other: the bash forks them in the order in which it is asked. */
  async #forkAhead(): Promise<void> {
    while (this.#ahead.length < AHEAD) {
      const shell = await this.#fork();
      if (typeof shell !== 'object') return;
      this.#ahead.push(shell);
    }
  }

  #readState(): void {
    if (this.#unread === undefined) return;
    const { dump, own } = this.#unread;
    this.#unread = undefined;
    const text = withoutOwn(dump, own);
    if (text === this.#read) return;
    this.#read = text;
    this.#state = readBashState(dump, own.nonce) ?? this.#state;
  }

  async #fork(): Promise<Forked> {
    const pipes = this.#freePipes.pop() ?? (await openStepPipes(this.#pool));
    if (pipes === undefined) return 'no-pipes';
    if (this.#process === undefined) pipes.close(true);
    return this.#process?.fork(pipes);
  }

  async #giveUp({ shell, group }: PreparedShell): Promise<void> {
    killProcesses({ groups: [group], trees: [], markers: [] });
    await shell.ended;
    shell.pipes.close(false);
  }

  #folderGone(): ProcessEnd {
    const cwd = this.#state?.cwd ?? '';
    const message = `The folder ${cwd}, where the last step of this session ended, is gone. Create it again or reset the session.`;
    return failure('cwd-missing', message);
  }
}

function closePipes(waiting: Forked): void {
  if (typeof waiting === 'object') waiting.pipes.close(false);
}

function notStarted(end: ProcessEnd): StartedProcess {
  return { pid: undefined, end: Promise.resolve(end) };
}

function failure(code: 'session-lost' | 'cwd-missing', message: string): ProcessEnd {
  return { exitCode: undefined, signal: undefined, failure: { code, message } };
}
