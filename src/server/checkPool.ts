import type { Worker } from 'node:worker_threads';
import type { MachineAnswer, MachineQuestion } from '../core/validation/machine';
import type { CheckAnswer, CheckNews, CheckQuestion, IntentQuestion } from './checkThread';

/** `cancelled`: nobody waits for it any more; `too-slow`: its deadline came. */
export type CheckOutcome =
  | { readonly kind: 'done'; readonly answer: CheckAnswer }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'too-slow' };

interface Job {
  readonly question: CheckQuestion | IntentQuestion;
  readonly isCancelled: () => boolean;
  readonly settle: (outcome: CheckOutcome) => void;
}

interface Running {
  readonly worker: Worker;
  job: Job | undefined;
  /** Of its latest job; 0 before the first. */
  id: number;
  /** It has its grammars: a second one would have them later. */
  isReady: boolean;
  timer: NodeJS.Timeout | undefined;
  /** Runs while there is nothing to do. */
  leave: NodeJS.Timeout | undefined;
}

/** Longest time for one document. Starting the grammars is not counted against the first. */
const DEADLINE_MS = 2_000;
const START_MS = 15_000;
/** A second worker helps out when a document has waited for the first for this long. */
const PATIENCE_MS = 200;
/** While the first is starting: a second would be there later. */
const PATIENCE_AT_START_MS = 2_000;
/** It helps out at once with so many: to start it takes as long as to check them. */
const MANY = 100;
/** It is ended when it had nothing to do for this long: it takes as much memory as the first. */
const LEISURE_MS = 1_000;

/** What the machine said long ago is asked again by a new worker. */
const MOST_NEWS = 200;

/**
 * Checks documents in worker threads, so that one which takes for ever holds up neither the
 * server nor the others: at its deadline its worker is ended and another begins. Two share the
 * work while there is much of it.
 */
export class CheckPool {
  readonly #makeWorker: () => Worker;
  readonly #deadlineMs: number;
  readonly #queue: Job[] = [];
  readonly #workers = new Set<Running>();
  /** What a new worker has to be told, the latest last. */
  readonly #news = new Map<string, CheckNews>();
  #next = 1;
  #patience: NodeJS.Timeout | undefined;

  /** Called once, when a check had to do without the grammars. */
  onBlind: () => void = () => undefined;

  constructor(makeWorker: () => Worker, deadlineMs = DEADLINE_MS) {
    this.#makeWorker = makeWorker;
    this.#deadlineMs = deadlineMs;
  }

  /** What links in the documents of a folder may lead to, for all checks from now on. */
  setFolder(root: string, paths: readonly string[]): void {
    this.#tell(`folder ${root}`, { kind: 'folder', root, paths });
  }

  /** What the machine said, for all checks from now on. */
  learn(questions: readonly MachineQuestion[], answers: readonly MachineAnswer[]): void {
    this.#tell(`machine ${this.#next++}`, { kind: 'machine', questions, answers });
  }

  ask(question: Job['question'], isCancelled: () => boolean = () => false): Promise<CheckOutcome> {
    return new Promise((settle) => {
      this.#queue.push({ question, isCancelled, settle });
      this.#work();
    });
  }

  /** Documents are about to be asked for. */
  expect(documents: number): void {
    if (documents < MANY) return;
    while (this.#workers.size < 2) this.#rest(this.#start());
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#patience);
    const workers = [...this.#workers];
    for (const { leave } of workers) clearTimeout(leave);
    for (const running of workers) this.#end(running, { kind: 'cancelled' });
    for (const job of this.#queue.splice(0)) job.settle({ kind: 'cancelled' });
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  }

  #work(): void {
    const idle = [...this.#workers].find(({ job }) => job === undefined);
    if (idle !== undefined) this.#give(idle);
    else if (this.#workers.size === 0) this.#give(this.#start());
    else if (this.#workers.size < 2 && this.#queue.length > 0) {
      const isStarting = [...this.#workers].some(({ isReady }) => !isReady);
      this.#patience ??= setTimeout(
        () => {
          this.#patience = undefined;
          if (this.#queue.length > 0 && this.#workers.size < 2) this.#give(this.#start());
        },
        isStarting ? PATIENCE_AT_START_MS : PATIENCE_MS,
      );
    }
  }

  #start(): Running {
    const worker = this.#makeWorker();
    const running: Running = {
      worker,
      job: undefined,
      id: 0,
      isReady: false,
      timer: undefined,
      leave: undefined,
    };
    this.#workers.add(running);
    worker.on('message', (answer: CheckAnswer) => {
      if (answer.id !== running.id) return;
      if (!running.isReady) this.#begin(running);
      if (answer.blind) this.#tellBlind();
      clearTimeout(running.timer);
      const { job } = running;
      running.job = undefined;
      job?.settle({ kind: 'done', answer });
      this.#give(running);
    });
    worker.on('error', () => this.#end(running, { kind: 'too-slow' }));
    worker.on('exit', () => this.#end(running, { kind: 'too-slow' }));
    for (const news of this.#news.values()) worker.postMessage(news);
    return running;
  }

  /** Its start is over: from now on what waits may wait for less time. */
  #begin(running: Running): void {
    running.isReady = true;
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  #give(running: Running): void {
    let job = this.#queue.shift();
    while (job?.isCancelled() === true) {
      job.settle({ kind: 'cancelled' });
      job = this.#queue.shift();
    }
    if (job === undefined) {
      this.#rest(running);
      return;
    }
    clearTimeout(running.leave);
    running.job = job;
    running.id = this.#next++;
    running.worker.postMessage({ ...job.question, id: running.id });
    running.timer = setTimeout(
      () => {
        void running.worker.terminate();
        this.#end(running, { kind: 'too-slow' });
      },
      running.isReady ? this.#deadlineMs : START_MS,
    );
    if (this.#queue.length > 0) this.#work();
  }

  /** All but the first, which knows the open documents, are ended after a while. */
  #rest(running: Running): void {
    const [first] = this.#workers;
    if (first === running) return;
    clearTimeout(running.leave);
    running.leave = setTimeout(() => {
      this.#workers.delete(running);
      void running.worker.terminate();
    }, LEISURE_MS);
  }

  #tell(about: string, news: CheckNews): void {
    this.#news.delete(about);
    this.#news.set(about, news);
    const [oldest] = [...this.#news.keys()].filter((key) => key.startsWith('machine '));
    if (this.#news.size > MOST_NEWS && oldest !== undefined) this.#news.delete(oldest);
    for (const { worker } of this.#workers) worker.postMessage(news);
  }

  #tellBlind(): void {
    this.onBlind();
    this.onBlind = () => undefined;
  }

  #end(running: Running, outcome: CheckOutcome): void {
    if (!this.#workers.delete(running)) return;
    clearTimeout(running.timer);
    running.job?.settle(outcome);
    running.job = undefined;
    if (this.#queue.length > 0) this.#work();
  }
}
