import type { Outline } from './passages';
import { plainText, type Heading } from './sections';

/** The headings among the passages of a document. */
export function toHeadings({ passages, headings }: Outline): readonly Heading[] {
  const found: Heading[] = [];
  for (const at of headings) {
    const passage = passages[at];
    if (passage === undefined) continue;
    found.push({ title: plainText(passage.content), level: passage.level, line: passage.start });
  }
  return found;
}
