import type { Finding } from './finding';
import type { Grammars } from './grammars';

/** An argument as the command would get it, quotes removed. */
export interface Word {
  readonly text: string;
  /** False when part of it is only known when it runs: `$X`, `$(…)`. */
  readonly known: boolean;
}

/**
 * What a command reads from its standard input, as far as the text tells; the lines of a stream are
 * command lines that stand in it.
 */
export type Input =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'stream'; readonly lines?: readonly string[] };

/** One command with its arguments. */
export interface Call {
  /** Without its directory: `psql`, not `/usr/bin/psql`. */
  readonly name: string;
  readonly args: readonly Word[];
  /** As written, for the reasons. */
  readonly label: string;
  readonly input: Input | undefined;
}

/** Knows what one tool does. */
export type Rule = (call: Call, scope: Scope) => readonly Finding[];

/** Where a command stands: how to look into what it carries, and how deep we are already. */
export interface Scope {
  readonly grammars: Grammars;
  /** Classifies a script for a POSIX-like shell. */
  shell(text: string): readonly Finding[];
  powershell(text: string): readonly Finding[];
  /** Classifies SQL for a PostgreSQL server as psql would read it. */
  sql(text: string): readonly Finding[];
  python(text: string): readonly Finding[];
  /** Classifies a command that another command starts: `sudo …`, `kubectl exec … -- …`. */
  run(words: readonly Word[], input: Input | undefined): readonly Finding[];
}

/** The words as one line. */
export function joinWords(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
