import { judgeText } from './judgeText';
import { allLinesOf, linesOf, yesOrNo, type Judge } from './saying';
import { failed, passed } from './verdicts';

/** Where in an output a text is to stand, and which of several. */

/** "last line is `done`", "first line: `BEGIN`". */
export const lineAt: Judge = (words, result, source) => {
  const [, which, how = '', text] =
    /^(?:the |its )?(?=)(first|last)(?=) line(?: of (?:the )?(?=)output)?(?=)(?:(?: (is|reads|says|shows|starts? with|begins? with|ends? with|contains?|must be|should be))|:| =)(?=) `([^`]+)`$/i.exec(
      words,
    ) ?? [];
  if (which === undefined || text === undefined || /\.\.\.|[{…]/.test(text)) return undefined;
  const line = linesOf(result).at(/^first$/i.test(which) ? 0 : -1);
  if (line === undefined) return failed(source, 'no output');
  if (/^(?:starts?|begins?)/i.test(how)) return yesOrNo(beginsWith(line, text), source, line);
  if (/^ends?/i.test(how)) return ending(line, text, source);
  if (!/^contains?/i.test(how) && line === text) return passed(source);
  return line.toLowerCase().includes(text.toLowerCase()) ? undefined : failed(source, line);
};

/** "starts with `ii`", "ends with `done.`": the whole output, where it is one line each of them. */
export const outputEdge: Judge = (words, result, source) => {
  const [, how, text] =
    /^(?:(?:the )?(?=)(?:output|response|line|it)(?=) )?(?=)(starts?|begins?|ends?|starting|ending|beginning)(?=) (?:with|in)(?=) `([^`]+)`$/i.exec(
      words,
    ) ?? [];
  if (how === undefined || text === undefined || /\.\.\.|[{…]/.test(text)) return undefined;
  const lines = linesOf(result);
  if (lines.length === 0) return failed(source, 'no output');
  const start = !/^end/i.test(how);
  const line = (start ? lines[0] : lines.at(-1)) ?? '';
  const verdict = start
    ? yesOrNo(beginsWith(line, text), source, line)
    : ending(line, text, source);
  if (verdict?.kind !== 'fail') return verdict;
  // It may be said of a line among others.
  const fits = (one: string): boolean => (start ? one.startsWith(text) : one.endsWith(text));
  return lines.some(fits) ? undefined : verdict;
};

function beginsWith(line: string, text: string): boolean {
  return line.startsWith(text);
}

/** `NOT OK` ends with `OK`, too. */
function ending(line: string, text: string, source: string): ReturnType<Judge> {
  if (!line.endsWith(text)) return failed(source, line);
  const before = line.slice(0, line.length - text.length);
  const contrary = /\b(?:not|no|un|non|never)[ -]?$/i.test(before);
  return contrary || (/\w$/.test(before) && /^\w/.test(text)) ? undefined : passed(source);
}

/** "contains `a` or `b`". */
export const containsOneOf: Judge = (words, result, source) => {
  if (
    !/^(?:(?:the )?output )?(?:contains?|includes?|mentions?) (?:either )?`[^`]+`(?:, `[^`]+`)*,? or `[^`]+`$/i.test(
      words,
    )
  )
    return undefined;
  const kinds = [...words.matchAll(/`([^`]+)`/g)].map(
    ([, text = '']) =>
      judgeText({ kind: 'text', source, template: text, match: 'contains', sample: false }, result)
        .kind,
  );
  if (kinds.includes('pass')) return passed(source);
  return kinds.every((kind) => kind === 'fail')
    ? failed(source, allLinesOf(result)[0] ?? 'no output')
    : undefined;
};

/** "`active` or `activating`", "one of `a`, `b`" against the one word that came out. */
export const oneOf: Judge = (words, result, source) => {
  const bare = words.replace(
    /^(?:(?:is|prints|returns|shows|reads|says|outputs) )?(?:either |one of(?: the following)?:? )?/i,
    '',
  );
  const listed = /^`[^`]+`(?:, `[^`]+`)*,? or `[^`]+`$/.test(bare);
  const among =
    /\bone of\b/i.test(words) && /^`[^`]+`(?:(?:, |,? or |,? and )`[^`]+`)+$/.test(bare);
  if (!listed && !among) return undefined;
  const [line = '', ...more] = linesOf(result);
  if (more.length > 0 || !/^\S+$/.test(line)) return undefined;
  const texts = [...bare.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  if (texts.includes(line)) return passed(source);
  // In other letters, or with more behind it, a person has to say.
  return texts.some((text) => line.toLowerCase() === text.toLowerCase() || /[*{<]/.test(text))
    ? undefined
    : failed(source, line);
};
