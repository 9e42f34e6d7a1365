import type { Rule } from '../rule';

/** PowerShell that its own parser refuses, where the machine has it. */
export const powershellSyntax: Rule = {
  code: 'powershell-syntax',
  severity: 'error',
  explanation:
    "PowerShell's own parser, where this machine has `pwsh`, refuses this block: a bracket or quote has no partner, or a word stands where none may. Nothing of it would run.",
  find: (context) => {
    const { code, around } = context;
    const { machine } = around;
    if (code === undefined || machine === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      if (step.language !== 'powershell') return [];
      if (step.notRunnable !== undefined && step.notRunnable.code !== 'unfilled-hole') return [];
      const [first] = machine.ask('powershell', code.neutral(step.text, 'powershell')) ?? [];
      if (first === undefined) return [];
      return [
        {
          span: context.place(step, first.start, Math.max(first.end, first.start + 1)),
          message: `PowerShell cannot read this: ${first.message}`,
        },
      ];
    });
  },
};
