import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runbook } from '../core/model/runbook';
import type { Step } from '../core/model/step';
import { substituteKnown } from '../core/run/quote';
import type { RunbookHistory } from '../core/validation/stepHistory';
import { frontMatterHover, isInFrontMatter } from './frontMatter';
import type { Classify } from './readings';
import { namedAt, toRange } from './names';

/** What stands in no text. */
export interface KnownOfRunbook {
  readonly classify: Classify;
  readonly history: RunbookHistory | undefined;
  /** What was typed into holes before, by name. */
  readonly values: Readonly<Record<string, string>>;
}

/** What is known of the placeholder, the playbook's name or the step at an offset. */
export async function hoverAt(
  runbook: Runbook,
  document: TextDocument,
  offset: number,
  known: KnownOfRunbook,
): Promise<Hover | undefined> {
  const text = document.getText();
  if (isInFrontMatter(text, offset)) return frontMatterHover(text, offset);
  const thing = namedAt(runbook, text, offset);
  if (thing?.kind === 'placeholder') {
    const uses = thing.places.length;
    const place = thing.places.find(({ start, end }) => start <= offset && offset <= end);
    return {
      contents: markdown([
        `Placeholder ${code(thing.name)}: asked for before running.`,
        ...valueOf(runbook, thing.name, known.values),
        uses === 1 ? 'Used once here.' : `Used ${uses} times here.`,
      ]),
      ...(place === undefined ? {} : { range: toRange(document, place) }),
    };
  }
  const line = document.positionAt(offset).line;
  const mention = runbook.links.find((link) => link.kind === 'playbook' && link.line === line);
  const section = runbook.sections.find(({ id }) => id === mention?.sectionId);
  const step = runbook.steps.find(({ source }) => source.start <= offset && offset <= source.end);
  if (step !== undefined) return { contents: markdown(await aboutStep(step, known)) };
  if (mention === undefined || section === undefined) return undefined;
  const steps = runbook.steps.filter(
    ({ range }) => range.start >= section.range.start && range.end <= section.range.end,
  );
  return {
    contents: markdown([
      `**${section.title}**, line ${section.range.start + 1}: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}.`,
      ...steps.slice(0, 5).map((step) => `- ${code(step.text.split('\n')[0] ?? '')}`),
    ]),
  };
}

/** What was typed last for a placeholder. */
function valueOf(
  runbook: Runbook,
  written: string,
  values: KnownOfRunbook['values'],
): readonly string[] {
  const hole = runbook.steps
    .flatMap(({ placeholders }) => placeholders)
    .find((one) => one.written === written);
  const value = hole === undefined ? undefined : values[hole.name];
  return value === undefined ? [] : [`It was ${code(value)} before.`];
}

async function aboutStep(
  step: Step,
  { classify, history, values }: KnownOfRunbook,
): Promise<readonly string[]> {
  const lines = [resolved(step, values)];
  const classification = await classify(step.text, step.language);
  if (classification !== undefined) {
    const { intent, reasons } = classification;
    const word = { check: 'Check', change: 'Change', destructive: 'Destructive' }[intent];
    lines.push(`**${word}** · ${intent === 'check' ? 'only reads' : (reasons[0] ?? '')}`);
    lines.push(...reasons.slice(1, 4).map((reason) => `- ${reason}`));
  }
  if (step.notRunnable !== undefined) lines.push(step.notRunnable.message);
  const open = step.placeholders.filter(({ name }) => values[name] === undefined);
  if (open.length > 0) lines.push(`Needs ${open.map(({ written }) => code(written)).join(', ')}.`);
  if (step.expectation !== undefined)
    lines.push(`Expects ${code(step.expectation.source.split('\n')[0] ?? '')}.`);
  if (step.attributes.target !== undefined) lines.push(`Runs on ${code(step.attributes.target)}.`);
  lines.push(...lastRuns(step, history));
  return lines;
}

/** Lines of a step that are shown; whoever wants the rest has it before them. */
const MOST_LINES = 15;

/** The text as it would run, with the values known so far; without prompts and output. */
function resolved({ text, language }: Step, values: KnownOfRunbook['values']): string {
  const lines = substituteKnown(text, language, values).trimEnd().split('\n');
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
  const ticks = /`{3,}/.exec(text)?.[0] ?? '``';
  return [`${ticks}\`${language}`, ...shown, `${ticks}\``].join('\n');
}

function lastRuns(step: Step, history: RunbookHistory | undefined): readonly string[] {
  if (history === undefined) return [];
  const known = history[step.id];
  if (known === undefined) return ['Never run.'];
  const { runs, lastRun, lastPassed, lastAsExpected } = known;
  const last =
    lastAsExpected === undefined ? '' : lastAsExpected ? ', as expected' : ', **not as expected**';
  const passed =
    lastPassed === undefined
      ? ' It never passed.'
      : lastPassed === lastRun
        ? ''
        : ` Last passed on ${lastPassed}.`;
  return [`Run ${runs === 1 ? 'once' : `${runs} times`}, last on ${lastRun}${last}.${passed}`];
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.slice(0, 120)}${fence}`;
}

function markdown(lines: readonly string[]) {
  return { kind: MarkupKind.Markdown, value: lines.join('\n\n') };
}
