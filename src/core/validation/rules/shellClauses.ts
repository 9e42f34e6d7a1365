/** What is wrong in a shell text, and where. */
interface ClauseError {
  readonly at: number;
  readonly what: string;
}

/**
 * Errors in how the clauses of `if`, loops and tests go together, in a text that a shell refuses
 * whatever the reason. Quotes, comments and here-documents are none of its business.
 */
export function clauseError(text: string): ClauseError | undefined {
  if (text.includes('<<')) return undefined;
  const bare = blanked(text);
  return branches(bare) ?? atOnce(bare) ?? openTest(bare) ?? noTarget(bare);
}

function blanked(text: string): string {
  return text
    .replace(/'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g, (quoted) => 'q'.repeat(quoted.length))
    .replace(/(?:^|(?<=\s))#.*$/gm, (comment) => ' '.repeat(comment.length))
    .replace(/\\\n/g, '  ');
}

const CLAUSE =
  /(?<=(?:^|[\n;&|(){]|\]\]|\b(?:then|do|else|!))[ \t]*)(?:if|elif|then|else|fi)(?=[\s;)]|$)/g;

/** Every `if` and `elif` has its `then` before anything else of it comes. */
function branches(text: string): ClauseError | undefined {
  const open: { readonly word: string; readonly at: number; then: boolean }[] = [];
  for (const { 0: word, index: at } of text.matchAll(CLAUSE)) {
    const last = open.at(-1);
    if (word === 'if') open.push({ word, at, then: false });
    else if (last === undefined) return { at, what: `\`${word}\` goes with no \`if\`` };
    else if (word === 'then') last.then = true;
    else if (!last.then) return { at: last.at, what: `\`${last.word}\` has no \`then\`` };
    else if (word === 'elif') open[open.length - 1] = { word, at, then: false };
    else if (word === 'fi') open.pop();
  }
  return undefined;
}

/** `do;`, `&& then`: nothing stands where a command must. */
function atOnce(text: string): ClauseError | undefined {
  const match =
    /(?<=[\n;][ \t]*|^[ \t]*)(?:do|then|else)[ \t]*;(?!;)/.exec(text) ??
    /(?:&&|\|\|)\s*(?:then|do|fi|done|else|esac)(?=[\s;]|$)/.exec(text);
  if (match === null) return undefined;
  return { at: match.index, what: `a command is missing in \`${match[0].trim()}\`` };
}

const TEST =
  /(?<=(?:^|[\n;&|(!]|\b(?:if|elif|while|until|then|do|else))[ \t]*)(\[\[?)[ \t]([^\n;]*)/g;

/** `[ -f x ; then`: the test is never closed. */
function openTest(text: string): ClauseError | undefined {
  for (const { 1: mark = '', 2: rest = '', index: at } of text.matchAll(TEST)) {
    const close = mark === '[[' ? ']]' : ' ]';
    const goesOn = mark === '[[' && /(?:&&|\|\||\()\s*$/.test(rest);
    if (!rest.includes(close) && !goesOn) return { at, what: `\`${mark}\` is never closed` };
  }
  return undefined;
}

/** `echo a >` and then nothing. */
function noTarget(text: string): ClauseError | undefined {
  const match = /(?<=\s\d?)(?:>>?|<)[ \t]*(?=\n|;|$)/.exec(text);
  return match === null ? undefined : { at: match.index, what: 'a redirection leads nowhere' };
}
