import { escapePattern } from '../text/escapePattern';
import { allLinesOf, linesOf, saysTrouble, type Judge } from './saying';
import { failed, passed } from './verdicts';

/** "`n4` is listed": a name among those that came out. */

const CODES = '(`[^`]+`(?:(?:,|,? and) `[^`]+`)*)';
const FORMS = [
  `${CODES} (?:is|are)(?: both| all)? (?:listed|present|there|in the (?:list|output|table))`,
  `${CODES} (?:appears?|shows? up)(?: in the (?:list|output|table))?`,
  `lists ${CODES}`,
].map((form) => new RegExp(`^${form}$`, 'i'));

type Listed = 'yes' | 'no' | 'unclear';

const NEGATION = /\b(?:not|no|never|none|cannot|without|missing|removed|deleted)\b|n't\b/i;

function isListed(name: string, lines: readonly string[]): Listed {
  const holding = lines.filter((line) => line.toLowerCase().includes(name.toLowerCase()));
  if (holding.length === 0) return 'no';
  const plain = escapePattern(name);
  const alone = new RegExp(`(?:^|[\\s,;|"'([*])${plain}(?=$|[\\s,;|"')\\]])`);
  if (holding.some((line) => alone.test(line) && !NEGATION.test(line.replace(name, ' '))))
    return 'yes';
  return holding.every((line) => isOther(line, name)) ? 'no' : 'unclear';
}

/** Everywhere in the line a letter goes on with letters, or a number with digits: `n40`. */
function isOther(line: string, name: string): boolean {
  const [folded, wanted] = [line.toLowerCase(), name.toLowerCase()];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const ends = at + wanted.length;
    const before = folded.slice(Math.max(0, at - 1), at + 1);
    const behind = folded.slice(ends - 1, ends + 1);
    const goesOn = [before, behind].some((pair) => /^(?:\d\d|[a-z]{2})$/.test(pair));
    if (!goesOn) return false;
  }
  return true;
}

export const listed: Judge = (words, result, source) => {
  const codes = FORMS.map((form) => form.exec(words)?.[1]).find((found) => found !== undefined);
  if (codes === undefined) return undefined;
  const names = [...codes.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.trim());
  if (names.some((name) => !/^[\w.@:/-]+$/.test(name)) || saysTrouble(result)) return undefined;
  const answers = names.map((name) => isListed(name, linesOf(result)));
  const missing = names[answers.indexOf('no')];
  if (missing !== undefined) {
    // It may stand among the messages.
    const elsewhere = allLinesOf(result).slice(linesOf(result).length).join('\n');
    return elsewhere.includes(missing)
      ? undefined
      : failed(source, linesOf(result)[0] ?? 'no output');
  }
  return answers.every((answer) => answer === 'yes') ? passed(source) : undefined;
};
