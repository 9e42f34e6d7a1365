import type { ConnectionOptions } from 'node:tls';
import type { Client } from 'pg';
import type { SqlTarget } from '../../core/run/sql/sqlTarget';
import { fail, type Result } from '../../util/result';
import { connectionFailure, failureCode, type SqlFailureCode } from './connectionFailure';
import { sslWays } from './ssl';

const CONNECT_TIMEOUT_MS = 10_000;

export interface ClientWish {
  /** Settings of the session, as the server's `-c name=value` options. */
  readonly options: string;
  readonly password: (refused: boolean) => Promise<string | undefined>;
}

/**
 * Opens a connection. pg is loaded with the first one. Without a known password pg looks into
 * `.pgpass`; when the server still wants one it is asked for, and once more after a wrong one.
 */
export async function openClient(
  target: SqlTarget,
  wish: ClientWish,
): Promise<Result<Client, SqlFailureCode>> {
  let ways: readonly (ConnectionOptions | false)[];
  try {
    ways = await sslWays(target);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail('ssl-file', `A certificate file for ${target.host} cannot be read: ${message}.`);
  }
  let password = target.password;
  for (let asked = 0; ; asked += 1) {
    const opened = await tryWays(target, ways, password, wish.options);
    if (opened.ok) return opened;
    const wanted = opened.code === 'password-missing' || opened.code === 'password-wrong';
    if (!wanted || asked === 2) return opened;
    password = await wish.password(opened.code === 'password-wrong');
    if (password === undefined) return opened;
  }
}

async function tryWays(
  target: SqlTarget,
  ways: readonly (ConnectionOptions | false)[],
  password: string | undefined,
  options: string,
): Promise<Result<Client, SqlFailureCode>> {
  let failed: unknown;
  for (const [index, ssl] of ways.entries()) {
    const opened = await tryOpen(target, ssl, password, options);
    if (opened.ok) return opened;
    failed = opened.error;
    const code = failureCode(failed);
    // Only what another way of encryption may mend is worth a second try.
    const mends = code === 'ssl-not-supported' || code === 'not-allowed' || code === 'certificate';
    if (!mends || index === ways.length - 1) break;
  }
  return connectionFailure(failed, target);
}

async function tryOpen(
  target: SqlTarget,
  ssl: ConnectionOptions | false,
  password: string | undefined,
  options: string,
): Promise<{ readonly ok: true; readonly value: Client } | { readonly ok: false; error: unknown }> {
  const pg = await import('pg');
  const client = new pg.Client({
    host: target.host,
    port: target.port,
    user: target.user,
    database: target.database,
    ssl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'runbook',
    client_encoding: 'UTF8',
    options,
    // A function keeps the password out of every dump of the client.
    ...(password === undefined ? {} : { password: () => password }),
  });
  // Without a listener an error between two queries would end the program.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { ok: true, value: client };
  } catch (error) {
    client.end().catch(() => undefined);
    return { ok: false, error };
  }
}
