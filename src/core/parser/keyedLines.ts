import { LetterPattern } from '../text/letterPattern';
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
  /^(?:\*\*|__)((?:[^*_\n:：]|(?<=\d):(?=\d\d)){1,60})(?:[:：][ \t]*(?:\*\*|__)|(?:\*\*|__)[ \t]*[:：])[ \t]*(.*)$/;
/** `*Owner*: Team` and `_Owner: Team_`. */
const ITALIC_KEY = /^([*_])(?![*_])([^*_\n:：]{1,60})\1[ \t]*[:：][ \t]*(.*)$/;
const ITALIC_LINE = /^([*_])(?![*_])([^*_\n:：]{1,60})[:：][ \t]*(.{1,200})\1$/;
/** `Owner: Team`; the classes of Unicode are slow to build, so they are kept for what needs them. */
const PLAIN_KEY = /^([A-Za-z][A-Za-z /_-]{1,40}):[ \t]+(\S.*)$/;
const PLAIN_KEY_ABROAD = new LetterPattern(
  '^([\\p{L}][\\p{L} /_-]{1,40})[:：][ \\t]*(?<=：|[ \\t])(\\S.*)$',
  '',
);

/** The keyed lines of a paragraph or list item, in order. */
export function keyedLines(passage: Passage): readonly KeyedLine[] {
  if (passage.kind !== 'paragraph' || !/[:：]/.test(passage.content)) return [];
  const found: KeyedLine[] = [];
  passage.content.split('\n').forEach((raw, index) => {
    for (const piece of piecesOf(raw.trim())) {
      const keyed = readKeyed(piece, passage.start + index);
      if (keyed !== undefined) found.push(keyed);
    }
  });
  return found;
}

function readKeyed(written: string, line: number): KeyedLine | undefined {
  // "Owner ....: Team" and ":Owner: Team", as manuals and AsciiDoc write it.
  const text =
    written.startsWith(':') || /\.\. ?:/.test(written)
      ? written.replace(/^:(?=[\p{L}])/u, '').replace(/ ?\.{2,} ?:/, ':')
      : written;
  const colon = text.search(/[:：]/);
  if (colon < 0 || colon > 70 || text.length > 600) return undefined;
  const italic = isItalic(text) ? (ITALIC_KEY.exec(text) ?? ITALIC_LINE.exec(text)) : null;
  const bold = italic === null ? BOLD_KEY.exec(text) : null;
  const match = italic?.slice(1) ?? bold ?? readPlain(text);
  if (match === null) return undefined;
  return {
    key: (match[1] ?? '').trim(),
    value: plainText((match[2] ?? '').replace(/\\$/, '')),
    bold: bold !== null || italic !== null,
    line,
  };
}

function readPlain(text: string): RegExpExecArray | null {
  const head = text.slice(0, 50);
  return (/[^\0-\x7f]/.test(head) ? PLAIN_KEY_ABROAD.for(head) : PLAIN_KEY).exec(text);
}

/** One mark of emphasis, not two. */
function isItalic(text: string): boolean {
  const [first, second] = [text.charAt(0), text.charAt(1)];
  if (first !== '*' && first !== '_') return false;
  return second !== '' && second !== '*' && second !== '_';
}

/** "**Owner:** A · **Version:** 2" is two facts when each piece has a key of its own. */
function piecesOf(line: string): readonly string[] {
  const parted = line.includes(' · ') || line.includes(' | ') || line.includes(' • ');
  if (!parted && line.includes('   ')) {
    const columns = line.split(/\s{3,}(?=[^\s:：]+[^:：]{0,30}[:：])/);
    if (columns.length > 1 && columns.every((piece) => readKeyed(piece, 0) !== undefined))
      return columns;
  }
  if (!parted && !line.includes(' / ')) return [line];
  const pieces = line.split(parted ? /\s+[·|•]\s+/ : ' / ');
  return pieces.every((piece) => readKeyed(piece, 0) !== undefined) ? pieces : [line];
}
