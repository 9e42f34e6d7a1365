import { escapePattern } from '../../text/escapePattern';
import type { ShellFault } from './shellFault';

interface Heredoc {
  readonly word: string;
  readonly tabs: boolean;
  readonly at: number;
}

/** Deeper than anybody nests; what is deeper still is taken as it is. */
const DEEPEST = 100;
const CLOSED_EARLY = /^[\w/]/;
const QUOTE_NAMES: Readonly<Record<string, string>> = {
  '"': 'a double quote',
  "'": 'a single quote',
  '`': 'a backtick',
};

/**
 * Goes through a shell text word by word by the shell's own rules of quoting. At the first fault
 * it jumps to the end, so that nothing after it is read and the first one stays.
 */
export class ShellWords {
  readonly text: string;
  at = 0;
  #fault: ShellFault | undefined;
  #gaveUp = false;
  #depth = 0;
  #heredocs: Heredoc[] = [];
  /** The first quoted text over several lines that ends where a word goes on. */
  #suspect: ShellFault | undefined;
  readonly #commands: (words: ShellWords) => void;

  /** `commands` reads the commands of a substitution, up to the bracket that ends it. */
  constructor(text: string, commands: (words: ShellWords) => void) {
    this.text = text;
    this.#commands = commands;
  }

  get fault(): ShellFault | undefined {
    return this.#gaveUp ? undefined : this.#fault;
  }

  get stopped(): boolean {
    return this.#fault !== undefined || this.#gaveUp;
  }

  fail(at: number, what: string): void {
    if (!this.stopped) this.#fault = { at, what };
    this.at = this.text.length;
  }

  /** Reads something nested, unless it is nested too deep to be meant. */
  nested(read: () => void): void {
    if (++this.#depth > DEEPEST) {
      this.#gaveUp ||= !this.stopped;
      this.at = this.text.length;
    } else read();
    this.#depth--;
  }

