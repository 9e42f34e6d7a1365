const { cp, mkdir, readFile } = require('node:fs/promises');
const { join } = require('node:path');
const { build, context } = require('esbuild');

const root = __dirname;
const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests') || watch;
const minify = !watch;
/** `--out FOLDER` builds elsewhere, so that tests need not share one folder. */
const outAt = process.argv.indexOf('--out');
const out = outAt < 0 ? join(root, 'dist') : process.argv[outAt + 1];

/**
 * CommonJS for every program: the extension host loads it everywhere, and libraries that are
 * ESM-only need no more than a stand-in for import.meta.url.
 * @type {import('esbuild').BuildOptions}
 */
const base = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  external: ['vscode', 'pg-native', 'pg-cloudflare', 'mocha'],
  define: {
    'import.meta.url': '__moduleUrl',
    RUNBOOK_VERSION: JSON.stringify(require('./package.json').version),
  },
  banner: {
    js:
      'const __processor=(process.threadCpuUsage??process.cpuUsage).bind(process);' +
      'const __loadStartedAt=__processor();' +
      "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;",
  },
  sourcemap: true,
  minify,
  logLevel: 'warning',
};

/**
 * What most windows never need is a bundle of its own, loaded by the dynamic import that names it:
 * activation is paid by its bytes.
 */
const lazy = {
  startClient: 'src/editor/languageClient/startClient.ts',
  loadClassifier: 'src/session/loadClassifier.ts',
  browserPdf: 'src/execution/browserPdf.ts',
  sqlExecutor: 'src/execution/sql/sqlExecutor.ts',
  checkCommand: 'src/cli/checkCommand.ts',
  exportLog: 'src/session/exportLog.ts',
};

