import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Scope } from '../scope';
import { fieldOf, type SyntaxNode } from '../syntaxNode';
import { urlopened } from './httpLibraries';
import { data, type LibraryCall } from './library';
import { moduleValue } from './modules';
import {
  actingNames,
  builtins,
  dataNames,
  losingNames,
  plainNames,
  readsAnywhere,
} from './plainNames';
import { rollsBack } from './rolledBack';
import { Script } from './script';
import { opened } from './systemLibraries';
import { isPlainClass, ownObject, Values } from './values';

/** Classifies Python: only what certainly computes, asks and prints is a check. */
export function classifyPython(source: string, scope: Scope): readonly Finding[] {
  const tree = scope.grammars.python(source);
  if (tree === undefined || tree.broken) return [notUnderstood(source)];
  const parents = new Map<SyntaxNode, SyntaxNode>();
  const nodes: SyntaxNode[] = [];
  const waiting = [tree.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    for (const child of [...node.children].reverse()) {
      parents.set(child, node);
      waiting.push(child);
    }
  }
  const script = new Script(source, nodes);
  const walk = new PythonWalk(script, scope, nodes, parents);
  const findings = nodes.flatMap((node) => walk.findings(node));
  // Only the rows of tables come back, and only when nothing else is lost.
  const rows = findings.every(
    ({ intent, reason }) => intent !== 'destructive' || reason.endsWith(' deletes rows'),
  );
  const back = rows && rollsBack(script, nodes, parents);
  return [
    check(source),
    ...findings.map((finding) =>
      back && finding.intent === 'destructive'
        ? change(source, 'changes rows and takes it back')
        : finding,
    ),
  ];
}

/** What modules that otherwise only compute alter the world with. */
const actingOfModules =
  /^(?:remove|unlink|rmdir|rename|system|popen|urlretrieve|FileIO|open_code|fdopen|startfile|import_module|sendall|exec\w*|reload)$/;

class PythonWalk {
  readonly #script: Script;
  readonly #scope: Scope;
  readonly #values: Values;
  readonly #parents: ReadonlyMap<SyntaxNode, SyntaxNode>;
  readonly #own = new Set<string>();

  constructor(
    script: Script,
    scope: Scope,
    nodes: readonly SyntaxNode[],
    parents: ReadonlyMap<SyntaxNode, SyntaxNode>,
  ) {
    this.#script = script;
    this.#scope = scope;
    this.#parents = parents;
    this.#values = new Values(script, scope, nodes);
    for (const node of nodes) {
      const isOwn = node.type === 'function_definition' || isPlainClass(node);
      const name = isOwn ? fieldOf(node, 'name') : undefined;
      if (name !== undefined) this.#own.add(script.slice(name));
    }
  }

