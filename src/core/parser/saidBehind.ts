import { readClauses } from '../run/expectationWords';
import { foreignSaid } from './expectedWords';

/** Longer words behind a command tell more than what comes out. */
const MOST = 240;
/** What may stand between a command and the words: "`x` (", "`x` – ", "`x`: ". */
const JOIN = /^[\s)\]*_]*(?:->|=>|[→⇒]|[-–—:;,(])?[\s(*_]*/;
const ARROW = /->|=>|[→⇒]/;
const EXPECTS =
  /^(?:expect(?:ed|s|ing)?|you (?:should )?(?=)expect)(?=)(?: (?:output|results?|response|value|status|answer|to (?:see|get)))?(?=)[*_]*(?::[*_]*| is\b| are\b)(?=)\s+(?=\S)/i;
/** Without a sign behind it: few words, and none that tell of something else. */
const EXPECTS_PLAINLY =
  /^(?:expect(?:ed|s)?|you (?:should )?(?=)expect)(?=)(?: to (?:see|get))?(?=) (?=`|\d|"|(?!(?:this|that|it|its|to|after|before|when|while|if|as|below|above|for|some|an?|the|in|on|at|by|with|from|no (?:delay|downtime|impact)|output|results?|response)(?=)\b)\S+(?: \S+){0,3}(?=)$)/i;
const SHOULD =
  /^(?:(?:it|this|which|that)(?=) )?(?=)(?:should|must)(?=) (?:return|print|show|output|respond|answer|say|give|read|list|report|be)(?=)\b/i;

/**
 * What the words right behind a command in running text expect of it: "`x` (expect: 3)",
 * "`x` should print `ok`", "`x` → 200". An arrow may as well lead to what is to be done, so that
 * behind one only what can be judged is an expectation.
 *
 * @param behind from the end of the command to the end of its paragraph, or to the next command
 */
export function saidBehind(behind: string, command: string): string | undefined {
  if (behind.length > MOST || !/expect|should|must|->|=>|[→⇒]|[:：]/i.test(behind))
    return undefined;
  const line = behind.replace(/\s*[\r\n]+[\s>]*/g, ' ').trim();
  const join = JOIN.exec(line)?.[0] ?? '';
  const words = endOf(line.slice(join.length), join.includes('('));
  const expects = (EXPECTS.exec(words) ?? EXPECTS_PLAINLY.exec(words))?.[0];
  if (expects !== undefined) return said(words.slice(expects.length));
  if (SHOULD.test(words)) return said(words);
  if (ARROW.test(join)) return readClauses(words, command) === undefined ? undefined : said(words);
  return foreignSaid(words);
}

/** Up to the closing bracket, or without the full stop. */
function endOf(words: string, isBracketed: boolean): string {
  const close = isBracketed ? closingBracket(words) : -1;
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
