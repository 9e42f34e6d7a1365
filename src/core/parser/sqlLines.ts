/** What begins a statement, as far as it matters here. */
const FIRST_WORDS = /[a-z]+(?:\s+[a-z]+)?/iy;
/** From here on statements belong together, and are kept or lost together. */
const OPENS = /^(?:begin|set transaction)(?!\w)|^start(?: transaction)?$|^lock tables$/;
const CLOSES =
  /^(?:commit(?! and)|rollback(?! to)|end|abort|unlock tables|prepare transaction)(?!\w)/;
/** The same, said to the client or for all statements below. */
const NO_AUTOCOMMIT = /\bset\s+(?:session\s+)?autocommit\s*=?\s*(?:0|off|false)\b/i;
const WORD = /[a-z_]\w*/iy;
/** Where it follows END, it is the inner statement that ends: `END IF`. */
const INNER = /\s+(?:if|loop|while|repeat|for)(?!\w)/iy;
const OF_CASE = /\s+case(?!\w)/iy;
/** What stands behind `E`: a literal in which a backslash makes a quote part of it. */
const ESCAPED = /'(?:[^'\\]|\\.|'')*'/y;

/**
 * Where a script of SQL may be torn: behind a statement, but not inside a transaction, the body
 * of a function, data for COPY, what psql runs on a condition or what has a delimiter of its own.
 */
export class SqlScanner {
  #until: string | undefined;
  #inStatement = false;
  /** Whether a transaction was begun and not yet ended. */
  #inTransaction = false;
  /** How deep the statement is in BEGIN … END; undefined where these are no brackets. */
  #blocks: number | undefined;
  /** Whether the statement is a COPY, and whether what it reads stands below it. */
  #copy: 'copy' | 'stdin' | undefined;
  /** How many `\if` of psql are open. */
  #conditions = 0;
  #delimiter = ';';

  get atTop(): boolean {
    return !this.#inStatement && !this.holds;
  }

  /** Whether what is begun needs what stands below, even behind the end of a statement. */
  get holds(): boolean {
    return (
      this.#until !== undefined ||
      this.#inTransaction ||
      this.#conditions > 0 ||
      this.#delimiter !== ';'
    );
  }

  next(line: string): boolean {
    const free = this.atTop;
    if (this.#until === undefined && !this.#inStatement && this.#isCommand(line)) return free;
    if (this.#until === undefined && /^\s*#\s/.test(line)) return free;
    let at = 0;
    while (at < line.length) at = this.#step(line, at);
    return free;
  }

  /** A line for the client: backslash commands of psql, and the delimiter that mysql is told. */
  #isCommand(line: string): boolean {
    const delimiter = /^\s*delimiter\s+(\S+)/i.exec(line)?.[1];
    if (delimiter !== undefined) {
      this.#delimiter = delimiter;
      return true;
    }
    const word = /^\s*\\(\w*)/.exec(line)?.[1];
    if (word === 'if') this.#conditions++;
    else if (word === 'endif') this.#conditions = Math.max(0, this.#conditions - 1);
    else if (word === 'copy' && /\bstdin\b/i.test(line)) this.#until = '\\.';
    else if (word === 'set' && NO_AUTOCOMMIT.test(line)) this.#inTransaction = true;
    return word !== undefined;
  }

  #step(line: string, at: number): number {
    if (this.#until !== undefined) {
      const end = line.indexOf(this.#until, at);
      if (end < 0) return line.length;
      const behind = end + this.#until.length;
      this.#until = undefined;
      return behind;
    }
    const unit = line.charAt(at);
    if (line.startsWith('--', at)) return line.length;
    if (line.startsWith('/*', at)) this.#until = '*/';
    else if (unit === "'" || unit === '"' || unit === '`') this.#until = unit;
    else if (unit === '$') {
      const tag = /^\$\w*\$/.exec(line.slice(at, at + 66))?.[0];
      if (tag !== undefined) {
        this.#until = tag;
        this.#inStatement = true;
        return at + tag.length;
      }
    } else if (unit === ';') this.#endStatement();
    else if (/^\\[gG]\b/.test(line.slice(at, at + 3))) {
      this.#endStatement();
      return line.length;
    } else if (/[a-z_]/i.test(unit)) return this.#word(line, at);
    else if (!/\s/.test(unit)) this.#inStatement = true;
    return at + 1;
  }

  #endStatement(): void {
    if ((this.#blocks ?? 0) > 0) return;
    this.#inStatement = false;
    this.#blocks = undefined;
    if (this.#copy === 'stdin') this.#until = '\\.';
    this.#copy = undefined;
  }

  #word(line: string, at: number): number {
    if (!this.#inStatement) this.#startStatement(line, at);
    const word = matchAt(WORD, line, at).toLowerCase();
    const behind = at + word.length;
    if (word === 'e') return behind + matchAt(ESCAPED, line, behind).length;
    if (word === 'stdin' && this.#copy !== undefined) this.#copy = 'stdin';
    if (this.#blocks === undefined) return behind;
    if (word === 'begin' || word === 'case') this.#blocks++;
    if (word !== 'end') return behind;
    const inner = matchAt(INNER, line, behind);
    if (inner !== '') return behind + inner.length;
    this.#blocks = Math.max(0, this.#blocks - 1);
    return behind + matchAt(OF_CASE, line, behind).length;
  }

  #startStatement(line: string, at: number): void {
    const words = matchAt(FIRST_WORDS, line, at).toLowerCase().replace(/\s+/g, ' ');
    this.#inStatement = true;
    if (OPENS.test(words)) this.#inTransaction = true;
    else if (CLOSES.test(words)) this.#inTransaction = false;
    else if (words.startsWith('set') && NO_AUTOCOMMIT.test(line)) this.#inTransaction = true;
    this.#blocks = words.startsWith('create') ? 0 : undefined;
    this.#copy = words.startsWith('copy') ? 'copy' : undefined;
  }
}

function matchAt(pattern: RegExp, line: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0] ?? '';
}
