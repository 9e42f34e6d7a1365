import type { Step } from '../../model/step';
import { guessCommand } from '../../parser/commands';
import { scanCode } from '../../parser/scriptScan';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { holesInWords } from '../holesInWords';
import { openAmounts } from '../openAmounts';
import { meaningOf } from '../placeholderUses';
import { isShell } from '../words';

/** A value that a template left open, and that no word explains: `YOUR_CLUSTER`, `vol-xxxxxxxx`. */
export const unfilledPlaceholder: Rule = {
  code: 'unfilled-placeholder',
  severity: 'information',
  explanation:
    'The command came from a manual or a template, and what was to be filled in never was. Write the real value, or say in the text where its reader finds it.',
  find: (context) => {
    const told = new Set<string>();
    return [
      ...holesInWords(context),
      ...openAmounts(context),
      ...context.runbook.steps.flatMap((step) => {
        if (step.notRunnable !== undefined && step.notRunnable.code !== 'unfilled-hole') return [];
        const known = step.placeholders.flatMap(({ written, variable, places }) => {
          const [place] = places;
          if (variable || place === undefined || !LEFT_OPEN.test(written)) return [];
          if (told.has(written) || !isInCommand(step, place.start)) return [];
          if (isExplained(context, written)) return [];
          told.add(written);
          return [
            {
              span: context.place(step, place.start, place.end),
              message: `${written} was never filled in, and nothing here says what it is. Write the value, or where to find it.`,
            },
          ];
        });
        return [...known, ...crossed(context, step, told)];
      }),
      ...unrendered(context),
      ...inData(context),
    ];
  },
};

/** `email: CHANGEME` in a block of configuration. */
function inData(context: RuleContext): readonly Found[] {
  return context.runbook.blocks.flatMap(({ role, fenced, content, range }) => {
    if (role !== 'data' || !MAY_BE_LEFT.test(content)) return [];
    return content.split('\n').flatMap((text, index) => {
      const written = (LEFT_IN_DATA.exec(text) ?? SHOUTED_IN_DATA.exec(text))?.[1];
      if (written === undefined || isExplained(context, written)) return [];
      const line = range.start + Number(fenced) + index;
      const at = context.lines.line(line).indexOf(written);
      if (at < 0) return [];
      const start = context.lines.start(line) + at;
      return [
        {
          span: { start, end: start + written.length },
          message: `${written} was never filled in, and nothing here says what it is. Write the value, or where to find it.`,
        },
      ];
    });
  });
}

