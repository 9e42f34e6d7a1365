import type { Rule } from '../rule';

/** A level of severity that does not say how soon somebody answers. */
export const severityResponse: Rule = {
  code: 'severity-response',
  severity: 'warning',
  explanation:
    'A severity without a response time leaves open how fast is fast enough, and no deadline can be watched. Give each level one ("15 minutes").',
  find: (context) =>
    context.runbook.severities.flatMap(({ level, responseMinutes, line }) => {
      if (level === '' || responseMinutes !== undefined) return [];
      const text = context.lines.line(line);
      if (
        /\b(?:immediate|asap|business day|best effort|at once|same day|next day|no sla)/i.test(text)
      )
        return [];
      return [
        {
          span: context.lineSpan(line),
          message: `${level} has no response time, so nobody knows how soon to answer. Add one, such as "15 minutes".`,
        },
      ];
    }),
};
