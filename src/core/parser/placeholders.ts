import type { Placeholder } from '../model/placeholder';
import type { StepLanguage } from '../model/step';
import { matchesOf } from '../text/matches';
import type { OffsetRange } from '../text/range';
import { LetterPattern } from '../text/letterPattern';
import type { CodeScan, VariableUse } from './codeContext';
import { HoleSites } from './holeSite';
import { HOLE_STYLES, type HoleStyle } from './holeStyles';
import { placeholderKind, placeholderName, UNNAMED } from './placeholderName';
import { scanCode } from './scriptScan';
import { unsetPowershellVariables, unsetVariables } from './setVariables';

/**
 * The holes of a step's text, in order of their first place: what a person must fill in before it
 * can run. Holes of the same name are one, with every place. A variable that neither the text nor
 * every environment sets is a hole too, by its own name. Comments hold none. Never throws.
 */
export function findPlaceholders(text: string, language: StepLanguage): readonly Placeholder[] {
  const found = findHoles(text, language);
  if (found.length === 0) return NONE;
  const holes = new Map<string, Placeholder & { readonly places: OffsetRange[] }>();
  let unnamed = 0;
  for (const { start, end, variable } of found) {
    const written = text.slice(start, end);
    const told = variableName(variable) ?? placeholderName(written);
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

const NONE: readonly Placeholder[] = [];

/** `$env:NAME` is known by its name alone. */
function variableName(variable: string | undefined): string | undefined {
  return variable?.startsWith('env:') === true ? variable.slice(4) : variable;
}

interface Hole extends OffsetRange {
  /** Its name, when it is a variable. */
  readonly variable?: string;
}

/** Every hole in order, none overlapping another. The text is scanned only when it may hold one. */
function findHoles(text: string, language: StepLanguage): readonly Hole[] {
  const candidates = findCandidates(text);
  if (candidates.length === 0 && !(text.includes('$') && /\$[{A-Za-z_]/.test(text))) return [];
  const scan = scanCode(text, language);
  const found: Hole[] = candidates.length === 0 ? [] : writtenHoles(scan, language, candidates);
  const templated = text.includes('{{');
  for (const use of unset(scan, language)) {
    if (scan.contextAt(use.start) === 'comment') continue;
    if (templated && inTemplate(text, use.start)) continue;
    found.push({ start: use.start, end: use.end, variable: use.name });
  }
  if (found.length < 2) return found;
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
  if (scan.variables.length === 0) return [];
  return language === 'powershell'
    ? unsetPowershellVariables(scan)
    : unsetVariables(scan, language === 'zsh');
}

/** A place where one of the styles matches, before anything is known of what is around it. */
interface Candidate extends OffsetRange {
  readonly style: HoleStyle;
  readonly inner: string;
}

function findCandidates(text: string): readonly Candidate[] {
  const found: Candidate[] = [];
  if (!MAY_HOLD.test(text)) return found;
  // Not a loop of our own: V8 would compile all styles into that.
  const styles = HOLE_STYLES.filter((style) => hasSign(text, style));
  for (const style of styles) addCandidates(found, text, style);
  return found;
}

function addCandidates(found: Candidate[], text: string, style: HoleStyle): void {
  const { pattern } = style;
  const own = pattern instanceof LetterPattern ? pattern.for(text) : pattern;
  for (const match of matchesOf(text, own)) {
    const written = match.groups?.['hole'];
    const [all, inner = ''] = match;
    // The hole is the last such thing in a match.
    const start = match.index + (written === undefined ? 0 : all.lastIndexOf(written));
    const end = start + (written ?? all).length;
    if (all === '' || style.mayBe?.(text.slice(start, end)) === false) continue;
    found.push({ style, inner, start, end });
  }
}

/** What every hole has that is no variable: the signs of the styles, in one. */
const MAY_HOLD =
  /[>}\]%…]|[\s=(,/]:['"a-z]|[cnr] \$|[XYN](?![A-Za-z])|=\s*['"]|[A-Z]{2}|__[a-z_]|[Yy]our|[xX][xX.]|\.[xX]|\.\.\./;

function hasSign(text: string, { signs, sign }: HoleStyle): boolean {
  for (const word of signs) if (text.includes(word)) return sign?.test(text) !== false;
  return false;
}

function writtenHoles(
  scan: CodeScan,
  language: StepLanguage,
  candidates: readonly Candidate[],
): Hole[] {
  const sites = new HoleSites(scan, language);
  const taken: Hole[] = [];
  let wide = 0;
  let last: HoleStyle | undefined;
  for (const { style, start, end, inner } of candidates) {
    if (style !== last) wide = 0;
    last = style;
    const context = scan.contextAt(start);
    if (start < wide || context === 'comment') continue;
    if (context === 'parameter' && style.inParameter !== true) continue;
    if (!style.accepts(sites.at(start, end), inner)) continue;
    const hole = style.widen === true ? widened(scan, start, end) : { start, end };
    wide = hole.end;
    taken.push(hole);
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
