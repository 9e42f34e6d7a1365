/**
 * What SQL steps cost, as ratios to what pg can do, against a PostgreSQL of their own:
 * `node test/bench/sql.bench.mjs`. One JSON object per line with its limit; exit code 1 when one
 * is over it. Memory is measured in a process of its own for each way.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import Cursor from 'pg-cursor';

const REPO = join(import.meta.dirname, '../..');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 300);
const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const MANY = `SELECT n AS id, 'ship number ' || n AS ship, n % 97 AS berth, now() AS moored, n * 1.5 AS depth FROM generate_series(1, ${ROWS}) n`;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const [, , mode, modulePath, portText] = process.argv;
const port = Number(portText);
const connection = { host: '127.0.0.1', port, user: 'boss', database: 'postgres' };
const target = { name: undefined, ...connection, sslMode: 'disable' };

const ONE = { text: 'SELECT 1 AS one', used: undefined };
/** What its names mean is looked up before it runs, and not again for some seconds. */
const NAMES = {
  text: "SELECT count(*) FROM pg_class c JOIN vessel v ON v.id = c.oid WHERE c.relname = 'tide'",
  used: {
    functions: ['count'],
    qualified: [],
    operators: ['='],
    fields: ['id', 'oid', 'relname'],
    relations: ['"pg_class"', '"vessel"'],
    types: [],
  },
};

function requestFor(runId, text, { limits, used } = {}) {
  return {
    runId,
    target,
    items: [{ kind: 'statement', text, values: [], start: 0, shifts: [], expanded: false, used }],
    format: { style: 'aligned', tuplesOnly: false, expanded: false, separator: '|' },
    shownText: text,
    armed: false,
    timeoutMs: 600_000,
    secrets: [],
    password: () => Promise.resolve(undefined),
    limits,
  };
}

async function executorAt(path, folder) {
  const { SqlExecutor } = await import(pathToFileURL(path).href);
  return new SqlExecutor(folder);
}

async function connect() {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Reads all rows with pg-cursor, a thousand at a time, as arrays. */
async function readWithCursor() {
  const client = await connect();
  const start = performance.now();
  const cursor = client.query(new Cursor(MANY, [], { rowMode: 'array' }));
  let rows = 0;
  for (let page = await cursor.read(1_000); page.length > 0; page = await cursor.read(1_000)) {
    rows += page.length;
  }
  const ms = performance.now() - start;
  await client.end();
  return { ms, rows };
}

async function readWithStep(folder) {
  const executor = await executorAt(modulePath, folder);
  await executor.run(requestFor('warm', 'SELECT 1')).result;
  const start = performance.now();
  const limits = { rows: Infinity, bytes: Infinity };
  const result = await executor.run(requestFor('many', MANY, { limits })).result;
  const ms = performance.now() - start;
  executor.dispose();
  if (result.outcome !== 'succeeded') throw new Error(result.message);
  return { ms, rows: result.output.lines - 4 };
}

/** In a process of its own: time, rows, and how far memory grew. */
async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
  const before = process.memoryUsage().rss;
  const { ms, rows } = await (mode === 'step' ? readWithStep(folder) : readWithCursor());
  const grown = process.resourceUsage().maxRSS / 1024 - before / 2 ** 20;
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(JSON.stringify({ ms, rows, grown }));
}

let over = false;
function report(name, ours, base, limit) {
  const ratio = Number((ours / base).toFixed(2));
  if (ratio > limit) over = true;
  const [shown, shownBase] = [ours, base].map((value) => Number(value.toFixed(3)));
  process.stdout.write(`${JSON.stringify({ name, ours: shown, base: shownBase, ratio, limit })}\n`);
}

async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
  const bundle = async (entry, name) => {
    const outfile = join(folder, name);
    const define = { 'import.meta.url': JSON.stringify(pathToFileURL(join(REPO, entry)).href) };
    await build({
      entryPoints: [join(REPO, entry)],
      outfile,
      define,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'error',
      nodePaths: [join(REPO, 'node_modules')],
      external: ['pg-native', 'pg-cloudflare'],
    });
    return outfile;
  };
  const stepModule = await bundle('src/execution/sql/sqlExecutor.ts', 'executor.cjs');
  const serverModule = await bundle('test/unit/execution/sql/postgresUnderTest.ts', 'server.cjs');
  const { PostgresUnderTest } = await import(pathToFileURL(serverModule).href);
  const server = await PostgresUnderTest.start();
  try {
    Object.assign(connection, { port: server.port });
    Object.assign(target, { port: server.port });
    await server.query('CREATE TABLE vessel (id oid PRIMARY KEY)');
    await compareRoundTrips(stepModule, folder, 'step on an open connection', ONE, 2);
    await compareRoundTrips(stepModule, folder, 'the same with names to look up', NAMES, 2);
    await compareCancel(stepModule, folder);
    compareRows(stepModule, server.port);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A step on an open connection, without its record, to two round trips of pg. */
async function compareRoundTrips(module, folder, name, { text, used }, limit) {
  const executor = await executorAt(module, folder);
  const client = await connect();
  const base = [];
  const ours = [];
  for (let round = 0; round < ROUNDS + 20; round += 1) {
    const start = performance.now();
    await client.query({ text, rowMode: 'array', queryMode: 'extended' });
    const middle = performance.now();
    await executor.run(requestFor(`r${round}`, text, { used })).result;
    const end = performance.now();
    // What follows a step in the background belongs to it, not to the next one.
    await new Promise((resolve) => setTimeout(resolve, 3));
    if (round < 20) continue;
    base.push(middle - start);
    ours.push(end - middle);
  }
  report(`${name} / pg round trip`, median(ours), median(base), limit);
  executor.dispose();
  await client.end();
}

/** From stopping a step to its result, to pg_cancel_backend on an open connection. */
async function compareCancel(module, folder) {
  const executor = await executorAt(module, folder);
  const [client, control] = [await connect(), await connect()];
  const base = [];
  const ours = [];
  const soon = () => new Promise((resolve) => setTimeout(resolve, 300));
  for (let round = 0; round < 15; round += 1) {
    const failed = client.query('SELECT pg_sleep(30)').catch(() => undefined);
    await soon();
    let start = performance.now();
    await control.query('SELECT pg_cancel_backend($1)', [client.processID]);
    await failed;
    base.push(performance.now() - start);
    const run = executor.run(requestFor(`c${round}`, 'SELECT pg_sleep(30)'));
    await soon();
    start = performance.now();
    run.cancel();
    await run.result;
    ours.push(performance.now() - start);
  }
  report('cancel / pg_cancel_backend', median(ours), median(base), 5);
  executor.dispose();
  await Promise.all([client.end(), control.end()]);
}

function compareRows(module, serverPort) {
  const inChild = (way) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [import.meta.filename, way, module, String(serverPort)],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };
  const rounds = [1, 2, 3].map(() => ({ base: inChild('cursor'), step: inChild('step') }));
  for (const { base, step } of rounds) {
    if (base.rows !== ROWS || step.rows !== ROWS) throw new Error('rows are missing');
  }
  const time = (way) => median(rounds.map((round) => round[way].ms));
  const memory = (way) => median(rounds.map((round) => round[way].grown));
  report(`${ROWS} rows / pg-cursor(1000), ms`, time('step'), time('base'), 1.3);
  report(`${ROWS} rows: memory over the start, MB of 64`, memory('step'), 64, 1);
}

await (mode === undefined ? bench() : measure());
if (over) process.exitCode = 1;
