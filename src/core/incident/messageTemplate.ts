import { escapePattern } from '../text/escapePattern';
import { formatDuration } from '../export/duration';
import type { MessageTemplate } from '../model/facts';
import { readMinutes } from '../parser/minutes';
import { severityCode } from './deadlines';
import type { Incident } from './incident';

/** A message ready to be sent, as far as the incident knows what belongs in it. */
export interface FilledMessage {
  readonly text: string;
  /** Names of the holes only a person can fill; they stand in the text as the runbook has them. */
  readonly open: readonly string[];
  /** Minutes until the next update it promises. */
  readonly nextMinutes: number | undefined;
}

/** Fills a runbook's message template from the incident. `now` in milliseconds; times are UTC. */
export function fillTemplate(
  template: MessageTemplate,
  incident: Incident,
  now: number,
): FilledMessage {
  const open = new Set<string>();
  const lines = template.text.split('\n').map((line) => {
    return line.replace(holePattern(template.holes), (written: string, ...groups: unknown[]) => {
      const offset = groups.find((group) => typeof group === 'number') ?? 0;
      const name = nameOf(written, template.holes);
      const told = valueFor(name, { incident, now, before: line.slice(0, offset) });
      const value = inZone(told, line.slice(offset + written.length));
      if (value === undefined) open.add(name);
      return value ?? written;
    });
  });
  const promise = template.text.split('\n').find((line) => UPDATE.test(line));
  return {
    text: lines.join('\n'),
    open: [...open],
    nextMinutes: promise === undefined ? undefined : readMinutes(promise),
  };
}

/** The template that fits best what the incident is at: the first report, or the resolution. */
export function chooseTemplate(
  templates: readonly MessageTemplate[],
  incident: Incident,
): MessageTemplate | undefined {
  const over = incident.phase === 'resolved';
  const about = over
    ? /\bresol|\ball clear|\bclosed|\brestored/i
    : /\binitial|\bincident|\bupdate/i;
  const fitting = templates.filter(({ title, text }) => {
    const end = /\bresol(?:ved|ution)|\ball clear/i.test(`${title} ${text.split('\n')[0] ?? ''}`);
    return end === over;
  });
  return fitting.find(({ title }) => about.test(title)) ?? fitting[0] ?? templates[0];
}

/** For a runbook without a template of its own. */
export function plainUpdate(incident: Incident, now: number): string {
  const { detected, declared, resolved } = incident.times;
  const since = Date.parse((detected ?? declared)?.time ?? '');
  const until = Date.parse(resolved?.time ?? '');
  const lasted = (Number.isNaN(until) ? now : until) - since;
  return [
    `${incident.drill ? '[DRILL] ' : ''}${severityCode(incident.severity)}: ${incident.title}`,
    `Status: ${STATUS[incident.phase]}${Number.isNaN(lasted) ? '' : ` (for ${formatDuration(Math.max(0, lasted))})`}`,
    `Commander: ${incident.commander ?? 'nobody yet'}`,
    ...(incident.words.resolved === undefined ? [] : [`Cause: ${incident.words.resolved}`]),
  ].join('\n');
}

const UPDATE = /\b(?:next update|update every|updates? (?:in|every|within)|eta for update)\b/i;

const STATUS = {
  open: 'investigating',
  acknowledged: 'investigating',
  mitigated: 'mitigated, watching',
  resolved: 'resolved',
} as const;

interface Place {
  readonly incident: Incident;
  readonly now: number;
  /** The line up to the hole. */
  readonly before: string;
}