  starts(mark: string): boolean {
    return this.text.startsWith(mark, this.at);
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** Blanks, joined lines and a comment: what sets words apart in a line. */
  blanks(): void {
    const blank = /(?:[ \t\r]|\\\r?\n)*(?:(?<![^\s;&|()<>])#[^\n]*)?/y;
    blank.lastIndex = this.at;
    blank.exec(this.text);
    this.at = blank.lastIndex;
  }

  /** Everything up to the next word or operator, over ends of lines. */
  lines(): void {
    for (;;) {
      this.blanks();
      if (this.text[this.at] !== '\n') return;
      this.line();
    }
  }

  /** The end of a line, and the here-documents that begin behind it. */
  line(): void {
    this.at++;
    for (const heredoc of this.#heredocs.splice(0)) this.#body(heredoc);
  }

  /** At the end of the text, a here-document that is still to come. */
  finish(): void {
    const [heredoc] = this.#heredocs;
    if (heredoc !== undefined && !this.stopped) this.#neverEnded(heredoc);
  }

  #neverEnded({ at, word }: Heredoc): void {
    this.fail(at, `the here-document \`${word}\` is never ended by a line with that word alone`);
  }

  #body(heredoc: Heredoc): void {
    if (this.stopped) return;
    const word = escapePattern(heredoc.word);
    const end = new RegExp(`^${heredoc.tabs ? '\\t*' : ''}${word}(?=[ \\t]*\\)?\\r?$)`, 'gm');
    end.lastIndex = this.at;
    if (end.exec(this.text) === null) this.#neverEnded(heredoc);
    else this.at = end.lastIndex;
  }

  /** The word behind `<<`, whose text follows at the next line. */
  heredoc(begin: number, tabs: boolean): void {
    const written = this.word();
    const word = written.replace(/['"\\]/g, '');
    if (word !== '') this.#heredocs.push({ word, tabs, at: begin });
  }

  /** One word as it is written; empty where none begins. */
  word(): string {
    const begin = this.at;
    while (!this.ended) {
      const char = this.text[this.at] ?? '';
      if (/[<>]/.test(char) && this.text[this.at + 1] === '(') {
        this.at++;
        this.brackets(this.at - 1);
      } else if (/[?*+@!]/.test(char) && this.text[this.at + 1] === '(') {
        this.at++;
        this.#pattern();
      } else if (/[\s;&|<>()]/.test(char)) break;
      else this.#piece(char);
    }
    return this.text.slice(begin, this.at);
  }

  #piece(char: string): void {
    if (char === '\\') this.#escape();
    else if (char === "'") this.#single(this.at, false);
    else if (char === '"') this.#double();
    else if (char === '`') this.#backtick();
    else if (char === '$') this.#dollar(false);
    else this.at++;
  }

  /** A backslash and what it escapes, which the end of the text may have cut off. */
  #escape(): void {
    this.at = Math.min(this.at + 2, this.text.length);
  }

  #single(begin: number, escapes: boolean): void {
    const end = escapes ? /'(?:[^'\\]|\\[\s\S])*'/y : /'[^']*'/y;
    end.lastIndex = this.at;
    if (end.exec(this.text) === null) this.#neverClosed("'", begin);
    else {
      this.at = end.lastIndex;
      this.#suspectQuote("'", begin);
    }
  }

  #double(): void {
    const begin = this.at++;
    while (!this.ended) {
      const char = this.text[this.at] ?? '';
      if (char === '"') {
        this.at++;
        this.#suspectQuote('"', begin);
        return;
      }
      if (char === '\\') this.#escape();
      else if (char === '`') this.#backtick();
      else if (char === '$') this.#dollar(true);
      else this.at++;
    }
    this.#neverClosed('"', begin);
  }

  /** A quote that runs over an end of line into the quote of the next word was meant to end before. */
  #suspectQuote(mark: string, begin: number): void {
    if (this.stopped || this.#suspect !== undefined) return;
    const quoted = this.text.slice(begin, this.at);
    if (quoted.includes('\n') && CLOSED_EARLY.test(this.text.slice(this.at, this.at + 1)))
      this.#suspect = { at: begin, what: `${QUOTE_NAMES[mark] ?? mark} is never closed` };
  }

  #neverClosed(mark: string, begin: number): void {
    const { at, what } = this.#suspect ?? {
      at: begin,
      what: `${QUOTE_NAMES[mark] ?? `\`${mark}\``} is never closed`,
    };
    this.fail(at, what);
  }

  #backtick(): void {
    const end = /`(?:[^`\\]|\\[\s\S])*`/y;
    end.lastIndex = this.at;
    if (end.exec(this.text) === null) this.#neverClosed('`', this.at);
    else this.at = end.lastIndex;
  }

  #dollar(inDouble: boolean): void {
    const begin = this.at++;
    const next = this.text[this.at];
    if (next === "'" && !inDouble) this.#single(begin, true);
    else if (next === '{') this.#braces(begin, inDouble);
    else if (next === '(') {
      if (!this.arithmetic()) this.brackets(begin);
    }
  }

  #braces(begin: number, inDouble: boolean): void {
    this.at++;
    this.nested(() => {
      while (!this.ended) {
        const char = this.text[this.at] ?? '';
        if (char === '}') {
          this.at++;
          return;
        }
        if (char === "'" && inDouble) this.at++;
        else this.#piece(char);
      }
      this.#neverClosed('${', begin);
    });
  }

  /** `(commands)`, from its bracket on. */
  brackets(begin: number): void {
    const mark = this.text.slice(begin, this.at + 1);
    this.at++;
    this.nested(() => {
      this.#commands(this);
      if (this.starts(')')) this.at++;
      else if (this.ended) this.fail(begin, `\`${mark}\` is never closed`);
      else this.fail(this.at, `\`${this.token()}\` stands where \`)\` is missing`);
    });
  }

  /** `((sum))`, when that is what stands here: two brackets that end together. */
  arithmetic(): boolean {
    if (!this.starts('((')) return false;
    const sum = /\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|[()]/g;
    sum.lastIndex = this.at;
    let depth = 0;
    for (let match = sum.exec(this.text); match !== null; match = sum.exec(this.text)) {
      if (match[0] === '(') depth++;
      else if (match[0] === ')') {
        depth--;
        if (depth === 1 && this.text[match.index + 1] === ')') {
          this.at = match.index + 2;
          return true;
        }
        if (depth <= 1) return false;
      }
    }
    return false;
  }

  /** The patterns of `@(a|b)`. */
  #pattern(): void {
    const begin = this.at++;
    this.nested(() => {
      while (!this.ended && !this.starts(')')) {
        if (this.word() === '') this.at++;
      }
      if (this.ended) this.#neverClosed('(', begin);
      else this.at++;
    });
  }

  /** The operator or word that stands here, to be named. */
  token(): string {
    const next = /[;&|]{1,3}|[<>()]|[^\s;&|<>()]+|/y;
    next.lastIndex = this.at;
    return next.exec(this.text)?.[0] ?? '';
  }
}
