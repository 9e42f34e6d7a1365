/** Longest name of a log or a writer; leaves room for `.2.jsonl` within 255 bytes anywhere. */
const MAX_LENGTH = 100;

const SLUG = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/;
/** Names Windows gives to devices, whatever the extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * True for a name that is safe as a file or folder name on every system: lower-case letters,
 * digits and single hyphens. Case, dots, separators and device names are out, so two names never
 * meet on a file system that ignores case and none leaves its folder.
 */
export function isLogName(name: string): boolean {
  return name.length <= MAX_LENGTH && SLUG.test(name) && !DEVICE.test(name);
}

/** A safe name made from any text; empty when nothing of it can stand in a name. */
export function toLogName(text: string): string {
  const slug = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return DEVICE.test(slug) ? `${slug}-log` : slug;
}

/** The name of a new writer: the host for people, the ULID to be the only one. */
export function newWriterName(host: string, ulid: string): string {
  return [toLogName(host).slice(0, 40).replace(/-+$/, ''), ulid.toLowerCase()]
    .filter((piece) => piece !== '')
    .join('-');
}

/** Where a file of a log folder belongs. */
export interface LogFileName {
  readonly writer: string;
  /** 1 for `<writer>.jsonl`, n for `<writer>.n.jsonl`. */
  readonly part: number;
  /** A copy which a file synchroniser set aside, for example `w (conflicted copy).jsonl`. */
  readonly copy: boolean;
}

/** Reads the name of a log file; undefined for a file that is none. */
export function parseLogFileName(name: string): LogFileName | undefined {
  const match = /^([a-z0-9-]+)(.*)\.jsonl$/s.exec(name);
  const writer = match?.[1];
  const rest = match?.[2];
  if (writer === undefined || rest === undefined || !isLogName(writer)) return undefined;
  if (rest === '') return { writer, part: 1, copy: false };
  const part = /^\.([1-9]\d{0,5})$/.exec(rest)?.[1];
  if (part !== undefined) return { writer, part: Number(part), copy: false };
  return { writer, part: 1, copy: true };
}

/** The file name of one part of a writer's file. */
export function logFileName(writer: string, part: number): string {
  return part === 1 ? `${writer}.jsonl` : `${writer}.${part}.jsonl`;
}

/** True for the name of a side file in the outputs folder. */
export function isOutputName(name: string): boolean {
  return /^[0-9a-f]{64}(?:-\d{1,4})?$/.test(name);
}
