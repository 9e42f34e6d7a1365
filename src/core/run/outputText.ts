/**
 * Output made comparable: escape sequences and control characters gone, CRLF and lone CR as LF,
 * runs of blanks as one space, no blanks at either end of a line, no empty lines at either end.
 * Blanks and line ends are the only things that do not count. Applying it twice changes nothing.
 */
export function comparableLines(text: string): readonly string[] {
  const lines = stripEscapes(text)
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(CONTROLS, '').replace(BLANKS, ' ').trim());
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start] === '') start++;
  while (end > start && lines[end - 1] === '') end--;
  return lines.slice(start, end);
}

/** The lines of `text` cleaned of escape sequences, with their columns kept. */
export function outputLines(text: string): readonly string[] {
  return stripEscapes(text)
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(CONTROLS, '').trimEnd());
}

/** Terminal escape sequences (ECMA-48: CSI, OSC, two-character ones) removed, in linear time. */
export function stripEscapes(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(ESCAPES, '') : text;
}

const ESCAPES =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])?|\u009b[0-?]*[ -/]*[@-~]?/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const BLANKS = /[ \t\u00a0]+/g;
