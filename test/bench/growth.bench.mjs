/**
 * What hostile text costs: for each family the processor time for n and for 4n. Linear work takes
 * 4 times as long; the limit is 6, or a time that no one would notice for the larger.
 *
 *   node test/bench/growth.bench.mjs [NAME]…
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '../..');
const SQL_WASM = 'node_modules/libpg-query/wasm/libpg-query.wasm';
const MAX_GROWTH = 6;
const UNNOTICED_MS = 60;
const wanted = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'runbook-growth-'));
try {
  process.exitCode = (await measureAll(await load())) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function load() {
  const contents = `
    export { classify } from './src/core/run/classify';
    export { judge } from './src/core/run/judge';
    export { findPlaceholders } from './src/core/parser/placeholders';
    export { plainText } from './src/core/parser/sections';
    export { parseRunbook } from './src/core/parser/parseRunbook';
    export { toCells } from './src/core/cells/toCells';
    export { toAnchors } from './src/core/model/ids';
    export { reanchor } from './src/core/model/reanchor';
    export { loadGrammars } from './src/core/run/grammars';
    export { CodeReader } from './src/core/validation/codeReader';
    export { validateRunbook } from './src/core/validation/validateRunbook';`;
  const outfile = join(folder, 'core.cjs');
  await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: { 'import.meta.url': JSON.stringify(import.meta.url) },
    outfile,
    logLevel: 'error',
  });
  // The SQL grammar looks for its file beside the bundle before it is given one.
  copyFileSync(join(ROOT, SQL_WASM), join(folder, 'libpg-query.wasm'));
  const require = createRequire(join(ROOT, 'test/bench/growth.bench.mjs'));
  const core = require(outfile);
  return { ...core, grammars: await core.loadGrammars(wasm()) };
}

function wasm() {
  const read = (path) => new Uint8Array(readFileSync(join(ROOT, 'node_modules', path)));
  const grammar = (name) => read(`@vscode/tree-sitter-wasm/wasm/${name}.wasm`);
  return {
    treeSitter: grammar('tree-sitter'),
    bash: grammar('tree-sitter-bash'),
    powershell: grammar('tree-sitter-powershell'),
    python: grammar('tree-sitter-python'),
    sql: new Uint8Array(readFileSync(join(ROOT, SQL_WASM))),
  };
}

/** Name of a family → n, and what is done to a text of about n pieces. */
function families(core) {
  const { classify, judge, findPlaceholders, plainText, grammars } = core;
  const of = (n, make, work) => ({ n, make, work });
  const shell = (piece) => [
    20_000 / piece.length,
    (n) => piece.repeat(n),
    (text) => classify(text, 'bash', grammars),
  ];
  const sql = (head, piece) => [
    20_000 / piece.length,
    (n) => head + piece.repeat(n),
    (text) => classify(text, 'sql', grammars),
  ];
  const holes = (piece) => [
    5_000,
    (n) => piece.repeat(n),
    (text) => findPlaceholders(text, 'bash'),
  ];
  const plain = (piece) => [75_000, (n) => `x${piece.repeat(n)}*`, plainText];
  const loss = '\n```bash\nrm -rf /srv/toys\n```\n';
  const check = (n, make) => [
    n,
    (count) => `# Toys\n\n${make(count)}`,
    (text) => {
      const around = { code: new core.CodeReader(grammars), path: 'toys.md', today: '2026-11-30' };
      core.validateRunbook(core.parseRunbook(text), text, around, {});
    },
  ];
  const template = Array.from({ length: 12 }, () => '... {word} {x} ...').join(' z ');
  const expectation = { kind: 'text', source: template, template, match: 'whole', sample: false };
  const result = { outcome: 'succeeded', exitCode: 0, stderr: '' };
  return {
    'commands one after the other': of(...shell('ls -l /tmp; ')),
    'open brackets': of(...shell('(')),
    'open substitutions': of(...shell('$(')),
    'open quotes': of(...shell(`"'`)),
    redirections: of(...shell('<a ')),
    'nested bash -c': of(...shell('bash -c ')),
    'one long word': of(...shell('a')),
    pipes: of(...shell('|')),
    'here-documents': of(...shell('cat <<A\n')),
    'evaluated scripts': of(...shell(`bash -c 'ls'\n`)),
    'holes in commands': of(...shell('<pod> ')),
    'SQL: nested': of(...sql('SELECT ', '(')),
    'SQL: a long sum': of(...sql('SELECT 1', '+1')),
    'SQL: many statements': of(...sql('', 'SELECT 1;')),
    'placeholders: open quotes': of(...holes('<a [b {c "')),
    'placeholders: substitutions': of(...holes("$(x '")),
    'placeholders: open angles': of(...holes('<a b c ')),
    'placeholders: words': of(...holes('xxx.')),
    'placeholders: tests': of(...holes('[[ "$(')),
    'plain text: emphasis': of(...plain('**a ')),
    'plain text: brackets': of(...plain('[')),
    'plain text: anchors': of(...plain('{#')),
    'plain text: backticks': of(...plain('`')),
    'check: words above a loss': of(
      ...check(
        600,
        (n) => `${'nobody keeps what the backup of a toy has before '.repeat(n)}\n${loss}`,
      ),
    ),
    'check: questions above a loss': of(
      ...check(600, (n) => `${'Is it the right one? Then go on. '.repeat(n)}\n${loss}`),
    ),
    'check: blanks above a loss': of(...check(8_000, (n) => `a${' '.repeat(n)}b\n${loss}`)),
    'check: quotes above a loss': of(
      ...check(300, (n) => `${'> some words that go on and\n'.repeat(n)}${loss}`),
    ),
    'check: losses': of(
      ...check(30, (n) => `## Drop\n\nDo it:\n${loss}\nThen look.\n\n`.repeat(n)),
    ),
    'check: names in marks': of(
      ...check(200, (n) => 'See **Some Name** and follow the *Other One* playbook.\n\n'.repeat(n)),
    ),
    'check: lists of people': of(
      ...check(150, (n) => 'Escalate in this order:\n\n- Desk: ext. 4411\n- Owner.\n\n'.repeat(n)),
    ),
    'cells of many sections': of(
      1_000,
      (n) => {
        const text = '# A\n\nwords\n\n```bash\nls\n```\n'.repeat(n);
        return { text, runbook: core.parseRunbook(text) };
      },
      ({ text, runbook }) => core.toCells(text, runbook),
    ),
    'an output against twelve holes': of(
      2_000,
      (n) => ({ ...result, stdout: 'a b '.repeat(n) }),
      (output) => judge(expectation, output),
    ),
    'sections whose items all changed': of(
      750,
      (n) => {
        const anchors = (end) =>
          core.toAnchors(
            Array.from({ length: n }, (_, i) => ({
              kind: 'item',
              text: `Check thing ${i} of it${end}`,
              sectionPath: ['Title', `S${Math.floor(i / 15)}`],
            })),
          );
        return { before: anchors(''), after: anchors(' again') };
      },
      ({ before, after }) => core.reanchor(before, after),
    ),
  };
}

async function measureAll(core) {
  let allKept = true;
  for (const [name, { n, make, work }] of Object.entries(families(core))) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    const size = Math.round(n);
    const small = best(make(size), work);
    const large = best(make(4 * size), work);
    const growth = large / small;
    const kept = growth <= MAX_GROWTH || large <= UNNOTICED_MS;
    allKept &&= kept;
    process.stdout.write(
      `${kept ? 'kept' : 'OVER'}  ${growth.toFixed(1).padStart(5)}x (limit ${MAX_GROWTH})  ` +
        `${small.toFixed(1)} → ${large.toFixed(1)} ms  ${name}\n`,
    );
  }
  return allKept;
}

/** @returns {number} milliseconds of processor time, the best of five */
function best(input, work) {
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    work(input);
    return process.cpuUsage(start).user / 1000;
  });
  return Math.min(...times);
}
