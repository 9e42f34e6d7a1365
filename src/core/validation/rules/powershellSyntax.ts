import type { Step } from '../../model/step';
import type { Found, Rule } from '../rule';
import { isCode } from '../words';
import type { RuleContext } from '../ruleContext';
import { unpairedBracket } from './powershellBrackets';

/** PowerShell that its own parser refuses, where the machine has it; without it, lost brackets. */
export const powershellSyntax: Rule = {
  code: 'powershell-syntax',
  severity: 'error',
  explanation:
    'PowerShell refuses this block: a bracket or quote has no partner, or, by its own parser where this machine has `pwsh`, a word stands where none may. Nothing of it would run.',
  find: (context) => {
    const { code, around } = context;
    const { machine } = around;
    if (code === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      if (step.language !== 'powershell' || !isCode(step)) return [];
      const neutral = code.neutral(step.text, 'powershell');
      const [first] = machine?.ask('powershell', neutral) ?? [];
      if (first === undefined) return unpaired(context, step, neutral);
      return [
        {
          span: context.place(step, first.start, Math.max(first.end, first.start + 1)),
          message: `PowerShell cannot read this: ${first.message}`,
        },
      ];
    });
  },
};

/** What needs no parser to be seen, and the grammar does not take either. */
function unpaired(context: RuleContext, step: Step, neutral: string): readonly Found[] {
  const found = unpairedBracket(neutral);
  if (found === undefined || context.code?.powershellTree(step.text)?.broken !== true) return [];
  return [
    {
      span: context.place(step, found.at, found.at + 1),
      message: `PowerShell cannot read this: ${found.what}.`,
    },
  ];
}
