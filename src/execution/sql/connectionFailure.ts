import { describeTarget, type SqlTarget } from '../../core/run/sql/sqlTarget';
import { fail, type Failure } from '../../util/result';

/** Why a connection could not be had, or was lost. */
export type SqlFailureCode =
  | 'connection-refused'
  | 'host-not-found'
  | 'host-unreachable'
  | 'connection-timeout'
  | 'certificate'
  | 'ssl-file'
  | 'ssl-not-supported'
  | 'password-missing'
  | 'password-wrong'
  | 'not-allowed'
  | 'database-missing'
  | 'too-many-connections'
  | 'server-not-ready'
  | 'connection-lost'
  | 'connection-failed';

/** The words of pg itself, which gives its own errors no code. */
const OWN_WORDS: readonly (readonly [RegExp, SqlFailureCode])[] = [
  [/does not support SSL/, 'ssl-not-supported'],
  [/password must be a (?:non-empty )?string|no password/i, 'password-missing'],
  [/timeout expired/, 'connection-timeout'],
  [/terminated|connection error|Client was closed/i, 'connection-lost'],
];

/** Codes of Node, of OpenSSL and of PostgreSQL (appendix A of its manual). */
const CODES: readonly (readonly [RegExp, SqlFailureCode])[] = [
  [/^ECONNREFUSED$|^ENOENT$/, 'connection-refused'],
  [/^ENOTFOUND$|^EAI_/, 'host-not-found'],
  [/^E(?:HOST|NET)UNREACH$|^EADDRNOTAVAIL$/, 'host-unreachable'],
  [/^ETIMEDOUT$/, 'connection-timeout'],
  [/CERT|^SELF_SIGNED|^UNABLE_TO_|^HOSTNAME_MISMATCH|^ERR_TLS|^ERR_SSL|^EPROTO$/, 'certificate'],
  [/^ECONNRESET$|^EPIPE$|^57P0[124]$|^08/, 'connection-lost'],
  [/^28P01$/, 'password-wrong'],
  [/^28000$/, 'not-allowed'],
  [/^3D000$/, 'database-missing'],
  [/^53300$/, 'too-many-connections'],
  [/^57P03$/, 'server-not-ready'],
];

export function failureCode(error: unknown): SqlFailureCode {
  const { code, message } = partsOf(error);
  return (
    CODES.find(([pattern]) => pattern.test(code))?.[1] ??
    OWN_WORDS.find(([pattern]) => pattern.test(message))?.[1] ??
    'connection-failed'
  );
}

/** One sentence: what happened, why, what to do. */
export function connectionFailure(error: unknown, target: SqlTarget): Failure<SqlFailureCode> {
  const code = failureCode(error);
  return fail(code, sentence(code, target, partsOf(error).message));
}

function sentence(code: SqlFailureCode, target: SqlTarget, message: string): string {
  const where = `${target.host}:${target.port}`;
  const who = describeTarget(target);
  const said = message.replace(/\s+/g, ' ').trim();
  switch (code) {
    case 'connection-refused':
      return `Nothing answers at ${where}: the database is not running there, or host and port are wrong.`;
    case 'host-not-found':
      return `The host ${target.host} is not known: correct its name, or check the network and the VPN.`;
    case 'host-unreachable':
      return `The host ${target.host} cannot be reached: check the network and the VPN.`;
    case 'connection-timeout':
      return `${where} did not answer in time: check the network, the VPN and the firewall.`;
    case 'certificate':
      return `The certificate of ${where} was not accepted (${said}): correct sslrootcert, or the host's name.`;
    case 'ssl-file':
      return `A certificate file for ${where} cannot be read (${said}).`;
    case 'ssl-not-supported':
      return `The server at ${where} takes no encrypted connections: set sslmode to disable or prefer.`;
    case 'password-missing':
      return `${who} wants a password and none was given: put it in .pgpass or PGPASSWORD, or type it when asked.`;
    case 'password-wrong':
      return `${who} did not accept the password. Correct it where it is kept, or type it again.`;
    case 'not-allowed':
      return `${who} does not let this user in (${said}): check the user's name and pg_hba.conf.`;
    case 'database-missing':
      return `There is no database "${target.database}" at ${where}: correct its name.`;
    case 'too-many-connections':
      return `${where} has no connection left: close some, or wait and run the step again.`;
    case 'server-not-ready':
      return `${where} is starting, stopping or recovering: wait and run the step again.`;
    case 'connection-lost':
      return `The connection to ${who} was lost: whether the last statement took effect is not known; check before running it again.`;
    case 'connection-failed':
      return `${who} could not be reached (${said}).`;
  }
}

function partsOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return partsOf(error.errors[0]);
  }
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, message: error.message };
}
