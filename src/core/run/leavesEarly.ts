import type { StepLanguage } from '../model/step';
import { scanCode } from '../parser/scriptScan';
import { wordSet } from '../text/words';

const BEFORE_COMMAND = wordSet('then do else elif if while until ! { time command builtin');
const LEAVES = wordSet('exit exec return logout');
/** `kill $$`, and `kill 0` for all of the group. */
const ITSELF = /^(?:"?\$(?:\$|BASHPID|\{BASHPID\})"?|0)$/;

/**
 * Whether a text may end the shell it runs in, so that what stands below it would not be reached
 * in a run of the whole block: `test -e lock || exit 0`. An `exit` of a subshell counts, too.
 */
export function mayLeaveShell(text: string, language: StepLanguage): boolean {
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
      return /(?:exit|exec|return|logout|kill)(?!\w)/.test(text) && leaves(text, language);
    case 'powershell':
      return leavesPowershell(text);
    case 'sql':
    case 'psql':
      return /^\s*\\q(?:uit)?(?!\w)/m.test(text);
    case 'python':
    case 'node':
    case 'http':
      return false;
  }
}

function leaves(text: string, language: StepLanguage): boolean {
  let command = -1;
  let name: string | undefined;
  for (const { start, end, command: own, redirected } of scanCode(text, language).words) {
    const word = text.slice(start, end);
    if (own !== command) {
      command = own;
      name = undefined;
    }
    if (redirected) continue;
    if (name !== undefined) {
      if (name === 'kill' && ITSELF.test(word)) return true;
      continue;
    }
    if (BEFORE_COMMAND.has(word) || /^\w+\+?=/.test(word)) continue;
    name = word;
    if (LEAVES.has(word)) return true;
  }
  return false;
}

const LEAVES_POWERSHELL = /(?<![\w$.-])(?:exit|return)(?![\w-])/gi;

function leavesPowershell(text: string): boolean {
  if (!/exit|return/i.test(text)) return false;
  const { contextAt } = scanCode(text, 'powershell');
  return [...text.matchAll(LEAVES_POWERSHELL)].some(({ index }) => contextAt(index) === 'bare');
}
