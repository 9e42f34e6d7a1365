// Stand-in for pg_isready, where the server came without it.
import pg from 'pg';
import { readArguments } from './arguments.mjs';

/** @param {readonly string[]} args */
export async function main(args) {
  const { connection, options } = readArguments(args, { '-t': 'timeout' }, { '-q': 'quiet' });
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 3_000 });
  let exitCode = 0;
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    // A server that refuses this user still answers; 57P03 is "cannot connect now".
    const code = /** @type {{ code?: string }} */ (error).code;
    if (code === '57P03') exitCode = 1;
    else if (code === undefined || !/^[0-9A-Z]{5}$/.test(code)) exitCode = 2;
  }
  const what = ['accepting connections', 'rejecting connections', 'no response'][exitCode];
  if (!options.has('quiet'))
    process.stdout.write(`${connection.host}:${connection.port} - ${what}\n`);
  process.exitCode = exitCode;
}
