import { escapePattern } from '../text/escapePattern';
import { readJson } from './json';
import { countRows } from './outputTable';
import { onlyWord } from './plainWords';
import { allLinesOf, linesOf, saysTrouble, yesOrNo, type Judge } from './saying';
import { failed, passed } from './verdicts';

/** What is not to stand in an output, and that something is to stand in it. */

const CODES = '(`[^`]+`(?:(?:,| or|, or| and|, and| nor) `[^`]+`)*)';
const WHERE =
  '(?: (?:anywhere )?(?:in|within|from) (?:the )?(?:output|response|answer|body|logs?|list|results?))?';
const NOT =
  "(?:(?:does|do|must|should|may|can|will|shall) ?(?:not|n[o']t)|doesn't|don't|mustn't|shouldn't|won't|never|no longer)";
const ABSENT = [
  `(?:(?:the |its? )?(?:output|response|answer|body|logs?|list|results?)? ?)${NOT} (?:contains?|shows?|lists?|includes?|mentions?|prints?|have|has)(?: any| the)? ${CODES}`,
  `(?:without|free of|no)(?: any)? ${CODES}(?: (?:lines?|entries|entry|messages?))?${WHERE}`,
  `no (?:lines?|output|entry|entries|messages?|text) (?:containing|contains?|with|that contains?|including|mentioning) ${CODES}`,
  `${CODES} (?:is|are|(?:does|do|must|should|may) ?not|no longer) ?(?:not |no longer )?(?:appears?|in the (?:output|list|logs?|response)|listed|shown|printed|present|absent|contained|show up|there)${WHERE}`,
].map((form) => new RegExp(`^${form}$`, 'i'));

