import type { Grammars } from '../../run/grammars';
import type { SqlFault } from '../../run/sql/postgresGrammar';
import { readPsql } from '../../run/sql/psqlText';
import { splitStatements } from '../../run/sql/splitStatements';
import type { Scope } from '../../run/scope';
import type { Step } from '../../model/step';
import { foreignSql } from '../foreignSql';
import { fedToPsql } from '../psqlVariables';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { unclosedIn } from '../unclosedSql';
import { isShell, isTyped } from '../words';
import { asStandard, isNameElsewhere, isOfAll } from './sqlOfOthers';

/** SQL that PostgreSQL's own grammar does not take, or that no database does. */
export const sqlSyntax: Rule = {
  code: 'sql-syntax',
  severity: 'warning',
  explanation:
    'PostgreSQL refuses this statement, or, where the runbook is about another database, any database would. What only that one database knows (TOP, ENGINE=, CONNECT BY) is left alone there.',
  find: (context) => {
    const { code } = context;
    if (code === undefined) return [];
    // Cheaper than to ask of every section.
    const mixed = context.pieces.some(({ text }) => context.once('other sql', text, speaksOfOther));
    const foreign = mixed && !OWN.test(context.text);
    return context.runbook.steps.flatMap((step) => {
      const shell = isShell(step.language);
      if (shell) return handedOver(context, step);
      if (step.language !== 'sql' && step.language !== 'psql') return [];
      const other = foreign || (mixed && isOfOther(context, step)) || isTagged(context, step);
      const dangling = other ? danglingIn(context, step) : [];
      if (dangling.length > 0) return dangling;
      if (!isTyped(step)) return [];
      const text = code.neutral(step.text, step.language);
      const unclosed = other ? context.once('unclosed sql', text, unclosedIn) : undefined;
      if (unclosed !== undefined)
        return [
          {
            span: context.place(step, unclosed.at, unclosed.at + 1),
            message: `No database can read this: ${unclosed.what}.`,
          },
        ];
      const bad = code.once(other ? 'sql of others' : 'sql', text, step.language, () =>
        other ? badOfOthers(text, code.grammars) : badStatement(text, code.grammars),
      );
      if (bad === undefined) return [];
      return [
        {
          span: context.place(step, ...placeOf(bad, text)),
          message: says(bad, other),
        },
      ];
    });
  },
};

/** The language of the fence names the other database. */
function isTagged({ runbook }: RuleContext, step: Step): boolean {
  const tag = runbook.blocks.find(({ stepId }) => stepId === step.id)?.tag ?? '';
  return /^(?:mysql|mariadb|t-?sql|mssql|sqlserver|pl-?sql|oracle|sqlite3?|cql|hql|hive|bigquery|snowflake|clickhouse|spark-?sql)$/.test(
    tag,
  );
}

/** What no database takes: a word or comma with nothing behind it, in SQL of whatever dialect. */
function danglingIn(context: RuleContext, step: Step): readonly Found[] {
  if (step.language !== 'sql' && step.language !== 'psql') return [];
  if (!isTyped(step)) return [];
  const bare = step.text.replace(
    /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\//g,
    (part) => part.replace(/[^\n]/g, /^[-/]/.test(part) ? ' ' : 'q'),
  );
  const pair =
    (CHANGES_SOURCE.test(bare) ? NO_COMMA.exec(bare) : null) ??
    (CHANGES_TABLE.test(bare) ? NO_COMMA_IN_TABLE.exec(bare) : null);
  if (pair !== null)
    return [
      {
        span: context.place(step, pair.index, pair.index + pair[0].length),
        message: 'A comma is missing behind this value. Put one there.',
      },
    ];
  const match = DANGLING.exec(bare);
  if (match === null) return [];
  return [
    {
      span: context.place(step, match.index, match.index + match[0].trimEnd().length),
      message: `Nothing stands between \`${match[0].trim().replace(/\s+/g, '` and `')}\`. Fill in what is missing, or take one out.`,
    },
  ];
}

/** MySQL's list of `NAME = value`, of which none stands beside another without a comma. */
const CHANGES_SOURCE = /\bCHANGE\s+(?:MASTER|REPLICATION\s+SOURCE)\s+TO\b/i;
const NO_COMMA = /\b(?:MASTER|SOURCE)_\w+\s*=\s*[\w.]+(?=\s+(?:MASTER|SOURCE|GET)_\w+\s*=)/i;

/** What is dropped from a table, and the next clause right behind its name. */
const CHANGES_TABLE = /\bALTER\s+TABLE\b/i;
const NO_COMMA_IN_TABLE =
  /\bDROP\s+(?:COLUMN|INDEX|(?:FOREIGN\s+)?KEY|CONSTRAINT|CHECK)\s+\w+(?=\s+(?:DROP|ADD|MODIFY|CHANGE|RENAME)\s+(?:COLUMN|INDEX|KEY|UNIQUE|CONSTRAINT|\w+))/i;

