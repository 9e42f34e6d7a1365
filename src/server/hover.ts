import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runbook } from '../core/model/runbook';
import type { Step } from '../core/model/step';
import { findPlaceholders } from '../core/parser/placeholders';
import { classify } from '../core/run/classify';
import type { Grammars } from '../core/run/grammars';
import type { RunbookHistory } from '../core/validation/stepHistory';
import { namedAt, toRange } from './names';

/** What stands in no text. */
export interface KnownOfRunbook {
  readonly grammars: Grammars | undefined;
  readonly history: RunbookHistory | undefined;
}

/** What is known of the placeholder, the playbook's name or the step at an offset. */
export function hoverAt(
  runbook: Runbook,
  document: TextDocument,
  offset: number,
  known: KnownOfRunbook,
): Hover | undefined {
  const text = document.getText();
  const thing = namedAt(runbook, text, offset);
  if (thing?.kind === 'placeholder') {
    const uses = thing.places.length;
    const place = thing.places.find(({ start, end }) => start <= offset && offset <= end);
    return {
      contents: markdown([
        `Placeholder ${code(thing.name)}: asked for before running.`,
        uses === 1 ? 'Used once here.' : `Used ${uses} times here.`,
      ]),
      ...(place === undefined ? {} : { range: toRange(document, place) }),
    };
  }
  const line = document.positionAt(offset).line;
  const mention = runbook.links.find((link) => link.kind === 'playbook' && link.line === line);
  const section = runbook.sections.find(({ id }) => id === mention?.sectionId);
  const step = runbook.steps.find(({ source }) => source.start <= offset && offset <= source.end);
  if (step !== undefined) return { contents: markdown(aboutStep(step, known)) };
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

function aboutStep(step: Step, { grammars, history }: KnownOfRunbook): readonly string[] {
  const lines: string[] = [];
  if (grammars !== undefined) {
    const holes = findPlaceholders(step.text, step.language).flatMap((hole) =>
      hole.variable ? [] : hole.places,
    );
    const { intent, reasons } = classify(step.text, step.language, grammars, holes);
    const word = { check: 'Check', change: 'Change', destructive: 'Destructive' }[intent];
    lines.push(`**${word}** · ${intent === 'check' ? 'only reads' : (reasons[0] ?? '')}`);
    lines.push(...reasons.slice(1, 4).map((reason) => `- ${reason}`));
  }
  if (step.notRunnable !== undefined) lines.push(step.notRunnable.message);
  if (step.placeholders.length > 0)
    lines.push(`Needs ${step.placeholders.map(({ written }) => code(written)).join(', ')}.`);
  if (step.expectation !== undefined)
    lines.push(`Expects ${code(step.expectation.source.split('\n')[0] ?? '')}.`);
  if (step.attributes.target !== undefined) lines.push(`Runs on ${code(step.attributes.target)}.`);
  lines.push(...lastRuns(step, history));
  return lines;
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
