import { check, change, destructive, notUnderstood, type Finding } from '../finding';
import type { Scope } from '../scope';

export function classifySql(text: string, scope: Scope): readonly Finding[] {
  const statements = scope.grammars.sql.parse(text);
  if (statements === undefined) return [notUnderstood(text)];
  return statements.map((statement) => {
    const kind = Object.keys(statement as object)[0] ?? '';
    if (kind === 'SelectStmt' || kind === 'VariableShowStmt') return check(text);
    if (/Drop|Truncate|Delete/.test(kind)) return destructive(text, 'deletes');
    return change(text);
  });
}
