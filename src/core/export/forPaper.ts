import type { Story, StoryPiece } from './story';

/** An output of more lines than this is shortened: nobody turns hundreds of pages. */
const MOST_LINES = 60;
const FIRST = 25;
const LAST = 15;

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
  const lines = piece.text.split('\n');
  const count = lines.length - (lines.at(-1) === '' ? 1 : 0);
  if (count <= MOST_LINES) return [piece];
  const leftOut = count - FIRST - LAST;
  const text = `${leftOut} lines are left out on paper; the other formats have them.`;
  return [
    { kind: 'output', text: lines.slice(0, FIRST).join('\n') },
    { kind: 'sentence', text },
    { kind: 'output', text: lines.slice(FIRST + leftOut).join('\n') },
  ];
}
