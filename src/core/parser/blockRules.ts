import type { MarkdownIt, StateBlock } from 'markdown-it';

type Ruler = MarkdownIt['block']['ruler'];
type Rule = ReturnType<Ruler['getRules']>[number];

/**
 * Lets a parser pass over block rules that cannot match. Most lines begin with a letter: there
 * only a table, an underlined heading or a paragraph can begin, and of these the first two show
 * in the lines below. markdown-it asks all eleven rules, several times for every line.
 */
export function skipHopelessRules(ruler: Ruler): void {
  const chains = new Map<string, Rule[]>();
  const original = ruler.getRules.bind(ruler);
  ruler.getRules = (chain) => {
    const known = chains.get(chain);
    if (known !== undefined) return known;
    const rules = original(chain);
    const made = [chain === '' ? beginning(rules) : interrupting(rules)];
    chains.set(chain, made);
    return made;
  };
}

/** The rules that begin a block. The table's is the first of them, the paragraph's the last. */
function beginning(rules: readonly Rule[]): Rule {
  const [table] = rules;
  const [underlined, paragraph] = rules.slice(-2);
  return (state, line, end, silent) => {
    if (!beginsWithLetter(state, line) || isIndentedCode(state, line))
      return firstOf(rules, state, line, end, silent);
    if (isRuledBelow(state, line, end) && table?.(state, line, end, silent) === true) return true;
    if (mayBeUnderlined(state, line, end) && underlined?.(state, line, end, silent) === true)
      return true;
    return paragraph?.(state, line, end, silent) === true;
  };
}

/** The rules that end a paragraph, a quote or a list. */
function interrupting(rules: readonly Rule[]): Rule {
  return (state, line, end, silent) => {
    if (beginsWithLetter(state, line) && !isRuledBelow(state, line, end)) return false;
    return firstOf(rules, state, line, end, silent);
  };
}

function firstOf(
  rules: readonly Rule[],
  state: StateBlock,
  line: number,
  end: number,
  silent: boolean,
): boolean {
  for (const rule of rules) if (rule(state, line, end, silent)) return true;
  return false;
}

function firstUnit(state: StateBlock, line: number): number {
  const at = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return at < (state.eMarks[line] ?? 0) ? state.src.charCodeAt(at) : 0;
}

function beginsWithLetter(state: StateBlock, line: number): boolean {
  const unit = firstUnit(state, line) | 0x20;
  return unit >= 97 && unit <= 122;
}

function isIndentedCode(state: StateBlock, line: number): boolean {
  return (state.sCount[line] ?? 0) - state.blkIndent >= 4;
}

/** The next line begins as one between a table's header and its rows does. */
function isRuledBelow(state: StateBlock, line: number, end: number): boolean {
  if (line + 1 >= end) return false;
  const unit = firstUnit(state, line + 1);
  return unit === 124 || unit === 45 || unit === 58;
}

/** So many lines are looked at for the line below a heading: each item of a list would else all. */
const LOOK_AHEAD = 16;

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
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.skipSpaces(state.skipChars(start, unit)) >= (state.eMarks[line] ?? 0);
}
