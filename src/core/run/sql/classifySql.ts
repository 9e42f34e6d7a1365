import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Scope } from '../scope';
import { otherDialect } from './otherDialect';
import type { SqlTree } from './postgresGrammar';
import { readPsql } from './psqlText';
import { isRolledBack } from './rolledBack';
import { splitStatements } from './splitStatements';
import { classifyStatement } from './statements';

const maxStatements = 5_000;

/**
 * Classifies SQL by PostgreSQL's own grammar, statement by statement; psql's backslash commands
 * are understood. A statement of another dialect is a check only when it certainly reads.
 */
export function classifySql(text: string, scope: Scope): readonly Finding[] {
  const { sql, findings } = readPsql(text, scope);
  const found: Finding[] = [...findings];
  const statements = splitStatements(sql, scope.grammars.sql);
  if (statements === undefined || statements.length > maxStatements) {
    return [...found, notUnderstood(text)];
  }
  const script: SqlTree[] = [];
  let whole = findings.length === 0;
  for (const statement of statements) {
    const trees = scope.grammars.sql.parse(statement);
    if (trees === undefined) found.push(otherDialect(statement));
    else for (const tree of trees) found.push(...classifyTree(tree, statement));
    whole &&= trees !== undefined;
    script.push(...(trees ?? []));
  }
  if (!whole || found.every(({ intent }) => intent === 'check') || !isRolledBack(script))
    return found;
  // Triggers of the tables may work beyond the transaction, and rows are locked meanwhile.
  return [change(sql.trim(), 'changes rows and takes it back')];
}

function classifyTree(tree: SqlTree, label: string): readonly Finding[] {
  const clean = label.replace(/^(?:\s*--[^\n]*(?:\n|$)|\s*\/\*[\s\S]*?\*\/)+/, '').trim();
  const effect = classifyStatement(tree);
  if (effect.intent === 'destructive') return [destructive(clean, effect.what)];
  if (effect.intent === 'change') return [change(clean, effect.what)];
  return [check(clean)];
}
