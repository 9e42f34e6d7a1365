import { mentionsAny } from '../text/words';
import { Wordings } from '../text/wordings';

/**
 * Whether the words around a command only speak of it: somebody else runs it, it was run once, it
 * is compared with another or stands in a file. English only; what it misses stays a step.
 *
 * @param lead the words in front of it, without the mark of the item, emphasis taken out
 * @param behind the words up to the next piece of code
 */
export function isSpokenOnly(lead: string, behind: string): boolean {
  return (
    (mentionsAny(lead, LEAD_SIGNS) && LEADS.some((pattern) => pattern.test(lead))) ||
    (mentionsAny(behind, BEHIND_SIGNS) && BEHIND.test(behind)) ||
    (RUNNING.test(lead) && TELLS_ON.test(behind)) ||
    (EDITS.test(lead) && INTO.test(behind)) ||
    (ENDS.test(lead) && HOW_IT_ENDS.test(behind))
  );
}

/** "Old `a` → new `b`", "same effect as `x`", "We used to run `x`", "CI then runs `x`". */
const LEADS = [
  new Wordings(/\b(?:old|formerly|deprecated|legacy|obsolete)[\s*_]*$/i),
  new Wordings(
    /\b(?:same (?:effect |result |thing )?as|equivalent (?:to|of)|(?:alias|short(?:hand)?|replacement|successor) (?:of|for)|similar to|unlike|does what|like what)[\s*_]*$/i,
  ),
  new Wordings(
    /\b(?:used to (?:run|use|call|do)|(?:we|i|they|he|she|somebody|someone|who(?:ever)?) (?:\w+ )?(?:ran|used|tried|fixed (?:it|this|that) (?:with|by)))\W*(?:\w+ ){0,2}$/i,
  ),
  new Wordings(
    /\b(?:last time|in the past|years ago|back then|previously|historically)\b[^.:;]*$/i,
  ),
  new Wordings(
    /(?:^|[\s(])(?:it|this|that|which|cron|ansible|ci|cd|ci\/cd|systemd|jenkins|puppet|chef|terraform|flux|argo(?:cd)?|github|gitlab|(?:the|a|an|this|that|each|our|your|its|every) (?:[\w-]+ ){0,2}?(?:pipeline|job|script|watchdog|timer|playbook|runner|hook|agent|daemon|controller|service|server|cluster|system|action|workflow|container|entrypoint|supervisor|monitor\w*|tool|wrapper|installer|program|target|unit|role|cronjob|makefile|image|package|host|node|app(?:lication)?)) (?:then |also |now |itself |automatically |only |already |just )*(?:runs|executes|calls|invokes|starts|does|triggers|issues|uses)[\s*_]*$/i,
  ),
  new Wordings(
    /\b(?:nobody|no ?one|none)(?: else)? (?:runs|uses|executes|starts|calls|typed|types)[\s*_]*$/i,
  ),
  new Wordings(
    /\b(?:is|are|was|were|gets?|be|been) (?:\w+ )?(?:written|run|started|called|sent) (?:with|by|via|using|through)[\s*_]*$/i,
  ),
  new Wordings(/\b(?:grep|search|look|filter)\b[^`.:]*\bfor[\s*_]*$/i),
  new Wordings(/\b(?:behind the scenes|under the hood|internally)\b[^`.;]*$/i),
  new Wordings(
    /^(?:pods?|endpoints?|routes?|files?|tables?|metrics?|commands?|tools?|ports?|hosts?|services?|urls?) (?:used|known|affected|involved)[\s*_]*$/i,
  ),
] as const;
const LEAD_SIGNS = [
  'old', 'former', 'deprecat', 'legacy', 'obsolete', 'same', 'equivalent', 'alias', 'short', 'replacement', 'successor', 'similar', 'unlike', 'what', 'used', 'ran', 'tried', 'fixed', 'last time', 'past', 'ago', 'back then', 'previous', 'historic', 'runs', 'executes', 'calls', 'invokes', 'starts', 'does', 'triggers', 'issues', 'uses', 'type', 'with', 'by', 'via', 'using', 'through', 'for', 'scenes', 'hood', 'internal', 'known', 'affected', 'involved',
]; // prettier-ignore

/** "`x` runs every night", "`x` won't help here", "`x` is for CI". */
const BEHIND = new Wordings(
  /^[\s)*_]*(?:(?:is|are|was|gets?) (?:\w+ )?(?:run|started|called|executed|used|done|triggered) (?:by|from|in|every|each|once|nightly|daily|hourly|weekly|automatically|at)\b|(?:is|are) (?:only |just |meant )?for (?!an?\b|the \w+ (?:to|that))|(?:runs|is scheduled|fires|starts) (?:automatically|every|each|nightly|daily|hourly|weekly|once|twice|at \d|by itself|on its own|from cron|in ci|in the (?:pipeline|background))\b|(?:won['’]t|will not|does not|doesn['’]t|did not|didn['’]t|cannot|can['’]t|no longer|never)(?: \w+)? (?:help|work|suffice|fix|exist|do (?:it|the|this|that))|(?:is|was) (?:what|the (?:reason|cause|culprit)|how)\b|(?:helped|broke|worked|failed|took|caused|fixed)\b)/i,
);
const BEHIND_SIGNS = [
  'run', 'start', 'call', 'execut', 'used', 'done', 'trigger', ' for', 'schedul', 'fires', 'n’t', "n't", 'not', 'longer', 'never', 'what', 'reason', 'cause', 'culprit', 'how', 'help', 'broke', 'work', 'fail', 'took', 'fixed',
]; // prettier-ignore

/** "Running `x` took 3 minutes": it is not said to be run. */
const RUNNING = /^\W*(?:running|calling|executing|using)\W*$/i;
const TELLS_ON =
  /^[\s)*_]*(?:(?:\w+ )?(?:took|takes|is|was|will|would|can|may|might|could|causes?|makes?|deletes?|removes?|shows?|does|did|has|had|helps?|fixes|means)\b|(?:alone|only|again|twice) \w)/i;

/** "Add `x` to the crontab", "Replace `a` with `b` in `f`": a file is edited. */
const EDITS =
  /^\W*(?:\w+, )?(?:add|replace|insert|append|put|paste|comment out|change|prepend)\W*$/i;
const INTO = /^[\s)*_]*(?:to|with|by|in|into|at|on|above|below|before|after|from)\b/i;

/** "Stop `tail -f` with Ctrl+C". */
const ENDS = /^\W*(?:\w+, )?(?:stop|end|quit|leave|interrupt|cancel|abort|close)\W*$/i;
const HOW_IT_ENDS = /^[\s)*_]*(?:with|by|when|after|once|as soon)\b/i;
