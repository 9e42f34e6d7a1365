import { scanCode } from '../../parser/scriptScan';
import { splitPsql } from '../../run/bash/splitPsql';
import type { Rule } from '../rule';

/** SQL typed into a shell block: right for a person in psql, wrong for a shell. */
export const sqlInShell: Rule = {
  code: 'sql-in-shell',
  severity: 'warning',
  explanation:
    'Run as it stands, the shell would wait in psql, or take SELECT for a program. Put the SQL into an `sql` block of its own, or pass it with `-c`.',
  find: ({ runbook, lines }) =>
    runbook.blocks.flatMap(({ tag, content, range, role }) => {
      if (role !== 'step' || !/^(?:bash|sh|shell|zsh)$/.test(tag)) return [];
      const at = sqlIn(content);
      if (at === undefined) return [];
      const line = range.start + 1 + content.slice(0, at).split('\n').length - 1;
      const indent = lines.line(line).search(/\S/);
      return [
        {
          span: { start: lines.start(line) + Math.max(indent, 0), end: lines.end(line) },
          message:
            'This is SQL in a shell block: a shell cannot run it. Put it into an sql block of its own, or pass it to psql with -c.',
        },
      ];
    }),
};

/** Where SQL begins that a shell text has typed into it. */
export function sqlIn(text: string): number | undefined {
  return sqlSession(text) ?? bareStatement(text) ?? typedStatement(text);
}

function sqlSession(text: string): number | undefined {
  const segment = splitPsql(text)?.find(({ kind }) => kind === 'psql');
  if (segment?.kind !== 'psql') return undefined;
  const sql = text.slice(segment.sqlRange.start, segment.sqlRange.end);
  const first = /^[ \t]*(?![#\s])\S/m.exec(sql);
  return segment.sqlRange.start + (first === null ? 0 : first.index);
}

const STATEMENT =
  /^[ \t]*(?:SELECT\s+[\w*"(]|INSERT\s+INTO\s|UPDATE\s+[\w".]+\s+SET\b|DELETE\s+FROM\s|DROP\s+(?:TABLE|DATABASE|INDEX|VIEW|SCHEMA|USER|ROLE)\s|CREATE\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW|DATABASE|USER|ROLE|EXTENSION|SCHEMA)\s|ALTER\s+(?:TABLE|DATABASE|USER|ROLE|SYSTEM)\s|TRUNCATE\s+(?:TABLE\s)?|VACUUM\s*(?:FULL|ANALYZE|;|\()|ANALYZE\s+[\w."]+\s*;|CALL\s+[\w.]+\s*\(|MERGE\s+INTO\s|COPY\s+[\w.]+\s|SET\s+\w+\s*(?:=|TO)\s|LOCK\s+TABLE\s|COMMENT\s+ON\s|DO\s+\$\$|REINDEX\s+(?:TABLE|DATABASE|INDEX|SCHEMA)\s|GRANT\s+\w+[^\n]*\bON\s|SHOW\s+[A-Za-z_ ]+(?:;|\\G)|EXPLAIN\s+(?:ANALYZE\s+)?SELECT\b|PURGE\s+BINARY\s|(?:START|STOP|RESET)\s+(?:REPLICA|SLAVE)\b|CHANGE\s+(?:MASTER|REPLICATION\s+SOURCE)\s+TO\s|FLUSH\s+(?:TABLES|PRIVILEGES|LOGS|HOSTS|STATUS)\b|(?:OPTIMIZE|REPAIR|CHECK|RENAME)\s+TABLE\s|REPLACE\s+INTO\s|(?:BACKUP|RESTORE)\s+(?:DATABASE|LOG)\s|DBCC\s+\w+|DECLARE\s+@\w|USE\s+\w+\s*;|REVOKE\s+\w+[^\n]*\bFROM\s|REFRESH\s+MATERIALIZED\s|(?:BEGIN|COMMIT|ROLLBACK)(?:\s+TRANSACTION)?\s*;|WITH\s+\w+\s+AS\s*\()/gm;

function bareStatement(text: string): number | undefined {
  if (
    !/\b(?:SELECT|INSERT|UPDATE|DELETE|DROP|CREATE|ALTER|TRUNCATE|VACUUM|REINDEX|GRANT|SHOW|EXPLAIN|PURGE|REFRESH|BEGIN|COMMIT|ROLLBACK|WITH|ANALYZE|CALL|MERGE|COPY|SET|LOCK|COMMENT|DO|START|STOP|RESET|CHANGE|FLUSH|OPTIMIZE|REPAIR|CHECK|RENAME|REPLACE|BACKUP|RESTORE|DBCC|DECLARE|USE|REVOKE)(?=)\b/.test(
      text,
    )
  )
    return undefined;
  const scan = scanCode(text, 'bash');
  for (const match of text.matchAll(STATEMENT)) {
    const at = match.index + match[0].length - match[0].trimStart().length;
    if (scan.contextAt(at) !== 'bare' || /\\\s*$/.test(text.slice(0, match.index))) continue;
    return at;
  }
  return undefined;
}

/** A client for a database that a line ends with, so that it waits for what stands below. */
const CLIENT =
  /^[^\n#|;]*\b(?:psql|mysql|mariadb|mysqlsh|sqlite3|sqlplus|sqlcmd|cqlsh|clickhouse[- ]client|usql|pgcli|mycli|cockroach sql|duckdb|isql|bteq|snowsql|beeline|spark-sql|dbshell)\b[^\n|;<]*$/m;
/** SQL in any case, told from programs of the same name by what follows. */
const TYPED =
  /^[ \t]*(?:select\s(?!\w+\s+in\b)[^;|&`]{1,400}?\sfrom\s+[\w"[]|select\s+[a-z_][\w.]*\s?\([^\n()]*\)\s*;|insert\s+into\s+[\w"]|update\s+[\w".]+\s+set\s+\w|delete\s+from\s+[\w"]|(?:drop|alter|truncate)\s+(?:table|database|index|view|schema|user|role)\s|create\s+(?:unique\s+)?(?:table|index|view|database|user|role|schema)\s)/gim;

/** `select … from` in small letters, or behind a client that no list of wrappers knows. */
function typedStatement(text: string): number | undefined {
  if (!/\b(?:select|insert|update|delete|drop|alter|truncate|create|show|describe)\b/i.test(text))
    return undefined;
  const scan = scanCode(text, 'bash');
  const place = (match: RegExpMatchArray): number =>
    (match.index ?? 0) + match[0].length - match[0].trimStart().length;
  for (const match of text.matchAll(TYPED)) {
    const at = place(match);
    if (scan.contextAt(at) === 'bare' && !/\\\s*$/.test(text.slice(0, at))) return at;
  }
  const client = CLIENT.exec(text);
  if (client === null || / -[a-z]*[cefB]\b| --(?:command|execute|file|eval)\b|<</.test(client[0]))
    return undefined;
  const behind = client.index + client[0].length;
  const next = /^\s*(?:show|describe|select|use)\s[^\n]*;[ \t]*$/im.exec(text.slice(behind));
  return next !== null && text.slice(behind, behind + next.index).trim() === ''
    ? behind + place(next)
    : undefined;
}
