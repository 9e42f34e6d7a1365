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
import { BashProcess, type ForkedShell, type ReadyShell } from './bashProcess';
import { bashStep, folderOf, readBashState, type ShellState } from './bashState';
import { environmentSettings } from './environmentSettings';
import { quote } from './quote';
import { openStepPipes, type StepPipes } from './stepPipes';
import type { StepSession } from './stepSession';

const LOST = 'The shell of this session ended while the step ran. What earlier steps set is kept.';

type PreparedShell = ForkedShell & ReadyShell;

/** Undefined when the bash is gone. */
type Forked = ForkedShell | 'no-pipes' | undefined;
type Prepared = PreparedShell | 'no-pipes' | undefined;

/** A bash in which steps follow one another; one at a time. */
export class BashSession implements StepSession {
  readonly #shellPath: string;
  readonly #token: string;
  readonly #pool: FifoPool;
  readonly #groups = new ProcessGroups();
  #process: BashProcess | undefined;
  #state: ShellState | undefined;
  /** What the last step printed of its state. */
  #unread: { readonly dump: string; readonly nonce: string } | undefined;
  /** Those of the last step, free for the next. */
  #pipes: StepPipes | undefined;
  /** Forked ahead, for the step after the next. */
  #spare: Promise<Forked> | undefined;
  #next: Promise<Prepared> | undefined;
  #env: Readonly<Record<string, string>> | undefined;

  constructor(shellPath: string, token: string, pool: FifoPool) {
    this.#shellPath = shellPath;
    this.#token = token;
    this.#pool = pool;
  }

  /** Groups in which processes of this session may be alive. */
  get groups(): readonly number[] {
    const own = this.#process?.pid;
    if (this.#process === undefined || own === undefined || this.#process.gone)
      return this.#groups.alive;
    return [...this.#groups.alive, ...this.#process.groups, own];
  }

  get leftRunning(): boolean {
    return this.#groups.left.length > 0;
  }

  /** @returns undefined when the step was stopped before it began */
  async start(
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
      return this.#process?.tooOld === true ? 'unsupported' : failed('session-lost', LOST);
    }
    if (isStopped()) {
      this.#next = Promise.resolve(prepared);
      stdin?.dispose();
      return undefined;
    }
    if (!prepared.inFolder) {
      stdin?.dispose();
      return this.#folderGone(prepared);
    }
    prepared.pipes.connect(
      (chunk) => output.add('stdout', chunk),
      (chunk) => output.add('stderr', chunk),
    );
    const settings = environmentSettings(this.#env ?? {}, request.env);
    this.#env = request.env;
    settings.push(`builtin export ${RUN_ID}=${quote(request.runId)}`);
    if (stdin !== undefined) settings.push(`exec <${quote(stdin.path)}`);
    this.#process.go(prepared, bashStep(request.script, this.#state?.options ?? '', settings));
    return { pid: prepared.group, end: this.#end(prepared, stdin) };
  }

  copy(): StepSession {
    const copy = new BashSession(this.#shellPath, this.#token, this.#pool);
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
    this.#state = undefined;
    this.#unread = undefined;
    this.#env = undefined;
    this.#groups.clear();
  }

  async #end(shell: PreparedShell, stdin: InputFile | undefined): Promise<ProcessEnd> {
    const status = await shell.ended;
    const { pipes } = shell;
    const rewound = status !== undefined && pipes.rewind();
    const dump = pipes.state.take();
    const folder = folderOf(dump, shell.nonce);
    // One that was killed may have left some of its text unread.
    if (rewound && folder !== undefined) this.#pipes = pipes;
    else pipes.close(status !== undefined);
    if (status === undefined) killProcesses({ groups: [shell.group], trees: [], markers: [] });
    stdin?.dispose();
    const before = this.#state?.cwd;
    this.#unread = { dump, nonce: shell.nonce };
    // After the result is sent: reading the state and preparing the next step takes as long.
    this.#next = setImmediate().then(() => this.#prepare());
    return {
      exitCode: status,
      signal: undefined,
      cwdAfter: folder ?? before,
      failure: status === undefined ? { code: 'session-lost', message: LOST } : undefined,
    };
  }

  async #prepared(request: CommandRequest): Promise<Prepared> {
    if (this.#process === undefined || this.#process.gone) this.#launch(request);
    const next = await this.#next;
    this.#next = undefined;
    if (next === undefined || next === 'no-pipes') return this.#prepare();
    if (next.pipes.intact) return next;
    // It waited for so long that the temporary folder was cleaned.
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
    this.#process = new BashProcess(this.#shellPath, request.cwd, env);
  }

  #letGo(): void {
    for (const waiting of [this.#next, this.#spare]) void waiting?.then(closePipes); // never rejects
    this.#next = undefined;
    this.#spare = undefined;
  }

  /** Never rejects: nobody may be waiting for it yet. */
  async #prepare(): Promise<Prepared> {
    const forked = await (this.#spare ?? this.#fork());
    if (forked === undefined || forked === 'no-pipes') {
      this.#spare = undefined;
      return forked;
    }
    this.#readState();
    const restored = this.#process?.restore(forked, this.#state);
    this.#spare = this.#fork();
    const ready = await restored;
    if (ready === undefined) {
      forked.pipes.close(false);
      return undefined;
    }
    const { group } = ready;
    this.#groups.started(group);
    void forked.ended.then(() => this.#groups.ended(group)); // never rejects
    return { ...forked, ...ready };
  }

  #readState(): void {
    if (this.#unread === undefined) return;
    this.#state = readBashState(this.#unread.dump, this.#unread.nonce) ?? this.#state;
    this.#unread = undefined;
  }

  async #fork(): Promise<Forked> {
    const pipes = this.#pipes ?? (await openStepPipes(this.#pool));
    this.#pipes = undefined;
    return pipes === undefined ? 'no-pipes' : this.#process?.fork(pipes);
  }

  async #giveUp({ group, ended, pipes }: PreparedShell): Promise<void> {
    killProcesses({ groups: [group], trees: [], markers: [] });
    await ended;
    pipes.close(false);
  }

  async #folderGone(prepared: PreparedShell): Promise<StartedProcess> {
    await this.#giveUp(prepared);
    const cwd = this.#state?.cwd ?? '';
    const message = `The folder ${cwd}, where the last step of this session ended, is gone. Create it again or reset the session.`;
    return failed('cwd-missing', message);
  }
}

function closePipes(waiting: Forked): void {
  if (typeof waiting === 'object') waiting.pipes.close(false);
}

function failed(code: 'session-lost' | 'cwd-missing', message: string): StartedProcess {
  const end: ProcessEnd = { exitCode: undefined, signal: undefined, failure: { code, message } };
  return { pid: undefined, end: Promise.resolve(end) };
}
