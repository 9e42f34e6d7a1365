import { fence, inlineCode, plain } from '../export/markdownText';
import { formatDuration } from '../export/duration';
import { timeText } from './describeIncident';
import { deadlineStates } from './deadlineState';
import type { Incident } from './incident';
import type { RedlinedRunbook } from './redline';
import { durationsOf, MOMENTS, type Span } from './times';
import { timelineLine } from './timelineLine';
import type { RunEntry, Timeline } from './timeline';
import { hasFailed } from './usage';

export interface PostMortemFacts {
  readonly incident: Incident;
  readonly timeline: Timeline;
  /** The runbook's own headings for a post-mortem; empty when it has none. */
  readonly headings: readonly string[];
  readonly redlines: readonly (Pick<RedlinedRunbook, 'redlines' | 'diff'> & {
    readonly path: string;
  })[];
  /** UTC, ISO 8601. */
  readonly writtenAt: string;
}

/** What the log can say by itself, under a heading. */
interface Chapter {
  readonly heading: string;
  /** Headings of a runbook that ask for the same. */
  readonly asked: RegExp;
  readonly text: string;
}

const TO_WRITE = '_To be written._\n';

/**
 * A draft in Markdown: what the log knows under the headings the runbook wants, in its order, then
 * what it did not ask for. What only people know is marked as to be written.
 */
export function postMortemDraft(facts: PostMortemFacts): string {
  const left = chapters(facts);
  const body: string[] = [];
  for (const heading of facts.headings) {
    const index = left.findIndex(({ asked }) => asked.test(heading));
    const [chapter] = index < 0 ? [] : left.splice(index, 1);
    body.push(section(heading, chapter?.text ?? TO_WRITE));
  }
  body.push(...left.map(({ heading, text }) => section(heading, text)));
  return [title(facts), ...body, `Drafted ${facts.writtenAt} from the log of the incident.\n`].join(
    '\n',
  );
}

function title({ incident }: PostMortemFacts): string {
  const mark = incident.drill ? '\n> **Drill.** This was practice; it counts in no metric.\n' : '';
  const still = incident.phase === 'resolved' ? '' : '\n> The incident is not resolved yet.\n';
  return `# Post-mortem: ${plain(incident.title)}\n${mark}${still}`;
}

function section(heading: string, text: string): string {
  return `## ${plain(heading)}\n\n${text}`;
}

function chapters(facts: PostMortemFacts): Chapter[] {
  const { incident } = facts;
  const cause = incident.words.resolved;
  return [
    {
      heading: 'Summary',
      asked: /summary|overview|background|what happened/i,
      text: summary(facts),
    },
    { heading: 'Impact', asked: /impact|affected|customer|damage/i, text: TO_WRITE },
    {
      heading: 'Timeline',
      asked: /time ?line|chronolog|sequence of events/i,
      text: timeline(facts),
    },
    { heading: 'Times', asked: /\btimes\b|metrics|detection|\bsla\b/i, text: times(incident) },
    {
      heading: 'Root cause',
      asked: /cause|trigger|why/i,
      text:
        cause === undefined
          ? TO_WRITE
          : `${plain(cause)}\n\n_As noted at resolution; to be examined._\n`,
    },
    {
      heading: 'What was run',
      asked: /resolution|response|recovery|mitigation|actions taken|steps taken/i,
      text: whatRan(facts),
    },
    {
      heading: 'What failed',
      asked: /what (?:failed|went wrong|went badly)|problems/i,
      text: whatFailed(facts),
    },
    {
      heading: 'Deviations from the runbook',
      asked: /deviation|runbook/i,
      text: deviations(facts),
    },
    { heading: 'Lessons', asked: /lesson|learn|went well|improve/i, text: TO_WRITE },
    {
      heading: 'Action items',
      asked: /action|follow-?up|prevent|next steps|remediation/i,
      text: actionItems(facts),
    },
  ];
}

