import type { OffsetRange } from '../../text/range';

/** A stretch of a shell block: shell, or a psql session with the SQL typed into it. */
export type PsqlSegment =
  | { readonly kind: 'shell'; readonly range: OffsetRange }
  | {
      readonly kind: 'psql';
      /** The command line that opens the session. */
      readonly invocation: string;
      /** What is typed into it; comments of the shell (`# …`) are made comments of SQL. */
      readonly sql: string;
      /** The whole session in the text. */
      readonly range: OffsetRange;
      /** The lines of SQL in the text. */
      readonly sqlRange: OffsetRange;
    };

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words that begin a statement of PostgreSQL (SQL Commands, part VI of its manual). */
const sqlStart =
  /^\s*(?:\(*\s*(?:select|with|values|table|insert|update|delete|merge|explain|analyze|vacuum|reindex|cluster|create|alter|drop|truncate|grant|revoke|begin|commit|rollback|abort|savepoint|set|reset|show|copy|do|call|lock|listen|notify|comment|refresh|checkpoint|start transaction|end|declare|fetch|prepare|execute|deallocate|discard|reassign|security|load)\b|\\[a-zA-Z?!])/i;
/** Words that SQL shares with the shell: they need more to be SQL. */
const shellTwins = /^\s*(?:set|with|do|end|table|load|execute|reset|show|fetch|comment|call)\b/i;
const comment = /^\s*#/;
const blank = /^\s*$/;
const leave = /^\s*(?:\\q|exit;?|quit;?|\^D)\s*$/;
/** A psql command line that leaves its standard input open for a person to type. */
const opensPsql =
  /^\s*(?:[A-Za-z_]\w*=\S*\s+)*(?:(?:sudo|docker|docker-compose|podman|kubectl|oc|heroku|fly|flyctl|su|ssh|env|gosu|chroot|nerdctl)\s[^|;&<>]*\s)?(?:\S*\/)?psql(?:\s[^|;&<>]*)?$/;
const hasCommand =
  /\s(?:-[a-zA-Z]*c|--command|-[a-zA-Z]*f|--file|-[a-zA-Z]*l|--list|--version|--help)(?:[\s=]|$)/;

/**
 * Finds psql sessions: a line that opens `psql …` and goes on in bare SQL, which is wrong in a
 * shell and right for a person. Undefined when the text has none. Works without a grammar, so
 * that the parser can use it; the classifier reads what it finds with the real grammars.
 */
export function splitPsql(text: string): readonly PsqlSegment[] | undefined {
  if (!/\bpsql\b/.test(text)) return undefined;
  const lines = commandLines(text);
  const segments: PsqlSegment[] = [];
  let shellStart = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || !isOpening(line.text)) continue;
    const end = endOfSql(lines, at + 1);
    const first = lines[at + 1];
    const last = lines[end - 1];
    if (end === at + 1 || first === undefined || last === undefined) continue;
    if (line.start > shellStart) {
      segments.push({ kind: 'shell', range: { start: shellStart, end: line.start } });
    }
    segments.push({
      kind: 'psql',
      invocation: line.text.trim(),
      sql: toSql(lines.slice(at + 1, end)),
      range: { start: line.start, end: last.end },
      sqlRange: { start: first.start, end: last.end },
    });
    shellStart = last.end;
    at = end - 1;
  }
  if (segments.length === 0) return undefined;
  if (text.slice(shellStart).trim() !== '') {
    segments.push({ kind: 'shell', range: { start: shellStart, end: text.length } });
  }
  return segments;
}

function isOpening(text: string): boolean {
  const line = text
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s#.*$/, '')
    .trimEnd();
  // Placeholders in angle brackets are no redirections here.
  const plain = line.replace(/<[A-Za-z_][\w .-]*>/g, 'x').replace(/'[^']*'|"[^"]*"/g, 'x');
  return opensPsql.test(plain) && !hasCommand.test(plain);
}

/** Lines with the continuation lines that belong to them. */
function commandLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    while (end > 0 && /\\\r?$/.test(text.slice(start, end)) && end + 1 < text.length) {
      end = text.indexOf('\n', end + 1);
    }
    const stop = end === -1 ? text.length : end + 1;
    lines.push({ text: text.slice(start, stop), start, end: stop });
    start = stop;
  }
  return lines;
}

/** Index behind the last line of the session, or the given one when there is no SQL. */
function endOfSql(lines: readonly Line[], from: number): number {
  let end = from;
  let open = false;
  const quotes = new QuoteScanner();
  for (let at = from; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    if (!open && (blank.test(text) || comment.test(text))) continue;
    if (!open && leave.test(text)) return end === from ? from : at + 1;
    if (!open && (!sqlStart.test(text) || isShellTwin(lines, at))) break;
    if (open && comment.test(text) && !quotes.inside) continue;
    open = /^\s*\\/.test(text) && !open ? false : !quotes.endsStatement(text);
    end = at + 1;
  }
  return end;
}

/** `set -e` and the like are shell unless the statement comes to a semicolon. */
function isShellTwin(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (!shellTwins.test(text)) return false;
  if (/^\s*(?:set|reset)\s+-/i.test(text)) return true;
  return !lines.slice(at, at + 60).some((line) => /;\s*(?:--.*)?$/.test(line.text.trimEnd()));
}

/** Follows quotes across lines. */
class QuoteScanner {
  #quote: string | undefined;

  get inside(): boolean {
    return this.#quote !== undefined;
  }

  /** Reads a line; true when a statement ends with it. */
  endsStatement(line: string): boolean {
    let ended = false;
    for (let at = 0; at < line.length;) {
      if (this.#quote !== undefined) {
        const close = line.indexOf(this.#quote, at);
        if (close === -1) return false;
        at = close + this.#quote.length;
        this.#quote = undefined;
        continue;
      }
      const char = line[at] ?? '';
      if (line.startsWith('--', at)) break;
      const dollar =
        char === '$' ? /^\$[A-Za-z_]*\$/.exec(line.slice(at, at + 66))?.[0] : undefined;
      if (char === "'" || char === '"') this.#quote = char;
      else if (dollar !== undefined) this.#quote = dollar;
      if (char.trim() !== '') ended = char === ';';
      at += dollar?.length ?? 1;
    }
    return ended;
  }
}

function toSql(lines: readonly Line[]): string {
  return lines
    .filter((line) => !leave.test(line.text))
    .map((line) => line.text.replace(/^(\s*)#+/, '$1--'))
    .join('');
}
