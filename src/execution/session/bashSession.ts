import { existsSync } from 'node:fs';

import type { CommandRequest } from '../command';
import { killProcesses } from '../process/endProcesses';
import type { FifoPool } from '../process/fifoPool';
import { InputFile } from '../process/inputFile';
import { ProcessGroups } from '../process/processGroups';
import { noPipes } from '../run/noPipes';
import type { RunOutput } from '../run/runOutput';
import type { ProcessEnd, StartedProcess } from '../run/startedProcess';
import { RUN_ID, SUPERVISOR_TOKEN } from '../supervisor/protocol';
import { BashProcess, type PreparedShell } from './bashProcess';
import { bashStep, readBashState, type ShellState } from './bashState';
import { environmentSettings } from './environmentSettings';
import { quote } from './quote';
import type { StepSession } from './stepSession';

const LOST = 'The shell of this session ended while the step ran. What earlier steps set is kept.';

/** Undefined when the bash is gone. */
type Prepared = PreparedShell | 'no-pipes' | undefined;

/** A bash in which steps follow one another; one at a time. */
export class BashSession implements StepSession {
  readonly #shellPath: string;
  readonly #token: string;
  readonly #pool: FifoPool;
  readonly #groups = new ProcessGroups();
  #process: BashProcess | undefined;
  #state: ShellState | undefined;
  #next: Promise<Prepared> | undefined;
  #env: Readonly<Record<string, string>> | undefined;

  constructor(shellPath: string, token: string, pool: FifoPool) {
    this.#shellPath = shellPath;
    this.#token = token;
    this.#pool = pool;
  }

  /** Where the next step starts; undefined before the first. */
  get cwd(): string | undefined {
    return this.#state?.cwd;
  }

  /** Groups in which processes of this session may be alive. */
  get groups(): readonly number[] {
    const own = this.#process?.pid;
    const { alive } = this.#groups;
    return own === undefined || this.#process?.gone === true ? alive : [...alive, own];
  }

  /** @returns undefined when the step was stopped before it began */
  async start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | undefined | 'unsupported'> {
    const stdin = request.stdin === undefined ? undefined : new InputFile(request.stdin);
    const shell = (await this.#prepared(request)) ?? (await this.#restarted(request));
    if (shell === 'no-pipes') {
      stdin?.dispose();
      return noPipes();
    }
    if (shell === undefined || this.#process === undefined) {
      stdin?.dispose();
      return this.#process?.tooOld === true ? 'unsupported' : failed('session-lost', LOST);
    }
    if (isStopped()) {
      this.#next = Promise.resolve(shell);
      stdin?.dispose();
      return undefined;
    }
    if (!shell.inFolder) {
      stdin?.dispose();
      return this.#folderGone(shell);
    }
    shell.streams.onOut = (chunk) => output.add('stdout', chunk);
    shell.streams.onErr = (chunk) => output.add('stderr', chunk);
    const settings = environmentSettings(this.#env ?? {}, request.env);
    this.#env = request.env;
    settings.push(`builtin export ${RUN_ID}=${quote(request.runId)}`);
    if (stdin !== undefined) settings.push(`exec <${quote(stdin.path)}`);
    this.#process.go(bashStep(request.script, this.#state?.options ?? '', settings));
    return { pid: shell.group, end: this.#end(shell, stdin) };
  }

  copy(): StepSession {
    const copy = new BashSession(this.#shellPath, this.#token, this.#pool);
    copy.#state = this.#state;
    return copy;
  }

  /** Ends everything of the session and forgets it. */
  reset(): void {
    const groups = this.groups;
    killProcesses({ groups, trees: [], markers: [] });
    this.#process?.dispose();
    this.#process = undefined;
    this.#next = undefined;
    this.#state = undefined;
    this.#env = undefined;
    this.#groups.clear();
  }

  async #end(shell: PreparedShell, stdin: InputFile | undefined): Promise<ProcessEnd> {
    const status = await shell.ended;
    const state = readBashState(shell.dump(), shell.nonce);
    if (state !== undefined) this.#state = state;
    if (status === undefined) killProcesses({ groups: [shell.group], trees: [], markers: [] });
    stdin?.dispose();
    this.#next = this.#prepare();
    return {
      exitCode: status,
      signal: undefined,
      cwdAfter: this.#state?.cwd,
      failure: status === undefined ? { code: 'session-lost', message: LOST } : undefined,
    };
  }

  async #prepared(request: CommandRequest): Promise<Prepared> {
    if (this.#process === undefined || this.#process.gone) this.#launch(request);
    const next = await this.#next;
    this.#next = undefined;
    if (next === undefined || next === 'no-pipes') return this.#prepare();
    if (existsSync(next.dumpPath)) return next;
    // It waited for so long that the temporary folder was cleaned.
    killProcesses({ groups: [next.group], trees: [], markers: [] });
    await next.ended;
    return this.#prepare();
  }

  /** The bash died between two steps, or while it prepared this one. */
  #restarted(request: CommandRequest): Promise<Prepared> {
    this.#launch(request);
    return this.#prepare();
  }

  #launch(request: CommandRequest): void {
    this.#process?.dispose();
    this.#env = request.env;
    const env = { ...request.env, [SUPERVISOR_TOKEN]: this.#token };
    this.#process = new BashProcess(this.#shellPath, request.cwd, env, this.#pool);
    this.#next = undefined;
  }

  /** Never rejects: nobody may be waiting for it yet. */
  async #prepare(): Promise<Prepared> {
    const [stdout, stderr, dump] = (await this.#pool.take(3)) ?? [];
    if (stdout === undefined || stderr === undefined || dump === undefined) return 'no-pipes';
    let shell: PreparedShell | undefined;
    try {
      shell = await this.#process?.prepare(this.#state, [stdout, stderr, dump]);
    } catch {
      return 'no-pipes'; // no more descriptors, or a folder that was cleaned this very moment
    }
    if (shell === undefined) return undefined;
    const { group, ended } = shell;
    this.#groups.started(group);
    void ended.then(() => this.#groups.ended(group)); // never rejects
    return shell;
  }

  async #folderGone(shell: PreparedShell): Promise<StartedProcess> {
    killProcesses({ groups: [shell.group], trees: [], markers: [] });
    await shell.ended;
    const cwd = this.#state?.cwd ?? '';
    const message = `The folder ${cwd}, where the last step of this session ended, is gone. Create it again or reset the session.`;
    return failed('cwd-missing', message);
  }
}

function failed(code: 'session-lost' | 'cwd-missing', message: string): StartedProcess {
  const end: ProcessEnd = { exitCode: undefined, signal: undefined, failure: { code, message } };
  return { pid: undefined, end: Promise.resolve(end) };
}
