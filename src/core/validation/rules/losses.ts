import type { Step } from '../../model/step';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { isTyped } from '../words';
import { consolesOf } from './consoleSteps';
import { namesWayBack } from './warnings';

export interface Loss {
  readonly reason: string;
  /** The reason without the command itself. */
  readonly effect: string;
  /** Offset into the step's text. */
  readonly at: number;
  readonly span: { readonly start: number; readonly end: number };
}

/** The whole of the command that loses something, over lines that an open quote or a backslash joins. */
export function commandOf({ text, language }: Step, { at }: Loss): string {
  const lines = text.slice(at).split('\n');
  const isSql = /sql/i.test(language ?? '');
  let command = lines[0] ?? '';
  for (const line of lines.slice(1, 20)) {
    const isOpen = isSql ? !command.includes(';') : /\\\s*$/.test(command) || hasOpenQuote(command);
    if (!isOpen) break;
    command = `${command.replace(/\\\s*$/, '')} ${line.trim()}`;
  }
  return command;
}

function hasOpenQuote(command: string): boolean {
  const bare = command.replace(/\\./g, '').replace(/'[^']*'|"[^"]*"/g, '');
  return /['"]/.test(bare);
}

/** All in which something may be lost: the steps, and what is typed into other consoles. */
export function losingSteps(context: RuleContext): readonly Step[] {
  return [...context.runbook.steps, ...consolesOf(context).map(({ step }) => step)];
}

/** Why a step is destructive and where, for each of its commands that is. */
export function lossesOf(context: RuleContext, step: Step): readonly Loss[] {
  return context.ofStep(step, findLosses);
}

function findLosses(context: RuleContext, step: Step): readonly Loss[] {
  if (context.code === undefined) return [];
  if (!isTyped(step)) return [];
  const text = spelledOut(context, step);
  const reasons = reasonsOf(context, step, text);
  return reasons.slice(0, 20).map((reason) => {
    const label = /^`([^`]*?)…?`/.exec(reason)?.[1] ?? '';
    const at =
      text === step.text ? placeOf(label, text) : sameLine(placeOf(label, text), text, step);
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

function reasonsOf(context: RuleContext, step: Step, text: string): readonly string[] {
  const planned = plannedDestruction(context, text);
  if (planned !== undefined) return [planned];
  const typed = consolesOf(context).find((one) => one.step === step);
  if (typed !== undefined && typed.losses.length > 0) return typed.losses;
  const { intent, reasons } = context.code?.classify(text, step.language) ?? {};
  return intent === 'destructive' ? (reasons ?? []) : [];
}

/** A saved plan is as bad as what it was made from: `plan -destroy -out=x`, `apply x`. */
function plannedDestruction({ text: page }: RuleContext, text: string): string | undefined {
  const [line, command = '', plan] = APPLIES.exec(text) ?? [];
  if (line === undefined || plan === undefined) return undefined;
  const makes = page
    .split('\n')
    .some(
      (one) =>
        /\bplan\b.*\s-destroy\b/.test(one) &&
        new RegExp(`-out[= ]["']?${plan.replace(/[.$*+?()[\]{}|^\\]/g, '\\$&')}(?![\\w.-])`).test(
          one,
        ),
    );
  return makes ? `\`${command}\` destroys everything the configuration describes` : undefined;
}

