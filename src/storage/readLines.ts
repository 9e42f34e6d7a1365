import { isUtf8 } from 'node:buffer';
import type { FsFile } from './ports';

/** Bytes read at a time: of a small file no more than it has. */
const MIN_CHUNK = 16 * 1024;
const MAX_CHUNK = 1024 * 1024;

/** Longest line that is read: far above what is written, far below what could hurt. */
export const MAX_READ_LINE = 1024 * 1024;

export type BadLineCode = 'not-utf8' | 'too-long';

/** Takes lines as they are read. Line numbers are one-based. */
export interface LineSink {
  /** A line without its line feed. Answer false to stop reading. */
  line(text: string, number: number): boolean;
  bad(code: BadLineCode, number: number): void;
}

/** How far reading came: pass it to the next call to go on from there. */
export interface LinePosition {
  /** Of the first byte after the last line feed that was read. */
  readonly offset: number;
  /** Lines before that. */
  readonly lines: number;
}

export interface LinesRead extends LinePosition {
  /** What stands after the last line feed; at most `MAX_READ_LINE` bytes of it are given. */
  readonly rest: Uint8Array;
  readonly restBytes: number;
}

export const START: LinePosition = { offset: 0, lines: 0 };

/** Reads the lines of a file in bounded memory, also when it is one endless line. */
export async function readLines(
  file: FsFile,
  sink: LineSink,
  from: LinePosition = START,
): Promise<LinesRead> {
  let { offset, lines } = from;
  const { size } = await file.status();
  const chunk = Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, size - offset));
  let buffer = Buffer.allocUnsafe(chunk);
  let held = 0;
  let skipped = 0;
  for (;;) {
    if (held + chunk > buffer.length) {
      buffer = Buffer.concat([buffer.subarray(0, held)], held + chunk);
    }
    const count = await file.read(buffer.subarray(held, held + chunk), offset + skipped + held);
    if (count === 0) break;
    held += count;
    const last = buffer.lastIndexOf(0x0a, held - 1);
    if (last < 0) {
      if (held < MAX_READ_LINE) continue;
      skipped += held;
      held = 0;
      continue;
    }
    let start = 0;
    if (skipped > 0) {
      start = buffer.indexOf(0x0a) + 1;
      lines += 1;
      sink.bad('too-long', lines);
    }
    const given = giveLines(buffer.subarray(start, last + 1), sink, lines);
    lines = given.lines;
    offset += skipped + start + given.bytes;
    skipped = 0;
    if (given.stopped) return { offset, lines, rest: new Uint8Array(), restBytes: 0 };
    buffer.copyWithin(0, last + 1, held);
    held -= last + 1;
  }
  const rest = skipped > 0 ? new Uint8Array() : Uint8Array.from(buffer.subarray(0, held));
  return { offset, lines, rest, restBytes: skipped + held };
}

/** @param bytes whole lines, the last line feed included. */
function giveLines(
  bytes: Buffer,
  sink: LineSink,
  before: number,
): { lines: number; bytes: number; stopped: boolean } {
  let lines = before;
  if (!isUtf8(bytes)) return giveDoubtfulLines(bytes, sink, before);
  const text = bytes.toString('utf8');
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    lines += 1;
    if (!sink.line(text.slice(start, end), lines)) {
      return { lines, bytes: Buffer.byteLength(text.slice(0, end + 1)), stopped: true };
    }
    start = end + 1;
  }
  return { lines, bytes: bytes.length, stopped: false };
}

/** Some line here is not UTF-8: finds which, so that the others are still read. */
function giveDoubtfulLines(bytes: Buffer, sink: LineSink, before: number) {
  let lines = before;
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
    lines += 1;
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (!isUtf8(line)) sink.bad('not-utf8', lines);
    else if (!sink.line(line.toString('utf8'), lines))
      return { lines, bytes: start, stopped: true };
  }
  return { lines, bytes: start, stopped: false };
}
