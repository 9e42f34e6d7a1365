import { fieldOf, namedChildren, type SyntaxNode } from '../syntaxNode';

/** A text in a script, and whether all of it is known before it runs. */
export interface Text {
  readonly text: string;
  readonly known: boolean;
}

/** What a call is given. */
export interface Arguments {
  readonly positional: readonly SyntaxNode[];
  readonly named: ReadonlyMap<string, SyntaxNode>;
  /** `*args` or `**kwargs`: more than can be seen. */
  readonly open: boolean;
}

const maxText = 50_000;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** Reads what nodes of a Python script say: texts, arguments, plain values. */
export class Script {
  readonly source: string;
  /** Texts of names that are set exactly once. */
  readonly #constants = new Map<string, SyntaxNode | undefined>();
  /** Names on which something is called or in which something is set. */
  readonly #touched = new Set<string>();
  readonly #texts = new Map<string, Text | undefined>();

  constructor(source: string, nodes: readonly SyntaxNode[]) {
    this.source = source;
    for (const node of nodes) {
      const object = node.type === 'subscript' ? fieldOf(node, 'value') : fieldOf(node, 'object');
      if (object?.type === 'identifier') this.#touched.add(this.slice(object));
      if (!/^(?:augmented_)?assignment$/.test(node.type)) continue;
      const left = fieldOf(node, 'left');
      if (left?.type !== 'identifier') continue;
      const name = this.slice(left);
      const right = node.type === 'assignment' ? fieldOf(node, 'right') : undefined;
      this.#constants.set(name, this.#constants.has(name) ? undefined : right);
    }
  }

  slice(node: SyntaxNode): string {
    return this.source.slice(node.start, node.end);
  }

  /** The arguments of a call, with `sum(x for x in y)` as one argument. */
  argumentsOf(call: SyntaxNode): Arguments {
    const list = fieldOf(call, 'arguments');
    const named = new Map<string, SyntaxNode>();
    if (list === undefined) return { positional: [], named, open: false };
    if (list.type !== 'argument_list') return { positional: [list], named, open: false };
    const positional: SyntaxNode[] = [];
    let open = false;
    for (const child of namedChildren(list)) {
      if (child.type === 'comment') continue;
      const name = fieldOf(child, 'name');
      const value = fieldOf(child, 'value');
      if (child.type === 'keyword_argument' && name !== undefined && value !== undefined) {
        named.set(this.slice(name), value);
      } else if (child.type.endsWith('_splat')) open = true;
      else positional.push(child);
    }
    return { positional, named, open };
  }

  /**
   * The text a node stands for; undefined when it is none.
   * @param hole what stands for a part that is only known when it runs
   */
  textOf(node: SyntaxNode | undefined, hole: string, depth = 0): Text | undefined {
    if (node === undefined || depth > 20) return undefined;
    const inner = namedChildren(node);
    switch (node.type) {
      case 'string':
        return this.#stringText(node, hole);
      case 'concatenated_string':
        return this.#joined(inner, hole, depth);
      case 'parenthesized_expression':
        return inner.length === 1 ? this.textOf(inner[0], hole, depth + 1) : undefined;
      case 'binary_operator':
        return this.#operatorText(node, hole, depth);
      case 'identifier': {
        const name = this.slice(node);
        const key = `${hole} ${name}`;
        if (!this.#texts.has(key)) {
          this.#texts.set(key, undefined);
          this.#texts.set(key, this.textOf(this.#constants.get(name), hole, depth + 1));
        }
        return this.#texts.get(key);
      }
      case 'call':
        return this.#formatted(node, hole, depth);
      default:
        return undefined;
    }
  }

  /** The value of a name that is set exactly once and never altered. */
  constantOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
    if (node?.type !== 'identifier') return node;
    const name = this.slice(node);
    const value = this.#constants.get(name);
    return value === undefined || this.#touched.has(name) ? node : value;
  }

  #joined(nodes: readonly SyntaxNode[], hole: string, depth: number): Text | undefined {
    const texts = nodes.map((node) => this.textOf(node, hole, depth + 1));
    if (texts.every((text) => text === undefined)) return undefined;
    const joined = texts.map((text) => text?.text ?? hole).join('');
    if (joined.length > maxText) return undefined;
    return {
      text: joined,
      known: texts.every((text) => text?.known === true),
    };
  }

  /** `"a" + b`, `"…%s" % x`. */
  #operatorText(node: SyntaxNode, hole: string, depth: number): Text | undefined {
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    const operator = node.children.find((child) => child.field === 'operator');
    if (left === undefined || right === undefined || operator === undefined) return undefined;
    if (this.slice(operator) === '+') return this.#joined([left, right], hole, depth);
    if (this.slice(operator) !== '%') return undefined;
    const text = this.textOf(left, hole, depth + 1);
    return text && { text: text.text.replace(/%(?:\(\w+\))?[sdr]/g, hole), known: false };
  }

  /** `"…{}".format(x)`, `textwrap.dedent("…")`, `"…".strip()`. */
  #formatted(node: SyntaxNode, hole: string, depth: number): Text | undefined {
    const callee = fieldOf(node, 'function');
    if (callee === undefined) return undefined;
    const name = this.slice(callee).split('.').at(-1);
    const object = fieldOf(callee, 'object');
    if (name === 'dedent')
      return this.textOf(this.argumentsOf(node).positional[0], hole, depth + 1);
    if (object === undefined || !/^(?:format|strip|encode)$/.test(name ?? '')) return undefined;
    const text = this.textOf(object, hole, depth + 1);
    if (text === undefined || name !== 'format') return text;
    return { text: text.text.replace(/\{[^{}]*\}/g, hole), known: false };
  }

  #stringText(node: SyntaxNode, hole: string): Text {
    const start = node.children.find((child) => child.type === 'string_start');
    const raw = start !== undefined && /r/i.test(this.slice(start));
    const formatted = start !== undefined && /f/i.test(this.slice(start));
    const end = node.children.find((child) => child.type === 'string_end');
    let text = '';
    let known = true;
    let at = start?.end ?? node.start;
    for (const child of node.children) {
      if (child.type !== 'interpolation') continue;
      text += unescape(this.source.slice(at, child.start), raw) + hole;
      known = false;
      at = child.end;
    }
    text += unescape(this.source.slice(at, end?.start ?? node.end), raw);
    return { text: formatted ? text.replace(/\{\{/g, '{').replace(/\}\}/g, '}') : text, known };
  }
}

function unescape(text: string, raw: boolean): string {
  return raw
    ? text
    : text.replace(/\\(.)/gs, (whole: string, char: string) =>
        char in escapes ? (escapes[char] ?? '') : /[\\'"]/.test(char) ? char : whole,
      );
}
