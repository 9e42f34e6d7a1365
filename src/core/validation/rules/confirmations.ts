import type { Step } from '../../model/step';
import type { RuleContext } from '../ruleContext';
import type { Loss } from './losses';

/** Whether the reader is asked, on the screen, before the command does anything. */
export function asksOnScreen(context: RuleContext, step: Step, loss: Loss): boolean {
  return (
    step.attributes.confirm === true ||
    asksItself(step.text.slice(loss.at)) ||
    questions(step.text.slice(0, loss.at), step.text) ||
    (step.kind === 'block' && SAID_TO_ASK.test(wordsBelow(context, step)))
  );
}

/** A step of its own that puts the question. */
export function isQuestion({ text }: Step): boolean {
  return questions(text, text);
}

/** A command that asks before it does anything, as its author saw to. */
function asksItself(rest: string): boolean {
  const line = /^(?:[^\n\\`]|[\\`]\n?)*/.exec(rest)?.[0] ?? '';
  if (/\s-Confirm\b(?!:\s*\$false)/i.test(line)) return true;
  if (/^\s*(?:sudo )?rm\s+(?:-\w*[iI]|--interactive)/.test(line) && !/\s-\w*f/.test(line))
    return true;
  return (
    /^\s*(?:sudo )?(?:apt|apt-get|dnf|yum|zypper|pacman|brew)\s/.test(line) &&
    !/\s(?:-\w*y\w*|--yes|--assume-?yes|--noconfirm|-n|--non-interactive)(?:\s|$)/.test(line)
  );
}

/** What is read from the keyboard before the command is a yes or a no, or the name of what goes. */
function questions(before: string, whole: string): boolean {
  if (/\bxargs\s(?:\S+\s+)*?(?:-\w*p|--interactive)\b/.test(before)) return true;
  if (/\b(?:gum confirm|whiptail\b.*--yesno|dialog\b.*--yesno)/.test(before)) return true;
  return before.split('\n').some((line) => {
    const read = /\bread\s(?:.*\s)?-\w*p\s|\bRead-Host\b/.exec(line);
    if (read === null) return false;
    if (ASKS_FOR_YES.test(line.slice(read.index))) return true;
    const name =
      /\$(\w+)\s*=\s*Read-Host/i.exec(line)?.[1] ?? /(\w+)["']?\s*(?:;.*)?$/.exec(line)?.[1];
    return name !== undefined && isCompared(whole, name);
  });
}

const ASKS_FOR_YES =
  /\?|\b(?:enter|return|ctrl|continue|type|yes|ja|oui|si|sí|sure)\b|\[y|\(y|y\/n/i;

/** `[ "$typed" = yes ]`, `case $a in`, `if ($a -ne 'yes')` */
function isCompared(text: string, name: string): boolean {
  return text
    .split('\n')
    .some(
      (line) =>
        /(?:^|[\s;&|])(?:\[\[?|test|case)\s|\s-(?:eq|ne|ceq|cne)\s/.test(line) &&
        new RegExp(`\\$\\{?(?:${name}|REPLY)\\b`).test(line),
    );
}

/** "Terraform wants a `yes`.", "It asks before it deletes." */
const SAID_TO_ASK =
  /\b(?:asks?|prompts?|wants|waits for|expects)\b[^.\n]{0,40}(?:\byes\b|\bconfirm\w*|\bsure\b|\bbefore (?:it|each|every)\b|\bto type\b|\bname of\b)/i;

/** What is said right below a step, up to the next heading or fence. */
export function wordsBelow(context: RuleContext, { range }: Step): string {
  const text = context.linesText(range.end, Math.min(range.end + 6, context.lines.count));
  return text.split(/^[ \t>]*(?:#{1,6} |`{3,}|~{3,})/m, 1)[0] ?? '';
}
