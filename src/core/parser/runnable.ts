import type { NotRunnable, NotRunnableCode, StepLanguage } from '../model/step';

/** A reason not to run, with the words a person on call needs. */
export function notRunnable(code: NotRunnableCode, message: string): NotRunnable {
  return { code, message };
}

const INVISIBLE = /[\u00a0\u2000-\u200a\u202f\u205f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/;
const DASH_OPTION = /(?:^|\s)[\u2010-\u2015\u2212]+-?\w/;
/** Controls but tab and line breaks, and the marks that turn the direction of reading around. */
const HIDDEN = /[\0-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]/;
const QUOTES = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u2032\u2033]|(?:^|\s)\u00b4|\u00b4(?:\s|$)/;
/** What stands for a letter that was lost, and for a byte that is no UTF-8. */
const LOST = /[\ufffd\p{Surrogate}]/u;
/** Wide letters and signs of an eastern keyboard. */
const WIDE = /[\uff01-\uff5e\u3000]/;
/** A range whose two dots became one sign: `{1…3}`, `v1…v2`. */
const ELLIPSIS = /\{\w+\u2026\w+\}|(?<![\w.])\d{1,4}\u2026\d{1,4}(?!\w)|\bgit\s[^\n]*\w\u2026\w/;
/** Letters of another script among those of a word, joined letters, signs for `*` and `~`. */
const LOOKALIKE =
  /[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]|[\ufb00-\ufb06]|\(\([^)\n]*[\u00d7\u00f7]|(?:^|\s)[\u02dc\u223c]\//;

/**
 * Characters that a word processor or a translator put where the shell needs others. Inside
 * plain quotes and comments they do no harm.
 */
export function findTypography(text: string, language: StepLanguage): NotRunnable | undefined {
  if (HIDDEN.test(text))
    return notRunnable(
      'typographic-characters',
      'The command holds a control character that is not shown, so what runs is not what you see. Retype it in the runbook.',
    );
  if (!/[^\x00-\x7f]/.test(text)) return undefined;
  // In quotes, too: it would name another file than the one that is meant.
  if (LOST.test(text))
    return notRunnable(
      'typographic-characters',
      'A letter of the command is lost, as the file is not UTF-8 or was not when it was saved, so what would run is not what was written. Save the file as UTF-8, or write the letter anew.',
    );
  const comment = language === 'sql' || language === 'psql' ? /(?:^|\s)--.*$/gm : /(?:^|\s)#.*$/gm;
  const code = text.replace(comment, '');
  const bare = code.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) =>
    // What is put into a string by a command is a command.
    quoted.startsWith('"') ? (quoted.match(/\$\([^()]*\)/g) ?? []).join(' ') : '""',
  );
  const found = DASH_OPTION.test(bare)
    ? 'a dash that is not a hyphen'
    : QUOTES.test(bare)
      ? 'curly quotes'
      : INVISIBLE.test(bare)
        ? 'a space that only looks like one, or an invisible character'
        : WIDE.test(bare)
          ? 'a wide sign of an eastern keyboard'
          : ELLIPSIS.test(bare)
            ? 'one sign for several dots'
            : LOOKALIKE.test(bare)
              ? 'a letter or sign that only looks like another'
              : undefined;
  if (found === undefined) return undefined;
  return notRunnable(
    'typographic-characters',
    `The command holds ${found}; a shell would not read it as meant. Retype it in the runbook.`,
  );
}

/** Whether a text holds anything but comments and blank lines. */
export function hasCode(text: string, language: StepLanguage): boolean {
  const comment =
    language === 'sql' || language === 'psql'
      ? /^\s*(?:--|$)/
      : language === 'node'
        ? /^\s*(?:\/\/|$)/
        : language === 'http'
          ? /^\s*$/
          : /^\s*(?:#|$)/;
  return text.includes('\n')
    ? text.split('\n').some((line) => !comment.test(line))
    : !comment.test(text);
}

const PROMQL =
  /^\s*(?:\(\s*)*(?:sum|avg|max|min|count|topk|bottomk|i?rate|i?delta|increase|histogram_quantile|label_replace|label_join|absent(?:_over_time)?|sort(?:_desc)?|scalar|stddev|quantile|group|predict_linear|changes|resets|\w+_over_time|count_values)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\(|^\s*(?:\(\s*)*[a-zA-Z_:][\w:]*\{\w+\s*[=!]~?"/;

const MAY_BE_PROMQL = /^[\s(]*[\w:]+\s*(?:[({]|by\b|without\b)/;
/** The first line that is no comment, and what is below it. */
const FIRST_CODE = /^(?:[ \t]*(?:(?:#|\/\/)[^\n]*)?\n)*([^]*)/;

/** A query or a document that its author called a shell block: no shell can run it. */
export function findForeignCode(text: string): NotRunnable | undefined {
  const first = FIRST_CODE.exec(text)?.[1] ?? '';
  if (!/^(?:[[{]|apiV|kind|meta|spec|---)/.test(first.trimStart()) && !MAY_BE_PROMQL.test(first))
    return undefined;
  const code = text
    .split('\n')
    .filter((line) => !/^\s*(?:#|\/\/|$)/.test(line))
    .join('\n');
  const what =
    MAY_BE_PROMQL.test(code) && PROMQL.test(code)
      ? 'a PromQL query'
      : /^\s*[[{]\s*(?:"|\{|\n|$)/.test(code) && /[\]}]\s*$/.test(code)
        ? 'JSON'
        : /^(?:apiVersion|kind|metadata|spec):\s/.test(code) || /^---\s*\n\s*[\w-]+:/.test(code)
          ? 'YAML'
          : undefined;
  return what === undefined
    ? undefined
    : notRunnable('unsupported-language', `This is ${what}, which a shell cannot run.`);
}
