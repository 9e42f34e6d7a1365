import type { NamesUsed } from '../../core/run/sql/namesUsed';
import type { SentStatement } from './encodeStatement';
import type { ServerMessage } from './pagedStatement';

/** What the server says, in the words of an error, when a statement would call what is not its own. */
const SAYS = 'runbook-guard';
const SAID = new RegExp(`${SAYS} ([^"“”»«']*)`);

/** Everything with its schema: the search path may lead elsewhere. */
const IS = 'OPERATOR(pg_catalog.=)';
const MATCHES = 'OPERATOR(pg_catalog.~)';
const OTHERS = `NOT (n.nspname ${IS} ANY ('{pg_catalog,information_schema}'::pg_catalog.name[]))`;
/** Ids from here on are of objects that were made after the database was. */
const FIRST_OWN = '16384';
const VOLATILE = `p.provolatile ${IS} 'v'::"char"`;
const SCHEMA_OF_P = `pg_catalog.pg_namespace n ON n.oid ${IS} p.pronamespace`;
const NAME_OF_P = `pg_catalog.concat(n.nspname, '.', p.proname)`;

/** Functions that may give another answer each time, and do nothing else. */
const HARMLESS =
  '^(?:random\\w*|clock_timestamp|timeofday|gen_\\w+|uuid\\w*|setseed|pg_(?:stat|ls|get|show|is|last|current|blocking|safe|lock|prepared|cursor|timezone|(?:total_)?relation|table|indexes|database|tablespace|column|wal_lsn|walfile|buffercache|freespace|visibility|hba|ident|file_settings|available|event_trigger|mcv|options|logical_slot_peek)\\w*)$';

