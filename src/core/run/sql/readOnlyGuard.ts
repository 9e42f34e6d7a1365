import { functionEffect } from './functions';
import { nameOf } from './objectNames';
import type { SqlGrammar, SqlTree } from './postgresGrammar';
import { classifyStatement } from './statements';

type Fields = Readonly<Record<string, SqlTree>>;

/** Settings that a reading step may set for itself (chapter 20 of PostgreSQL's manual). */
const OPEN_SETTINGS =
  /^(?:search_path|timezone|datestyle|intervalstyle|lc_\w+|extra_float_digits|bytea_output|client_min_messages|work_mem|hash_mem_multiplier|(?:enable|geqo)\w*|jit\w*|random_page_cost|seq_page_cost|cpu_\w+_cost|effective_cache_size|max_parallel_workers_per_gather|track_io_timing|constraint_exclusion|plan_cache_mode|xmlbinary|xmloption|application_name)$/i;
/** Functions that run SQL they are given as a text, which the grammar does not see. */
const RUNS_TEXT = /^(?:ts_stat|ts_rewrite|xpath_table|query_to_\w+|cursor_to_\w+|crosstab\w*)$/i;

/**
 * Whether a statement may be sent over a connection that is not armed for writes: a list of what
 * is allowed, read from PostgreSQL's own parse tree. Undefined when it may, else what it does in
 * a few words. A guard rail beside `default_transaction_read_only` and a transaction that is
 * always rolled back: only a role that cannot write is a guarantee.
 */
export function whyNotReadOnly(statement: string, grammar: SqlGrammar): string | undefined {
  const trees = grammar.parse(statement);
  if (trees === undefined) return 'is not SQL that PostgreSQL knows';
  const [tree] = trees;
  if (tree === undefined || trees.length > 1) return 'is more than one statement';
  return whyTreeWrites(tree);
}

function whyTreeWrites(tree: SqlTree): string | undefined {
  const { kind, fields } = nodeOf(tree);
  switch (kind) {
    case 'SelectStmt':
      return whySelectWrites(tree);
    case 'VariableShowStmt':
      return undefined;
    case 'VariableSetStmt':
      return whySettingIsClosed(fields);
    case 'ExplainStmt':
      return whyExplainWrites(fields);
    case 'CopyStmt':
      return whyCopyWrites(tree, fields);
    case 'TransactionStmt':
      return 'begins or ends a transaction of its own';
    default: {
      const { intent, what } = classifyStatement(tree);
      return intent === 'check' ? 'is not known to only read' : what;
    }
  }
}

function whySelectWrites(tree: SqlTree): string | undefined {
  const hidden = callsOf(tree).find((call) => RUNS_TEXT.test(call.name));
  if (hidden !== undefined) return `calls ${hidden.name}, which runs SQL given as a text`;
  const call = callsOf(tree).find(({ node }) => functionEffect(node).intent !== 'check');
  if (call !== undefined) return functionEffect(call.node).what;
  const { intent, what } = classifyStatement(tree);
  return intent === 'check' ? undefined : what;
}

function whySettingIsClosed(fields: Fields): string | undefined {
  const kind = typeof fields['kind'] === 'string' ? fields['kind'] : 'VAR_SET_VALUE';
  const name = nameOf(fields['name']);
  const single = /^VAR_(?:SET_VALUE|SET_DEFAULT|SET_CURRENT|RESET)$/.test(kind);
  return single && OPEN_SETTINGS.test(name)
    ? undefined
    : `sets ${name === '' ? 'what guards the session' : name}`;
}

/** Without ANALYZE nothing of the statement is executed. */
function whyExplainWrites(fields: Fields): string | undefined {
  const analyzes = JSON.stringify(fields['options'] ?? [])
    .toLowerCase()
    .includes('"analyze"');
  const query = fields['query'];
  if (query === undefined) return 'is not known to only read';
  const why = whyTreeWrites(query);
  if (analyzes) return why;
  const { kind } = nodeOf(query);
  return /^(?:Insert|Update|Delete|Merge)Stmt$/.test(kind) ? undefined : why;
}

function whyCopyWrites(tree: SqlTree, fields: Fields): string | undefined {
  if (fields['is_program'] === true) return 'runs a program on the server';
  if (fields['is_from'] === true) return 'loads rows into a table';
  if (fields['filename'] !== undefined) return 'writes a file on the server';
  const query = fields['query'];
  return query === undefined ? whySelectWrites(tree) : whyTreeWrites(query);
}

function callsOf(tree: SqlTree): readonly { readonly name: string; readonly node: SqlTree }[] {
  const calls: { name: string; node: SqlTree }[] = [];
  const waiting: SqlTree[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if (Array.isArray(node)) {
      for (const inner of node as readonly SqlTree[]) waiting.push(inner);
      continue;
    }
    for (const [key, value] of Object.entries(node as Fields)) {
      waiting.push(value);
      if (key !== 'FuncCall') continue;
      const names = (value as Fields)['funcname'];
      const last = Array.isArray(names) ? (names as readonly SqlTree[]).at(-1) : undefined;
      calls.push({ name: nameOf(last), node: value });
    }
  }
  return calls;
}

function nodeOf(tree: SqlTree): { readonly kind: string; readonly fields: Fields } {
  const [entry] = tree !== null && typeof tree === 'object' ? Object.entries(tree as Fields) : [];
  const value = entry?.[1];
  const isFields = value !== null && typeof value === 'object' && !Array.isArray(value);
  return { kind: entry?.[0] ?? '', fields: isFields ? (value as Fields) : {} };
}
