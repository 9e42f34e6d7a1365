import type { Cadence } from '../model/checklist';
import type { Section } from '../model/runbook';
import { mentionsAny } from '../text/words';
import { perIncident, readCadence } from './cadence';
import type { SectionFinder } from './sectionFinder';

const INCIDENT =
  /\b(?:incident|outage|playbook|emergency|disaster|breach|degradation|escalation|sev-?\d|p[0-4](?!\w)|post-?mortem|post-?incident|failover)(?=)\b/i;

/** One of these stands in all of them. */
const SIGNS = [
  'incident', 'outage', 'playbook', 'emergency', 'disaster', 'breach', 'degradation', 'escalation',
  'sev', 'p0', 'p1', 'p2', 'p3', 'p4', 'mortem', 'failover',
]; // prettier-ignore

/** Words of a chapter on upkeep of the incident process itself, not on an incident. */
const ROUTINE = /\b(?:review|maintenance|training|drill|schedule|prevent)/i;

/**
 * The cadence of a checklist: its own title's, else that of the nearest heading that names one;
 * under headings of incident response it is per incident.
 */
export function cadenceOf(
  title: string,
  section: Section | undefined,
  finder: SectionFinder,
): Cadence | undefined {
  const own = readCadence(title);
  if (own !== undefined) return own;
  for (const around of finder.path(section)) {
    if (around.level === 1) break;
    const cadence = readCadence(around.title);
    if (cadence !== undefined) return cadence;
    if (
      mentionsAny(around.title, SIGNS) &&
      INCIDENT.test(around.title) &&
      !ROUTINE.test(around.title)
    )
      return perIncident(around.title);
  }
  return undefined;
}
