import type { SqlTree } from './postgresGrammar';

const maxNames = 5;
const keys = ['objects', 'relations', 'dbname', 'roles', 'tablespacename', 'subname', 'name'];

/** The objects a statement names, for a sentence: `a, b.c`. */
export function objectsOf(fields: Readonly<Record<string, SqlTree>>): string {
  for (const key of keys) {
    const value = fields[key];
    if (value === undefined) continue;
    const names = Array.isArray(value)
      ? (value as readonly SqlTree[]).map(nameOf)
      : [nameOf(value)];
    const known = names.filter((name) => name !== '');
    if (known.length > 0) return known.slice(0, maxNames).join(', ');
  }
  return '';
}

/** The name in a node, whatever its shape: a string, a list of them, a table. */
export function nameOf(node: SqlTree | undefined): string {
  if (typeof node === 'string') return node;
  if (node === undefined || node === null || typeof node !== 'object') return '';
  if (Array.isArray(node))
    return (node as readonly SqlTree[]).map(nameOf).filter(Boolean).join('.');
  const fields = node as Readonly<Record<string, SqlTree>>;
  for (const key of ['sval', 'rolename', 'relname']) {
    const value = fields[key];
    if (typeof value !== 'string') continue;
    const schema = fields['schemaname'];
    return typeof schema === 'string' ? `${schema}.${value}` : value;
  }
  for (const key of [
    'String',
    'List',
    'items',
    'RangeVar',
    'RoleSpec',
    'TypeName',
    'names',
    'ObjectWithArgs',
    'objname',
  ]) {
    if (fields[key] !== undefined) return nameOf(fields[key]);
  }
  return '';
}