function summary({ incident }: PostMortemFacts): string {
  const { resolve } = durationsOf(incident.times);
  const { severityHistory, commander, runbook, section: heading } = incident;
  const severities = severityHistory.map(({ severity }) => plain(severity)).join(', then ');
  const place = heading === undefined ? '' : `, ${plain(heading)}`;
  const lines = [
    `- Severity: ${severities}`,
    `- Phase: ${incident.phase}`,
    `- Commander: ${plain(commander ?? 'nobody')}`,
    ...(resolve.known ? [`- Lasted ${formatDuration(resolve.ms)} from its detection`] : []),
    ...(runbook === undefined ? [] : [`- Runbook: ${inlineCode(runbook)}${place}`]),
    `- Took part: ${incident.people.map(plain).join(', ')}`,
    ...incident.roles
      .filter(({ role }) => role !== 'commander')
      .map(({ role, person }) => `- ${plain(role)}: ${plain(person)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function times(incident: Incident): string {
  const rows = MOMENTS.flatMap((moment) => {
    const time = incident.times[moment];
    return time === undefined ? [] : [`| ${moment} | ${plain(timeText(time))} |`];
  });
  const durations = durationsOf(incident.times);
  const spans = Object.entries(durations).map(
    ([name, span]) => `| to ${name} | ${spanText(span)} |`,
  );
  const deadlines = deadlineStates(incident, 0)
    .filter(({ status }) => status !== 'open')
    .map(({ label, minutes, status }) => `| ${plain(label)} within ${minutes} min | ${status} |`);
  const table = ['| moment | time |', '| --- | --- |', ...rows, ...spans, ...deadlines];
  return `${table.join('\n')}\n\nTimes are UTC. Durations but the first count from the detection.\n`;
}

function spanText(span: Span): string {
  if (span.known) return formatDuration(span.ms);
  return span.reason === 'missing' ? 'not known' : 'not known: a clock ran backwards';
}

function timeline({ incident, timeline: { entries } }: PostMortemFacts): string {
  const lines = entries.map((entry) => timelineLine(entry, incident));
  return lines.length === 0 ? 'Nothing was recorded.\n' : `${lines.join('\n')}\n`;
}

function whatRan(facts: PostMortemFacts): string {
  const runs = runsOf(facts).filter(({ started }) => started.intent !== 'check');
  const checks = runsOf(facts).length - runs.length;
  const counted = `${checks} ${checks === 1 ? 'check' : 'checks'} and ${runs.length} ${runs.length === 1 ? 'change' : 'changes'} were run.\n`;
  return [
    counted,
    ...runs.map((run) => `${runHead(run)}\n\n${fence(run.started.text, run.started.language)}`),
  ].join('\n');
}

function whatFailed(facts: PostMortemFacts): string {
  const failed = runsOf(facts).filter(hasFailed);
  if (failed.length === 0) return 'No run failed.\n';
  return `${failed.map((run) => `- ${runHead(run)}${because(run)}`).join('\n')}\n`;
}

function runHead({ time, actor, started, outcome }: RunEntry): string {
  const line = Number.isSafeInteger(started.line) ? `line ${started.line + 1} of ` : '';
  return `${plain(time.slice(11, 19))} ${plain(actor)}: ${plain(started.title)} (${plain(started.intent)}, ${line}${inlineCode(started.runbook)}): ${plain(outcome)}`;
}

function because({ verdict, message }: RunEntry): string {
  const why = verdict?.kind === 'fail' ? verdict.message : message;
  return why === undefined ? '' : `: ${plain(why)}`;
}

function deviations({ redlines }: PostMortemFacts): string {
  const all = redlines.flatMap(({ path, redlines: lines }) =>
    lines.map(({ kind, title: step }) => `- ${plain(step)} was ${kind} (${inlineCode(path)})`),
  );
  if (all.length === 0) return 'Every step was run as the runbook has it.\n';
  const diffs = redlines.filter(({ diff }) => diff !== '').map(({ diff }) => fence(diff, 'diff'));
  return [`${all.join('\n')}\n`, ...diffs].join('\n');
}

function actionItems(facts: PostMortemFacts): string {
  const { incident, redlines } = facts;
  const failed = new Map(
    runsOf(facts)
      .filter((run) => hasFailed(run) && run.started.intent === 'check')
      .map(({ started }) => [started.stepId, started.title]),
  );
  const late = deadlineStates(incident, 0).filter(({ status }) => status === 'late');
  const count = redlines.reduce((sum, { redlines: lines }) => sum + lines.length, 0);
  const items = [
    ...(incident.words.resolved === undefined
      ? ['Find the cause']
      : [`Keep this from happening again: ${incident.words.resolved}`]),
    ...(count === 0 ? [] : ['Review the deviations above and put them into the runbook']),
    ...[...failed.values()].map((name) => `See that this check passes again: ${name}`),
    ...late.map(({ label, minutes }) => `Ask why this was late: ${label} within ${minutes} min`),
  ];
  return `${items.map((item) => `- [ ] ${plain(item)}`).join('\n')}\n`;
}

function runsOf({ timeline: { entries } }: PostMortemFacts): readonly RunEntry[] {
  return entries.filter((entry) => entry.kind === 'run');
}
