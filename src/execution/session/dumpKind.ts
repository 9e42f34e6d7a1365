/** What a fresh shell is given for one step of a session. */
export interface DumpStep {
  readonly script: string;
  /** What the step before it printed of its state; undefined for the first. */
  readonly state: string | undefined;
  /** Names of the variables the shell inherits. */
  readonly inherited: readonly string[];
  /** Variables of the environment that have changed since the step before: undefined is unset. */
  readonly changed: Readonly<Record<string, string | undefined>>;
  /** Path of the named pipe for the state, and what stands at its end. */
  readonly dumpPath: string;
  readonly nonce: string;
}

/** A shell in which each step gets a process of its own, which takes up the last one's state. */
export interface DumpKind {
  /** Arguments with which the shell reads the text at a path, once, and runs it. */
  readonly args: (path: string) => readonly string[];
  readonly text: (step: DumpStep) => string;
  /** The folder in which a state was printed. */
  readonly cwd: (state: string) => string;
}
