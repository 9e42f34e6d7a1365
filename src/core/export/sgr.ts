/** The look of a piece of output; colours are numbers of the sixteen that every terminal has. */
export interface TextLook {
  readonly colour: number | undefined;
  readonly background: number | undefined;
  readonly bold: boolean;
  readonly faint: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
}

export interface LookedText {
  readonly text: string;
  readonly look: TextLook;
}

const PLAIN: TextLook = {
  colour: undefined,
  background: undefined,
  bold: false,
  faint: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
};

const SGR = new RegExp('\\u001b\\[([0-9;:]*)m', 'g');

/**
 * Splits output that holds no escape sequence but colours (SGR) into runs of one look. Colours of
 * 256 or 16 million become the nearest of sixteen, which the page can draw legibly.
 */
export function readColours(text: string): readonly LookedText[] {
  const pieces: LookedText[] = [];
  let look = PLAIN;
  let at = 0;
  for (const match of text.matchAll(SGR)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), look });
    look = applyCodes(look, match[1] ?? '');
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), look });
  return pieces;
}

function applyCodes(before: TextLook, written: string): TextLook {
  const codes = written.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)));
  let look = before;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, used } = extended(codes.slice(i + 1));
      look = code === 38 ? { ...look, colour } : { ...look, background: colour };
      i += used;
    } else look = applyCode(look, code);
  }
  return look;
}

function applyCode(look: TextLook, code: number): TextLook {
  if (code === 0) return PLAIN;
  if (code >= 30 && code <= 37) return { ...look, colour: code - 30 };
  if (code >= 90 && code <= 97) return { ...look, colour: code - 82 };
  if (code >= 40 && code <= 47) return { ...look, background: code - 40 };
  if (code >= 100 && code <= 107) return { ...look, background: code - 92 };
  return { ...look, ...SINGLE[code] };
}

const SINGLE: Readonly<Record<number, Partial<TextLook>>> = {
  1: { bold: true },
  2: { faint: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  22: { bold: false, faint: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { colour: undefined },
  49: { background: undefined },
};

/** `5;n` or `2;r;g;b` behind a 38 or 48. */
function extended(codes: readonly number[]): { colour: number | undefined; used: number } {
  if (codes[0] === 5) return { colour: ofPalette(codes[1] ?? 0), used: 2 };
  if (codes[0] === 2) {
    return { colour: nearest(codes[1] ?? 0, codes[2] ?? 0, codes[3] ?? 0), used: 4 };
  }
  return { colour: undefined, used: 0 };
}

function ofPalette(index: number): number | undefined {
  if (!(index >= 0 && index <= 255)) return undefined;
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return nearest(grey, grey, grey);
  }
  const cube = index - 16;
  const level = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

/** xterm's sixteen. */
const SIXTEEN: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

function nearest(red: number, green: number, blue: number): number {
  let best = 0;
  let bestDistance = Infinity;
  for (const [index, [r, g, b]] of SIXTEEN.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
