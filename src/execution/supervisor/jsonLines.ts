import { LineDecoder } from './lineDecoder';

/** One message as one line. JSON escapes every line feed inside it. */
export function encodeLine(message: unknown): string {
  return `${JSON.stringify(message)}\n`;
}

/** Reads messages from a byte stream; a line that is not JSON is dropped. */
export class MessageDecoder<Message> {
  readonly #lines = new LineDecoder();

  push(chunk: Buffer): Message[] {
    return this.#lines.push(chunk).flatMap((line) => parse<Message>(line));
  }
}

function parse<Message>(line: string): Message[] {
  try {
    return [JSON.parse(line) as Message];
  } catch {
    return [];
  }
}
