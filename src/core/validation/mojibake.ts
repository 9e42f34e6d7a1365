import type { OffsetRange } from '../text/range';

export interface Repair {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** Bytes 0x80 to 0xFF of Mac OS Roman (Unicode's ROMAN.TXT). */
const MAC_ROMAN =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
/** Bytes 0x80 to 0x9F of Windows-1252 (Unicode's CP1252.TXT); the holes are C1 controls. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Bytes 0x80 to 0xFF of the code pages 850 and 437, in which consoles of Windows write. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const toBytes = (page: string): ReadonlyMap<string, number> =>
  new Map([...page].map((char, index) => [char, 0x80 + index]));
const MAC = toBytes(MAC_ROMAN);
const LATIN = new Map(
  [...WINDOWS, ...Array.from({ length: 96 }, (_, index) => String.fromCharCode(0xa0 + index))].map(
    (char, index) => [char, 0x80 + index],
  ),
);
/** Mac Roman has no Euro sign in old files: both stand for the same byte. */
type Page = 'mac' | 'windows' | 'dos';
const TABLES: readonly { readonly bytes: ReadonlyMap<string, number>; readonly page: Page }[] = [
  { bytes: MAC, page: 'mac' },
  { bytes: LATIN, page: 'windows' },
  { bytes: toBytes(CP850), page: 'dos' },
  { bytes: toBytes(CP437), page: 'dos' },
];

/**
 * UTF-8 that was read as Mac Roman or Windows-1252, with what it was. Only sequences that cannot
 * be meant count: two letters that happen to make one in another encoding are left alone.
 */
export function repairText(text: string): readonly Repair[] {
  if (!/[\u00c2-\u00fc\u201a\u221a\u00ac\u02c6\uf8ff\u251c\u252c\u0393\u2013\u2014]/.test(text))
    return [];
  const repairs: Repair[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) < 0x80) {
      at++;
      continue;
    }
    const found = decodeRun(text, at);
    if (found === undefined) at++;
    else {
      repairs.push(found);
      at = found.range.end;
    }
  }
  return repairs;
}

const FOREIGN = /[\u0370-\u06ff]/;

/** As many characters in a row as one table decodes; the table that reaches further wins. */
function decodeRun(text: string, start: number): Repair | undefined {
  let best: Repair | undefined;
  for (const { bytes, page } of TABLES) {
    const mac = page === 'mac';
    let end = start;
    let decoded = '';
    let count = 0;
    for (;;) {
      const one = decodeOne(text, end, bytes, page);
      if (one === undefined) break;
      decoded += one.char;
      end += one.length;
      count++;
    }
    // One letter of another script may be meant as it stands; a word of them is not.
    if (FOREIGN.test(decoded) && count < (mac ? 3 : 2)) continue;
    if (end > (best?.range.end ?? start)) best = { range: { start, end }, newText: decoded };
  }
  return best;
}

function decodeOne(
  text: string,
  at: number,
  bytes: ReadonlyMap<string, number>,
  page: Page,
): { readonly char: string; readonly length: number } | undefined {
  const mac = page === 'mac';
  const lead = bytes.get(text[at] ?? '');
  // The first byte of an emoji is the Apple logo in Mac Roman, which many programs drop.
  if (mac && lead === 0x9f) return withoutLead(text, at, bytes);
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return undefined;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (page === 'windows' && text.startsWith('ï¸', at) && text[at + 2] !== '\u008f')
    return { char: '\ufe0f', length: 2 };
  let point = lead & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) {
    const char = text[at + index] ?? '';
    // Editors and mail turn the no-break space of 0xA0 into a plain one.
    const byte =
      char === ' ' && isBlanked(text, at, length, index, page !== 'windows')
        ? 0xa0
        : bytes.get(char);
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return undefined;
    point = (point << 6) | (byte & 0x3f);
  }
  if (!isMeant(point, length, lead, page)) return undefined;
  return { char: String.fromCodePoint(point), length };
}

/** `üö®` for a siren: the three bytes that are left of four. Letters only are a word. */
function withoutLead(
  text: string,
  at: number,
  bytes: ReadonlyMap<string, number>,
): { readonly char: string; readonly length: number } | undefined {
  const rest = text.slice(at + 1, at + 3);
  const [second, third] = [...rest].map((char) => bytes.get(char) ?? 0);
  if (second === undefined || third === undefined || !/[^\p{L}\s]/u.test(rest)) return undefined;
  if (second < 0x80 || second > 0xbf || third < 0x80 || third > 0xbf) return undefined;
  const point = 0x1f000 | ((second & 0x3f) << 6) | (third & 0x3f);
  return { char: String.fromCodePoint(point), length: 3 };
}

/** `âš ` before `ï¸`: the last byte of a sign such as ⚠ in front of its variation selector. */
function isBlanked(text: string, at: number, length: number, index: number, mac: boolean): boolean {
  return !mac && length === 3 && index === 2 && text.startsWith('ï¸', at + 3);
}

/** Whether the decoded character is one that people write, and its damage one they do not. */
function isMeant(point: number, length: number, lead: number, page: Page): boolean {
  if (length === 2) {
    if (point >= 0x370 && point < 0x700) return true;
    // The borders of a table drawn in letters meet as well.
    if (page === 'dos')
      return (point >= 0xc0 || /[§°«»µ·]/.test(String.fromCodePoint(point))) && point < 0x180;
    return point >= 0xa0 && point < 0x180 && (page === 'mac' ? lead <= 0xc3 : lead <= 0xc5);
  }
  if (length === 3)
    return (
      (point >= 0x2010 && point < 0x2c00) ||
      (point >= 0x3000 && point < 0xa000) ||
      (point >= 0xac00 && point < 0xd7a4) ||
      point === 0xfe0f ||
      point === 0x200d
    );
  return point >= 0x1f000 && point < 0x20000;
}
