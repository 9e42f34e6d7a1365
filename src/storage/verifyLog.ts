import { isSealIntact } from '../core/incident/chain';
import type { Checkpoint } from '../core/incident/checkpoint';
import { decodeLine } from '../core/incident/encode';
import type { LogEvent } from '../core/incident/event';
import type { LogFolder } from './logFolders';
import type { LogProblem, ProblemCode } from './logProblem';
import { isDamage } from './logProblem';
import type { Fs } from './ports';
import type { TornTail } from './readLog';
import type { LogFile } from './scanLog';
import { listLogFiles, scanLogFile } from './scanLog';
import { sha256 } from './sha256';
import { WriterChain } from './writerChain';

/** What is known of one writer's events after verifying. */
export interface VerifiedWriter {
  readonly writer: string;
  /** Sequence and hash of its last event. */
  readonly count: number;
  readonly hash: string;
  /** Its first so many events are exactly those of a checkpoint. */
  readonly proven: number;
  readonly damaged: boolean;
}

export interface Verification {
  /** The log, as `incidents/<id>`. */
  readonly log: string;
  /** True when nothing is damaged; see `proven` of each writer for how much that says. */
  readonly intact: boolean;
  readonly events: number;
  readonly writers: readonly VerifiedWriter[];
  readonly findings: readonly LogProblem[];
  readonly tornTails: readonly TornTail[];
  /** How many checkpoints of this log were compared. */
  readonly checkpoints: number;
}

/**
 * Computes every hash of a log and compares it with checkpoints kept elsewhere. Reads in bounded
 * memory, changes nothing. Checkpoints of other logs are passed over.
 */
export async function verifyLog(
  folder: Pick<LogFolder, 'path' | 'kind' | 'id'>,
  fs: Fs,
  checkpoints: readonly Checkpoint[],
): Promise<Verification> {
  const log = `${folder.kind}/${folder.id}`;
  const scan = new VerifyingScan(log);
  const { files, problems } = await listLogFiles(folder.path, fs);
  for (const file of files) await scan.file(folder.path, file, files, fs);
  const own = checkpoints.filter((checkpoint) => checkpoint.log === log);
  return scan.result(own, problems);
}

class VerifyingScan {
  readonly #log: string;
  readonly #chains = new Map<string, WriterChain>();
  readonly #damaged = new Set<string>();
  readonly #findings: LogProblem[] = [];
  readonly #tails: TornTail[] = [];
  readonly #claims: { place: LogFile; line: number; writer: string; seq: number; hash: string }[] =
    [];
  #events = 0;

  constructor(log: string) {
    this.#log = log;
  }

  async file(path: string, file: LogFile, all: readonly LogFile[], fs: Fs): Promise<void> {
    const mayRepeat = all.filter((other) => other.writer === file.writer).length > 1;
    const read = await scanLogFile(path, file, fs, {
      line: (text, number) => {
        this.#line(text, number, file, mayRepeat);
        return true;
      },
      problem: (problem) => this.#found(problem, file.writer),
    });
    if (read === undefined || read.restBytes === 0) return;
    const { offset, lines, rest, restBytes } = read;
    const text = Buffer.from(rest).toString('utf8');
    if (rest.length === restBytes && isSealIntact(text, sha256)) {
      this.#line(text, lines + 1, file, mayRepeat);
      this.#problem('no-final-line-feed', file, lines + 1, 'the last line feed is missing');
    } else this.#tails.push({ file: file.name, offset, bytes: restBytes });
  }

