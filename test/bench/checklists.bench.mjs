// The Checklists view's bars: the first states of 500 runbooks with 5,000 items from files on a
// disk, a tick until it is durable, and what a refresh computes.
// Usage: node test/bench/checklists.bench.mjs [--runbooks 500]
import { build } from 'esbuild';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const repo = path.resolve(import.meta.dirname, '..', '..');
const option = process.argv.indexOf('--runbooks');
const count = option < 0 ? 500 : Number(process.argv[option + 1]);
const itemsEach = 10;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checklists-bench-'));
const results = [];
try {
  await measure(await load());
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
for (const { name, value, bar, ok } of results) {
  console.log(`${ok ? 'ok  ' : 'MISS'} ${name.padEnd(44)} ${value.padEnd(34)} bar ${bar}`);
}
process.exitCode = results.every((result) => result.ok) ? 0 : 1;

async function load() {
  const entry = [
    "export { LogBook } from './src/session/logBook';",
    "export { Ticks } from './src/session/ticks';",
    "export { readChecklists } from './src/core/parser/readChecklists';",
    "export { nodePorts } from './src/storage/nodeClock';",
  ].join('\n');
  const outfile = path.join(folder, 'ticks.mjs');
  await build({
    stdin: { contents: entry, resolveDir: repo, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    outfile,
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

async function measure(program) {
  const books = writeRunbooks();
  const first = await openTicks(program, 'warm');
  await paint(program, first, books.slice(0, 20));
  for (const [path, model] of [...(await read(program, books.slice(0, 50)))]) {
    for (const { id } of model.checklists[0].items) {
      await first.ticks.tick({ runbook: path, model, itemId: id, state: 'done' });
    }
  }
  await close(first);

  const window = await openTicks(program, 'window');
  const started = performance.now();
  const cpu = process.cpuUsage();
  const models = await paint(program, window, books);
  const painted = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  report(`first states of ${count} runbooks`, painted, 300);
  // On a machine with other work the processor's time says more than the clock.
  results.push({
    name: '  of which processor',
    value: `${((user + system) / 1000).toFixed(1)} ms`,
    bar: '',
    ok: true,
  });

  const times = [];
  for (const [path, model] of [...models].slice(100, 200)) {
    const itemId = model.checklists[0].items[3].id;
    const at = performance.now();
    const saved = await window.ticks.tick({ runbook: path, model, itemId, state: 'done' });
    if (!saved.ok) throw new Error(saved.message);
    times.push(performance.now() - at);
  }
  times.sort((a, b) => a - b);
  report('a tick until it is durable, 95th of 100', times[94], 50);

  for (const [name, book] of models) await window.ticks.state(name, book);
  const before = window.ticks.computed;
  const [path, model] = [...models][300 % models.size];
  await window.ticks.tick({
    runbook: path,
    model,
    itemId: model.checklists[0].items[0].id,
    state: 'done',
  });
  const again = performance.now();
  for (const [name, book] of models) await window.ticks.state(name, book);
  report('all states after one tick', performance.now() - again, 50);
  const computed = window.ticks.computed - before;
  results.push({
    name: 'states computed for one tick',
    value: String(computed),
    bar: '= 1',
    ok: computed === 1,
  });
  await close(window);
}

/** Reads, parses and joins every runbook, as the view does before it shows anything. */
async function paint(program, { ticks }, books) {
  const models = await read(program, books);
  ticks.know(models);
  for (const [path, model] of models) await ticks.state(path, model);
  return models;
}

async function read({ readChecklists }, books) {
  const texts = await Promise.all(books.map((book) => fs.promises.readFile(book, 'utf8')));
  return new Map(texts.map((text, index) => [path.basename(books[index]), readChecklists(text)]));
}

function writeRunbooks() {
  const cadences = [
    'Daily',
    'Weekly',
    'First Monday',
    'Quarterly',
    'Morning Health Check (09:00 UTC)',
  ];
  return Array.from({ length: count }, (_, index) => {
    // One item in five carries a command, about as many as in runbooks people write.
    const items = Array.from({ length: itemsEach }, (__, n) => {
      return `- [ ] Look at unit ${index}.${n}${n % 5 === 0 ? `: \`df -h /srv/${n}\`` : ''}`;
    });
    const text = `# Service ${index}\n\nWhat it is for.\n\n## ${cadences[index % cadences.length]}\n\n${items.join('\n')}\n`;
    const file = path.join(folder, `service-${index}.md`);
    fs.writeFileSync(file, text);
    return file;
  });
}

async function openTicks({ LogBook, Ticks, nodePorts }, writer) {
  const info = { writer, actor: 'ada', host: 'bench', user: 'ada', pid: 1, app: 'x', version: '1' };
  const log = new LogBook(path.join(folder, '.runbook'), info, nodePorts());
  const ticks = new Ticks({
    log,
    now: () => new Date(),
    timeZone: () => 'Europe/Berlin',
    incident: () => undefined,
  });
  return { log, ticks };
}

async function close({ log, ticks }) {
  ticks.dispose();
  await log.close();
}

function report(name, ms, bar) {
  results.push({ name, value: `${ms.toFixed(1)} ms`, bar: `≤ ${bar} ms`, ok: ms <= bar });
}
