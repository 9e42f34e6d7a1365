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
import type { Outline } from './passages';
import { findSchedules } from './schedules';
import { findSeverities } from './severities';
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

/** Reads the facts of a document. */
export function findFacts(
  document: MarkdownDocument,
  sections: readonly Section[],
  outline: Outline,
): Facts {
  const { metadata, problems } = findMetadata(document, outline);
  return {
    metadata,
    severities: findSeverities(outline),
    contacts: findContacts(outline),
    escalations: findEscalations(outline),
    schedules: findSchedules(outline),
    templates: findTemplates(outline),
    links: findLinks(document, sections, outline),
    problems,
  };
}
