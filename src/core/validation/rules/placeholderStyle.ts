import type { Found, Rule } from '../rule';
import {
  bracketUses,
  idleUses,
  isAnything,
  isDefinition,
  otherUses,
  sharesWord,
  squareTwins,
  subjectOf,
  variableUses,
  wordUses,
  type IdleUse,
  type Use,
} from '../placeholderUses';
import { isVerbatim, type RuleContext } from '../ruleContext';
import { strangeHoles } from '../strangeHoles';
import { NAME, toldHoles, toldNames } from '../toldHoles';
import { isShell } from '../words';
import { isExplained } from './unfilledPlaceholder';

/** One hole, written in two ways. */
export const placeholderStyle: Rule = {
  code: 'placeholder-style',
  severity: 'warning',
  explanation:
    'Who fills in `<ns>` here does not know that `[namespace]` there is the same, and is asked twice. Write a hole the same way everywhere.',
  find: (context) => {
    const inBrackets = bracketUses(context);
    const uses = [...inBrackets, ...squareTwins(context, inBrackets)];
    const styles = count(uses.map(({ style }) => style));
    const main = [...styles].sort((a, b) => b[1] - a[1])[0]?.[0];
    const found: Found[] = [];
    const told = new Set<string>();
    for (const group of groupsOf(context, uses)) {
      const best = usualOf(context, group);
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
      ...variablesInWords(context, uses),
      ...inForms(context),
      ...besideTold(context, uses),
      ...strangeHoles(context),
    ].filter(
      ({ span }, index, all) => all.findIndex((one) => one.span.start === span.start) === index,
    );
  },
};

/** How a hole is written most often; of two ways, the one that a sentence speaks of. */
function usualOf(context: RuleContext, group: readonly Use[]): string | undefined {
  const spelled = [...count(group.map(({ written }) => written))].sort((a, b) => b[1] - a[1]);
  const often = spelled.filter(([, times]) => times === spelled[0]?.[1]);
  const told = often.length < 2 ? undefined : often.find(([one]) => isExplained(context, one));
  return (told ?? often[0])?.[0];
}

/** The same hole in two ways where nothing runs it, or there and in a command. */
function outsideSteps(context: RuleContext, uses: readonly Use[]): readonly Found[] {
  const words = wordUses(context);
  const idle = [...idleUses(context), ...words];
  const groups = new Map<string, IdleUse[]>();
  for (const use of idle) {
    const subject = subjectOf(use.written);
    groups.set(subject, [...(groups.get(subject) ?? []), use]);
  }
  const others = [...uses, ...otherUses(context, new Set(words.map(({ meaning }) => meaning)))];
  return [...groups].flatMap(([subject, group]) => {
    if (isAnything(subject)) return [];
    const inSteps = others.filter(({ written }) => subjectOf(written) === subject);
    const all = [...inSteps, ...group];
    const best = [...count(all.map(({ written }) => written))].sort((a, b) => b[1] - a[1])[0]?.[0];
    const first = all.find(({ written }) => written === best);
    if (best === undefined || first === undefined) return [];
    const other = group.find(
      (use) =>
        use.written !== best &&
        (use.meaning === first.meaning
          ? use.style !== first.style ||
            (!use.inData && (inSteps.length > 0 || !words.includes(use)))
          : use.style !== first.style && isOnlyOne(all, first)),
    );
    if (other === undefined) return [];
    return [
      {
        span: other.span,
        message: `${other.written} is written ${best} elsewhere in this runbook. Write the same hole in the same way.`,
      },
    ];
  });
}

/** Beside `<db-host>` and `<db-id>` nobody knows which of them `[db]` is. */
function isOnlyOne(
  uses: readonly { readonly style: string; readonly meaning: string }[],
  { style, meaning }: { readonly style: string; readonly meaning: string },
): boolean {
  return uses.every((use) => use.style !== style || use.meaning === meaning);
}

/** `<node-name>` in a sentence, where the blocks have the node in `$NODE`. */
function variablesInWords(context: RuleContext, uses: readonly Use[]): readonly Found[] {
  const variables = new Map<string, string>();
  for (const { language, text } of context.runbook.steps)
    if (isShell(language))
      for (const [written, name = ''] of text.matchAll(/\$\{?([A-Za-z]\w+)\}?/g))
        variables.set(subjectOf(name), written);
  for (const { written } of uses) variables.delete(subjectOf(written));
  if (variables.size === 0) return [];
  // What a sentence says of the hole is true of the variable, too.
  const told = new Set(toldHoles(context).map(({ written }) => written));
  return wordUses(context).flatMap(({ written, span }) => {
    const variable = variables.get(subjectOf(written));
    if (variable === undefined || told.has(written) || isTied(context, written, variable))
      return [];
    if (isFormOfOwn(context, written)) return [];
    // A part of a name, as it is printed: `node/<node>`.
    if (/^\/|\/$/.test(context.text.slice(Math.max(0, span.start - 1), span.end + 1))) return [];
    return [
      {
        span,
        message: `${written} is ${variable} in the commands of this runbook. Write the same hole in the same way.`,
      },
    ];
  });
}

