import type { SqlTree } from './postgresGrammar';

/** What a statement names whose meaning is the database's to say. Names as they are compared. */
export interface NamesUsed {
  /** Functions without a schema, found by the search path. */
  readonly functions: readonly string[];
  /** Functions and operators with one: `public.lower`. */
  readonly qualified: readonly string[];
  readonly operators: readonly string[];
  /** `x.name`, which calls a function where there is no such column. */
  readonly fields: readonly string[];
  /** Tables, views and types, quoted, with their schema when it is written. */
  readonly relations: readonly string[];
  readonly types: readonly string[];
}

type Fields = Readonly<Record<string, SqlTree>>;
type Names = { readonly [Kind in keyof NamesUsed]: Set<string> };

const BETWEEN = ['<', '<=', '>', '>='];
const OPERATOR = /^[-+*/<>=~!@#%^&|`?]+$/;
const SYSTEM_SCHEMA = 'pg_catalog';

/** Undefined when a statement names nothing that anybody could have planted. */
export function namesUsed(tree: SqlTree): NamesUsed | undefined {
  const names: Names = {
    functions: new Set(),
    qualified: new Set(),
    operators: new Set(),
    fields: new Set(),
    relations: new Set(),
    types: new Set(),
  };
  const waiting: SqlTree[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if (!Array.isArray(node)) look(node as Fields, names);
    for (const inner of Object.values(node)) waiting.push(inner as SqlTree);
  }
  const used = Object.values(names).some(({ size }) => size > 0);
  if (!used) return undefined;
  return {
    functions: [...names.functions],
    qualified: [...names.qualified],
    operators: [...names.operators],
    fields: [...names.fields],
    relations: [...names.relations],
    types: [...names.types],
  };
}

function look(fields: Fields, names: Names): void {
  if (typeof fields['relname'] === 'string') {
    const parts = [fields['schemaname'], fields['relname']].filter(isText);
    if (parts[0] !== SYSTEM_SCHEMA) names.relations.add(quoted(parts));
  }
  for (const [key, value] of Object.entries(fields)) {
    if (key === 'funcname') addFunction(texts(value), names);
    if (key === 'names') addType(texts(value), names);
    if (key === 'fields' || key === 'indirection') addField(texts(value), key, names);
    if (key === 'name' || key === 'useOp' || key === 'operName') addOperator(texts(value), names);
    if (key === 'kind' && isText(value) && /BETWEEN/.test(value)) addAll(BETWEEN, names.operators);
    if (COMPARES[key]?.(value) === true) names.operators.add('=');
  }
}

/** Fields that mean a comparison that is not written: IN, CASE x WHEN, USING and NATURAL. */
const COMPARES: Readonly<Record<string, (value: SqlTree) => boolean>> = {
  subLinkType: (value) => value === 'ANY_SUBLINK',
  CaseExpr: (value) => (value as Fields | null)?.['arg'] !== undefined,
  usingClause: () => true,
  isNatural: (value) => value === true,
};

function addAll(more: readonly string[], to: Set<string>): void {
  for (const one of more) to.add(one);
}

function addFunction(parts: readonly string[], names: Names): void {
  const name = parts.at(-1);
  if (name === undefined) return;
  if (parts.length > 1) names.qualified.add(parts.slice(-2).join('.'));
  else names.functions.add(name);
}

function addType(parts: readonly string[], names: Names): void {
  if (parts.length > 0 && parts[0] !== SYSTEM_SCHEMA) names.types.add(quoted(parts));
}

/** The first name of a column alone is never a function. */
function addField(parts: readonly string[], key: string, names: Names): void {
  const name = parts.at(-1);
  if (name !== undefined && (key === 'indirection' || parts.length > 1)) names.fields.add(name);
}

function addOperator(parts: readonly string[], names: Names): void {
  const name = parts.at(-1);
  if (name === undefined || !OPERATOR.test(name) || parts[0] === SYSTEM_SCHEMA) return;
  if (parts.length > 1) names.qualified.add(parts.slice(-2).join('.'));
  names.operators.add(name);
}

/** The strings of a list of names. */
function texts(value: SqlTree): string[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly SqlTree[]).flatMap((entry) => {
    const text = ((entry as Fields | null)?.['String'] as Fields | undefined)?.['sval'];
    return isText(text) ? [text] : [];
  });
}

function isText(value: SqlTree | undefined): value is string {
  return typeof value === 'string';
}

function quoted(parts: readonly string[]): string {
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}
