import type { TemplateLine, TemplatePiece } from './textTemplate';

/**
 * The same template with everything opened that changes from run to run: times, durations that
 * are not zero, uuids, hashes, generated name suffixes, addresses, and holes the author left in
 * other spellings (`<pod>`, `xxx`). An output that matches only this is not judged but shown.
 */
export function soften(template: readonly TemplateLine[]): readonly TemplateLine[] {
  return template.map((line) =>
    line.kind === 'lines'
      ? line
      : { kind: 'line', pieces: line.pieces.flatMap((piece) => softenPiece(piece)) },
  );
}

/** True when a template holds anything that changes from run to run, or holes. */
export function isOpen(template: readonly TemplateLine[]): boolean {
  return soften(template).some(
    (line) => line.kind === 'lines' || line.pieces.some((piece) => piece.kind !== 'literal'),
  );
}

const CLOCK = '\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?';
const ZONE = '(?: ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?';
const VOLATILE = new RegExp(
  [
    `(?<timestamp>\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]${CLOCK}${ZONE})?(?![\\w:])|\\b${CLOCK}${ZONE}(?![\\w:]))`,
    '(?<uuid>\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b)',
    '(?<word>\\b[0-9a-f]{8,10}-[a-z0-9]{5}\\b|\\bsha256:[0-9a-f]{6,64}\\b|\\b(?=[a-f]{0,39}\\d)(?=\\d{0,39}[a-f])[0-9a-f]{7,64}\\b)',
    '(?<address>\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b(?!\\.\\d))',
    '(?<hole><(?!(?:none|unknown|pending|nil|null|unset|invalid|no value|error)>)[A-Za-z][\\w .-]{0,40}>|\\b[xX]{3,}\\b)',
    '(?<duration>(?<![\\w.])(?!0+(?:\\.0+)? ?[a-z])(?:\\d{1,6}(?:\\.\\d{1,6})?(?:ms|µs|us|s|m|h|d|y)){1,4}(?![\\w.])|(?<![\\w.])(?!0+(?:\\.0+)? )\\d{1,6}(?:\\.\\d{1,6})? (?:ms|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\\b)',
  ].join('|'),
  'g',
);

function softenPiece(piece: TemplatePiece): readonly TemplatePiece[] {
  if (piece.kind === 'dots') return [{ kind: 'gap' }];
  if (piece.kind !== 'literal') return [piece];
  const pieces: TemplatePiece[] = [];
  let from = 0;
  for (const match of piece.text.matchAll(VOLATILE)) {
    if (match.index > from) {
      pieces.push({ kind: 'literal', text: piece.text.slice(from, match.index) });
    }
    pieces.push(holeFor(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from === 0) return [piece];
  if (from < piece.text.length) pieces.push({ kind: 'literal', text: piece.text.slice(from) });
  return pieces;
}

function holeFor(groups: Readonly<Record<string, string | undefined>>): TemplatePiece {
  if (groups['timestamp'] !== undefined) return typed('timestamp');
  if (groups['uuid'] !== undefined) return typed('uuid');
  if (groups['duration'] !== undefined) return typed('duration');
  if (groups['hole'] !== undefined) return { kind: 'gap' };
  return { kind: 'word' };
}

function typed(type: 'timestamp' | 'uuid' | 'duration'): TemplatePiece {
  return { kind: 'typed', type, bound: undefined };
}
