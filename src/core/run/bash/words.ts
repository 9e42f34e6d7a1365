import { namedChildren, type SyntaxNode } from '../syntaxNode';
import type { Word } from '../scope';

/** Values of variables that the script sets exactly once to a literal. */
export type Constants = ReadonlyMap<string, string>;

/** Reads an argument node: the words it becomes (several when an unquoted constant splits). */
export function readArgument(
  node: SyntaxNode,
  source: string,
  constants: Constants,
): readonly Word[] {
  if (node.type === 'simple_expansion' || node.type === 'expansion') {
    const value = constantOf(node, source, constants);
    if (value !== undefined) {
      return value.split(/\s+/).flatMap((text) => (text === '' ? [] : [{ text, known: true }]));
    }
  }
  return [readWord(node, source, constants)];
}

/** Reads a node as one word, quotes and backslashes removed. */
export function readWord(node: SyntaxNode, source: string, constants: Constants): Word {
  const raw = source.slice(node.start, node.end);
  switch (node.type) {
    case 'word':
    case 'number':
    case 'variable_name':
    case 'command_name': {
      const only = node.children.length === 1 ? node.children[0] : undefined;
      if (only?.named === true && node.type === 'command_name') {
        return readWord(only, source, constants);
      }
      if (node.children.some((child) => child.named)) return join(node, source, constants, raw);
      return { text: raw.replace(/\\\r?\n/g, '').replace(/\\(.)/gs, '$1'), known: true };
    }
    case 'raw_string':
      return { text: raw.slice(1, -1), known: true };
    case 'ansi_c_string':
      return { text: unescapeAnsi(raw.slice(2, -1)), known: true };
    case 'string':
    case 'translated_string':
      return join(node, source, constants, raw);
    case 'concatenation':
      return join(node, source, constants, raw);
    case 'string_content':
      return { text: raw.replace(/\\\r?\n/g, '').replace(/\\([$`"\\])/g, '$1'), known: true };
    case 'brace_expression':
      return { text: raw, known: true };
    case 'simple_expansion':
    case 'expansion': {
      const value = constantOf(node, source, constants);
      return value === undefined ? { text: raw, known: false } : { text: value, known: true };
    }
    default:
      return { text: raw, known: namedChildren(node).length === 0 };
  }
}

/** Joins the parts of a string or concatenation with the text that stands between them. */
function join(node: SyntaxNode, source: string, constants: Constants, raw: string): Word {
  const isString = node.type === 'string' || node.type === 'translated_string';
  let text = '';
  let known = true;
  let at = isString ? node.start + raw.indexOf('"') + 1 : node.start;
  const end = isString ? node.end - 1 : node.end;
  for (const child of node.children) {
    if (!child.named) continue;
    text += source.slice(at, Math.max(at, child.start));
    const part = readWord(child, source, constants);
    text += part.text;
    known &&= part.known;
    at = child.end;
  }
  return { text: text + source.slice(at, Math.max(at, end)), known };
}

/** The literal value of `$X` or `${X}`. */
function constantOf(node: SyntaxNode, source: string, constants: Constants): string | undefined {
  const raw = source.slice(node.start, node.end);
  const name = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(raw)?.[1];
  return name === undefined ? undefined : constants.get(name);
}

function unescapeAnsi(text: string): string {
  const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return text.replace(/\\(.)/gs, (_, char: string) => simple[char] ?? char);
}
