/**
 * Whether a script of sed writes a file or starts a program: `w`, `W` and `e`, and the same as flags
 * of `s` (GNU sed manual, "sed scripts"). Undefined when it cannot be read, as with a value in it
 * that only the shell knows.
 */
export function sedActs(script: string): boolean | undefined {
  return new SedReader(script).read();
}

/** Commands without anything behind them. */
const PLAIN = /^[={}dDgGhHnNpPxzF]$/;
/** Commands with a text or the name of a file up to the end of the line. */
const TO_END = /^[aicrR]$/;
/** Those with a label or a number, which a blank or a semicolon ends. */
const TO_BLANK = /^[btT:qQlLv]$/;

class SedReader {
  readonly #script: string;
  #at = 0;

  constructor(script: string) {
    this.#script = script;
  }

  read(): boolean | undefined {
    while (this.#at < this.#script.length) {
      this.#skip(/[\s;]*/y);
      if (this.#at >= this.#script.length) break;
      if (this.#script[this.#at] === '#') {
        this.#skip(/[^\n]*/y);
        continue;
      }
      if (!this.#skipAddresses()) return undefined;
      const command = this.#script[this.#at++] ?? '';
      const acts = this.#readCommand(command);
      if (acts !== false) return acts;
    }
    return false;
  }

  #readCommand(command: string): boolean | undefined {
    if (command === 'w' || command === 'W' || command === 'e') return true;
    if (command === 's' || command === 'y') {
      const delimiter = this.#script[this.#at++] ?? '\n';
      if (/[\s\\]/.test(delimiter)) return undefined;
      if (!this.#skipTo(delimiter, true) || !this.#skipTo(delimiter, false)) return undefined;
      return command === 's' && /[ewEW]/.test(this.#skip(/[a-zA-Z\d]*/y));
    }
    if (PLAIN.test(command)) return false;
    if (TO_END.test(command)) this.#skip(/(?:\\[^]|[^\n])*/y);
    else if (TO_BLANK.test(command)) this.#skip(/[ \t]*[^\s;}]*/y);
    else return undefined;
    return false;
  }

  /** `3`, `$`, `/x/I`, `\,x,`, `1~2`, two of them, and `!` behind. */
  #skipAddresses(): boolean {
    for (let count = 0; count < 2; count++) {
      if (this.#skip(/(?:\d+(?:~\d+)?|\$|[+~]\d+)/y) === '') {
        const opens = this.#skip(/\/|\\[^\s\\]/y);
        if (opens !== '' && !this.#skipTo(opens.slice(-1), true)) return false;
        if (opens !== '') this.#skip(/[IM]*/y);
      }
      this.#skip(/[ \t]*/y);
      if (count === 0 && this.#skip(/,[ \t]*/y) === '') break;
    }
    this.#skip(/[ \t!]*/y);
    return true;
  }

  /** Up to behind the next delimiter that no backslash hides, nor a bracket of a pattern. */
  #skipTo(delimiter: string, isPattern: boolean): boolean {
    for (; this.#at < this.#script.length; this.#at++) {
      const unit = this.#script[this.#at];
      if (unit === '\\') this.#at++;
      else if (isPattern && unit === '[')
        this.#at += Math.max(0, this.#peek(/\[\^?\]?(?:\[[:=.][^\]]*\]|[^\]\n])*\]/y).length - 1);
      else if (unit === delimiter) {
        this.#at++;
        return true;
      }
    }
    return false;
  }

  #skip(pattern: RegExp): string {
    const found = this.#peek(pattern);
    this.#at += found.length;
    return found;
  }

  #peek(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#script)?.[0] ?? '';
  }
}
