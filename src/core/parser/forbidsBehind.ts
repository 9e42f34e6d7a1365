import { builtOnce } from '../text/patternParts';
import { mentionsAny, wordSet } from '../text/words';

/** What forbids by itself, whoever does it and whatever is the case. */
const ORDERS =
  "(?:do not|don['’]t|never|avoid|must not|mustn['’]t|(?:under|in|on|at) no (?:circumstances?|case|account|time|event))";
/** "Do not run `x`", "rather than using `x`", "it is not safe to run `x`". */
const FORBIDS = new RegExp(
  builtOnce(
    String.raw`(?<![\w'’])(?:${ORDERS}|not|no longer|cannot|\w+n['’]t|avoid|instead of|rather than|unlike|without|no need (?:to|for)|forbidden|prohibited|refrain(?:s)? from|resist the (?:urge|temptation)|(?:a mistake|a bad idea|dangerous|unsafe|wrong|tempting|illegal) to)` +
      '(?:\\s+(?:please|run|running|rerun|ever|use|using|execute|executing|type|typing|enter|issue|invoke|do|try|attempt|need|you|should|must|be|to|a|an|the|this|command|plain|just|simply|directly|manually|blindly|yet|safe|ok|okay|allowed|permitted|supported|advisable|recommended|under|any|circumstances|at|all|in|case))*\\s*$',
  ),
  'i',
);
/** "If it is not running": what stands behind it is for that case. */
const CONDITION =
  /(?<![\w'’])(?:if|when|whenever|why|unless|where|in case|as long as|once|still|wenn|falls|sofern|si|se|als|indien|om|hvis|jeśli|если)(?![\w'’])/iu;
const ORDER = new RegExp(
  String.raw`(?<![\w'’])(?<!\b(?:you|we|they|it|this|that) )${ORDERS}(?![\w'’])`,
  'i',
);

