import type { Step } from '../../model/step';
import type { OffsetRange } from '../../text/range';
import type { Found, Rule } from '../rule';
import { scanCode } from '../../parser/scriptScan';
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
    const uses = collect(context);
    const styles = count(uses.map(({ style }) => style));
    const main = [...styles].sort((a, b) => b[1] - a[1])[0]?.[0];
    const groups = new Map<string, Use[]>();
    for (const use of uses) groups.set(use.meaning, [...(groups.get(use.meaning) ?? []), use]);
    const found: Found[] = [];
    const told = new Set<string>();
    for (const use of [...shortBrackets(context, groups), ...otherForms(context, groups)])
      groups.set(use.meaning, [...(groups.get(use.meaning) ?? []), use]);
    for (const group of groups.values()) {
      const spelled = [...count(group.map(({ written }) => written))].sort((a, b) => b[1] - a[1]);
      const best = spelled[0]?.[0];
      for (const use of group) {
        if (best === undefined || use.written === best || told.has(use.written)) continue;
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
    for (const use of besideVariables(context, uses)) {
      if (told.has(use.written)) continue;
      told.add(use.written);
      const [variable = ''] = variablesOf(context);
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
    return found;
  },
};

/** The variables a runbook asks for in its commands, once for each place. */
function variablesOf({ runbook }: RuleContext): readonly string[] {
  // What a command finds out nobody has to know.
  const computed = new Set(
    runbook.steps.flatMap(({ text }) =>
      [...text.matchAll(/(?<![\w$])([A-Za-z_]\w*)=["']?(?:\$\(|`)/g)].map((match) => match[1]),
    ),
  );
  return runbook.steps.flatMap(({ placeholders }) =>
    placeholders.flatMap(({ variable, name, written, places }) =>
      variable && !computed.has(name) ? places.map(() => written) : [],
    ),
  );
}

/** A hole where all else is asked for by variables, and that no word explains. */
function besideVariables(context: RuleContext, uses: readonly Use[]): readonly Use[] {
  const variables = variablesOf(context).length;
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

interface Use {
  readonly written: string;
  readonly style: string;
  readonly meaning: string;
  readonly step: Step;
  readonly place: OffsetRange;
}

function toFound(context: RuleContext, use: Use, message: string): Found {
  const span = context.place(use.step, use.place.start, use.place.end);
  return isVerbatim(context, span, use.written)
    ? { span, message }
    : { span: context.stepSpan(use.step), message };
}

function collect({ runbook }: RuleContext): readonly Use[] {
  return runbook.steps.flatMap((step) =>
    step.placeholders.flatMap(({ variable, written, places }) => {
      if (variable || OPTIONAL.test(written)) return [];
      return places.flatMap((place) => {
        // One hole may be written in two ways within a step.
        const here = step.text.slice(place.start, place.end);
        const style = styleOf(here);
        if (style === undefined) return [];
        return [{ written: here, style, meaning: meaningOf(here), step, place }];
      });
    }),
  );
}

/**
 * `[pod]` alone may be a pattern of the shell, so nobody asks for it; where the same runbook has
 * `<pod>`, it is that hole.
 */
function shortBrackets(
  { runbook }: RuleContext,
  known: ReadonlyMap<string, readonly Use[]>,
): readonly Use[] {
  return runbook.steps.flatMap((step) => {
    if (!isShell(step.language) || !step.text.includes('[')) return [];
    const holes = step.placeholders.flatMap(({ places }) => places.map(({ start }) => start));
    return [...step.text.matchAll(/(?<=[\s/=:])\[([A-Za-z][\w-]{0,30})\](?=[\s/:]|$)/g)].flatMap(
      (match) => {
        const meaning = meaningOf(match[0]);
        if (holes.includes(match.index) || !known.has(meaning)) return [];
        const place = { start: match.index, end: match.index + match[0].length };
        if (scanCode(step.text, step.language).contextAt(place.start) !== 'bare') return [];
        return [{ written: match[0], style: '[]', meaning, step, place }];
      },
    );
  });
}

/** `{{pod}}` or `POD_NAME` alone may be meant as it stands; beside `<pod-name>` it is that hole. */
function otherForms(
  { runbook }: RuleContext,
  known: ReadonlyMap<string, readonly Use[]>,
): readonly Use[] {
  if (known.size === 0) return [];
  return runbook.steps.flatMap((step) => {
    if (!isShell(step.language)) return [];
    const holes = step.placeholders.flatMap(({ places }) =>
      places.flatMap(({ start }) => (/[<[{]/.test(step.text[start] ?? '') ? [start] : [])),
    );
    return [...step.text.matchAll(OTHER_FORM)].flatMap((match) => {
      const meaning = meaningOf(match[0]);
      if (holes.includes(match.index) || !known.has(meaning)) return [];
      const place = { start: match.index, end: match.index + match[0].length };
      if (scanCode(step.text, step.language).contextAt(place.start) !== 'bare') return [];
      const style = match[0].startsWith('{') ? '{{}}' : 'CAPITALS';
      return [{ written: match[0], style, meaning, step, place }];
    });
  });
}

const OTHER_FORM =
  /(?<=[\s/=:@])(?:\{\{ ?[A-Za-z][\w-]{1,30} ?\}\}|[A-Z][A-Z\d]*(?:[_-][A-Z\d]+)+)(?=[\s/:@.]|$)/g;

/** What manuals write for "and whatever else you like". */
const OPTIONAL = /^\[(?:options?|opts|args?|arguments?|flags?|commands?|sudo|params?)\W*\]$/i;

function styleOf(written: string): string | undefined {
  const [first = ''] = written;
  if (first === '<') return written.startsWith('<<') ? '<<>>' : '<>';
  if (first === '[') return '[]';
  if (first === '{') return written.startsWith('{{') ? '{{}}' : '{}';
  return undefined;
}

/** Words people use for the same thing, in one form. */
const SAME: Readonly<Record<string, string>> = {
  ns: 'namespace',
  db: 'database',
  dbname: 'database',
  pw: 'password',
  svc: 'service',
  deploy: 'deployment',
  env: 'environment',
  host: 'hostname',
  sts: 'statefulset',
  pv: 'persistentvolume',
  pvc: 'persistentvolumeclaim',
};

function meaningOf(written: string): string {
  const words = written
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(?:name|the|your|my|a|of)$/.test(word))
    .map((word) => SAME[word] ?? word);
  return words.length === 0 ? written.toLowerCase() : words.join(' ');
}

function count(words: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}
