import type { Finding, Fix } from './finding';

/** The text with the edits of a fix applied. */
export function applyFix(text: string, { edits }: Fix): string {
  let result = '';
  let from = 0;
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(from, range.start) + newText;
    from = range.end;
  }
  return result + text.slice(from);
}

/** Fixes tried per document; a document with more has other troubles. */
const MAX_TRIED = 100;

/**
 * The findings with only those fixes that leave no more findings than there were. A fix may bring
 * to light what the fault hid, such as a destructive command; then a person has to look.
 * @param check what the rules find in a changed text
 */
export function keepSafeFixes(
  findings: readonly Finding[],
  text: string,
  check: (text: string) => readonly Finding[],
): readonly Finding[] {
  let tried = 0;
  return findings.map((finding) => {
    const { fix, ...bare } = finding;
    if (fix === undefined) return finding;
    if (tried++ >= MAX_TRIED) return bare;
    return check(applyFix(text, fix)).length <= findings.length ? finding : bare;
  });
}
