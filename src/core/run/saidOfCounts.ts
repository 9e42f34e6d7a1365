import { escapePattern } from '../text/escapePattern';
import { linesOf, saysTrouble, yesOrNo, type Judge } from './saying';

/** "0 to destroy": a number before words that the output puts behind its own number. */

const SAID = /^`?(\d{1,9}|no|zero) ([a-z][a-z-]*(?: [a-z][a-z-]*){0,3})`?$/i;
/** What is measured is hardly ever meant to the dot, and these ask something else. */
const OTHER =
  /^(?:or|and|to \d|rows?|records?|results?|lines?|entries|entry|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|ms|bytes?|[kmgt]i?b|percent|times?|output|errors?|failures?|warnings?|problems?|issues?|packet)(?=)\b/i;
/** Before a number they say that it is another one's. */
const LIMITS =
  /\b(?:of|than|least|most|expect(?:ed|s)?|want(?:ed|s)?|need(?:s|ed)?|about|to|max(?:imum)?|limit|approximately|from|was|not|desired)[ :=]*$/i;
const BAD =
  /(?<![\d.,])[1-9]\d* (?:failed|failures?|errors?|errored|warnings?|unreachable|skipped|missing|timeouts?|conflicts?)\b/i;

export const countOf: Judge = (words, result, source) => {
  const [, number = '', what = ''] = SAID.exec(words) ?? [];
  if (what === '' || OTHER.test(what)) return undefined;
  const wanted = /^\d/.test(number) ? Number(number) : 0;
  const form = new RegExp(
    `(?<![\\w.,/:+-])(\\d[\\d,]{0,12}|no) ${escapePattern(what)}(?=[.,;:)\\]|]|$)`,
    'gi',
  );
  const found: number[] = [];
  for (const line of linesOf(result)) {
    for (const match of line.matchAll(form)) {
      if (LIMITS.test(line.slice(0, match.index))) return undefined;
      const [, digits = ''] = match;
      found.push(/^\d/.test(digits) ? Number(digits.replaceAll(',', '')) : 0);
    }
  }
  if (found.length === 0 || saysTrouble(result)) return undefined;
  const other = found.find((count) => count !== wanted);
  if (other === undefined)
    return linesOf(result).some((line) => BAD.test(line)) ? undefined : yesOrNo(true, source, '');
  const mixed = found.includes(wanted) && wanted !== 0;
  return mixed ? undefined : yesOrNo(false, source, `${other} ${what}`);
};
