// Stand-in for psql, where the server came without it: runs -c, -f or standard input.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { connectionFailure, readArguments } from './arguments.mjs';
import { formatResult } from './resultTable.mjs';
import { cutScript } from './sqlScript.mjs';

const values = { '-c': 'command', '-f': 'file', '-v': 'set', '-o': 'output' };
const flags = {
  '-t': 'tuples-only',
  '-A': 'no-align',
  '-q': 'quiet',
  '-X': 'no-psqlrc',
  '-1': 'single-transaction',
  '-b': 'echo-errors',
  '-w': 'no-password',
};

/** @param {readonly string[]} args */
export async function main(args) {
  process.exitCode = await run(args);
}

/** @param {readonly string[]} args @returns {Promise<number>} psql's exit code */
async function run(args) {
  let given;
  try {
    given = readArguments(args, values, flags);
  } catch (error) {
    process.stderr.write(`psql: error: ${/** @type {Error} */ (error).message}\n`);
    return 1;
  }
  const client = new pg.Client({
    ...given.connection,
    types: asText,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  client.on('notice', ({ message }) => process.stderr.write(`NOTICE:  ${message}\n`));
  try {
    await client.connect();
  } catch (error) {
    process.stderr.write(connectionFailure('psql', error, given.connection));
    return 2;
  }
  try {
    return await runAll(client, given);
  } finally {
    await client.end();
  }
}

/** Every value as the server wrote it. */
const asText = { getTypeParser: () => (/** @type {string} */ value) => value };

/** @param {pg.Client} client @param {import('./arguments.mjs').ClientArguments} given */
async function runAll(client, { options, ordered }) {
  const commands = ordered.filter(({ name }) => name === 'command').map(({ value }) => value);
  const file = options.get('file');
  const scripts = commands.length > 0 ? commands : [readFileSync(file ?? 0, 'utf8')];
  const stops = commands.length > 0 || /ON_ERROR_STOP=(1|on|true)/i.test(options.get('set') ?? '');
  const single = options.has('single-transaction');
  if (single) await client.query('BEGIN');
  for (const script of scripts) {
    for (const piece of cutScript(script)) {
      const failed = await runPiece(client, piece, options);
      if (!failed || !stops) continue;
      if (single) await client.query('ROLLBACK');
      return commands.length > 0 ? 1 : 3;
    }
  }
  if (single) await client.query('COMMIT');
  return 0;
}

/** @param {pg.Client} client @param {import('./sqlScript.mjs').Piece} piece
 * @param {Map<string, string>} options @returns {Promise<boolean>} whether it failed */
async function runPiece(client, piece, options) {
  try {
    const text =
      piece.kind === 'copy'
        ? await copyIn(client, piece)
        : formatResult(
            await client.query({ text: piece.text, rowMode: 'array' }),
            piece.text,
            options,
          );
    if (text !== '') process.stdout.write(`${text}\n`);
    return false;
  } catch (error) {
    process.stderr.write(`ERROR:  ${/** @type {Error} */ (error).message}\n`);
    return true;
  }
}

/** @param {pg.Client} client @param {{ target: string, rows: (string | null)[][] }} copy */
async function copyIn(client, { target, rows }) {
  for (const row of rows) {
    const holes = row.map((_, at) => `$${at + 1}`).join(', ');
    await client.query(`INSERT INTO ${target} OVERRIDING SYSTEM VALUE VALUES (${holes})`, row);
  }
  return `COPY ${rows.length}`;
}
