import { scanCode } from '../../parser/scriptScan';
import { splitPsql } from '../../run/bash/splitPsql';
import type { Rule } from '../rule';
import { isShell } from '../words';

/** SQL typed into a shell block: right for a person in psql, wrong for a shell. */
export const sqlInShell: Rule = {
  code: 'sql-in-shell',
  severity: 'warning',
  explanation:
    'Run as it stands, the shell would wait in psql, or take SELECT for a program. Put the SQL into an `sql` block of its own, or pass it with `-c`.',
  find: (context) =>
    context.runbook.steps.flatMap((step) => {
      if (step.kind !== 'block' || !isShell(step.language)) return [];
      if (step.notRunnable !== undefined && step.notRunnable.code !== 'unfilled-hole') return [];
      const at = sqlSession(step.text) ?? bareStatement(step.text);
      if (at === undefined) return [];
      return [
        {
          span: context.place(step, at, at + 20),
          message:
            'This is SQL in a shell block: a shell cannot run it. Put it into an sql block of its own, or pass it to psql with -c.',
        },
      ];
    }),
};

function sqlSession(text: string): number | undefined {
  const segment = splitPsql(text)?.find(({ kind }) => kind === 'psql');
  if (segment?.kind !== 'psql') return undefined;
  const sql = text.slice(segment.sqlRange.start, segment.sqlRange.end);
  const first = /^(?!\s*(?:#|$))[ \t]*\S/m.exec(sql);
  return segment.sqlRange.start + (first === null ? 0 : first.index);
}

const STATEMENT =
  /^[ \t]*(?:SELECT\s+[\w*"(]|INSERT\s+INTO\s|UPDATE\s+[\w".]+\s+SET\b|DELETE\s+FROM\s|DROP\s+(?:TABLE|DATABASE|INDEX|VIEW|SCHEMA|USER|ROLE)\s|CREATE\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW|DATABASE|USER|ROLE|EXTENSION|SCHEMA)\s|ALTER\s+(?:TABLE|DATABASE|USER|ROLE|SYSTEM)\s|TRUNCATE\s+(?:TABLE\s)?|VACUUM\s*(?:FULL|ANALYZE|;|\()|REINDEX\s+(?:TABLE|DATABASE|INDEX|SCHEMA)\s|GRANT\s+\w+[^\n]*\bON\s)/gm;

function bareStatement(text: string): number | undefined {
  if (
    !/\b(?:SELECT|INSERT|UPDATE|DELETE|DROP|CREATE|ALTER|TRUNCATE|VACUUM|REINDEX|GRANT)\b/.test(
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
