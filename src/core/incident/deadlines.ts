import type { Escalation, Severity } from '../model/facts';
import type { Runbook } from '../model/runbook';
import { readMinutes } from '../parser/minutes';
import type { IncidentDeadline } from './eventData';

/** A severity one can choose, worst first as the runbook lists them. */
export interface SeverityChoice {
  readonly level: string;
  readonly description: string;
  /** Minutes until somebody has to respond; undefined when the runbook does not say. */
  readonly responseMinutes: number | undefined;
}

/** For a runbook without a severity table of its own. */
const DEFAULTS: readonly SeverityChoice[] = [
  { level: 'SEV1', description: 'Everything is down, or data is being lost', responseMinutes: 5 },
  { level: 'SEV2', description: 'A main function is broken for many', responseMinutes: 15 },
  {
    level: 'SEV3',
    description: 'Something is broken and there is a way around',
    responseMinutes: 60,
  },
  { level: 'SEV4', description: 'A blemish; nobody is held up', responseMinutes: undefined },
];

/** The severities of the runbook's own table, else SEV1 to SEV4. */
export function severityChoices(runbook: Runbook | undefined): readonly SeverityChoice[] {
  const seen = new Set<string>();
  const own = (runbook?.severities ?? []).filter(({ level }) => {
    if (level === '' || seen.has(level)) return false;
    seen.add(level);
    return true;
  });
  return own.length > 0 ? own : DEFAULTS;
}

/**
 * The choice a person means by `P1`, `sev-1`, `1` or `critical`; undefined when none or several fit.
 * A choice whose whole name is given wins.
 */
export function findSeverity(
  choices: readonly SeverityChoice[],
  wanted: string,
): SeverityChoice | undefined {
  const word = squash(wanted);
  if (word === '') return undefined;
  const exact = choices.filter(({ level }) => squash(level) === word);
  if (exact.length === 1) return exact[0];
  const near = choices.filter(({ level }) => {
    const code = squash(severityCode(level));
    const number = /\d+/.exec(code)?.[0];
    return code === word || number === word || wordsOf(level).includes(word);
  });
  return near.length === 1 ? near[0] : undefined;
}

