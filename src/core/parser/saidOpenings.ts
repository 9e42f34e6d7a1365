import { builtOnce } from '../text/patternParts';

const SUBJECT =
  '(?:(?:it|this|that|which|there|(?:the |its )?(?:command|output|result|response|answer|value|number|count|total|status|state|exit code|return code|body|query|list))\\s+)';
const VERB =
  '(?:return|print|show|output|respond|answer|say|give|read|list|report|display|exit|fail|contain|include|start|begin|end|have|match|equal|stay|remain|see|look like|be(?! (?:done|run|executed|performed|used|followed|considered|avoided|repeated|tried|carried|made|taken|kept|removed|deleted|restarted|stopped)(?=)\\b))';
const SHALL = '(?:should|must|has to|have to|needs to|ought to)';

/** "It should print", "the output must be", "you should see". */
const SHOULD = new RegExp(
  builtOnce(
    `^(?:${SUBJECT}?${SHALL}(?:\\s+(?:not|now|then|still|always|only|just|again))*\\s+${VERB}\\b(?=\\s+\\S)|you (?:should|must|will) (?:see|get)\\b)`,
  ),
  'i',
);
/** "Prints nothing.", "The response is `ok`", "At least 2 rows": such that nothing else is meant. */
const PLAINLY = new RegExp(
  builtOnce(
    `^(?:(?:it |which |this )?(?:prints|returns|answers|outputs|says|reads|exits|responds|reports)\\b|it shows\\b|(?:the |its )?(?:output|result|response|answer|exit code) is\\b|(?:verify|check|confirm|make sure|ensure)(?: that| whether| if)? (?:${SUBJECT}|it )|(?:no output|nothing|at least|at most|exactly|no more than|no less than|more than|fewer than|less than|between)\\b|(?:starts|begins|ends) with\\b|expect\\b|(?:→|->|=>)\\s*|[<>≤≥=]{1,2} ?\\d|\\d+ or (?:more|less|fewer)\\b|is [\`"])`,
  ),
  'i',
);
const MAY =
  /^[*_]{0,2}(?:it|this|that|there|the|its|you|command|output|result|response|answer|value|number|count|total|status|state|exit|return|body|query|list|should|must|starts|begins|ends|has|have|needs|ought|which|prints|returns|answers|outputs|says|reads|responds|reports|verify|check|confirm|make sure|ensure|no|nothing|at|exactly|more|fewer|less|between|expect|is|→|->|=>|[<>≤≥=\d])/i;

/** How words may say what comes out. */
export type Opening = 'should' | 'plain' | undefined;

/**
 * How a sentence beside a command begins: with an order to its output, or plainly, so that it
 * counts only where it can be compared.
 */
export function openingOf(words: string): Opening {
  if (!MAY.test(words)) return undefined;
  const bare = words.replace(/^[*_]+/, '');
  if (SHOULD.test(bare)) return 'should';
  return PLAINLY.test(bare) ? 'plain' : undefined;
}
