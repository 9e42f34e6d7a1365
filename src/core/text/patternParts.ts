import { PatternReader, type Alternative } from './patternReader';

/** One of the alternatives of a pattern. */
export interface PatternPart {
  readonly source: string;
  /** Of each of these lists a match holds one word; in small letters if case is ignored. */
  readonly needs: readonly (readonly string[])[];
}

/** An alternative from here on is taken apart once more, at the longest group in it. */
const LONG = 150;

/**
 * Takes the source of a pattern apart into patterns that match, together, what it matches. It is
 * left whole where it refers back to a group that would have another number then.
 */
export function partsOf(source: string, ignoreCase: boolean): readonly PatternPart[] {
  const reader = new PatternReader(source);
  const alternatives = reader.alternatives();
  const parts = alternatives.some(({ start, end, groupsBefore }) => {
    return groupsBefore > 0 && REFERS_BACK.test(source.slice(start, end));
  })
    ? [{ source, needs: [] }]
    : alternatives.flatMap((alternative) => spread(source, alternative));
  if (!ignoreCase) return parts;
  return parts.map(({ source: one, needs }) => ({
    source: one,
    needs: needs.map((words) => words.map((word) => word.toLowerCase())),
  }));
}

const REFERS_BACK = /\\[1-9k]/;

/** `a(?:b|c)d` as `a(?:b)d` and `a(?:c)d`, when it is long, and mostly that group. */
function spread(source: string, { start, end, groups, needs }: Alternative): PatternPart[] {
  const own = source.slice(start, end);
  const group = groups.find((one) => one.end - one.start >= own.length / 2);
  if (own.length < LONG || group === undefined || REFERS_BACK.test(own))
    return [{ source: own, needs }];
  const before = source.slice(start, group.start);
  const behind = source.slice(group.end, end);
  return group.alternatives.map((one) => ({
    source: before + source.slice(one.start, one.end) + behind,
    needs: [...one.needs, ...needs],
  }));
}

/** The same pattern, of which V8 builds no piece more than once. */
export function builtOnce(source: string): string {
  const reader = new PatternReader(source);
  reader.alternatives();
  let built = '';
  let from = 0;
  for (const at of reader.joints.sort((a, b) => a - b)) {
    built += `${source.slice(from, at)}(?=)`;
    from = at;
  }
  return built + source.slice(from);
}
