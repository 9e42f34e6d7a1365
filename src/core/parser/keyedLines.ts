import type { Passage } from './passages';
import { plainText } from './sections';

/** A line of the form "key: value", as people write facts: `**Owner**: Team`, `- Version: 2`. */
export interface KeyedLine {
  readonly key: string;
  /** Without emphasis and links. */
  readonly value: string;
  /** True when the key is bold. */
  readonly bold: boolean;
  readonly line: number;
}

const BOLD_KEY =
  /^(?:\*\*|__)([^*_\n:：]{1,60})(?:[:：][ \t]*(?:\*\*|__)|(?:\*\*|__)[ \t]*[:：])[ \t]*(.*)$/;
const PLAIN_KEY = /^([A-Za-z][A-Za-z /_-]{1,40}):[ \t]+(\S.*)$/;

/** The keyed lines of a paragraph or list item, in order. */
export function keyedLines(passage: Passage): readonly KeyedLine[] {
  if (passage.kind !== 'paragraph' || !/[:：]/.test(passage.content)) return [];
  const found: KeyedLine[] = [];
  passage.content.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    const colon = line.search(/[:：]/);
    if (colon < 0 || colon > 70 || line.length > 600) return;
    const bold = BOLD_KEY.exec(line);
    const match = bold ?? PLAIN_KEY.exec(line);
    if (match === null) return;
    found.push({
      key: (match[1] ?? '').trim(),
      value: plainText((match[2] ?? '').replace(/\\$/, '')),
      bold: bold !== null,
      line: passage.start + index,
    });
  });
  return found;
}