const MAY_BE_LEFT = /<[A-Z]+ |change.?me|replace.?me|fill.?(?:me|in)|your[-_]|fixme|todo|tbd/i;
const LEFT_IN_DATA =
  /^(?!\s*(?:#|\/\/|;)).*?[:=]\s*["']?((?:CHANGE|REPLACE|FILL)[-_ ]?(?:ME|IN)(?:[-_]\w+)?|YOUR[-_][A-Z][A-Z_-]+|FIXME|TODO|TBD)["']?,?\s*$/i;
const SHOUTED_IN_DATA = /[:=]\s*["']?(<[A-Z]+(?: [A-Z]+)+>)["']?,?\s*$/;

/** The one `{{ sender }}` in a runbook that asks for all else in another way, and explains it nowhere. */
function unrendered(context: RuleContext): readonly Found[] {
  const { steps } = context.runbook;
  const holes = steps.flatMap((step) =>
    step.placeholders.map((hole) => ({ ...hole, step, curly: hole.written.startsWith('{{') })),
  );
  const curly = holes.filter((hole) => hole.curly);
  const [one] = curly;
  const [place] = one?.places ?? [];
  if (one === undefined || place === undefined || curly.length > 1 || one.places.length > 1)
    return [];
  const before = one.step.text.slice(0, place.start);
  if (holes.length < 2 && !/(?:^|\n)\s*(?:export\s+)?\$?\w+\s*=\s*["']?$/.test(before)) return [];
  if (/\$\w+|\./.test(one.written) || isSpokenOf(context, one.written)) return [];
  if (holes.some((hole) => !hole.curly && meaningOf(hole.written) === meaningOf(one.written)))
    return [];
  return [
    {
      span: context.place(one.step, place.start, place.end),
      message: `${one.written} looks like a template that was never rendered: nothing here says what it is. Write the value, or where to find it.`,
    },
  ];
}

/** Its name stands elsewhere, joined in whichever way, and not as the variable that takes it. */
function isSpokenOf({ text }: RuleContext, written: string): boolean {
  const words = written.match(/[\p{L}\d]+/gu) ?? [];
  const other = text.replace(/\$\{?\w+\}?|\b\w+=/g, '');
  return [...other.matchAll(new RegExp(words.join('[\\s_-]?'), 'giu'))].length > 1;
}

/** `web-XX`, `10.0.x.x`, `%HOST%`, `__HOST__`, `???`: crosses where a name or number was to go. */
function crossed(context: RuleContext, step: Step, told: Set<string>): readonly Found[] {
  if (!isShell(step.language) && !/^(?:powershell|sql|psql)$/.test(step.language)) return [];
  if (!MAY_CROSS.test(step.text)) return [];
  const scan = scanCode(step.text, step.language);
  return [...step.text.matchAll(CROSSED)].flatMap((match) => {
    const [written] = match;
    const { index } = match;
    if (told.has(written) || scan.contextAt(index) === 'comment') return [];
    const line = step.text.slice(step.text.lastIndexOf('\n', index) + 1).split('\n', 1)[0] ?? '';
    if (/\bmktemp\b|\bdate\b|--(?:format|pretty|date)\b|^\s*#/.test(line)) return [];
    // What a command reads is typed with it.
    const fed = scan.contextAt(index).startsWith('heredoc');
    if ((!fed && !isInCommand(step, index)) || isExplained(context, written)) return [];
    told.add(written);
    return [
      {
        span: context.place(step, index, index + written.length),
        message: `${written} was never filled in, and nothing here says what it is. Write the value, or where to find it.`,
      },
    ];
  });
}

/** Cheaper than `CROSSED`, which most texts do not match. */
const MAY_CROSS = /_{3}|[xX][.:][xX]|X{2}|N{2}|x{3}|\?{2}|%[A-Z]|__[A-Z]|@@|\d\.[xX]|a\.b{1,3}\.c/;
const CROSSED =
  /(?<![\w.])(?:[xX]{1,3}(?:\.[xX]{1,3}){3}|a{1,3}\.b{1,3}\.c{1,3}\.d{1,3})(?![\w.])|(?<![\w:])(?:[xX]{2}:){5}[xX]{2}(?![\w:])|(?<=[\s="'])N{3,}(?=[\s"']|$)|(?<![\w.-])(?:[A-Za-z]\w*[-_.])+(?:X{2,}|N{2,}|x{3,}|\?{2,})(?:[-_.][\w.-]+)?(?![\w*?])|(?<![\w.])(?:\d{1,3}\.){1,3}[Xx]{1,3}(?:\.[Xx]{1,3})*(?![\w.])|%[A-Z][A-Z_]{2,30}%|(?<![\w.])__[A-Z][A-Z_]+__(?!\w)|@@[A-Z_]+@@|(?<=[\s='(])\?{3,}(?=[\s;,')]|$)|(?<=[\s="'/:-])_{3,}(?=[\s"'/:.;)]|$)/g;

/** A log line or listing in a block of commands holds crosses too. */
function isInCommand({ text, language }: Step, at: number): boolean {
  if (language !== 'bash' && language !== 'sh') return true;
  const lines = text.slice(0, at).split('\n');
  let first = lines.length - 1;
  while (first > 0 && /\\\s*$/.test(lines[first - 1] ?? '')) first--;
  const line = text.split('\n')[first] ?? '';
  return guessCommand(line.trim())?.certainty === 'certain' || /^\s*(?:export )?\w+=/.test(line);
}

/** What templates hold: names in brackets are how a runbook asks its reader. */
const LEFT_OPEN =
  /^(?:your[-_]|.*(?:REPLACE[-_]?ME|CHANGE[-_]?ME|FILL[-_]?(?:ME|IN)|\b(?:INSERT|ENTER)[-_ ]|PLACEHOLDER|TODO|TBD|FIXME|[-_ ]HERE\b)|[^<[{]*x{4,}|x{3}$)/i;

/** The text, a comment or a table speaks of it. */
export function isExplained(context: RuleContext, written: string): boolean {
  const says = (text: string) => text.includes(written);
  return (
    context.passages.some((passage) =>
      passage.kind === 'table'
        ? says(context.linesText(passage.start, passage.end))
        : passage.kind !== 'code' && says(passage.content),
    ) ||
    context.runbook.blocks.some(({ content }) =>
      content.split('\n').some((line) => /^\s*(?:#|--\s|\/\/)/.test(line) && says(line)),
    )
  );
}
