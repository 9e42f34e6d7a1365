import { isSealIntact } from '../core/incident/chain';
import { decodeLine } from '../core/incident/encode';
import type { LogEvent } from '../core/incident/event';
import { inCausalOrder } from '../core/incident/order';
import type { LogFolder } from './logFolders';
import type { LogProblem, ProblemCode } from './logProblem';
import type { Fs } from './ports';
import type { LinePosition } from './readLines';
import type { LogFile } from './scanLog';
import { listLogFiles, scanLogFile } from './scanLog';
import { sha256 } from './sha256';
import type { Place } from './writerChain';
import { WriterChain } from './writerChain';

/** More than this is not taken into memory; a log of ours would need years to get there. */
const MAX_EVENTS = 3_000_000;

/** What one writer wrote, as far as it could be read. */
export interface WriterReading {
  readonly writer: string;
  /** Its last event; `seq` is also how many events it wrote. */
  readonly seq: number;
  readonly hash: string;
  readonly closed: boolean;
}

/** The end of a file that is not a whole line: a writer that died, or is writing right now. */
export interface TornTail {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface LogReading {
  /** In causal order. */
  readonly events: readonly LogEvent[];
  readonly writers: readonly WriterReading[];
  readonly problems: readonly LogProblem[];
  readonly tornTails: readonly TornTail[];
  /** How many events are of an unknown type or shape. */
  readonly unknown: number;
}

/** Where each file was read up to, for following it. */
export type FilePositions = ReadonlyMap<string, LinePosition>;

/**
 * Everything that can be read of a log; a folder that does not exist is an empty log. It never
 * changes a file. Hashes are compared with each other, not computed: that is `verifyLog`.
 */
export async function readLog(folder: Pick<LogFolder, 'path'>, fs: Fs): Promise<LogReading> {
  const reader = new LogReader(folder.path, fs);
  await reader.readNew();
  return reader.reading();
}

/** Reads a log, and later what was added to it. */
export class LogReader {
  readonly #path: string;
  readonly #fs: Fs;
  readonly #writers = new Map<string, { chain: WriterChain; events: LogEvent[] }>();
  readonly #positions = new Map<string, LinePosition>();
  readonly #tails = new Map<string, TornTail>();
  /** Tails that were taken as events though their line feed is missing. */
  readonly #taken = new Set<string>();
  #problems: LogProblem[] = [];
  #folderProblems: readonly LogProblem[] = [];
  #count = 0;
  #unknown = 0;

  constructor(path: string, fs: Fs) {
    this.#path = path;
    this.#fs = fs;
  }

  /** Reads what is new since the last call; answers the new events in causal order. */
  async readNew(): Promise<readonly LogEvent[]> {
    const { files, problems } = await listLogFiles(this.#path, this.#fs);
    this.#folderProblems = problems;
    const added: LogEvent[][] = [];
    for (const file of files) {
      const events: LogEvent[] = [];
      await this.#readFile(file, events, files);
      if (events.length > 0) added.push(events);
    }
    return inCausalOrder(added);
  }

  reading(): LogReading {
    const lists = [...this.#writers.values()].map((writer) => writer.events);
    return {
      events: inCausalOrder(lists),
      writers: [...this.#writers].map(([writer, { chain, events }]) => ({
        writer,
        seq: chain.seq,
        hash: chain.hash,
        closed: events.at(-1)?.type === 'writer.closed',
      })),
      problems: [...this.#folderProblems, ...this.#problems],
      tornTails: [...this.#tails.values()],
      unknown: this.#unknown,
    };
  }

  async #readFile(file: LogFile, added: LogEvent[], all: readonly LogFile[]): Promise<void> {
    const mayRepeat = all.filter((other) => other.writer === file.writer).length > 1;
    const known = this.#positions.get(file.name);
    const sink = {
      line: (text: string, number: number) => this.#line(text, number, file, mayRepeat, added),
      problem: (problem: LogProblem) => void this.#problems.push(problem),
    };
    const read = await scanLogFile(this.#path, file, this.#fs, sink, known);
    if (read === undefined) return;
    const { offset, lines, rest, restBytes } = read;
    this.#positions.set(file.name, { offset, lines });
    this.#tails.delete(file.name);
    if (restBytes === 0) return;
    const text = Buffer.from(rest).toString('utf8');
    if (restBytes === rest.length && isSealIntact(text, sha256)) {
      // Whole but for its line feed: an editor may have cut that. When more comes, the line is
      // read again and dropped as a repetition.
      if (!this.#taken.has(file.name)) {
        this.#taken.add(file.name);
        this.#line(text, lines + 1, file, true, added);
        this.#problem('no-final-line-feed', file, lines + 1, 'the last line feed is missing');
      }
      return;
    }
    this.#tails.set(file.name, { file: file.name, offset, bytes: restBytes });
  }

  #line(
    written: string,
    number: number,
    file: LogFile,
    mayRepeat: boolean,
    added: LogEvent[],
  ): boolean {
    let text = written;
    if (text.endsWith('\r')) {
      text = text.slice(0, -1);
      this.#problem('line-ending', file, number, 'a carriage return was added to the line');
    }
    if (text === '') {
      this.#problem('empty-line', file, number, 'an empty line');
      return true;
    }
    const decoded = decodeLine(text);
    if (!decoded.ok) {
      this.#problem(decoded.code, file, number, decoded.message);
      return true;
    }
    const { event, note } = decoded.value;
    if (note !== undefined) this.#problem(note.code, file, number, note.message);
    if (event.writer !== file.writer) {
      const message = `written by ${JSON.stringify(event.writer.slice(0, 100))}, not by the writer of this file`;
      this.#problem('wrong-writer', file, number, message);
    }
    return this.#take(event, { file: file.name, line: number, mayRepeat }, added);
  }

  #take(event: LogEvent, place: Place, added: LogEvent[]): boolean {
    let writer = this.#writers.get(event.writer);
    if (writer === undefined) {
      writer = { chain: new WriterChain(), events: [] };
      this.#writers.set(event.writer, writer);
    }
    const mayRepeat = place.mayRepeat || this.#taken.delete(place.file);
    const joined = writer.chain.join(event, mayRepeat ? { ...place, mayRepeat } : place);
    if (joined.problem !== undefined) this.#problems.push(joined.problem);
    if (!joined.isNew) return true;
    writer.events.push(event);
    added.push(event);
    if (event.type === 'unknown') this.#unknown += 1;
    this.#count += 1;
    if (this.#count < MAX_EVENTS) return true;
    this.#problems.push({
      code: 'too-large',
      file: place.file,
      line: place.line,
      message: `more than ${MAX_EVENTS} events; the rest was not read`,
    });
    return false;
  }

  #problem(code: ProblemCode, file: LogFile, line: number, message: string): void {
    this.#problems.push({ code, file: file.name, line, message });
  }
}
