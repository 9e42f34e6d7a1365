import {
  extension,
  FIRST_OWN,
  HARMLESS,
  IS,
  MADE_HERE,
  MATCHES,
  NAME_OF_P,
  OTHERS,
  refuse,
  SCHEMA_OF_P,
  VOLATILE,
} from './catalogText';

/** Made in this database: not PostgreSQL's own, and of no extension. */
const OWN_FUNCTION = `${MADE_HERE} AND NOT ${extension('pg_proc', 'p.oid')}`;
const OWN_RELATION = `${OTHERS} AND NOT ${extension('pg_class', 'c.oid')}`;
const SCHEMA_OF_C = `pg_catalog.pg_namespace n ON n.oid ${IS} c.relnamespace`;
const SCHEMA_OF_T = `pg_catalog.pg_namespace n ON n.oid ${IS} t.typnamespace`;
const SCHEMA_OF_O = `pg_catalog.pg_namespace n ON n.oid ${IS} o.oprnamespace`;
const LANGUAGE = `pg_catalog.pg_language l ON l.oid ${IS} p.prolang`;
/** Only read what is named by a text, of which nobody knows what it will be. */
const BY_TEXT = '^(?:table|schema|database)_to_xml';

/** What PostgreSQL itself makes with a type of ranges. */
const OF_RANGES = String.raw`^(?:multi)?range_constructor\d$`;

function is(kind: string): string {
  return `reached.kind ${IS} '${kind}'::"char"`;
}

function isMadeHere(id: string): string {
  return `${id} OPERATOR(pg_catalog.>=) ${FIRST_OWN}::pg_catalog.oid`;
}

/** What is made here under a name that is no word. It is gathered once, as it is named twice below. */
const ODD = `
  SELECT 'f'::"char", p.oid, p.proname::pg_catalog.text, true FROM pg_catalog.pg_proc p JOIN ${SCHEMA_OF_P}
  WHERE ${isOdd('p.proname')} AND ${OWN_FUNCTION}
  UNION ALL
  SELECT 'r'::"char", c.oid, c.relname::pg_catalog.text, true FROM pg_catalog.pg_class c JOIN ${SCHEMA_OF_C}
  WHERE ${isOdd('c.relname')} AND ${OTHERS}
  UNION ALL
  SELECT 'n'::"char", t.oid, t.typname::pg_catalog.text, true FROM pg_catalog.pg_type t JOIN ${SCHEMA_OF_T}
  WHERE ${isOdd('t.typname')} AND ${OTHERS}
  UNION ALL
  SELECT 'f'::"char", o.oprcode::pg_catalog.oid, o.oprname::pg_catalog.text, pg_catalog.pg_operator_is_visible(o.oid)
  FROM pg_catalog.pg_operator o JOIN ${SCHEMA_OF_O}
  WHERE ${OTHERS} AND NOT ${extension('pg_operator', 'o.oid')}`;

function isOdd(name: string): string {
  return `NOT (${name}::pg_catalog.text ${MATCHES} '^[[:alpha:]_][[:alnum:]_$]*$')`;
}

/** Expressions as the catalogs keep them: they name what they use by its id. */
const STORED = `
  SELECT r.ev_action::pg_catalog.text FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_class c ON c.oid ${IS} r.ev_class JOIN ${SCHEMA_OF_C}
  WHERE ${is('r')} AND c.oid ${IS} reached.oid AND c.relkind ${IS} 'v'::"char" AND ${OWN_RELATION}
  UNION ALL
  SELECT y.polqual::pg_catalog.text FROM pg_catalog.pg_policy y
  WHERE ${is('r')} AND y.polrelid ${IS} reached.oid
  UNION ALL
  SELECT k.conbin::pg_catalog.text FROM pg_catalog.pg_constraint k
  WHERE ${is('t')} AND k.contypid ${IS} reached.oid
  UNION ALL
  SELECT pg_catalog.to_jsonb(p) OPERATOR(pg_catalog.->>) 'prosqlbody'
  FROM pg_catalog.pg_proc p JOIN ${SCHEMA_OF_P}
  WHERE ${is('f')} AND p.oid ${IS} reached.oid AND ${OWN_FUNCTION}`;

