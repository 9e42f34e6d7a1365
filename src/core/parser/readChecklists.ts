import type { ChecklistDocument } from '../model/runbook';
import { assembleRunbook } from './assembleRunbook';
import { refuseText } from './limits';
import { findSaid } from './metadata';
import { outlineText } from './outlinedDocument';
import { findSchedules } from './schedules';
import { findChecklists } from './taskLists';

/**
 * Reads what a view of many runbooks shows: the same checklists, with the same ids, as
 * `parseRunbook`, without steps. Steps cost most of a reading, and a view needs them only for the
 * lists that are opened; items therefore name none.
 */
export function readChecklists(text: string): ChecklistDocument {
  const refused = refuseText(text);
  if (refused !== undefined) return refused;
  const { document, outline, headings, sections } = outlineText(text);
  return assembleRunbook(
    {
      lineCount: document.lines.count,
      headings,
      steps: [],
      blocks: [],
      checklists: findChecklists(document, sections, outline),
      facts: {
        said: findSaid(document, outline, true).said,
        schedules: findSchedules(outline),
        severities: [],
        contacts: [],
        escalations: [],
        templates: [],
        links: [],
        problems: [],
      },
      problems: [],
    },
    sections,
  );
}

/** Whether there is something to tick: a checklist, a schedule, or a date to review it by. */
export function hasItems({ checklists, schedules, metadata }: ChecklistDocument): boolean {
  return checklists.length > 0 || schedules.length > 0 || metadata.nextReview !== undefined;
}
