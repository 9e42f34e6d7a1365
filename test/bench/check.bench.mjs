/**
 * Speed and size of the check. Links and anchors of a folder are a ratio to the Markdown parser's
 * own parse of it in the same run; the rest is measured at the language server itself, over its
 * pipe, with the Node that VS Code brings: all files from cold, a document of 100 KB after a
 * keystroke, its memory.
 * Exits with 1 when a bar is missed.
 *
 *   node test/bench/check.bench.mjs
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { installVsCode } from '../harness/installVsCode.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const SHARED = process.env.RUNBOOK_SHARED ?? resolve(ROOT, '../shared');
const CORPORA = join(SHARED, 'corpora');
if (!existsSync(CORPORA)) {
  process.stdout.write('The corpora are not there, so nothing was measured.\n');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
const outfile = join(folder, 'check.cjs');
await build({
  stdin: {
    contents: `
      export { checkLinks } from './src/core/validation/checkLinks';
      export { default as MarkdownIt } from 'markdown-it';`,
    resolveDir: ROOT,
    loader: 'ts',
  },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  outfile,
  logLevel: 'error',
});
const core = createRequire(import.meta.url)(outfile);

const texts = new Map(
  readdirSync(CORPORA, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(CORPORA, name), 'utf8')]),
);
const paths = readdirSync(CORPORA, { recursive: true, encoding: 'utf8' });

/** Processor time, so that other work on the machine counts less. */
function time(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

const md = new core.MarkdownIt('default', { html: true });
const parse = [];
const links = [];
// Many: in the first ones V8 compiles either of them on other threads, which counts as well.
for (let run = 0; run < 31; run++) {
  parse.push(time(() => texts.forEach((text) => md.parse(text, {}))));
  links.push(time(() => core.checkLinks(paths, texts)));
}

execFileSync(process.execPath, [join(ROOT, 'esbuild.config.js'), '--out', folder]);
const measured = await measureServer();
rmSync(folder, { recursive: true, force: true });

const figures = [
  ['links and anchors / own parse of the folder', median(links) / median(parse), 1.5],
  ['100 KB after a keystroke (ms)', median(measured.keystrokes), 100],
  [`${texts.size} files from cold (ms)`, measured.cold, 5000],
  ['memory of the server (MB)', measured.memory, 150],
  ['the most it took (MB)', measured.peak, 250],
];
for (const [name, figure, bar] of figures)
  process.stdout.write(
    `${name}: ${figure.toFixed(2)} (bar ${bar}) ${figure <= bar ? 'ok' : 'MISSED'}\n`,
  );
process.exitCode = figures.every(([, figure, bar]) => figure <= bar) ? 0 : 1;

/** Checks the corpora at a server of its own, then types into a long document. */
async function measureServer() {
  const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = createRequire(
    import.meta.url,
  )('vscode-languageserver/node');
  const started = performance.now();
  // As the editor starts it (src/editor/languageClient/startClient.ts), with the editor's Node.
  const { node } = await installVsCode();
  const flags = ['--max-semi-space-size=2', '--optimize-for-size'];
  const args = [...flags, join(folder, 'server.js'), '--stdio'];
  const child = spawn(node, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '65536' },
  });
  const server = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const read = new Promise((resolve) => {
    server.onRequest('workspace/diagnostic/refresh', () => resolve());
  });
  server.listen();
  await server.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
    workspaceFolders: [{ uri: pathToFileURL(CORPORA).href, name: 'corpora' }],
    initializationOptions: {},
  });
  await server.sendNotification('initialized', {});
  await read;
  const { items } = await server.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  if (items.length < texts.size) throw new Error(`${items.length} of ${texts.size} files checked`);
  const cold = performance.now() - started;
  const keystrokes = await type(server, child.pid);
  const memory = memoryOf(child.pid, 'VmRSS');
  const peak = memoryOf(child.pid, 'VmHWM');
  child.kill();
  server.dispose();
  return { cold, keystrokes, memory, peak };
}

/** Milliseconds of the server's processor time for each keystroke and the pull behind it. */
async function type(server, pid) {
  let long = '';
  for (const text of texts.values()) if (long.length < 100_000) long += `${text}\n`;
  long = long.slice(0, 100_000);
  const uri = pathToFileURL(join(CORPORA, 'long.md')).href;
  const pull = () => server.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  await server.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'markdown', version: 1, text: long },
  });
  await pull();
  await server.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: { line: 40, character: 4 },
  });
  const rounds = 20;
  const took = [];
  for (let version = 2; version < 2 + rounds; version++) {
    const line = (version * 97) % 1000;
    const at = { line, character: 0 };
    const before = cpuOf(pid) ?? performance.now();
    await server.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
    });
    await pull();
    took.push((cpuOf(pid) ?? performance.now()) - before);
  }
  return took;
}

/** Processor time so far in milliseconds, where the system tells it. */
function cpuOf(pid) {
  if (process.platform !== 'linux') return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** Resident memory in MB, now (`VmRSS`) or at most so far (`VmHWM`); 0 where the system does not tell. */
function memoryOf(pid, field) {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}