/** The text of a function, whether its operators may be others than those of the step, its words. */
const BODY = `
  SELECT p.prosrc, p.proconfig IS NOT NULL OR p.prosrc OPERATOR(pg_catalog.~*) '\\moperator\\M', ARRAY(
    SELECT DISTINCT word.parts[1]::pg_catalog.name FROM pg_catalog.regexp_matches(
      pg_catalog.concat(p.prosrc, ' ', pg_catalog.lower(p.prosrc)), '[[:alpha:]_][[:alnum:]_$]*', 'g') word(parts))
  FROM pg_catalog.pg_proc p JOIN ${SCHEMA_OF_P}
  WHERE ${is('f')} AND p.oid ${IS} reached.oid AND ${OWN_FUNCTION}`;

/**
 * What is called for values of a type: where they are cast, sorted, grouped or compared, and where
 * ranges are made of them.
 */
const FOR_VALUES = `
  SELECT 'v'::"char", part.oid FROM pg_catalog.pg_type t, LATERAL (
    SELECT t.typbasetype UNION ALL SELECT t.typelem UNION ALL
    SELECT a.atttypid FROM pg_catalog.pg_attribute a WHERE a.attrelid ${IS} t.typrelid UNION ALL
    SELECT r.rngtypid FROM pg_catalog.pg_range r
    WHERE (pg_catalog.to_jsonb(r) OPERATOR(pg_catalog.->>) 'rngmultitypid')::pg_catalog.oid ${IS} t.oid) part(oid)
  WHERE t.oid ${IS} reached.oid AND ${isMadeHere('part.oid')}
  UNION ALL
  SELECT 'f'::"char", k.castfunc FROM pg_catalog.pg_cast k
  WHERE k.castsource ${IS} reached.oid OR k.casttarget ${IS} reached.oid
  UNION ALL
  SELECT 'f'::"char", part.oid FROM pg_catalog.pg_range r, LATERAL pg_catalog.unnest(ARRAY[
    r.rngcanonical::pg_catalog.oid, r.rngsubdiff::pg_catalog.oid]) part(oid)
  WHERE r.rngtypid ${IS} reached.oid
  UNION ALL
  SELECT 'f'::"char", part.oid FROM pg_catalog.pg_opclass o, LATERAL (
    SELECT m.amproc::pg_catalog.oid FROM pg_catalog.pg_amproc m WHERE m.amprocfamily ${IS} o.opcfamily
    UNION ALL
    SELECT x.oprcode::pg_catalog.oid FROM pg_catalog.pg_amop m
    JOIN pg_catalog.pg_operator x ON x.oid ${IS} m.amopopr WHERE m.amopfamily ${IS} o.opcfamily) part(oid)
  WHERE (o.opcintype ${IS} reached.oid AND o.opcdefault)
  OR o.oid ${IS} ANY (ARRAY(SELECT r.rngsubopc FROM pg_catalog.pg_range r WHERE r.rngtypid ${IS} reached.oid))`;

/** The types that are made here and that a stored expression names, but for those of its columns. */
const STORED_TYPES = `
  SELECT type.oid FROM (${STORED}) stored(text), LATERAL (
    SELECT id.parts[1]::pg_catalog.oid FROM pg_catalog.regexp_matches(stored.text,
      ':(?!vartype)\\w*type(?:id)? ([1-9]\\d{4,})', 'g') id(parts)
    UNION ALL
    SELECT id.text::pg_catalog.oid FROM pg_catalog.regexp_matches(stored.text,
      ':(?:func)?coltypes \\(o ([\\d ]+)\\)', 'g') list(parts),
      pg_catalog.regexp_split_to_table(list.parts[1], ' ') id(text)) type(oid)
  WHERE ${isMadeHere('type.oid')}`;

/**
 * What the statement leads to, one step after the other: relations (r), functions (f), types (t),
 * those of which there are values (v), and those that are named (n), which may be cast to.
 * A function names in its text whatever it uses, in a way that only PostgreSQL itself can read: all
 * counts that bears a name of its words.
 */
