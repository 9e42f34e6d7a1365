/** What the server says, in the words of an error, when a statement would call what is not its own. */
export const SAYS = 'runbook-guard';

/** Everything with its schema: the search path may lead elsewhere. */
export const IS = 'OPERATOR(pg_catalog.=)';
export const MATCHES = 'OPERATOR(pg_catalog.~)';
export const OTHERS = `NOT (n.nspname ${IS} ANY ('{pg_catalog,information_schema}'::pg_catalog.name[]))`;
/** Ids from here on are of objects that were made after the database was. */
export const FIRST_OWN = '16384';
/** Made in this database, wherever it stands: a superuser can make functions in `pg_catalog`, too. */
export const MADE_HERE = `(${OTHERS} OR p.oid OPERATOR(pg_catalog.>=) ${FIRST_OWN}::pg_catalog.oid)`;
export const VOLATILE = `p.provolatile ${IS} 'v'::"char"`;
export const SCHEMA_OF_P = `pg_catalog.pg_namespace n ON n.oid ${IS} p.pronamespace`;
export const NAME_OF_P = `pg_catalog.concat(n.nspname, '.', p.proname)`;

/** Functions that may give another answer each time, and do nothing else. */
export const HARMLESS =
  '^(?:random\\w*|clock_timestamp|timeofday|gen_\\w+|uuid\\w*|setseed|pg_(?:stat|ls|get|show|is|last|current|blocking|safe|lock|prepared|cursor|timezone|(?:total_)?relation|table|indexes|database|tablespace|column|wal_lsn|walfile|buffercache|freespace|visibility|hba|ident|file_settings|available|event_trigger|mcv|options|logical_slot_peek)\\w*)$';

/** Whether an object came with an extension. */
export function extension(table: string, id: string): string {
  return `EXISTS (SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid ${IS} 'pg_catalog.${table}'::pg_catalog.regclass
    AND d.objid ${IS} ${id} AND d.deptype ${IS} 'e'::"char")`;
}

/** An error that names them is what no more round trip is needed for. */
export function refuse(names: string): string {
  return `SELECT CASE WHEN found.names IS NULL THEN 0
    ELSE pg_catalog.concat('${SAYS} ', found.names)::pg_catalog.int4 END
    FROM (SELECT pg_catalog.string_agg(DISTINCT named.name, ', ') AS names FROM (${names}) named) found`;
}
