import { fail, succeed, type Result } from '../../util/result';
import { toCheckpoint, type Checkpoint } from '../incident/checkpoint';
import { toSafeJson } from '../incident/encode';

export const JSON_FORMAT = 'runbook-log';
export const JSON_VERSION = 1;

/** A file as it is on the disk: text when its bytes are UTF-8, else base64. */
export type FileContent =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly base64: string };

/** A whole log: its files byte for byte, the outputs they name, and what it proves. */
export interface LogArchive {
  /** As `incidents/<id>`. */
  readonly log: string;
  readonly title: string;
  readonly exportedAt: string;
  readonly proof: readonly string[];
  readonly checkpoint: Checkpoint;
  readonly files: readonly FileContent[];
  readonly outputs: readonly FileContent[];
  /** Outputs that are named in the log and were not put in: missing, or too large together. */
  readonly outputsLeftOut: readonly string[];
}

/**
 * A log as JSON which can be imported again as the same bytes. Lines stand as objects, so that
 * other programs can work with `.files[].lines[]`; a line that an object would not give back
 * exactly stands as a string.
 */
export function exportJson(archive: LogArchive): string {
  const { log, title, exportedAt, proof, checkpoint, files, outputs, outputsLeftOut } = archive;
  const head = { format: JSON_FORMAT, version: JSON_VERSION, log, title, exportedAt, proof };
  const start = Object.entries({ ...head, checkpoint, outputsLeftOut }).map(
    ([name, value]) => `${JSON.stringify(name)}:${toSafeJson(value)}`,
  );
  const rows = files.map((file) => `\n ${fileJson(file)}`);
  const kept = outputs.map((file) => `\n ${toSafeJson(file)}`);
  return `{${start.join(',\n')},\n"files":[${rows.join(',')}],\n"outputs":[${kept.join(',')}]}\n`;
}

function fileJson(file: FileContent): string {
  if ('base64' in file) return toSafeJson(file);
  const lines = file.text.split('\n');
  const rest = lines.pop() ?? '';
  const written = lines.map((line) => `\n  ${lineJson(line)}`).join(',');
  const tail = rest === '' ? '' : `,"rest":${toSafeJson(rest)}`;
  return `{"name":${toSafeJson(file.name)},"lines":[${written}]${tail}}`;
}

/** The line itself when reading and writing it again gives the same characters, else a string. */
function lineJson(line: string): string {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && toSafeJson(value) === line) return line;
  } catch {
    return toSafeJson(line);
  }
  return toSafeJson(line);
}

export type ImportCode = 'not-json' | 'not-an-export' | 'newer-version';

/** Reads what `exportJson` wrote. Names are not checked here: the caller decides where they go. */
export function importJson(text: string): Result<LogArchive, ImportCode> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('not-json', 'This is not JSON. Choose a log that was exported as JSON.');
  }
  if (!isRecord(value) || value['format'] !== JSON_FORMAT) {
    return fail('not-an-export', 'This is JSON, and not a log that was exported.');
  }
  if (typeof value['version'] !== 'number' || value['version'] > JSON_VERSION) {
    return fail('newer-version', 'A newer version exported this log. Update to import it.');
  }
  const checkpoint = toCheckpoint(value['checkpoint']);
  const files = list(value['files'], readFile);
  const outputs = list(value['outputs'], readContent);
  const { log, title, exportedAt } = value;
  if (
    checkpoint === undefined ||
    files === undefined ||
    outputs === undefined ||
    typeof log !== 'string'
  ) {
    return fail('not-an-export', 'Parts of this exported log are missing or damaged.');
  }
  return succeed({
    log,
    title: typeof title === 'string' ? title : log,
    exportedAt: typeof exportedAt === 'string' ? exportedAt : '',
    proof: strings(value['proof']),
    checkpoint,
    files,
    outputs,
    outputsLeftOut: strings(value['outputsLeftOut']),
  });
}

function readFile(value: unknown): FileContent | undefined {
  if (!isRecord(value) || !Array.isArray(value['lines'])) return readContent(value);
  const { name, lines, rest } = value;
  if (typeof name !== 'string') return undefined;
  const texts: string[] = [];
  for (const line of lines as readonly unknown[]) {
    if (typeof line !== 'string' && !isRecord(line)) return undefined;
    texts.push(`${typeof line === 'string' ? line : toSafeJson(line)}\n`);
  }
  return { name, text: texts.join('') + (typeof rest === 'string' ? rest : '') };
}

function readContent(value: unknown): FileContent | undefined {
  if (!isRecord(value) || typeof value['name'] !== 'string') return undefined;
  const { name, text, base64 } = value;
  if (typeof text === 'string') return { name, text };
  return typeof base64 === 'string' ? { name, base64 } : undefined;
}

/** Undefined when one of the values cannot be read. */
function list<T>(value: unknown, read: (one: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.map(read);
  return found.includes(undefined) ? undefined : (found as T[]);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
