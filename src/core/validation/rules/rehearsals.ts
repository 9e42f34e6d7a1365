import type { Step } from '../../model/step';
import type { RuleContext } from '../ruleContext';
import { DRY_RUN, type Loss } from './losses';

/** An earlier step of the page is the dry run of this very command. */
export function isRehearsed({ runbook }: RuleContext, step: Step, loss: Loss): boolean {
  const lost = operandsOf(step.text.slice(loss.at).split('\n', 1)[0] ?? '');
  if (isRehearsedAbove(step, loss)) return true;
  const whole = wholeLine(step, loss);
  return runbook.steps.some(
    ({ range, text }) =>
      range.start < step.range.start &&
      text
        .split('\n')
        .some(
          (line) =>
            (DRY_RUN.test(line) &&
              (operandsOf(line) === lost || operandsOf(line, NOWHERE) === whole)) ||
            makesPlan(line, lost) ||
            isListed(line, step.text, loss.at),
        ),
  );
}

/** The same line stands above it in the block, as a dry run. */
function isRehearsedAbove(step: Step, loss: Loss): boolean {
  const own = wholeLine(step, loss);
  return step.text
    .slice(0, step.text.lastIndexOf('\n', loss.at - 1) + 1)
    .split('\n')
    .some((line) => DRY_RUN.test(line) && operandsOf(line, NOWHERE) === own);
}

/** The line with the loss, what feeds it by a pipe included. */
function wholeLine({ text }: Step, { at }: Loss): string {
  const begin = text.lastIndexOf('\n', at - 1) + 1;
  return operandsOf(text.slice(begin).split('\n', 1)[0] ?? '', NOWHERE);
}

const NOWHERE = /$^/;

/** What feeds the command by a pipe was printed by an earlier step. */
function isListed(line: string, text: string, at: number): boolean {
  const begin = text.lastIndexOf('\n', at - 1) + 1;
  const fed = /^(.{8,})\|\s*(?:sudo\s+)?xargs\b/.exec(
    text.slice(begin).split('\n', 1)[0] ?? '',
  )?.[1];
  return fed !== undefined && begin + fed.length <= at && line.trim() === fed.trim();
}

/** The plan was saved, and what is applied is what it showed. */
function makesPlan(line: string, lost: string): boolean {
  const plan = /\sapply\s(?:.*\s)?["']?([\w./$-]+)["']?\s*$/.exec(lost)?.[1];
  return plan !== undefined && /\splan\s/.test(line) && line.includes(plan);
}

/** A command without its options and what it is piped into. */
function operandsOf(line: string, end = / [|>] .*/): string {
  const words = line.trim().replace(end, '').split(/\s+/);
  return words.filter((word) => word !== 'sudo' && !/^-/.test(word)).join(' ');
}
