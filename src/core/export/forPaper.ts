import { stripEscapes } from '../text/escapes';
import type { Story, StoryPiece } from './story';

/** An output of more lines than this is shortened: nobody turns hundreds of pages. */
const MOST_LINES = 60;
const FIRST = 25;
const LAST = 15;

/** A line of more characters than this would fill a page by itself, as JSON without line ends. */
const LONGEST = 2_000;
const LINE_FIRST = 900;
const LINE_LAST = 500;

/** A log for paper: long outputs keep their beginning and end, and say how much is left out. */
export function forPaper(story: Story): Story {
  return {
    ...story,
    days: story.days.map((day) => ({
      ...day,
      entries: day.entries.map((entry) => ({ ...entry, pieces: entry.pieces.flatMap(shorten) })),
    })),
  };
}

function shorten(piece: StoryPiece): readonly StoryPiece[] {
  if (piece.kind !== 'output') return [piece];
  const lines = piece.text.split('\n').map(shortenLine);
  const count = lines.length - (lines.at(-1) === '' ? 1 : 0);
  if (count <= MOST_LINES) return [{ kind: 'output', text: lines.join('\n') }];
  const leftOut = count - FIRST - LAST;
  const text = `${leftOut} lines are left out on paper; the other formats have them.`;
  return [
    { kind: 'output', text: lines.slice(0, FIRST).join('\n') },
    { kind: 'sentence', text },
    { kind: 'output', text: lines.slice(FIRST + leftOut).join('\n') },
  ];
}

/** The middle goes, and with it the colours: an escape sequence must not be cut in two. */
function shortenLine(line: string): string {
  if (line.length <= LONGEST) return line;
  const plain = stripEscapes(line);
  if (plain.length <= LONGEST) return line;
  const first = plain.slice(0, LINE_FIRST).replace(/[\ud800-\udbff]$/, '');
  const last = plain.slice(-LINE_LAST).replace(/^[\udc00-\udfff]/, '');
  const leftOut = plain.length - first.length - last.length;
  return `${first} … ${leftOut} characters are left out on paper … ${last}`;
}
