export type AnchorKind = 'section' | 'step' | 'part' | 'checklist' | 'item';

/** What an id is made from. */
export interface AnchorSource {
  readonly kind: AnchorKind;
  /** A step's code, a part's lines, an item's words, a section's or checklist's title. */
  readonly text: string;
  /**
   * Titles above it, outermost first: headings, then the parent item or the step for a nested
   * one. Only looked at when the same text occurs more than once.
   */
  readonly sectionPath: readonly string[];
  /** The author's own name for it (`{name=…}`); replaces the text as the source of the id. */
  readonly name?: string | undefined;
}

/** What must be remembered with a tick or a record to find its thing again in an edited file. */
export interface Anchor {
  readonly id: string;
  readonly kind: AnchorKind;
  readonly text: string;
  readonly sectionPath: readonly string[];
  /** Position among the same kind under the same section path, 0 first. */
  readonly ordinal: number;
}

/** Where nothing is. */
export const NOTHING: AnchorSource = { kind: 'section', text: '', sectionPath: [] };
