import { functionEffect } from './functions';
import type { SqlTree } from './postgresGrammar';

type Fields = Readonly<Record<string, SqlTree>>;

/** Statements whose work a rollback takes back wholly. An INSERT may take a number of a sequence. */
const takenBack = /^(?:Select|Update|Delete|Explain|VariableShow)Stmt$/;

/**
 * True when a script begins a transaction, and a rollback certainly takes back all that is written
 * in it: nothing is committed, nothing stands outside, no function works beyond the transaction.
 */
export function isRolledBack(script: readonly SqlTree[]): boolean {
  let open = false;
  let began = false;
  for (const tree of script) {
    const [kind, fields] = nodeOf(tree);
    if (kind === 'TransactionStmt') {
      const what = fields['kind'];
      const begins = what === 'TRANS_STMT_BEGIN' || what === 'TRANS_STMT_START';
      const ends = what === 'TRANS_STMT_ROLLBACK' && fields['chain'] !== true;
      if (!(open ? ends : begins)) return false;
      open = begins;
      began = true;
    } else if (open ? !(takenBack.test(kind) && staysInside(tree)) : true) return false;
  }
  return began && !open;
}

function nodeOf(tree: SqlTree | undefined): readonly [string, Fields] {
  const [entry] = Object.entries((tree ?? {}) as Fields);
  return entry === undefined ? ['', {}] : [entry[0], entry[1] as Fields];
}

/** No sequence, no table and no function inside that a rollback does not reach. */
function staysInside(tree: SqlTree): boolean {
  const waiting: SqlTree[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if (Array.isArray(node)) {
      for (const child of node as readonly SqlTree[]) waiting.push(child);
      continue;
    }
    for (const [key, value] of Object.entries(node as Fields)) {
      if (/^(?:Insert|Merge)Stmt$|^intoClause$/.test(key)) return false;
      if (key === 'FuncCall' && functionEffect(value).intent !== 'check') return false;
      waiting.push(value);
    }
  }
  return true;
}
