import type { Runbook, Section } from '../model/runbook';

export interface PlaybookSource {
  /** Relative to the workspace folder, forward slashes. */
  readonly path: string;
  readonly model: Runbook;
}

/** A section one may follow in an incident, or a runbook as a whole. */
export interface Playbook {
  readonly path: string;
  /** The heading; the runbook's title for a runbook as a whole. */
  readonly title: string;
  readonly section: Section | undefined;
  /** Greater fits better; 0 does not fit at all. */
  readonly score: number;
}

const EMERGENCY =
  /\b(?:incident|playbook|outage|down|unavailable|unreachable|emergency|disaster|recovery|troubleshoot\w*|failures?|errors?|breach|corruption|not responding|degradation|flood|alert|scenario|mitigation|restore|rollback)(?=)\b/i;
const ORDINARY =
  /\b(?:daily|weekly|monthly|quarterly|appendix|contacts?|overview|table of contents|change ?log|glossary|references?|templates?|metrics|schedule|training|severity|escalation|documentation|post-?mortem)(?=)\b/i;

/** Words that mean the same to somebody in a hurry. */
const SAME: readonly (readonly string[])[] = [
  ['db', 'database', 'postgres', 'postgresql', 'mysql', 'sql'],
  ['k8s', 'kubernetes', 'cluster', 'pod', 'pods'],
  ['down', 'outage', 'unreachable', 'unavailable', 'offline', 'dead', 'crash', 'crashed'],
  ['slow', 'latency', 'performance', 'degradation', 'degraded', 'timeout', 'timeouts', 'response'],
  ['login', 'auth', 'authentication', 'authorization', 'signin'],
  ['ui', 'frontend', 'web', 'website'],
  ['api', 'backend', 'server', 'service'],
  ['deploy', 'deployment', 'release', 'rollback', 'rollout'],
  ['disk', 'storage', 'volume', 'space'],
  ['security', 'breach', 'attack', 'intrusion', 'leak'],
  ['cert', 'certificate', 'tls', 'ssl'],
  ['queue', 'backlog', 'flood', 'lag'],
];

const NOISE = new Set(
  'a an the is are was of to in on at and or not no it its our we my with from for has have'.split(
    ' ',
  ),
);

/**
 * Playbooks by how well they fit what was typed, best first; those that do not fit are left out.
 * Without words all are given, sections about emergencies first.
 */
export function rankPlaybooks(
  sources: readonly PlaybookSource[],
  typed: string,
): readonly Playbook[] {
  const wanted = wordsIn(typed);
  const found: Playbook[] = [];
  for (const source of sources) found.push(...playbooksOf(source, wanted));
  return found
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : lineOf(a) - lineOf(b)),
    );
}

function playbooksOf({ path, model }: PlaybookSource, wanted: readonly string[]): Playbook[] {
  const runbookTitle = model.title ?? path;
  const byId = new Map(model.sections.map((section) => [section.id, section]));
  const found: Playbook[] = [];
  for (const section of model.sections) {
    if (section.title === model.title) continue;
    const parents = ancestors(section, byId);
    const steps = model.steps.filter(({ sectionId }) => sectionId === section.id);
    const body = steps.map((step) => `${step.title} ${step.text.slice(0, 400)}`).join(' ');
    const fit = fitOf(wanted, [
      [section.title, 10],
      [parents.map(({ title }) => title).join(' '), 2],
      [runbookTitle, 2],
      [body, 1],
    ]);
    const worth = worthOf(section, parents, steps.length > 0);
    const score =
      wanted.length === 0 ? worth : fit === 0 ? 0 : fit * 10 + worth + closeness(wanted, section);
    found.push({ path, title: section.title, section, score: Math.max(0, score) });
  }
  const whole = fitOf(wanted, [
    [runbookTitle, 5],
    [path, 3],
  ]);
  const score = wanted.length === 0 ? 0.5 : whole * 10;
  found.push({ path, title: runbookTitle, section: undefined, score });
  return found;
}

/** How likely a section is one to follow in an emergency, whatever was typed: up to 6. */
function worthOf(section: Section, parents: readonly Section[], hasSteps: boolean): number {
  if (ORDINARY.test(section.title)) return 0;
  const own = EMERGENCY.test(section.title) ? 3 : 0;
  const inherited = parents.some(({ title }) => EMERGENCY.test(title)) ? 2 : 0;
  return own + inherited + (hasSteps ? 1 : 0);
}

/** Up to 3: how much of the heading is what was typed. */
function closeness(wanted: readonly string[], { title }: Section): number {
  const words = wordsIn(title);
  const meant = words.filter((word) => wanted.some((one) => nearness(one, new Set([word])) > 0));
  return words.length === 0 ? 0 : (3 * meant.length) / words.length;
}

/** Each wanted word counts once, where it weighs most; all of them found counts extra. */
function fitOf(
  wanted: readonly string[],
  places: readonly (readonly [text: string, weight: number])[],
): number {
  const tokens = places.map(([text, weight]) => [new Set(wordsIn(text)), weight] as const);
  let sum = 0;
  let hits = 0;
  for (const word of wanted) {
    let best = 0;
    for (const [words, weight] of tokens) {
      if (weight > best) best = Math.max(best, weight * nearness(word, words));
    }
    sum += best;
    if (best > 0) hits++;
  }
  return wanted.length > 0 && hits === wanted.length ? sum * 1.5 : sum;
}

/** 1 for the word itself, less for its beginning, a word of the same meaning, or a slip of a key. */
function nearness(word: string, words: ReadonlySet<string>): number {
  if (words.has(word)) return 1;
  const group = SAME.find((same) => same.includes(word));
  let best = 0;
  for (const other of words) {
    if (word.length >= 2 && other.startsWith(word)) best = Math.max(best, 0.8);
    else if (word.length >= 4 && other.length >= 4 && word.startsWith(other))
      best = Math.max(best, 0.7);
    else if (group?.includes(other) === true) best = Math.max(best, 0.6);
    else if (word.length >= 5 && isSlip(word, other)) best = Math.max(best, 0.5);
  }
  return best;
}

/** One letter changed, missing, too many, or two swapped. */
function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end))
    end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB === `${restA[1] ?? ''}${restA[0] ?? ''}`;
}

function ancestors(section: Section, byId: ReadonlyMap<string, Section>): readonly Section[] {
  const found: Section[] = [];
  let parent = section.parentId === undefined ? undefined : byId.get(section.parentId);
  while (parent !== undefined && found.length < 6) {
    found.push(parent);
    parent = parent.parentId === undefined ? undefined : byId.get(parent.parentId);
  }
  return found;
}

function wordsIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !NOISE.has(word));
}

function lineOf({ section }: Playbook): number {
  return section?.range.start ?? -1;
}
