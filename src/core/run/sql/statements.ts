import { isWorse } from '../finding';
import type { SqlTree } from './postgresGrammar';
import type { Effect } from './effect';
import { callsOnlyReaders, functionEffect } from './functions';
import { nameOf, objectsOf } from './objectNames';

type Fields = Readonly<Record<string, SqlTree>>;

const read: Effect = { intent: 'check', what: 'only reads' };

/** Statements that alter nothing beyond their own session. */
const harmless = new Set([
  'VariableShowStmt',
  'DeclareCursorStmt',
  'FetchStmt',
  'ClosePortalStmt',
  'ListenStmt',
  'UnlistenStmt',
  'DeallocateStmt',
  'ConstraintsSetStmt',
]);

/** Statements with a plain effect of their own. */
const plain: Readonly<Record<string, Effect>> = {
  InsertStmt: { intent: 'change', what: 'inserts rows' },
  UpdateStmt: { intent: 'change', what: 'updates rows' },
  DeleteStmt: { intent: 'destructive', what: 'deletes rows' },
  CallStmt: { intent: 'change', what: 'calls a procedure' },
  LockStmt: { intent: 'change', what: 'locks tables' },
  CheckPointStmt: { intent: 'change', what: 'makes the server write to disk' },
  NotifyStmt: { intent: 'change', what: 'sends a notification' },
  ExecuteStmt: { intent: 'change', what: 'runs a prepared statement' },
  AlterSystemStmt: { intent: 'change', what: "changes the server's settings" },
  ClusterStmt: { intent: 'change', what: 'rewrites a table and locks it meanwhile' },
  RepackStmt: { intent: 'change', what: 'rewrites a table and locks it meanwhile' },
  ReindexStmt: { intent: 'change', what: 'rebuilds indexes and locks meanwhile' },
  RefreshMatViewStmt: { intent: 'change', what: 'refreshes a materialized view' },
  CreateTableAsStmt: { intent: 'change', what: 'creates a table' },
};

/** Classifies one statement, given as PostgreSQL's parse tree. */
export function classifyStatement(tree: SqlTree): Effect {
  const [kind, fields] = nodeOf(tree);
  // Without ANALYZE nothing of the explained statement is run.
  if (kind === 'ExplainStmt') return explainEffect(fields);
  return worst([ownEffect(kind, fields), ...innerEffects(fields)]);
}

/** A node is an object with one key, its kind. */
function nodeOf(tree: SqlTree): readonly [string, Fields] {
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree)) return ['', {}];
  const [entry] = Object.entries(tree as Fields);
  if (entry === undefined) return ['', {}];
  const [kind, value] = entry;
  const isFields = value !== null && typeof value === 'object' && !Array.isArray(value);
  return [kind, isFields ? (value as Fields) : {}];
}

function ownEffect(kind: string, fields: Fields): Effect {
  if (kind === 'UpdateStmt' && emptiesColumn(fields))
    return { intent: 'destructive', what: 'empties a column in every row' };
  const known = plain[kind];
  if (known !== undefined) return known;
  if (harmless.has(kind)) return read;
  switch (kind) {
    case 'SelectStmt':
    case 'PrepareStmt':
      return read;
    case 'TransactionStmt':
      return transactionEffect(fields);
    case 'VariableSetStmt':
      return setEffect(fields);
    case 'VacuumStmt':
      return vacuumEffect(fields);
    case 'CopyStmt':
      return copyEffect(fields);
    case 'MergeStmt':
      return mergeEffect(fields);
    case 'GrantStmt':
    case 'GrantRoleStmt':
      return grantEffect(fields);
    case 'AlterTableStmt':
      return alterTableEffect(fields);
    case 'AlterDatabaseStmt':
    case 'AlterDatabaseSetStmt':
      return alterDatabaseEffect(fields);
    case 'DiscardStmt':
      return read;
    case 'DoStmt':
      return programEffect(fields);
    default:
      return byName(kind, fields);
  }
}

/** `UPDATE t SET c = NULL` without a condition. */
function emptiesColumn(fields: Fields): boolean {
  const targets = fields['targetList'];
  if ('whereClause' in fields || 'fromClause' in fields || !Array.isArray(targets)) return false;
  return targets.some((target: SqlTree) => {
    const [, column] = nodeOf(target);
    const [kind, value] = nodeOf(column['val'] ?? null);
    return kind === 'A_Const' && value['isnull'] === true;
  });
}

