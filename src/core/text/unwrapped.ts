/**
 * A text whose paragraphs stand on one line each, as words that belong together may stand on both
 * sides of a break. Items, headings, rows and fences keep lines of their own.
 */
export function unwrapped(text: string): string {
  return text.includes('\n') ? text.replace(QUOTED, ' ').replace(WRAP, ' ') : text;
}

/** A quote that goes on: looked back for from the end of a line, as from each letter takes for ever. */
const QUOTED = /(?<=\S)[ \t]*\n(?<=^[ \t]*>[^\n]*\S[ \t]*\n)[ \t]*>[ \t]*(?=[^\s>[*+#|`-])/gm;

const WRAP = /(?<=\S)[ \t]*\n(?![ \t]*(?:\n|$|[-*+#>|]|\d+[.)] |`{3}|~{3}))[ \t]*/g;
