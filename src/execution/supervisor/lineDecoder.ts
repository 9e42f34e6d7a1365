import { StringDecoder } from 'node:string_decoder';

/** Cuts a byte stream into lines, without their line feeds. */
export class LineDecoder {
  readonly #decoder = new StringDecoder('utf8');
  #pieces: string[] = [];

  push(chunk: Buffer): string[] {
    const text = this.#decoder.write(chunk);
    const lines: string[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#pieces.push(text.slice(start, end));
      lines.push(this.#pieces.join(''));
      this.#pieces = [];
      start = end + 1;
    }
    if (start < text.length) this.#pieces.push(text.slice(start));
    return lines;
  }
}
