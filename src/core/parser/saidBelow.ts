import { readClauses } from '../run/expectationWords';
import { foreignSaid } from './expectedWords';
import { openingOf } from './saidOpenings';

/** The group is what is expected; a lead-in that ends with a colon speaks of the block below. */
const SAID =
  /^[*_]{0,2}expect(?:ed|s)?(?=)(?: (?:output|result|response|value|status|http|exit|code|answer)(?=)){0,3}\s*(?::[*_]{0,2}|[*_]{1,2}:|(?=\b(?:exit|status|http)(?!\w)))\s*(?![*_]+\s*$)([^\s:](?:[\s\S]*[^:\s])?)\s*$/i;
/** Cheaper: nothing but words and blanks stands in front of what ends its opening. */
const MAY_BE_SAID = /^[*_]{0,2}expect[a-z\s]*?(?:[:*_]|\b(?:exit|status|http)(?!\w))/i;

/** "Expected exit code: 0": the number alone would be that of the output. */
const OF_CODE =
  /^\W*expected ((?:exit |return |http )(?:code |status )?)(?:code|status)?\W*(?=\d)/i;

/**
 * What a paragraph below a step says the step should give; undefined when it says no such thing.
 *
 * @param command the step's own text
 */
export function saidOf(content: string, command: string): string | undefined {
  const begins = content.slice(0, 8).toLowerCase().includes('expect');
  const said = begins && MAY_BE_SAID.test(content) ? SAID.exec(content)?.[1] : undefined;
  if (said !== undefined) return (OF_CODE.exec(content)?.[1] ?? '') + said;
  // What ends with a colon, or has a command behind one, speaks of that.
  const opening = /:\W*$|:\s*`/.test(content) ? undefined : openingOf(content);
  if (opening !== undefined) {
    const words = content.replace(/^expect\s+|^(?:→|->|=>)\s*/i, '');
    // An arrow may as well lead to what is to be done next.
    if (/^(?:→|->|=>)\s*`[^`]*\s[^`]*`/.test(content)) return undefined;
    // Of several sentences the others tell of something else.
    const sentence = /^[\s\S]*?[.!](?=\s|$)/.exec(words)?.[0] ?? words;
    if (readClauses(sentence, command) !== undefined) return sentence;
    if (
      opening === 'should' &&
      /^\W*(?:it|this|there|should|must|the (?:command|output|response)|you)\b/i.test(words)
    )
      return words;
  }
  return foreignSaid(content);
}
