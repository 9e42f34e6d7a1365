import type { OffsetRange } from '../../text/range';
import { columnsOfChecks } from '../checkColumns';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isEvaluating } from '../evaluations';
import { isOpen, ledWords, vagueClause } from '../vagueWords';

/** What should come out is told in words no program can compare. */
export const expectationVague: Rule = {
  code: 'expectation-vague',
  severity: 'information',
  explanation:
    'Such words leave the verdict to the eyes of the reader. Write what the output holds (`"status":"ok"`), a number with an operator (`> 0`), `exit 0` or `HTTP 200`, and the check can tell by itself.',
  find: (context) => [...read(context), ...told(context), ...inTables(context)],
};

const MESSAGE =
  'This expectation cannot be checked by itself, so every run needs eyes. Write what the output holds, a number to compare, or the exit code.';

/** What was read as the expectation of a step. */
function read(context: RuleContext): readonly Found[] {
  return context.runbook.steps.flatMap(({ expectation, range, kind }) => {
    if (expectation?.kind !== 'prose') return [];
    // Words below a block may describe a picture of many lines; these describe nothing.
    if (kind === 'block' && !isOpen(expectation.source)) return [];
    // What is written elsewhere can be compared, too.
    if (
      !isEvaluating(expectation.source) &&
      /\b(?:number|value|list|name|version|date|count)s? (?:in|from|given in|of) (?:the|your) \w/i.test(
        expectation.source,
      )
    )
      return [];
    if (
      !isEvaluating(expectation.source) &&
      /\b(?:one|two|three|four|five|six|ten|zero|no|none|nothing|empty)\b|^an? [\p{L} -]*(?:number|name|date|time|id|hash|version|address|list|line)\b/iu.test(
        expectation.source,
      )
    )
      return [];
    // A number, a percentage or code is precise, if only for a person.
    if (/\d|`/.test(expectation.source)) return [];
    if (kind === 'inline' && !MEANT.test(context.lines.line(range.start))) return [];
    const line =
      kind === 'block' ? wordsBelow(context, range.end, expectation.source) : range.start;
    const start = context.lines.start(line);
    const at = context.lines.line(line).indexOf(expectation.source);
    return [
      {
        span:
          at < 0
            ? context.lineSpan(line)
            : { start: start + at, end: start + at + expectation.source.length },
        message: MESSAGE,
      },
    ];
  });
}

/** Words below a block or beside a command, in any language, that say only that all is well. */
function told(context: RuleContext): readonly Found[] {
  const ends = new Set(context.runbook.blocks.map(({ range }) => range.end));
  return context.passages.flatMap((passage) => {
    const { kind, content, start, item } = passage;
    if (kind !== 'paragraph' || !context.once('vague words', content, mayBeVague)) return [];
    let above = start - 1;
    while (above > 0 && context.lines.line(above).trim() === '') above--;
    const below = ends.has(above + 1);
    const lines = context.linesIn(passage);
    return lines.flatMap((line, index) => {
      const led = context.once('led', line, (words) => ledWords(words) !== undefined);
      const text = led ? sentenceFrom(lines, index) : line;
      // The first words below a block are about it; elsewhere the command must stand beside them.
      if (
        !led &&
        !(below && index === 0) &&
        !/`[^`]+`/.test(text) &&
        item === undefined &&
        !(lines.length === 1 && ASKS.test(text))
      )
        return [];
      const clause = context.once('vague', text, vagueClause);
      if (clause === undefined) return [];
      return [{ span: spanOf(context, start + index, clause), message: MESSAGE }];
    });
  });
}

function mayBeVague(content: string): boolean {
  const lines = content.split('\n');
  return lines.some(
    (line, index) =>
      vagueClause(line) !== undefined || vagueClause(sentenceFrom(lines, index)) !== undefined,
  );
}

/** A paragraph that is a check by itself. */
const ASKS = /^\W*(?:check|verify|confirm|make sure|ensure) (?:that |whether |if )/i;

/** A line with those below it that its sentence goes on in. */
function sentenceFrom(lines: readonly string[], index: number): string {
  const [first = '', ...below] = lines.slice(index, index + 3);
  let text = first;
  for (const next of below) {
    if (/[.!?:。]\W*$/.test(text) || ledWords(next) !== undefined) break;
    text += ` ${next.trim()}`;
  }
  return text;
}

/** The cells of a table of checks in another language than English. */
function inTables(context: RuleContext): readonly Found[] {
  return context.tables.flatMap((table) => {
    const columns = columnsOfChecks(context, table);
    if (columns?.expected === undefined) return [];
    const { expected } = columns;
    return table.rows.flatMap(({ cells, line }) => {
      // A word that was read as what the output holds is precise.
      if (context.runbook.steps.some((step) => step.range.start === line && step.expectation))
        return [];
      const text = cells[expected]?.text.trim() ?? '';
      return isOpen(text) ? [{ span: spanOf(context, line, text), message: MESSAGE }] : [];
    });
  });
}

function spanOf(context: RuleContext, line: number, words: string): OffsetRange {
  const start = context.lines.start(line);
  const at = context.lines.line(line).indexOf(words);
  return at < 0 ? context.lineSpan(line) : { start: start + at, end: start + at + words.length };
}

/** Words that tell what comes out; without them a clause beside a command is only that. */
const MEANT =
  /\b(?:expect\w*|should (?:\w+ )?(?:show|return|print|be|see|output|say|respond|have|list|display)|must (?:show|return|print|be|have)|verif\w+|confirm|check|ensure|look for|=>|→)/i;

/** The line below a block on which its expectation stands. */
function wordsBelow({ lines }: RuleContext, end: number, source: string): number {
  const first = source.split('\n', 1)[0] ?? '';
  for (let line = end; line < Math.min(end + 6, lines.count); line++)
    if (lines.line(line).includes(first)) return line;
  return Math.max(0, end - 1);
}
