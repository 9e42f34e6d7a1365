import { Worker } from 'node:worker_threads';
import type { Runbook } from '../core/model/runbook';
import { withProblem } from '../core/parser/limits';
import type { Disposable } from '../util/dispose';

/** What the thread is sent and what it answers; `id` tells answers apart. */
export interface ParseRequest {
  readonly id: number;
  readonly text: string;
}

export interface ParseAnswer {
  readonly id: number;
  readonly runbook: Runbook;
}

/** A reading that takes longer than this is given up. */
export const PARSE_DEADLINE_MS = 2000;

/**
 * Reads runbooks in a thread of its own, so that a text that is slow to read can be stopped: at
 * the deadline the thread is ended, not merely ignored, and the runbook is empty but for a
 * problem with the code `gave-up`. The next text gets a new thread. Texts are read one at a time.
 */
export class ParseDeadline implements Disposable {
  readonly #script: string | URL;
  readonly #deadlineMs: number;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #id = 0;

  /** `script` is the bundle of parseWorker.ts. */
  constructor(script: string | URL, deadlineMs = PARSE_DEADLINE_MS) {
    this.#script = script;
    this.#deadlineMs = deadlineMs;
  }

  /** Never rejects: a thread that dies gives a runbook with the problem `gave-up`, too. */
  parse(text: string): Promise<Runbook> {
    const next = this.#last.then(() => this.#parse(text));
    this.#last = next;
    return next;
  }

  dispose(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    // The process may end before the thread has; nothing depends on the order.
    void worker?.terminate();
  }

  #parse(text: string): Promise<Runbook> {
    const worker = (this.#worker ??= new Worker(this.#script));
    const id = ++this.#id;
    return new Promise((resolve) => {
      const finish = (runbook: Runbook): void => {
        clearTimeout(timer);
        // By name: Node's own listeners keep the thread's port open.
        worker.removeAllListeners('message');
        worker.removeAllListeners('error');
        resolve(runbook);
      };
      const giveUp = (why: string): void => {
        if (this.#worker === worker) this.#worker = undefined;
        // Awaited, so that a stuck thread does not compete with the one that follows it.
        void worker.terminate().then(() => finish(withProblem('gave-up', why)));
      };
      const timer = setTimeout(
        () =>
          giveUp(
            `Reading this file took longer than ${this.#deadlineMs / 1000} s, so it was given up.`,
          ),
        this.#deadlineMs,
      );
      worker.on('message', (answer: ParseAnswer) => {
        if (answer.id === id) finish(answer.runbook);
      });
      worker.on('error', (error) => giveUp(`Reading this file failed: ${error.message}`));
      worker.postMessage({ id, text } satisfies ParseRequest);
    });
  }
}
