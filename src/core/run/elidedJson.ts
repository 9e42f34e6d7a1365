import { readJson } from './json';

/** Stands in an array for elements that its author left out, however many. */
export const REST = '{json-rest}';

const PART = /"(?:[^"\\\n]|\\.)*"|\.\.\.|…|[[\]{},:]|[^\s"[\]{},:.…]+|\s+|./g;
const LONGEST = 100_000;

/**
 * JSON with `...` in it as JSON: members left out of an object are none, elements left out of an
 * array become {@link REST}, and a value that is left out becomes `"..."`, which any value is.
 * Undefined for a text that holds none, or is still no JSON.
 */
export function withoutElisions(text: string): string | undefined {
  if (text.length > LONGEST || !/\.\.\.|…/.test(text)) return undefined;
  const plain = text.replace(COMMENTED, '$1...');
  const open: string[] = [];
  const kept: string[] = [];
  for (const [part] of plain.matchAll(PART)) {
    if (part === '{' || part === '[') open.push(part);
    if (part === '}' || part === ']') {
      open.pop();
      dropComma(kept);
    }
    if (part === ',' && !mayEndMember(kept)) continue;
    if (part !== '...' && part !== '…') kept.push(part);
    else if (lastOf(kept) === ':') kept.push('"..."');
    else if (open.at(-1) === '[') kept.push(`"${REST}"`);
    else if (open.length === 0) return undefined;
  }
  const value = kept.join('');
  return readJson(value) === undefined ? undefined : value;
}

/** A line of `// ...`, `# ...` or `"..."`. */
const COMMENTED = /^([ \t]*)(?:(?:\/\/|#)[ \t]*(?:\.\.\.|…)|"(?:\.\.\.|…)")(?=[ \t]*,?[ \t]*$)/gm;

function lastOf(parts: readonly string[]): string | undefined {
  return parts.findLast((part) => part.trim() !== '');
}

/** A comma behind a member that was left out separates nothing. */
function mayEndMember(parts: readonly string[]): boolean {
  const last = lastOf(parts);
  return last !== undefined && last !== ',' && last !== '{' && last !== '[';
}

/** The comma that stood before a member that was left out, or that the author wrote too many. */
function dropComma(parts: string[]): void {
  const at = parts.findLastIndex((part) => part.trim() !== '');
  if (parts[at] === ',') parts.splice(at, 1);
}
