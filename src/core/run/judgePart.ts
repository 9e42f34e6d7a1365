import type { Expectation } from '../model/expectation';
import { judge } from './judge';
import type { RunResult, Verdict } from './outcome';
import { comparableLines } from './outputText';
import { needsEyes } from './verdicts';

/** Where a part stands among the parts of its block that are run one after the other. */
export interface BlockShare {
  /** Whether no other part of the block is run after it. */
  readonly last: boolean;
  /** What the parts before it wrote to standard output. */
  readonly before: string;
  /** True when not all of that was kept. */
  readonly truncated: boolean;
}

/**
 * Judges a part of a block. What stands below a block is what all of it is expected to give. So of
 * parts that are run in order the last is judged, by what they wrote together, or passes by its
 * own, as what is shown is often the answer of the last command alone. A part that is run without
 * the others passes by its own, too; otherwise nobody but a person can tell.
 * @param share undefined for a part that is run without the others
 * @returns undefined while other parts of the block are still to come
 */
export function judgePart(
  expectation: Expectation,
  result: RunResult,
  share: BlockShare | undefined,
): Verdict | undefined {
  if (share?.last === false) return undefined;
  const own = judge(expectation, result);
  if (own.kind === 'pass' || result.outcome !== 'succeeded') return own;
  if (share === undefined) return own.kind === 'fail' ? forWholeBlock(expectation) : own;
  const together = judge(expectation, {
    ...result,
    stdout: share.before + result.stdout,
    truncated: result.truncated || share.truncated,
  });
  return together.kind === 'pass' || own.kind === 'fail' ? together : own;
}

/**
 * Judges a block whose parts ran together. Where the answer of the last command is what is expected,
 * nobody but a person can tell whether the author left out what comes before it.
 */
export function judgeParts(expectation: Expectation, result: RunResult): Verdict {
  const verdict = judge(expectation, result);
  if (verdict.kind !== 'fail' || result.outcome !== 'succeeded') return verdict;
  const expected = comparableLines(expectation.source).length;
  const end = comparableLines(result.stdout).slice(-expected).join('\n');
  return judge(expectation, { ...result, stdout: end }).kind === 'pass'
    ? needsEyes(expectation.source, 'it came last, behind other output')
    : verdict;
}

function forWholeBlock({ source }: Expectation): Verdict {
  return needsEyes(source, 'that is of the whole block, and only a part of it ran');
}
