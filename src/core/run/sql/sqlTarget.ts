/** How a connection is encrypted and whom it trusts (libpq's sslmode). */
export type SslMode = 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

/** A PostgreSQL database and who one is there. */
export interface SqlTarget {
  /** What the setting or the runbook calls it. */
  readonly name: string | undefined;
  /** A host name or address, or the folder of a Unix socket when it begins with `/`. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly sslMode: SslMode;
  /** Paths of PEM files. */
  readonly sslRootCert?: string | undefined;
  readonly sslCert?: string | undefined;
  readonly sslKey?: string | undefined;
  /** Known beforehand: part of an address in the environment, or PGPASSWORD. Never shown. */
  readonly password?: string | undefined;
}

/** What is known of a connection so far; the rest comes from the environment and from defaults. */
export type PartialTarget = {
  readonly [Key in keyof SqlTarget]?: SqlTarget[Key] | undefined;
};

const SSL_MODES: readonly string[] = [
  'disable',
  'allow',
  'prefer',
  'require',
  'verify-ca',
  'verify-full',
] satisfies readonly SslMode[];

/** The recorded name of a target: `postgres user@host/database`. Holds no password. */
export function describeTarget(target: SqlTarget): string {
  const host = target.host.startsWith('/') ? `[${target.host}]` : target.host;
  const port = target.port === 5432 ? '' : `:${target.port}`;
  return `postgres ${target.user}@${host}${port}/${target.database}`;
}

/** What arming, passwords and open connections are kept by. */
export function targetKey(target: SqlTarget): string {
  const { host, port, user, database, sslMode } = target;
  return JSON.stringify([host, port, user, database, sslMode]);
}

/** Environment variables that libpq reads (libpq, Environment Variables). */
export function targetFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): PartialTarget {
  const value = (name: string) => environment[name] || undefined;
  return {
    host: value('PGHOST') ?? value('PGHOSTADDR'),
    port: portFrom(value('PGPORT')),
    user: value('PGUSER'),
    database: value('PGDATABASE'),
    password: value('PGPASSWORD'),
    sslMode: sslModeFrom(value('PGSSLMODE')),
    sslRootCert: value('PGSSLROOTCERT'),
    sslCert: value('PGSSLCERT'),
    sslKey: value('PGSSLKEY'),
  };
}

/**
 * Reads a connection URI or a list of `key=value` pairs (libpq, Connection Strings); undefined
 * for anything else, and for addresses of several hosts.
 */
export function readConnectionString(text: string): PartialTarget | undefined {
  if (/^postgres(?:ql)?(?:\+\w+)?:\/\//.test(text)) return readUri(text);
  return /^\s*\w+\s*=/.test(text) ? readPairs(text) : undefined;
}

const URI =
  /^postgres(?:ql)?(?:\+\w+)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]+\]|[^:/?#,]*)(?::(\d*))?(?:\/([^?#]*))?(?:\?([^#]*))?$/;

function readUri(text: string): PartialTarget | undefined {
  const match = URI.exec(text.trim());
  if (match === null) return undefined;
  try {
    const [user, password, host, port, database] = match
      .slice(1, 6)
      .map((piece) =>
        piece === undefined || piece === '' ? undefined : decodeURIComponent(piece),
      );
    const given = Object.fromEntries(
      (match[6] ?? '').split('&').flatMap((pair) => {
        const [name = '', ...value] = pair.split('=');
        return name === '' ? [] : [[name, decodeURIComponent(value.join('='))]];
      }),
    ) as Record<string, string>;
    const main = { user, password, host: host?.replace(/^\[|\]$/g, ''), port, dbname: database };
    return fromKeywords({ ...given, ...defined(main) });
  } catch {
    return undefined; // a percent sign that is no escape
  }
}

function readPairs(text: string): PartialTarget | undefined {
  const pair = /\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))\s*/sy;
  const given: Record<string, string> = {};
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text);
    if (match === null) return undefined;
    given[match[1] ?? ''] = (match[2] ?? match[3] ?? '').replace(/\\(.)/gs, '$1');
  }
  return fromKeywords(given);
}

function fromKeywords(given: Readonly<Record<string, string>>): PartialTarget | undefined {
  const host = given['hostaddr'] ?? given['host'];
  if (host?.includes(',') === true || given['service'] !== undefined) return undefined;
  return defined({
    host: given['host'] ?? given['hostaddr'],
    port: portFrom(given['port']),
    user: given['user'],
    database: given['dbname'],
    password: given['password'],
    sslMode: sslModeFrom(given['sslmode']),
    sslRootCert: given['sslrootcert'],
    sslCert: given['sslcert'],
    sslKey: given['sslkey'],
  });
}

/** Fills what is missing as libpq does; `osUser` is who the program runs as. */
export function completeTarget(
  given: PartialTarget,
  environment: Readonly<Record<string, string | undefined>>,
  osUser: string,
): SqlTarget {
  const known: PartialTarget = {
    ...defined(targetFromEnvironment(environment)),
    ...defined(given),
  };
  const user = known.user ?? osUser;
  return {
    ...known,
    name: given.name,
    host: known.host ?? 'localhost',
    port: known.port ?? 5432,
    user,
    database: known.database ?? user,
    sslMode: known.sslMode ?? 'prefer',
  };
}

function defined(fields: object): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function portFrom(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

export function sslModeFrom(text: string | undefined): SslMode | undefined {
  return text !== undefined && SSL_MODES.includes(text) ? (text as SslMode) : undefined;
}
