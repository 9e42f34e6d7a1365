import type { Rule } from '../rule';
import { isSequence, statementsOf } from '../statements';

/** A command that never ends, with others behind it. */
export const followInSequence: Rule = {
  code: 'follow-in-sequence',
  severity: 'warning',
  explanation:
    'A command that follows a log goes on until somebody stops it; what stands below it in the block never runs. Put it last or into a block of its own, or limit it (`--tail=100`, `timeout 30`).',
  find: (context) => {
    const { code } = context;
    if (code === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      if (step.kind !== 'block' || !isSequence(step) || !MAY_FOLLOW.test(step.text)) return [];
      const statements = statementsOf(context, step);
      return statements.flatMap((statement, index) => {
        if (index === statements.length - 1 || statement.background) return [];
        if (!code.isFollow(statement.text, step.language) && !isEndless(statement.text)) return [];
        return [
          {
            span: context.place(step, statement.start, statement.end),
            message:
              'This command goes on until it is stopped, so the commands below it never run. Put it last, into a block of its own, or give it a limit.',
          },
        ];
      });
    });
  },
};

/** `while true; do …; done`, and nothing in it that ends it. */
function isEndless(text: string): boolean {
  return (
    /^(?:while\s+(?:true|:|\[+ 1 \]+)|until\s+false|for\s*\(\(\s*;;\s*\)\))\s*(?:;|\n)\s*do\b/.test(
      text,
    ) && !/\b(?:break|exit|return)\b/.test(text)
  );
}

const MAY_FOLLOW =
  /-[a-zA-Z]*[fFwN]|-wait\b|--follow|--watch|--tail|\b(?:watch|top|port-forward|proxy|stats|[im]pstat|iostat|vmstat|ping6?|dev|serve|monitor|p?sub(?:scribe)?|mosquitto_sub|tail|tshark|ngrep|strace|multitail|kcat|consumer|while|until|for|events|tcpdump|stern|kubetail|inotifywait|logs?)\b/i;
