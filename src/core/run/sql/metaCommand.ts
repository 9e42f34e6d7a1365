import { fail, succeed, type Result } from '../../../util/result';
import { completeTarget, describeTarget, readConnectionString, type SqlTarget } from './sqlTarget';
import type { SqlAnswer, SqlItem } from './sqlItem';

/** Schemas that psql leaves out of its lists. */
const NOT_SYSTEM = `n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_toast' AND n.nspname <> 'information_schema'`;

const KINDS: Readonly<Record<string, { readonly relkind: string; readonly word: string }>> = {
  d: { relkind: `'r','p','v','m','S','f'`, word: 'relations' },
  dt: { relkind: `'r','p'`, word: 'tables' },
  dv: { relkind: `'v'`, word: 'views' },
  dm: { relkind: `'m'`, word: 'materialized views' },
  ds: { relkind: `'S'`, word: 'sequences' },
  di: { relkind: `'i','I'`, word: 'indexes' },
};

/**
 * What a backslash command of psql asks for, as queries like psql's own or as a setting of the
 * output. Fails for the commands that need psql itself.
 */
export function readMetaCommand(
  name: string,
  argument: string,
  target: SqlTarget,
): Result<readonly SqlItem[], 'meta-not-supported'> {
  const bare = name.replace(/[S+]+$/, '');
  const plain = argument.replace(/;$/, '').trim();
  if (/[`\\]/.test(plain)) return notSupported(name);
  switch (bare) {
    case 'd':
      return succeed(plain === '' ? [listRelations('d', plain)] : describeRelation(plain));
    case 'dt':
    case 'dv':
    case 'dm':
    case 'ds':
    case 'di':
      return succeed([listRelations(bare, plain)]);
    case 'l':
    case 'list':
      return succeed([LIST_DATABASES]);
    case 'du':
    case 'dg':
      return succeed([LIST_ROLES]);
    case 'dn':
      return succeed([LIST_SCHEMAS]);
    case 'dx':
      return succeed([LIST_EXTENSIONS]);
    case 'x':
      return succeed([{ kind: 'expanded', on: switchOf(plain) }]);
    case 'timing':
      return succeed([{ kind: 'timing', on: switchOf(plain) }]);
    case 'conninfo':
      return succeed([{ kind: 'say', text: `You are connected to ${describeTarget(target)}.` }]);
    case 'echo':
      return succeed([{ kind: 'say', text: plain.replace(/^'(.*)'$/s, '$1') }]);
    case 'c':
    case 'connect':
      return connect(plain, target, name);
    case 'q':
    case 'quit':
    case 'pset':
      return succeed([]);
    default:
      return notSupported(name);
  }
}

function notSupported(name: string) {
  return fail(
    'meta-not-supported',
    `\\${name} needs psql itself: write the step as a psql command, or run it in a terminal.`,
  );
}

function switchOf(text: string): boolean | undefined {
  if (/^(?:on|true|1|yes)$/i.test(text)) return true;
  return /^(?:off|false|0|no)$/i.test(text) ? false : undefined;
}

/** `\c database user host port`, with `-` for what stays. A URI is taken too. */
function connect(argument: string, target: SqlTarget, name: string) {
  if (argument === '') {
    return succeed<readonly SqlItem[]>([
      { kind: 'say', text: `You are now connected to ${describeTarget(target)}.` },
    ]);
  }
  const given = readConnectionString(argument);
  if (given !== undefined) {
    return succeed<readonly SqlItem[]>([
      { kind: 'connect', target: completeTarget(given, {}, target.user) },
    ]);
  }
  const words = argument.split(/\s+/).map((word) => word.replace(/^"(.*)"$/, '$1'));
  const [database, user, host, port] = words.map((word) => (word === '-' ? undefined : word));
  if (words.length > 4 || (port !== undefined && !/^\d+$/.test(port))) return notSupported(name);
  const sameUser = user === undefined || user === target.user;
  const sameHost = host === undefined || host === target.host;
  const next: SqlTarget = {
    ...target,
    name: undefined,
    database: database ?? target.database,
    user: user ?? target.user,
    host: host ?? target.host,
    port: port === undefined ? target.port : Number(port),
    password: sameUser && sameHost ? target.password : undefined,
  };
  return succeed<readonly SqlItem[]>([{ kind: 'connect', target: next }]);
}

/** The conditions of a pattern: `name`, `schema.name`, with `*` and `?`. */
function pattern(written: string, next: number) {
  const pieces = written.match(/"[^"]*"|[^."]+/g) ?? [];
  const expressions = pieces.map((piece) => {
    const exact = piece.startsWith('"');
    const text = exact ? piece.slice(1, -1) : piece.toLowerCase();
    const escaped = text.replace(/[\\^$.|()[\]{}+]/g, '\\$&');
    return `^(${exact ? escaped.replace(/[*?]/g, '\\$&') : escaped.replaceAll('*', '.*').replaceAll('?', '.')})$`;
  });
  const [first = '^(.*)$', second] = expressions;
  const hasSchema = second !== undefined;
  const values = hasSchema ? [first, second] : [first];
  const condition = hasSchema
    ? `n.nspname OPERATOR(pg_catalog.~) $${next} AND c.relname OPERATOR(pg_catalog.~) $${next + 1}`
    : `c.relname OPERATOR(pg_catalog.~) $${next} AND pg_catalog.pg_table_is_visible(c.oid)`;
  return { values, condition };
}

function listRelations(kind: string, argument: string): SqlAnswer {
  const { relkind, word } = KINDS[kind] ?? { relkind: `'r','p'`, word: 'tables' };
  const isIndex = kind === 'di';
  const chosen = argument === '' ? undefined : pattern(argument, 1);
  return {
    kind: 'answer',
    title: `List of ${word}`,
    values: chosen?.values ?? [],
    empty: `Did not find any ${word}.`,
    text: `SELECT n.nspname AS "Schema", c.relname AS "Name",
  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END AS "Type",
  pg_catalog.pg_get_userbyid(c.relowner) AS "Owner"${isIndex ? ', t.relname AS "Table"' : ''}
FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace${
    isIndex
      ? `
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  LEFT JOIN pg_catalog.pg_class t ON t.oid = i.indrelid`
      : ''
  }
WHERE c.relkind IN (${relkind}) AND ${chosen?.condition ?? `${NOT_SYSTEM} AND pg_catalog.pg_table_is_visible(c.oid)`}
ORDER BY 1, 2`,
  };
}

/** `\d name`: columns, then what psql says in its footer. */
function describeRelation(argument: string): readonly SqlAnswer[] {
  const { values, condition } = pattern(argument, 1);
  const from = `FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;
  const answer = (title: string, text: string, empty: string | undefined): SqlAnswer => ({
    kind: 'answer',
    title,
    text,
    values,
    empty,
  });
  return [
    answer(
      `Columns of "${argument}"`,
      `SELECT a.attname AS "Column", pg_catalog.format_type(a.atttypid, a.atttypmod) AS "Type",
  CASE WHEN a.attnotnull THEN 'not null' ELSE '' END AS "Nullable",
  coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') AS "Default"
${from} JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE ${condition} AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY n.nspname, c.relname, a.attnum`,
      `Did not find any relation named "${argument}".`,
    ),
    answer(
      'Indexes:',
      `SELECT i.relname AS "Name", pg_catalog.pg_get_indexdef(x.indexrelid) AS "Definition"
${from} JOIN pg_catalog.pg_index x ON x.indrelid = c.oid JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
WHERE ${condition} ORDER BY x.indisprimary DESC, i.relname`,
      '',
    ),
    answer(
      'Constraints:',
      `SELECT k.conname AS "Name", pg_catalog.pg_get_constraintdef(k.oid, true) AS "Definition"
${from} JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
WHERE ${condition} AND k.contype IN ('f', 'c') ORDER BY k.contype, k.conname`,
      '',
    ),
  ];
}

const LIST_DATABASES: SqlAnswer = {
  kind: 'answer',
  title: 'List of databases',
  values: [],
  empty: undefined,
  text: `SELECT d.datname AS "Name", pg_catalog.pg_get_userbyid(d.datdba) AS "Owner",
  pg_catalog.pg_encoding_to_char(d.encoding) AS "Encoding", d.datcollate AS "Collate", d.datctype AS "Ctype",
  pg_catalog.array_to_string(d.datacl, E'\\n') AS "Access privileges"
FROM pg_catalog.pg_database d ORDER BY 1`,
};

const LIST_ROLES: SqlAnswer = {
  kind: 'answer',
  title: 'List of roles',
  values: [],
  empty: undefined,
  text: `SELECT r.rolname AS "Role name", pg_catalog.concat_ws(', ',
  CASE WHEN r.rolsuper THEN 'Superuser' END, CASE WHEN NOT r.rolinherit THEN 'No inheritance' END,
  CASE WHEN r.rolcreaterole THEN 'Create role' END, CASE WHEN r.rolcreatedb THEN 'Create DB' END,
  CASE WHEN NOT r.rolcanlogin THEN 'Cannot login' END, CASE WHEN r.rolreplication THEN 'Replication' END,
  CASE WHEN r.rolbypassrls THEN 'Bypass RLS' END) AS "Attributes"
FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^pg_' ORDER BY 1`,
};

const LIST_SCHEMAS: SqlAnswer = {
  kind: 'answer',
  title: 'List of schemas',
  values: [],
  empty: undefined,
  text: `SELECT n.nspname AS "Name", pg_catalog.pg_get_userbyid(n.nspowner) AS "Owner"
FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`,
};

const LIST_EXTENSIONS: SqlAnswer = {
  kind: 'answer',
  title: 'List of installed extensions',
  values: [],
  empty: undefined,
  text: `SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema"
FROM pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`,
};
