import type { Section } from '../model/runbook';
import { toHeadings } from './headings';
import type { MarkdownDocument, TokenDocument } from './markdown';
import { readOutline, readPassages, type Outline } from './passages';
import { toSections, type Heading } from './sections';

/** A document with what is seen of it at once. */
export interface OutlinedDocument {
  readonly document: MarkdownDocument;
  readonly outline: Outline;
  readonly headings: readonly Heading[];
  /** Those of the headings above, too. */
  readonly sections: readonly Section[];
}

/** A whole document. */
export function outlineText(text: string): OutlinedDocument {
  const { document, outline } = readPassages(text);
  return outlined(document, outline, []);
}

/** A stretch of a document; `above` are the headings it stands under, outermost first. */
export function outlineStretch(
  document: TokenDocument,
  above: readonly Heading[],
): OutlinedDocument {
  return outlined(document, readOutline(document), above);
}

function outlined(
  document: MarkdownDocument,
  outline: Outline,
  above: readonly Heading[],
): OutlinedDocument {
  const headings = toHeadings(outline);
  const sections = toSections([...above, ...headings], document.lines.count);
  return { document, outline, headings, sections };
}
