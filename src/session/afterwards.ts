import { postMortemDraft } from '../core/incident/postMortem';
import { postMortemHeadings } from '../core/incident/postMortemHeadings';
import type { Incident } from '../core/incident/incident';
import { redlineRunbook, type RanStep, type RedlinedRunbook } from '../core/incident/redline';
import { foldTimeline, type Timeline } from '../core/incident/timeline';
import { readRunbookText } from './readRunbookText';
import type { Result } from '../util/result';
import { succeed } from '../util/result';
import type { WorkspaceSession } from './workspaceSession';
import { aliveWriters } from './writerAlive';

/** A runbook that was done differently in an incident. */
export interface RunbookRedline extends RedlinedRunbook {
  /** Relative to the workspace folder, forward slashes. */
  readonly path: string;
  /**
   * True when the file holds every change already; the diff is then that of the file since the
   * incident was declared. Else it is what is left to be put into the file as it is now.
   */
  readonly inFile: boolean;
}

/** What an incident leaves to be written, from its log. */
export interface Afterwards {
  readonly incident: Incident;
  readonly timeline: Timeline;
  readonly redlines: readonly RunbookRedline[];
}

/** Reads an incident as a whole: what happened, and what was done differently from its runbooks. */
export async function readAfterwards(
  session: WorkspaceSession,
  id: string,
): Promise<Result<Afterwards, 'bad-name' | 'no-incident'>> {
  const incident = await session.incidents.read(id);
  if (!incident.ok) return incident;
  const reading = await session.log.readIncident(id);
  if (!reading.ok) return reading;
  const { events } = reading.value;
  const timeline = foldTimeline(events, aliveWriters(events, session.now()));
  return succeed({
    incident: incident.value,
    timeline,
    redlines: await redlines(session, timeline, incident.value),
  });
}

/** The draft of an incident's post-mortem, in Markdown. */
export async function draftPostMortem(
  session: WorkspaceSession,
  id: string,
): Promise<Result<string, 'bad-name' | 'no-incident'>> {
  const read = await readAfterwards(session, id);
  if (!read.ok) return read;
  const { incident } = read.value;
  const runbook = await session.incidents.runbookOf(incident);
  const headings = runbook === undefined ? [] : postMortemHeadings(runbook.model, runbook.text);
  const writtenAt = session.now().toISOString();
  return succeed(postMortemDraft({ ...read.value, headings, writtenAt }));
}

async function redlines(
  session: WorkspaceSession,
  { entries }: Timeline,
  incident: Incident,
): Promise<readonly RunbookRedline[]> {
  const ran = new Map<string, RanStep[]>();
  for (const entry of entries) {
    if (entry.kind !== 'run' || entry.started.runbookFile === undefined) continue;
    const { runbook, runbookFile, runId, stepId } = entry.started;
    const text = await session.incidents.copyOf(runbookFile);
    if (text === undefined) continue;
    const steps = ran.get(runbook) ?? [];
    steps.push({ runId, stepId, text });
    ran.set(runbook, steps);
  }
  const found: RunbookRedline[] = [];
  for (const [path, steps] of ran) {
    const before = await originalOf(session, incident, path, steps);
    const told = redlineRunbook(path, before, steps);
    if (told.redlines.length === 0) continue;
    const now = await readRunbookText(session.root, path);
    const left = now === undefined ? told : redlineRunbook(path, now, steps);
    const inFile = left.redlines.length === 0;
    const { text, diff } = inFile ? told : left;
    found.push({ path, text, diff, inFile, redlines: told.redlines });
  }
  return found;
}

/**
 * The runbook as it was when the incident was declared. Of one that joined in later, the file as it
 * is now, or as it was first run when the file holds what was run last.
 */
async function originalOf(
  session: WorkspaceSession,
  incident: Incident,
  path: string,
  steps: readonly RanStep[],
): Promise<string> {
  if (incident.runbook === path) {
    const declared = await session.incidents.runbookOf(incident);
    if (declared !== undefined) return declared.text;
  }
  const now = await readRunbookText(session.root, path);
  const first = steps[0]?.text ?? '';
  return now === undefined || redlineRunbook(path, now, steps).redlines.length === 0 ? first : now;
}
