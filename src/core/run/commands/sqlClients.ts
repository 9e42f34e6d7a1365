import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Call, Rule, Word } from '../scope';
import { classifyMysql } from '../sql/mysqlText';
import { looksLikeBackup } from '../sql/psqlText';
import { flagValues, hasFlag, listOf, positionals } from './arguments';
import { spelled } from './spelling';
import { reads } from './tool';

export const opensSession = 'opens a database session';

/** Files whose names say that they add to a database rather than replace it. */
const additions =
  /migrat|schema|seed|fixture|quer(?:y|ies)|grant|patch|fix|create|init|report|check|index|update|setup|view|insert|select/i;

type ReadSql = (text: string) => readonly Finding[];

/** SQL that comes from a file or a pipe: over a live database that is a restore. */
function fedSql(call: Call, read: ReadSql): readonly Finding[] {
  const input = call.input;
  if (input === undefined) return [change(call.label, opensSession)];
  if (input.kind === 'text') return read(input.text);
  if (input.kind === 'file' && input.name === '/dev/null') return [check(call.label)];
  if (input.kind === 'stream') return [change(call.label, 'runs the SQL it is fed')];
  if (additions.test(input.name) && !looksLikeBackup(input.name)) {
    return [change(call.label, `runs the SQL of ${input.name}`)];
  }
  return [destructive(call.label, `restores ${input.name} over the live database`)];
}

function sqlFile(call: Call, file: Word): Finding {
  return looksLikeBackup(file.text) && !/migrat/i.test(file.text)
    ? destructive(call.label, `restores ${file.text} over the live database`)
    : change(call.label, `runs the SQL of ${file.text}`);
}

function onlyExpansion(word: Word): boolean {
  return !word.known && /^\s*[$`]/.test(word.text);
}

/** The options of psql (psql(1)). */
const psqlOptions = `
  a echo-all, A no-align, b echo-errors, c command=, csv, d dbname=, e echo-queries, E echo-hidden, f file=,
  F field-separator=, h host=, H html, l list, L log-file=, n no-readline, o output=, p port=, P pset=, q quiet,
  R record-separator=, s single-step, S single-line, t tuples-only, T table-attr=, U username=, v set=,
  variable=, V version, w no-password, W password, x expanded, X no-psqlrc, z field-separator-zero,
  0 record-separator-zero, 1 single-transaction, ? help`;

export const psql: Rule = spelled(psqlOptions, (call, scope) => {
  if (hasFlag(call, '--version', '--help', '--list')) return reads(call);
  const findings: Finding[] = [];
  for (const { text } of flagValues(call, '--output')) {
    if (text !== '/dev/null') findings.push(change(call.label, `writes ${text}`));
  }
  const commands = flagValues(call, '--command');
  for (const command of commands) {
    const found = onlyExpansion(command) ? [notUnderstood(command.text)] : scope.sql(command.text);
    findings.push(...(found.length === 0 ? [check(call.label)] : found));
  }
  if (hasFlag(call, '--log-file')) findings.push(change(call.label, 'writes a log'));
  const files = flagValues(call, '--file').filter((file) => file.text !== '-');
  for (const file of files) findings.push(sqlFile(call, file));
  if (commands.length === 0 && files.length === 0)
    findings.push(...fedSql(call, (text) => scope.sql(text)));
  return findings;
});

/** The options of the clients of MySQL and MariaDB (mysql(1)). */
const mysqlOptions = `
  A no-auto-rehash, b no-beep, B batch, c comments, C compress, D database=, e execute=, E vertical, f force,
  G named-commands, h host=, H html, i ignore-spaces, j syslog, L skip-line-numbers, n unbuffered,
  N skip-column-names, o one-database, p password?, P port=, q quick, r raw, s silent, S socket=, t table,
  T debug-info, u user=, U safe-updates, v verbose, V version, w wait, W pipe, X xml, ? help, # debug?,
  tee=, pager?, init-command=, init-command-add=, delimiter=, default-character-set=, connect-timeout=, prompt=,
  protocol=, debug-check, no-tee, no-defaults, defaults-file=, defaults-extra-file=, defaults-group-suffix=,
  login-path=, ssl-mode=, ssl-ca=, ssl-cert=, ssl-key=, plugin-dir=, default-auth=, max-allowed-packet=, abort-source-on-error,
  binary-as-hex, column-names, column-type-info, disable-named-commands, local-infile, line-numbers,
  select-limit=, max-join-size=, net-buffer-length=, reconnect, sigint-ignore, show-warnings`;

export const mysql: Rule = spelled(mysqlOptions, (call, scope) => {
  if (hasFlag(call, '--version', '--help')) return reads(call);
  if (hasFlag(call, '--tee', '--pager'))
    return [change(call.label, 'writes a file or runs a program')];
  const read: ReadSql = (text) => classifyMysql(text, scope);
  const first = flagValues(call, '--init-command', '--init-command-add').flatMap(({ text }) =>
    read(text),
  );
  if (first.some(({ intent }) => intent !== 'check')) return first;
  const commands = flagValues(call, '--execute');
  return commands.length === 0
    ? fedSql(call, read)
    : commands.flatMap((command) =>
        onlyExpansion(command) ? [notUnderstood(command.text)] : read(command.text),
      );
});

export const sqlite: Rule = (call, scope) => {
  if (hasFlag(call, '-version', '--version')) return reads(call);
  const { words } = positionals(call.args, new Set(['-cmd', '-init', '-separator']));
  const commands = [...flagValues(call, '-cmd', '--cmd'), ...words.slice(1)];
  if (hasFlag(call, '-init', '--init')) return [change(call.label, 'runs a file')];
  if (commands.length === 0) return fedSql(call, (text) => scope.sql(text));
  return commands.flatMap((word) => {
    // One word may hold several lines, each a command of its own.
    if (word.text.includes('\n') && /^\s*\./m.test(word.text)) return [change(call.label)];
    if (
      /^\.(?:tables|schema|indexes|indices|databases|dump|stats|show|mode|headers?|timeout|dbinfo)\b/.test(
        word.text,
      )
    ) {
      return reads(call);
    }
    if (/^\.restore\b/.test(word.text)) return [destructive(call.label, 'replaces the database')];
    if (word.text.startsWith('.')) return [change(call.label)];
    return scope.sql(word.text);
  });
};

/**
 * A client that is given statements by some flags, files of them by others, and told by a third
 * kind where to put the answer.
 */
const asked =
  (queries: string, files: string, outputs = ''): Rule =>
  (call, scope) => {
    if (flagValues(call, ...listOf(outputs)).some(({ text }) => text !== '/dev/null'))
      return [change(call.label, 'writes a file')];
    const found = flagValues(call, ...listOf(queries)).flatMap(({ text }) => scope.sql(text));
    found.push(...flagValues(call, ...listOf(files)).map((file) => sqlFile(call, file)));
    return found.length === 0 ? fedSql(call, (text) => scope.sql(text)) : found;
  };

/** SQL Server's client; `-s` is what separates its columns. */
export const sqlcmd = asked('-Q, -q, --query', '-i, --input-file', '-o, --output-file');
/** Clients of Cassandra, CockroachDB and others that take statements behind `-e`. */
export const cqlsh = asked('-e, --execute, -c, -s, -q, --query', '-f, --file, -i', '--output');
export const clickhouse = asked('--query, -q', '--queries-file');
export const duckdb = asked('-c, -s, -cmd', '-f, -init');
