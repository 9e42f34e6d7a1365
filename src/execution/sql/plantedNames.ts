import type { NamesUsed } from '../../core/run/sql/namesUsed';
import {
  extension,
  FIRST_OWN,
  IS,
  MADE_HERE,
  NAME_OF_P,
  OTHERS,
  refuse,
  SAYS,
  SCHEMA_OF_P,
  VOLATILE,
} from './catalogText';
import type { SentStatement } from './encodeStatement';
import type { ServerMessage } from './pagedStatement';
import { JIT_AS_BEFORE, REACHED, WITHOUT_JIT } from './reachedFunctions';

const SAID = new RegExp(`${SAYS} ([^"“”»«']*)`);

/**
 * Functions and operators of the statement that are not PostgreSQL's own and of no extension,
 * though they bear the names of such. Parameters: functions, what
 * has a schema, operators, fields.
 */
const NAMES = refuse(`
  SELECT ${NAME_OF_P} AS name
  FROM pg_catalog.pg_proc p JOIN ${SCHEMA_OF_P}
  WHERE p.proname ${IS} ANY ($1::pg_catalog.name[]) AND ${MADE_HERE}
  AND pg_catalog.pg_function_is_visible(p.oid) AND NOT ${extension('pg_proc', 'p.oid')}
  UNION ALL
  SELECT q.name
  FROM pg_catalog.unnest($2::pg_catalog.text[]) q(name)
  JOIN pg_catalog.pg_proc p ON p.proname ${IS} pg_catalog.split_part(q.name, '.', 2)::pg_catalog.name
  JOIN ${SCHEMA_OF_P}
  WHERE n.nspname ${IS} pg_catalog.split_part(q.name, '.', 1)::pg_catalog.name
  AND ${MADE_HERE} AND NOT ${extension('pg_proc', 'p.oid')}
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
 * What goes before a guarded statement, in its transaction and in its round trip. A database may
 * hold functions under the names of harmless ones, and views that call others: where the statement
 * would call one, these fail, and the server passes over everything behind them.
 */
export function guardStatements(used: NamesUsed): readonly SentStatement[] {
  const { functions, qualified, operators, fields, relations, types } = used;
  const names = [functions, qualified, operators, fields].map(arrayText);
  const guard = { text: NAMES, values: names };
  const begin = [relations, types, operators, fields, qualified];
  if (begin.every(({ length }) => length === 0)) return [guard];
  const reached = { text: REACHED, values: begin.map(arrayText) };
  return [guard, { text: WITHOUT_JIT }, reached, { text: JIT_AS_BEFORE }];
}

/** Asked of a new connection: whether it takes them. */
export const ALL_GUARDS = [
  { text: NAMES, values: ['{}', '{}', '{}', '{}'] },
  { text: WITHOUT_JIT, values: [] },
  { text: REACHED, values: ['{}', '{}', '{}', '{}', '{}'] },
  { text: JIT_AS_BEFORE, values: [] },
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