const DANGLING =
  /\b(?:AND|OR|WHERE|ON|SET|HAVING)\s+(?:GROUP|ORDER|HAVING|LIMIT|WHERE|AND|OR)\b|\bON\s*;(?<!(?:=\s*|\bSET\s[^;]*)ON\s*;)|(?<!=\s*)\b(?:AND|OR|WHERE|SET|FROM|BY|SELECT)\s*;|,\s*(?:FROM|WHERE|GROUP|ORDER|HAVING|LIMIT)\b|,\s*\)|\bSELECT\s+FROM\b|\bFROM\s+WHERE\b/i;

/** A section on another database, in a document on several. */
function isOfOther(context: RuleContext, step: Step): boolean {
  const [section, ...outer] = context.sectionsFrom(step.sectionId);
  if (speaksOfOther(outer.map(({ title }) => title).join(' '))) return true;
  return (
    section !== undefined &&
    speaksOfOther(context.linesText(section.range.start, section.range.end))
  );
}

/** `psql -c "…"`: the statement in the quotes, where the shell puts nothing into it. */
function handedOver(context: RuleContext, step: Step): readonly Found[] {
  const { code } = context;
  if (code === undefined || !CLIENT.test(step.text)) return [];
  const fed = fedToPsql(step).flatMap(({ sql, start }) => {
    if (/\$\(|[<{]\w+[>}]/.test(sql)) return [];
    // `:'name'` puts a text in quotes.
    const text = sql.replace(/:'\w+'/g, (hole) => `'${'v'.repeat(hole.length - 2)}'`);
    const bad = badStatement(text, code.grammars);
    if (bad === undefined || /near "v_/.test(bad.fault.message)) return [];
    const [from, to] = placeOf(bad, sql);
    return [{ span: context.place(step, start + from, start + to), message: says(bad, false) }];
  });
  const handed = [...step.text.matchAll(COMMAND)].flatMap((match) => {
    // The console of a pooler is reached with psql, and has words of its own.
    const other = match.groups?.['client'] !== 'psql' || POOLER.test(match[0]);
    const [start, end] = match.indices?.groups?.['double'] ??
      match.indices?.groups?.['single'] ?? [0, 0];
    const sql = step.text.slice(start, end);
    if (/[<[{\\]/.test(sql)) return [];
    const bad = other ? badOfOthers(sql, code.grammars) : badStatement(sql, code.grammars);
    if (bad === undefined) return [];
    return [
      {
        span: context.place(step, start, end),
        message: says(bad, other),
      },
    ];
  });
  return [...fed, ...handed];
}

function says({ fault }: Bad, other: boolean): string {
  return `${other ? 'A database' : 'PostgreSQL'} cannot read this statement: ${fault.message}. Check its spelling, commas and brackets.`;
}

const POOLER = /pgbouncer|odyssey|pgcat|-p ?6432\b/i;
const CLIENT = /\b(?:psql|mysql|mariadb|sqlite3|sqlcmd)\b/;
const COMMAND =
  /\b(?:(?<client>psql)\b[^\n|;&]*?\s(?:-[A-Za-z]*c|--command)[= ]|(?:mysql|mariadb)\b[^\n|;&]*?\s(?:-[A-Za-z]*e|--execute)[= ]|sqlite3\s[^\n|;&'"]*?\s|sqlcmd\b[^\n|;&]*?\s-[qQ]\s)\s*(?:"(?<double>[^"$`]+)"|'(?<single>[^'$]+)')/dg;

/** The document speaks of PostgreSQL as well. */
const OWN = /\b(?:postgres\w*|psql|pg_\w+)\b/i;
/** The document speaks of a database with another grammar. */
const OTHER =
  /\b(?:mysql\w*|mariadb|innodb|percona|xtrabackup|galera|proxysql|maxscale|my\.cnf|binlogs?|ssms|teradata|informix|sybase|exasol|impala|vertica|singlestore|planetscale|sql ?server|mssql|sqlcmd|sqldatabase|dbo|t-sql|oracle|sqlplus|snowflake|bigquery|clickhouse|cassandra|cql(?:sh)?|sqlite|athena|presto|trino|kusto|kql|influxql?|vitess|tidb|cockroach|redshift|hive|spark|duckdb|loki|osquery)(?=)\b/i;
/** In small letters it is a machine beside db1. */
const DB2 = /(?<![\w-])DB2(?![\w-])/;
/** PostgreSQL attaches and detaches its partitions; others drop and add them. */
const PARTITIONS =
  /\balter\s+table\s+\S+\s+(?:drop|add|truncate|reorganize|exchange|rebuild|coalesce|split|merge|modify|move)\s+(?:sub)?partitions?\b/i;
/** What keeps the versions of a table. */
const DELTA = /\bdescribe\s+(?:history|detail)\b|\bto\s+version\s+as\s+of\b/i;
const speaksOfOther = (text: string): boolean =>
  OTHER.test(text) || DELTA.test(text) || DB2.test(text) || PARTITIONS.test(text);
const STANDARD =
  /^\s*(?:select|insert|update|delete|create|alter|drop|with|truncate|grant|revoke)\b/i;
/** Stands for what is left out, or is filled in later. */
const HOLES = /\.\.\.|…|\$\{|\{\{|%s/;
const DIALECT = /\\G|@\w|\[\w+\]|\.\.\.|…|\$\{|\{\{|%s|\bgo\s*$/im;

/** What a text in quotes says is of no dialect: an address has an `@`. */
function isDialect(sql: string): boolean {
  return DIALECT.test(sql) && (HOLES.test(sql) || DIALECT.test(sql.replace(QUOTED, "''")));
}

const QUOTED = /'(?:[^'\\\n]|'')*'/g;

const VERBS = ['select', 'insert', 'update', 'delete', 'create', 'truncate'];

/** `SELCT`: a letter lost, doubled or swapped with its neighbour in the first word. */
function isMisspelt(statement: string): boolean {
  const word = /^\s*([a-z]{4,9})\s/i.exec(statement)?.[1]?.toLowerCase();
  if (word === undefined || VERBS.includes(word)) return false;
  const near = (verb: string): boolean =>
    [...verb].some((_, at) => {
      const [before, after] = [verb.slice(0, at), verb.slice(at + 1)];
      const swapped = before + after.slice(0, 1) + verb.charAt(at) + after.slice(1);
      return before + after === word || swapped === word;
    }) || [...word].some((_, at) => word.slice(0, at) + word.slice(at + 1) === verb);
  return VERBS.some(near);
}

interface Bad {
  /** All statements, of which this is one. */
  readonly sql: string;
  readonly statement: string;
  readonly fault: SqlFault;
}

function badStatement(text: string, grammars: Grammars): Bad | undefined {
  const { sql } = readPsql(text, silent(grammars));
  const statements = splitStatements(sql, grammars.sql);
  if (statements === undefined || statements.length > 200) return undefined;
  // A string that is never closed leaves one statement, whatever it begins with.
  if (statements.length === 1 && grammars.sql.scan(sql) === undefined && !isDialect(sql)) {
    const fault = grammars.sql.fault(sql);
    return fault === undefined || sql.includes('$$') ? undefined : { sql, statement: sql, fault };
  }
  for (const statement of statements) {
    const foreign = foreignSql(statement);
    if (foreign !== undefined && !HOLES.test(statement))
      return { sql, statement, fault: { at: foreign.start, message: foreign.what } };
    const bare = statement.replace(LEADING_COMMENTS, '');
    if ((!STANDARD.test(bare) && !isMisspelt(bare)) || isDialect(bare)) continue;
    const fault = grammars.sql.parse(bare) === undefined ? grammars.sql.fault(bare) : undefined;
    // A string in dollars is not split where it ends.
    if (fault !== undefined && !(bare.includes('$$') && /near "\$/.test(fault.message)))
      return { sql, statement: bare, fault };
  }
  return undefined;
}

/** A statement of another database that no database would read. */
function badOfOthers(text: string, grammars: Grammars): Bad | undefined {
  const sql = asStandard(text);
  const statements = splitStatements(sql, grammars.sql);
  if (statements === undefined || statements.length > 200) return undefined;
  for (const statement of statements) {
    const bare = statement.replace(LEADING_COMMENTS, '');
    if (!isMisspelt(bare) && !isOfAll(bare)) continue;
    const fault = grammars.sql.parse(bare) === undefined ? grammars.sql.fault(bare) : undefined;
    if (fault !== undefined && !isNameElsewhere(fault.message))
      return { sql, statement: bare, fault };
  }
  return undefined;
}

const LEADING_COMMENTS = /^(?:\s*--[^\n]*(?:\n|$)|\s*\/\*[\s\S]*?\*\/|\s+)+/;

/** The line that PostgreSQL names: psql's own words were taken out, and left their lines. */
function placeOf({ sql, statement, fault }: Bad, text: string): [start: number, end: number] {
  const row = sql.slice(0, Math.max(0, sql.indexOf(statement)) + fault.at).split('\n').length - 1;
  const lines = text.split('\n');
  const line = lines[row] ?? '';
  const start = lines.slice(0, row).reduce((sum, { length }) => sum + length + 1, 0);
  return [start + (line.length - line.trimStart().length), start + line.trimEnd().length];
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
