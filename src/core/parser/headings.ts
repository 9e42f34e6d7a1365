import type { Outline } from './passages';
import { toHeading, type Heading } from './sections';

/** The headings among the passages of a document. */
export function toHeadings({ passages, headings }: Outline): readonly Heading[] {
  const found: Heading[] = [];
  for (const at of headings) {
    const passage = passages[at];
    if (passage === undefined) continue;
    found.push(toHeading(passage.content, passage.level, passage.start));
  }
  return found;
}
