import { change, check, destructive, type Finding } from '../finding';
import type { Scope } from '../scope';
import type { SyntaxNode } from '../syntaxNode';
import { losingNames, readsAnywhere } from './plainNames';
import type { Arguments, Script } from './script';

/**
 * What an expression stands for: plain data, something nobody knows, or a module, object or
 * function of a library, with the names that lead to it.
 */
export interface Value {
  readonly library: Library | 'data' | 'unknown';
  readonly path: readonly string[];
}

export const data: Value = { library: 'data', path: [] };
export const unknown: Value = { library: 'unknown', path: [] };

/** A call of something that belongs to a library. */
export interface LibraryCall {
  readonly path: readonly string[];
  /** The last of the path. */
  readonly name: string;
  readonly args: Arguments;
  readonly label: string;
  readonly node: SyntaxNode;
  readonly script: Script;
  readonly scope: Scope;
  readonly valueOf: (node: SyntaxNode) => Value;
}

/** Knows what the objects of one library do. */
export interface Library {
  /** What a call does. */
  readonly does: (call: LibraryCall) => readonly Finding[];
  /** What a call gives back. */
  readonly gives: (call: LibraryCall) => Value;
  /** Attributes that are plain data. */
  readonly plain?: RegExp;
}

interface Names {
  readonly reads: RegExp;
  readonly loses?: RegExp;
  /** Reading methods whose result is plain data; by default the result belongs to the library. */
  readonly yields?: RegExp;
  readonly plain?: RegExp;
}

/** A library whose methods say by their names what they do. */
export function byNames(names: Names): Library {
  const library: Library = {
    does: ({ name, label }) => {
      if (names.loses?.test(name) === true) return [destructive(label, `calls ${name}`)];
      if (names.reads.test(name) || readsAnywhere(name)) return [check(label)];
      return [losingNames.test(name) ? destructive(label, `calls ${name}`) : calls(label, name)];
    },
    gives: ({ name }) => (names.yields?.test(name) === true ? data : { library, path: [] }),
    ...(names.plain === undefined ? {} : { plain: names.plain }),
  };
  return library;
}

/** The finding for a call that nobody knows. */
export function calls(label: string, name: string): Finding {
  return change(label, `calls ${name}`);
}
