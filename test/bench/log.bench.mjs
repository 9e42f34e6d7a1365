// Durability and speed of the event log, as ratios to the bare system call in the same run.
// Usage: node test/bench/log.bench.mjs [--events 1000000]
import { build } from 'esbuild';
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const repo = path.resolve(import.meta.dirname, '..', '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'log-bench-'));
const eventsOption = process.argv.indexOf('--events');
const many = eventsOption < 0 ? 1_000_000 : Number(process.argv[eventsOption + 1]);

const WARM_UP = 4_000;

const storage = await load();
const results = [];
try {
  await appends();
  await replay();
  await verify();
  await list();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
for (const { name, value, bar, ok } of results) {
  console.log(`${ok ? 'ok  ' : 'MISS'} ${name.padEnd(44)} ${value.padEnd(34)} bar ${bar}`);
}
process.exitCode = results.every((result) => result.ok) ? 0 : 1;

/** Bundles the modules under test, as the product is bundled. */
async function load() {
  const entry = ['logFolders', 'nodeClock', 'openLog', 'readLog', 'verifyLog', 'listLogs']
    .map((name) => `export * from './src/storage/${name}';`)
    .join('\n');
  const outfile = path.join(folder, 'storage.mjs');
  await build({
    stdin: { contents: entry, resolveDir: repo, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

function log(name) {
  const found = new storage.LogFolders(path.join(folder, '.runbook')).incident(name);
  if (!found.ok) throw new Error(found.message);
  return found.value;
}

async function open(name, writer = 'bench-a') {
  const info = { writer, actor: 'ada', host: 'bench', user: 'ada', pid: 1, app: 'x', version: '1' };
  const opened = await storage.openLog(log(name), info, storage.nodePorts());
  if (!opened.ok) throw new Error(opened.message);
  return opened.value;
}

function note(n) {
  return { type: 'note.added', data: { noteId: `n${n}`, text: 'restarted the pool '.repeat(3) } };
}

/** Product and bare calls in short turns: a slow moment of the disk hits both of a turn. */
async function appends() {
  const rounds = 24;
  const count = 100;
  const log = await open('appends');
  // While V8 still compiles beside them, both cores are busy and every sync comes back later.
  for (let i = 0; i < WARM_UP; i++) must(await log.append(note(i)));
  const line = Buffer.alloc(388, 'x');
  const fd = fs.openSync(path.join(folder, 'bare'), 'a');
  const times = { bare: [], one: [], group: [] };
  for (let round = 0; round < rounds; round++) {
    times.bare.push(
      await timed(() => {
        for (let i = 0; i < count; i++) {
          fs.writeSync(fd, line);
          fs.fdatasyncSync(fd);
        }
      }),
    );
    times.one.push(
      await timed(async () => {
        for (let i = 0; i < count; i++) must(await log.append(note(i)));
      }),
    );
    times.group.push(
      await timed(async () => {
        for (let i = 0; i < count; i++) {
          must(await log.appendGroup(Array.from({ length: 16 }, (_, k) => note(k))));
        }
      }),
    );
  }
  fs.closeSync(fd);
  await log.close();
  const perSecond = (ms) => round(count / (median(ms) / 1000));
  const ratio = (ms) => median(ms.map((own, turn) => times.bare[turn] / own));
  report(
    'one durable event / bare write+fdatasync',
    ratio(times.one),
    0.7,
    `${perSecond(times.one)}/s of ${perSecond(times.bare)}/s`,
  );
  report('groups of 16 / bare', 16 * ratio(times.group), 5, `${perSecond(times.group)} groups/s`);
}

async function replay() {
  await fill('replay', 100_000);
  const file = path.join(log('replay').path, 'bench-a.jsonl');
  const ports = storage.nodePorts();
  const bare = [];
  const ours = [];
  for (let round = 0; round < 7; round++) {
    bare.push(
      await timed(() => {
        const kept = [];
        for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
          if (line !== '') kept.push(JSON.parse(line));
        }
        return kept.length;
      }),
    );
    ours.push(
      await timed(async () => {
        const reading = await storage.readLog(log('replay'), ports.fs);
        if (reading.problems.length > 0) throw new Error(JSON.stringify(reading.problems[0]));
      }),
    );
  }
  const [ms, bareMs] = [median(ours), median(bare)];
  reportMost(
    'replay of 100,000 / split + JSON.parse',
    ms / bareMs,
    1.5,
    `${round(ms)} of ${round(bareMs)} ms`,
  );
  reportMost('incident of 100,000 events opens, s', ms / 1000, 1, '');
}

async function verify() {
  await fill('verify', many);
  const { fs: files } = storage.nodePorts();
  let found;
  const ms = await timed(async () => {
    found = await storage.verifyLog(log('verify'), files, []);
  });
  if (!found.intact || found.events < many) throw new Error('the log to verify is not intact');
  reportMost(`${many} events verified, s`, ms / 1000, (4 * many) / 1_000_000, '');
}

async function list() {
  const root = path.join(folder, 'many', '.runbook');
  const folders = new storage.LogFolders(root);
  const source = path.join(log('small').path, 'bench-a.jsonl');
  await fill('small', 20);
  const content = fs.readFileSync(source);
  for (let i = 0; i < 10_000; i++) {
    const at = path.join(root, 'incidents', `incident-${i}`);
    fs.mkdirSync(at, { recursive: true });
    fs.writeFileSync(path.join(at, 'bench-a.jsonl'), content);
  }
  let summaries;
  const times = [];
  for (let round = 0; round < 3; round++) {
    times.push(
      await timed(async () => {
        summaries = await storage.listLogs(folders, 'incidents', 'incident.');
      }),
    );
  }
  if (summaries.length !== 10_000) throw new Error('incidents are missing from the list');
  reportMost('10,000 incidents listed, s', median(times) / 1000, 0.5, '');
}

async function fill(name, count) {
  const log = await open(name);
  must(await log.append({ type: 'incident.declared', data: { title: name, severity: 'SEV2' } }));
  for (let i = 0; i < count; i += 5_000) {
    const size = Math.min(5_000, count - i);
    must(await log.appendGroup(Array.from({ length: size }, (_, k) => note(i + k))));
  }
  await log.close();
}

function must(result) {
  if (!result.ok) throw new Error(result.message);
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function round(value) {
  return Math.round(value).toLocaleString('en');
}

function report(name, ratio, bar, detail) {
  results.push({
    name,
    value: `${ratio.toFixed(2)}x  ${detail}`,
    bar: `>= ${bar}`,
    ok: ratio >= bar,
  });
}

function reportMost(name, value, bar, detail) {
  results.push({
    name,
    value: `${value.toFixed(2)}  ${detail}`,
    bar: `<= ${bar}`,
    ok: value <= bar,
  });
}
