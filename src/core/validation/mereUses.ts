/** What follows a name that is told: "is the address of …", "= the ticket", "(from the alert)". */
const TELLS =
  '[`*]*\\s*(?:[=:(–—]|-\\s|(?:is|are|was|as|stands?|means?|holds?|names?|comes?|being|has|must|should|in|of|to|from|for|with|without|you|we|which|that|where|whose|and|or|on|at|by)(?!\\p{L}))';
/** "The rack PDU", "a new VM": the thing itself, and no word on the variable of its name. */
const THING = new RegExp(
  `(?<![\\w$-])[A-Z]{2,5}(?![\\w-]|${TELLS})(?<=(?<![\\p{L}\\d])(?:the|an?|each|every|its|our|another|any)\\s(?:[\\p{Ll}-]+\\s){0,2}[A-Z]{2,5})`,
  'gu',
);
/** "Attach `$LOG`.": what is done with the value, whatever it is. */
const VERB =
  '(?!(?:Set|Export|Define|Declare|Assign|Replace|Fill|Put|Choose|Pick|Find|Get|Take|Note|Write|Enter|Use|Substitute|Give|Make|Let|Look|Remember|Call|With|In|For|Where|If|When|From)(?!\\p{L}))\\p{Lu}\\p{Ll}+';
const DONE_WITH = new RegExp(
  `\`\\$\\{?\\w+\\}?\`(?=\\s*(?:[.,;!]|$|(?:to|into|onto)\\s(?:the|an?|your|our|this)\\s\\w+\\s*(?:[.,;!]|$)))(?<=(?:^|[.;!?]\\s+|^\\s*(?:(?:[-*+]|\\d+[.)])\\s+)?(?:\\[[ xX]\\]\\s+)?)(?:Then |Now |Finally, )?${VERB}\\s(?:(?:at|into|through|up|down)\\s)?(?:the\\s)?\`\\$\\{?\\w+\\}?\`)`,
  'gmu',
);

/** `find "$DIR" -delete` among words: a command that a broken fence no longer holds. */
const BARE_COMMAND = /^[ \t>]*[a-z][\w./-]* (?=[^\n]*"\$\{?\w)[^\n]*/gm;

/** Words without the names of variables that they only use and do not tell. */
export function withoutUses(lines: string): string {
  const text = lines.includes('"$') ? lines.replace(BARE_COMMAND, ' ') : lines;
  const words = /[A-Z]{2}/.test(text) ? text.replace(THING, ' ') : text;
  return words.includes('`$') ? words.replace(DONE_WITH, ' ') : words;
}
