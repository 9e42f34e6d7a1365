/**
 * One statement without values by the extended protocol: its Parse, Bind and Execute messages in one
 * buffer. Through pg each of them costs as much as the server needs for it.
 */
export function encodeStatement(text: string): Buffer {
  const query = Buffer.from(text);
  const parse = 1 + query.length + 1 + 2;
  const bytes = Buffer.alloc(5 + parse + 5 + 10 + 5 + 5);
  // All names are empty, there are no parameters, and all rows are asked for, as text: zeros.
  let at = bytes.write('P');
  at = bytes.writeInt32BE(4 + parse, at);
  query.copy(bytes, at + 1);
  at += parse;
  at += bytes.write('B', at);
  at = bytes.writeInt32BE(4 + 10, at) + 10;
  bytes.writeInt16BE(1, at - 4); // one format for all columns
  at += bytes.write('E', at);
  bytes.writeInt32BE(4 + 5, at);
  return bytes;
}
