import { change, check, destructive, isWorse, type Finding } from '../finding';
import { calls, data, type Library, type LibraryCall } from './library';
import { losingNames, readsAnywhere } from './plainNames';

/** Methods that take a statement. */
const statements =
  /^(?:execute|executemany|executescript|exec_driver_sql|fetch|fetchrow|fetchval|fetch_all|fetch_one|fetch_val|scalar|scalars|command|query|query_df|text|SQL|sql|raw|read_sql|read_sql_query|mogrify|copy_expert|iterate|select_all)$/;
/** Methods that hand over rows or objects of the connection. */
const reads =
  /^(?:connect|connection|cursor|begin|close|commit|rollback|fetch|fetchone|fetchall|fetchmany|fetch_all|fetch_one|scalar|scalars|scalar_one|scalar_one_or_none|all|first|one|one_or_none|mappings|create_engine|sessionmaker|scoped_session|Session|inspect|nextset|getconn|putconn|raw_connection|dispose|acquire|create_pool|ConnectionPool|AsyncConnectionPool|SimpleConnectionPool|ThreadedConnectionPool|is_connected|ping|get_\w+|has_table|set_session|set_isolation_level|set_client_encoding|set_trace_callback|execution_options|Identifier|Literal|Placeholder|Composed|as_string|select|func|filter|filter_by|order_by|limit|offset|where|group_by|having|join|outerjoin|options|exists|distinct|label|and_|or_|not_|desc|asc|Client|Connection|Table|MetaData|reflect|NullPool|QueuePool|RealDictCursor|DictCursor|Row|ensure_connection|register_uuid|register_default_json)$/;
const yields =
  /^(?:fetch\w*|scalar\w*|all|first|one|one_or_none|mappings|get_\w+|has_table|is_connected|ping|mogrify)$/;

/** Databases: a statement that is written out is classified as SQL. */
export const sql: Library = {
  does: (call) => {
    const { name, label } = call;
    if (statements.test(name)) {
      const found = statement(call);
      if (found !== undefined) return found;
    }
    if (name === 'delete' || name === 'drop' || name === 'drop_all')
      return [destructive(label, `calls ${name}`)];
    if (/^(?:insert|update|add|add_all|merge|create_all|copy_from|bulk_\w+)$/.test(name))
      return [calls(label, name)];
    if (reads.test(name) || readsAnywhere(name)) return [check(label)];
    return [losingNames.test(name) ? destructive(label, `calls ${name}`) : calls(label, name)];
  },
  gives: (call) => (yields.test(call.name) ? data : { library: sql, path: [] }),
  plain:
    /^(?:rowcount|description|lastrowid|notices|extras|sql_|errors|info|server_version|status|Error|OperationalError|connection_)$/,
};

/** What the statement does; undefined when the method takes none here. */
function statement(call: LibraryCall): readonly Finding[] | undefined {
  const { args, script, label, name } = call;
  const node = args.positional[0] ?? args.named.get('query') ?? args.named.get('sql');
  const builds = /^(?:text|SQL|sql)$/.test(name);
  if (node === undefined) return builds || reads.test(name) ? [check(label)] : undefined;
  const text = script.textOf(node, '?');
  if (text?.known === true) {
    // What is built is an expression, of which only a whole statement means something.
    return builds && !/^\s*[a-z]+\s/i.test(text.text)
      ? [check(label)]
      : classified(call, text.text);
  }
  if (text !== undefined) {
    const found = classified(call, text.text.replaceAll('?', 'x'));
    const loses = found.filter(({ intent }) => intent === 'destructive');
    return loses.length > 0 ? loses : [change(label, 'runs SQL that is only known when it runs')];
  }
  // `execute(text("…"))`, `execute(select(…))`: the statement was looked at where it is built.
  const { library } = call.valueOf(node);
  if (library === sql && /^(?:call|identifier)$/.test(node.type)) return [check(label)];
  if (/^(?:scalars?|fetch\w*)$/.test(name) && node.type === 'integer') return [check(label)];
  // A query over a model is only built.
  if (name === 'query' || name === 'select') return [check(label)];
  return [change(label, 'runs SQL that is only known when it runs')];
}

/** Parameters of the driver are no SQL: the better of both readings is the statement's. */
function classified(call: LibraryCall, text: string): readonly Finding[] {
  const filled = text
    .replace(/%(?:\(\w+\))?s/g, 'NULL')
    .replaceAll('%%', '%')
    .replace(/(?<![:\w]):[a-z_]\w*/gi, 'NULL');
  const readings = [...new Set([text, filled, filled.replaceAll('?', 'NULL')])].map((one) =>
    call.scope.sql(one),
  );
  let best = readings[0] ?? [];
  for (const reading of readings) if (isWorse(worstOf(best), worstOf(reading))) best = reading;
  return best.length === 0 ? [check(call.label)] : best;
}

function worstOf(findings: readonly Finding[]): Finding['intent'] {
  let worst: Finding['intent'] = 'check';
  for (const { intent } of findings) if (isWorse(intent, worst)) worst = intent;
  return worst;
}
