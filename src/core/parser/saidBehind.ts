import { readClauses } from '../run/expectationWords';
import { foreignSaid } from './expectedWords';
import { openingOf } from './saidOpenings';

/** Longer words behind a command tell more than what comes out. */
const MOST = 240;
/** What may stand between a command and the words: "`x` (", "`x` – ", "`x`: ". */
const JOIN = /^[\s)\]*_”"…]*(?:->|=>|[→⇒]|[-–—:;,(]|\.(?=\s))?[\s(*_]*/;
const ARROW = /->|=>|[→⇒]/;
const EXPECTS =
  /^(?:expect(?:ed|s|ing)?|you (?:should )?(?=)expect)(?=)(?: (?:output|results?|response|value|status|answer|to (?:see|get)))?(?=)[*_]*(?::[*_]*| is\b| are\b)(?=)\s+(?=\S)/i;
/** Without a sign behind it: few words, and none that tell of something else. */
const EXPECTS_PLAINLY =
  /^(?:expect(?:ed|s)?|you (?:should )?(?=)expect)(?=)(?: to (?:see|get))?(?=) (?=`|\d+(?! (?:\w+ )?(?:seconds?|minutes?|hours?)\b)|"|(?!(?:this|that|it|its|to|after|before|when|while|if|as|below|above|for|some|an?|the|in|on|at|by|with|from|no (?:delay|downtime|impact)|output|results?|response|\d+ (?:\w+ )?(?:seconds?|minutes?|hours?|errors?|alerts?))(?=)\b)\S+(?: \S+){0,3}(?=)$)/i;
/** What is to be done when it is not as it should be. */
const OTHERWISE = /[,;.]\s+(?:otherwise|else|if not|or else|if it (?:does|is) not)\b[\s\S]*$/i;

/**
 * What the words right behind a command in running text expect of it: "`x` (expect: 3)",
 * "`x` should print `ok`", "`x` → 200", "`x` (no output)". An arrow may as well lead to what is to
 * be done, and a sentence tell of something else: without an order to the output only what can be
 * judged is an expectation.
 *
 * @param behind from the end of the command to the end of its paragraph, or to the next command
 */
export function saidBehind(behind: string, command: string): string | undefined {
  if (behind.length > MOST || !MAY_SAY.test(behind)) return undefined;
  const line = behind.replace(/\s*[\r\n]+[\s>]*/g, ' ').trim();
  const join = JOIN.exec(line)?.[0] ?? '';
  const words = endOf(line.slice(join.length).replace(UNTIL, ''))
    .replace(OTHERWISE, '')
    .replace(/\s+(?:again|now|then|once more)$/i, '');
  const expects = (EXPECTS.exec(words) ?? EXPECTS_PLAINLY.exec(words))?.[0];
  if (expects !== undefined) return said(words.slice(expects.length));
  const opening = ARROW.test(join) ? 'plain' : openingOf(words);
  if (opening === 'should') return said(firstOf(words, command));
  const bare = words.replace(/^(?:shows|==?)\s+/i, '');
  if (opening === undefined && bare === words) return foreignSaid(words);
  if (JUDGED.test(words)) return said(words);
  const read = [words, bare].find((one) => readClauses(one, command) !== undefined);
  return read === undefined ? undefined : said(read);
}

/** "Run `x` again until it says `ok`." */
const UNTIL =
  /^[^.\x60]{0,40}?\b(?:until|make sure(?: that)?|check(?: that)?|verify(?: that)?|see (?:if|whether|that)) (?=(?:it|this) (?:prints|returns|says|answers|shows|exits|reads|gives)\b)/i;
/** No clause of conditions, and yet told from the output without a person. */
const JUDGED =
  /^(?:(?:at least|at most|more than|fewer than|less than|no more than|exactly) (?:\d+|one|two|three) (?:lines?|entries)|(?:starts|begins|ends) with `[^`]+`)$/i;

/** The first sentence, where that says all by itself. */
function firstOf(words: string, command: string): string {
  const first = /^[\s\S]*?[.!](?=\s)/.exec(words)?.[0].slice(0, -1);
  return first !== undefined && readClauses(first, command) !== undefined ? first : words;
}

/** One of these stands behind most commands that something is said of. */
const MAY_SAY =
  /expect|should|must|ha[sv]e? to|->|=>|[→⇒:：≤≥<>=(]|print|return|answer|output|says|reads|exit|respond|report|show|nothing|starts|begins|ends|at (?:least|most)|(?:more|less|fewer) than| is `/i;

/** Up to the closing bracket, or without the full stop. */
function endOf(words: string): string {
  const close = closingBracket(words);
  return (close < 0 ? words : words.slice(0, close)).replace(/[\s.;,]+$/, '');
}

function closingBracket(words: string): number {
  let depth = 0;
  let isCode = false;
  for (let at = 0; at < words.length; at += 1) {
    const char = words.charAt(at);
    if (char === '`') isCode = !isCode;
    else if (!isCode && char === '(') depth += 1;
    else if (!isCode && char === ')') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}

/** What ends with a colon speaks of what stands below. */
function said(words: string): string | undefined {
  return words === '' || /[:：]$/.test(words) ? undefined : words;
}

/** `dig … # expect: an address`, and the same in a line of its own below. */
const COMMENT =
  /(?:^|\s)(?=)#\s*(?:expect(?:ed|s)?(?=)(?: (?:output|result|value|answer))?(?=)\s*:|=>|→|((?:should|must)(?=) (?:return|print|show|output|be|say)(?=)\b))(?=)\s*(\S.*)$/i;

/** What the comment of a block of one command expects of it. */
export function saidInComment(code: string): string | undefined {
  if (!code.includes('#') || !/expect|should|must|=>|→/i.test(code)) return undefined;
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const commands = lines.filter(
    (line, at) => !/^\s*#/.test(line) && !(lines[at - 1] ?? '').endsWith('\\'),
  );
  const found = lines.flatMap((line, at) => {
    const match = COMMENT.exec(line);
    return match === null ? [] : [{ at, words: `${match[1] ?? ''} ${match[2] ?? ''}`.trim() }];
  });
  const [only] = found;
  // Of several commands it would be the output of one.
  if (commands.length !== 1 || found.length !== 1 || only === undefined) return undefined;
  return only.at >= lines.indexOf(commands[0] ?? '') ? said(only.words) : undefined;
}
