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
