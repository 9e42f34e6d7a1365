/** A cell of an incident notebook as it is saved: only what notes need. */
export interface SavedCell {
  readonly kind: 'markup' | 'code';
  readonly value: string;
  /** For fences of code cells. */
  readonly language: string;
  /** The note this cell was made of. */
  readonly note?: { readonly noteId: string; readonly header: string; readonly text: string };
  /** The cell told of an event that is no note. */
  readonly isRecord: boolean;
}

export type NoteChange =
  | { readonly kind: 'add'; readonly text: string }
  | { readonly kind: 'edit'; readonly noteId: string; readonly text: string };

/**
 * What saving an incident notebook records: new cells become notes, changed ones edits, and a note
 * whose cell was deleted is edited to nothing. `shown` are the notes the notebook was opened with,
 * and `current` what they say in the log now: a note that somebody else changed or removed in the
 * meantime is left alone unless it was changed here as well. Cells of the record itself may have
 * been typed in; that changes nothing.
 */
export function noteChanges(
  cells: readonly SavedCell[],
  shown: readonly string[],
  current: ReadonlyMap<string, string>,
): readonly NoteChange[] {
  const changes: NoteChange[] = [];
  const seen = new Set<string>();
  for (const cell of cells) {
    const { note } = cell;
    const text = wordsOf(cell);
    // A copied cell may bring its note's id along: only the first is that note.
    if (note !== undefined && !seen.has(note.noteId)) {
      seen.add(note.noteId);
      const now = current.get(note.noteId);
      if (text === note.text.trim() || text === now) continue;
      changes.push({ kind: 'edit', noteId: note.noteId, text });
    } else if (!cell.isRecord && text !== '') changes.push({ kind: 'add', text });
  }
  for (const noteId of shown) {
    const now = current.get(noteId);
    if (!seen.has(noteId) && now !== undefined && now !== '') {
      changes.push({ kind: 'edit', noteId, text: '' });
    }
  }
  return changes;
}

/** What a person wrote in a cell: without the line that says who and when. */
function wordsOf({ kind, value, language, note }: SavedCell): string {
  const text = value.replace(/\r\n?/g, '\n');
  if (kind === 'code') {
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    const tag = /^[\w+-]{1,30}$/.test(language) ? language : '';
    return text.trim() === '' ? '' : `${fence}${tag}\n${text.trimEnd()}\n${fence}`;
  }
  const own = note !== undefined && text.startsWith(note.header);
  return (own ? text.slice(note.header.length) : text).trim();
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.matchAll(/`+/g)) longest = Math.max(longest, run[0].length);
  return longest;
}
