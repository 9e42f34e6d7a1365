import type { Step } from '../../model/step';
import { guessCommand } from '../../parser/commands';
import { splitPsql } from '../../run/bash/splitPsql';
import type { CodeReader } from '../codeReader';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { shellFault } from '../shell/shellCommands';
import type { ShellFault } from '../shell/shellFault';
import { isCode, isShell } from '../words';
import { sqlIn } from './sqlInShell';

/** Shell that no shell would take, once the holes are filled. */
export const shellSyntax: Rule = {
  code: 'shell-syntax',
  severity: 'error',
  explanation:
    'A shell refuses this block: a quote, bracket or keyword has no partner, an operator stands where none may, or a line that goes on has lost its `\\`. It will fail when it is needed.',
  find: (context) => {
    const { code } = context;
    if (code === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      if (!isChecked(step)) return [];
      const error = code.once('fault', step.text, 'bash', () => faultOf(step.text, code));
      if (error === undefined || isGuess(context, step)) return [];
      return [
        {
          span: context.place(step, error.at, error.at + 1),
          message: `A shell cannot read this: ${error.what}.`,
        },
      ];
    });
  },
};

function isChecked(step: Step): boolean {
  return isShell(step.language) && step.language !== 'zsh' && isCode(step);
}

function faultOf(text: string, code: CodeReader): ShellFault | undefined {
  if (splitPsql(text) !== undefined || /^\s*(?:\.\.\.|…)/m.test(text)) return undefined;
  const fault = shellFault(code.neutral(text, 'bash'));
  // What is SQL is no shell at all, and another rule says so.
  return fault === undefined || sqlIn(text) !== undefined || isOutput(text, fault.at)
    ? undefined
    : fault;
}

/** A block that does not call itself shell, and that is mostly something else: a listing, a tree. */
function isGuess({ runbook }: RuleContext, step: Step): boolean {
  const block = runbook.blocks.find(({ stepId }) => stepId === step.id);
  if (block === undefined || block.tag !== '') return false;
  const lines = step.text.split('\n').filter((line) => line.trim() !== '');
  const sure = lines.filter((line) => guessCommand(line)?.certainty === 'certain');
  return sure.length * 2 < lines.length;
}

/** Output told as shell: a sentence, `error: …`, a log's date, `3 full osd(s)`. */
function isOutput(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return [text, text.slice(start)].some((line) =>
    /^\s*(?:[A-Z][a-z]+\s|[\w ]+:(?:\s|$)|[IWEF]\d{4}\s|\d[\d.,/:-]*\s)/.test(line),
  );
}
