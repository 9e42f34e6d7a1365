/**
 * Speed of the check, as ratios to limits measured in the same run: links and anchors of a folder
 * against the Markdown parser's own parse of it; a document of 100 KB after a keystroke; every
 * file from cold. Exits with 1 when a bar is missed.
 *
 *   node test/bench/check.bench.mjs
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

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
      export { FolderIndex } from './src/core/validation/folderIndex';
      export { validateRunbook } from './src/core/validation/validateRunbook';
      export { CodeReader } from './src/core/validation/codeReader';
      export { parseRunbook } from './src/core/parser/parseRunbook';
      export { loadGrammars } from './src/core/run/grammars';
      export { default as MarkdownIt } from 'markdown-it';`,
    resolveDir: ROOT,
    loader: 'ts',
  },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
  outfile,
  logLevel: 'error',
});
// libpg-query opens its wasm beside the bundle, bytes or not.
copyFileSync(
  join(ROOT, 'node_modules/libpg-query/wasm/libpg-query.wasm'),
  join(folder, 'libpg-query.wasm'),
);
const core = createRequire(import.meta.url)(outfile);

const texts = new Map(
  readdirSync(CORPORA, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(CORPORA, name), 'utf8')]),
);
const paths = readdirSync(CORPORA, { recursive: true, encoding: 'utf8' });
const today = '2026-11-20';

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

const wasm = join(ROOT, 'node_modules/@vscode/tree-sitter-wasm/wasm');
const read = (path) => new Uint8Array(readFileSync(path));
const coldStart = performance.now();
const grammars = await core.loadGrammars({
  treeSitter: read(join(wasm, 'tree-sitter.wasm')),
  bash: read(join(wasm, 'tree-sitter-bash.wasm')),
  powershell: read(join(wasm, 'tree-sitter-powershell.wasm')),
  python: read(join(wasm, 'tree-sitter-python.wasm')),
  sql: read(join(ROOT, 'node_modules/libpg-query/wasm/libpg-query.wasm')),
});
const code = new core.CodeReader(grammars);
const index = new core.FolderIndex(paths, texts);
const validate = (path, text) =>
  core.validateRunbook(core.parseRunbook(text), text, { code, path, files: index, today }, {});
for (const [path, text] of texts) validate(path, text);
const cold = performance.now() - coldStart;

const md = new core.MarkdownIt('default', { html: true });
const parse = [];
const links = [];
for (let run = 0; run < 7; run++) {
  parse.push(time(() => texts.forEach((text) => md.parse(text, {}))));
  links.push(time(() => core.checkLinks(paths, texts)));
}

let long = '';
for (const text of texts.values()) if (long.length < 100_000) long += `${text}\n`;
long = long.slice(0, 100_000);
validate('long.md', long);
const keystrokes = Array.from({ length: 7 }, (_, run) =>
  time(() => validate('long.md', `${long.slice(0, 5000)}${run}${long.slice(5000)}`)),
);
rmSync(folder, { recursive: true, force: true });

const figures = [
  ['links and anchors / own parse of the folder', median(links) / median(parse), 1.5],
  ['100 KB after a keystroke (ms)', median(keystrokes), 100],
  [`${texts.size} files from cold (ms)`, cold, 5000],
];
for (const [name, figure, bar] of figures)
  process.stdout.write(
    `${name}: ${figure.toFixed(2)} (bar ${bar}) ${figure <= bar ? 'ok' : 'MISSED'}\n`,
  );
process.exitCode = figures.every(([, figure, bar]) => figure <= bar) ? 0 : 1;
