import type { Outline } from './passages';
import { toHeading, type Heading } from './sections';

/** The headings among the passages of a document. Titles repeat: each alert has its "Symptoms". */
export function toHeadings({ passages, headings }: Outline): readonly Heading[] {
  const found: Heading[] = [];
  const known = new Map<string, Heading>();
  for (const at of headings) {
    const passage = passages[at];
    if (passage === undefined) continue;
    const { content, level, start: line } = passage;
    let heading = known.get(content);
    if (heading === undefined) known.set(content, (heading = toHeading(content, level, line)));
    else heading = { title: heading.title, slug: heading.slug, level, line };
    found.push(heading);
  }
  return found;
}