/** "Write its name where the form says `<backup>`": what is filled in there is told with it. */
function isFormOfOwn(context: RuleContext, written: string): boolean {
  return context.passages.some(
    ({ kind, content }) =>
      kind === 'paragraph' && content.includes(written) && FORM.test(content.replace(/\s+/g, ' ')),
  );
}

const FORM =
  /\b(?:where|wherever) (?:the \w+|it|there) (?:says|reads|has|is|stands)\b|\bin place of\b|\binstead of\b|\breplac(?:e|ing)\b/i;

/** A passage or line that has both tells that they are the same. */
function isTied(context: RuleContext, written: string, variable: string): boolean {
  const named = new RegExp(`\\b${variable.replace(/\W/g, '')}\\b`);
  return context.passages
    .flatMap(({ kind, content, start, end }) =>
      kind === 'paragraph' ? [content] : context.linesText(start, end).split('\n'),
    )
    .some((text) => text.includes(written) && named.test(text));
}

/** `<user>` is told what it is and stands in no command, and `[account]` is in one and told nowhere. */
function besideTold(context: RuleContext, uses: readonly Use[]): readonly Found[] {
  const told = [...toldHoles(context), ...toldNames(context)];
  if (told.length === 0) return [];
  const code = context.runbook.blocks.map(({ content }) => content).join('\n');
  const idle = told.filter(({ written }) => !code.includes(written));
  const open = [...uses, ...alone(context, idle.length > 0)].filter(
    ({ written }) => !isExplained(context, written),
  );
  const kinds = new Set(open.map(({ written }) => written)).size;
  return open.flatMap((use) => {
    const same = idle.find(({ written, sure }) =>
      sure ? sharesWord(written, use.written) : subjectOf(written) === subjectOf(use.written),
    );
    // A name in capitals may be of anything, unless a sentence gives it to one thing.
    const other = idle.find(({ style, sure }) => style !== NAME || (sure && kinds === 1));
    const holes = told.filter(({ style }) => style !== NAME);
    const styled = holes.every(({ style }) => style !== use.style) ? holes[0] : undefined;
    const partner = same ?? other ?? (idle.length === 0 ? styled : undefined);
    if (partner === undefined) return [];
    return [
      toFound(
        context,
        use,
        `${use.written} is told nowhere; what this runbook tells of is ${partner.written}. Write the same hole in the same way.`,
      ),
    ];
  });
}

/**
 * A word in square brackets that is a whole value or part of a path: `$User = '[account]'`; where
 * something is told that no command has, also as a word of its own.
 */
function alone(context: RuleContext, words: boolean): readonly Use[] {
  const pattern = words ? ALONE_OR_WORD : ALONE;
  return context.runbook.steps.flatMap((step) =>
    context
      .once(pattern.source, step.text, (text) => aloneIn(text, pattern))
      .map((use) => ({ ...use, step })),
  );
}

function aloneIn(text: string, pattern: RegExp): readonly Omit<Use, 'step'>[] {
  return Array.from(text.matchAll(pattern), ({ 0: written, index }) => ({
    written,
    style: '[]',
    meaning: subjectOf(written),
    place: { start: index, end: index + written.length },
  }));
}

const ALONE = /(?<=[/"'@]|\w\()\[(?!\w-\w\])[A-Za-z][\w-]+\](?=["'/\s)]|:(?!:)|$)/g;
const ALONE_OR_WORD =
  /(?<=[/"'=:@]|\w\(|\s(?<!\[[^\]\n]*\s))\[(?!\w-\w\])[A-Za-z][\w-]+\](?=["'/\s)]|:(?!:)|$)/g;

/** A text to be sent, quoted, whose holes are in brackets of two kinds. */
function inForms(context: RuleContext): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph' || !/^ {0,3}>/.test(context.lines.line(start))) return [];
    // A hole in code is still a hole; all other code is what it says.
    const bare = content.replace(
      /`(?!(?:<[\w -]{2,41}>|\[[\w -]{2,41}\]|\{\{?[\w -]{2,41}\}\}?)`)[^`]*`|!?\[[^\]]*\][([:][^)\]]*[)\]]?/g,
      (code) => ' '.repeat(code.length),
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
  // What it is filled in with is told for the hole and for its variable alike.
  const sure = new Set(toldHoles(context).map(({ written }) => written));
  const told = new Set(
    uses.flatMap((use) =>
      sure.has(use.written) || (isDefinition(use) && isExplained(context, use.written))
        ? [use.meaning]
        : [],
    ),
  );
  const variables = variableUses(context, asked).filter(({ meaning }) => !told.has(meaning));
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
            if (!/^YYYY/.test(written) || isSaid(step, place.start)) return [];
            return [{ written, style: 'YYYY', meaning: 'day', step, place }];
          }),
    ),
  );
}

/** `read -rp "Day (YYYYMMDD): "`: what is typed is told there. */
function isSaid({ text }: Use['step'], at: number): boolean {
  return /(?:^|[;&|]\s*)(?:read|echo|printf|Read-Host|Write-Host)\s[^;&|]*$/i.test(
    text.slice(text.lastIndexOf('\n', at - 1) + 1, at),
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
