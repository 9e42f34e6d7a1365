import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Call, Rule, Scope, Word } from '../scope';
import { looksLikeBackup } from '../sql/psqlText';
import { flagValue, flagValues, hasFlag, listOf, positionals } from './arguments';
import { reads } from './tool';

export const opensSession = 'opens a database session';

/** Files whose names say that they add to a database rather than replace it. */
const additions =
  /migrat|schema|seed|fixture|quer(?:y|ies)|grant|patch|fix|create|init|report|check|index|update|setup|view|insert|select/i;

/** SQL that comes from a file or a pipe: over a live database that is a restore. */
function fedSql(call: Call, scope: Scope): readonly Finding[] {
  const input = call.input;
  if (input === undefined) return [change(call.label, opensSession)];
  if (input.kind === 'text') return scope.sql(input.text);
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

/** Values of `-c`, which may stand last among other letters: `-tAc "SELECT 1"`. */
function psqlCommands(call: Call): readonly Word[] {
  const found: Word[] = [...flagValues(call, '--command')];
  for (let at = 0; at < call.args.length; at += 1) {
    const text = call.args[at]?.text ?? '';
    const glued = /^-[tAqXxeEnS1aLbsz0]*c(.*)$/s.exec(text);
    if (glued === null) continue;
    const value = glued[1] ?? '';
    const next = call.args[at + 1];
    if (value !== '') found.push({ text: value, known: call.args[at]?.known ?? false });
    else if (next !== undefined) found.push(next);
  }
  return found;
}

function onlyExpansion(word: Word): boolean {
  return !word.known && /^\s*[$`]/.test(word.text);
}

export const psql: Rule = (call, scope) => {
  if (hasFlag(call, '--version', '-V', '--help', '-?', '-l', '--list')) return reads(call);
  const findings: Finding[] = [];
  const output = flagValue(call, '-o', '--output')?.text;
  if (output !== undefined && output !== '/dev/null') {
    findings.push(change(call.label, `writes ${output}`));
  }
  const commands = psqlCommands(call);
  for (const command of commands) {
    const found = onlyExpansion(command) ? [notUnderstood(command.text)] : scope.sql(command.text);
    findings.push(...(found.length === 0 ? [check(call.label)] : found));
  }
  if (hasFlag(call, '-L', '--log-file')) findings.push(change(call.label, 'writes a log'));
  const files = flagValues(call, '-f', '--file').filter((file) => file.text !== '-');
  for (const file of files) findings.push(sqlFile(call, file));
  if (commands.length === 0 && files.length === 0) findings.push(...fedSql(call, scope));
  return findings;
};

export const mysql: Rule = (call, scope) => {
  if (hasFlag(call, '--version', '-V', '--help')) return reads(call);
  if (hasFlag(call, '--tee', '--pager'))
    return [change(call.label, 'writes a file or runs a program')];
  const first = flagValues(call, '--init-command').flatMap(({ text }) => scope.sql(text));
  if (first.some(({ intent }) => intent !== 'check')) return first;
  const commands = mysqlCommands(call);
  return commands.length === 0
    ? fedSql(call, scope)
    : commands.flatMap((command) => mysqlCommand(command, scope));
};

/** Every `-e`, also behind other letters: all are run. */
function mysqlCommands(call: Call): readonly Word[] {
  const behind = call.args.flatMap(({ text }, at) =>
    /^-[BNsrtEHX]+e$/.test(text) ? (call.args[at + 1] ?? []) : [],
  );
  return [...behind, ...flagValues(call, '--execute', '-e')];
}

function mysqlCommand(command: Word, scope: Scope): readonly Finding[] {
  // MySQL runs what stands in such comments.
  if (command.text.includes('/*!')) return [notUnderstood(command.text)];
  if (onlyExpansion(command)) return [notUnderstood(command.text)];
  // Some of its tables know no transactions: what is written there stays.
  return scope.sql(command.text.replace(/\brollback\b/gi, 'commit'));
}

export const sqlite: Rule = (call, scope) => {
  if (hasFlag(call, '-version', '--version')) return reads(call);
  const { words } = positionals(call.args, new Set(['-cmd', '-init', '-separator']));
  const commands = [...flagValues(call, '-cmd', '--cmd'), ...words.slice(1)];
  if (hasFlag(call, '-init', '--init')) return [change(call.label, 'runs a file')];
  if (commands.length === 0) return fedSql(call, scope);
  return commands.flatMap((word) => {
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

/** A client that is given statements by some flags, and files of them by others. */
const asked =
  (queries: string, files: string): Rule =>
  (call, scope) => {
    const found = flagValues(call, ...listOf(queries)).flatMap(({ text }) => scope.sql(text));
    found.push(...flagValues(call, ...listOf(files)).map((file) => sqlFile(call, file)));
    return found.length === 0 ? fedSql(call, scope) : found;
  };

export const sqlcmd = asked('-Q, -q, --query, -c, -e, --execute, -s', '-i, -f, --file');
export const clickhouse = asked('--query, -q', '--queries-file');
export const duckdb = asked('-c, -s', '-f, -init');
