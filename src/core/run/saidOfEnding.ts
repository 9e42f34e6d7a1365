import type { Judge } from './saying';
import { yesOrNo } from './saying';

const CODE = '(?:exit(?:s|ed)?(?: with)?(?: (?:code|status))?|return code|rc)(?: is| of)?:?';
const SEVERAL = new RegExp(`^${CODE} (\\d{1,3}(?:(?:, | or |, or |\\/)\\d{1,3})+)$`, 'i');
const NOT = new RegExp(`^${CODE} (?:not|other than|!=|anything but|<>) ?(\\d{1,3})$`, 'i');

/** "exit code 1 or 2", "exit code not 3". */
export const severalCodes: Judge = (words, result, source) => {
  const plain = words.replace(/`/g, '');
  const { exitCode } = result;
  if (exitCode === undefined) return undefined;
  const several = SEVERAL.exec(plain)?.[1];
  const got = `exit code ${exitCode}`;
  if (several !== undefined)
    return yesOrNo((several.match(/\d+/g) ?? []).map(Number).includes(exitCode), source, got);
  const other = NOT.exec(plain)?.[1];
  return other === undefined ? undefined : yesOrNo(Number(other) !== exitCode, source, got);
};

const ENDS_BADLY =
  /\bexit|\bnon-?zero\b|\breturn code\b|\brc\b|\b(?:fails?|failed|failure|errors?(?! (?:rate|count|budget|log))|refused|refuses|denied|rejected|rejects|inactive|disabled|unreachable|unavailable|stopped|missing|dead|down|timeout|timed out|expired|closed)(?=)\b|\bnot (?:be )?(?=)(?:found|running|active|reachable|exist|loaded|installed|enabled)(?=)\b|\bno such\b|\bcould not\b|\bcannot\b|\bunable\b/i;
/** "no errors", "none of them failed", "does not exit". */
const DENIAL =
  /(?:\b(?:no(?! such)|none|not(?! (?:be )?(?:found|running|active|reachable|exist|loaded|installed|enabled))|nothing|neither|0|(?<!-)zero|without|never)|n't)\b[^,.;`]{0,60}/gi;
const ENDS_WELL =
  /\bexit\w*(?: with)?(?: (?:code|status))?(?: (?:of|is))?:? ?0\b|\b(?:cleanly|successfully)\b/i;

/** Whether the words expect a run to end badly, so that a code is no failure by itself. */
export function expectsBadEnding(words: string): boolean {
  return !ENDS_WELL.test(words) && ENDS_BADLY.test(words.replace(DENIAL, ' '));
}