const NEXT = `
  SELECT CASE WHEN id.parts[1] ${IS} 'relid' THEN 'r' ELSE 'f' END::"char",
    CASE WHEN id.parts[1] ${IS} ANY ('{eqop,sortop}'::pg_catalog.text[])
    THEN (SELECT o.oprcode::pg_catalog.oid FROM pg_catalog.pg_operator o WHERE o.oid ${IS} id.parts[2]::pg_catalog.oid)
    ELSE id.parts[2]::pg_catalog.oid END
  FROM (${STORED}) stored(text), pg_catalog.regexp_matches(stored.text,
    ':(relid|funcid|opfuncid|aggfnoid|winfnoid|eqop|sortop) ([1-9]\\d*)', 'g') id(parts)
  UNION ALL
  SELECT 'r'::"char", i.inhrelid FROM pg_catalog.pg_inherits i
  WHERE ${is('r')} AND i.inhparent ${IS} reached.oid
  UNION ALL
  SELECT 't'::"char", part.oid FROM pg_catalog.pg_type t, LATERAL (
    SELECT t.typbasetype UNION ALL SELECT t.typelem UNION ALL
    SELECT a.atttypid FROM pg_catalog.pg_attribute a WHERE a.attrelid ${IS} t.typrelid) part(oid)
  WHERE ${is('t')} AND t.oid ${IS} reached.oid
  UNION ALL
  SELECT 'f'::"char", part.oid FROM pg_catalog.pg_aggregate a, LATERAL pg_catalog.unnest(ARRAY[
    a.aggtransfn::pg_catalog.oid, a.aggfinalfn::pg_catalog.oid, a.aggcombinefn::pg_catalog.oid,
    a.aggserialfn::pg_catalog.oid, a.aggdeserialfn::pg_catalog.oid, a.aggmtransfn::pg_catalog.oid,
    a.aggminvtransfn::pg_catalog.oid, a.aggmfinalfn::pg_catalog.oid]) part(oid)
  WHERE ${is('f')} AND a.aggfnoid ${IS} reached.oid
  UNION ALL
  SELECT kind.of, reached.oid FROM pg_catalog.unnest('{t,v}'::"char"[]) kind(of) WHERE ${is('n')}
  UNION ALL
  SELECT 'n'::"char", stored.oid FROM (${STORED_TYPES}) stored(oid)
  UNION ALL
  SELECT 'v'::"char", a.atttypid FROM pg_catalog.pg_attribute a
  WHERE ${is('r')} AND a.attrelid ${IS} reached.oid AND ${isMadeHere('a.atttypid')}
  UNION ALL
  SELECT 'v'::"char", p.prorettype FROM pg_catalog.pg_proc p
  WHERE ${is('f')} AND p.oid ${IS} reached.oid AND ${isMadeHere('p.prorettype')}
  UNION ALL
  SELECT used.kind, used.oid FROM (${FOR_VALUES}) used(kind, oid) WHERE ${is('v')}
  UNION ALL
  SELECT used.kind, used.oid FROM (${BODY}) body(text, leads, words), LATERAL (
    SELECT 'f'::"char", p.oid FROM pg_catalog.unnest(body.words) word(name)
    JOIN pg_catalog.pg_proc p ON p.proname ${IS} word.name JOIN ${SCHEMA_OF_P}
    WHERE ${VOLATILE} OR p.proname::pg_catalog.text ${MATCHES} '${BY_TEXT}' OR (${OWN_FUNCTION})
    UNION ALL
    SELECT 'r'::"char", c.oid FROM pg_catalog.unnest(body.words) word(name)
    JOIN pg_catalog.pg_class c ON c.relname ${IS} word.name JOIN ${SCHEMA_OF_C} WHERE ${OTHERS}
    UNION ALL
    SELECT 'n'::"char", t.oid FROM pg_catalog.unnest(body.words) word(name)
    JOIN pg_catalog.pg_type t ON t.typname ${IS} word.name JOIN ${SCHEMA_OF_T} WHERE ${OTHERS}
    UNION ALL
    SELECT odd.kind, odd.oid FROM odd WHERE (odd.visible OR body.leads)
    AND pg_catalog.strpos(body.text, odd.name) OPERATOR(pg_catalog.>) 0
  ) used(kind, oid)`;