/** The grammar has one statement for both; what a role may no longer do fails from then on. */
function grantEffect(fields: Fields): Effect {
  return fields['is_grant'] === true
    ? { intent: 'change', what: 'grants rights' }
    : { intent: 'destructive', what: 'takes rights away' };
}

/** Words with which a program inside the server does more than to look and to tell. */
const acting =
  /\b(?:insert|update|delete|truncate|drop|alter|create|execute|perform|call|copy|grant|revoke|lock|notify|listen|set|reset|commit|rollback|vacuum|analyze|refresh|merge|import|comment|reindex|cluster|discard|prepare|do|security|reassign|checkpoint|load)(?=)\b/i;

/**
 * A program inside the server is not parsed; what it may take away stands in it as a word. One
 * without any word that acts, whose functions all only read, tells what it saw.
 */
function programEffect(fields: Fields): Effect {
  const texts = Array.isArray(fields['args']) ? (fields['args'] as readonly SqlTree[]) : [];
  const code = texts.map(programText).join(' ');
  if (code !== '' && !acting.test(code) && callsOnlyReaders(code)) return read;
  const loses = /\b(?:drop|truncate|delete\s+from|pg_terminate_backend)\b/i.test(
    JSON.stringify(fields),
  );
  return loses
    ? { intent: 'destructive', what: 'runs a program inside the server that takes something away' }
    : { intent: 'change', what: 'runs a program inside the server' };
}

/** The body of a program without comments and quoted texts; empty when it is not plain PL/pgSQL. */
function programText(argument: SqlTree): string {
  const found = /^\{"DefElem":\{"defname":"(as|language)".*?"sval":("(?:[^"\\]|\\.)*")/.exec(
    JSON.stringify(argument),
  );
  if (found === null) return 'execute';
  const text = JSON.parse(found[2] ?? '""') as string;
  if (found[1] === 'language') return text === 'plpgsql' ? '' : 'execute';
  // A quoted name may hide a word, and a nested dollar quote a text.
  if (/"|\$\w*\$|E'/i.test(text)) return 'execute';
  return text
    .replace(/'(?:[^']|'')*'/g, " '' ")
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\bfor\s+update\b/gi, ' lock ');
}

/** What the name of a statement says: everything PostgreSQL calls Drop or Truncate loses. */
function byName(kind: string, fields: Fields): Effect {
  const objects = objectsOf(fields);
  const named = objects === '' ? '' : ` ${objects}`;
  if (/^Drop/.test(kind)) return { intent: 'destructive', what: `drops${named || ' it'}` };
  if (kind === 'TruncateStmt') {
    return { intent: 'destructive', what: `deletes all rows of${named || ' tables'}` };
  }
  if (/^(?:Create|Define|Index|Rule|View|Comment|SecLabel|Import)/.test(kind)) {
    return { intent: 'change', what: 'creates something' };
  }
  if (/^(?:Alter|Rename)/.test(kind)) return { intent: 'change', what: 'alters it' };
  return { intent: 'change', what: 'is not known to only read' };
}

function explainEffect(fields: Fields): Effect {
  const options = optionNames(fields['options']);
  if (!options.includes('analyze')) return { ...read, what: 'explains' };
  return fields['query'] === undefined ? read : classifyStatement(fields['query']);
}

function transactionEffect(fields: Fields): Effect {
  const kind = textOf(fields['kind']);
  if (/ROLLBACK_PREPARED/.test(kind))
    return { intent: 'destructive', what: 'throws a prepared transaction away' };
  if (/PREPARED|PREPARE$/.test(kind)) {
    return { intent: 'change', what: 'settles a prepared transaction' };
  }
  return read;
}

/** `SET` ends with the session; a role or a lifted timeout is still only this session's. */
function setEffect(fields: Fields): Effect {
  const name = textOf(fields['name']).toLowerCase();
  // MySQL's statements that read like settings of PostgreSQL.
  if (/^(?:master|slave|replica)$/.test(name) && textOf(fields['kind']) === 'VAR_RESET')
    return { intent: 'destructive', what: "deletes the server's place in the replication" };
  return name === 'password' ? { intent: 'change', what: 'changes a password' } : read;
}

