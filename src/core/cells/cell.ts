/** What a cell was made from: prose, a fence, indented code, or the front matter. */
export type CellForm = 'prose' | 'fence' | 'indented' | 'front-matter';

/**
 * Where a cell comes from, with its exact text, so that what was not edited is written back as it
 * was. Plain JSON: it travels as the cell's metadata and may be lost on the way.
 */
export interface CellOrigin {
  readonly form: CellForm;
  /** Position among the cells of its document, 0 first. */
  readonly index: number;
  /** The exact text of its lines, fences, prefixes and line breaks included. */
  readonly source: string;
  /** What was shown. */
  readonly value: string;
  readonly language: string;
  /** How many blocks of code are shown with prose. */
  readonly blocks?: number;
  /** Line break of its document. */
  readonly eol: string;
  /** Its document begins with a byte order mark, which no cell shows. */
  readonly bom: boolean;
}

/** One cell of a notebook. A cell without `origin` is new. */
export interface Cell {
  readonly kind: 'markup' | 'code';
  /** The editor's language id: `markdown`, `shellscript`, `powershell`, `sql`, … */
  readonly language: string;
  /** What the notebook shows: prose without the blank lines around it, code without its fence. */
  readonly value: string;
  readonly stepId?: string;
  readonly origin?: CellOrigin;
}

/** The lines of a text, line breaks included; the last may have none. */
export function rawLines(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** The lines of a value without line breaks; an empty value has none. */
export function valueLines(value: string): readonly string[] {
  return value === '' ? [] : value.split(/\r\n|\n|\r/);
}

/** The line break of a line, empty when it has none. */
export function breakOf(line: string): string {
  return /(?:\r\n|\n|\r)$/.exec(line)?.[0] ?? '';
}

/**
 * A value as far as an edit can be told from travel: editors make line breaks alike, and
 * characters that are no text (lone surrogates, NUL) may come back replaced.
 */
export function comparable(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/[\u0000\p{Surrogate}]/gu, '\ufffd');
}
