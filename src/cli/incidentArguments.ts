import { fail, succeed, type Result } from '../util/result';

/** What `runbook incident` can do to an incident that exists. `id` may be its unique beginning. */
export type IncidentAction =
  | { readonly action: 'note'; readonly id: string; readonly text: string }
  | {
      readonly action: 'acknowledge' | 'mitigate' | 'resolve';
      readonly id: string;
      readonly text: string | undefined;
      readonly at: string | undefined;
    }
  | {
      readonly action: 'severity';
      readonly id: string;
      readonly level: string;
      readonly reason: string | undefined;
    }
  | {
      readonly action: 'assign';
      readonly id: string;
      readonly role: string;
      readonly person: string;
    }
  | {
      readonly action: 'handover';
      readonly id: string;
      readonly to: string;
      readonly text: string | undefined;
    }
  | {
      readonly action: 'correct';
      readonly id: string;
      readonly of: string;
      readonly time: string;
      readonly reason: string | undefined;
    }
  | { readonly action: 'update'; readonly id: string; readonly text: string | undefined }
  | { readonly action: 'escalate'; readonly id: string; readonly to: string | undefined }
  | { readonly action: 'show'; readonly id: string; readonly json: boolean };

export interface IncidentDeclare {
  readonly action: 'declare';
  readonly title: string;
  readonly severity: string | undefined;
  readonly file: string | undefined;
  readonly section: string | undefined;
  readonly commander: string | undefined;
  readonly startedAt: string | undefined;
  readonly detectedAt: string | undefined;
  readonly drill: boolean;
  readonly armed: boolean;
  readonly json: boolean;
}

export type IncidentCommand =
  IncidentAction | IncidentDeclare | { readonly action: 'list'; readonly json: boolean };

/** The options of `runbook incident` as they were written. */
export interface IncidentValues {
  readonly severity?: string | undefined;
  readonly runbook?: string | undefined;
  readonly section?: string | undefined;
  readonly commander?: string | undefined;
  readonly started?: string | undefined;
  readonly detected?: string | undefined;
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
  readonly drill?: boolean | undefined;
  readonly armed?: boolean | undefined;
  readonly json?: boolean | undefined;
}

const WORDS: Readonly<Record<string, string>> = { ack: 'acknowledge', 'hand-over': 'handover' };

/** Reads what stands behind `runbook incident`. A wrong one is a failure with a sentence. */
export function readIncident(
  rest: readonly string[],
  values: IncidentValues,
): Result<IncidentCommand, 'usage'> {
  const [written = '', ...words] = rest;
  const action = WORDS[written] ?? written;
  if (action === 'list') {
    return words[0] === undefined
      ? succeed({ action, json: values.json ?? false })
      : usage(`incident list takes options only, not "${words[0]}"`);
  }
  if (action === 'declare') return readDeclare(words.join(' '), values);
  if (action === '') {
    return usage('incident needs an action: declare, note, resolve, list, show or another');
  }
  return readAction(action, words, values);
}

function readDeclare(title: string, values: IncidentValues): Result<IncidentDeclare, 'usage'> {
  if (title.trim() === '') return usage('incident declare needs a TITLE');
  if (values.section !== undefined && values.runbook === undefined)
    return usage('--section goes with --runbook FILE, in which the heading stands');
  return succeed({
    action: 'declare',
    title,
    severity: values.severity,
    file: values.runbook,
    section: values.section,
    commander: values.commander,
    startedAt: values.started,
    detectedAt: values.detected,
    drill: values.drill ?? false,
    armed: values.armed ?? false,
    json: values.json ?? false,
  });
}

function readAction(
  action: string,
  words: readonly string[],
  values: IncidentValues,
): Result<IncidentAction, 'usage'> {
  const [id, second, ...more] = words;
  if (id === undefined) return usage(`incident ${action} needs the ID of an incident`);
  const text = [second, ...more].filter((word) => word !== undefined).join(' ') || undefined;
  const { reason } = values;
  switch (action) {
    case 'show':
      return text === undefined
        ? succeed({ action, id, json: values.json ?? false })
        : usage('incident show takes one ID');
    case 'note':
      return text === undefined
        ? usage('incident note needs an ID and the TEXT of the note')
        : succeed({ action, id, text });
    case 'resolve':
    case 'acknowledge':
    case 'mitigate':
      return succeed({ action, id, text, at: values.at });
    case 'update':
      return succeed({ action, id, text });
    case 'escalate':
      return succeed({ action, id, to: text });
    case 'severity':
      return text === undefined
        ? usage('incident severity needs an ID and a LEVEL')
        : succeed({ action, id, level: text, reason });
    case 'assign':
      return second === undefined || more.length === 0
        ? usage('incident assign needs an ID, a ROLE and a PERSON')
        : succeed({ action, id, role: second, person: more.join(' ') });
    case 'handover':
      return second === undefined
        ? usage('incident handover needs an ID and the PERSON who takes over')
        : succeed({ action, id, to: second, text: more.join(' ') || undefined });
    case 'correct':
      return second === undefined || more[0] === undefined || more[1] !== undefined
        ? usage('incident correct needs an ID, a MOMENT (or the id of an event) and a TIME')
        : succeed({ action, id, of: second, time: more[0], reason });
    default:
      return usage(`incident has no action "${action}"`);
  }
}

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
