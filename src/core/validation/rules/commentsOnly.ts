import type { Rule } from '../rule';
import { isShell } from '../words';

/** A shell block in which nothing runs. */
export const commentsOnly: Rule = {
  code: 'comments-only',
  severity: 'information',
  explanation:
    'A shell block of comments looks as if it could be run and holds only instructions for people. Make them a numbered list or a checklist, which can be ticked.',
  find: (context) =>
    context.runbook.steps.flatMap((step) =>
      step.notRunnable?.code === 'comments-only' &&
      (isShell(step.language) || step.language === 'powershell')
        ? [
            {
              span: context.lineSpan(step.range.start),
              message:
                'This block holds only comments: instructions for a person. As a list they could be ticked.',
            },
          ]
        : [],
    ),
};
