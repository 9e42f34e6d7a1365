import type { SyntaxNode, SyntaxTree } from './syntaxNode';

/** The little of tree-sitter that is used; its own types need the DOM. */
interface Cursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  delete(): void;
}

interface Tree {
  readonly rootNode: { readonly hasError: boolean };
  walk(): Cursor;
  delete(): void;
}

/** What tree-sitter says while it parses. */
interface ParseState {
  readonly hasError: boolean;
}

interface Parser {
  setLanguage(language: unknown): void;
  reset(): void;
  parse(
    text: string,
    old: null,
    options: { readonly progressCallback: (state: ParseState) => boolean },
  ): Tree | null;
}

interface Api {
  readonly Parser: {
    new (): Parser;
    init(options: { readonly wasmBinary: Uint8Array }): Promise<void>;
  };
  readonly Language: { load(bytes: Uint8Array): Promise<unknown> };
}

/** Parses text; undefined when it is too large, too deep or too hard for the budget. */
export type TreeParser = (text: string) => SyntaxTree | undefined;

const maxLength = 400_000;
const maxNodes = 400_000;
const maxDepth = 1_000;
/**
 * How often tree-sitter may report progress before a parse is given up. It reports about fifteen
 * times per KB; after a syntax error each step may cost more than the one before.
 */
const maxProgress = 10_000;
const maxProgressAfterError = 100;
/** No script has so many operators in a row; recovering from them takes time in their square. */
const endless = /(?:[|&;<>(){}[\]$`\\!]\s*){150}/;

/**
 * Starts tree-sitter from bytes and makes one parser per grammar.
 * @param runtime tree-sitter.wasm
 * @param grammars wasm of each grammar, by name
 */
export async function loadTreeSitter<Name extends string>(
  runtime: Uint8Array,
  grammars: Readonly<Record<Name, Uint8Array>>,
): Promise<Record<Name, TreeParser>> {
  const module = await import('@vscode/tree-sitter-wasm/wasm/tree-sitter.js');
  const api = module.default as Api;
  await api.Parser.init({ wasmBinary: runtime });
  const parsers: [string, TreeParser][] = [];
  for (const [name, bytes] of Object.entries<Uint8Array>(grammars)) {
    const parser = new api.Parser();
    parser.setLanguage(await api.Language.load(bytes));
    parsers.push([name, (text) => parseText(parser, text)]);
  }
  return Object.fromEntries(parsers) as Record<Name, TreeParser>;
}

function parseText(parser: Parser, text: string): SyntaxTree | undefined {
  if (text.length > maxLength || endless.test(text)) return undefined;
  let progress = 0;
  let afterError = 0;
  const tree = parser.parse(text, null, {
    progressCallback: ({ hasError }) => {
      progress += 1;
      if (hasError) afterError += 1;
      return progress > maxProgress || afterError > maxProgressAfterError;
    },
  });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  const cursor = tree.walk();
  const result = copyTree(cursor, tree.rootNode.hasError);
  cursor.delete();
  tree.delete();
  return result;
}

interface Growing extends SyntaxNode {
  readonly children: Growing[];
}

/** Copies the tree without recursion; a tree beyond the limits is not understood. */
function copyTree(cursor: Cursor, broken: boolean): SyntaxTree | undefined {
  let nodes = 0;
  const read = (): Growing => {
    nodes += 1;
    return {
      type: cursor.nodeType,
      field: cursor.currentFieldName ?? undefined,
      start: cursor.startIndex,
      end: cursor.endIndex,
      named: cursor.nodeIsNamed,
      children: [],
    };
  };
  const root = read();
  const path: Growing[] = [root];
  for (;;) {
    const top = path.at(-1);
    if (top === undefined || nodes > maxNodes || path.length > maxDepth) return undefined;
    if (cursor.gotoFirstChild()) {
      const child = read();
      top.children.push(child);
      path.push(child);
      continue;
    }
    for (;;) {
      if (path.length <= 1) return { root, broken };
      if (cursor.gotoNextSibling()) {
        path.pop();
        const sibling = read();
        path.at(-1)?.children.push(sibling);
        path.push(sibling);
        break;
      }
      cursor.gotoParent();
      path.pop();
    }
  }
}