const ENGLISH =
  /not|n['’]t|never|avoid|instead|rather|unlike|without|\bno\b|forbid|prohib|refrain|resist|danger|mistake|\bbad\b|banned|unsafe|wrong|illegal|tempt|deprecat|obsolete|off limits|no-?go/i;
const ABROAD =
  /\b(?:nie|niemals|nicht|keine?[ns]?|keinesfalls|statt|anstatt|ohne|jamais|pas|sans|lieu|nunca|jam.s|sin|lugar|vez|n.o|sem|mai|non|senza|invece|nooit|niet|geen|zonder|aldrig|ikke|inte|utan|nigdy|bez)\b|[А-я]/i;

/** Whether a paragraph may forbid something, in any language: most do not. */
export function mayForbid(content: string): boolean {
  return ENGLISH.test(content) || ABROAD.test(content);
}

/** One of these stands in all of them. */
const FORBIDDING_SIGNS = [
  'forbid', 'prohibit', 'refrain', 'resist', ' to',
  'never', 'not', "n't", 'n’t', 'avoid', 'instead', 'rather', 'unlike', 'without', 'no ',
]; // prettier-ignore

/** Whether the words right in front of a command say that it is not to be run. */
export function forbidsBehind(lead: string): boolean {
  // "Do **not** run: `x`".
  const words = plain(lead).replace(/\s*:\s*$/, '');
  const isEnglish = mentionsAny(words, FORBIDDING_SIGNS) && FORBIDS.test(words);
  if (!isEnglish && !forbidsElsewhere(words)) return false;
  const clause = words.slice(words.search(/[^,.;:!?]*$/));
  return !CONDITION.test(clause) || ORDER.test(clause);
}

/** Whether the words behind a command say that it is not to be run: "`x` … Do not run it." */
export function forbidsAfter(behind: string): boolean {
  if (
    !mentionsAny(behind, FORBIDDING_SIGNS) &&
    !/forbid|danger|prohib|bann|mistake|bad/i.test(behind)
  )
    return false;
  const words = plain(behind);
  return NOT_AFTER.test(words) || NOT_THIS.test(words);
}

const NOT_AFTER = new RegExp(
  builtOnce(
    /^[\s)*_]*(?:(?:must|should|may|shall|can)(?: not|n['’]t| never) (?:\w+ )?be (?:run|used|executed|called|typed|started|entered)|(?:is|are) (?:strictly |absolutely |explicitly )?(?:not (?:allowed|permitted|safe|needed|necessary|required|recommended|an option)|forbidden|prohibited|dangerous|deprecated|obsolete|off limits|banned|a mistake|a bad idea|a no-?go)\b|\((?:just |please )?(?:don['’]?t|do not|never|forbidden|not allowed)[!.)])/
      .source,
  ),
  'i',
);
const NOT_THIS = new RegExp(
  builtOnce(
    /(?:^|[.;:!?,(–—-]\s*)(?:please )?(?:do not|don['’]t|never) (?:ever )?(?:run|use|execute|do|try|type|call|copy) (?:it|this|that|them)\b(?! (?:on|before|until|without|unless|if|more|again|twice|while|during|in|from|as|yet|with|when))/
      .source,
  ),
  'i',
);

/** Words without the marks of emphasis. */
export function plain(text: string): string {
  return /[*_~<]/.test(text) ? text.replace(/\*+|~~|<\/?[A-Za-z]+>|(?<!\w)_+|_+(?!\w)/g, '') : text;
}

/** "Do not restart it with `x`": the word stands far in front of the command. */
const NOT_WITH = new RegExp(
  builtOnce(
    String.raw`(?:^|[.;:!?>]\s+|\n[\s>]*(?:[-*+]|\d{1,3}[.)])\s+)(?:please\s+)?(?:do not|don['’]t|(?:you )?must not|under no circumstances)\s+` +
      String.raw`(?!(?:forget|hesitate|skip|omit|miss|worry|wait|panic|continue|proceed|go|start|begin|leave|stop|close|end|move|rely|trust|assume|be|let|interrupt|give|lose|have)\b)` +
      '[^.;:!?,`\\n–—]*$',
  ),
  'i',
);
const GOES_ON =
  /\b(?:until|till|before|unless|without|but|instead|if|once|when|while|after|because|since|as|so|see|check|run|use)\b/i;

/** The same in other languages, in which a word may stand between. */
const FORBIDS_ELSEWHERE =
  /(?:^|[\s(,;:.])(?=)(?:nie|niemals|nicht|kein(?:e|en|esfalls)?|statt|anstatt|ohne|jamais|pas|sans|au lieu de?|nunca|jamás|sin|en lugar de|en vez de|em vez de|não|sem|mai|non|senza|invece di|nooit|niet|geen|zonder|aldrig|ikke|inte|utan|nigdy|bez|никогда|не|без|вместо)(?=)(?: \p{L}{2,14}){0,1}(?=)\s*$/iu;

/** "Never empty the queue with `x`", in other languages, too. */
const NEVER =
  /(?:^|[\s*_])(?=)(?:never(?! (?:skip|forget|omit))|jamais|niemals|nunca|jamás|nooit|aldrig|nigdy|никогда)(?=)(?![\p{L}])[^.;:!?`\n]*$/iu;
/** Cheaper: no sentence ends behind the word. */
const NEAR =
  /(?:ever(?! (?:skip|forget|omit))|amais|iemals|unca|amás|ooit|ldrig|igdy|икогда)[^.;:!?`\n]*$/i;
const FAR_SIGNS = ['ever', 'amais', 'iemals', 'unca', 'amás', 'ooit', 'ldrig', 'igdy', 'икогда'];

/** Whether a sentence that forbids goes on up to a place. */
export function forbidsBefore(text: string, end: number): boolean {
  const near = text.slice(Math.max(0, end - 120), end);
  if (/not|n['’]t|NOT|N'T|no c/.test(near)) {
    const said = NOT_WITH.exec(plain(near))?.[0];
    if (said !== undefined && !GOES_ON.test(said)) return true;
  }
  return FAR_SIGNS.some((sign) => near.includes(sign)) && NEAR.test(near) && NEVER.test(near);
}

/** Of each of these words one is among the last two: a cheap question before the pattern. */
const FORBIDDING = wordSet(
  'nie niemals nicht kein keine keinen keinesfalls statt anstatt ohne jamais pas sans lieu d de nunca jamás sin lugar vez não sem mai non senza di nooit niet geen zonder aldrig ikke inte utan nigdy bez никогда не без вместо',
);

function forbidsElsewhere(lead: string): boolean {
  const words = lead
    .trimEnd()
    .toLowerCase()
    .split(/[\s(,;:.]/)
    .slice(-2);
  return words.some((word) => FORBIDDING.has(word)) && FORBIDS_ELSEWHERE.test(lead);
}
