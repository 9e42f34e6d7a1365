import type { TableColumn, TableRow } from '../../core/run/sql/tableText';
import { encodeStatement, FLUSH, type SentStatement } from './encodeStatement';

/** Rows of one page; more costs memory, fewer cost round trips. */
const PAGE_ROWS = 1_000;

/** What the server says of an error or a notice (protocol, Error and Notice Message Fields). */
export interface ServerMessage {
  readonly message: string;
  readonly severity?: string | undefined;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** Characters from the start of the statement, the first is 1. */
  readonly position?: string | undefined;
  readonly where?: string | undefined;
}

export interface StatementSink {
  columns(columns: readonly TableColumn[]): void;
  /** True to get more pages. */
  page(rows: readonly TableRow[]): boolean;
  /** Lines of COPY … TO STDOUT. */
  copied(chunk: Buffer): void;
}

export interface StatementFailure {
  readonly ok: false;
  readonly error: ServerMessage;
  /** It is the error of what went before the statement, which has not run. */
  readonly isBefore: boolean;
}

/** How a statement ended: `tag` is its command tag, such as `SELECT 3`. */
export type StatementEnd =
  { readonly ok: true; readonly tag: string; readonly more: boolean } | StatementFailure;

/** The part of pg's connection that is used; the same that pg-cursor uses. */
export interface Wire {
  execute(config: { readonly portal: string; readonly rows: number }): void;
  flush(): void;
  sync(): void;
  sendCopyFail(message: string): void;
  readonly stream: {
    readonly writable: boolean;
    write(bytes: Buffer): boolean;
  };
}

/**
 * One statement by the extended protocol, which refuses a text of several, read page by page as
 * text. What must come before it goes in the same round trip, statement by statement too. For
 * `client.query`, which calls the handlers.
 *
 * Within a transaction it has ended with its last row. Alone it has when the server is ready for the
 * next: only then is it committed, which may fail.
 */
export class PagedStatement {
  readonly end: Promise<StatementEnd>;
  readonly #before: readonly SentStatement[];
  readonly #text: string;
  readonly #values: readonly string[];
  readonly #sink: StatementSink;
  readonly #isAlone: boolean;
  #resolve: (end: StatementEnd) => void = () => undefined;
  #waiting: number;
  #rows: (string | null)[][] = [];
  #tag = '';
  #more = false;

  constructor(
    before: readonly SentStatement[],
    text: string,
    values: readonly string[],
    sink: StatementSink,
    isAlone: boolean,
  ) {
    this.#isAlone = isAlone;
    this.#before = before;
    this.#text = text;
    this.#values = values;
    this.#sink = sink;
    this.#waiting = before.length;
    this.end = new Promise((resolve) => (this.#resolve = resolve));
  }

  submit(wire: Wire): void {
    const asked = { values: this.#values, describe: true, rows: PAGE_ROWS };
    const before = this.#before.map(({ text, values }) => encodeStatement(text, { values }));
    // One write for all: each costs as much as the server needs for the statement.
    wire.stream.write(Buffer.concat([...before, encodeStatement(this.#text, asked), FLUSH]));
  }

  handleRowDescription(message: {
    readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  }): void {
    this.#sink.columns(message.fields.map(({ name, dataTypeID: type }) => ({ name, type })));
  }

  handleDataRow(message: { readonly fields: (string | null)[] }): void {
    if (this.#waiting === 0) this.#rows.push(message.fields);
  }

  handlePortalSuspended(wire: Wire): void {
    this.#more = !this.#givePage();
    if (this.#more) {
      this.#complete(wire);
    } else {
      wire.execute({ portal: '', rows: PAGE_ROWS });
      wire.flush();
    }
  }

  handleCommandComplete(message: { readonly text: string }, wire: Wire): void {
    if (this.#waiting > 0) {
      this.#waiting -= 1;
      return;
    }
    this.#tag = message.text;
    if (this.#rows.length > 0) this.#givePage();
    this.#complete(wire);
  }

  handleEmptyQuery(wire: Wire): void {
    this.#complete(wire);
  }

  handleReadyForQuery(): void {
    this.#succeed();
  }

  /** The statement's own error, or the end of the connection. */
  handleError(error: ServerMessage, wire: Wire): void {
    wire.sync();
    this.#resolve({ ok: false, error, isBefore: this.#waiting > 0 });
  }

  handleCopyInResponse(wire: Wire): void {
    wire.sendCopyFail('There is nothing to read from.');
  }

  handleCopyData(message: { readonly chunk: Buffer }): void {
    this.#sink.copied(message.chunk);
  }

  #complete(wire: Wire): void {
    if (this.#isAlone) {
      wire.sync();
      return;
    }
    this.#succeed();
    // Making the server ready for the next one takes as long as a short statement.
    setImmediate(() => wire.stream.writable && wire.sync());
  }

  #succeed(): void {
    this.#resolve({ ok: true, tag: this.#tag, more: this.#more });
  }

  #givePage(): boolean {
    const rows = this.#rows;
    this.#rows = [];
    return this.#sink.page(rows);
  }
}
