import { countOf } from './saidOfCounts';
import { keyed } from './saidOfKeys';
import { listed } from './saidOfListing';
import type { Judge } from './saying';
import { passed } from './verdicts';

/** Sayings that stand for themselves, so that several of them may stand in a row. */
const WHOLE: readonly Judge[] = [keyed, countOf, listed];

/** "`a`: `Yes` and `b`: `Yes`", "0 to change, 0 to destroy": every part must be certain. */
export const inParts: Judge = (words, result, source) => {
  const parts = words.split(/(?:,? and |, |; )(?=(?:[^`]*`[^`]*`)*[^`]*$)/);
  if (parts.length < 2 || parts.length > 6) return undefined;
  const verdicts = parts.map((part) => {
    for (const judge of WHOLE) {
      const verdict = judge(part, result, source);
      if (verdict !== undefined) return verdict;
    }
    return undefined;
  });
  if (verdicts.includes(undefined)) return undefined;
  return verdicts.find((verdict) => verdict?.kind === 'fail') ?? passed(source);
};