function vacuumEffect(fields: Fields): Effect {
  if (optionNames(fields['options']).includes('full')) {
    return { intent: 'change', what: 'rewrites tables and locks them meanwhile' };
  }
  const isVacuum = fields['is_vacuumcmd'] === true;
  return { intent: 'change', what: isVacuum ? 'vacuums tables' : 'renews statistics' };
}

function copyEffect(fields: Fields): Effect {
  if (fields['is_program'] === true) {
    return { intent: 'change', what: 'runs a program on the server' };
  }
  if (fields['is_from'] === true) return { intent: 'change', what: 'loads rows into a table' };
  if (typeof fields['filename'] === 'string') {
    return { intent: 'change', what: 'writes a file on the server' };
  }
  return read;
}

function mergeEffect(fields: Fields): Effect {
  const deletes = JSON.stringify(fields['mergeWhenClauses'] ?? []).includes('CMD_DELETE');
  return deletes
    ? { intent: 'destructive', what: 'deletes rows' }
    : { intent: 'change', what: 'merges rows' };
}

function alterTableEffect(fields: Fields): Effect {
  const commands = Array.isArray(fields['cmds']) ? (fields['cmds'] as readonly SqlTree[]) : [];
  const lost: string[] = [];
  for (const command of commands) {
    const [, inner] = nodeOf(command);
    const kind = textOf(inner['subtype']);
    if (/^AT_Drop(?!NotNull|Oids|Expression|Identity)|^AT_DetachPartition/.test(kind)) {
      lost.push(textOf(inner['name']) || 'part of it');
    }
  }
  if (lost.length > 0) return { intent: 'destructive', what: `drops ${lost.join(', ')}` };
  return { intent: 'change', what: `alters ${nameOf(fields['relation']) || 'it'}` };
}

function alterDatabaseEffect(fields: Fields): Effect {
  const text = JSON.stringify(fields);
  const closes = /"allow_connections".*?(?:"false"|"off"|"boolval":\{\})/.test(text);
  if (closes || /"connection_limit".*?"ival":\{\}/.test(text)) {
    return { intent: 'destructive', what: 'lets nobody connect any more' };
  }
  return { intent: 'change', what: 'alters the database' };
}

function optionNames(options: SqlTree | undefined): readonly string[] {
  if (!Array.isArray(options)) return [];
  return (options as readonly SqlTree[]).flatMap((option) => {
    const [, fields] = nodeOf(option);
    const off = /"(?:false|off)"|"boolval":\{\}/.test(JSON.stringify(fields['arg'] ?? ''));
    return off ? [] : [textOf(fields['defname']).toLowerCase()];
  });
}

/** Everything inside a statement that writes: WITH (DELETE …), FOR UPDATE, functions. */
function innerEffects(fields: Fields): readonly Effect[] {
  const effects: Effect[] = [];
  const waiting: SqlTree[] = [fields];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if (Array.isArray(node)) {
      waiting.push(...(node as readonly SqlTree[]).slice(0, 100_000));
      continue;
    }
    for (const [key, value] of Object.entries(node as Fields)) {
      waiting.push(value);
      if (/^(?:Insert|Update|Delete|Merge)Stmt$/.test(key)) {
        effects.push(ownEffect(key, nodeOf({ [key]: value })[1]));
      } else if (key === 'intoClause') {
        effects.push({ intent: 'change', what: 'creates a table' });
      } else if (key === 'lockingClause') {
        effects.push({ intent: 'change', what: 'locks rows' });
      } else if (key === 'FuncCall') {
        effects.push(functionEffect(value));
      } else if (key === 'ColumnRef' && /"sval":"nextval"[^[\]]*\]/.test(JSON.stringify(value))) {
        // Oracle asks a sequence so.
        effects.push({ intent: 'change', what: 'takes a number from a sequence' });
      }
    }
  }
  return effects;
}

function worst(effects: readonly Effect[]): Effect {
  let result = read;
  for (const effect of effects) if (isWorse(effect.intent, result.intent)) result = effect;
  return result;
}

function textOf(value: SqlTree | undefined): string {
  return typeof value === 'string' ? value : '';
}
