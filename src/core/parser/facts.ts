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
import { findContacts } from './contacts';
import { findEscalations } from './escalations';
import { findLinks } from './links';
import type { MarkdownDocument } from './markdown';
import { findMetadata } from './metadata';
import { readPassages, type Passage } from './passages';
import { findSchedules } from './schedules';
import { findSeverities } from './severities';
import { findTables, type Table } from './tables';
import { findTemplates } from './templates';

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
  document: MarkdownDocument,
  sections: readonly Section[],
  passages: readonly Passage[] = readPassages(document),
  tables: readonly Table[] = findTables(document),
): Facts {
  const { metadata, problems } = findMetadata(document, passages, tables);
  return {
    metadata,
    severities: findSeverities(passages, tables),
    contacts: findContacts(passages, tables),
    escalations: findEscalations(passages, tables),
    schedules: findSchedules(passages, tables),
    templates: findTemplates(passages),
    links: findLinks(document, sections, passages, tables),
    problems,
  };
}
