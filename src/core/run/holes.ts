/** Types of hole that a text template may hold besides free ones. */
export type HoleType = 'int' | 'number' | 'duration' | 'timestamp' | 'uuid';

export interface Bound {
  readonly operator: '<' | '<=' | '>' | '>=' | '=' | '!=';
  /** A plain number; seconds for a duration. */
  readonly value: number;
}

/** What a typed hole took of a line: the offset behind it, and its value where it has one. */
export interface HoleMatch {
  readonly end: number;
  readonly value: number | undefined;
}

const INT = /[+-]?\d+(?:[,_]\d{3})*/y;
const NUMBER = /[+-]?(?:\d+(?:[,_]\d{3})*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y;
const UUID = /[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])/y;

const UNIT =
  'milliseconds?|msecs?|ms|microseconds?|µs|us|nanoseconds?|ns|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|mo|years?|yrs?|y';
const DURATION_PART = new RegExp(`(\\d+(?:\\.\\d+)?) ?(${UNIT})(?![A-Za-zµ])`, 'iy');
const DURATION_GLUED = new RegExp(`(\\d+(?:\\.\\d+)?)(${UNIT})(?=\\d)`, 'iy');
const DURATION_CLOCK = /(\d+):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?(?![\d:])/y;
const DURATION_WORDS =
  /(?:about )?an? (second|minute|hour|day|week|month|year)|less than a second/iy;

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}';
const CLOCK = '(?:[01]?\\d|2[0-4]):[0-5]\\d(?::[0-5]\\d|:60)?(?:[.,]\\d{1,9})?';
const MONTH_NUMBER = '(?:0[1-9]|1[0-2])';
const DAY_NUMBER = '(?:0[1-9]|[12]\\d|3[01])';
/** Short names of zones: "INFO" and "WARN" behind a time are none. */
const ZONE_NAME =
  '(?:UTC|GMT|[ECMP][SD]?T|[CEW]ES?T|BST|I[SD]?T|JST|KST|HKT|SGT|A[CEKW][SD]T|NZ[SD]T|MSK|WIB|SAST|[ECW]AT|BRT|ART|CLT|PKT|PHT|ICT|NPT|UYT)(?![A-Za-z])';
const ZONE = `(?: ?(?:Z|${ZONE_NAME}|[+-]\\d{2}(?::?\\d{2})?(?: ${ZONE_NAME})?))?`;
const TIMESTAMPS: readonly RegExp[] = [
  `\\d{4}[-/.]${MONTH_NUMBER}[-/.]${DAY_NUMBER}(?:[T ]${CLOCK}${ZONE})?`,
  `(?:${DAY},? )?\\d{1,2}[ -]${MONTH}[ -]\\d{4}(?: ${CLOCK}${ZONE})?`,
  `${DAY} ${MONTH} \\d{1,2} ${CLOCK}${ZONE}(?: \\d{4})?`,
  `\\d{1,2}/${MONTH}/\\d{4}:${CLOCK}${ZONE}`,
  `${MONTH} \\d{1,2}(?:, \\d{4})?(?: ${CLOCK}(?: \\d{4})?)?`,
  `\\d{4}${MONTH_NUMBER}${DAY_NUMBER}[-_T]?(?:[01]\\d|2[0-4])[0-5]\\d[0-5]\\dZ?`,
  `\\d{1,2}/\\d{1,2}/\\d{2,4}(?:,? ${CLOCK}(?: ?[AP]M)?)?`,
  `${CLOCK}(?: ?[AP]M)?${ZONE}`,
  `1\\d{9}(?:\\d{3}|\\.\\d{1,9})?`,
].map((source) => new RegExp(`${source}(?![\\dA-Za-z])`, 'y'));

const SECONDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|msec|millisecond)/i, 1e-3],
  [/^(?:µs|us|microsecond)/i, 1e-6],
  [/^(?:ns|nanosecond)/i, 1e-9],
  [/^(?:mo|month)/i, 2_592_000],
  [/^m/i, 60],
  [/^s/i, 1],
  [/^h/i, 3600],
  [/^d/i, 86_400],
  [/^w/i, 604_800],
  [/^y/i, 31_536_000],
];

/**
 * What a typed hole takes at an offset, as much as it can; undefined when nothing of its type
 * stands there. Time is bounded by the length of what is taken.
 */
export function scanHole(type: HoleType, line: string, at: number): HoleMatch | undefined {
  switch (type) {
    case 'int':
      return scanNumber(INT, line, at);
    case 'number':
      return scanNumber(NUMBER, line, at);
    case 'duration':
      return scanDuration(line, at);
    case 'timestamp':
      return scanTimestamp(line, at);
    case 'uuid': {
      const end = endOf(UUID, line, at);
      return end === undefined ? undefined : { end, value: undefined };
    }
  }
}

/** The value of a bound as written: `5s` for a duration, `3` or `0.5` otherwise. */
export function readBoundValue(type: HoleType, text: string): number | undefined {
  if (type === 'int' || type === 'number') {
    const value = Number(text);
    return text.trim() === '' || Number.isNaN(value) ? undefined : value;
  }
  if (type !== 'duration') return undefined;
  const match = scanDuration(text, 0);
  return match?.end === text.length ? match.value : undefined;
}

export function satisfies(value: number, bound: Bound): boolean {
  switch (bound.operator) {
    case '<':
      return value < bound.value;
    case '<=':
      return value <= bound.value;
    case '>':
      return value > bound.value;
    case '>=':
      return value >= bound.value;
    case '=':
      return value === bound.value;
    case '!=':
      return value !== bound.value;
  }
}

function endOf(pattern: RegExp, line: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(line) ? pattern.lastIndex : undefined;
}

function scanNumber(pattern: RegExp, line: string, at: number): HoleMatch | undefined {
  const end = endOf(pattern, line, at);
  if (end === undefined) return undefined;
  return { end, value: Number(line.slice(at, end).replace(/[,_]/g, '')) };
}

function scanDuration(line: string, at: number): HoleMatch | undefined {
  DURATION_CLOCK.lastIndex = at;
  const clock = DURATION_CLOCK.exec(line);
  if (clock !== null) {
    const [, first, second, third] = clock;
    const parts = [first, second, third].filter((part) => part !== undefined).map(Number);
    return {
      end: DURATION_CLOCK.lastIndex,
      value: parts.reduce((sum, part) => sum * 60 + part, 0),
    };
  }
  DURATION_WORDS.lastIndex = at;
  const words = DURATION_WORDS.exec(line);
  if (words !== null) {
    return {
      end: DURATION_WORDS.lastIndex,
      value: words[1] === undefined ? 0 : secondsOf(words[1]),
    };
  }
  let end = at;
  let value = 0;
  for (let next = at; ;) {
    const part = execAt(DURATION_GLUED, line, next) ?? execAt(DURATION_PART, line, next);
    if (part === null) break;
    value += Number(part[1]) * secondsOf(part[2] ?? '');
    end = next + part[0].length;
    next = line[end] === ' ' ? end + 1 : end;
  }
  return end === at ? undefined : { end, value };
}

function execAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

function secondsOf(unit: string): number {
  return SECONDS.find(([pattern]) => pattern.test(unit))?.[1] ?? 0;
}

function scanTimestamp(line: string, at: number): HoleMatch | undefined {
  let best = -1;
  for (const pattern of TIMESTAMPS) best = Math.max(best, endOf(pattern, line, at) ?? -1);
  return best < 0 ? undefined : { end: best, value: undefined };
}
