import { repairText, type Repair } from '../mojibake';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { findTypography } from '../../parser/runnable';

/** Text that was read in one encoding and saved in another. */
export const mojibake: Rule = {
  code: 'mojibake',
  severity: 'warning',
  explanation:
    'Somebody opened the file in the wrong encoding and saved it: a check mark became three strange letters. The letters still tell what they were, so the text can be repaired.',
  find: (context) => [...otherEncoding(context.text), ...repaired(context), ...lost(context)],
};

/** A file that was never UTF-8: its bytes beyond ASCII come as lone surrogates (`cells/bytes`). */
function otherEncoding(text: string): readonly Found[] {
  const start = text.search(/\p{Surrogate}/u);
  if (start < 0) return [];
  const message =
    'The file is not UTF-8: a letter here is lost, and no step that holds such a letter can be run. Save the file as UTF-8.';
  return [{ span: { start, end: start + 1 }, message }];
}

/** Letters that still tell what they were. */
function repaired({ text, lines }: RuleContext): readonly Found[] {
  const repairs = repairText(text);
  const byLine = new Map<number, Repair[]>();
  for (const repair of repairs) {
    const line = lines.lineAt(repair.range.start);
    // Beside the letter as it should be, the damage is what the words are about.
    if (isShown(text, lines.line(line), repair)) continue;
    byLine.set(line, [...(byLine.get(line) ?? []), repair]);
  }
  return [...byLine.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const was = text.slice(first.range.start, first.range.end);
    return [
      {
        span: first.range,
        message: `"${was}" was "${first.newText}" before the file was saved in the wrong encoding.`,
        ...(own.every(({ newText }) => findTypography(newText, 'bash') === undefined)
          ? {
              fix: {
                title: `Repair to ${own.map(({ newText }) => newText).join(' ')}`,
                edits: own,
              },
            }
          : {}),
      },
    ];
  });
}

/** Words about damaged text. */
const SPOKEN =
  /\b(?:encod\w+|mojibake|garbled|charset|kodier\w+|zeichensatz|encodage|codificación|codifica)\b|文字化け|乱码/i;

function isShown(text: string, line: string, { range, newText }: Repair): boolean {
  if (!/[^\x20-\x7e]/.test(newText)) return false;
  const before = text.slice(text.lastIndexOf('\n', range.start) + 1, range.start);
  const isInCode = before.split('`').length % 2 === 0;
  // The damage may hold the letter itself: `Â°`.
  const rest = line.replaceAll(text.slice(range.start, range.end), '');
  return isInCode && (rest.includes(newText) || SPOKEN.test(line));
}

/** What no letter tells any more: the sign for it, control characters, an encoding of mail. */
function lost({ text, lines, passages }: RuleContext): readonly Found[] {
  if (!LOST.test(text) && !(MAY_BE_ENCODED.test(text) && ENCODED.test(text))) return [];
  const found: Found[] = [];
  const known = new Set(repairText(text).map(({ range }) => lines.lineAt(range.start)));
  const told = new Set<number>();
  const add = (start: number, length: number, message: string): void => {
    const line = lines.lineAt(start);
    if (known.has(line) || told.has(line)) return;
    told.add(line);
    found.push({ span: { start, end: start + length }, message });
  };
  if (LOST.test(text))
    for (const match of text.matchAll(new RegExp(LOST, 'g')))
      add(match.index, match[0].length, LETTER_LOST);
  for (const { kind, content, start } of passages) {
    if (kind === 'code' || !ENCODED.test(content)) continue;
    content.split('\n').forEach((words, index) => {
      const match = ENCODED.exec(
        words.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+/g, (code) => ' '.repeat(code.length)),
      );
      const column = match === null ? -1 : lines.line(start + index).indexOf(match[0]);
      if (match !== null && column >= 0)
        add(
          lines.start(start + index) + column,
          match[0].length,
          `"${match[0]}" is a letter as it is sent by mail or written in programs. Write the letter itself.`,
        );
    });
  }
  return found;
}

const LETTER_LOST =
  'A letter was lost here when the file was saved in another encoding. Write it anew.';
const LOST = /\ufffd|[\u0080-\u0084\u0086-\u009f]/;
/** Cheaper: it looks at what stands before a letter's code at no other place. */
const MAY_BE_ENCODED = /=[CE]|\\u00|%C3/;
const ENCODED =
  /(?<=\p{L})(?:=C[23]=[89AB][\dA-F])+|=E2=80=[89AB][\dA-F]|(?<=\p{L})\\u00[c-f][\da-f]|(?<=\p{L})%C3%[89AB][\dA-F]/u;
