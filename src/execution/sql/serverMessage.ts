import type { ServerMessage } from './pagedStatement';
import type { SqlStatement } from '../../core/run/sql/sqlItem';

/** Where an error is, in the text a person was shown. */
export interface ErrorPlace {
  /** UTF-16 code units. */
  readonly offset: number;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Maps the server's position (characters, from 1) into the shown text. */
export function errorPlace(
  error: ServerMessage,
  statement: SqlStatement,
  shown: string,
): ErrorPlace | undefined {
  const position = Number(error.position ?? 0);
  if (!Number.isInteger(position) || position < 1) return undefined;
  const sent = utf16Offset(statement.text, position - 1);
  const shift = statement.shifts.reduce((sum, { at, by }) => (at < sent ? sum + by : sum), 0);
  const offset = Math.min(shown.length, statement.start + sent + shift);
  const before = shown.slice(0, offset);
  const line = before.split('\n').length;
  return { offset, line, column: offset - before.lastIndexOf('\n') };
}

function utf16Offset(text: string, characters: number): number {
  let offset = 0;
  for (let left = characters; left > 0 && offset < text.length; left -= 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** An error or a notice as psql prints it, with the line it is about. */
export function printMessage(message: ServerMessage, place?: ErrorPlace, shown?: string): string {
  const lines = [`${message.severity ?? 'ERROR'}:  ${message.message}`];
  if (place !== undefined && shown !== undefined) {
    const label = `LINE ${place.line}: `;
    const line = shown.split('\n')[place.line - 1] ?? '';
    lines.push(label + line, `${' '.repeat(label.length + place.column - 1)}^`);
  }
  if (message.detail !== undefined) lines.push(`DETAIL:  ${message.detail}`);
  if (message.hint !== undefined) lines.push(`HINT:  ${message.hint}`);
  if (message.where !== undefined) lines.push(`CONTEXT:  ${message.where}`);
  return `${lines.join('\n')}\n`;
}
