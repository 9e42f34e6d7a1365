import {
  ContextMap,
  type CodeContext,
  type CodeScan,
  type CodeWord,
  type Heredoc,
  type VariableUse,
} from './codeContext';

/**
 * Reads bash as far as quoting goes: which characters are quoted and how, where words, here
 * documents and variables are. Not a grammar: never fails, linear in the text. A quote that is
 * never closed is read as a plain character, for text that is only nearly a command.
 */
export function scanBash(text: string): CodeScan {
  return new BashScanner(text).scan();
}

const HOLE = /<(?:<[A-Za-z][\w .-]*>|%[=\s-][^%\n]{1,80}%>|[A-Za-z][^<>\n"`$|;&\\]{0,80})>/y;
/** `#{pod}`, which no shell knows: it would be a comment, or the expansion of nothing. */
const HASH_BRACED = /#\{[A-Za-z_][\w.-]{0,60}\}/y;
const EXPRESSION = /\$\{\{[^{}\n]{1,80}\}\}/y;
/** The inside of a word, where nothing begins or ends. */
const PLAIN = /[^\s\\;&|#<>()'"`$]+/y;
const SPACE = 32;
const VARIABLE = /[A-Za-z_]\w*/y;
const MAX_DEPTH = 64;

class BashScanner {
  readonly #text: string;
  readonly #contexts = new ContextMap();
  readonly #words: CodeWord[] = [];
  readonly #variables: VariableUse[] = [];
  readonly #heredocs: Heredoc[] = [];
  #pending: { delimiter: string; raw: boolean; tabs: boolean; command: number }[] = [];
  /** Where each delimiter was last seen at the end of a line. */
  readonly #lastLines = new Map<string, number>();
  #position = 0;
  #depth = 0;
  #commands = 0;
  #lastQuote: { readonly single: number; readonly double: number; readonly back: number };

  constructor(text: string) {
    this.#text = text;
    this.#lastQuote = {
      single: text.lastIndexOf("'"),
      double: text.lastIndexOf('"'),
      back: text.lastIndexOf('`'),
    };
  }

  scan(): CodeScan {
    this.#commandList('', 'bare');
    const contexts = this.#contexts;
    return {
      text: this.#text,
      contextAt: (offset) => contexts.at(offset),
      words: this.#words,
      variables: this.#variables,
      heredocs: this.#heredocs,
    };
  }

  /** Commands up to `closer`, which is left unread. */
  #commandList(closer: string, context: CodeContext): void {
    const text = this.#text;
    let command = this.#commands++;
    let wordStart = -1;
    let redirected = false;
    const endWord = (): void => {
      if (wordStart < 0) return;
      this.#words.push({ start: wordStart, end: this.#position, command, redirected });
      wordStart = -1;
      redirected = false;
    };
    this.#contexts.set(this.#position, context);
    while (this.#position < text.length) {
      const at = this.#position;
      PLAIN.lastIndex = at;
      if (PLAIN.test(text)) {
        if (wordStart < 0) wordStart = at;
        this.#position = PLAIN.lastIndex;
        // Most words end so.
        if (this.#position >= text.length || text.charCodeAt(this.#position) !== SPACE) continue;
        endWord();
        this.#position++;
        continue;
      }
      const unit = text[at] ?? '';
      if (unit === closer) break;
      if (unit === '\\' && at + 1 < text.length) {
        if (wordStart < 0 && text[at + 1] !== '\n') wordStart = at;
        this.#position += 2;
      } else if (unit === '\n' || unit === ';' || unit === '&' || unit === '|') {
        if (unit === '&' && (text[at - 1] === '>' || text[at + 1] === '>')) {
          this.#position++;
          continue;
        }
        endWord();
        this.#position++;
        if (unit === '\n' && this.#pending.length > 0) this.#heredocBodies(context);
        command = this.#commands++;
      } else if (unit === ' ' || unit === '\t' || unit === '\r') {
        endWord();
        this.#position++;
      } else if (unit === '#' && wordStart < 0) {
        HASH_BRACED.lastIndex = at;
        if (HASH_BRACED.test(text)) {
          wordStart = at;
          this.#position = HASH_BRACED.lastIndex;
        } else this.#comment(context);
      } else if (unit === '<' || unit === '>') {
        HOLE.lastIndex = at;
        const hole = unit === '<' && !this.#heredocAhead() ? HOLE.exec(text)?.[0] : undefined;
        if (hole !== undefined) {
          if (wordStart < 0) wordStart = at;
          this.#position += hole.length;
          continue;
        }
        endWord();
        redirected = this.#redirection(command, context);
      } else if (unit === '(' || unit === ')') {
        endWord();
        this.#parenthesis(context);
        command = this.#commands++;
      } else {
        if (wordStart < 0) wordStart = at;
        this.#quoted(context);
      }
    }
    endWord();
  }

  #comment(context: CodeContext): void {
    this.#contexts.set(this.#position, 'comment');
    const end = this.#text.indexOf('\n', this.#position);
    this.#position = end < 0 ? this.#text.length : end;
    this.#contexts.set(this.#position, context);
  }

  #parenthesis(context: CodeContext): void {
    if (this.#text.startsWith('((', this.#position)) this.#arithmetic(2, context);
    else if (this.#text[this.#position] === '(') this.#nested(1, ')', context);
    else this.#position++;
  }

  /** `(…)`, `$(…)`, `<(…)` and backticks: commands of their own. */
  #nested(opener: number, closer: string, context: CodeContext): void {
    this.#position += opener;
    if (this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    const inside = closer === '`' || context === 'backtick' ? 'backtick' : 'bare';
    this.#commandList(closer, inside);
    this.#depth--;
    if (this.#position < this.#text.length) this.#position++;
    this.#contexts.set(this.#position, context);
  }

  #arithmetic(opener: number, context: CodeContext): void {
    this.#contexts.set(this.#position, 'arithmetic');
    this.#position += opener;
    if (this.#depth >= MAX_DEPTH) return;
    this.#depth++;
    let open = 0;
    while (this.#position < this.#text.length) {
      const unit = this.#text[this.#position];
      if (unit === '(') open++;
      if (unit === ')' && open-- === 0) break;
      if (unit === '$') this.#dollar('arithmetic');
      else this.#position++;
    }
    this.#depth--;
    this.#position = Math.min(this.#position + 2, this.#text.length);
    this.#contexts.set(this.#position, context);
  }

  /** One character or quoted stretch of a word. */
  #quoted(context: CodeContext): void {
    const text = this.#text;
    const at = this.#position;
    const unit = text[at];
    if (unit === "'" && at < this.#lastQuote.single) this.#singleQuotes(context);
    else if (unit === '"' && at < this.#lastQuote.double) this.#doubleQuotes(context);
    else if (unit === '`' && context !== 'backtick' && at < this.#lastQuote.back) {
      this.#nested(1, '`', context);
    } else if (unit === '$') this.#dollar(context);
    else this.#position++;
  }

  #singleQuotes(context: CodeContext): void {
    const end = this.#text.indexOf("'", this.#position + 1);
    this.#contexts.set(this.#position, context === 'backtick' ? 'backtick' : 'single');
    this.#position = end < 0 ? this.#text.length : end + 1;
    this.#contexts.set(this.#position, context);
  }

  #doubleQuotes(context: CodeContext): void {
    const inside = context === 'backtick' ? 'backtick' : 'double';
    this.#contexts.set(this.#position, inside);
    this.#position++;
    while (this.#position < this.#text.length) {
      const unit = this.#text[this.#position];
      if (unit === '"') break;
      if (unit === '\\') this.#position += 2;
      else this.#expansion(inside);
    }
    this.#position = Math.min(this.#position + 1, this.#text.length);
    this.#contexts.set(this.#position, context);
  }

  /** A character, variable or substitution where quotes mean nothing. */
  #expansion(context: CodeContext): void {
    const unit = this.#text[this.#position];
    if (unit === '$') this.#dollar(context);
    else if (unit === '`' && context !== 'backtick' && this.#position < this.#lastQuote.back) {
      this.#nested(1, '`', context);
    } else this.#position++;
  }

  #dollar(context: CodeContext): void {
    const text = this.#text;
    const start = this.#position;
    const next = text[start + 1];
    EXPRESSION.lastIndex = start;
    if (next === '{' && EXPRESSION.test(text)) this.#position = EXPRESSION.lastIndex;
    else if (next === '(') {
      if (text[start + 2] === '(') this.#arithmetic(3, context);
      else this.#nested(2, ')', context);
    } else if (next === '{') this.#parameter(context);
    else if (next === "'" && context === 'bare') this.#ansiC(context);
    else if (next === '"' && context === 'bare' && start + 1 < this.#lastQuote.double) {
      this.#position++;
      this.#doubleQuotes(context);
    } else {
      VARIABLE.lastIndex = start + 1;
      const name = VARIABLE.exec(text)?.[0];
      this.#position = start + 1 + (name?.length ?? 0);
      if (name !== undefined) {
        this.#variables.push({ name, start, end: this.#position, optional: false });
      }
    }
  }

  #ansiC(context: CodeContext): void {
    this.#contexts.set(this.#position, 'ansi-c');
    this.#position += 2;
    while (this.#position < this.#text.length && this.#text[this.#position] !== "'") {
      this.#position += this.#text[this.#position] === '\\' ? 2 : 1;
    }
    this.#position = Math.min(this.#position + 1, this.#text.length);
    this.#contexts.set(this.#position, context);
  }

  #parameter(context: CodeContext): void {
    const text = this.#text;
    const start = this.#position;
    this.#contexts.set(start, 'parameter');
    this.#position += 2;
    if (text[this.#position] === '#' || text[this.#position] === '!') this.#position++;
    VARIABLE.lastIndex = this.#position;
    const name = VARIABLE.exec(text)?.[0] ?? '';
    this.#position += name.length;
    const optional = /^:?[-+=]/.test(text.slice(this.#position, this.#position + 2));
    let open = 0;
    while (this.#position < text.length && this.#depth < MAX_DEPTH) {
      const unit = text[this.#position];
      if (unit === '}' && open-- === 0) break;
      if (unit === '\n' && this.#position - start > 400) break;
      if (unit === '{') open++;
      this.#depth++;
      if (unit === '\\') this.#position += 2;
      else this.#expansion('parameter');
      this.#depth--;
    }
    this.#position = Math.min(this.#position + 1, text.length);
    if (name !== '') this.#variables.push({ name, start, end: this.#position, optional });
    this.#contexts.set(this.#position, context);
  }

  #heredocAhead(): boolean {
    const found = /^<<-?[ \t]*(?:(['"])([^'"\n]+)\1|\\?([A-Za-z_]\w*))/.exec(
      this.#text.slice(this.#position, this.#position + 80),
    );
    const word = found?.[2] ?? found?.[3];
    if (word === undefined) return false;
    let last = this.#lastLines.get(word);
    if (last === undefined) {
      const ends = this.#text.endsWith(`\n${word}`) || this.#text.endsWith(`\t${word}`);
      last = ends ? this.#text.length : this.#text.lastIndexOf(`${word}\n`);
      this.#lastLines.set(word, last);
    }
    return last > this.#position + (found?.[0].length ?? 0);
  }

  /** Reads a redirection operator; says whether the next word is its target. */
  #redirection(command: number, context: CodeContext): boolean {
    const rest = this.#text.slice(this.#position, this.#position + 120);
    if (/^[<>]\(/.test(rest)) {
      this.#nested(2, ')', context);
      return false;
    }
    const here = /^<<(-?)[ \t]*(?:(['"])([^'"\n]+)\2|(\\?)([A-Za-z_]\w*))/.exec(rest);
    if (here !== null && !rest.startsWith('<<<')) {
      this.#pending.push({
        delimiter: here[3] ?? here[5] ?? '',
        raw: here[2] !== undefined || here[4] === '\\',
        tabs: here[1] === '-',
        command,
      });
      this.#position += here[0].length;
      return false;
    }
    this.#position += /^(?:<<<|<<|>>|<>|>\||[<>]&?)/.exec(rest)?.[0].length ?? 1;
    return true;
  }

  #heredocBodies(context: CodeContext): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { delimiter, raw, tabs, command } of pending) {
      const start = this.#position;
      const inside = raw ? 'heredoc-raw' : 'heredoc';
      const end = this.#heredocEnd(start, delimiter, tabs);
      this.#contexts.set(start, inside);
      while (!raw && this.#position < end) {
        if (this.#text[this.#position] === '\\') this.#position += 2;
        else this.#expansion(inside);
      }
      this.#position = Math.max(this.#position, end);
      this.#heredocs.push({ start, end, delimiter, raw, command });
      const line = this.#text.indexOf('\n', this.#position);
      this.#position = line < 0 ? this.#text.length : line + 1;
      this.#contexts.set(this.#position, context);
    }
  }

  /** Offset of the line that holds only the delimiter, or the end of the text. */
  #heredocEnd(start: number, delimiter: string, tabs: boolean): number {
    for (let at = start; at < this.#text.length;) {
      const next = this.#text.indexOf('\n', at);
      const end = next < 0 ? this.#text.length : next;
      const line = this.#text.slice(at, end).replace(/\r$/, '');
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) return at;
      at = end + 1;
    }
    return this.#text.length;
  }
}
