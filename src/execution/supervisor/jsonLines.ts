import { StringDecoder } from 'node:string_decoder';

/** One message as one line. JSON escapes every line feed inside it. */
export function encodeLine(message: unknown): string {
  return `${JSON.stringify(message)}\n`;
}

/** Cuts a byte stream into lines and parses each; a line that is not JSON is dropped. */
export class LineDecoder<Message> {
  readonly #decoder = new StringDecoder('utf8');
  #pieces: string[] = [];

  push(chunk: Buffer): Message[] {
    const text = this.#decoder.write(chunk);
    const messages: Message[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#pieces.push(text.slice(start, end));
      start = end + 1;
      const message = parse<Message>(this.#pieces.join(''));
      this.#pieces = [];
      if (message !== undefined) messages.push(message);
    }
    if (start < text.length) this.#pieces.push(text.slice(start));
    return messages;
  }
}

function parse<Message>(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}
