import { guessCommand } from '../../parser/commands';
import type { Found, Rule } from '../rule';
import {
  bracketUses,
  idleUses,
  isDefinition,
  meaningOf,
  otherUses,
  spanUses,
  variableUses,
  type IdleUse,
  type Use,
} from '../placeholderUses';
import { isVerbatim, type RuleContext } from '../ruleContext';
import { isShell } from '../words';
import { isExplained } from './unfilledPlaceholder';

/** One hole, written in two ways. */
export const placeholderStyle: Rule = {
  code: 'placeholder-style',
  severity: 'warning',
  explanation:
    'Who fills in `<ns>` here does not know that `[namespace]` there is the same, and is asked twice. Write a hole the same way everywhere.',
  find: (context) => {
    const uses = bracketUses(context);
    const styles = count(uses.map(({ style }) => style));
    const main = [...styles].sort((a, b) => b[1] - a[1])[0]?.[0];
    const found: Found[] = [];
    const told = new Set<string>();
    for (const group of groupsOf(context, uses)) {
      const spelled = [...count(group.map(({ written }) => written))].sort((a, b) => b[1] - a[1]);
      const best = spelled[0]?.[0];
      for (const use of group) {
        if (best === undefined || isSame(use.written, best) || told.has(use.written)) continue;
        told.add(use.written);
        found.push(
          toFound(
            context,
            use,
            `${use.written} is written ${best} elsewhere in this runbook. Write the same hole in the same way.`,
          ),
        );
      }
    }
    const variables = variablesOf(context);
    const [variable = ''] = variables;
    for (const use of besideVariables(context, uses, variables.length)) {
      if (told.has(use.written)) continue;
      told.add(use.written);
      found.push(
        toFound(
          context,
          use,
          `${use.written} is told nowhere, in a runbook that asks for its values by variables such as ${variable}. Use one, or say what it is.`,
        ),
      );
    }
    for (const use of uses) {
      if (use.style === main || told.has(use.written) || found.length > 50) continue;
      told.add(use.written);
      const other = uses.find(({ style }) => style === main)?.written ?? '';
      found.push(
        toFound(
          context,
          use,
          `${use.written} is a hole in another style than ${other}. Choose one style for the runbook.`,
        ),
      );
    }
    return [
      ...found,
      ...outsideSteps(context, uses),
      ...commandsInWords(context, uses),
      ...inForms(context),
    ];
  },
};

/** The same hole in two ways in blocks that nothing runs, or there and in a command. */
function outsideSteps(context: RuleContext, uses: readonly Use[]): readonly Found[] {
  const asked = new Set(uses.map(({ meaning }) => meaning));
  const idle = [...idleUses(context), ...spanUses(context, asked)];
  const groups = new Map<string, IdleUse[]>();
  for (const use of idle) groups.set(use.meaning, [...(groups.get(use.meaning) ?? []), use]);
  return [...groups].flatMap(([meaning, group]) => {
    if (ANYTHING.test(meaning)) return [];
    const inSteps = uses.filter((use) => use.meaning === meaning);
    const all = [...inSteps, ...group].map(({ written }) => written);
    const best = [...count(all)].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
    const other = group.find(({ written }) => written !== best);
    if (other === undefined) return [];
    return [
      {
        span: other.span,
        message: `${other.written} is written ${best} elsewhere in this runbook. Write the same hole in the same way.`,
      },
    ];
  });
}

/** Words that ask for something else in every place. */
const ANYTHING =
  /^(?:name|number|time|date|value|description|reason|text|title|link|url|status|id|eta|details?|impact|summary|person)$/;

