import { foreignSaid } from './expectedWords';

/** The group is what is expected; a lead-in that ends with a colon speaks of the block below. */
const SAID =
  /^[*_]{0,2}expect(?:ed|s)?(?=)(?: (?:output|result|response|value|status|http|exit|code|answer)(?=)){0,3}\s*(?::[*_]{0,2}|[*_]{1,2}:|(?=\b(?:exit|status|http)(?!\w)))\s*(?![*_]+\s*$)(\S[\s\S]*[^:\s])\s*$/i;
/** Cheaper: nothing but words and blanks stands in front of what ends its opening. */
const MAY_BE_SAID = /^[*_]{0,2}expect[a-z\s]*?(?:[:*_]|\b(?:exit|status|http)(?!\w))/i;
/** How either begins; most paragraphs do not. */
export const MAY_SAY = /^[*_]{0,2}(?:[Ee]xpect|[Ii]t |[Tt]his |[Tt]he c|[Yy]ou |[Ss]hould|[Mm]ust)/;
const SHOULD =
  /^(?:it |this |the command |you )?(?=)(?:should|must)(?=) (?:return|print|show|output|respond|see|be)(?!\w)/i;

/** What a paragraph below a step says the step should give; undefined when it says no such thing. */
export function saidOf(content: string): string | undefined {
  const begins = content.slice(0, 8).toLowerCase().includes('expect');
  const said = begins && MAY_BE_SAID.test(content) ? SAID.exec(content)?.[1] : undefined;
  if (said !== undefined) return said;
  if (/hould|ust |SHOULD|MUST/.test(content) && /[`"\d]/.test(content) && SHOULD.test(content))
    return content;
  return foreignSaid(content);
}
