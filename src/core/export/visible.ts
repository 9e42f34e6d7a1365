import { stripEscapes } from '../text/escapes';

/** Characters that reorder a line for the eye and leave its meaning to others. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text of one line or more for a page: no escape sequence, no control, nothing that reorders. */
export function visible(text: string): string {
  return settleLines(stripEscapes(showReordering(text)));
}

/** Characters that reorder what is seen, written out: `\u{202e}`. */
export function showReordering(text: string): string {
  return text.replace(REORDERING, (mark) => `\\u{${mark.charCodeAt(0).toString(16)}}`);
}

/**
 * A line that was written over again and again (a progress bar) as it looked last. What stands
 * before a carriage return is dropped when something stands behind it.
 */
export function settleLines(text: string): string {
  if (!text.includes('\r')) return text;
  return text
    .split('\n')
    .map((line) => {
      const settled = line.replace(/\r+$/, '');
      return settled.slice(settled.lastIndexOf('\r') + 1);
    })
    .join('\n');
}
