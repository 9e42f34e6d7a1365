import type { OffsetRange } from '../../text/range';

/** One thing a script asks for. Ranges are UTF-16 offsets in the script. */
export type ScriptItem =
  | {
      readonly kind: 'statement';
      readonly text: string;
      readonly range: OffsetRange;
      /** Ended by `\gx`: one line for each column. */
      readonly expanded: boolean;
    }
  | {
      readonly kind: 'meta';
      /** The backslash command without its backslash. */
      readonly name: string;
      readonly argument: string;
      readonly range: OffsetRange;
    };

/**
 * Splits a script as psql does (its scanner psqlscan.l): statements end at a semicolon outside
 * quotes, comments, parentheses and `BEGIN ATOMIC` bodies, or at `\g`; a backslash outside quotes
 * begins a command that ends with the line. What it takes for one statement is parsed by the
 * real grammar before anything runs, and sent by a protocol that takes only one.
 */
export function readScript(script: string): readonly ScriptItem[] {
  return new ScriptReader(script).read();
}

const WORD = /[\p{L}_\x80-\uffff][\p{L}\p{N}_$\x80-\uffff]*/uy;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_\x80-\uffff][A-Za-z0-9_\x80-\uffff]*)?\$/y;
const META = /\\([A-Za-z]+\+?|[!?;])?([^\n]*)/y;

class ScriptReader {
  readonly #script: string;
  readonly #items: ScriptItem[] = [];
  #at = 0;
  #start = 0;
  #used = false;
  #parentheses = 0;
  #bodies = 0;

  constructor(script: string) {
    this.#script = script;
  }

  read(): readonly ScriptItem[] {
    while (this.#at < this.#script.length) this.#step();
    this.#endStatement(this.#script.length, false);
    return this.#items;
  }

  #step(): void {
    const char = this.#script[this.#at] ?? '';
    const two = this.#script.slice(this.#at, this.#at + 2);
    if (two === '--') this.#skipTo(this.#script.indexOf('\n', this.#at));
    else if (two === '/*') this.#skipComment();
    else if (char === '\\') this.#readMeta();
    else if (char === ';' && this.#parentheses <= 0 && this.#bodies === 0) {
      this.#endStatement(this.#at, false);
      this.#at += 1;
      this.#start = this.#at;
    } else if (char.trim() === '') this.#at += 1;
    else {
      if (!this.#used) this.#start = this.#at;
      this.#used = true;
      this.#readToken(char);
    }
  }

  #readToken(char: string): void {
    if (char === "'" || char === '"') return this.#skipQuoted(char, false);
    if (char === '$') {
      const quote = this.#match(DOLLAR_QUOTE);
      if (quote === undefined) this.#at += 1;
      else this.#skipTo(this.#script.indexOf(quote, this.#at + quote.length), quote.length);
      return;
    }
    if (char === '(') this.#parentheses += 1;
    if (char === ')') this.#parentheses -= 1;
    const word = this.#match(WORD);
    if (word === undefined) {
      this.#at += 1;
      return;
    }
    this.#at += word.length;
    if (/^e$/i.test(word) && this.#script[this.#at] === "'") this.#skipQuoted("'", true);
    else this.#countBodies(word.toLowerCase());
  }

  /** Statements inside the body of a function in SQL-standard form end with semicolons too. */
  #countBodies(word: string): void {
    if (word === 'atomic' || (word === 'case' && this.#bodies > 0)) this.#bodies += 1;
    else if (word === 'end' && this.#bodies > 0) this.#bodies -= 1;
  }

  #skipQuoted(quote: string, escapes: boolean): void {
    let at = this.#at + 1;
    for (; at < this.#script.length; at += 1) {
      const char = this.#script[at];
      if (escapes && char === '\\') at += 1;
      else if (char === quote && this.#script[at + 1] === quote) at += 1;
      else if (char === quote) break;
    }
    this.#at = at + 1;
  }

  /** Comments nest in SQL. */
  #skipComment(): void {
    let depth = 0;
    do {
      const two = this.#script.slice(this.#at, this.#at + 2);
      if (two === '/*') depth += 1;
      if (two === '*/') depth -= 1;
      this.#at += two === '/*' || two === '*/' ? 2 : 1;
    } while (depth > 0 && this.#at < this.#script.length);
  }

  #readMeta(): void {
    META.lastIndex = this.#at;
    const match = META.exec(this.#script);
    const [whole = '\\', name = '', argument = ''] = match ?? [];
    const range = { start: this.#at, end: this.#at + whole.length };
    const sends = name === 'g' || name === 'gx';
    const plain = sends && argument.trim() === '';
    this.#endStatement(this.#at, name === 'gx');
    if (!plain) this.#items.push({ kind: 'meta', name, argument: argument.trim(), range });
    this.#at = range.end;
    this.#start = range.end;
  }

  #endStatement(end: number, expanded: boolean): void {
    if (this.#used) {
      const text = this.#script.slice(this.#start, end).trimEnd();
      const range = { start: this.#start, end: this.#start + text.length };
      this.#items.push({ kind: 'statement', text, range, expanded });
    }
    this.#used = false;
    this.#parentheses = 0;
    this.#bodies = 0;
  }

  #skipTo(found: number, length = 0): void {
    this.#at = found === -1 ? this.#script.length : found + length;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#script)?.[0];
  }
}
