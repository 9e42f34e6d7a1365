import type { Checklist } from '../model/checklist';
import type { MarkdownDocument } from './markdown';

const NOTE = /^\s{0,3}<!--\s*cadence\s*:\s*(.*?)\s*-->\s*$/i;
/** Where the search upward ends: a heading or a fence. */
const BORDER = /^\s{0,3}(?:#{1,6}(?:\s|$)|`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#/;
/** How far above a checklist its annotation may stand, in lines. */
const FARTHEST = 40;

/**
 * The checklists with what an annotation says of their cadence: a comment on a line of its own,
 * between the heading and the list, or right above the heading.
 */
export function withCadenceNotes(
  lists: readonly Checklist[],
  { text, lines }: MarkdownDocument,
): readonly Checklist[] {
  if (!text.includes('<!--') || !/<!--\s*cadence\s*:/i.test(text)) return lists;
  return lists.map((list) => {
    const note = noteAbove(list.range.start, lines);
    return note === undefined ? list : { ...list, cadenceNote: note };
  });
}

function noteAbove(start: number, lines: MarkdownDocument['lines']): string | undefined {
  const last = Math.max(0, start - FARTHEST);
  let isHeading = false;
  for (let line = start - 1; line >= last; line--) {
    const words = lines.line(line);
    const note = NOTE.exec(words)?.[1];
    if (note !== undefined) return note;
    // Above the heading nothing but the annotation may stand.
    if (isHeading && words.trim() !== '') return undefined;
    if (!BORDER.test(words)) continue;
    if (!HEADING.test(words)) return undefined;
    isHeading = true;
  }
  return undefined;
}
