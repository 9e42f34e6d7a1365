import type { Contact, Escalation, MessageTemplate, Schedule } from '../model/facts';
import type { ParseProblem } from '../model/runbook';
import { findContacts } from './contacts';
import { findEscalations } from './escalations';
import { findLinks, type FoundLink } from './links';
import type { MarkdownDocument } from './markdown';
import { findSaid, type Said } from './metadata';
import type { Outline } from './passages';
import { findSchedules } from './schedules';
import type { FoundSeverity } from './foundSeverity';
import { findSeverities } from './severities';
import { findTemplates } from './templates';

/** Everything a runbook says besides its steps and checklists. */
export interface Facts {
  readonly said: readonly Said[];
  readonly severities: readonly FoundSeverity[];
  readonly contacts: readonly Contact[];
  readonly escalations: readonly Escalation[];
  readonly schedules: readonly Schedule[];
  readonly templates: readonly MessageTemplate[];
  readonly links: readonly FoundLink[];
  readonly problems: readonly ParseProblem[];
}

/** Reads the facts of a document, or of a stretch that may begin one. */
export function findFacts(document: MarkdownDocument, outline: Outline, begins: boolean): Facts {
  const { said, problems } = findSaid(document, outline, begins);
  return {
    said,
    severities: findSeverities(outline, document.text),
    contacts: findContacts(outline, document.text),
    escalations: findEscalations(outline),
    schedules: findSchedules(outline),
    templates: findTemplates(document, outline),
    links: findLinks(document, outline),
    problems,
  };
}
