import type { Submittable } from 'pg';
import type { Outcome } from '../../core/run/outcome';
import { describeTarget, type SqlTarget } from '../../core/run/sql/sqlTarget';
import type { TableData } from '../../core/run/sql/tableCopy';
import type { TableFormat } from '../../core/run/sql/tableText';
import { Emitter, type Listen } from '../../util/emitter';
import type { CommandResult, OutputPiece } from '../command';
import type { MaskingRules } from '../masking/masker';
import { RunOutput } from '../run/runOutput';
import { BackendControl } from './cancelBackend';
import type { Connections, OpenConnection } from './connections';
import { connectionFailure, failureCode, type SqlFailureCode } from './connectionFailure';
import { maskOf, maskTable } from './maskTable';
import type { SentStatement } from './encodeStatement';
import { PagedStatement, type StatementFailure } from './pagedStatement';
import { guardStatements, plantedNames } from './plantedNames';
import { ResultWriter } from './resultWriter';
import { errorPlace, printMessage } from './serverMessage';
import type { SqlAnswer, SqlItem, SqlStatement } from '../../core/run/sql/sqlItem';
import type { SqlRun, SqlRunRequest, SqlTable } from './sqlRequest';

const DEFAULT_LIMITS = { rows: 100_000, bytes: 64 * 1024 * 1024 };
const FILE_LIMIT_BYTES = 64 * 1024 * 1024;
/** Carries what was said behind the last result. */
const NO_TABLE: TableData = { columns: [], rows: [], rowCount: 0, more: false };
/** A statement that takes longer gets a second connection that can stop it. */
const SLOW_MS = 150;
const BEGIN = { text: 'BEGIN READ ONLY' };
const QUERY = /^(?:select|with|values|table)\b/i;

interface StepFailure {
  readonly code: SqlFailureCode | 'sql-error' | 'not-read-only';
  readonly message: string;
}

export interface SqlStepSetup {
  readonly connections: Connections;
  /** Absolute path of the folder for outputs too long for memory. */
  readonly outputDir: string;
  /** Made from the request's secrets. */
  readonly rules: MaskingRules;
}

/** One run: its statements one after the other, until the first error. */
export class SqlStep implements SqlRun {
  readonly onOutput: Listen<OutputPiece>;
  readonly onTable: Listen<SqlTable>;
  readonly result: Promise<CommandResult>;
  readonly #shown = new Emitter<OutputPiece>();
  readonly #tables = new Emitter<SqlTable>();
  readonly #request: SqlRunRequest;
  readonly #connections: Connections;
  readonly #output: RunOutput;
  readonly #rules: MaskingRules;
  #format: TableFormat;
  #timing = false;
  #said = '';
  #hasTables = false;
  #target: SqlTarget;
  #connection: OpenConnection | undefined;
  #control: BackendControl | undefined;
  #inTransaction = false;
  /** A statement has: what follows may fail, but the step was not refused. */
  #hasRun = false;
  #password: string | undefined;
  #rows = 0;
  #bytes = 0;
  #stopped: Extract<Outcome, 'cancelled' | 'timed-out'> | undefined;
  #running: Promise<unknown> | undefined;
  #wake: () => void = () => undefined;
  readonly #stopping = new Promise<undefined>((resolve) => (this.#wake = () => resolve(undefined)));

  constructor(request: SqlRunRequest, setup: SqlStepSetup) {
    const { connections, outputDir, rules } = setup;
    this.#request = request;
    this.#connections = connections;
    this.#format = request.format;
    this.#target = request.target;
    this.#password = request.target.password;
    this.onOutput = this.#shown.event;
    this.onTable = this.#tables.event;
    this.#rules = rules;
    const name = `${request.runId.replace(/[^\w.-]/g, '_').slice(0, 100)}-sql.out`;
    const file = { folder: outputDir, name, limitBytes: FILE_LIMIT_BYTES };
    this.#output = new RunOutput(this.#rules, file, (piece) => this.#shown.fire(piece));
    this.result = this.#run();
  }

  cancel(): void {
    this.#stop('cancelled');
  }

