import type { EventType } from './event';

type Kind = 'string' | 'number' | 'object' | 'array' | 'boolean';
type Shape = Readonly<Record<string, Kind>>;

const subject: Shape = { runId: 'string', runbook: 'string', stepId: 'string', title: 'string' };

/**
 * The members without which an event of a type cannot be folded. Optional members are not listed:
 * the fold checks them where it uses them, and more members than these are welcome.
 */
const shapes: Readonly<Record<EventType, Shape>> = {
  'run.started': { ...subject, text: 'string', target: 'string', intent: 'string' },
  'run.ended': { runId: 'string', outcome: 'string', durationMs: 'number', output: 'object' },
  'run.refused': { ...subject, code: 'string', message: 'string' },
  'verdict.given': { runId: 'string', verdict: 'string' },
  'note.added': { noteId: 'string', text: 'string' },
  'note.edited': { noteId: 'string', text: 'string' },
  'item.ticked': {
    runbook: 'string',
    checklistId: 'string',
    checklistTitle: 'string',
    itemId: 'string',
    itemText: 'string',
    state: 'string',
  },
  'checklist.dated': { runbook: 'string' },
  'incident.declared': { title: 'string', severity: 'string' },
  'incident.severity': { severity: 'string' },
  'incident.assigned': { role: 'string', person: 'string' },
  'incident.acknowledged': {},
  'incident.mitigated': {},
  'incident.resolved': {},
  'incident.escalated': { label: 'string' },
  'incident.handover': { from: 'string', to: 'string' },
  'incident.time-corrected': { of: 'string', time: 'string' },
  'evidence.pinned': { evidenceId: 'string', title: 'string' },
  'update.posted': { text: 'string' },
  'writer.opened': { log: 'string', host: 'string', user: 'string' },
  'writer.closed': {},
};

const checks = new Map<string, readonly (readonly [string, Kind])[]>(
  Object.entries(shapes).map(([type, shape]) => [type, Object.entries(shape)]),
);

/** True for a type this version knows. */
export function isKnownType(type: string): type is EventType {
  return checks.has(type);
}

/** The name of the first required member that is missing or of the wrong kind. */
export function shapeFault(type: EventType, data: Readonly<Record<string, unknown>>) {
  for (const [name, kind] of checks.get(type) ?? []) {
    if (kindOf(data[name]) !== kind) return name;
  }
  return undefined;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}
