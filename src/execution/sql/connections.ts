import type { Client } from 'pg';
import { targetKey, type SqlTarget } from '../../core/run/sql/sqlTarget';
import { succeed, type Result } from '../../util/result';
import type { SqlFailureCode } from './connectionFailure';
import { LookedUp } from './lookedUp';
import { openClient } from './openClient';
import { ALL_GUARDS, lacksCatalogs } from './plantedNames';

/** An unused connection is closed after this long, in milliseconds. */
const IDLE_MS = 60_000;
/** Takes back what a guarded step did in its session, locks included. */
const TAKE_BACK = 'ROLLBACK; SELECT pg_advisory_unlock_all()';

/** A connection as a step gets it. */
export interface OpenConnection {
  readonly client: Client;
  /** After which the server ends a statement. */
  readonly timeoutMs: number;
  /** Whether it can be asked what the names of a statement mean: a guarded connection to PostgreSQL. */
  readonly hasGuards: boolean;
  readonly lookedUp: LookedUp;
}

interface Idle extends OpenConnection {
  /** False when the session could not be taken back: not to be used again. */
  readonly clean: Promise<boolean>;
  readonly timer: NodeJS.Timeout;
}

/** What a connection is for. An armed one is closed after its step; a guarded one is kept open. */
export interface ConnectionUse {
  readonly armed: boolean;
  /** A whole number from 1. */
  readonly timeoutMs: number;
  readonly password: (refused: boolean) => Promise<string | undefined>;
}

/** The open connections, at most one idle for each target. */
export class Connections {
  readonly #idle = new Map<string, Idle>();
  #closed = false;

  async take(
    target: SqlTarget,
    use: ConnectionUse,
  ): Promise<Result<OpenConnection, SqlFailureCode>> {
    if (!use.armed) {
      const kept = await this.#takeIdle(targetKey(target));
      if (kept !== undefined) return succeed(kept);
    }
    const { timeoutMs } = use;
    const timeout = `-c statement_timeout=${timeoutMs}`;
    const options = use.armed ? timeout : `-c default_transaction_read_only=on ${timeout}`;
    const opened = await openClient(target, { options, password: use.password });
    if (!opened.ok) return opened;
    const client = opened.value;
    const hasGuards = !use.armed && (await takesGuards(client));
    return succeed({ client, timeoutMs, hasGuards, lookedUp: new LookedUp() });
  }

  /** Gives a connection back; it is taken back to how it was, in the background. */
  give(target: SqlTarget, connection: OpenConnection, armed: boolean): void {
    const { client } = connection;
    if (armed || this.#closed) {
      close(client);
      return;
    }
    const key = targetKey(target);
    this.#drop(key);
    const clean = client.query(TAKE_BACK).then(
      () => true,
      () => false,
    );
    const timer = setTimeout(() => this.#drop(key), IDLE_MS);
    timer.unref();
    this.#idle.set(key, { ...connection, clean, timer });
  }

  /** Closes what is idle; connections in use are closed when they are given back. */
  dispose(): void {
    this.#closed = true;
    for (const key of [...this.#idle.keys()]) this.#drop(key);
  }

  async #takeIdle(key: string): Promise<OpenConnection | undefined> {
    const idle = this.#idle.get(key);
    if (idle === undefined) return undefined;
    this.#idle.delete(key);
    clearTimeout(idle.timer);
    if ((await idle.clean) && isAlive(idle.client)) return idle;
    close(idle.client);
    return undefined;
  }

  #drop(key: string): void {
    const idle = this.#idle.get(key);
    if (idle === undefined) return;
    this.#idle.delete(key);
    clearTimeout(idle.timer);
    close(idle.client);
  }
}

/** What only speaks PostgreSQL's protocol may lack its catalogs. */
async function takesGuards(client: Client): Promise<boolean> {
  try {
    await client.query('BEGIN');
    for (const { text, values } of ALL_GUARDS) await client.query(text, [...values]);
    return true;
  } catch (error) {
    return !lacksCatalogs(error as { readonly code?: string });
  } finally {
    await client.query('ROLLBACK').catch(() => undefined); // what it runs next tells
  }
}

/** The parts of pg's client that its types leave out. */
interface ClientInside {
  readonly _queryable?: boolean;
  readonly _ending?: boolean;
  readonly connection: { readonly stream: { readonly destroyed: boolean; destroy(): void } };
}

function isAlive(client: Client): boolean {
  const inside = client as unknown as ClientInside;
  return inside._queryable !== false && !inside.connection.stream.destroyed;
}

function close(client: Client): void {
  // Nobody waits for a polite goodbye; the server notices the end of the connection anyway.
  client.end().catch(() => undefined);
}

/** Ends the connection now, whatever the server is doing. */
export function destroyClient(client: Client): void {
  (client as unknown as ClientInside).connection.stream.destroy();
}
