import type { Scope } from '../scope';
import { fieldOf, namedChildren, type SyntaxNode } from '../syntaxNode';
import { data, unknown, type Library, type LibraryCall, type Value } from './library';
import { moduleValue } from './modules';
import type { Script } from './script';

/** Built-in functions that give back what they are given, in other order or one by one. */
const passing = /^(?:enumerate|zip|sorted|list|tuple|set|reversed|filter|iter|next|min|max|dict)$/;
const maxDepth = 60;
const rounds = 3;
/** An object of a class of the script's own: its methods are looked at where they stand. */
export const ownObject: Value = { library: 'unknown', path: ['own'] };
/** A name that an assignment further down will tell. */
const pending: Value = { library: 'unknown', path: ['pending'] };

/** Says what the expressions of a script stand for, by imports and assignments. */
export class Values {
  readonly #script: Script;
  readonly #scope: Scope;
  #names = new Map<string, Value>();
  #assigned = new Map<string, Value>();
  /** What was found in this round: a chain of calls would otherwise be gone over again and again. */
  #found = new Map<SyntaxNode, Value>();
  readonly #classes = new Set<string>();
  /** Names of which nothing is known: parameters. */
  readonly #open = new Set<string>();

  constructor(script: Script, scope: Scope, nodes: readonly SyntaxNode[]) {
    this.#script = script;
    this.#scope = scope;
    for (const node of nodes) this.#import(node);
    for (const node of nodes) {
      this.#parameters(node);
      const name = isPlainClass(node) ? fieldOf(node, 'name') : undefined;
      if (name !== undefined) this.#classes.add(script.slice(name));
    }
    // Functions may stand before what they use; a few rounds reach all that real scripts have.
    const imported = [...this.#names];
    const caught = new Set(
      nodes.filter(({ type }) => type === 'except_clause').flatMap(namedChildren),
    );
    for (let round = 0; round < rounds; round += 1) {
      this.#assigned = new Map(imported);
      this.#found = new Map();
      for (const node of nodes) if (!caught.has(node)) this.#bind(node);
      this.#names = this.#assigned;
    }
    this.#found = new Map();
    for (const node of caught) this.#set(namedChildren(node)[1], data);
    for (const [name, value] of this.#names) if (value === pending) this.#names.set(name, unknown);
  }

  /** True when the script has objects whose methods alter the world. */
  get hasLibraries(): boolean {
    return [...this.#names.values()].some(({ library }) => typeof library !== 'string');
  }

  /** What an expression stands for. */
  of(node: SyntaxNode | undefined, depth = 0): Value {
    if (node === undefined || depth > maxDepth) return unknown;
    const found = this.#found.get(node) ?? this.#evaluate(node, depth + 1);
    this.#found.set(node, found);
    return found;
  }

  #evaluate(node: SyntaxNode, at: number): Value {
    switch (node.type) {
      case 'identifier':
        return this.#named(this.#script.slice(node));
      case 'attribute':
        return this.#attribute(node, at);
      case 'call':
        return this.#called(node, at);
      case 'subscript':
        return this.of(fieldOf(node, 'value'), at);
      case 'await':
      case 'parenthesized_expression':
      case 'list':
      case 'tuple':
      case 'set':
      case 'expression_list':
      case 'conditional_expression':
      case 'boolean_operator':
      case 'binary_operator':
      case 'dictionary':
      case 'as_pattern_target':
        return combine(namedChildren(node).map((child) => this.of(child, at)));
      case 'pair':
        return this.of(fieldOf(node, 'value'), at);
      case 'list_comprehension':
      case 'set_comprehension':
      case 'generator_expression':
      case 'dictionary_comprehension':
        return this.of(fieldOf(node, 'body'), at);
      case 'lambda':
      case 'named_expression':
      case 'yield':
        return node.type === 'named_expression' ? this.of(fieldOf(node, 'value'), at) : unknown;
      default:
        return data;
    }
  }

  /** The call as its library sees it; undefined when the callee belongs to none. */
  libraryCall(
    node: SyntaxNode,
    depth = 0,
  ): { readonly library: Library; readonly call: LibraryCall } | undefined {
    const callee = fieldOf(node, 'function');
    if (callee === undefined || !/^(?:identifier|attribute)$/.test(callee.type)) return undefined;
    const { library, path } = this.of(callee, depth + 1);
    if (typeof library === 'string') return undefined;
    const call: LibraryCall = {
      path,
      name: path.at(-1) ?? '',
      args: this.#script.argumentsOf(node),
      label: this.#script.slice(node),
      node,
      script: this.#script,
      scope: this.#scope,
      valueOf: (inner) => this.of(inner, depth + 1),
    };
    return { library, call };
  }

  #named(name: string): Value {
    if (this.#open.has(name)) return unknown;
    return this.#names.get(name) ?? (this.#assigned === this.#names ? unknown : pending);
  }

  #attribute(node: SyntaxNode, depth: number): Value {
    const object = this.of(fieldOf(node, 'object'), depth);
    const attribute = fieldOf(node, 'attribute');
    const name = attribute === undefined ? '' : this.#script.slice(attribute);
    const { library, path } = object;
    if (library === 'unknown') return object === ownObject ? unknown : object;
    if (library === 'data') return { library, path: [name] };
    return library.plain?.test(name) === true ? data : { library, path: [...path, name] };
  }

  #called(node: SyntaxNode, depth: number): Value {
    const found = this.libraryCall(node, depth);
    if (found !== undefined) return found.library.gives(found.call);
    const callee = fieldOf(node, 'function');
    if (callee === undefined) return unknown;
    const name = this.#script.slice(callee);
    const { positional } = this.#script.argumentsOf(node);
    if (callee.type === 'identifier' && !this.#names.has(name)) {
      if (this.#classes.has(name)) return ownObject;
      if (passing.test(name)) return combine(positional.map((one) => this.of(one, depth)));
      return /^(?:str|int|float|len|open|sum|bool|repr|range|round|abs|bytes|input|any|all|type|format)$/.test(
        name,
      )
        ? data
        : unknown;
    }
    const value = this.of(callee, depth);
    return value.library === 'data' ? data : value === pending ? pending : unknown;
  }

  #import(node: SyntaxNode): void {
    if (node.type !== 'import_statement' && node.type !== 'import_from_statement') return;
    const from = fieldOf(node, 'module_name');
    for (const child of node.children) {
      if (child.field !== 'name') continue;
      const aliased = child.type === 'aliased_import';
      const written = this.#script.slice((aliased ? fieldOf(child, 'name') : child) ?? child);
      const alias = aliased ? fieldOf(child, 'alias') : undefined;
      const name = alias === undefined ? written : this.#script.slice(alias);
      const module = from === undefined ? undefined : this.#script.slice(from);
      if (module === undefined) {
        // `import a.b` binds `a`, under which `b` is found; `import a.b as c` binds `b`.
        const bound = alias === undefined ? (written.split('.')[0] ?? written) : written;
        const value = moduleValue(bound) ?? moduleValue(written) ?? unknown;
        this.#names.set(alias === undefined ? bound : name, value);
      } else {
        const within = moduleValue(module);
        const whole = moduleValue(`${module}.${written}`) ?? unknown;
        const isModule = within === undefined || whole.library === 'data';
        this.#names.set(
          name,
          isModule ? whole : { library: within.library, path: [...within.path, written] },
        );
      }
    }
  }

  #parameters(node: SyntaxNode): void {
    if (!/^(?:lambda_)?parameters$/.test(node.type)) return;
    for (const child of namedChildren(node)) {
      const named =
        child.type === 'identifier' ? child : (fieldOf(child, 'name') ?? namedChildren(child)[0]);
      if (named !== undefined) this.#open.add(this.#script.slice(named));
    }
  }

  #bind(node: SyntaxNode): void {
    if (node.type === 'assignment')
      this.#set(fieldOf(node, 'left'), this.of(fieldOf(node, 'right')));
    else if (node.type === 'named_expression')
      this.#set(fieldOf(node, 'name'), this.of(fieldOf(node, 'value')));
    else if (node.type === 'for_statement' || node.type === 'for_in_clause')
      this.#set(fieldOf(node, 'left'), this.of(fieldOf(node, 'right')));
    else if (node.type === 'as_pattern') {
      const [value, target] = namedChildren(node);
      this.#set(target, this.of(value));
    }
  }

  #set(target: SyntaxNode | undefined, value: Value): void {
    if (target === undefined) return;
    if (target.type === 'identifier') {
      const name = this.#script.slice(target);
      const known = this.#assigned.get(name);
      this.#assigned.set(name, known === undefined ? value : combine([known, value]));
    } else if (target.type === 'subscript') this.#set(fieldOf(target, 'value'), value);
    else if (
      /^(?:pattern_list|tuple_pattern|list_pattern|as_pattern_target|tuple|list_splat_pattern)$/.test(
        target.type,
      )
    ) {
      for (const child of namedChildren(target)) this.#set(child, value);
    }
  }
}

/** A class of the script's own, which takes nothing over from one of a library. */
export function isPlainClass(node: SyntaxNode): boolean {
  return node.type === 'class_definition' && fieldOf(node, 'superclasses') === undefined;
}

/** What one of several values stands for: a library beside plain data, nobody knows beside others. */
function combine(values: readonly Value[]): Value {
  let found: Value = data;
  let waits = false;
  for (const value of values) {
    if (value === pending) waits = true;
    else if (value.library === 'unknown') return unknown;
    if (typeof value.library === 'string') continue;
    if (found.library === 'data') found = value;
    else if (found.library !== value.library) return unknown;
  }
  return waits && found.library === 'data' ? pending : found;
}
