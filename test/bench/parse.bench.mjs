/**
 * Speed and memory of reading runbooks, as ratios to limits measured in the same run on the same
 * machine: the own parse of the Markdown parser, a full parse, the bytes of the source. Each
 * figure comes from fresh processes (cold). Exits with 1 when a bar is missed.
 *
 *   node test/bench/parse.bench.mjs [--quick]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { FAMILIES } from './pathological.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const SHARED = process.env.RUNBOOK_SHARED ?? resolve(ROOT, '../shared');
const QUICK = process.argv.includes('--quick');
const RUNS = QUICK ? 3 : 7;

const PARSERS = {
  own: `import { parseRunbook } from './src/core/parser/parseRunbook'; export const parse = parseRunbook;`,
  markdown: `import MarkdownIt from 'markdown-it'; const md = new MarkdownIt('default', { html: true }); export const parse = (text) => md.parse(text, {});`,
  'markdown-14': `import MarkdownIt from 'markdown-it-14'; const md = new MarkdownIt('default', { html: true }); export const parse = (text) => md.parse(text, {});`,
  edits: `export { parseText as parse } from './src/core/parser/incremental';`,
};

async function bundle(folder) {
  for (const [name, contents] of Object.entries(PARSERS)) {
    await build({
      stdin: { contents, resolveDir: ROOT, loader: 'ts' },
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      outfile: join(folder, `${name}.cjs`),
      logLevel: 'error',
    });
  }
}

/** Runs one measurement of this file in a process of its own and gives back its number. */
function measure(folder, kind, parser, input) {
  const argv = [
    '--expose-gc',
    fileURLToPath(import.meta.url),
    '--child',
    kind,
    folder,
    parser,
    input,
  ];
  return Number(execFileSync(process.execPath, argv, { encoding: 'utf8' }));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Medians of two measurements taken in turn, so that both see the same machine. */
function both(folder, kind, parsers, input, runs = RUNS) {
  const times = parsers.map(() => []);
  for (let run = 0; run < runs; run++)
    parsers.forEach((parser, i) => times[i].push(measure(folder, kind, parser, input)));
  return times.map(median);
}

const CHILDREN = {
  /**
   * Milliseconds of processor time for all texts of a JSON file, cold. Processor time, because on
   * a shared machine the wall clock tells more about the neighbours.
   */
  cold(parse, texts) {
    const start = process.cpuUsage();
    for (const text of texts) parse(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  },
  /**
   * The same of this thread alone, which is what somebody waits for on a machine at rest: V8
   * optimises on other threads. Only Linux tells it; elsewhere it is 0.
   */
  waited(parse, texts) {
    const start = ownTime();
    for (const text of texts) parse(text);
    return ownTime() - start;
  },
  /** Bytes of heap that the models of all texts hold. */
  retained(parse, texts) {
    // Once before: compiled code is not part of the model.
    for (const text of texts) parse(text);
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    const kept = texts.map((text) => parse(text));
    globalThis.gc();
    const bytes = process.memoryUsage().heapUsed - before;
    return kept.length > 0 ? bytes : 0;
  },
  /** Median milliseconds of one typed character over a full parse, both warm. */
  keystroke(parse, [text]) {
    const full = [];
    const key = [];
    let state = parse(text);
    for (let i = 0; i < 12; i++) {
      const at = Math.floor((text.length * (i + 0.5)) / 12);
      const start = performance.now();
      parse(`${text.slice(0, at)}y${text.slice(at)}`);
      full.push(performance.now() - start);
      const next = `${state.text.slice(0, at)}x${state.text.slice(at)}`;
      const from = performance.now();
      state = parse(next, state);
      key.push(performance.now() - from);
    }
    return median(key) / median(full);
  },
};

/** Milliseconds this thread has run. */
function ownTime() {
  const path = '/proc/thread-self/schedstat';
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split(' ')[0]) / 1e6 : 0;
}

async function child([kind, folder, parser, input]) {
  const { parse } = (await import(join(folder, `${parser}.cjs`))).default;
  const texts = JSON.parse(readFileSync(input, 'utf8'));
  process.stdout.write(String(CHILDREN[kind](parse, texts)));
}

function readCorpora() {
  const folders = ['corpora', 'seeds']
    .map((name) => join(SHARED, name))
    .filter((name) => existsSync(name));
  if (folders.length === 0) folders.push(resolve(ROOT, 'test/fixtures'));
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
}

function ofSize(texts, size) {
  let out = '';
  for (let i = 0; out.length < size; i++) out += `${texts[i % texts.length]}\n\n`;
  return out.slice(0, size);
}

let missed = 0;
function report(name, value, limit, unit = '') {
  const ok = value <= limit;
  if (!ok) missed++;
  const shown = `${value.toFixed(2)}${unit}`;
  console.log(
    `${ok ? 'ok    ' : 'MISSED'} ${name.padEnd(52)} ${shown.padStart(9)}  limit ${limit}${unit}`,
  );
}

function growth(folder, write) {
  for (const [name, make] of Object.entries(FAMILIES)) {
    const n = QUICK ? 2000 : 8000;
    const small = write([make(n)]);
    const large = write([make(4 * n)]);
    const [base] = both(folder, 'cold', ['own'], small, 3);
    const [grown] = both(folder, 'cold', ['own'], large, 3);
    // What is given up, or takes no time, need not grow slowly.
    const ratio = grown < 50 ? Math.min(grown / Math.max(base, 8), 6) : grown / base;
    report(`growth n to 4n: ${name} (${grown.toFixed(0)} ms)`, ratio, 6);
  }
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'parse-bench-'));
  try {
    await bundle(folder);
    let files = 0;
    const write = (texts) => {
      const path = join(folder, `input-${files++}.json`);
      writeFileSync(path, JSON.stringify(texts));
      return path;
    };
    const texts = readCorpora();
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const corpora = write(texts);
    const [own, markdown, older] = both(
      folder,
      'cold',
      ['own', 'markdown', 'markdown-14'],
      corpora,
    );
    console.log(
      `corpora ${(bytes / 1e6).toFixed(1)} MB: own ${own.toFixed(0)} ms, markdown-it ${markdown.toFixed(0)} ms, markdown-it 14 ${older.toFixed(0)} ms`,
    );
    report('parse and model / markdown-it, corpora', own / markdown, 1.6);
    const [mine, theirs] = both(folder, 'waited', ['own', 'markdown'], corpora);
    console.log(
      `by the thread that waits: own ${mine.toFixed(0)} ms, markdown-it ${theirs.toFixed(0)} ms`,
    );
    const times = new Map();
    for (const [label, size] of [
      ['10 KB', 1e4],
      ['100 KB', 1e5],
      ['1 MB', 1e6],
      ['10 MB', 1e7],
    ]) {
      const input = write([ofSize(texts, size)]);
      const [mine, theirs] = both(
        folder,
        'cold',
        ['own', 'markdown'],
        input,
        size > 1e6 ? 3 : RUNS,
      );
      times.set(label, mine);
      report(`parse and model / markdown-it, ${label} (${mine.toFixed(0)} ms)`, mine / theirs, 1.6);
    }
    report('growth 1 MB to 10 MB', times.get('10 MB') / times.get('1 MB'), 12);
    const [held] = both(folder, 'retained', ['own'], corpora, 3);
    report('retained model / source bytes', held / bytes, 5);
    for (const [label, size, limit] of [
      ['100 KB', 1e5, 1.5],
      ['250 KB', 25e4, 1.5],
      ['1 MB', 1e6, 0.25],
      ['5 MB', 5e6, 0.25],
    ]) {
      const [ratio] = both(folder, 'keystroke', ['edits'], write([ofSize(texts, size)]), 3);
      report(`keystroke / full parse, ${label}`, ratio, limit);
    }
    growth(folder, write);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(missed === 0 ? 'all bars held' : `${missed} bars missed`);
  process.exitCode = missed === 0 ? 0 : 1;
}

const at = process.argv.indexOf('--child');
if (at >= 0) await child(process.argv.slice(at + 1));
else await main();
