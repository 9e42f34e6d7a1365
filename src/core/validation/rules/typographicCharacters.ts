import type { Step } from '../../model/step';
import type { TextEdit } from '../finding';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isShell } from '../words';

const REPLACEMENTS =
  /(?<dash>(?<=^|\s)[\u2010-\u2015\u2212]+(?=-?\w))|(?<wide>[\uff01-\uff5e])|(?<quote>[\u2032\u2018\u2019\u201a\u201b\u2039\u203a\u00b4])|(?<double>[\u2033\u201c-\u201f\u00ab\u00bb])|(?<space>[\u3000\u00a0\u2000-\u200a\u202f\u205f])|(?<like>(?<=[A-Za-z])[асеорхуіѕјАСЕОРХВНКМТ]|[асеорхуіѕјАСЕОРХВНКМТ](?=[A-Za-z])|[\ufb01\ufb02]|(?<=\{\w+)\u2026(?=\w+\})|\u00d7|(?<=^|\s)[\u02dc\u223c](?=\/))|(?<nothing>[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad])/gmu;

/** Curly quotes, long dashes and no-break spaces where a shell needs plain ones. */
export const typographicCharacters: Rule = {
  code: 'typographic-characters',
  severity: 'error',
  explanation:
    'A word processor or a translation put curly quotes, a long dash or a no-break space into a command. A shell takes them for letters, so the command fails or does something else.',
  find: (context) =>
    context.runbook.steps.flatMap((step) => {
      if (step.notRunnable?.code !== 'typographic-characters')
        return inQuotedCommand(context, step);
      const { start, end } = step.source;
      const edits = toPlain(context.text.slice(start, end), start);
      const first = edits[0];
      if (first === undefined)
        return [{ span: context.stepSpan(step), message: step.notRunnable.message }];
      return [
        {
          span: first.range,
          message: step.notRunnable.message,
          fix: { title: 'Use plain characters', edits },
        },
      ];
    }),
};

/** What was meant by what only looks like it. */
const LIKE: ReadonlyMap<string, string> = new Map([
  ...Array.from(
    'асеорхуіѕјАСЕОРХВНКМТ',
    (from, at) => [from, 'aceopxyisjACEOPXBHKMT'[at] ?? from] as const,
  ),
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
  ['\u2026', '..'],
  ['\u00d7', '*'],
  ['\u02dc', '~'],
  ['\u223c', '~'],
]);

/** A command in quotes, handed to another shell: `ssh host 'df -h'`. */
const QUOTED_COMMAND =
  /(?:\bssh\s(?:[^'"\n]|"[^"\n]*"\s)*|\s-l?c\s+)(?:'([^']*)'|"((?:[^"\\]|\\.)*)")/g;
const INVISIBLE =
  /(?<=\s)[\u2010-\u2015\u2212]+(?=\w)|[\u00a0\u2007\u202f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/;

function inQuotedCommand(context: RuleContext, step: Step): readonly Found[] {
  if (!isShell(step.language) || !INVISIBLE.test(step.text)) return [];
  const { start, end } = step.source;
  const code = context.text.slice(start, end);
  return [...code.matchAll(QUOTED_COMMAND)].flatMap((match) => {
    const edits = toPlain(match[0], start + match.index).filter(({ newText }) =>
      /^ ?$|^-{1,2}$/.test(newText),
    );
    const [first] = edits;
    if (first === undefined) return [];
    return [
      {
        span: first.range,
        message:
          'The command in quotes holds a dash or a space that only looks like one, or an invisible character; the shell that gets it would not read it as meant. Retype it.',
        fix: { title: 'Use plain characters', edits },
      },
    ];
  });
}

function toPlain(code: string, offset: number): readonly TextEdit[] {
  return [...code.matchAll(REPLACEMENTS)].map((match) => {
    const start = offset + match.index;
    const end = start + match[0].length;
    return {
      range: { start, end },
      newText: plain(match, code.slice(match.index + match[0].length)),
    };
  });
}

function plain({ groups }: RegExpMatchArray, rest: string): string {
  if (groups?.['dash'] !== undefined) return /^(?:-|\w(?:\W|$))/.test(rest) ? '-' : '--';
  if (groups?.['wide'] !== undefined)
    return String.fromCharCode(groups['wide'].charCodeAt(0) - 0xfee0);
  if (groups?.['quote'] !== undefined) return "'";
  if (groups?.['double'] !== undefined) return '"';
  if (groups?.['like'] !== undefined) return LIKE.get(groups['like']) ?? groups['like'];
  return groups?.['space'] === undefined ? '' : ' ';
}
