import { notUnderstood, type Finding } from '../finding';
import type { Scope } from '../scope';

/**
 * One token of MySQL whose bounds PostgreSQL would see elsewhere: comments (which do not nest; `--`
 * needs a space behind it), strings with backslash escapes, names in backticks, commands of the
 * client (MySQL manual, 11.1 and 11.7; mysql client commands). No text is quoted by dollars.
 */
const token =
  /\/\*[^]*?(?:\*\/|$)|#[^\n]*|--(?=\s|$)[^\n]*|--|'(?:[^'\\]|\\[^]|'')*'?|"(?:[^"\\]|\\[^]|"")*"?|`(?:[^`]|``)*`?|\\[^]?|\$/g;

/** Texts in which both see the same bounds. */
const risky = /\\|#|--(?!\s|$)|\/\*|`[^`]*[^\w$ .-][^`]*`|\$\w*\$/;

/** Commands of the client behind a backslash that end a statement, or only show something. */
const ends = /^\\[gGc]$/;
const shows = /^\\[hsxpqrWwN?]$/;

/**
 * Classifies what the client of MySQL or MariaDB is given. Some of its tables know no transactions:
 * what is written there stays, so nothing counts as rolled back.
 */
export function classifyMysql(text: string, scope: Scope): readonly Finding[] {
  // What stands in such comments is run, by one server version or another.
  if (/\/\*M?!/.test(text)) return [notUnderstood(text)];
  const plain = risky.test(text) ? forPostgres(text) : text;
  if (plain === undefined) return [notUnderstood(text)];
  return scope.sql(plain.replace(/\brollback\b/gi, 'commit'));
}

/** The same statements in PostgreSQL's spelling; undefined when the client does more than to send. */
function forPostgres(text: string): string | undefined {
  let isPlain = true;
  const spelled = text.replace(token, (found) => {
    if (/^(?:\/\*|#|--.)/s.test(found)) return ' ';
    if (found === '--') return '- -';
    if (found === '$') return '_';
    if (found.startsWith('\\')) {
      isPlain &&= ends.test(found) || shows.test(found);
      return ends.test(found) ? ';' : found === '\\N' ? 'NULL' : ' ';
    }
    const quote = found[0] ?? '';
    const content = unescaped(found.slice(1, -1), quote);
    return quote === "'" || content === ''
      ? `'${content.replaceAll("'", "''")}'`
      : `"${content.replaceAll('"', '""')}"`;
  });
  return isPlain ? spelled : undefined;
}

function unescaped(content: string, quote: string): string {
  const single = content.replaceAll(quote + quote, quote);
  return quote === '`' ? single : single.replace(/\\([^])/g, '$1');
}
