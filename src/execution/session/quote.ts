/** A text as one word of any POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The same on one line, for shells that know `$'…'`: what follows it keeps its line number. */
export function quoteOnLine(text: string): string {
  return `$'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

/**
 * Cuts what a shell printed about itself (`declare -p`, `trap -p`, `alias -p`) into its entries.
 * An entry ends at a line feed outside quotes: older shells print values over several lines.
 */
export function splitEntries(text: string): string[] {
  const entries: string[] = [];
  let start = 0;
  let inside = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inside === '' && char === '\n') {
      if (at > start) entries.push(text.slice(start, at));
      start = at + 1;
    } else if (char === '\\' && inside !== "'") at += 1;
    else if (inside === '') inside = opening(text, at);
    else if (char === (inside === '$' ? "'" : inside)) inside = '';
  }
  if (start < text.length) entries.push(text.slice(start));
  return entries;
}

/** The quotes that begin here: `"`, `'`, or `$` for `$'…'`. */
function opening(text: string, at: number): string {
  const char = text[at];
  if (char === '"') return char;
  if (char !== "'") return '';
  return text[at - 1] === '$' ? '$' : char;
}
