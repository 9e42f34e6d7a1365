import type { Outline } from './passages';
import { plainText, type Heading } from './sections';

/** The headings among the passages of a document. */
export function toHeadings({ passages, headings }: Outline): readonly Heading[] {
  return headings.flatMap((at) => {
    const passage = passages[at];
    if (passage === undefined) return [];
    return [{ title: plainText(passage.content), level: passage.level, line: passage.start }];
  });
}
