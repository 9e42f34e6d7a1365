import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { cutFrontMatter } from '../parser/markdown';
import { meaningOfKey } from '../parser/metadata';
import type { OffsetRange } from '../text/range';
import schema from './frontMatter.schema.json';

/** What the schema says of one key. The same file is contributed to editors and other tools. */
export interface KeySchema {
  readonly description: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly examples?: readonly string[];
}

/** The keys that mean something here, by name. */
export const KEYS: ReadonlyMap<string, KeySchema> = new Map(Object.entries(schema.properties));

/** A key of the front matter as it is written; offsets into the document. */
export interface WrittenKey {
  /** As in the schema, whatever the spelling. */
  readonly key: string;
  readonly written: string;
  readonly schema: KeySchema;
  /** Undefined for a map, which other programs read. */
  readonly value: string | number | boolean | null | readonly unknown[] | undefined;
  readonly span: OffsetRange;
}

const MAX_LENGTH = 65_536;
const SNAKE: Readonly<Record<string, string>> = {
  lastUpdated: 'last_updated',
  nextReview: 'next_review',
};

/** The keys of a text's front matter that the schema knows. Broken YAML has none. */
export function writtenKeys(text: string): readonly WrittenKey[] {
  const front = cutFrontMatter(text);
  if (front === undefined || front.yaml.length > MAX_LENGTH) return [];
  const { contents, errors } = parseDocument(front.yaml, {
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  });
  if (errors.length > 0 || !isMap(contents)) return [];
  return contents.items.flatMap(({ key: node, value }) => {
    if (!isScalar(node) || typeof node.value !== 'string') return [];
    const key = canonical(node.value);
    const known = KEYS.get(key);
    if (known === undefined) return [];
    const last = isScalar(value) || isSeq(value) ? value.range : undefined;
    const span = {
      start: front.start + (node.range?.[0] ?? 0),
      end: front.start + (last?.[1] ?? node.range?.[1] ?? 1),
    };
    return [{ key, written: node.value, schema: known, value: plain(value), span }];
  });
}

/** The name in the schema of a key in any spelling. */
export function canonical(key: string): string {
  const meaning = meaningOfKey(key) ?? key.toLowerCase();
  return SNAKE[meaning] ?? meaning;
}

function plain(node: unknown): WrittenKey['value'] {
  if (node === null) return null;
  if (isSeq(node)) return node.items.map((item) => (isScalar(item) ? item.value : undefined));
  if (!isScalar(node)) return undefined;
  const { value } = node;
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? value : undefined;
}