/** The texts that are not to come out: "does not contain `X`", "no `X` in the log". */
export function absentTexts(words: string): readonly string[] {
  if (!/\b(?:no|not|never|without|free|absent)\b|n't\b/i.test(words)) return [];
  if (!words.includes('`') || /\b(?:but|except|only|other than)\b/i.test(words)) return [];
  if (/^`[^`]+` (?:is|are) (?!not |no longer |absent)/i.test(words)) return [];
  for (const form of ABSENT) {
    const codes = form.exec(words)?.[1];
    if (codes === undefined) continue;
    const texts = [...codes.matchAll(/`([^`]+)`/g)].map((match) => (match[1] ?? '').trim());
    // A pattern or a text with holes is not looked for letter by letter.
    return texts.some((text) => text === '' || /\.\.\.|[*{<\\^$]|…/.test(text)) ? [] : texts;
  }
  return [];
}

type Presence = 'there' | 'absent' | 'unclear';

/** Whether a text stands in lines; in other letters, in a longer word, or counted as 0 is unclear. */
function presence(text: string, lines: readonly string[]): Presence {
  const folded = text.toLowerCase();
  const holding = lines.filter((line) => line.toLowerCase().includes(folded));
  if (holding.length === 0) return 'absent';
  const plain = escapePattern(text);
  const none = new RegExp(
    `(?<![\\w.,])(?:0|no|zero) ${plain}(?:e?s)?(?!\\w)|(?<!\\w)${plain}(?:e?s)?\\s?[=:]\\s?0(?![\\w.,])`,
    'gi',
  );
  const rest = holding.map((line) => line.replace(none, ' '));
  if (!rest.some((line) => line.toLowerCase().includes(folded)))
    return holding.some((line) => line.includes(text)) ? 'unclear' : 'absent';
  const exact = new RegExp(`(?<![\\p{L}\\p{N}_-])${plain}(?![\\p{L}\\p{N}_-])`, 'u');
  return rest.some((line) => exact.test(line)) ? 'there' : 'unclear';
}

/** "does not contain `ERROR`", "no `FATAL` in the log", "`web-3` is not listed". */
export const absent: Judge = (words, result, source) => {
  const texts = absentTexts(words);
  if (texts.length === 0) return undefined;
  const lines = allLinesOf(result);
  const found = texts.map((text) => presence(text, lines));
  const there = texts[found.indexOf('there')];
  if (there !== undefined)
    return failed(source, lines.find((line) => line.includes(there)) ?? there);
  return found.every((one) => one === 'absent') && !saysTrouble(result)
    ? passed(source)
    : undefined;
};

/** "not `FAILED`" against the one word that came out. */
export const otherThan: Judge = (words, result, source) => {
  const text =
    /^(?:(?:is |are |must |should )?(?:not|never)(?: be)?|anything (?:but|other than|except)|other than) `([^`\s]+)`$/i.exec(
      words,
    )?.[1];
  const answer = text === undefined ? undefined : onlyWord(result.stdout);
  if (text === undefined || answer === undefined) return undefined;
  if (answer === text) return failed(source, answer);
  const doubtful = /^(?:unknown|null|none|nil|n\/a|-|\?|<.*>|error)$/i.test(answer);
  const within = answer.toLowerCase().includes(text.toLowerCase());
  return doubtful || within || saysTrouble(result) ? undefined : passed(source);
};

const SOMETHING =
  /^(?:(?:it |command )?(?=)(?:returns|prints|shows|outputs|lists|is|must be|should be)(?=) )?(?=)(?:(?:a |an )?(?=)(?:non-?empty|not (?:be )?(?=)empty)(?=)(?: (?:output|result|response|answer|line|value|string|text|list|set))?|(?:the )?(?=)(?:output|result|response|list|answer|file)(?=) (?:is|must be|should be)(?=) (?:not empty|non-?empty|not be empty)|(?:output|result|response|list)(?=) (?:must|should)(?=) not be empty|(?:something|some (?:output|text)|any output))(?=)(?: (?:is )?(?=)(?:printed|returned|shown))?(?=)$/i;
const NOTHING =
  /^(?:\[\s*\]|\{\s*\}|null|nil|none|n\/a|-|0|""|''|<none>|\(none\)|\(null\)|empty|no(?:ne|thing)? .*|not? .*)$/i;

/** "not empty", "non-empty", "prints something". */
export const something: Judge = (words, result, source) => {
  if (!SOMETHING.test(words)) return undefined;
  const lines = linesOf(result);
  if (lines.length === 0)
    return result.stderr.trim() === '' ? failed(source, 'no output') : undefined;
  if (countRows(result.stdout) === 0) return failed(source, '0 rows');
  const [line = ''] = lines;
  // The titles of a table without rows are no rows.
  const titles = lines.length === 1 && /^[A-Z][A-Z0-9_%()-]*(?: [A-Z][A-Z0-9_%()-]*)+$/.test(line);
  const doubtful = lines.length === 1 && NOTHING.test(line);
  const list = readJson(lines.join('\n'));
  if (list?.type === 'array' || list?.type === 'object') {
    const size = list.type === 'array' ? list.items.length : list.entries.size;
    return yesOrNo(size > 0, source, line);
  }
  return titles || doubtful || saysTrouble(result) ? undefined : passed(source);
};

/** "a non-empty JSON array". */
export const filledJson: Judge = (words, result, source) => {
  const shape =
    /^(?:(?:returns|prints|shows|responds with)(?=) )?(?=)(?:an? )?(?=)(?:non-?empty (?:valid )?(?=)json|json,? non-?empty|valid non-?empty json)(?=)(?: (array|list|object))?(?=)$/i
      .exec(words)
      ?.at(1)
      ?.toLowerCase();
  if (shape === undefined) return undefined;
  const value = readJson(result.stdout.trim());
  if (value === undefined)
    return /[[{]/.test(result.stdout) || result.stdout.trim() !== ''
      ? undefined
      : failed(source, 'no output');
  const wanted = shape === 'list' ? 'array' : shape;
  if (value.type !== wanted) return failed(source, `a JSON ${value.type}`);
  const size =
    value.type === 'array' ? value.items.length : value.type === 'object' ? value.entries.size : 0;
  return yesOrNo(size > 0, source, `an empty ${value.type}`);
};
