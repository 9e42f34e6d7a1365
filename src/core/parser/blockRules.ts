import type { MarkdownIt, StateBlock } from 'markdown-it';

type Ruler = MarkdownIt['block']['ruler'];
type Rule = ReturnType<Ruler['getRules']>[number];

/**
 * What a line begins with where each of markdown-it's block rules may match, in the order of the
 * rules: table, indented code, fence, quote, rule, list, reference, HTML, heading, underlined
 * heading, paragraph. Undefined where any character will do.
 */
const BEGINNINGS = [
  undefined, undefined, '`~', '>', '*-_', '*+-0123456789', '[', '<', '#', undefined, undefined,
] as const; // prettier-ignore

/**
 * Lets a parser pass over block rules that cannot match. markdown-it asks all eleven rules, several
 * times for every line; what the line begins with, and for the others a look at the lines below,
 * leaves two or three of them.
 */
export function skipHopelessRules(ruler: Ruler): void {
  const chains = new Map<string, Rule[]>();
  const original = ruler.getRules.bind(ruler);
  const all = original('');
  // Another version of the parser may have other rules, of which nothing is known here.
  if (all.length !== BEGINNINGS.length) return;
  const [table, code, underlined] = [all[0], all[1], all[9]];
  const asked = (rule: Rule): Rule => {
    if (rule === table) return whereRuledBelow(rule);
    if (rule === code) return whereIndented(rule);
    return rule === underlined ? whereUnderlined(rule) : rule;
  };
  ruler.getRules = (chain) => {
    const known = chains.get(chain);
    if (known !== undefined) return known;
    const rules = original(chain);
    const mayMatch = rules.map((rule) => ({ at: all.indexOf(rule), rule: asked(rule) }));
    // The last by itself: of two rules V8 compiles neither into the loop that asks them.
    const last = mayMatch.pop();
    const made = [choosing(mayMatch), ...(last === undefined ? [] : [last.rule])];
    chains.set(chain, made);
    return made;
  };
}

/** Whether the rule at a place in the list may match a line that begins with a character. */
function mayBegin(at: number, unit: number): boolean {
  return BEGINNINGS[at]?.includes(String.fromCharCode(unit)) ?? true;
}

/** One rule that asks those that may match a line for its first character, one after the other. */
function choosing(rules: readonly { readonly at: number; readonly rule: Rule }[]): Rule {
  const known = new Map<number, readonly Rule[]>();
  const choose = (unit: number): readonly Rule[] => {
    // Filled in one way and never empty, so that to V8 all lists are one kind of thing.
    const chosen: Rule[] = [];
    for (const { at, rule } of rules) if (mayBegin(at, unit)) chosen.push(rule);
    chosen.push(NONE);
    known.set(unit, chosen);
    return chosen;
  };
  return (state, line, end, silent) => {
    const first = firstUnit(state, line);
    // No rule begins with a character outside of ASCII, nor with a letter.
    const unit = first < 128 ? first : LETTER;
    for (const rule of known.get(unit) ?? choose(unit))
      if (rule(state, line, end, silent)) return true;
    return false;
  };
}

const NONE: Rule = () => false;
const LETTER = 97;
const TAB = 9;
const SPACE = 32;

function firstUnit(state: StateBlock, line: number): number {
  const at = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return at < (state.eMarks[line] ?? 0) ? state.src.charCodeAt(at) : 0;
}

function whereIndented(rule: Rule): Rule {
  return (state, line, end, silent) =>
    (state.sCount[line] ?? 0) - state.blkIndent >= 4 && rule(state, line, end, silent);
}

/** Where the next line begins as one between a table's header and its rows does. */
function whereRuledBelow(rule: Rule): Rule {
  return (state, line, end, silent) => {
    if (line + 1 >= end) return false;
    const unit = firstUnit(state, line + 1);
    return (unit === 124 || unit === 45 || unit === 58) && rule(state, line, end, silent);
  };
}

/** So many lines are looked at for the line below a heading: each item of a list would else all. */
const LOOK_AHEAD = 16;

/** Where the text that begins in a line may be a heading by the line below it. */
function whereUnderlined(rule: Rule): Rule {
  return (state, line, end, silent) =>
    mayBeUnderlined(state, line, end) && rule(state, line, end, silent);
}

function mayBeUnderlined(state: StateBlock, line: number, end: number): boolean {
  const last = line + LOOK_AHEAD;
  for (let next = line + 1; next < end; next++) {
    if (next > last) return true;
    const unit = firstUnit(state, next);
    if (unit === 0) return false;
    if ((unit === 45 || unit === 61) && isRule(state, next, unit)) return true;
  }
  return false;
}

/** Nothing but one character stands in a line, and blanks behind it. */
function isRule(state: StateBlock, line: number, unit: number): boolean {
  // Items of lists begin with it, too, but end otherwise.
  const last = state.src.charCodeAt((state.eMarks[line] ?? 0) - 1);
  if (last !== unit && last !== SPACE && last !== TAB) return false;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.skipSpaces(state.skipChars(start, unit)) >= (state.eMarks[line] ?? 0);
}
