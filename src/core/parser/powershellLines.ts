/** A line that ends so goes on below, behind comments and blank lines, too. */
const GOES_ON =
  /(?:[|,=]|(?<!\+)\+|&&|\s-(?:and|or|xor|not|eq|ne|gt|ge|lt|le|like|match|replace|join|split|in|is))\s*$/i;
/** A line that goes on with what stands above it. */
export const TAKES_UP = /^\s*(?:\||&&|(?:else|elseif|catch|finally|until)(?![\w-]))/i;
const NOTHING = /^\s*(?:#(?!>).*)?$/;

/**
 * Where a script of PowerShell is at its top level: outside here-strings, block comments,
 * brackets and quotes, and not behind a backtick, a pipe or another operator.
 */
export class PowershellScanner {
  #depth = 0;
  #until: string | undefined;
  #continued = false;
  #awaits = false;

  get atTop(): boolean {
    return this.#depth === 0 && this.#until === undefined && !this.#continued && !this.#awaits;
  }

  next(line: string): boolean {
    const free = this.atTop;
    if (this.#awaits && this.#until === undefined && NOTHING.test(line)) return free;
    this.#continued = false;
    let at = 0;
    let end = line.length;
    while (at < line.length) {
      if (this.#until === undefined && isCommentAt(line, at)) {
        end = at;
        break;
      }
      at = this.#step(line, at);
    }
    const code = line.slice(0, end);
    this.#awaits = this.#until === undefined && GOES_ON.test(code);
    this.#continued = this.#until === undefined && end === line.length && /`\s*$/.test(code);
    return free;
  }

  #step(line: string, at: number): number {
    if (this.#until !== undefined) return this.#inside(line, at, this.#until);
    const unit = line.charAt(at);
    if (unit === '`') return at + 2;
    if (line.startsWith('<#', at)) this.#until = '#>';
    else if (unit === '@' && /^@["']\s*$/.test(line.slice(at, at + 200))) {
      this.#until = `${line.charAt(at + 1)}@`;
      return line.length;
    } else if (unit === '"' || unit === "'") this.#until = unit;
    else if (unit === '{' || unit === '(' || unit === '[') this.#depth++;
    else if (unit === '}' || unit === ')' || unit === ']')
      this.#depth = Math.max(0, this.#depth - 1);
    return at + 1;
  }

  /** Inside quotes, a here-string or a block comment: the offset behind its end, or of the line. */
  #inside(line: string, at: number, until: string): number {
    let end = until.endsWith('@') ? (line.startsWith(until) ? 0 : -1) : line.indexOf(until, at);
    if (until === '"')
      while (end > at && isEscaped(line, at, end)) end = line.indexOf(until, end + 1);
    if (end < 0) return line.length;
    this.#until = undefined;
    return end + until.length;
  }
}

function isCommentAt(line: string, at: number): boolean {
  return line.charAt(at) === '#' && (at === 0 || /[\s;|{}()]/.test(line.charAt(at - 1)));
}

/** Whether an odd number of backticks stands before an offset. */
function isEscaped(line: string, from: number, at: number): boolean {
  let start = at;
  while (start > from && line.charAt(start - 1) === '`') start--;
  return (at - start) % 2 === 1;
}
