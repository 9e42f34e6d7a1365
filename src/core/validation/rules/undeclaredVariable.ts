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
  return context.runbook.steps.flatMap((step, at) => {
    if (!isShell(step.language)) return [];
    // What a file sets nobody can tell from here, but a name that is all but one that is set.
    sourced ||= SOURCES.test(step.text);
    return step.placeholders.flatMap(({ variable, name, places }) => {
      const place = places[0];
      if (!variable || place === undefined || told.has(name)) return [];
      // What only a later step sets is not set yet.
      if ((set.get(name) ?? Infinity) <= at) return [];
      if ((explained ??= toldIn(context, set)).has(name)) return [];
      if (sourced && ![...set.keys()].some((other) => isSlip(name, other))) return [];
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
    message: `Nothing before this sets or explains ${step.text.slice(start, end)}; it will be asked for before running, and a shell would put nothing there.`,
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

const SOURCES = /(?:^|[;&|]\s*)(?:(?:source|\.)\s+["']?[\w./~$<(-]|eval\s)|\bset -a\b/m;

/** Names that shell steps set, each with the first step that does. */
function setIn(context: RuleContext): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const [at, step] of context.runbook.steps.entries()) {
    const { text, language } = step;
    if (!isShell(language)) continue;
    const own = context.once(`set in ${language}`, text, (code) =>
      /=|\bread\b|\bfor\b/.test(code) ? [...variablesSetBy(scanCode(code, language))] : [],
    );
    for (const name of own) if (!names.has(name)) names.set(name, at);
  }
  return names;
}

/** Names that the prose or a comment speaks of. */
function toldIn(context: RuleContext, set: ReadonlyMap<string, number>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const passage of context.passages) {
    if (passage.kind === 'code') continue;
    const text =
      passage.kind === 'table' ? context.linesText(passage.start, passage.end) : passage.content;
    for (const name of context.once('words', text, wordsOf)) names.add(name);
  }
  for (const { content } of context.runbook.blocks)
    if (MAY_TELL.test(content))
      for (const name of context.once('told in code', content, namesIn)) {
        // What a step sets is known with its place.
        const assigned = name.startsWith('=') ? name.slice(1) : undefined;
        if (assigned === undefined) names.add(name);
        else if (!set.has(assigned)) names.add(assigned);
      }
  return names;
}

const MAY_TELL = /#|^\s*(?:export\s+)?[A-Z_]\w+\s*[=:]/m;

/** Names that comments speak of and, behind `=`, those that are set. */
function namesIn(code: string): readonly string[] {
  return code.split('\n').flatMap((line) => {
    const comment = /(?:^|\s)#(.*)/.exec(line)?.[1];
    if (comment === undefined) {
      const assigned = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]{2,})\s*[=:]/.exec(line)?.[1];
      return assigned === undefined ? [] : [`=${assigned}`];
    }
    // Taken out with a sign, a value is not set; one in brackets says what belongs there.
    if (
      /^\s*(?:export\s+|set\s+)?[A-Za-z_]\w*=(?!["']?[<[{])(?:\S*|"[^"]*"|'[^']*')\s*$/.test(
        comment,
      )
    )
      return [];
    return comment.match(/(?<![\w$])[A-Z_][A-Z0-9_]{1,}(?!\w)/g) ?? [];
  });
}

/** The words that may be names of variables, each once; small ones only as code or with their sign. */
function wordsOf(text: string): readonly string[] {
  const words = text.matchAll(
    /(?<!\w)(?:[A-Z_]\w{2,}|[A-Za-z]\w*_\w+|(?<=\$\{?|`)[A-Za-z_]\w{2,})\b|(?<![$\w{])[A-Z]{2}\b/g,
  );
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
