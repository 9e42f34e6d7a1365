import { fieldOf, type SyntaxNode } from '../syntaxNode';
import { readWord, type Constants } from './words';

/** What a script defines for itself. */
export interface Definitions {
  readonly constants: Constants;
  readonly functions: ReadonlySet<string>;
}

const none: Constants = new Map();
const literalTypes = new Set(['word', 'number', 'string', 'raw_string', 'concatenation']);

/** Commands that set the variables they name. */
const setters = new Set(['read', 'mapfile', 'readarray', 'getopts', 'printf', 'unset', 'wait']);

/**
 * Finds the functions of a script and the variables it sets once, to a literal, and not under a
 * condition.
 */
export function findDefinitions(root: SyntaxNode, source: string): Definitions {
  const constants = new Map<string, string>();
  const functions = new Set<string>();
  const unsure = new Set<string>();
  const waiting: [SyntaxNode, boolean][] = [[root, true]];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const [node, always] = entry;
    const below = always && unconditional.has(node.type);
    for (const child of node.children) waiting.push([child, below]);
    if (node.type === 'function_definition') {
      const name = fieldOf(node, 'name');
      if (name !== undefined) functions.add(source.slice(name.start, name.end));
    } else if (node.type === 'variable_assignment') {
      const name = fieldOf(node, 'name');
      if (name === undefined) continue;
      const key = source.slice(name.start, name.end);
      const value = always ? literalValue(node, source) : undefined;
      if (value === undefined || constants.has(key)) unsure.add(key);
      else constants.set(key, value);
    } else {
      for (const key of setElsewhere(node, source)) unsure.add(key);
    }
  }
  for (const key of unsure) constants.delete(key);
  return { constants, functions };
}

const unconditional = new Set(['program', 'declaration_command', 'variable_assignments']);

/** Variables that a node sets by other means than an assignment. */
function setElsewhere(node: SyntaxNode, source: string): readonly string[] {
  if (node.type === 'for_statement') {
    const name = fieldOf(node, 'variable');
    return name === undefined ? [] : [source.slice(name.start, name.end)];
  }
  if (node.type !== 'command' && node.type !== 'unset_command') return [];
  const words = node.children.filter((child) => child.named);
  const texts = words.map((child) => source.slice(child.start, child.end));
  const first = node.type === 'unset_command' ? 'unset' : texts[0];
  return first !== undefined && setters.has(first) ? texts : [];
}

function literalValue(assignment: SyntaxNode, source: string): string | undefined {
  const value = fieldOf(assignment, 'value');
  if (value === undefined) return '';
  const operator = source.slice(assignment.start, value.start);
  if (operator.endsWith('+=') || !literalTypes.has(value.type)) return undefined;
  const word = readWord(value, source, none);
  return word.known ? word.text : undefined;
}