/** @type {import('esbuild').Plugin} */
const lazyBundles = {
  name: 'lazy-bundles',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/(${Object.keys(lazy).join('|')})$`) }, ({ path, kind }) =>
      kind === 'dynamic-import'
        ? { path: `./${path.split('/').at(-1)}.js`, external: true }
        : undefined,
    );
  },
};

/**
 * Packages that most starts never use are bundles of their own too, but named by plain imports:
 * each is loaded when the first of its names is used.
 */
const atFirstUse = ['execa', 'yaml', 'croner', 'rrule', 'diff', 'dotenv', 'markdown-it'];

/**
 * Puts a stand-in with the same names in a package's place, so that the import itself loads nothing.
 * @type {import('esbuild').Plugin}
 */
const lazyPackages = {
  name: 'lazy-packages',
  setup({ onResolve, onLoad }) {
    const namespace = 'at-first-use';
    onResolve({ filter: new RegExp(`^(${atFirstUse.join('|')})$`) }, ({ path, importer }) =>
      importer.includes('node_modules') ? undefined : { path, namespace },
    );
    onResolve({ filter: /./, namespace }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => /^[a-z]\w*$/i.test(name));
      return { contents: standIn(`./${path}.js`, names), loader: 'js' };
    });
  },
};

/**
 * What a window needs with its first runbook or its first result, and not to begin: half of the
 * extension. By bundle: the folder, and the files in it that others import.
 * @type {Readonly<Record<string, readonly [folder: string, ...files: string[]]>>}
 */
const parts = {
  runbookReader: ['parser', 'parseRunbook', 'incremental', 'readChecklists', 'markdown', 'blocks'],
  verdictReader: ['run', 'judge', 'judgePart'],
};
const filesOf = ([folder, ...files]) => files.map((name) => `./src/core/${folder}/${name}.ts`);

/**
 * Puts the same kind of stand-in in the place of these files, for all who are not part of the
 * bundle themselves.
 * @type {import('esbuild').Plugin}
 */
const lazyParts = {
  name: 'lazy-parts',
  setup({ onResolve, onLoad }) {
    for (const [bundle, [folder, ...files]] of Object.entries(parts)) {
      const namespace = bundle;
      const filter = new RegExp(`/${folder}/(${files.join('|')})$`);
      onResolve({ filter, namespace: 'file' }, ({ path }) => ({
        path: path.split('/').at(-1),
        namespace,
      }));
      onResolve({ filter: /./, namespace }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace }, async ({ path }) => ({
        contents: standIn(`./${bundle}.js`, await exportsOf(`./src/core/${folder}/${path}.ts`)),
        loader: 'js',
      }));
    }
  },
};

/** @param {string} file @returns {Promise<readonly string[]>} the names it exports */
async function exportsOf(file) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    format: 'esm',
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs)[0].exports;
}

/**
 * A module with the same names, which loads a bundle when the first of them is used. esbuild keeps
 * an import from CommonJS as a property that is read where it is used.
 *
 * @param {string} bundle
 * @param {readonly string[]} names
 */
function standIn(bundle, names) {
  return `
    exports.__esModule = true;
    for (const name of ${JSON.stringify(names)}) {
      const get = () => require('${bundle}')[name];
      Object.defineProperty(exports, name, { enumerable: true, get });
    }`;
}

/**
 * The names of VS Code's API, taken from it once: esbuild would copy all of them, several hundred,
 * for each file that imports it.
 * @type {import('esbuild').Plugin}
 */
const vscodeOnce = {
  name: 'vscode-once',
  setup({ onResolve, onLoad }) {
    const namespace = 'vscode-once';
    onResolve({ filter: /^vscode$/, namespace: 'file' }, ({ path, importer }) =>
      importer.includes('node_modules') ? undefined : { path, namespace },
    );
    onLoad({ filter: /./, namespace }, async () => {
      const types = await readFile(require.resolve('@types/vscode/index.d.ts'), 'utf8');
      const found = types.matchAll(
        /^\texport (?:abstract )?(?:class|enum|namespace|const) (\w+)/gm,
      );
      const names = [...new Set([...found].map(([, name]) => name))];
      const contents = `const api = require('vscode');
        export const { ${names.join(', ')} } = api;`;
      return { contents, loader: 'js', resolveDir: root };
    });
  },
};

/** @type {Record<string, string>} */
const entries = {
  extension: 'src/extension.ts',
  server: 'src/server/main.ts',
  checkWorker: 'src/server/checkWorker.ts',
  supervisor: 'src/execution/supervisor/main.ts',
  cli: 'src/cli.ts',
  parseWorker: 'src/session/parseWorker.ts',
  ...lazy,
};

/** Wasm files that the bundles open beside themselves, and the schema that editors are given. */
const assets = {
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm': 'tree-sitter.wasm',
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm': 'tree-sitter-bash.wasm',
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm':
    'tree-sitter-powershell.wasm',
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm': 'tree-sitter-python.wasm',
  'node_modules/libpg-query/wasm/libpg-query.wasm': 'libpg-query.wasm',
  'src/core/validation/frontMatter.schema.json': 'front-matter.schema.json',
};

async function copyAssets() {
  await mkdir(out, { recursive: true });
  for (const [from, to] of Object.entries(assets)) {
    await cp(join(root, from), join(out, to));
  }
}

/** The tests that run inside the extension host: the runner and one file for each test file. */
const testOptions = {
  ...base,
  entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
  outbase: 'test/integration',
  outdir: join(out, 'test/integration'),
};

/** Their glue code hides the `require` of CommonJS behind its own. */
const withGrammars = ['loadClassifier', 'checkWorker', 'checkCommand'];

const options = Object.entries(entries).map(([name, entry]) => ({
  ...base,
  // Later bundles come by require: the ESM loader would read each once more to find its exports.
  supported: { 'dynamic-import': withGrammars.includes(name) },
  entryPoints: [entry],
  outfile: join(out, `${name}.js`),
  plugins: [lazyBundles, lazyPackages, vscodeOnce, ...(name === 'extension' ? [lazyParts] : [])],
}));
for (const [bundle, part] of Object.entries(parts)) {
  const contents = filesOf(part)
    .map((file) => `export * from '${file}';`)
    .join('\n');
  options.push({
    ...base,
    stdin: { contents, resolveDir: root },
    outfile: join(out, `${bundle}.js`),
    plugins: [lazyBundles, lazyPackages],
  });
}
for (const name of atFirstUse) {
  options.push({ ...base, entryPoints: [name], outfile: join(out, `${name}.js`) });
}
/** Runs in the notebook's frame, a browser. */
const rendererOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  entryPoints: ['src/renderer/tableRenderer.ts'],
  outfile: 'dist/tableRenderer.js',
  minify,
  logLevel: 'warning',
};
options.push(rendererOptions);
if (tests) options.push(testOptions);

async function main() {
  await copyAssets();
  if (!watch) {
    await Promise.all(options.map((option) => build(option)));
    return;
  }
  for (const option of options) await (await context(option)).watch();
}

main().catch(() => {
  process.exitCode = 1;
});
