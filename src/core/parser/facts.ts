import type {
  Contact,
  Escalation,
  MessageTemplate,
  Metadata,
  RunbookLink,
  Schedule,
  Severity,
} from '../model/facts';
import type { ParseProblem, Section } from '../model/runbook';
import type { MarkdownDocument } from './markdown';
import { readPassages, type Passage } from './passages';
import { findTables, type Table } from './tables';

/** Everything a runbook says besides its steps and checklists. */
export interface Facts {
  readonly metadata: Metadata;
  readonly severities: readonly Severity[];
  readonly contacts: readonly Contact[];
  readonly escalations: readonly Escalation[];
  readonly schedules: readonly Schedule[];
  readonly templates: readonly MessageTemplate[];
  readonly links: readonly RunbookLink[];
  readonly problems: readonly ParseProblem[];
}

/** Reads the facts of a document; passages and tables may be handed in where they are known. */
export function findFacts(
  _document: MarkdownDocument,
  _sections: readonly Section[],
  _passages: readonly Passage[] = readPassages(_document),
  _tables: readonly Table[] = findTables(_document),
): Facts {
  return {
    metadata: { other: {} },
    severities: [],
    contacts: [],
    escalations: [],
    schedules: [],
    templates: [],
    links: [],
    problems: [],
  };
}
