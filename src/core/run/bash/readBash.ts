import { scanBash } from '../../parser/bashScan';
import type { Grammars } from '../grammars';
import type { SyntaxTree } from '../syntaxNode';

/** The tree of a shell text, around the patterns of `extglob`, which the grammar does not know. */
export function readBash(source: string, grammars: Grammars): SyntaxTree | undefined {
  const first = grammars.bash(source);
  if (first?.broken !== true) return first;
  const plain = withoutExtendedGlobs(source);
  return plain === source ? first : grammars.bash(plain);
}

/** `logs/!(*.gz|*.xz)`, and `!(*.gz)` as an argument; no quote, no blank and no code in it. */
const EXTENDED_GLOB =
  /(?<=[\w./-])[!?*+@]\([\w.*?|/[\]-]+\)|(?<=[\w./"'-][ \t])[!?*+@]\((?=[\w.|]*[*?])[\w.*?|/[\]-]+\)/g;
/** Behind these a command begins: `if !(…)` is a subshell. */
const BEGINS_COMMAND =
  /(?:^|[\s;&|(])(?:if|while|until|elif|then|else|do|time|coproc|exec|sudo|env|command)[ \t]$/;

/** The same text with a plain glob of the same length for each such pattern. */
function withoutExtendedGlobs(source: string): string {
  if (!/[!?*+@]\(/.test(source)) return source;
  const { contextAt } = scanBash(source);
  return source.replace(EXTENDED_GLOB, (pattern, at: number) =>
    contextAt(at) !== 'bare' || BEGINS_COMMAND.test(source.slice(Math.max(0, at - 12), at))
      ? pattern
      : '*'.padEnd(pattern.length, '_'),
  );
}
