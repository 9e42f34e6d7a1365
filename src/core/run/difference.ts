import { diffArrays } from 'diff';
import { comparableLines } from './outputText';

const MAX_LINES = 400;
const MAX_EDITS = 400;
const CONTEXT = 2;

/**
 * A readable difference: lines expected with `-`, lines that came with `+`, two unchanged lines
 * around each change. Undefined when there is none. Long texts are cut; the work is bounded.
 */
export function describeDifference(
  expected: string,
  actual: readonly string[],
): string | undefined {
  const before = comparableLines(expected).slice(0, MAX_LINES);
  const after = actual.slice(0, MAX_LINES);
  const changes = diffArrays([...before], [...after], { maxEditLength: MAX_EDITS });
  const lines: string[] = [];
  if (changes === undefined) {
    lines.push(...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`));
  } else {
    for (const change of changes) {
      const mark = change.added ? '+' : change.removed ? '-' : ' ';
      for (const line of change.value) lines.push(`${mark} ${line}`);
    }
  }
  return withContext(lines);
}

function withContext(lines: readonly string[]): string | undefined {
  const keep = new Set<number>();
  lines.forEach((line, index) => {
    if (line.startsWith(' ')) return;
    for (let i = index - CONTEXT; i <= index + CONTEXT; i++) keep.add(i);
  });
  if (keep.size === 0) return undefined;
  const out: string[] = [];
  let skipped = false;
  lines.forEach((line, index) => {
    if (keep.has(index)) {
      if (skipped) out.push('  …');
      out.push(line.length <= 300 ? line : `${line.slice(0, 299)}…`);
      skipped = false;
    } else if (out.length > 0) skipped = true;
  });
  return out.join('\n');
}
