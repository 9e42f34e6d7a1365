/** The two wasm programs ship without types for the entry points used here. */
declare module '@vscode/tree-sitter-wasm/wasm/tree-sitter.js' {
  const api: unknown;
  export = api;
}

declare module 'libpg-query/wasm/libpg-query.js' {
  const start: unknown;
  export = start;
}
