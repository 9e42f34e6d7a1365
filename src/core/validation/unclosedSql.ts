/** A bracket or quote without its partner; an offset into the text. */
export interface UnclosedSql {
  readonly at: number;
  readonly what: string;
}

/**
 * What no database of whatever dialect can read: a quote that is never closed, a bracket without
 * its partner within one statement. Databases differ in what a backslash does in a string, so a
 * fault is one only when it is there either way.
 */
export function unclosedIn(sql: string): UnclosedSql | undefined {
  const block = TRANSACT.test(sql) ? blockFault(sql) : undefined;
  if (block !== undefined) return block;
  if (!/['"`()]/.test(sql) || SPECIAL.test(sql)) return undefined;
  const fault = faultOf(sql, STRING);
  return fault === undefined || faultOf(sql, STRING_WITH_ESCAPES) === undefined ? undefined : fault;
}

/** Declares a variable as SQL Server alone does. */
const TRANSACT = /\bdeclare\s+@\w/i;

/** A block of SQL Server's without its end; batches are apart from each other. */
function blockFault(sql: string): UnclosedSql | undefined {
  const open: number[] = [];
  for (const { 0: part, index } of sql.matchAll(BLOCKS)) {
    if (/^(?:begin|case)$/i.test(part)) open.push(index);
    else if (/^end$/i.test(part) && open.pop() === undefined)
      return { at: index, what: '`END` closes nothing' };
    else if (/^\s*go\s*$/i.test(part) && open.length > 0) break;
  }
  const at = open.at(-1);
  return at === undefined ? undefined : { at, what: '`BEGIN` or `CASE` has no `END`' };
}

const BLOCKS =
  /'(?:[^']|'')*'|"[^"\n]*"|\[[^\]\n]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\bbegin\b(?!\s+(?:tran(?:saction)?|distributed|dialog|conversation)\b)|\bcase\b|\bend\b(?!\s+conversation\b)|^[ \t]*go[ \t]*$/gim;

/** What is left out, and quotes of one database alone. */
const SPECIAL = /\.\.\.|…|\bq'\W|\$\w*\$|\bE'/i;
const OTHERS =
  /--[^\n]*|(?<![\w$'"#])#(?=\s)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[();]|(?<!\w)\[[^\]\n]*\]|["'`]/
    .source;
const STRING = new RegExp(`'(?:[^']|'')*'|"(?:[^"]|"")*"|\`[^\`]*\`|${OTHERS}`, 'g');
const STRING_WITH_ESCAPES = new RegExp(
  `'(?:[^'\\\\]|''|\\\\[\\s\\S])*'|"(?:[^"\\\\]|""|\\\\[\\s\\S])*"|\`[^\`]*\`|${OTHERS}`,
  'g',
);

function faultOf(sql: string, parts: RegExp): UnclosedSql | undefined {
  const open: number[] = [];
  let long: number | undefined;
  for (const { 0: part, index } of sql.matchAll(parts)) {
    // Read alone, a quote has no partner.
    if (part === "'" || part === '"' || part === '`')
      return { at: long ?? index, what: `the quote ${part} is never closed` };
    // From the quote that is not closed on, what is meant as code is read as a string.
    if (/^['"`][^\n]*\n/.test(part)) long ??= index;
    if (part === '(') open.push(index);
    if (part === ')' && open.pop() === undefined) return { at: index, what: '`)` closes nothing' };
    if (part === ';' && open.length > 0) break;
  }
  const at = open.at(-1);
  return at === undefined ? undefined : { at, what: '`(` is never closed' };
}
