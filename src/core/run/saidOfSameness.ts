import { allLinesOf, linesOf, yesOrNo, type Judge } from './saying';

/** "same on both nodes" against lines that each name a node and its value. */

const SUBJECT =
  '(?:(?:the )?(?:values?|hash(?:es)?|checksums?|sums?|versions?|numbers?|counts?|lines?|results?|outputs?|digests?|ids?|positions?|lsns?|terms?|entries))';
const EQUAL =
  '(?:the same|same|equal|identical|in agreement|match(?:ing|es)?|agree|be equal|be identical|be the same)';
const GROUP =
  '(?:nodes?|hosts?|servers?|members?|replicas?|sides?|instances?|machines?|sites?|clusters?|brokers?|databases?|regions?|pods?|lines?|peers?)';
const FORMS = [
  `(?:${SUBJECT} )?(?:(?:is|are|must be|should be|must|should) )?${EQUAL}(?: ${SUBJECT})? (?:on|for|in|at|across|from) (both|all|every|each)(?: (?:of )?(?:the )?(?:two |three )?${GROUP})?`,
  `(both|all)(?: of)?(?: (?:the )?(?:two )?(?:${SUBJECT}|${GROUP}))? (?:(?:are|must be|should be|must|should) )?${EQUAL}`,
].map((form) => new RegExp(`^${form}$`, 'i'));

/** Two or more values, each of its line. */
function readValues(lines: readonly string[], checksums: boolean): readonly string[] | undefined {
  if (lines.length < 2) return undefined;
  const read = (form: RegExp): readonly string[] | undefined => {
    const found = lines.map((line) => form.exec(line)?.[1]?.trim());
    return found.every((value) => value !== undefined && value !== '')
      ? (found as string[])
      : undefined;
  };
  const named = read(/^[\w.@/-]+(?::\d{2,5})?(?:: | ?[=|\t] ?|:(?=\S))(.+)$/);
  if (named !== undefined) return named;
  if (checksums) return read(/^([0-9a-f]{4,128}) [*]?\S+$/i);
  return read(/^(\S+)$/);
}

/** "same on both nodes", "both values are equal", "all hashes match". */
export const sameValues: Judge = (words, result, source) => {
  const group = FORMS.map((form) => form.exec(words)?.[1]).find((found) => found !== undefined);
  const lines = linesOf(result);
  if (group === undefined || lines.length !== allLinesOf(result).length) return undefined;
  if (/^both$/i.test(group) && lines.length !== 2) return undefined;
  const values = readValues(lines, /hash|sum|digest/i.test(words));
  if (values === undefined) return undefined;
  if (new Set(values).size === 1) {
    // Two that could not be asked are the same, too.
    const asked =
      !/\b(?:error|unknown|timeout|timed out|failed|refused|n\/a|null|none|unreachable)\b|^[-?]$/i.test(
        values[0] ?? '',
      );
    return asked ? yesOrNo(true, source, '') : undefined;
  }
  // Of several words only some may be the value; 1.0 may be meant as 1.
  const plain = values.every((value) => /^\S+$/.test(value) && !/\d\.\d*0$/.test(value));
  return plain ? yesOrNo(false, source, lines.join(', ')) : undefined;
};
