/**
 * The import table of ARCHITECTURE.md, as rules. With types installed `vscode` resolves to
 * node_modules/@types/vscode, so the rule matches both spellings.
 */
const only = (from, allowed) => ({
  name: `${from.replaceAll('/', '-')}-imports`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: allowed.map((name) => `^src/${name}(/|\\.ts$)`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'vscode-only-in-editor',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(editor/|extension\\.ts$)' },
      to: { path: '(^vscode$|node_modules/@types/vscode)' },
    },
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: { path: '^src/(core|util)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-child-process-outside-execution',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/execution/' },
      to: { path: '^(node:)?child_process$' },
    },
    only('util', ['util']),
    only('core', ['util', 'core']),
    only('execution', ['util', 'core', 'execution']),
    only('storage', ['util', 'core', 'storage']),
    only('session', ['util', 'core', 'execution', 'storage', 'session']),
    only('cli', ['util', 'core', 'session', 'cli']),
    only('server', ['util', 'core', 'protocol', 'server']),
    only('renderer', ['util', 'core', 'renderer']),
    only('editor', ['util', 'core', 'protocol', 'session', 'editor']),
    {
      name: 'protocol-imports',
      severity: 'error',
      from: { path: '^src/protocol\\.ts$' },
      to: { path: '^src/', pathNot: '^src/core/' },
    },
    {
      name: 'editor-siblings',
      severity: 'error',
      from: { path: '^src/editor/([^/]+)/' },
      to: { path: '^src/editor/[^/]+/', pathNot: '^src/editor/$1/' },
    },
    {
      name: 'no-import-of-roots',
      severity: 'error',
      from: { path: '^src/.+/' },
      to: { path: '^src/(extension|cli)\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
