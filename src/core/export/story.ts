import type { Checkpoint } from '../incident/checkpoint';
import type { VerdictKind } from '../run/outcome';

/** How an entry came out; never shown by colour alone. */
export type StoryTone = 'passed' | 'failed' | 'needs-eyes' | 'neutral';

/** One thing to show of an entry. Texts are as recorded: each format escapes them for itself. */
export type StoryPiece =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'command'; readonly text: string; readonly language: string }
  | { readonly kind: 'verdict'; readonly verdict: VerdictKind; readonly text: string }
  | { readonly kind: 'difference'; readonly text: string }
  /** What a command wrote; may hold escape sequences. */
  | { readonly kind: 'output'; readonly text: string }
  /** Markdown a person wrote. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string };

/** One entry of the timeline, told for people who were not there. */
export interface StoryEntry {
  readonly kind: 'run' | 'refusal' | 'note' | 'tick' | 'fact' | 'evidence';
  /** Id of the event it stands for. */
  readonly id: string;
  /** UTC as ISO 8601 when the log has a usable time, else as it stands there. */
  readonly time: string;
  /** `14:03:07`. */
  readonly clock: string;
  readonly actor: string;
  readonly title: string;
  readonly tone: StoryTone;
  /** For ticks. */
  readonly box?: 'done' | 'open' | 'skipped';
  readonly pieces: readonly StoryPiece[];
}

export interface StoryDay {
  /** `2026-03-29`, UTC; empty when a time was unusable. */
  readonly day: string;
  readonly entries: readonly StoryEntry[];
}

export interface StoryDetail {
  readonly label: string;
  readonly value: string;
}

/** What stands around the timeline. Times are UTC, ISO 8601. */
export interface StoryFrame {
  readonly title: string;
  /** For a drill: stands on every page. */
  readonly watermark: string | undefined;
  readonly details: readonly StoryDetail[];
  readonly exportedAt: string;
  /** What the log proves and what it does not, one sentence each. */
  readonly proof: readonly string[];
  readonly checkpoint: Checkpoint;
}

/** A log as a document: every format for people shows exactly this. */
export interface Story extends StoryFrame {
  readonly summary: string;
  readonly days: readonly StoryDay[];
}

/** Names the footer; the words are the same in every format. */
export const FOOTER_TITLE = 'What this record proves';
export const CHECKPOINT_WORDS =
  'Tamper-evident with checkpoint: keep this table apart from the log. When each of these events still stands there with this hash, nothing before it was changed or cut.';
