import { assertNever } from '../../util/assertNever';
import type { CommandRequest, CommandResult } from '../command';
import { resultWithoutProcess } from '../emptyOutput';
import { RulesCache } from '../masking/rulesCache';
import { endProcesses, killProcesses } from '../process/endProcesses';
import { countProcesses } from '../process/findProcesses';
import { FifoPool } from '../process/fifoPool';
import { ProcessGroups } from '../process/processGroups';
import { checkRequest } from '../run/checkRequest';
import { noPipes } from '../run/noPipes';
import type { RunningCommand } from '../run/runningCommand';
import type { RunOutput } from '../run/runOutput';
import { startCommand } from '../run/startCommand';
import type { StartedProcess } from '../run/startedProcess';
import { startOneShot, takePipes } from '../run/startOneShot';
import { Sessions } from '../session/sessions';
import { RUN_ID, SUPERVISOR_TOKEN, type FromSupervisor, type ToSupervisor } from './protocol';

/** Between TERM and KILL when the host is gone, in milliseconds. */
const SHUT_DOWN_GRACE_MS = 150;

export interface SupervisorSetup {
  readonly outputDir: string;
  /** In the environment of every process started from here. */
  readonly token: string;
  readonly send: (message: FromSupervisor) => void;
}

/** Starts, stops and reports commands; ends all of them when it is shut down. */
export class Supervisor {
  readonly #setup: SupervisorSetup;
  readonly #running = new Map<string, RunningCommand>();
  readonly #pool = new FifoPool();
  readonly #rules = new RulesCache();
  readonly #sessions: Sessions;
  readonly #groups = new ProcessGroups();

  constructor(setup: SupervisorSetup) {
    this.#setup = setup;
    this.#sessions = new Sessions(this.#pool, setup.token);
  }

  /** Ends what a supervisor left that died before it could. */
  endPredecessor(token: string): void {
    killProcesses({ groups: [], trees: [], markers: [{ name: SUPERVISOR_TOKEN, value: token }] });
  }

  receive(message: ToSupervisor): void {
    switch (message.type) {
      case 'run':
        this.#run(message.request);
        return;
      case 'cancel':
        this.#setup.send({ type: 'cancelling', runId: message.runId });
        this.#running.get(message.runId)?.stop('cancelled');
        return;
      case 'reset-session':
        this.#sessions.reset(message.sessionKey);
        this.#setup.send({ type: 'session-reset', sessionKey: message.sessionKey });
        return;
      case 'count-left':
        this.#setup.send({
          type: 'left',
          processes: countProcesses(SUPERVISOR_TOKEN, this.#setup.token, RUN_ID),
        });
        return;
      default:
        assertNever(message);
    }
  }

  async shutDown(): Promise<void> {
    for (const command of this.#running.values()) command.stop('interrupted', SHUT_DOWN_GRACE_MS);
    const groups = [...this.#groups.alive, ...this.#sessions.groups];
    const markers = [{ name: SUPERVISOR_TOKEN, value: this.#setup.token }];
    await endProcesses({ groups, trees: groups, markers }, SHUT_DOWN_GRACE_MS);
    this.#pool.dispose();
  }

  #run(request: CommandRequest): void {
    const { runId } = request;
    const { send, outputDir } = this.#setup;
    if (this.#running.has(runId)) {
      const result = resultWithoutProcess(
        'refused',
        'duplicate-run',
        'This run has already started.',
      );
      send({ type: 'result', runId, result });
      return;
    }
    const command = startCommand(request, {
      outputDir,
      rules: this.#rules.get(request.secrets),
      show: (piece) => send({ type: 'output', runId, piece }),
      start: (output, isStopped) => this.#start(request, output, isStopped),
    });
    this.#running.set(runId, command);
    void command.result.then((result) => {
      // Never rejects: expected failures are part of the result.
      this.#running.delete(runId);
      send({ type: 'result', runId, result });
    });
  }

  async #start(
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | CommandResult | undefined> {
    const checked = checkRequest(request, this.#sessions.shellPathOf(request));
    if (!checked.ok) return resultWithoutProcess('refused', checked.code, checked.message);
    const started =
      request.sessionKey === undefined
        ? await this.#startOneShot(checked.value, request, output, isStopped)
        : await this.#sessions.run(checked.value, request, output, isStopped);
    if (started !== undefined && 'end' in started) this.#watchGroup(started);
    return started;
  }

  async #startOneShot(
    shellPath: string,
    request: CommandRequest,
    output: RunOutput,
    isStopped: () => boolean,
  ): Promise<StartedProcess | CommandResult | undefined> {
    const pipes = await takePipes(this.#pool, request);
    if (isStopped()) return undefined;
    if (pipes === undefined) return noPipes();
    const { token } = this.#setup;
    return startOneShot(shellPath, request, token, output, this.#pool, pipes);
  }

  #watchGroup({ pid, tree, end, gone = end }: StartedProcess): void {
    if (pid === undefined || tree === true) return;
    this.#groups.started(pid);
    void gone.finally(() => this.#groups.ended(pid)); // never rejects
  }
}
