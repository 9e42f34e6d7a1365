import type { Step } from '../../model/step';
import { scanCode } from '../../parser/scriptScan';
import { powershellVariablesSetBy, variablesSetBy } from '../../parser/setVariables';
import { namesSet, unsetPsqlVariables } from '../psqlVariables';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isShell } from '../words';

/** A variable that no step sets and no line explains. */
export const undeclaredVariable: Rule = {
  code: 'undeclared-variable',
  severity: 'information',
  explanation:
    'A shell puts nothing where a variable is not set, so `rm -rf $DIR/` removes everything. Set it in an earlier step, or say in the text what it is.',
  find: (context) => [...inShell(context), ...inPowershell(context), ...inPsql(context)],
};

function inShell(context: RuleContext): readonly Found[] {
  const set = setIn(context);
  let explained: ReadonlySet<string> | undefined;
  const told = new Set<string>();
  let sourced = false;
  return context.runbook.steps.flatMap((step) => {
    if (!isShell(step.language)) return [];
    // What a file sets nobody can tell from here, but a name that is all but one that is set.
    sourced ||= SOURCES.test(step.text);
    return step.placeholders.flatMap(({ variable, name, places }) => {
      const place = places[0];
      if (!variable || place === undefined || set.has(name) || told.has(name)) return [];
      if ((explained ??= toldIn(context)).has(name)) return [];
      if (sourced && ![...set].some((other) => isSlip(name, other))) return [];
      // `${X:?what it is}` says it itself, and the shell stops without it.
      if (/^\$\{\w+:?\?./.test(step.text.slice(place.start, place.end))) return [];
      told.add(name);
      return [toFound(context, step, place.start, place.end)];
    });
  });
}

function toFound(context: RuleContext, step: Step, start: number, end: number): Found {
  return {
    span: context.place(step, start, end),
    message: `Nothing here sets or explains ${step.text.slice(start, end)}; it will be asked for before running, and a shell would put nothing there.`,
  };
}

/** PowerShell, too, goes on with nothing; names are told in the text by their sign. */
function inPowershell(context: RuleContext): readonly Found[] {
  const steps = context.runbook.steps.filter(({ language }) => language === 'powershell');
  if (steps.length === 0) return [];
  const set = new Set(steps.flatMap(({ text }) => [...powershellVariablesSetBy(text)]));
  const told = new Set<string>();
  const prose = context.passages
    .map(({ kind, content }) => (kind === 'code' ? '' : content))
    .join('\n')
    .toLowerCase();
  let sourced = false;
  return steps.flatMap((step) => {
    sourced ||= /^\s*\.\s+\S+\.ps1\b|\bImport-Module\b/im.test(step.text);
    return step.placeholders.flatMap(({ variable, name, written, places }) => {
      const key = name.toLowerCase();
      const place = places[0];
      if (!variable || place === undefined || set.has(key) || told.has(key)) return [];
      // The environment is set elsewhere.
      if (/^\$\{?env:/i.test(written) || prose.includes(`$${key}`)) return [];
      if (sourced && ![...set].some((other) => isSlip(key, other))) return [];
      told.add(key);
      return [toFound(context, step, place.start, place.end)];
    });
  });
}

function inPsql(context: RuleContext): readonly Found[] {
  const { steps } = context.runbook;
  if (!steps.some(({ text }) => /(?<!:):['"]?[A-Za-z_]/.test(text))) return [];
  const elsewhere = new Set(
    steps.flatMap(({ text, language }) => (isShell(language) ? [] : namesSet(text))),
  );
  const told = new Set<string>();
  for (const { content, kind } of context.passages)
    if (kind !== 'code') for (const [, name = ''] of content.matchAll(/:(\w+)/g)) told.add(name);
  return steps.flatMap((step) =>
    unsetPsqlVariables(step, elsewhere).flatMap(({ name, start, end }) =>
      told.has(name)
        ? []
        : [
            {
              span: context.place(step, start, end),
              message: `Nothing sets :${name} for this call of psql, which stops there. Pass it (\`-v ${name}=…\`), or set it above (\`\\set ${name} …\`).`,
            },
          ],
    ),
  );
}

const SOURCES = /(?:^|[;&|]\s*)(?:source|\.)\s+["']?[\w./~$<(-]|\bset -a\b/m;

/** Names that a shell step sets. */
function setIn(context: RuleContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of context.runbook.steps) {
    const { text, language } = step;
    if (!isShell(language)) continue;
    const own = context.once(`set in ${language}`, text, (code) =>
      /=|\bread\b|\bfor\b/.test(code) ? [...variablesSetBy(scanCode(code, language))] : [],
    );
    for (const name of own) names.add(name);
  }
  return names;
}

/** Names that the prose or a comment speaks of. */
function toldIn(context: RuleContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const passage of context.passages) {
    if (passage.kind === 'code') continue;
    const text =
      passage.kind === 'table' ? context.linesText(passage.start, passage.end) : passage.content;
    for (const name of context.once('words', text, wordsOf)) names.add(name);
  }
  for (const block of context.runbook.blocks) {
    for (const match of block.content.matchAll(
      /^\s*(?:#.*?\b|export\s+)?([A-Z_][A-Z0-9_]{2,})\s*[=:]/gm,
    ))
      names.add(match[1] ?? '');
  }
  return names;
}

/** The words that may be names of variables, each once. */
function wordsOf(text: string): readonly string[] {
  const words = text.matchAll(/\b[A-Za-z_]\w{2,}\b|(?<![$\w{])[A-Z]{2}\b/g);
  return [...new Set([...words].map(([word]) => word))];
}

/** `SNAPSHOT` where `SNAP` is set, `TARGET_SHLEF` where `TARGET_SHELF` is: one of them is a slip. */
function isSlip(name: string, set: string): boolean {
  const [a, b] = [name.toLowerCase(), set.toLowerCase()];
  if (a === b) return name !== set;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4 || /\d$/.test(short)) return false;
  // `DB_HOST` is another thing than `DB`.
  if (long.startsWith(short)) return /^[a-z]/.test(long.slice(short.length)) && !long.includes('_');
  return long.length - short.length <= 1 && distance(short, long) <= (short.length > 6 ? 2 : 1);
}

/** Letters to add, drop, change or swap with their neighbour. */
function distance(from: string, to: string): number {
  let [before, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let at = 1; at <= to.length; at++) {
      const same = from[row - 1] === to[at - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[at - 2] && from[row - 2] === to[at - 1];
      next[at] = Math.min(
        (last[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + same,
        swapped ? (before[at - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, next];
  }
  return last[to.length] ?? 0;
}
