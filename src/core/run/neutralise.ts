import type { StepLanguage } from '../model/step';
import type { OffsetRange } from '../text/range';

/** `<name>` where a shell would see a redirection: after a blank or quote, before a word's end. */
const angles = /(^|[\s"'=/:@,({.-])(<[A-Za-z_][^<>\n|&;$"'`()]*>)(?=$|[\s"'/:@,.)}_-])/gm;

/**
 * Puts a plain word of the same length where a placeholder stands, so that a grammar does not
 * take `<pod>` for redirections. Offsets stay what they were.
 */
export function neutralise(
  text: string,
  language: StepLanguage,
  holes: readonly OffsetRange[],
): string {
  // Windows line ends would become part of the last word of a line.
  let clean = text.replace(/\r\n/g, ' \n');
  for (const hole of holes) {
    if (hole.start < 0 || hole.end > text.length || hole.start >= hole.end) continue;
    const written = text.slice(hole.start, hole.end);
    // A variable is understood by the grammars, and means more to them than a word.
    if (written.startsWith('$') && !written.startsWith('${{')) continue;
    clean = clean.slice(0, hole.start) + toWord(written) + clean.slice(hole.end);
  }
  if (language === 'http') return clean;
  return clean.replace(angles, (_, before: string, hole: string) => before + toWord(hole));
}

/** Keeps letters and digits, so that a reason still shows which placeholder it was. */
function toWord(written: string): string {
  const word = written.replace(/[^A-Za-z0-9_]/g, '_');
  return /^\d/.test(word) ? `_${word.slice(1)}` : word;
}

const differing = /[A-Za-z0-9_]+/g;

/** Puts the placeholders back into a sentence about the harmless text. */
export function withHoles(sentence: string, original: string, clean: string): string {
  if (original === clean) return sentence;
  let result = sentence;
  for (const match of clean.matchAll(differing)) {
    const written = original.slice(match.index, match.index + match[0].length);
    if (written !== match[0] && written.trim() === written) {
      result = result.replaceAll(match[0], written);
    }
  }
  return result;
}
