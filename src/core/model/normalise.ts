import type { AnchorKind } from './anchor';

/**
 * What of a text decides over identity. In prose case, white space, emphasis and a trailing colon
 * or dot do not make another thing of it; in code only white space does not.
 */
export function normalise(text: string, kind: AnchorKind = 'section'): string {
  if (kind === 'step' || kind === 'part') return spaced(text);
  return spaced(text.normalize('NFC').replace(/[*_`~]+/g, ''))
    .toLowerCase()
    .replace(/[.:;]$/, '');
}

/** Every run of white space as one space. Most texts have none to change. */
function spaced(text: string): string {
  const trimmed = text.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
