/** Asks the server to send what it has, without ending the transaction. */
export const FLUSH = Buffer.from([0x48, 0, 0, 0, 4]);

/** A statement of ours whose rows nobody wants. */
export interface SentStatement {
  readonly text: string;
  readonly values?: readonly string[];
}

interface Asked {
  /** As text; the server finds their types. */
  readonly values?: readonly string[] | undefined;
  /** Asks what columns the rows have. */
  readonly describe?: boolean;
  /** Most rows; 0 for all. */
  readonly rows?: number;
}

/**
 * One statement by the extended protocol: its Parse, Bind, Describe and Execute messages in one
 * buffer, without names. Through pg each of them costs as much as the server needs for it.
 */
export function encodeStatement(text: string, asked: Asked = {}): Buffer {
  const { values = [], describe = false, rows = 0 } = asked;
  const lengths = values.map((value) => Buffer.byteLength(value));
  const parse = 4 + 1 + Buffer.byteLength(text) + 1 + 2;
  const bind = 4 + 2 + 2 + 2 * values.length + 2 + lengths.reduce((sum, n) => sum + 4 + n, 0) + 4;
  // What is not written stays zero: names, and text as the format of values and columns.
  const bytes = Buffer.alloc(1 + parse + 1 + bind + (describe ? 7 : 0) + 10);
  let at = start(bytes, 0, 'P', parse);
  bytes.write(text, at + 1);
  at = start(bytes, 1 + parse, 'B', bind) + 2;
  at = bytes.writeInt16BE(values.length, at) + 2 * values.length;
  at = bytes.writeInt16BE(values.length, at);
  for (const [index, value] of values.entries()) {
    at = bytes.writeInt32BE(lengths[index] ?? 0, at);
    at += bytes.write(value, at);
  }
  at = bytes.writeInt16BE(1, at) + 2; // one format for all columns
  if (describe) at = start(bytes, at, 'D', 6) + bytes.write('P', at + 5) + 1;
  bytes.writeInt32BE(rows, start(bytes, at, 'E', 9) + 1);
  return bytes;
}

/** @returns where the body begins */
function start(bytes: Buffer, at: number, type: string, length: number): number {
  bytes.write(type, at);
  return bytes.writeInt32BE(length, at + 1);
}