function extension(table: string, id: string): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid ${IS} 'pg_catalog.${table}'::pg_catalog.regclass
    AND d.objid ${IS} ${id} AND d.deptype ${IS} 'e'::"char")`;
}

/** An error that names them is what no more round trip is needed for. */
function refuse(names: string): string {
  return `SELECT CASE WHEN found.names IS NULL THEN 0
    ELSE pg_catalog.concat('${SAYS} ', found.names)::pg_catalog.int4 END
    FROM (SELECT pg_catalog.string_agg(DISTINCT named.name, ', ') AS names FROM (${names}) named) found`;
}

/**
 * Functions and operators of the statement that are not PostgreSQL's own and of no extension,
 * though they bear the names of such. Parameters: functions, what
 * has a schema, operators, fields.
 */
const NAMES = refuse(`
  SELECT ${NAME_OF_P} AS name
  FROM pg_catalog.pg_proc p JOIN ${SCHEMA_OF_P}
  WHERE p.proname ${IS} ANY ($1::pg_catalog.name[]) AND ${OTHERS}
  AND pg_catalog.pg_function_is_visible(p.oid) AND NOT ${extension('pg_proc', 'p.oid')}
  UNION ALL
  SELECT q.name
  FROM pg_catalog.unnest($2::pg_catalog.text[]) q(name)
  JOIN pg_catalog.pg_proc p ON p.proname ${IS} pg_catalog.split_part(q.name, '.', 2)::pg_catalog.name
  JOIN ${SCHEMA_OF_P}
  WHERE n.nspname ${IS} pg_catalog.split_part(q.name, '.', 1)::pg_catalog.name
  AND ${OTHERS} AND NOT ${extension('pg_proc', 'p.oid')}
  UNION ALL
  SELECT pg_catalog.concat(n.nspname, '.', o.oprname)
  FROM pg_catalog.pg_operator o
  JOIN pg_catalog.pg_namespace n ON n.oid ${IS} o.oprnamespace
  JOIN pg_catalog.pg_proc p ON p.oid ${IS} o.oprcode::pg_catalog.oid
  WHERE o.oprname ${IS} ANY ($3::pg_catalog.name[]) AND ${OTHERS}
  AND (${VOLATILE} OR (o.oprleft OPERATOR(pg_catalog.<) ${FIRST_OWN}::pg_catalog.oid
    AND o.oprright OPERATOR(pg_catalog.<) ${FIRST_OWN}::pg_catalog.oid))
  AND (pg_catalog.pg_operator_is_visible(o.oid)
    OR pg_catalog.concat(n.nspname, '.', o.oprname) ${IS} ANY ($2::pg_catalog.text[]))
  AND NOT ${extension('pg_operator', 'o.oid')}
  UNION ALL
  SELECT ${NAME_OF_P}
  FROM pg_catalog.pg_proc p JOIN ${SCHEMA_OF_P}
  JOIN pg_catalog.pg_type t ON t.oid ${IS} p.proargtypes[0]
  WHERE p.proname ${IS} ANY ($4::pg_catalog.name[]) AND ${OTHERS} AND ${VOLATILE}
  AND t.typtype ${IS} ANY ('{c,p}'::"char"[]) AND NOT ${extension('pg_proc', 'p.oid')}`);

/**
 * What views, row policies, domains and casts of the statement call, however deep, that is not
 * known to leave everything as it is. Stored expressions name functions and relations by their ids.
 */
const RELATIONS = `WITH RECURSIVE relation(oid) AS (
    SELECT pg_catalog.to_regclass(named.name)::pg_catalog.oid
    FROM pg_catalog.unnest($1::pg_catalog.text[]) named(name)
    UNION
    SELECT found.id[1]::pg_catalog.oid FROM relation, LATERAL (
      SELECT r.ev_action::pg_catalog.text FROM pg_catalog.pg_rewrite r
      JOIN pg_catalog.pg_class c ON c.oid ${IS} r.ev_class
      JOIN pg_catalog.pg_namespace n ON n.oid ${IS} c.relnamespace
      WHERE c.oid ${IS} relation.oid AND c.relkind ${IS} 'v'::"char" AND ${OTHERS}
      AND NOT ${extension('pg_class', 'c.oid')}
      UNION ALL
      SELECT y.polqual::pg_catalog.text FROM pg_catalog.pg_policy y
      WHERE y.polrelid ${IS} relation.oid
    ) stored(text), pg_catalog.regexp_matches(stored.text, ':relid ([1-9]\\d*)', 'g') found(id)
  ), type(oid) AS (
    SELECT pg_catalog.to_regtype(named.name)::pg_catalog.oid
    FROM pg_catalog.unnest($2::pg_catalog.text[]) named(name)
  ), stored(text) AS (
    SELECT r.ev_action::pg_catalog.text
    FROM relation JOIN pg_catalog.pg_class c ON c.oid ${IS} relation.oid
    JOIN pg_catalog.pg_namespace n ON n.oid ${IS} c.relnamespace
    JOIN pg_catalog.pg_rewrite r ON r.ev_class ${IS} c.oid
    WHERE c.relkind ${IS} 'v'::"char" AND ${OTHERS} AND NOT ${extension('pg_class', 'c.oid')}
    UNION ALL
    SELECT y.polqual::pg_catalog.text
    FROM relation JOIN pg_catalog.pg_policy y ON y.polrelid ${IS} relation.oid
    UNION ALL
    SELECT k.conbin::pg_catalog.text
    FROM type JOIN pg_catalog.pg_constraint k ON k.contypid ${IS} type.oid
  ), called(oid) AS (
    SELECT found.id[1]::pg_catalog.oid FROM stored,
    pg_catalog.regexp_matches(stored.text, ':(?:funcid|opfuncid|aggfnoid|winfnoid) ([1-9]\\d*)', 'g') found(id)
    UNION
    SELECT k.castfunc FROM type JOIN pg_catalog.pg_cast k
    ON k.castsource ${IS} type.oid OR k.casttarget ${IS} type.oid
  ), doing(oid) AS (
    SELECT called.oid FROM called
    UNION
    SELECT a.aggtransfn::pg_catalog.oid FROM called
    JOIN pg_catalog.pg_aggregate a ON a.aggfnoid::pg_catalog.oid ${IS} called.oid
  )
  ${refuse(`
    SELECT ${NAME_OF_P} AS name
    FROM doing JOIN pg_catalog.pg_proc p ON p.oid ${IS} doing.oid JOIN ${SCHEMA_OF_P}
    WHERE ${VOLATILE} AND NOT (p.proname::pg_catalog.text ${MATCHES} '${HARMLESS}'
      AND (NOT ${OTHERS} OR ${extension('pg_proc', 'p.oid')}))`)}`;

/**
 * What goes before a guarded statement, in its transaction and in its round trip. A database may
 * hold functions under the names of harmless ones, and views that call others: where the statement
 * would call one, these fail, and the server passes over everything behind them.
 */
export function guardStatements(used: NamesUsed): readonly SentStatement[] {
  const { functions, qualified, operators, fields, relations, types } = used;
  const names = [functions, qualified, operators, fields].map(arrayText);
  const guard = { text: NAMES, values: names };
  if (relations.length === 0 && types.length === 0) return [guard];
  return [guard, { text: RELATIONS, values: [arrayText(relations), arrayText(types)] }];
}

/** Asked of a new connection: whether it takes them. */
export const ALL_GUARDS = [
  { text: NAMES, values: ['{}', '{}', '{}', '{}'] },
  { text: RELATIONS, values: ['{}', '{}'] },
] as const;

/** The names for which a guard has failed; undefined for any other error. */
export function plantedNames({ code, message }: ServerMessage): string | undefined {
  return code === '22P02' ? SAID.exec(message)?.[1] : undefined;
}

/** The error of a server that speaks PostgreSQL's protocol but lacks its catalogs. */
export function lacksCatalogs({ code = '' }: { readonly code?: string | undefined }): boolean {
  return /^(?:42(?!501)|0A)/.test(code);
}

function arrayText(names: readonly string[]): string {
  return `{${names.map((name) => `"${name.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
