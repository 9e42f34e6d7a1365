import type { Result } from '../../util/result';
import { fail, succeed } from '../../util/result';
import type { Sha256 } from './chain';
import { sealLine } from './chain';
import type { LogEvent } from './event';
import { FORMAT_VERSION } from './event';
import { isKnownType, shapeFault } from './eventShape';

/** An event before it has a hash. */
export type UnsealedEvent = LogEvent extends infer E ? Omit<E & LogEvent, 'hash'> : never;

/** A sealed event with the line that stands in the file (no line feed). */
export interface EncodedEvent {
  readonly line: string;
  readonly hash: string;
}

/** What a line was read as. `notes` say what is odd about a line that can still be used. */
export interface DecodedEvent {
  readonly event: LogEvent;
  readonly note: DecodeNote | undefined;
}

export interface DecodeNote {
  readonly code: 'newer-version' | 'unknown-type' | 'malformed-data' | 'reserved-key';
  readonly message: string;
}

export type DecodeCode = 'not-json' | 'too-deep' | 'not-an-event';

/** Nesting beyond this is refused: no event needs it, and code that walks values may recurse. */
export const MAX_DEPTH = 64;

// JSON.stringify escapes C0 and lone surrogates. What else a terminal or an editor would act on:
// DEL and C1 controls, line and paragraph separators, bidirectional controls, the byte-order mark.
const UNSAFE = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON on one line in which no control character stands raw. `JSON.parse` gives the same value. */
export function toSafeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The line of an event, whose members stand as they were added: in the order of DESIGN §4. */
export function encodeEvent(event: UnsealedEvent, sha256: Sha256): EncodedEvent {
  return sealLine(toSafeJson(event), sha256);
}

/**
 * Reads one line. Never throws. A known event of this version is returned as parsed; one of an
 * unknown type or with data that cannot be folded comes back as `unknown`, with a note.
 */
export function decodeLine(line: string): Result<DecodedEvent, DecodeCode> {
  if (isTooDeep(line)) return fail('too-deep', `nested deeper than ${MAX_DEPTH} levels`);
  let value: unknown;
  let reserved = false;
  try {
    if (mayHoldReservedKey(line)) {
      value = JSON.parse(line, function (this: unknown, key: string, member: unknown) {
        if (key !== '__proto__') return member;
        reserved = true;
        return undefined;
      });
    } else value = JSON.parse(line);
  } catch {
    return fail('not-json', 'not a JSON object on one line');
  }
  const missing = envelopeFault(value);
  if (missing !== undefined) return fail('not-an-event', `not an event: ${missing}`);
  const decoded = understand(value as RawEvent);
  const note: DecodeNote | undefined = reserved
    ? { code: 'reserved-key', message: 'a member named __proto__ was left out' }
    : decoded.note;
  return succeed({ event: decoded.event, note });
}

type RawEvent = Record<string, unknown> & { v: number; type: string; data: object };

function understand(raw: RawEvent): DecodedEvent {
  const event = raw as unknown as LogEvent;
  const note: DecodeNote | undefined =
    raw.v > FORMAT_VERSION
      ? { code: 'newer-version', message: `written by a newer version (format ${raw.v})` }
      : undefined;
  if (!isKnownType(raw.type)) {
    const unknownType: DecodeNote = {
      code: 'unknown-type',
      message: `events of the type ${JSON.stringify(raw.type.slice(0, 60))} are not known here`,
    };
    return { event: asUnknown(raw), note: note ?? unknownType };
  }
  const fault = shapeFault(raw.type, raw.data as Record<string, unknown>);
  if (fault === undefined) return { event, note };
  const malformed: DecodeNote = {
    code: 'malformed-data',
    message: `${raw.type} without a usable ${fault}`,
  };
  return { event: asUnknown(raw), note: note ?? malformed };
}

function asUnknown(raw: RawEvent): LogEvent {
  return { ...raw, type: 'unknown', writtenType: raw.type } as unknown as LogEvent;
}

function envelopeFault(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 'not an object';
  const raw = value as Record<string, unknown>;
  if (!isCount(raw['v'])) return 'no format version';
  if (!isCount(raw['seq'])) return 'no sequence number';
  if (!isCount(raw['clock'])) return 'no logical clock';
  for (const name of ['id', 'writer', 'time', 'actor', 'type', 'prev', 'hash']) {
    if (typeof raw[name] !== 'string') return `no ${name}`;
  }
  const data = raw['data'];
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return 'no data';
  return undefined;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function mayHoldReservedKey(line: string): boolean {
  return line.includes('__proto__') || line.includes('\\u005');
}

/** Counting openers first keeps the walk for the few lines that could be deep at all. */
function isTooDeep(line: string): boolean {
  let openers = 0;
  for (let at = line.indexOf('{'); at !== -1; at = line.indexOf('{', at + 1)) openers++;
  for (let at = line.indexOf('['); at !== -1; at = line.indexOf('[', at + 1)) openers++;
  return openers > MAX_DEPTH && depthOf(line) > MAX_DEPTH;
}

function depthOf(line: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < line.length; i++) {
    const char = line.charCodeAt(i);
    if (inString) {
      if (char === 0x5c) i++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return deepest;
}