/** `uncordon <node-name>` in a sentence, where the blocks have the node in `$NODE`. */
function commandsInWords(context: RuleContext, uses: readonly Use[]): readonly Found[] {
  const variables = new Map<string, string>();
  for (const { language, text } of context.runbook.steps)
    if (isShell(language))
      for (const [written, name = ''] of text.matchAll(/\$\{?([A-Za-z]\w+)\}?/g))
        variables.set(meaningOf(name), written);
  for (const { meaning } of uses) variables.delete(meaning);
  if (variables.size === 0) return [];
  return context.passages.flatMap(({ kind, content, start, end }) => {
    if (kind === 'code' || kind === 'heading') return [];
    const text = kind === 'table' ? context.linesText(start, end) : content;
    if (!text.includes('`') || !text.includes('<')) return [];
    return text.split('\n').flatMap((line, index) =>
      [...line.matchAll(/`([^`]*?)(<[a-z][\w-]{0,30}>)[^`]*`/gi)].flatMap((match) => {
        const [, before = '', written = ''] = match;
        const variable = variables.get(meaningOf(written));
        if (variable === undefined || /=["']?$/.test(before)) return [];
        if (guessCommand(match[0].slice(1, -1)) === undefined) return [];
        const at = context.lines.line(start + index).indexOf(written);
        if (at < 0) return [];
        const from = context.lines.start(start + index) + at;
        return [
          {
            span: { start: from, end: from + written.length },
            message: `${written} is ${variable} in the commands of this runbook. Write the same hole in the same way.`,
          },
        ];
      }),
    );
  });
}

/** A text to be sent, quoted, whose holes are in brackets of two kinds. */
function inForms(context: RuleContext): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !/^ {0,3}>/.test(context.lines.line(start))) return [];
    const bare = content.replace(/`[^`]*`|!?\[[^\]]*\][([:][^)\]]*[)\]]?/g, (code) =>
      ' '.repeat(code.length),
    );
    const holes = [
      ...bare.matchAll(
        /<([a-z])[\w -]{1,40}>(?!\S*<\/)|\[(?![ xX]\]|!)([A-Za-z])[\w -]{1,40}\]|\{\{?[a-z][\w -]{1,40}\}\}?/gi,
      ),
    ];
    const kinds = count(holes.map(([written]) => written.slice(0, 1)));
    if (kinds.size < 2) return [];
    const most = [...kinds].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
    const other = holes.find(([written]) => !written.startsWith(most));
    if (other === undefined) return [];
    const line = start + bare.slice(0, other.index).split('\n').length - 1;
    const column = context.lines.line(line).indexOf(other[0]);
    const at = context.lines.start(line) + Math.max(0, column);
    return [
      {
        span: { start: at, end: at + other[0].length },
        message: `${other[0]} is a hole in another style than the others of this text. Choose one style.`,
      },
    ];
  });
}

/** The uses of each hole, in the order of the document. */
function groupsOf(context: RuleContext, uses: readonly Use[]): readonly (readonly Use[])[] {
  const known = new Set(uses.map(({ meaning }) => meaning));
  // Filled in once for a variable, a hole is written in one way.
  const asked = new Set(uses.flatMap((use) => (isDefinition(use) ? [] : [use.meaning])));
  const variables = variableUses(context, asked);
  const inVariables = new Set(variables.map(({ meaning }) => meaning));
  const all = [...uses, ...otherUses(context, known), ...variables].filter(
    (use) => !(inVariables.has(use.meaning) && isDefinition(use)),
  );
  const position = ({ step, place }: Use) => step.source.start * 1e4 + place.start;
  all.sort((a, b) => position(a) - position(b));
  const groups = new Map<string, Use[]>();
  for (const use of all) groups.set(use.meaning, [...(groups.get(use.meaning) ?? []), use]);
  return [...groups.values()];
}

/** `$POD` and `${POD}` are one way. */
function isSame(written: string, other: string): boolean {
  const bare = (text: string) => text.replace(/^\$\{(\w+)\}$/, '$$$1');
  return bare(written) === bare(other);
}

/** The variables a runbook asks for in its commands, once for each place. */
function variablesOf(context: RuleContext): readonly string[] {
  const { steps } = context.runbook;
  // What a command finds out nobody has to know.
  const computed = new Set(steps.flatMap(({ text }) => context.once('found out', text, foundOut)));
  return steps.flatMap(({ placeholders }) =>
    placeholders.flatMap(({ variable, name, written, places }) =>
      variable && !computed.has(name) ? places.map(() => written) : [],
    ),
  );
}

function foundOut(code: string): readonly (string | undefined)[] {
  return [...code.matchAll(/(?<![\w$])([A-Za-z_]\w*)=["']?(?:\$\(|`)/g)].map(([, name]) => name);
}

/** A hole where all else is asked for by variables, and that no word explains. */
function besideVariables(
  context: RuleContext,
  uses: readonly Use[],
  variables: number,
): readonly Use[] {
  const days = datesOf(context);
  const holes = [...uses, ...days];
  if (variables < 3 || holes.length * 2 > variables) return [];
  return holes.filter(
    ({ written, step, place }) =>
      !isExplained(context, written) &&
      // To be set once, for those below.
      !/^\s*(?:export\s+|\$)?\w+\s*=\s*["']?$/.test(
        step.text.slice(step.text.lastIndexOf('\n', place.start - 1) + 1, place.start),
      ),
  );
}

/** `YYYY-MM-DD` where a day goes. */
function datesOf({ runbook }: RuleContext): readonly Use[] {
  return runbook.steps.flatMap((step) =>
    step.placeholders.flatMap(({ variable, places }) =>
      variable
        ? []
        : places.flatMap((place) => {
            const written = step.text.slice(place.start, place.end);
            if (!/^YYYY/.test(written)) return [];
            return [{ written, style: 'YYYY', meaning: 'day', step, place }];
          }),
    ),
  );
}

function toFound(context: RuleContext, use: Use, message: string): Found {
  const span = context.place(use.step, use.place.start, use.place.end);
  return isVerbatim(context, span, use.written)
    ? { span, message }
    : { span: context.stepSpan(use.step), message };
}

function count(words: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}
