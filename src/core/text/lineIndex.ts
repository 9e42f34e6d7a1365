/** Offsets and lines of a text; a line ends at LF, CRLF or CR. Built once, answers in O(log n). */
export class LineIndex {
  /** Where each line begins. */
  readonly starts: readonly number[];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.starts = text.includes('\r') ? startsOfAnyLine(text) : startsOfLine(text);
  }

  get count(): number {
    return this.starts.length;
  }

  /** Offset of the first code unit of a line (0-based); past the end gives the text's length. */
  start(line: number): number {
    return this.starts[line] ?? this.#text.length;
  }

  /** Offset just behind a line's last code unit, its line break not included. */
  end(line: number): number {
    let end = this.start(line + 1);
    const start = this.start(line);
    if (end > start && this.#text.charCodeAt(end - 1) === 10) end--;
    if (end > start && this.#text.charCodeAt(end - 1) === 13) end--;
    return end;
  }

  /** The text of a line without its line break. */
  line(line: number): string {
    return this.#text.slice(this.start(line), this.end(line));
  }

  /** The line (0-based) that holds an offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The same for whoever reads the lines again and again: each is cut out of the text once. */
export class KeptLines extends LineIndex {
  readonly #lines: string[] = [];

  override line(line: number): string {
    return (this.#lines[line] ??= super.line(line));
  }
}

/** The same for a text whose lines all end with a line feed. */
export function startsOfLine(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function startsOfAnyLine(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
