/** How a character of a command is read by its interpreter. */
export type CodeContext =
  | 'bare'
  | 'single'
  | 'ansi-c'
  | 'double'
  | 'heredoc'
  | 'heredoc-raw'
  | 'comment'
  | 'arithmetic'
  | 'parameter'
  | 'backtick'
  | 'block-string'
  | 'identifier';

/** One word of a simple command, quotes included. Offsets in UTF-16 code units. */
export interface CodeWord {
  readonly start: number;
  readonly end: number;
  /** Number of the simple command it belongs to, in order of appearance. */
  readonly command: number;
  /** The target of `>`, `<` and the like. */
  readonly redirected: boolean;
}

/** A use of a shell variable. */
export interface VariableUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** It has a default or an alternative (`${X:-y}`), or asks whether it is set. */
  readonly optional: boolean;
}

export interface Heredoc {
  readonly start: number;
  readonly end: number;
  readonly delimiter: string;
  readonly raw: boolean;
  /** The simple command it is fed to. */
  readonly command: number;
}

/** A command's text, read as far as placeholders and quoting need it. */
export interface CodeScan {
  readonly text: string;
  readonly contextAt: (offset: number) => CodeContext;
  readonly words: readonly CodeWord[];
  readonly variables: readonly VariableUse[];
  readonly heredocs: readonly Heredoc[];
}

/** Runs of one context, kept as boundaries: most text is one long run. */
export class ContextMap {
  readonly #starts: number[] = [0];
  readonly #contexts: CodeContext[] = ['bare'];

  /** Sets the context from an offset on; offsets must not go down. */
  set(offset: number, context: CodeContext): void {
    if (this.#contexts.at(-1) === context) return;
    if (this.#starts.at(-1) === offset) this.#contexts[this.#contexts.length - 1] = context;
    else {
      this.#starts.push(offset);
      this.#contexts.push(context);
    }
  }

  at(offset: number): CodeContext {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#contexts[low] ?? 'bare';
  }
}
