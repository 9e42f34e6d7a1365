import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** What should come out is told in words no program can compare. */
export const expectationVague: Rule = {
  code: 'expectation-vague',
  severity: 'information',
  explanation:
    'Such words leave the verdict to the eyes of the reader. Write what the output holds (`"status":"ok"`), a number with an operator (`> 0`), `exit 0` or `HTTP 200`, and the check can tell by itself.',
  find: (context) =>
    context.runbook.steps.flatMap(({ expectation, range, kind }) => {
      if (expectation?.kind !== 'prose') return [];
      // Words below a block may describe a picture of many lines; these describe nothing.
      if (kind === 'block' && !NOTHING_SAID.test(expectation.source)) return [];
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
          message:
            'This expectation cannot be checked by itself, so every run needs eyes. Write what the output holds, a number to compare, or the exit code.',
        },
      ];
    }),
};

/** Words that tell what comes out; without them a clause beside a command is only that. */
const MEANT =
  /\b(?:expect\w*|should (?:\w+ )?(?:show|return|print|be|see|output|say|respond|have|list|display)|must (?:show|return|print|be|have)|verif\w+|confirm|check|ensure|look for|=>|→)/i;

/** Words that anybody reads as he likes. */
const NOTHING_SAID =
  /^\W*(?:(?:it|this|that|the output|output|all|everything|things?|alles|tout|todo|tutto|sieht|should|is|are|be|look(?:s|ing)?|seems?|ist|sind|est|está|va|parece|semble|aus|as|wie|comme|como) ?)*(?:as (?:usual|normal|always|expected|before)|usual|normal|fine|good|ok(?:ay)?|right|correct|sane|sensible|reasonable|plausible|healthy|well|happy|wie (?:immer|üblich|erwartet)|gut|in ordnung|plausibel|bien|normale?|d'habitude|correcto|corretto|bene|bem)(?: aus)?\W*$/i;

/** The line below a block on which its expectation stands. */
function wordsBelow({ lines }: RuleContext, end: number, source: string): number {
  const first = source.split('\n', 1)[0] ?? '';
  for (let line = end; line < Math.min(end + 6, lines.count); line++)
    if (lines.line(line).includes(first)) return line;
  return Math.max(0, end - 1);
}
