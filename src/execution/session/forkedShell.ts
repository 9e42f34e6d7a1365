import type { StepPipes } from './stepPipes';

/** A subshell that takes up the state it is given, and then waits for its step. */
export class ForkedShell {
  /** Stands at the end of the state it will print. */
  readonly nonce: string;
  readonly pipes: StepPipes;
  readonly #group = new Later<number | undefined>();
  readonly #based = new Later<undefined>();
  readonly #over = new Later<number | undefined>();
  readonly #done = new Later<undefined>();
  readonly #ended = new Later<number | undefined>();
  #pid: number | undefined;
  #isAstray = false;
  #isGone = false;
  #hasSaid = false;

  constructor(nonce: string, pipes: StepPipes) {
    this.nonce = nonce;
    this.pipes = pipes;
  }

  /** Its process group; undefined when it, or the shell that was to fork it, is gone. */
  get group(): Promise<number | undefined> {
    return this.#group.promise;
  }

  /** Its process group, once that is known. */
  get pid(): number | undefined {
    return this.#pid;
  }

  /** Resolves once it has told what it begins with, or is gone. */
  get based(): Promise<undefined> {
    return this.#based.promise;
  }

  /** The folder it was to enter is gone: it runs nothing. */
  get isAstray(): boolean {
    return this.#isAstray;
  }

  /** How its step went; a shell that was stopped says nothing. */
  get hasSaid(): boolean {
    return this.#hasSaid;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Resolves to the exit status when the step is over; undefined when the end of the shell tells. */
  get over(): Promise<number | undefined> {
    return this.#over.promise;
  }

  /** Resolves once the state of the step is printed, or the shell is gone. */
  get done(): Promise<undefined> {
    return this.#done.promise;
  }

  /** Resolves to the exit status; undefined when the shell that waited for it is gone. */
  get ended(): Promise<number | undefined> {
    return this.#ended.promise;
  }

  /** A report of it, or of the shell that has forked it. */
  hear(what: string, value: string | undefined): void {
    if (what === 'astray' || what === 'over') this.#hasSaid = true;
    if (what === 'pid') this.#group.settle((this.#pid = Number(value)));
    if (what === 'base') this.#based.settle(undefined);
    if (what === 'astray') this.#isAstray = true;
    if (what === 'over') this.#over.settle(Number(value));
    if (what === 'done') this.#done.settle(undefined);
  }

  /** It is gone. */
  end(status: number | undefined): void {
    this.#isGone = true;
    this.#group.settle(undefined);
    this.#based.settle(undefined);
    this.#over.settle(undefined);
    this.#done.settle(undefined);
    this.#ended.settle(status);
  }
}

/** A promise that others settle; only the first time counts. */
class Later<Value> {
  settle: (value: Value) => void = () => undefined;
  readonly promise = new Promise<Value>((resolve) => (this.settle = resolve));
}