/** A time is not told its zone twice; where the template has another one, a person converts it. */
function inZone(value: string | undefined, behind: string): string | undefined {
  if (value?.endsWith(' UTC') !== true) return value;
  if (/^\s?\(?(?:UTC|GMT|Z)\b/i.test(behind)) return value.slice(0, -' UTC'.length);
  return OTHER_ZONE.test(behind) ? undefined : value;
}

const OTHER_ZONE = /^\s?\(?(?:CES?T|MES?Z|EES?T|WES?T|[PMCE][DS]?T|BST|[IJKM]ST|A[CEW][DS]?T)\b/;

function holePattern(holes: readonly string[]): RegExp {
  const names = holes.map(escapePattern);
  if (names.length === 0) return /(?!)/g;
  const any = names.join('|');
  const clock = names.filter((name) => /^(?:YYYY|HH)/.test(name)).join('|') || '(?!)';
  return new RegExp(
    `\\{\\{\\s*(?:${any})\\s*\\}\\}|\\{(?:${any})\\}|\\[(?:${any})\\](?!\\()|<(?:${any})>|(?:${clock})`,
    'g',
  );
}

function nameOf(written: string, holes: readonly string[]): string {
  const bare = written.replace(/^(?:\{\{\s*|[{[<])|(?:\s*\}\}|[}\]>])$/g, '').trim();
  return holes.find((name) => name === bare) ?? bare;
}

function valueFor(name: string, place: Place): string | undefined {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const label = place.before.toLowerCase();
  return (
    timeFor(words, label, place) ?? personFor(words, label, place) ?? factFor(words, label, place)
  );
}

function factFor(words: string, label: string, { incident, before }: Place): string | undefined {
  if (/\b(?:severity|sev|priority|level)\b/.test(words)) return severityBehind(incident, before);
  if (/\b(?:id|number|ticket)\b/.test(words)) return incident.id;
  if (/\b(?:status|state|phase)\b/.test(words)) return STATUS[incident.phase];
  if (/\bcause\b/.test(words) || (/\bcause\b/.test(label) && words === 'description')) {
    return incident.words.resolved;
  }
  if (/\b(?:resolution|solution|fix)\b/.test(words)) {
    return incident.words.mitigated ?? incident.words.resolved;
  }
  if (/\b(?:title|incident|summary|description|issue|problem|subject|what)\b/.test(words)) {
    return /\bimpact|affected|action|step\b/.test(`${words} ${label}`) ? undefined : incident.title;
  }
  return undefined;
}

/** `P{severity}` wants the 1 of P1; `{severity}` alone the code. */
function severityBehind(incident: Incident, before: string): string {
  const code = severityCode(incident.severity);
  const letters = /[A-Za-z]+[ -]?$/.exec(before)?.[0];
  return letters !== undefined && code.toLowerCase().startsWith(letters.toLowerCase())
    ? code.slice(letters.length)
    : code;
}

function timeFor(words: string, label: string, { incident, now }: Place): string | undefined {
  const { times } = incident;
  if (/\b(?:duration|total time|elapsed|downtime|time to resolve)\b/.test(words)) {
    const from = Date.parse((times.detected ?? times.declared)?.time ?? '');
    const to = times.resolved === undefined ? now : Date.parse(times.resolved.time);
    return Number.isNaN(to - from) ? undefined : formatDuration(Math.max(0, to - from));
  }
  if (!/\b(?:time|timestamp|date|yyyy|hh|when|eta|utc)\b/.test(words)) return undefined;
  const about = `${label} ${words}`;
  const minutes = readMinutes(words.replace(/\b(?:time|now)\b/g, '')) ?? 0;
  if (/\bnext\b|\beta\b/.test(about))
    return minutes > 0 ? clock(now + minutes * 60_000) : undefined;
  if (minutes > 0) return clock(now + minutes * 60_000);
  if (/\b(?:resol|end|restored)/.test(about)) return times.resolved && utc(times.resolved.time);
  if (/\b(?:start|began|begin|since|detect|declared|timestamp)/.test(about)) {
    return utc((times.started ?? times.detected ?? times.declared)?.time);
  }
  return clock(now);
}

function personFor(words: string, label: string, { incident }: Place): string | undefined {
  const about = `${label} ${words}`;
  const isPerson = /\b(?:name|person|commander|ic|lead|owner|contact|who|user|engineer|author)\b/;
  if (!isPerson.test(words)) return undefined;
  const role = incident.roles.find((one) => about.includes(one.role.toLowerCase()));
  if (role !== undefined) return role.person;
  return /\b(?:commander|ic|owner|author)\b/.test(about) ? incident.commander : undefined;
}

function utc(time: string | undefined): string | undefined {
  const at = Date.parse(time ?? '');
  return Number.isNaN(at) ? undefined : clock(at);
}

function clock(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
