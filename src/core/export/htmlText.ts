import { keepColours } from '../text/escapes';
import { readColours, type TextLook } from './sgr';
import { settleLines, showReordering, visible } from './visible';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

/** Output with its colours as classes; everything else of it is text. */
export function outputHtml(text: string): string {
  return readColours(settleLines(keepColours(showReordering(text))))
    .map(({ text: piece, look }) => {
      const classes = classesOf(look);
      const escaped = escapeHtml(piece);
      return classes === '' ? escaped : `<span class="${classes}">${escaped}</span>`;
    })
    .join('');
}

/** A background brings its own legible text colour, so it hides the one that was asked for. */
function classesOf(look: TextLook): string {
  const colour = look.inverse ? look.background : look.colour;
  const background = look.inverse ? (look.colour ?? 7) : look.background;
  return [
    ...(background !== undefined ? [`b${background}`] : []),
    ...(background === undefined && colour !== undefined ? [`c${colour}`] : []),
    ...(look.bold ? ['bold'] : []),
    ...(look.italic ? ['italic'] : []),
    ...(look.underline ? ['underline'] : []),
    ...(look.strike ? ['strike'] : []),
  ].join(' ');
}
