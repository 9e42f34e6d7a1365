import { assertNever } from '../../util/assertNever';
import { resultWithoutProcess } from '../emptyOutput';
import { startCommand, type RunningCommand } from './startCommand';
import type { FromSupervisor, ToSupervisor } from './protocol';
import type { CommandRequest } from '../command';

export interface SupervisorSetup {
  readonly outputDir: string;
  readonly token: string;
  readonly send: (message: FromSupervisor) => void;
}

/** Starts, stops and reports commands; ends all of them when it is shut down. */
export class Supervisor {
  readonly #setup: SupervisorSetup;
  readonly #running = new Map<string, RunningCommand>();

  constructor(setup: SupervisorSetup) {
    this.#setup = setup;
  }

  receive(message: ToSupervisor): void {
    switch (message.type) {
      case 'run':
        this.#run(message.request);
        return;
      case 'cancel':
        this.#running.get(message.runId)?.stop('cancelled');
        this.#setup.send({ type: 'cancelling', runId: message.runId });
        return;
      case 'reset-session':
        this.#setup.send({ type: 'session-reset', sessionKey: message.sessionKey });
        return;
      default:
        assertNever(message);
    }
  }

  async shutDown(): Promise<void> {
    const running = [...this.#running.values()];
    for (const command of running) command.stop('interrupted', 150);
    await Promise.all(running.map((command) => command.result));
  }

  #run(request: CommandRequest): void {
    const { runId } = request;
    const { send } = this.#setup;
    if (this.#running.has(runId)) {
      const message = 'This run has already started.';
      send({
        type: 'result',
        runId,
        result: resultWithoutProcess('refused', 'duplicate-run', message),
      });
      return;
    }
    const command = startCommand(request, this.#setup, (piece) =>
      send({ type: 'output', runId, piece }),
    );
    this.#running.set(runId, command);
    void command.result.then((result) => {
      // Never rejects: expected failures are part of the result.
      this.#running.delete(runId);
      send({ type: 'result', runId, result });
    });
  }
}
