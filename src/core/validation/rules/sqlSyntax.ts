import type { Grammars } from '../../run/grammars';
import { readPsql } from '../../run/sql/psqlText';
import { splitStatements } from '../../run/sql/splitStatements';
import type { Scope } from '../../run/scope';
import type { Rule } from '../rule';

/** SQL that PostgreSQL's own grammar does not take. */
export const sqlSyntax: Rule = {
  code: 'sql-syntax',
  severity: 'warning',
  explanation:
    'PostgreSQL refuses this statement. Statements that are plainly of another database (backticks, TOP, ENGINE=) are left alone.',
  find: (context) => {
    const { code } = context;
    if (code === undefined || OTHER.test(context.text)) return [];
    return context.runbook.steps.flatMap((step) => {
      if (step.language !== 'sql' && step.language !== 'psql') return [];
      if (step.notRunnable !== undefined && step.notRunnable.code !== 'unfilled-hole') return [];
      const text = code.neutral(step.text, step.language);
      const bad = badStatement(text, code.grammars);
      if (bad === undefined) return [];
      const at = Math.max(0, text.indexOf(bad.trim().split('\n', 1)[0] ?? ''));
      return [
        {
          span: context.place(step, at, at + (bad.trim().split('\n', 1)[0]?.length ?? 1)),
          message:
            'PostgreSQL cannot read this statement; check its spelling, commas and brackets.',
        },
      ];
    });
  },
};

/** The document speaks of a database with another grammar. */
const OTHER =
  /\b(?:mysql|mariadb|sql server|mssql|sqlcmd|t-sql|oracle|sqlplus|snowflake|bigquery|clickhouse|cassandra|cql(?:sh)?|sqlite|athena|presto|trino|kusto|kql|influxql?|db2|vitess|tidb|cockroach|redshift|hive|spark|duckdb|loki|osquery)\b/i;
const STANDARD =
  /^\s*(?:select|insert|update|delete|create|alter|drop|with|truncate|grant|revoke)\b/i;
const DIALECT =
  /`|\\G|\bselect\s+top\s+\d|\bengine\s*=|\bauto_increment\b|\blimit\s+\d+\s*,|@@?\w|\bnolock\b|\bstraight_join\b|\[\w+\]|\.\.\.|…|\$\{|\{\{|%s|\bgo\s*$/im;

function badStatement(text: string, grammars: Grammars): string | undefined {
  const { sql } = readPsql(text, silent(grammars));
  const statements = splitStatements(sql, grammars.sql);
  if (statements === undefined || statements.length > 200) return undefined;
  for (const statement of statements) {
    const bare = statement.replace(/^(?:\s*--[^\n]*(?:\n|$)|\s*\/\*[\s\S]*?\*\/)+/, '');
    if (!STANDARD.test(bare) || DIALECT.test(bare)) continue;
    if (grammars.sql.parse(bare) === undefined) return bare;
  }
  return undefined;
}

/** psql's own commands may hold shell; what that does is no matter here. */
function silent(grammars: Grammars): Scope {
  const nothing = () => [];
  return {
    grammars,
    shell: nothing,
    powershell: nothing,
    sql: nothing,
    python: nothing,
    run: nothing,
  };
}
