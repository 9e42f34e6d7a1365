import { fieldOf, type SyntaxNode } from '../syntaxNode';
import type { Script } from './script';

/** Drivers that begin a transaction by themselves and commit only when told to. */
const drivers =
  /^(?:psycopg|psycopg2|pg8000|pymysql|MySQLdb|mysql\.connector|oracledb|cx_Oracle|pyodbc|sqlite3)$/;
/** What would commit, or lets statements stand outside the transaction. */
const commits =
  /\b(?:commit|autocommit|isolation_level|set_session|execution_options|transaction)\b/;
/** Around a call these do not make it depend on anything. */
const straight = /^(?:expression_statement|block|with_statement|module)$/;
/** Rows of tables are the only things that every rollback brings back. */
const takenBack = /^\s*(?:select|update|delete)\b(?![^;]*;\s*\S)(?!.*\binto\b)/is;

/**
 * True when a script certainly takes back the rows it changes: one connection of a driver that
 * commits nothing by itself, and behind all that is run on it `connection.rollback()`, whatever
 * comes before it.
 */
export function rollsBack(
  script: Script,
  nodes: readonly SyntaxNode[],
  parents: ReadonlyMap<SyntaxNode, SyntaxNode>,
): boolean {
  const calls = nodes.filter((node) => node.type === 'call');
  const named = (name: string): readonly SyntaxNode[] =>
    calls.filter((call) => calleeOf(script, call).name === name);
  const [connects, rollbacks, runs] = [named('connect'), named('rollback'), named('execute')];
  const last = rollbacks.at(-1);
  const [connect] = connects;
  if (connect === undefined || connects.length > 1 || last === undefined || runs.length === 0)
    return false;
  if (nodes.some((node) => node.type === 'identifier' && commits.test(script.slice(node))))
    return false;
  if (
    calls.some((call) =>
      /^(?:executescript|executemany|callproc|copy\w*)$/.test(calleeOf(script, call).name),
    )
  )
    return false;
  return (
    drivers.test(calleeOf(script, connect).object) &&
    isStraight(last, parents) &&
    runs.every(
      (run) => run.end <= last.start && /^\(\s*[rR]?["']/.test(argumentsOf(script, run)),
    ) &&
    runs.every((run) => takenBack.test(argumentsOf(script, run).replace(/^\(\s*[rR]?["']+/, '')))
  );
}

function calleeOf(
  script: Script,
  call: SyntaxNode,
): { readonly object: string; readonly name: string } {
  const callee = fieldOf(call, 'function');
  if (callee?.type !== 'attribute') return { object: '', name: '' };
  const [object, name] = [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')];
  return {
    object: object === undefined ? '' : script.slice(object),
    name: name === undefined ? '' : script.slice(name),
  };
}

function argumentsOf(script: Script, call: SyntaxNode): string {
  const given = fieldOf(call, 'arguments');
  return given === undefined ? '' : script.slice(given);
}

function isStraight(call: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode>): boolean {
  for (let node = parents.get(call); node !== undefined; node = parents.get(node))
    if (!straight.test(node.type)) return false;
  return true;
}