/** The short name: `P1` of "P1 - Critical", `SEV2` of "SEV2"; the whole level when it has none. */
export function severityCode(level: string): string {
  const code = /^(?:sev(?:erity)?|p|s|prio(?:rity)?|level|tier)[ -]?\d+/i.exec(level)?.[0];
  return code ?? level.split(/\s+[-–—:(]/)[0] ?? level;
}

/**
 * What the runbook wants done at a severity, soonest first: its response time, its escalations and
 * its status updates. Minutes count from the declaration, or from the change to this severity.
 */
export function deadlinesFor(
  runbook: Runbook | undefined,
  level: string,
): readonly IncidentDeadline[] {
  const severity = severityChoices(runbook).find((choice) => choice.level === level);
  const row = runbook?.severities.find((candidate) => candidate.level === level);
  const deadlines: IncidentDeadline[] = [];
  if (severity?.responseMinutes !== undefined) {
    deadlines.push({
      kind: 'acknowledge',
      label: 'acknowledge',
      minutes: severity.responseMinutes,
      source: row === undefined ? 'default of SEV1 to SEV4' : `${level}, line ${row.line + 1}`,
    });
  }
  deadlines.push(...escalationsOf(runbook, row, level), ...updatesOf(runbook));
  return deadlines.sort((a, b) => a.minutes - b.minutes);
}

function escalationsOf(
  runbook: Runbook | undefined,
  row: Severity | undefined,
  level: string,
): IncidentDeadline[] {
  const found: IncidentDeadline[] = [];
  const others = (runbook?.severities ?? []).map((severity) => severity.level);
  for (const { minutes, entry } of timed(runbook?.escalations ?? [], level, others)) {
    found.push({
      kind: 'escalate',
      label: entry.to === undefined ? 'escalate' : `escalate to ${entry.to}`,
      minutes,
      ...(entry.to === undefined ? {} : { to: entry.to }),
      source: `${oneLine(entry.text)} (line ${entry.line + 1})`,
    });
  }
  const own = row?.escalationMinutes;
  if (row !== undefined && own !== undefined) {
    found.push({
      kind: 'escalate',
      label: 'escalate',
      minutes: own,
      source: `${level}: ${oneLine(row.escalation ?? '')} (line ${row.line + 1})`,
    });
  }
  return withoutRepetition(found);
}

/** Of escalations at the same minute those that say to whom; a runbook often says it twice. */
function withoutRepetition(all: readonly IncidentDeadline[]): IncidentDeadline[] {
  return all.filter((deadline, index) => {
    const same = all.filter((other) => other.minutes === deadline.minutes);
    const named = same.filter((other) => other.to !== undefined);
    if (named.length === 0) return all.indexOf(same[0] ?? deadline) === index;
    return named.find((other) => other.to === deadline.to) === deadline;
  });
}

/**
 * The escalations that apply to a severity. One at zero minutes depends on a condition ("if data is
 * lost, call …") and is no deadline. Levels whose minutes do not grow count from the level before.
 */
function timed(
  escalations: readonly Escalation[],
  level: string,
  others: readonly string[],
): { minutes: number; entry: Escalation }[] {
  const found = escalations.flatMap((entry) => {
    const minutes = minutesFor(entry, level, others);
    return minutes === undefined || minutes <= 0 ? [] : [{ minutes, entry }];
  });
  const steps = found.filter(({ entry }) => isStep(entry));
  const grows = steps.every((step, i) => i === 0 || step.minutes > (steps[i - 1]?.minutes ?? 0));
  if (grows) return found;
  let sum = 0;
  return found.map((one) => (isStep(one.entry) ? { ...one, minutes: (sum += one.minutes) } : one));
}

function isStep({ text }: Escalation): boolean {
  return /^(?:level|tier|l|step|stage)[ -]?\d/i.test(text);
}

const FOR_SEVERITY =
  /([^,;()]*?)\b(?:for|at|in case of|of)\s+(?:a |an )?((?:sev(?:erity)?|p|s|prio(?:rity)?)[ -]?\d+)/gi;
const NAMED = /\b(?:sev(?:erity)?|p|s|prio(?:rity)?)[ -]?\d+\b/gi;

/** Minutes an escalation gives this severity; undefined when it is about others, or not timed. */
function minutesFor(
  { text, afterMinutes }: Escalation,
  level: string,
  others: readonly string[],
): number | undefined {
  const mine = squash(severityCode(level));
  for (const match of text.matchAll(FOR_SEVERITY)) {
    const minutes = readMinutes(match[1] ?? '');
    if (minutes !== undefined && squash(match[2] ?? '') === mine) return minutes;
  }
  const known = new Set(others.map((other) => squash(severityCode(other))));
  const named = [...text.matchAll(NAMED)].map(([code]) => squash(code));
  const about = named.filter((code) => known.has(code));
  return about.length === 0 || about.includes(mine) ? afterMinutes : undefined;
}

const UPDATE = /\b(?:next update|update every|updates? (?:in|every|within)|eta for update)\b/i;

/** The rhythm of status updates, as the runbook's message templates promise it. */
function updatesOf(runbook: Runbook | undefined): IncidentDeadline[] {
  for (const template of runbook?.templates ?? []) {
    for (const line of template.text.split('\n')) {
      const minutes = UPDATE.test(line) ? readMinutes(line) : undefined;
      if (minutes === undefined || minutes <= 0) continue;
      const source = `${template.title} (line ${template.range.start + 1})`;
      return [{ kind: 'update', label: 'post an update', minutes, repeats: true, source }];
    }
  }
  return [];
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function squash(text: string): string {
  return text
    .toLowerCase()
    .replace(/^severity/, 'sev')
    .replace(/^priority|^prio/, 'p')
    .replace(/[^a-z0-9]+/g, '');
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/[^a-z0-9]+/);
}