const APPLIES =
  /^.*?((?:terraform|tofu|terragrunt)\b[^\n;|&]*\sapply\s(?:-\S+\s+)*["']?([\w./$-]+)["']?)/m;

/** A step with the commands that an earlier one put into variables: `R="redis-cli -h cache"`. */
function spelledOut(context: RuleContext, step: Step): string {
  if (!/^\s*\$\{?\w+\}? /m.test(step.text)) return step.text;
  const before = context.runbook.steps.filter(
    ({ kind, range }) => kind === 'block' && range.start < step.range.start,
  );
  return step.text.replace(/^(\s*)\$\{?(\w+)\}?(?= )/gm, (whole, blanks: string, name: string) => {
    const given = new RegExp(
      `^\\s*(?:export )?${name}=(["'])([a-z][\\w./-]* [^"'\\n]*)\\1\\s*$`,
      'm',
    );
    const command = before
      .map(({ text }) => given.exec(text)?.[2])
      .findLast((one) => one !== undefined);
    return command === undefined ? whole : `${blanks}${command}`;
  });
}

/** The start of the line in a step's text on which a place stands in the text spelled out. */
function sameLine(at: number, spelled: string, step: Step): number {
  if (at < 0) return at;
  const row = spelled.slice(0, at).split('\n').length - 1;
  const rows = step.text.split('\n');
  const blanks = (rows[row] ?? '').length - (rows[row] ?? '').trimStart().length;
  return rows.slice(0, row).join('\n').length + (row > 0 ? 1 : 0) + blanks;
}

/**
 * Where a command stands by as many of its first words as can be found; the words of a reason have
 * lost their quotes.
 */
function placeOf(label: string, text: string): number {
  const { bare, offsets } = unquoted(text);
  const words = unquoted(label).bare.split(' ');
  for (let count = words.length; count >= Math.min(2, words.length); count--) {
    const start = words.slice(0, count).join(' ');
    const first = bare.indexOf(start);
    // Two words alone may stand anywhere.
    if (first < 0 || (count === 2 && !/(?:^|[\n;&|]|\bsudo)[ \t]*$/.test(bare.slice(0, first))))
      continue;
    let at = first;
    // A preview loses nothing: what is meant is the line without it.
    while (at >= 0 && DRY_RUN.test(bare.slice(at).split('\n', 1)[0] ?? ''))
      at = bare.indexOf(start, at + 1);
    return offsets[at < 0 ? first : at] ?? -1;
  }
  // A variable within a query was made a name: `DROP TABLE v___`.
  const known = words.slice(
    0,
    words.findIndex((word) => /\bv_+/.test(word)),
  );
  const at = known.length > 1 ? bare.indexOf(known.join(' ')) : -1;
  return at < 0 ? -1 : (offsets[at] ?? -1);
}

/** A text without quotes and escapes, and where each of its characters stood. */
function unquoted(text: string): { readonly bare: string; readonly offsets: readonly number[] } {
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at++) if (!isQuote(text.charCodeAt(at))) offsets.push(at);
  return { bare: text.replace(/['"\\]/g, ''), offsets };
}

/** `'`, `"` and the backslash. */
function isQuote(unit: number): boolean {
  return unit === 39 || unit === 34 || unit === 92;
}

/** Options with which a command only says what it would do. */
export const DRY_RUN =
  /\s(?:--?dry-?run\b(?!=none)|-WhatIf\b|--check\b|--test\b|--noop\b|--simulate\b|--just-print\b|-nv\b)/i;

/** "Back: `…`", "`…` is not how we do it": nobody runs this as the next step. */
export function isWayBackOrNo(context: RuleContext, step: Step): boolean {
  if (step.kind !== 'inline') return false;
  const line = context.lines.line(context.lines.lineAt(step.source.start));
  const words = line.replace(/`[^`]*`/g, '``');
  if (WAY_BACK.test(line) || BRINGS_BACK.test(words) || DENIES.test(words)) return true;
  if (isOfWayBack(context, step)) return true;
  const at = line.indexOf(step.text);
  return at > 0 && REGRETS.test(line.slice(0, at).replace(/`+$/, ''));
}

/** The item or paragraph begins with the way back, on a line above. */
function isOfWayBack(context: RuleContext, step: Step): boolean {
  const passage = context.passageAt(step.range.start);
  if (passage === undefined || passage.start >= step.range.start) return false;
  const first = context.lines.line(passage.start);
  return WAY_BACK.test(first) || (/^[^`]*:/.test(first) && namesWayBack(first));
}

const WAY_BACK =
  /^[\s>*_+-]*(?:\d+[.)] )?(?=)[*_]*(?:(?:the )?(?=)way back|back|roll-?back|undo|to undo(?: it)?|revert|to go back|(?:switching|going|changing|moving|turning|rolling|to (?:switch|change|move|turn))(?=) (?:it |them )?(?=)back|zurück|rückweg|rückgängig|retour(?: arrière)?|marcha atrás|deshacer|desfazer|per annullare|annulla|terug)(?=)\b[^:`]{0,40}[:：]/i;

/** "`…` brings it back", "is brought back by `…`". */
const BRINGS_BACK =
  /\b(?:brought|comes?|get|put|had) back by [^.;]*``|``(?: \w+){0,2}(?=) (?:(?:brings?|gets?|puts?|takes?|gives?|goes|moves?|returns?)(?=) (?:\S+ ){0,3}(?=)(?:back|forward|again)|undo(?:es)?|reverts?|reverses?)(?=)\b/i;

/** "Somebody screams → `…`": what is run when the step was wrong. */
const REGRETS =
  /\b(?:(?:should|if) (?:you|it|they)(?: have| has)? (?:\w+ )?(?:picked|taken?|chosen?|hit|been|was|were|caught)\b[^.`]*\bwrong\b|screams?|shouts?|complains?|regrets?|misses (?:it|them|something)|by mistake|went wrong|was wrong|goes wrong|is damaged|is broken)\b[^.`]*$/i;

const DENIES = new Wordings(
  /(?:\b(?:not|never|don['’]t|do not|no longer|instead of|rather than|avoid|nicht|niemals|nie|jamais|ne pas|nunca|mai|nooit)\b[^.;]{0,50}``)|``(?: \w+){0,2} (?:is|was|are|would be) (?:\*|_)*(?:not|never|wrong)|\ban? `` (?:rule|command|job|call|flag|option|line|entry)\b/i,
);
