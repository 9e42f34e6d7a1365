import { randomUUID } from 'node:crypto';
import { filterChoices, type FilterChoices, type LogFilter } from '../core/export/logFilter';
import { toLogNotebook, type LogNotebook } from '../core/export/logNotebook';
import { noteChanges, type SavedCell } from '../core/incident/noteChanges';
import { foldTimeline } from '../core/incident/timeline';
import type { FollowedLog } from '../storage/followLog';
import type { LogFolder } from '../storage/logFolders';
import { isDamage } from '../storage/logProblem';
import type { Disposable } from '../util/dispose';
import { fail, succeed, type Result } from '../util/result';
import type { LogBook, RecordCode } from './logBook';
import { logName, logReference } from './logReference';
import { maskText } from './maskText';
import { verifyOneLog } from './verifyOneLog';
import { aliveWriters } from './writerAlive';

/** A log shown as a notebook: it grows with the log, and saving it appends notes only. */
export class OpenLogNotebook implements Disposable {
  /** As `incidents/<id>`. */
  readonly log: string;
  readonly #folder: LogFolder;
  readonly #book: LogBook;
  readonly #followed: FollowedLog;
  readonly #now: () => Date;
  /** Of what stood there when it was opened, every hash is right. */
  readonly #wasIntact: boolean;

  /** Use `open`. */
  constructor(parts: {
    readonly folder: LogFolder;
    readonly book: LogBook;
    readonly followed: FollowedLog;
    readonly now: () => Date;
    readonly wasIntact: boolean;
  }) {
    this.log = logName(parts.folder);
    this.#folder = parts.folder;
    this.#book = parts.book;
    this.#followed = parts.followed;
    this.#now = parts.now;
    this.#wasIntact = parts.wasIntact;
  }

  /**
   * Opens a log that exists. `changed` is called when somebody, this window included, has added to
   * it.
   */
  static async open(
    session: { readonly log: LogBook; readonly now: () => Date },
    name: string,
    changed: () => void,
  ): Promise<Result<OpenLogNotebook, 'bad-name' | 'empty'>> {
    const { log, now } = session;
    const folder = logReference(log.folders, name);
    if (!folder.ok) return folder;
    const followed = await log.follow(folder.value, changed);
    const { events, problems } = followed.reading();
    if (events.length > 0 || problems.length > 0) {
      const { verification } = await verifyOneLog(folder.value, []);
      const { intact } = verification;
      return succeed(
        new OpenLogNotebook({ folder: folder.value, book: log, followed, now, wasIntact: intact }),
      );
    }
    followed.dispose();
    return fail('empty', `Nothing is recorded in ${name}.`);
  }

  cells(filter: LogFilter): LogNotebook {
    const { events, problems } = this.#followed.reading();
    const isDamaged = !this.#wasIntact || problems.some(isDamage);
    return toLogNotebook({ log: this.log, events, isAlive: this.#isAlive(), filter, isDamaged });
  }

  choices(): FilterChoices {
    return filterChoices(this.#timeline().entries);
  }

  /** Reads what was added since it was last looked at. */
  async refresh(): Promise<void> {
    await this.#followed.refresh();
  }

  /**
   * Records what was written on the notebook: new notes, edits, removals. Answers how many. Stops at
   * the first that could not be saved; those before it are saved and will not be recorded again.
   * @param shown ids of the notes the notebook was opened with.
   */
  async save(
    cells: readonly SavedCell[],
    shown: readonly string[],
  ): Promise<Result<number, RecordCode>> {
    await this.refresh();
    const notes = this.#timeline().entries.filter((entry) => entry.kind === 'note');
    const current = new Map(notes.map(({ noteId, text }) => [noteId, text]));
    const changes = noteChanges(cells, shown, current);
    for (const change of changes) {
      const text = maskText(change.text, []);
      const saved = await this.#book.record(
        this.#folder,
        change.kind === 'add'
          ? { type: 'note.added', data: { noteId: randomUUID(), text } }
          : { type: 'note.edited', data: { noteId: change.noteId, text } },
      );
      if (!saved.ok) return saved;
    }
    await this.refresh();
    return succeed(changes.length);
  }

  dispose(): void {
    this.#followed.dispose();
  }

  #timeline() {
    return foldTimeline(this.#followed.reading().events, this.#isAlive());
  }

  #isAlive(): (writer: string) => boolean {
    return aliveWriters(this.#followed.reading().events, this.#now());
  }
}
