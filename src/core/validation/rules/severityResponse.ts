import type { Rule } from '../rule';

/** An answer that is not counted in minutes is one all the same. */
const NOT_BY_THE_CLOCK =
  /\b(?:immediate|asap|(?:business|working|office) (?:day|hour)|best effort|at once|same day|next (?:day|week|sprint|release)|by (?:noon|midnight|eod|cob|the end|\d{1,2}[:.h ]?\d{0,2})|end of (?:the )?(?:day|shift|week|business)|backlog|no sla|sofort|umgehend|nächst\w* (?:arbeits|werk)tag|arbeitstage?|werktage?|immédiat|jours? ouvr|inmediat|imediat|subito|días? (?:hábil|laborable)|dias? út|giorn\w lavorativ)|翌営業日|営業日|即時|工作日|立即/i;

/** A level of severity that does not say how soon somebody answers. */
export const severityResponse: Rule = {
  code: 'severity-response',
  severity: 'warning',
  explanation:
    'A severity without a response time leaves open how fast is fast enough, and no deadline can be watched. Give each level one ("15 minutes").',
  find: (context) =>
    context.runbook.severities.flatMap(({ level, responseMinutes, line }) => {
      if (!/[\p{L}\d]/u.test(level) || responseMinutes !== undefined) return [];
      const text = context.lines.line(line);
      if (NOT_BY_THE_CLOCK.test(text)) return [];
      return [
        {
          span: context.lineSpan(line),
          message: `${level} has no response time, so nobody knows how soon to answer. Add one, such as "15 minutes".`,
        },
      ];
    }),
};
