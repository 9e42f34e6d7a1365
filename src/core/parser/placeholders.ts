import type { Placeholder } from '../model/placeholder';
import type { StepLanguage } from '../model/step';
import type { OffsetRange } from '../text/range';
import type { CodeScan, VariableUse } from './codeContext';
import { HoleSites } from './holeSite';
import { HOLE_STYLES } from './holeStyles';
import { placeholderKind, placeholderName, UNNAMED } from './placeholderName';
import { scanCode } from './scriptScan';
import { unsetPowershellVariables, unsetVariables } from './setVariables';

/**
 * The holes of a step's text, in order of their first place: what a person must fill in before it
 * can run. Holes of the same name are one, with every place. A variable that neither the text nor
 * every environment sets is a hole too, by its own name. Comments hold none. Never throws.
 */
export function findPlaceholders(text: string, language: StepLanguage): readonly Placeholder[] {
  const scan = scanCode(text, language);
  const holes = new Map<string, Placeholder & { readonly places: OffsetRange[] }>();
  let unnamed = 0;
  for (const { start, end, variable } of findHoles(scan, language)) {
    const written = text.slice(start, end);
    const told = variable?.replace(/^env:/, '') ?? placeholderName(written);
    // A name that says nothing is shared only by holes that look the same.
    const key = `${variable === undefined}${told === UNNAMED ? written : told}`;
    const hole = holes.get(key);
    if (hole !== undefined) hole.places.push({ start, end });
    else {
      const name = told === UNNAMED && unnamed++ > 0 ? `${UNNAMED}-${unnamed}` : told;
      holes.set(key, {
        name,
        kind: placeholderKind(name),
        written,
        variable: variable !== undefined,
        places: [{ start, end }],
      });
    }
  }
  return [...holes.values()];
}

interface Hole extends OffsetRange {
  /** Its name, when it is a variable. */
  readonly variable?: string;
}

/** Every hole in order, none overlapping another. */
function findHoles(scan: CodeScan, language: StepLanguage): readonly Hole[] {
  const found: Hole[] = [...writtenHoles(scan, language)];
  for (const use of unset(scan, language)) {
    if (scan.contextAt(use.start) === 'comment' || inTemplate(scan.text, use.start)) continue;
    found.push({ start: use.start, end: use.end, variable: use.name });
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Hole[] = [];
  for (const hole of found) {
    if (hole.start >= (kept.at(-1)?.end ?? 0)) kept.push(hole);
  }
  return kept;
}

/** `{{ $value }}` is a variable of the template, not of the shell. */
function inTemplate(text: string, offset: number): boolean {
  return /\{\{[^}\n]*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

function unset(scan: CodeScan, language: StepLanguage): readonly VariableUse[] {
  return language === 'powershell' ? unsetPowershellVariables(scan) : unsetVariables(scan);
}

function writtenHoles(scan: CodeScan, language: StepLanguage): readonly Hole[] {
  const sites = new HoleSites(scan, language);
  const taken: OffsetRange[] = [];
  for (const { pattern, accepts, widen, inParameter } of HOLE_STYLES) {
    let wide = 0;
    for (const match of scan.text.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.['hole'] ?? [
        match.index,
        match.index + match[0].length,
      ];
      const context = scan.contextAt(start);
      if (match[0] === '' || start < wide || context === 'comment') continue;
      if (context === 'parameter' && inParameter !== true) continue;
      if (!accepts(sites.at(start, end), match[1] ?? '')) continue;
      const hole = widen === true ? widened(scan, start, end) : { start, end };
      wide = hole.end;
      taken.push(hole);
    }
  }
  return taken;
}

/** A gap within an address or number stands for the whole of it: `db.xxx.example.org`. */
function widened(scan: CodeScan, start: number, end: number): OffsetRange {
  const { text } = scan;
  let from = start;
  let to = end;
  while (from > 0 && /[\w.+-]/.test(text[from - 1] ?? '')) from--;
  while (to < text.length && /[\w.+-]/.test(text[to] ?? '')) to++;
  while (to > end && /[.+-]/.test(text[to - 1] ?? '')) to--;
  while (from < start && /[-.]/.test(text[from] ?? '')) from++;
  return { start: from, end: to };
}
