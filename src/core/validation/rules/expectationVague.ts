import type { Rule } from '../rule';

/** What should come out is told in words no program can compare. */
export const expectationVague: Rule = {
  code: 'expectation-vague',
  severity: 'information',
  explanation:
    'Such words leave the verdict to the eyes of the reader. Write what the output holds (`"status":"ok"`), a number with an operator (`> 0`), `exit 0` or `HTTP 200`, and the check can tell by itself.',
  find: (context) =>
    context.runbook.steps.flatMap(({ expectation, range, kind }) => {
      if (expectation?.kind !== 'prose' || kind === 'block') return [];
      // A number, a percentage or code is precise, if only for a person.
      if (/\d|`/.test(expectation.source)) return [];
      if (kind === 'inline' && !MEANT.test(context.lines.line(range.start))) return [];
      const start = context.lines.start(range.start);
      const at = context.lines.line(range.start).indexOf(expectation.source);
      return [
        {
          span:
            at < 0
              ? context.lineSpan(range.start)
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
