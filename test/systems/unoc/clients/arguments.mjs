// The connection options that psql, pg_dump and pg_isready share.

/**
 * @typedef {object} ClientArguments
 * @property {{ host: string, port: number, user: string, database: string }} connection
 * @property {Map<string, string>} options
 * @property {readonly { name: string, value: string }[]} ordered Options in the order given.
 */

const shared = { '-h': 'host', '-p': 'port', '-U': 'username', '-d': 'dbname' };

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} values Short options with a value, and their long names.
 * @param {Record<string, string>} flags Short flags, and their long names.
 * @returns {ClientArguments}
 */
export function readArguments(args, values, flags) {
  /** @type {Record<string, string>} */
  const withValue = { ...shared, ...values };
  /** @type {{ name: string, value: string }[]} */
  const ordered = [];
  /** @type {string[]} */
  const operands = [];
  const rest = [...args];
  while (rest.length > 0) {
    const arg = rest.shift() ?? '';
    const short = arg.slice(0, 2);
    if (arg.startsWith('--')) {
      const [name = '', inline] = arg.slice(2).split(/=(.*)/s);
      const takes = Object.values(withValue).includes(name);
      if (!takes && !Object.values(flags).includes(name)) throw new Error(`unknown option ${arg}`);
      ordered.push({ name, value: takes ? (inline ?? rest.shift() ?? '') : '' });
    } else if (arg.startsWith('-') && withValue[short] !== undefined) {
      ordered.push({ name: withValue[short], value: arg.slice(2) || (rest.shift() ?? '') });
    } else if (arg.startsWith('-') && flags[short] !== undefined) {
      ordered.push({ name: flags[short], value: '' });
      if (arg.length > 2) rest.unshift(`-${arg.slice(2)}`);
    } else if (arg.startsWith('-')) {
      throw new Error(`unknown option ${arg}`);
    } else {
      operands.push(arg);
    }
  }
  const options = new Map(ordered.map(({ name, value }) => [name, value]));
  return { connection: connectionOf(options, operands), options, ordered };
}

/** @param {Map<string, string>} options @param {readonly string[]} operands */
function connectionOf(options, operands) {
  const user =
    options.get('username') ?? operands[1] ?? process.env.PGUSER ?? process.env.USER ?? 'root';
  return {
    host: options.get('host') ?? process.env.PGHOST ?? '127.0.0.1',
    port: Number(options.get('port') ?? process.env.PGPORT ?? '5432'),
    user,
    database: options.get('dbname') ?? operands[0] ?? process.env.PGDATABASE ?? user,
  };
}

/** @param {string} program @param {unknown} error @param {ClientArguments['connection']} connection */
export function connectionFailure(program, error, { host, port }) {
  const message = error instanceof Error ? error.message : String(error);
  const refused = message.includes('ECONNREFUSED') || message === '';
  const why = refused
    ? 'Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?'
    : `FATAL:  ${message}`;
  return `${program}: error: connection to server at "${host}", port ${port} failed: ${why}\n`;
}