/** Where that begins. Parameters: relations, types, operators, fields, what has a schema. */
const BEGIN = `
  SELECT 'r'::"char", pg_catalog.to_regclass(name.text)::pg_catalog.oid
  FROM pg_catalog.unnest($1::pg_catalog.text[]) name(text)
  UNION ALL
  SELECT 'n'::"char", pg_catalog.to_regtype(name.text)::pg_catalog.oid
  FROM pg_catalog.unnest($2::pg_catalog.text[]) name(text)
  UNION ALL
  SELECT odd.kind, odd.oid FROM odd WHERE false
  UNION ALL
  SELECT 'f'::"char", o.oprcode::pg_catalog.oid FROM pg_catalog.pg_operator o JOIN ${SCHEMA_OF_O}
  WHERE o.oprname ${IS} ANY ($3::pg_catalog.name[]) AND ${OTHERS}
  AND (pg_catalog.pg_operator_is_visible(o.oid)
    OR pg_catalog.concat(n.nspname, '.', o.oprname) ${IS} ANY ($5::pg_catalog.text[]))
  AND NOT ${extension('pg_operator', 'o.oid')}
  UNION ALL
  SELECT 'f'::"char", p.oid FROM pg_catalog.pg_proc p JOIN ${SCHEMA_OF_P}
  JOIN pg_catalog.pg_type t ON t.oid ${IS} p.proargtypes[0]
  WHERE p.proname ${IS} ANY ($4::pg_catalog.name[]) AND t.typtype ${IS} ANY ('{c,p}'::"char"[])
  AND ${OWN_FUNCTION}`;

/**
 * What a statement leads to by views, row policies, domains, casts, operators and the functions of
 * the database, however deep, that is not known to leave everything as it is: it is volatile, or
 * nobody can tell from its text what it calls. What a function says of itself counts for nothing
 * (`STABLE` may end other sessions). Foreign tables may run a program.
 */
export const REACHED = `WITH RECURSIVE odd(kind, oid, name, visible) AS (${ODD}), reached(kind, oid) AS (
    (${BEGIN})
    UNION
    SELECT next.kind, next.oid FROM reached, LATERAL (${NEXT}) next(kind, oid)
    WHERE next.oid OPERATOR(pg_catalog.<>) 0::pg_catalog.oid
  )
  ${refuse(`
    SELECT ${NAME_OF_P} AS name
    FROM reached JOIN pg_catalog.pg_proc p ON p.oid ${IS} reached.oid JOIN ${SCHEMA_OF_P} JOIN ${LANGUAGE}
    WHERE ${is('f')} AND (
      (${VOLATILE} AND NOT (p.proname::pg_catalog.text ${MATCHES} '${HARMLESS}'
        AND (NOT ${OTHERS} OR ${extension('pg_proc', 'p.oid')})))
      OR p.proname::pg_catalog.text ${MATCHES} '${BY_TEXT}'
      OR (${OWN_FUNCTION} AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_aggregate a WHERE a.aggfnoid::pg_catalog.oid ${IS} p.oid)
        AND NOT (l.lanname ${IS} 'internal' AND p.prosrc ${MATCHES} '${OF_RANGES}')
        AND (NOT (l.lanname ${IS} ANY ('{sql,plpgsql}'::pg_catalog.name[]))
          OR p.prosrc OPERATOR(pg_catalog.~*) CASE WHEN l.lanname ${IS} 'plpgsql' THEN '\\mexecute\\M|u&"' ELSE 'u&"' END)))
    UNION ALL
    SELECT pg_catalog.concat(n.nspname, '.', c.relname)
    FROM reached JOIN pg_catalog.pg_foreign_table f ON f.ftrelid ${IS} reached.oid
    JOIN pg_catalog.pg_class c ON c.oid ${IS} f.ftrelid JOIN ${SCHEMA_OF_C}
    WHERE ${is('r')} AND EXISTS (SELECT FROM pg_catalog.unnest(f.ftoptions) option(text)
      WHERE option.text ${MATCHES} '^program=')`)}`;

/**
 * Before and after it: PostgreSQL takes it for dear by its estimates, and would compile it for
 * seconds. Servers that know no such setting are left alone.
 */
export const WITHOUT_JIT = `SELECT CASE WHEN pg_catalog.current_setting('jit', true) IS NULL THEN NULL ELSE
  pg_catalog.concat(pg_catalog.set_config('runbook.jit', pg_catalog.current_setting('jit', true), true),
  pg_catalog.set_config('jit', 'off', true)) END`;
export const JIT_AS_BEFORE = `SELECT CASE WHEN pg_catalog.current_setting('runbook.jit', true) IS NULL THEN NULL ELSE
  pg_catalog.set_config('jit', pg_catalog.current_setting('runbook.jit', true), true) END`;