  result(checkpoints: readonly Checkpoint[], problems: readonly LogProblem[]): Verification {
    this.#checkClaims();
    const proven = this.#checkCheckpoints(checkpoints);
    const findings = [...problems, ...this.#findings];
    return {
      log: this.#log,
      intact: !findings.some(isDamage),
      events: this.#events,
      writers: [...this.#chains].map(([writer, { seq, hash }]) => ({
        writer,
        count: seq,
        hash,
        proven: this.#damaged.has(writer) ? 0 : (proven.get(writer) ?? 0),
        damaged: this.#damaged.has(writer),
      })),
      findings,
      tornTails: this.#tails,
      checkpoints: checkpoints.length,
    };
  }

  #line(written: string, number: number, file: LogFile, mayRepeat: boolean): void {
    const text = written.endsWith('\r') ? written.slice(0, -1) : written;
    if (text !== written) {
      this.#problem('line-ending', file, number, 'a carriage return was added to the line');
    }
    if (text === '') return this.#problem('empty-line', file, number, 'an empty line');
    const decoded = decodeLine(text);
    if (!decoded.ok) return this.#problem(decoded.code, file, number, decoded.message);
    const { event, note } = decoded.value;
    if (note !== undefined) this.#problem(note.code, file, number, note.message);
    if (!isSealIntact(text, sha256)) {
      this.#problem('broken-seal', file, number, `event ${event.seq} was changed`);
    }
    this.#event(event, number, file, mayRepeat);
  }

  #event(event: LogEvent, number: number, file: LogFile, mayRepeat: boolean): void {
    const { writer } = event;
    if (writer !== file.writer) {
      this.#problem('wrong-writer', file, number, 'an event of another writer stands here');
    }
    let chain = this.#chains.get(writer);
    if (chain === undefined) this.#chains.set(writer, (chain = new WriterChain()));
    const joined = chain.join(event, { file: file.name, line: number, mayRepeat });
    if (joined.problem !== undefined) this.#found(joined.problem, writer);
    if (joined.isNew) this.#events += 1;
    if (event.type === 'writer.opened' && event.data.log !== this.#log) {
      this.#problem('moved', file, number, `written for another log (${event.data.log})`);
    }
    this.#collectClaims(event, number, file);
  }

  #collectClaims(event: LogEvent, line: number, place: LogFile): void {
    const { heads } = event;
    if (typeof heads !== 'object' || heads === null) return;
    for (const [writer, head] of Object.entries(heads)) {
      if (typeof head?.seq !== 'number' || typeof head.hash !== 'string') continue;
      this.#claims.push({ place, line, writer, seq: head.seq, hash: head.hash });
    }
  }

  /** What one writer saw of another must still be there: so cutting one file shows in the others. */
  #checkClaims(): void {
    for (const { place, line, writer, seq, hash } of this.#claims) {
      if (this.#chains.get(writer)?.has(seq, hash) === true) continue;
      const message = `event ${seq} of ${writer} had been seen here and is gone or changed`;
      this.#found({ code: 'seen-event-missing', file: place.name, line, message }, writer);
    }
  }

  #checkCheckpoints(checkpoints: readonly Checkpoint[]): Map<string, number> {
    const proven = new Map<string, number>();
    for (const { writers } of checkpoints) {
      for (const [writer, { count, hash }] of Object.entries(writers)) {
        const chain = this.#chains.get(writer);
        if (count === 0) continue;
        if (chain?.has(count, hash) === true) {
          proven.set(writer, Math.max(count, proven.get(writer) ?? 0));
          continue;
        }
        const reached = chain?.seq ?? 0;
        const message =
          reached < count
            ? `a checkpoint has ${count} events of ${writer}, here are ${reached}`
            : `event ${count} of ${writer} is not the one of the checkpoint`;
        const file = `${writer}.jsonl`;
        this.#found({ code: 'checkpoint-differs', file, line: undefined, message }, writer);
      }
    }
    return proven;
  }

  #problem(code: ProblemCode, file: LogFile, line: number, message: string): void {
    this.#found({ code, file: file.name, line, message }, file.writer);
  }

  #found(problem: LogProblem, writer: string): void {
    this.#findings.push(problem);
    if (isDamage(problem)) this.#damaged.add(writer);
  }
}
