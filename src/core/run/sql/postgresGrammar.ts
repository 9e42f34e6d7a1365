/** The little of the emscripten module of libpg_query that is used. */
interface PgQuery {
  _malloc(size: number): number;
  _free(pointer: number): void;
  _wasm_parse_query_raw(query: number): number;
  _wasm_free_parse_result(result: number): void;
  _wasm_scan(query: number): number;
  _wasm_free_string(text: number): void;
  getValue(pointer: number, type: 'i32'): number;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, pointer: number, size: number): void;
  UTF8ToString(pointer: number): string;
}

/** A JSON value of PostgreSQL's own parse tree. */
export type SqlTree =
  string | number | boolean | null | readonly SqlTree[] | { readonly [key: string]: SqlTree };

/** One token; `start` and `end` are UTF-8 byte offsets. */
export interface SqlToken {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What PostgreSQL says of a text that it does not take. */
export interface SqlFault {
  readonly message: string;
  /** Offset of the place that it names. */
  readonly at: number;
}

/** PostgreSQL's own grammar. `parse` and `scan` give undefined for text it does not take. */
export interface SqlGrammar {
  /** The statements of the text. */
  parse(text: string): readonly SqlTree[] | undefined;
  /** Why it does not take a text; undefined for one that it takes, or that is too hard. */
  fault(text: string): SqlFault | undefined;
  /** The tokens of the text; knows strings, dollar quotes and comments. */
  scan(text: string): readonly SqlToken[] | undefined;
}

const maxLength = 200_000;
/** Deeper nesting than this would exhaust the stack of the wasm program. */
const maxNesting = 150;

/** Starts libpg_query from the bytes of its wasm file. */
export async function loadSqlGrammar(bytes: Uint8Array): Promise<SqlGrammar> {
  const module = await import('libpg-query/wasm/libpg-query.js');
  const start = module.default as (options: {
    readonly wasmBinary: Uint8Array;
  }) => Promise<PgQuery>;
  const pg = await start({ wasmBinary: bytes });
  return {
    parse: (text) => (tooHard(text) ? undefined : guarded(() => parse(pg, text))),
    fault: (text) => (tooHard(text) ? undefined : guarded(() => fault(pg, text))),
    scan: (text) => (text.length > maxLength ? undefined : guarded(() => scan(pg, text))),
  };
}

function tooHard(text: string): boolean {
  if (text.length > maxLength || text.includes('\0')) return true;
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x28 || char === 0x5b) deepest = Math.max(deepest, (depth += 1));
    else if (char === 0x29 || char === 0x5d) depth -= 1;
  }
  return deepest > maxNesting;
}

/** A trap of the wasm program means text it does not take, not an error of ours. */
function guarded<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function parse(pg: PgQuery, text: string): readonly SqlTree[] | undefined {
  const query = copyIn(pg, text);
  let result = 0;
  try {
    result = pg._wasm_parse_query_raw(query);
    if (result === 0) return undefined;
    const tree = pg.getValue(result, 'i32');
    const error = pg.getValue(result + 8, 'i32');
    if (error !== 0 || tree === 0) return undefined;
    const parsed = JSON.parse(pg.UTF8ToString(tree)) as {
      readonly stmts?: readonly { readonly stmt?: SqlTree }[];
    };
    return (parsed.stmts ?? []).flatMap((entry) => (entry.stmt === undefined ? [] : [entry.stmt]));
  } finally {
    pg._free(query);
    if (result !== 0) pg._wasm_free_parse_result(result);
  }
}

/** Fields of an error: message, function, file, line, and the place in characters from 1. */
const MESSAGE = 0;
const PLACE = 16;

function fault(pg: PgQuery, text: string): SqlFault | undefined {
  const query = copyIn(pg, text);
  let result = 0;
  try {
    result = pg._wasm_parse_query_raw(query);
    const error = result === 0 ? 0 : pg.getValue(result + 8, 'i32');
    if (error === 0) return undefined;
    const characters = Math.max(0, pg.getValue(error + PLACE, 'i32') - 1);
    return {
      message: pg.UTF8ToString(pg.getValue(error + MESSAGE, 'i32')),
      at: [...text].slice(0, characters).join('').length,
    };
  } finally {
    pg._free(query);
    if (result !== 0) pg._wasm_free_parse_result(result);
  }
}

function scan(pg: PgQuery, text: string): readonly SqlToken[] | undefined {
  const query = copyIn(pg, text);
  let result = 0;
  try {
    result = pg._wasm_scan(query);
    const json = pg.UTF8ToString(result);
    if (!json.startsWith('{')) return undefined;
    return (JSON.parse(json) as { readonly tokens: readonly SqlToken[] }).tokens;
  } finally {
    pg._free(query);
    if (result !== 0) pg._wasm_free_string(result);
  }
}

function copyIn(pg: PgQuery, text: string): number {
  const size = pg.lengthBytesUTF8(text) + 1;
  const pointer = pg._malloc(size);
  pg.stringToUTF8(text, pointer, size);
  return pointer;
}
