/**
 * Where a shell script is at its top level: outside quotes, heredocs, parentheses, loops,
 * conditions and functions. A scanner, not a parser: it only has to know where lines may be torn
 * apart. POSIX shell grammar (IEEE 1003.1, 2.10) with bash's `[[`, `((`, `$'…'` and `<<<`.
 */
export interface ShellLines {
  /** For each line: whether it begins at the top level, so that a group may begin there. */
  readonly free: readonly boolean[];
  /** Whether the text ends in the middle of something: a quote, a heredoc, a loop. */
  readonly open: boolean;
}

interface Heredoc {
  readonly word: string;
  readonly indented: boolean;
}

/**
 * A line that changes nothing at the top level: a comment, or words without quotes, brackets and
 * separators of which the first is no keyword. Most lines of a runbook are such.
 */
const PLAIN =
  /^\s*(?:#|(?!(?:if|case|for|while|until|select|function|coproc|fi|esac|done|then|do|else|elif|time|[!{}])(?:\s|$))[^"'`$\\(){}<|&;]*$)/;
/**
 * A line that is whole in itself: quotes that close, variables, pipes into something and a
 * comment behind it, but no keyword, bracket, escape or here-document.
 */
const WHOLE =
  /^\s*(?!(?:if|case|for|while|until|select|function|coproc|fi|esac|done|then|do|else|elif|time|!)(?:\s|$))(?:[^"'`$\\(){}<|;&#]|"[^"\\`$]*(?:\$\w[^"\\`$]*)*"|'[^']*'|\$\w|\$\{\w+\}|<(?![<(])|\|\|?(?!\s*(?:[|({!&#]|$|(?:while|until|for|if|case|select|time)\s))|(?<=\S)#)*(?:\s#.*)?$/;
/** What stands in a command behind its first word and changes nothing there. */
const ARGUMENTS =
  /(?:[^"'`$\\(){}<|;&#]|"[^"\\`$]*(?:\$\w[^"\\`$]*)*"|'[^']*'|\$\w|\$\{\w+\}|\\.|(?<=\S)#)+/y;
const WORD = /[^\s;&|()<>"'`$\\]+/y;
const SPACE = /\s+/y;
const IN_DOUBLE_QUOTES = /[^"\\`$]+/y;

const OPENERS = new Set(['if', 'case', 'for', 'while', 'until', 'select', '{']);
/** What each of them ends. */
const CLOSERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['fi', ['if']],
  ['esac', ['case']],
  ['done', ['for', 'while', 'until', 'select']],
  ['}', ['{']],
]);
/** Behind these stands a command. */
const STARTERS = new Set([
  ...['then', 'do', 'else', 'elif', '!', 'time', 'coproc', '{', 'if', 'while', 'until'],
  ...CLOSERS.keys(),
]);
/** A command is still to come: there may be comments and blank lines in between. */
const NOTHING = /^\s*(?:#|\\?\s*$)/;
/** `select` of the shell, not of SQL. */
const SELECTS = /select\s+[A-Za-z_]\w*(?:\s+in\s+(?!\()|\s*;\s*do(?!\w))/y;
const FUNCTION_NAME = /\s+[^\s(){};&|<>]+(?:\s*\(\s*\))?/y;
/** The name that may stand before what a coprocess does. */
const COPROCESS_NAME = /\s+\w+(?=\s+(?:[{(]|(?:while|until|for|if|case|select)\s))/y;
const NO_PARAMETERS = /\(\s*\)/y;
/** The rest of a pattern of `case`. */
const IN_PATTERN = /\s*(?:\|[^()]*)?\)/y;

/** Scans the lines of a script. Linear in its length. */
export function scanShell(lines: readonly string[]): ShellLines {
  const scanner = new ShellScanner();
  const free = lines.map((line) => scanner.next(line));
  return { free, open: !scanner.atTop };
}

/** Feeds on one line after the other; `next` says whether that line began at the top level. */
export class ShellScanner {
  readonly #stack: string[] = [];
  #heredocs: Heredoc[] = [];
  #waiting: Heredoc[] = [];
  /** The line ended with a backslash. */
  #continued = false;
  /** The last thing was `|`, `&&` or the head of a function, which needs a command behind it. */
  #awaits = false;
  #command = true;

  get atTop(): boolean {
    return (
      this.#stack.length === 0 && this.#heredocs.length === 0 && !this.#continued && !this.#awaits
    );
  }

  next(line: string): boolean {
    const free = this.atTop;
    const heredoc = this.#heredocs[0];
    if (heredoc !== undefined) {
      const text = heredoc.indented ? line.replace(/^\t+/, '') : line;
      if (text.trimEnd() === heredoc.word) this.#heredocs.shift();
      return free;
    }
    if (free && (PLAIN.test(line) || WHOLE.test(line))) return free;
    if (this.#awaits && NOTHING.test(line)) return free;
    this.#awaits = false;
    if (!this.#continued) this.#command = true;
    this.#continued = false;
    this.#scan(line);
    this.#heredocs = this.#waiting;
    this.#waiting = [];
    return free;
  }

  #scan(line: string): void {
    let at = 0;
    while (at < line.length) at = this.#step(line, at);
  }

  /** Reads what stands at an offset and returns the offset behind it. */
  #step(line: string, at: number): number {
    const top = this.#stack[this.#stack.length - 1];
    const unit = line.charAt(at);
    if (top === "'" || top === "$'") {
      if (unit === '\\' && top === "$'") return at + 2;
      if (unit === "'") this.#stack.pop();
      if (unit === "'" || top === "$'") return at + 1;
      const end = line.indexOf("'", at);
      return end < 0 ? line.length : end;
    }
    if (unit === '\\') {
      if (at === line.length - 1 && top !== '${') this.#continued = true;
      return at + 2;
    }
    if (top === '"' || top === '${') return this.#inString(line, at, unit, top);
    if (unit === '`') {
      if (top === '`') this.#stack.pop();
      else this.#stack.push('`');
      return at + 1;
    }
    return this.#inCommand(line, at, unit, top);
  }

  #inString(line: string, at: number, unit: string, top: string): number {
    if (top === '"' && unit === '"') this.#stack.pop();
    else if (top === '${' && unit === '}') this.#stack.pop();
    else if (top === '${' && (unit === '"' || (unit === "'" && !this.#isInText())))
      this.#stack.push(unit);
    else if (unit === '`') this.#stack.push('`');
    else if (unit === '$') return this.#dollar(line, at);
    else if (top === '"') return endOf(IN_DOUBLE_QUOTES, line, at);
    return at + 1;
  }

  /** Whether `${…}` stands in double quotes, where a single one means nothing. */
  #isInText(): boolean {
    return this.#stack[this.#stack.length - 2] === '"';
  }

  #dollar(line: string, at: number): number {
    const next = line.charAt(at + 1);
    if (next === '(' || next === '{') {
      this.#stack.push(next === '(' ? '(' : '${');
      if (next === '(') this.#command = true;
      return at + 2;
    }
    if (next === "'" && this.#stack[this.#stack.length - 1] !== '"') {
      this.#stack.push("$'");
      return at + 2;
    }
    return at + 1 + (next === '#' || next === '?' || next === '$' ? 1 : 0);
  }

  #inCommand(line: string, at: number, unit: string, top: string | undefined): number {
    if (!this.#command) {
      const behind = endOf(ARGUMENTS, line, at);
      if (behind > at) return behind;
    }
    if (unit === '#' && (at === 0 || /[\s;&|(]/.test(line.charAt(at - 1)))) return line.length;
    if (unit === '"' || unit === "'") {
      this.#stack.push(unit);
      this.#command = false;
      return at + 1;
    }
    if (unit === '$') {
      this.#command = false;
      return this.#dollar(line, at);
    }
    if (unit === '(') {
      this.#command = true;
      const behind = /[=<>?*+@!]/.test(line.charAt(at - 1)) ? at : endOf(NO_PARAMETERS, line, at);
      if (behind > at) return this.#await(line, behind);
      this.#stack.push('(');
      return at + 1;
    }
    if (unit === ')') {
      if (top === '(') this.#stack.pop();
      this.#command = this.#stack[this.#stack.length - 1] === 'case';
      return at + 1;
    }
    if (unit === '<' && line.startsWith('<<', at)) return this.#heredoc(line, at);
    if (unit === ';' || unit === '&' || unit === '|') {
      this.#command = true;
      const goesOn = unit === '|' || (unit === '&' && /[&|]/.test(line.charAt(at - 1)));
      return goesOn ? this.#await(line, at + 1) : at + 1;
    }
    const behind = endOf(SPACE, line, at);
    if (behind > at) return behind;
    return this.#word(line, at);
  }

  #word(line: string, at: number): number {
    const end = endOf(WORD, line, at);
    if (end === at) return at + 1;
    if (!this.#command) return end;
    const word = line.slice(at, end);
    this.#command = STARTERS.has(word);
    const top = this.#stack[this.#stack.length - 1];
    const ends = CLOSERS.get(word);
    if (ends !== undefined) {
      if (top !== undefined && ends.includes(top)) this.#stack.pop();
      return end;
    }
    if (word === 'coproc') return endOf(COPROCESS_NAME, line, end);
    if (word === 'function') {
      this.#command = true;
      return this.#await(line, endOf(FUNCTION_NAME, line, end));
    }
    if (!OPENERS.has(word)) return end;
    if (word === 'select' && endOf(SELECTS, line, at) === at) return end;
    if (top === 'case' && endOf(IN_PATTERN, line, end) > end) return end;
    this.#stack.push(word);
    return end;
  }

  /** Behind an operator or the head of a function: it goes on in a later line when nothing follows. */
  #await(line: string, at: number): number {
    if (!NOTHING.test(line.slice(at))) return at;
    this.#awaits = true;
    return line.length;
  }

  #heredoc(line: string, at: number): number {
    if (line.startsWith('<<<', at)) return at + 3;
    // Inside `((` it is a shift, and a digit before it would still be a redirection.
    if (/\(\([^)]*$/.test(line.slice(0, at))) return at + 2;
    const match = /^<<(-?)\s*(?:(["'])([^"']+)\2|\\?([\w.-]+))/.exec(line.slice(at, at + 200));
    if (match === null || /^\d+$/.test(match[4] ?? '')) return at + 2;
    this.#waiting.push({ word: match[3] ?? match[4] ?? '', indented: match[1] === '-' });
    return at + match[0].length;
  }
}

/** Where a sticky pattern that begins at an offset ends; the offset itself when it does not. */
function endOf(pattern: RegExp, line: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : at;
}
