import type { Step } from '../../model/step';
import { splitPsql } from '../../run/bash/splitPsql';
import type { Rule } from '../rule';
import { isCode, isShell } from '../words';

/** What ShellCheck finds, where the machine has it: of its many remarks those that mean trouble. */
export const shellcheck: Rule = {
  code: 'shellcheck',
  severity: 'warning',
  explanation:
    'ShellCheck, where this machine has it, finds that the command does something else than it seems to. Its page https://www.shellcheck.net/wiki/SC0000, with the number of the message, says why. Only remarks are shown that hold for a command typed at a prompt, too.',
  find: (context) => {
    const { code, around } = context;
    const { machine } = around;
    if (code === undefined || machine === undefined) return [];
    return context.runbook.steps.flatMap((step) => {
      // A text that our own grammar refuses is found as such.
      // `> ` may be the prompt of another program.
      if (!isChecked(step) || /^\s*> [^/.\s]+$/m.test(step.text)) return [];
      if (code.shellTree(step.text)?.broken !== false) return [];
      const text = code.neutral(step.text, 'bash');
      return (machine.ask('shellcheck', text) ?? [])
        .filter(({ code: remark, start }) => TROUBLE.has(remark) && isTrouble(remark, text, start))
        .map((fault) => ({
          span: context.place(step, fault.start, Math.max(fault.end, fault.start + 1)),
          message: `ShellCheck ${fault.code}: ${fault.message}`,
        }));
    });
  },
};

/** Whoever calls sudo opens the file, which fails only where root alone may write. */
function isTrouble(remark: string, text: string, start: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start) + 1).split('\n', 1)[0] ?? '';
  return remark !== 'SC2024' || OF_ROOT.test(line);
}

const OF_ROOT =
  />\s*["']?\/(?:etc|usr|boot|root|sys|proc|lib\w*|s?bin|opt|run|var\/(?:lib|spool|log|www|cache))\//;

function isChecked(step: Step): boolean {
  const { language, text } = step;
  if (!isShell(language) || language === 'zsh') return false;
  if (!isCode(step)) return false;
  return MAY_BE_TROUBLE.test(text) && splitPsql(text) === undefined;
}

/** What one of the remarks below is about; most commands need no second look. */
const MAY_BE_TROUBLE =
  /[<>*?~[]|\b(?:rm|ln|cp|exit|local|while|for|test)\b|\|\s*(?:ls|echo|rm|cp|mv|mkdir|touch|kill|pkill|date|find|cd|chmod|chown)\b/;

/**
 * Remarks that are right for a few lines to be pasted, too. Not among them: what holds for whole
 * scripts only (SC2034, SC2154, SC2164), and style.
 */
// prettier-ignore
const TROUBLE: ReadonlySet<string> = new Set([
  'SC2024', // sudo does not affect redirects
  'SC2061', 'SC2062', // a pattern the shell expands before find or grep sees it
  'SC2069', // 2>&1 before the redirection of the output
  'SC2088', // a tilde in quotes stays a tilde
  'SC2089', 'SC2090', // quotes in a variable are letters
  'SC2094', // reads and writes one file at once
  'SC2095', // ssh takes the rest of the loop's input
  'SC2114', 'SC2115', // removes a system folder, or everything when a variable is empty
  'SC2157', 'SC2158', 'SC2159', 'SC2193', 'SC2194', // a condition that is always the same
  'SC2168', // local outside of a function
  'SC2170', // compares words as numbers
  'SC2188', // a redirection without a command
  'SC2216', 'SC2217', // pipes or redirects into what does not read
  'SC2226', 'SC2225', // ln and cp without a target
  'SC2242', // an exit code that is none
  'SC2259', 'SC2260', 'SC2261', // redirections that override one another
]);
