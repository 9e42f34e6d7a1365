import type { BlockRole } from '../model/runbook';
import type { RawBlock } from './blocks';
import { foreignLead, leadsToExample } from './expectedWords';
import type { ItemPlace } from './passages';
import type { ExpectedWords, StepDraft } from './stepDraft';

const EXPECTED =
  /\b(?:expect(?:ed|s)?|should (?:see|show|return|be|look|print|output|give|answer|respond|say|read|list|report|match)|must (?:show|return|be|print|say|answer))(?!\w)/i;
const EXAMPLE =
  /\b(?:example(?! of an? (?!output|result|response|run|healthy|good))|sample|similar|output|results?|returns?|response(?! times?\b)|looks? like|shows?|prints?)(?=)\b/i;
/** Words that lead to what is seen when something is wrong, not to what a step should give. */
const TROUBLE =
  /\b(?:errors?|warnings?|logs?|alerts?|symptoms?|failures?|fails?|response times?|(?:when|if|while|as long as|in case)(?=)\b[^.:]*(?=)\b(?:wrong|bad|broken|missing|invalid|expired|denied|refused|down|unreachable|unhealthy|degraded|stuck|full|not|no longer|cannot|can't))(?!\w)/i;

/**
 * What a block of output or data shows of the step above it, by the words in front of it: what is
 * expected, or an example of what comes out.
 *
 * @param adjacent nothing but words stands between the step and the block
 */
export function shownBelow(
  lead: string,
  role: BlockRole,
  adjacent: boolean,
): 'expected' | 'example' | undefined {
  if ((EXPECTED.test(lead) && !isOfFile(lead, role)) || foreignLead(lead)) return 'expected';
  if (!adjacent || TROUBLE.test(lead)) return undefined;
  if (role === 'output') return 'example';
  return (EXAMPLE.test(lead) && /:\W*$/.test(lead)) || leadsToExample(lead) ? 'example' : undefined;
}

/** "The config that should be there:", "`workers` should be 6:": what a file holds. */
function isOfFile(lead: string, role: BlockRole): boolean {
  return role === 'data' && OF_FILE.test(lead) && !OF_OUTPUT.test(lead);
}

const OF_FILE =
  /\b(?:config\w*|settings?|section|stanza|entr(?:y|ies)|manifest|crontab|template|message|mail|ticket)\b[^.]*\bshould\b|^\W*`[^`]+` should be\b/i;
const OF_OUTPUT = /\b(?:output|response|result|answer|expected|see|print|return)\b/i;

/** Whether words or a block below a step may say what it should give: nothing has said so yet. */
export function mayExpect({ expected, notRunnable }: StepDraft): boolean {
  // What a session in a program printed says nothing of what stands below it.
  return (
    expected === undefined &&
    notRunnable?.code !== 'output' &&
    notRunnable?.code !== 'comments-only'
  );
}

/** A step with a block as what it should give; `outputNAME` may be glued to its fence. */
export function expecting(
  step: StepDraft,
  { info, content }: RawBlock,
  place: ExpectedWords['place'],
): StepDraft {
  const glued = /^output(?=[A-Z\d])/.exec(info);
  const first = glued === null ? '' : `${info.slice(glued[0].length).trim()}\n`;
  return { ...step, expected: { source: first + content, place } };
}

/** Whether a passage stands in another item than the step above it, and not inside that. */
export function isInAnother(item: ItemPlace | undefined, own: ItemPlace | undefined): boolean {
  return item !== undefined && own !== undefined && item !== own && item.parent !== own;
}

/** "Verify that it is `up`": in an item of its own it speaks of what that does. */
export function isOrder(content: string): boolean {
  return /^\W*(?:verify|check|confirm|ensure|make sure)\b/i.test(content);
}