  findings(node: SyntaxNode): readonly Finding[] {
    switch (node.type) {
      case 'call':
        return this.#call(node);
      case 'import_statement':
      case 'import_from_statement':
        return this.#import(node);
      case 'attribute':
      case 'identifier':
        return this.#mention(node);
      case 'assignment':
        return this.#stored(node);
      case 'delete_statement':
        return this.#deletion(node);
      case 'exec_statement':
        return [change(this.#script.slice(node))];
      default:
        return [];
    }
  }

  #import(node: SyntaxNode): readonly Finding[] {
    const from = fieldOf(node, 'module_name');
    const names = node.children.filter((child) => child.field === 'name');
    const written = names.map((child) =>
      this.#script.slice(
        (child.type === 'aliased_import' ? fieldOf(child, 'name') : child) ?? child,
      ),
    );
    const modules = from === undefined ? written : [this.#script.slice(from)];
    const known = modules.every((module) => moduleValue(module) !== undefined);
    const plain = from !== undefined && moduleValue(this.#script.slice(from)) === data;
    const acts = plain && written.some((name) => actingNames.test(name) && !dataNames.has(name));
    return known && !acts
      ? []
      : [change(this.#script.slice(node), 'uses a module that may do anything')];
  }

  /** Forgetting a name is nothing; `del r["key"]` may delete it. */
  #deletion(node: SyntaxNode): readonly Finding[] {
    const parts = node.children.filter((child) => child.named);
    const plain = parts.every(
      (part) => part.type === 'identifier' || this.#values.of(part).library === 'data',
    );
    const label = this.#script.slice(node);
    return plain ? [] : [destructive(label, 'deletes something')];
  }

  /** `r["key"] = value` writes to what `r` stands for. */
  #stored(node: SyntaxNode): readonly Finding[] {
    const left = fieldOf(node, 'left');
    if (left?.type !== 'subscript') return [];
    const object = this.#values.of(fieldOf(left, 'value'));
    // What is put into a list or a dictionary of the script makes that stand for it, too.
    const right = this.#values.of(fieldOf(node, 'right'));
    return typeof object.library === 'string' || object.library === right.library
      ? []
      : [change(this.#script.slice(node), 'stores something')];
  }

  /** A function that alters something, named without being called: `map(os.remove, names)`. */
  #mention(node: SyntaxNode): readonly Finding[] {
    const parent = this.#parents.get(node);
    if (parent === undefined || /^(?:attribute|keyword_argument)$/.test(parent.type)) {
      if (parent?.type === 'attribute' || node.field === 'name') return [];
    }
    if (parent?.type === 'call' && fieldOf(parent, 'function') === node) return [];
    if (node.type === 'identifier' && /import|dotted_name/.test(parent?.type ?? '')) return [];
    const { library, path } = this.#values.of(node);
    const name = path.at(-1) ?? '';
    const label = this.#script.slice(node);
    if (node.type === 'identifier' && typeof library === 'string') return [];
    const acts = library === 'data' ? actingOfModules : actingNames;
    if (!acts.test(name)) return [];
    return [
      losingNames.test(name)
        ? destructive(label, `names ${label}`)
        : change(label, `names ${label}`),
    ];
  }

  #call(node: SyntaxNode): readonly Finding[] {
    const callee = fieldOf(node, 'function');
    const label = this.#script.slice(node);
    if (callee === undefined) return [notUnderstood(label)];
    const found = this.#values.libraryCall(node);
    if (found !== undefined) return found.library.does(found.call);
    const path = this.#script.slice(callee);
    if (/^sys\.(?:stdout|stderr)\.\w+$/.test(path)) return [];
    if (callee.type === 'identifier') return this.#function(node, path, label);
    if (callee.type !== 'attribute')
      return [change(label, 'calls what is only known when it runs')];
    return this.#method(node, callee, label);
  }

  #function(node: SyntaxNode, written: string, label: string): readonly Finding[] {
    if (this.#own.has(written)) return [];
    const { library, path } = this.#values.of(fieldOf(node, 'function'));
    const name = library === 'data' ? (path[0] ?? written) : written;
    if (name === 'urlopen' || name === 'Request') return urlopened(this.#asCall(node, name));
    if (library === 'data' && (plainNames.has(name) || dataNames.has(name))) return [];
    if (builtins.has(written)) return [];
    if (written === 'open') return this.#open(node);
    return [
      losingNames.test(written)
        ? destructive(label, `calls ${written}`)
        : change(label, `calls ${written}`),
    ];
  }

  #method(node: SyntaxNode, callee: SyntaxNode, label: string): readonly Finding[] {
    const path = this.#script.slice(callee);
    const name = path.split('.').at(-1) ?? '';
    const object = fieldOf(callee, 'object');
    if (object !== undefined && this.#script.slice(object) === 'self' && this.#own.has(name))
      return [];
    const receiver = this.#values.of(object);
    if (receiver === ownObject && this.#own.has(name)) return [];
    const isData = receiver.library === 'data';
    if (isData && (name === 'urlopen' || name === 'Request'))
      return urlopened(this.#asCall(node, name));
    if (isData && name === 'basicConfig' && /\bfilename\s*=/.test(label))
      return [change(label, 'writes a log')];
    if (isData && actingOfModules.test(name)) return [change(label, `calls ${path}`)];
    if (isData && (plainNames.has(name) || dataNames.has(name) || /^[A-Z]\w*$/.test(name)))
      return [];
    // What nobody knows may be an object of a library whose `update` alters the world.
    if (this.#values.hasLibraries ? readsAnywhere(name) : plainNames.has(name)) return [];
    return [
      losingNames.test(name) ? destructive(label, `calls ${name}`) : change(label, `calls ${path}`),
    ];
  }

  #open(node: SyntaxNode): readonly Finding[] {
    const call = this.#asCall(node, 'open');
    const found = opened(call, 1);
    const mode = call.script.textOf(call.args.positional[1] ?? call.args.named.get('mode'), '?');
    if (mode?.text.startsWith('w') !== true || !this.#leavesEmpty(node)) return found;
    return [destructive(call.label, 'empties a file')];
  }

  /** True when nothing is written to a file that was opened anew. */
  #leavesEmpty(node: SyntaxNode): boolean {
    const parent = this.#parents.get(node);
    if (parent?.type === 'expression_statement') return true;
    if (parent?.type === 'attribute')
      return /\.(?:close|truncate|flush)$/.test(this.#script.slice(parent));
    let around = parent;
    while (around !== undefined && around.type !== 'with_statement') {
      if (!/^(?:as_pattern|with_item|with_clause)$/.test(around.type)) return false;
      around = this.#parents.get(around);
    }
    const body = around === undefined ? undefined : fieldOf(around, 'body');
    return body !== undefined && /^(?:pass|\.\.\.)$/.test(this.#script.slice(body).trim());
  }

  #asCall(node: SyntaxNode, name: string): LibraryCall {
    return {
      path: [name],
      name,
      args: this.#script.argumentsOf(node),
      label: this.#script.slice(node),
      node,
      script: this.#script,
      scope: this.#scope,
      valueOf: (inner) => this.#values.of(inner),
    };
  }
}
