import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Scope } from '../scope';

/** SQL without what only psql understands, and what that does. */
export interface PsqlText {
  /** Text for the server's grammar. */
  readonly sql: string;
  readonly findings: readonly Finding[];
}

/** A line that is a backslash command of psql, or ends in one (`SELECT … \gexec`). */
const command = /^([^'"\n]*?)\\([a-zA-Z!?;]+[+SxX]*)([^\n]*)$/gm;
const shows =
  /^(?:d[a-zA-Z]*[+S]*|l[+]?|list|x|timing|conninfo|q|quit|c|connect|encoding|echo|qecho|warn|pset|set|unset|a|t|T|f|H|C|h|help|\?|z|dp|sf[+]?|sv[+]?|p|print|r|reset|s|errverbose|if|elif|else|endif|watch|g|gx|gdesc|gset|crosstabview|prompt|getenv|setenv|cd|bind|parse|;)$/;
/** psql's variables stand for text: `:name`, `:'name'`, `:"name"`. */
const variable = /(^|[^:\w]):(?:([A-Za-z_]\w*)|'([A-Za-z_]\w*)'|"([A-Za-z_]\w*)")/g;

/** `\set name value`: what the name stands for from then on. */
const setting = /^[^'"\n]*?\\set\s+(\w+)\s+([^\n]+)$/gm;

/** A variable of the shell around it; `$1` is a parameter, `$$` and `$tag$` are quotes. */
const shellVariable = /\$(?:[A-Za-z_]\w*(?![\w$])|\{[A-Za-z_]\w*\})/g;

/** Takes psql's own commands out of a script (psql reference, meta-commands). */
export function readPsql(text: string, scope: Scope): PsqlText {
  const findings: Finding[] = [];
  // `\G` is how MySQL's client ends a statement.
  const sql = text
    // Statements that are sent together.
    .replaceAll('\\;', ';')
    .replace(/\\G\s*;?\s*$/gm, ';')
    .replace(command, (line, before: string, name: string, rest: string) => {
      if (/--/.test(before)) return line;
      findings.push(...metaCommand(name, rest.trim(), `\\${name}${rest}`, scope));
      // Commands that send the statement before them end it.
      return /^(?:g|gx|gexec|gset|gdesc|watch|crosstabview)/.test(name) ? `${before};` : before;
    });
  for (const [, name = '', value = ''] of text.matchAll(setting)) {
    // Without quotes around it the value is read as SQL.
    if (/[(;\s]/.test(value.trim()) && new RegExp(`(?:^|[^:\\w]):${name}\\b`).test(sql))
      findings.push(notUnderstood(`\\set ${name} ${value.trim()}`));
  }
  const plain = sql
    .replace(shellVariable, (whole) => 'v'.padEnd(whole.length, '_'))
    .replace(variable, (whole, before: string) => `${before}v`.padEnd(whole.length, '_'));
  return { sql: plain, findings };
}

function metaCommand(name: string, rest: string, label: string, scope: Scope): readonly Finding[] {
  // psql runs what stands in backquotes, and takes a second command from the same line.
  if (name !== '!' && /[`\\]/.test(rest)) return [notUnderstood(label)];
  if (name === '!') return rest === '' ? [change(label, 'opens a shell')] : scope.shell(rest);
  if (name === 'copy') {
    if (/\bto\s+(?:stdout|pstdout)\b/i.test(rest)) return [check(label)];
    if (/\bfrom\b/i.test(rest.replace(/\([^]*\)/, '')))
      return [change(label, 'loads rows into a table')];
    return [change(label, 'writes a file')];
  }
  if (name === 'o' || name === 'out' || name === 'w' || name === 'write') {
    return rest === '' ? [check(label)] : [change(label, 'writes a file')];
  }
  if (name === 'g' || name === 'gx' || name === 's') {
    return rest === '' || rest.startsWith('(') ? [check(label)] : [change(label, 'writes a file')];
  }
  if (/^(?:i|ir|include|include_relative)$/.test(name)) {
    return looksLikeBackup(rest)
      ? [destructive(label, 'loads a backup over the database')]
      : [notUnderstood(label)];
  }
  if (name === 'gexec') return [change(label, 'runs the statements a query puts out')];
  if (name === 'password') return [change(label, 'changes a password')];
  if (name === 'lo_unlink') return [destructive(label, 'deletes a large object')];
  // What it shows goes through such a program.
  if (
    name === 'setenv' &&
    /^(?:PSQL_)?PAGER\s+\S/.test(rest) &&
    !/^\w+\s+'?(?:less|more|cat)\b[^|;&]*$/.test(rest)
  )
    return [change(label, 'has psql run a program')];
  if (/^setenv|^cd$/.test(name)) return [check(label)];
  return shows.test(name) ? [check(label)] : [notUnderstood(label)];
}

/** True for names people give to backups, so that loading one is a restore. */
export function looksLikeBackup(name: string): boolean {
  return /backup|bkp|\bbak\b|[._-]bak\b|dump|restore|snapshot|\.sql\.(?:gz|bz2|xz|zst)|pgdump|latest|archive|\d{6,8}/i.test(
    name,
  );
}
