import type { ClientVariable } from './clientVariables';
import { isSystemVariable } from '../parser/setVariables';

/** `alias esc='curl "$ES"'`, `trap 'rm "$LOCK"' EXIT`: what is quoted is read when it is run. */
const KEPT =
  /(?<=^|[\n;&|]\s*)(?:alias\s+(?:-\w\s+)?[\w.-]+=|trap\s+(?:--\s+)?|PROMPT_COMMAND=)'(?<code>[^'\n]*)'/dg;
/** In small letters it may be of awk, and in braces with a default it needs nobody. */
const USED = /(?<!\\)\$(?:\{(?<braced>[A-Z_][A-Z\d_]+)\}|(?<plain>[A-Z_][A-Z\d_]+)(?!\w))/g;

/** The variables that a shell looks up when it runs what it was told to keep. */
export function deferredVariables(code: string): readonly ClientVariable[] {
  if (!/(?:alias|trap|PROMPT_COMMAND)[\s=]/.test(code)) return [];
  return [...code.matchAll(KEPT)].flatMap((kept) => {
    const [from = 0] = kept.indices?.groups?.['code'] ?? [];
    const own = kept.groups?.['code'] ?? '';
    if (/\bawk\b/.test(own)) return [];
    return [...own.matchAll(USED)].flatMap((match) => {
      const name = match.groups?.['braced'] ?? match.groups?.['plain'] ?? '';
      if (isSystemVariable(name) || own.includes(`${name}=`)) return [];
      const start = from + match.index;
      return [{ name, written: match[0], start, end: start + match[0].length }];
    });
  });
}
