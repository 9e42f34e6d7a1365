import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { cruise, type ICruiseOptions, type IReporterOutput } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = process.cwd();
const rules = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
  options: ICruiseOptions;
};

/** One forbidden import per rule: the file that imports, and what it imports. */
const FORBIDDEN: Record<string, { from: string; to: string }> = {
  'no-cycles': { from: 'src/core/cycleA.ts', to: 'src/core/cycleB.ts' },
  'vscode-only-in-editor': { from: 'src/session/a.ts', to: 'vscode' },
  'core-does-no-io': { from: 'src/core/a.ts', to: 'node:fs' },
  'no-child-process-outside-execution': { from: 'src/session/b.ts', to: 'node:child_process' },
  'util-imports': { from: 'src/util/a.ts', to: 'src/core/x.ts' },
  'core-imports': { from: 'src/core/b.ts', to: 'src/session/x.ts' },
  'execution-imports': { from: 'src/execution/a.ts', to: 'src/storage/x.ts' },
  'storage-imports': { from: 'src/storage/a.ts', to: 'src/execution/x.ts' },
  'session-imports': { from: 'src/session/c.ts', to: 'src/editor/lens/x.ts' },
  'cli-imports': { from: 'src/cli/a.ts', to: 'src/storage/x.ts' },
  'server-imports': { from: 'src/server/a.ts', to: 'src/session/x.ts' },
  'renderer-imports': { from: 'src/renderer/a.ts', to: 'src/session/x.ts' },
  'editor-imports': { from: 'src/editor/lens/a.ts', to: 'src/storage/x.ts' },
  'protocol-imports': { from: 'src/protocol.ts', to: 'src/session/x.ts' },
  'editor-siblings': { from: 'src/editor/lens/b.ts', to: 'src/editor/tree/x.ts' },
  'no-import-of-roots': { from: 'src/editor/lens/c.ts', to: 'src/extension.ts' },
};

const TARGETS = [
  'src/core/x.ts',
  'src/core/cycleB.ts',
  'src/session/x.ts',
  'src/storage/x.ts',
  'src/execution/x.ts',
  'src/editor/lens/x.ts',
  'src/editor/tree/x.ts',
  'src/extension.ts',
];

function importLine(from: string, to: string): string {
  if (!to.startsWith('src/')) return `import * as x from '${to}';\nexport const y = x;\n`;
  const path = relative(dirname(from), to).replace(/\.ts$/, '');
  const specifier = path.startsWith('.') ? path : `./${path}`;
  return `import { x } from '${specifier}';\nexport const y = x;\n`;
}

async function violated(folder: string): Promise<string[]> {
  const previous = process.cwd();
  process.chdir(folder);
  try {
    const result: IReporterOutput = await cruise(['src'], {
      ...rules.options,
      ruleSet: { forbidden: rules.forbidden as never },
      validate: true,
      tsConfig: { fileName: join(root, 'tsconfig.json') },
    });
    if (typeof result.output === 'string') throw new Error(result.output);
    return result.output.summary.violations.map((violation) => violation.rule.name);
  } finally {
    process.chdir(previous);
  }
}

/** A source tree of its own, with the libraries of ours: reading all of ours takes seconds. */
let folder = '';

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the import table', () => {
  beforeAll(async () => {
    for (const target of TARGETS) await write(target, 'export const x = 1;\n');
    for (const { from, to } of Object.values(FORBIDDEN)) await write(from, importLine(from, to));
    await write('src/core/cycleB.ts', importLine('src/core/cycleB.ts', 'src/core/cycleA.ts'));
  });

  it('has a forbidden import for every rule', () => {
    expect(Object.keys(FORBIDDEN).sort()).toEqual(rules.forbidden.map((rule) => rule.name).sort());
  });

  it('refuses each forbidden import', async () => {
    const seen = new Set(await violated(folder));
    expect([...seen].sort()).toEqual(Object.keys(FORBIDDEN).sort());
  });
});

describe('the lint rules of the pure core', () => {
  const file = 'src/core/run/intent.ts';
  let eslint: ESLint;
  beforeAll(async () => {
    for (const config of ['tsconfig.json', 'src/core/tsconfig.json']) {
      await write(config, await readFile(join(root, config), 'utf8'));
    }
    await write(file, '');
    // In CI the parser takes it that each file is read once, and goes on seeing its first text.
    const parserOptions = { tsconfigRootDir: folder, disallowAutomaticSingleRunInference: true };
    const here = { languageOptions: { parserOptions } };
    const overrideConfigFile = join(root, 'eslint.config.mjs');
    eslint = new ESLint({ cwd: folder, overrideConfigFile, overrideConfig: here });
  });
  const lint = async (code: string) => {
    const [result] = await eslint.lintText(code, { filePath: file });
    return result?.messages.map((message) => message.ruleId) ?? [];
  };

  it.each([
    ["import 'vscode';\n", '@typescript-eslint/no-restricted-imports'],
    [
      "import type { Uri } from 'vscode';\nexport type A = Uri;\n",
      '@typescript-eslint/no-restricted-imports',
    ],
    ["import 'fs';\n", '@typescript-eslint/no-restricted-imports'],
    ["import 'node:fs';\n", '@typescript-eslint/no-restricted-imports'],
    ['export const pid = process.pid;\n', 'no-restricted-globals'],
    ['export const now = Date.now();\n', 'no-restricted-properties'],
    ["export * from './outcome';\n", 'no-restricted-syntax'],
    ['Promise.resolve(1);\n', '@typescript-eslint/no-floating-promises'],
  ])('refuse %j', async (code, rule) => {
    expect(await lint(code)).toContain(rule);
  });
});