  async #run(): Promise<CommandResult> {
    const startedAt = performance.now();
    // Listeners are added after the constructor has returned.
    await Promise.resolve();
    const timer = setTimeout(() => this.#stop('timed-out'), this.#request.timeoutMs);
    const failure = await this.#runItems();
    if (this.#hasTables && this.#said !== '') this.#show(NO_TABLE);
    clearTimeout(timer);
    this.#control?.dispose();
    if (this.#connection !== undefined) this.#release(this.#connection);
    return this.#conclude(failure, performance.now() - startedAt);
  }

  async #runItems(): Promise<StepFailure | undefined> {
    for (const item of this.#request.items) {
      if (this.#stopped !== undefined) return undefined;
      const failure = await this.#runItem(item);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  #runItem(item: SqlItem): Promise<StepFailure | undefined> | undefined {
    switch (item.kind) {
      case 'statement':
      case 'answer':
        return this.#query(item);
      case 'expanded': {
        this.#format = { ...this.#format, expanded: item.on ?? !this.#format.expanded };
        this.#say(`Expanded display is ${this.#format.expanded ? 'on' : 'off'}.\n`);
        return undefined;
      }
      case 'timing':
        this.#timing = item.on ?? !this.#timing;
        this.#say(`Timing is ${this.#timing ? 'on' : 'off'}.\n`);
        return undefined;
      case 'say':
        this.#say(`${item.text}\n`);
        return undefined;
      case 'connect':
        this.#leave();
        this.#target = item.target;
        this.#say(`You are now connected to ${describeTarget(item.target)}.\n`);
        return undefined;
    }
  }

  async #query(item: SqlStatement | SqlAnswer): Promise<StepFailure | undefined> {
    const connection = await this.#connect();
    if (connection === undefined || 'code' in connection) return connection;
    const startedAt = performance.now();
    const limits = this.#request.limits ?? DEFAULT_LIMITS;
    const format =
      item.kind === 'statement' && item.expanded
        ? { ...this.#format, expanded: true }
        : this.#format;
    let titled = item.kind !== 'answer' || item.title === undefined || format.tuplesOnly;
    const writer = new ResultWriter({
      format,
      limits: { rows: limits.rows - this.#rows, bytes: limits.bytes - this.#bytes },
      write: (text) => {
        if (!titled && item.kind === 'answer') this.#say(`${item.title ?? ''}\n`);
        titled = true;
        this.#output.add('stdout', typeof text === 'string' ? Buffer.from(text) : text);
      },
    });
    const { armed } = this.#request;
    const statement = new PagedStatement(
      this.#before(connection, item),
      item.text,
      item.values,
      writer,
      armed,
    );
    const slow = setTimeout(() => this.#control?.ready(), SLOW_MS);
    this.#running = statement.end;
    connection.client.query(statement as unknown as Submittable);
    const end = await statement.end;
    clearTimeout(slow);
    this.#running = undefined;
    this.#rows += writer.rows;
    this.#bytes += writer.bytes;
    if (!end.ok) return this.#failed(end, item);
    if (!this.#hasRun && 'used' in item && item.used) connection.lookedUp.add(item.used);
    this.#hasRun = true;
    if (item.kind === 'answer' && writer.rows === 0 && item.empty !== undefined) {
      this.#say(`${item.empty}\n`);
      return undefined;
    }
    const table = writer.end(end.more);
    if (table !== undefined) this.#show(table);
    else if (end.tag !== '' && !/^COPY/.test(end.tag)) this.#say(`${end.tag}\n`);
    if (end.more) this.#warn(`Stopped after ${writer.rows} rows; the query has more.\n`);
    if (this.#timing) this.#say(`Time: ${(performance.now() - startedAt).toFixed(3)} ms\n`);
    return undefined;
  }

  /**
   * What goes before the first statement of a guarded step. A transaction cannot be made writable
   * any more once a query has run in it; what begins as one is one, as it goes alone.
   */
  #before(
    { timeoutMs, hasGuards, lookedUp }: OpenConnection,
    item: SqlStatement | SqlAnswer,
  ): readonly SentStatement[] {
    if (this.#request.armed) return [];
    const used = item.kind === 'statement' && hasGuards ? item.used : undefined;
    // What came before in the step may have changed the search path.
    const isKnown = used === undefined || (!this.#inTransaction && lookedUp.has(used));
    const guards = isKnown ? [] : guardStatements(used);
    if (this.#inTransaction) return guards;
    this.#inTransaction = true;
    const timeout = this.#timeoutMs;
    if (timeoutMs === timeout && QUERY.test(item.text)) return [BEGIN, ...guards];
    const set = `SELECT pg_catalog.set_config('statement_timeout', '${timeout}', true)`;
    return [BEGIN, { text: set }, ...guards];
  }

  async #connect(): Promise<OpenConnection | StepFailure | undefined> {
    if (this.#connection !== undefined) return this.#connection;
    const { armed, password } = this.#request;
    const taking = this.#connections.take(this.#target, {
      armed,
      timeoutMs: this.#timeoutMs,
      password: async (refused) => (this.#password = await password(refused)),
    });
    const taken = await Promise.race([taking, this.#stopping]);
    if (taken === undefined) {
      // Stopped while connecting: what comes of it is closed.
      void taking.then((late) => late.ok && this.#connections.give(this.#target, late.value, true));
      return undefined;
    }
    if (!taken.ok) return { code: taken.code, message: taken.message };
    this.#connection = taken.value;
    const { client } = taken.value;
    client.on('notice', this.#onNotice);
    this.#control = new BackendControl(client, this.#target, this.#password);
    return taken.value;
  }

  get #timeoutMs(): number {
    return Math.max(1, Math.round(this.#request.timeoutMs));
  }

  readonly #onNotice = (notice: { readonly message?: string | undefined }): void =>
    this.#warn(printMessage({ ...notice, message: notice.message ?? '' }));

  #failed({ error, isBefore }: StatementFailure, item: SqlStatement | SqlAnswer): StepFailure {
    const planted = isBefore ? plantedNames(error) : undefined;
    if (planted !== undefined)
      return { code: 'not-read-only', message: this.#notReadOnly(planted) };
    const lost = failureCode(error) === 'connection-lost' || error.severity === undefined;
    if (lost) {
      const { code, message } = connectionFailure(error, this.#target);
      const isKnown = code !== 'connection-failed';
      return { code: isKnown ? code : 'connection-lost', message };
    }
    const shown = this.#request.shownText;
    const place = item.kind === 'statement' ? errorPlace(error, item, shown) : undefined;
    this.#warn(printMessage(error, place, shown));
    const where = place === undefined ? '' : `, line ${place.line}, column ${place.column}`;
    return { code: 'sql-error', message: `${error.message} (${error.code ?? 'no code'}${where})` };
  }

  #notReadOnly(names: string): string {
    return `Not run: it would call ${names}, made in this database, which may do more than read. Look at what that does; to run it, arm writes for ${describeTarget(this.#target)}.`;
  }

  #stop(reason: 'cancelled' | 'timed-out'): void {
    this.#stopped ??= reason;
    this.#wake();
    const running = this.#running;
    if (running !== undefined) void this.#control?.stop(running); // never rejects
  }

  #leave(): void {
    this.#control?.dispose();
    if (this.#connection !== undefined) this.#release(this.#connection);
    this.#connection = undefined;
    this.#inTransaction = false;
  }

  #release(connection: OpenConnection): void {
    connection.client.off('notice', this.#onNotice);
    this.#connections.give(this.#target, connection, this.#request.armed);
  }

  async #conclude(failure: StepFailure | undefined, durationMs: number): Promise<CommandResult> {
    const stopped = this.#stopped;
    const reason = stopped === undefined ? failure : undefined;
    const refused = failure?.code === 'not-read-only' && !this.#hasRun;
    const failed = refused ? 'refused' : 'failed';
    const outcome = stopped ?? (failure === undefined ? 'succeeded' : failed);
    return {
      outcome,
      code: reason?.code,
      message: reason && maskOf(reason.message, this.#rules),
      exitCode: outcome === 'succeeded' ? 0 : reason?.code === 'sql-error' ? 1 : undefined,
      signal: undefined,
      durationMs,
      output: await this.#output.end(),
      cwdAfter: undefined,
      askedForInput: false,
    };
  }

  /** The table, with what was said before it. */
  #show(table: TableData): void {
    this.#hasTables = true;
    this.#tables.fire(maskTable({ ...table, said: this.#said }, this.#rules));
    this.#said = '';
  }

  #say(text: string): void {
    this.#said += text;
    this.#output.add('stdout', Buffer.from(text));
  }

  #warn(text: string): void {
    this.#output.add('stderr', Buffer.from(text));
  }
}
