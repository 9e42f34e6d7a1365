import { ASKING_FORMS } from './askingForms';
import type { FoundCall } from './calls';

/**
 * True when a step of these commands asks its user something on the way, unless it is answered in advance: it would
 * hang or fail where nobody is. Wider than what wants a terminal of its own (`isInteractive`).
 */
export function isAsking(calls: readonly FoundCall[]): boolean {
  return calls.some((found) => ASKING_FORMS.fits(found.call) && !isAnswered(found));
}

/** `yes | apt upgrade`, `passwd < file`; what only names a program asks nothing. */
function isAnswered({ call, parent }: FoundCall): boolean {
  const { input } = call;
  if (input !== undefined && !AT_THE_TERMINAL.test(call.name)) return true;
  // Its flags are read where Python is given them.
  if (call.name === 'manage.py' && parent !== undefined) return true;
  for (let at = parent; at !== undefined; at = at.parent)
    if (/^(?:which|type|command|echo|printf|expect|script)$/.test(at.call.name)) return true;
  return false;
}

/** These are fed something else and ask at the terminal. */
const AT_THE_TERMINAL =
  /^(?:less|more|most|pg|vim?|nano|fzf|xargs|mysql\w*|mariadb[\w-]*|psql|pg_\w+|createuser|kinit|ansible[\w-]*)$/;
