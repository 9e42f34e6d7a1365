import type { LineRange } from '../text/range';

/** What the document says of itself, in front matter or as bold lines. Dates are ISO (YYYY-MM-DD). */
export interface Metadata {
  readonly lastUpdated?: string;
  readonly nextReview?: string;
  readonly owner?: string;
  readonly version?: string;
  readonly status?: string;
  /** How often its checklists start anew that do not say so themselves; in front matter only. */
  readonly cadence?: string;
  /** Every other entry, keyed by the author's own words. */
  readonly other: Readonly<Record<string, string>>;
}

export interface Severity {
  /** As written without emphasis: "P1 - Critical". */
  readonly level: string;
  readonly description: string;
  readonly responseMinutes: number | undefined;
  /** The words that say how soon somebody answers: "15 min", "next business day". */
  readonly response: string | undefined;
  readonly escalation: string | undefined;
  /** Minutes until escalation: 0 for "immediate". */
  readonly escalationMinutes: number | undefined;
  readonly line: number;
}

export interface Contact {
  readonly role: string;
  readonly entries: Readonly<Record<string, string>>;
  readonly line: number;
}

export interface Escalation {
  readonly text: string;
  /** Minutes after which it applies. */
  readonly afterMinutes: number | undefined;
  readonly to: string | undefined;
  readonly line: number;
}

export interface Schedule {
  readonly title: string;
  readonly frequency: string;
  readonly lastCompleted: string | undefined;
  readonly nextScheduled: string | undefined;
  readonly line: number;
}

/** A message the team sends during an incident; `holes` are the names to fill. */
export interface MessageTemplate {
  readonly title: string;
  readonly text: string;
  readonly holes: readonly string[];
  readonly range: LineRange;
}

/** A link to a file, an anchor, an address, or the mention of a playbook by its name. */
export interface RunbookLink {
  readonly kind: 'file' | 'anchor' | 'external' | 'playbook';
  readonly text: string;
  readonly target: string;
  /** The section meant, when it is in this document. */
  readonly sectionId: string | undefined;
  readonly line: number;
}
