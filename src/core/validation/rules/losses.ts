import type { Step } from '../../model/step';
import type { RuleContext } from '../ruleContext';
import { isTyped } from '../words';

export interface Loss {
  readonly reason: string;
  /** The reason without the command itself. */
  readonly effect: string;
  /** Offset into the step's text. */
  readonly at: number;
  readonly span: { readonly start: number; readonly end: number };
}

/** Why a step is destructive and where, for each of its commands that is. */
export function lossesOf(context: RuleContext, step: Step): readonly Loss[] {
  if (context.code === undefined) return [];
  if (!isTyped(step)) return [];
  const { intent, reasons } = context.code.classify(step.text, step.language);
  if (intent !== 'destructive') return [];
  return reasons.slice(0, 20).map((reason) => {
    const label = /^`([^`]*?)…?`/.exec(reason)?.[1] ?? '';
    const at = placeOf(label, step.text);
    const span =
      at < 0
        ? context.stepSpan(step)
        : context.place(
            step,
            at,
            step.text.indexOf('\n', at) < 0 ? step.text.length : step.text.indexOf('\n', at),
          );
    const effect = reason.replace(/^`[^`]*`/, '');
    return { reason: reason.replaceAll('`', ''), effect, at: Math.max(at, 0), span };
  });
}

/** Where a command stands by as many of its first words as can be found. */
function placeOf(label: string, text: string): number {
  const words = label.split(' ');
  for (let count = words.length; count >= Math.min(3, words.length); count--) {
    const at = text.indexOf(words.slice(0, count).join(' '));
    if (at >= 0) return at;
  }
  return -1;
}

/** "Back: `…`", "`…` is not how we do it": nobody runs this as the next step. */
export function isWayBackOrNo(context: RuleContext, step: Step): boolean {
  if (step.kind !== 'inline') return false;
  const line = context.lines.line(context.lines.lineAt(step.source.start));
  return WAY_BACK.test(line) || DENIES.test(line.replace(/`[^`]*`/g, '``'));
}

const WAY_BACK =
  /^[\s>*_+-]*(?:\d+[.)] )?[*_]*(?:(?:the )?way back|back|roll-?back|undo|to undo(?: it)?|revert|to go back|zurück|rückweg|rückgängig|retour(?: arrière)?|marcha atrás|deshacer|desfazer|per annullare|annulla|terug)\b[^:`]{0,40}[:：]/i;
const DENIES =
  /(?:\b(?:not|never|don['’]t|do not|no longer|instead of|rather than|avoid|nicht|niemals|nie|jamais|ne pas|nunca|mai|nooit)\b[^.;]{0,50}``)|``(?: \w+){0,2} (?:is|was|are|would be) (?:\*|_)*(?:not|never|wrong)|\ban? `` (?:rule|command|job|call|flag|option|line|entry)\b/i;
