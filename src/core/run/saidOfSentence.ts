import { comparableLines } from './outputText';
import { linesOf, type Judge } from './saying';
import { failed, passed } from './verdicts';

/** A sentence that a program begins with, and marks in brackets. */

const SENTENCE = /^[A-Z][\w']*(?:[ ,]+[\w'./-]+){1,11}$/;
/** Behind the sentence they may take it back. */
const TAKES_BACK =
  /\b(?:but|however|except|although|unless|only|not|never|cannot|could|with|fail\w*|error\w*|warn\w*|skipp?\w*|abort\w*|partial\w*|incomplete|pending|missing|wait\w*|retr(?:y|ies)\w*|drift\w*|fatal)\b|n't\b/i;
const TROUBLE = /\b(?:but|however|except|fail(?:ed|ure)?s?|errors?|warnings?|fatal)\b/i;

/** "No changes.", "No resources found": the answer begins with it, and what follows agrees. */
export const sentence: Judge = (words, result, source) => {
  if (!SENTENCE.test(words)) return undefined;
  const out = linesOf(result);
  const lines = out.length > 0 ? out : comparableLines(result.stderr);
  const [line = '', ...more] = lines;
  if (!line.startsWith(words)) return undefined;
  const rest = line.slice(words.length);
  const ends =
    rest === '' || /^[.!;:]|^,? ?\(/.test(rest) || /^ in [\w-]+ namespace\.?$/.test(rest);
  if (!ends || TAKES_BACK.test(rest) || /[1-9]/.test(rest)) return undefined;
  return more.some((one) => TROUBLE.test(one)) ? undefined : passed(source);
};

const MARK = /\[([A-Z_]{2,16})\]/g;
const BAD_MARK = /^(?:FAIL(?:ED|URE)?|ERROR|ERR|CRIT(?:ICAL)?|FATAL|KO|WARN(?:ING)?|DOWN|NOT_OK)$/;

/** "[UU]": all the marks of that kind that stand in the output. */
export const marked: Judge = (words, result, source) => {
  const wanted = /^`?\[([A-Z_]{2,16})\]`?$/.exec(words)?.[1];
  if (wanted === undefined) return undefined;
  const marks = linesOf(result).flatMap((line) =>
    [...line.matchAll(MARK)].map(([, mark = '']) => mark),
  );
  const others = marks.filter((mark) => mark !== wanted);
  const disks = /^[U_]+$/;
  const bad = others.find((mark) =>
    disks.test(wanted) ? disks.test(mark) && mark.length === wanted.length : BAD_MARK.test(mark),
  );
  if (bad !== undefined) return failed(source, `[${bad}]`);
  return marks.includes(wanted) && others.length === 0 ? passed(source) : undefined;
};
