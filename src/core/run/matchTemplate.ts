import { matchLine, type Budget, type LineMatch } from './matchLine';
import type { TemplateLine } from './textTemplate';

export type TemplateMatch = LineMatch;

/** Steps per character of template and output before a match gives up. */
const STEPS_PER_CHARACTER = 8;
/** However long they are: a fraction of a second of work. */
const STEPS_AT_MOST = 400_000;
const STEPS_AT_LEAST = 20_000;

/** A budget that grows with the sizes only: matching is linear or it gives up. */
export function budgetFor(template: readonly TemplateLine[], lines: readonly string[]): Budget {
  let size = template.length;
  for (const line of template) if (line.kind === 'line') size += line.pieces.length;
  for (const line of lines) size += line.length + 1;
  return { steps: Math.min(STEPS_AT_MOST, STEPS_AT_LEAST + size * STEPS_PER_CHARACTER) };
}

/**
 * Matches a template against all lines of an output. Between lines of `...` each stretch of the
 * template is taken where it first fits, which finds a match whenever there is one.
 */
export function matchWhole(
  template: readonly TemplateLine[],
  lines: readonly string[],
  budget: Budget = budgetFor(template, lines),
): TemplateMatch {
  const stretches = split(template);
  const found: (readonly [string, string])[] = [];
  let at = 0;
  for (let i = 0; i < stretches.length; i++) {
    const stretch = stretches[i] ?? [];
    const first = i === 0;
    const last = i === stretches.length - 1;
    const earliest = last && !first ? Math.max(at, lines.length - stretch.length) : at;
    const latest = first ? 0 : lines.length - stretch.length;
    if (last && lines.length - stretch.length < at) return { kind: 'differs' };
    const place = findStretch(stretch, lines, { earliest, latest }, budget);
    if (place.kind !== 'match') return place;
    found.push(...place.captures);
    at = place.at + stretch.length;
    if (last && at !== lines.length) return { kind: 'differs' };
  }
  return agree(found) ? { kind: 'match', captures: found } : { kind: 'differs' };
}

/** Matches a template against any run of consecutive lines of an output. */
export function matchSomewhere(
  template: readonly TemplateLine[],
  lines: readonly string[],
  budget: Budget = budgetFor(template, lines),
): TemplateMatch {
  const around: TemplateLine = { kind: 'lines' };
  return matchWhole([around, ...template, around], lines, budget);
}

type Stretch = readonly Extract<TemplateLine, { kind: 'line' }>[];

function split(template: readonly TemplateLine[]): readonly Stretch[] {
  const stretches: Extract<TemplateLine, { kind: 'line' }>[][] = [[]];
  for (const line of template) {
    if (line.kind === 'lines') stretches.push([]);
    else stretches.at(-1)?.push(line);
  }
  return stretches;
}

type Place = { readonly kind: 'match'; readonly at: number; readonly captures: Captures } | Miss;
type Captures = readonly (readonly [string, string])[];
type Miss = { readonly kind: 'differs' } | { readonly kind: 'gave-up' };

function findStretch(
  stretch: Stretch,
  lines: readonly string[],
  range: { readonly earliest: number; readonly latest: number },
  budget: Budget,
): Place {
  for (let at = range.earliest; at <= range.latest; at++) {
    const captures: (readonly [string, string])[] = [];
    let matched = 0;
    for (; matched < stretch.length; matched++) {
      const line = lines[at + matched];
      if (line === undefined) break;
      const result = matchLine(stretch[matched]?.pieces ?? [], line, budget);
      if (result.kind === 'gave-up' || budget.steps < 0) return { kind: 'gave-up' };
      if (result.kind === 'differs') break;
      captures.push(...result.captures);
    }
    if (matched === stretch.length) return { kind: 'match', at, captures };
  }
  return { kind: 'differs' };
}

/** The same name must have caught the same text wherever it stands. */
function agree(captures: Captures): boolean {
  const values = new Map<string, string>();
  for (const [name, value] of captures) {
    if ((values.get(name) ?? value) !== value) return false;
    values.set(name, value);
  }
  return true;
}
