import type { SequenceItem } from '../core/run/sequence';
import { showDeceptive } from '../core/text/escapes';
import type { RunEvent } from '../session/runReport';
import type { SequenceReport, StopCode } from '../session/sequences';
import { assertNever } from '../util/assertNever';
import type { Terminal } from './terminal';

/** Prints what happens in a run: as text for people, or as JSON Lines for programs. */
export function runPrinter(terminal: Terminal, json: boolean): (event: RunEvent) => void {
  return json
    ? (event) => {
        printJson(event, terminal);
      }
    : textPrinter(terminal);
}

/** What a sequence does not go through: it would undo the rest. */
export function printLeftOut(item: SequenceItem, json: boolean, terminal: Terminal): void {
  const { stepId, title } = item;
  const partId = item.kind === 'choice' ? undefined : item.partId;
  if (json) {
    terminal.out(`${JSON.stringify({ type: 'left-out', stepId, partId, title })}\n`);
    return;
  }
  const part = partId === undefined ? '' : ` --part ${partId}`;
  terminal.err(
    `left out, as it is for when something is wrong: ${showDeceptive(title)}. ` +
      `To run it: --step ${stepId}${part}\n`,
  );
}

/** Why a sequence stopped, and how it goes on. */
export function printStop(
  { code, message, stepId, partId, goOn }: NonNullable<SequenceReport['stopped']>,
  left: number,
  json: boolean,
  terminal: Terminal,
): void {
  if (json) {
    const told = { type: 'stopped', code, message, stepId, partId, left, goOn };
    terminal.out(`${JSON.stringify(told)}\n`);
    return;
  }
  if (left === 0) {
    terminal.err(`${ended(message)}\n`);
    return;
  }
  terminal.err(`stopped, ${left} left: ${ended(message)} ${onward(code, goOn)}\n`);
}

function onward(code: StopCode, goOn: string | undefined): string {
  const then = goOn === undefined ? 'Nothing comes after it' : `Then go on with --from ${goOn}`;
  if (code === 'manual') return `${then}.`;
  if (code === 'choice') return `Or run one of them by itself. ${then}.`;
  return goOn === undefined ? '' : `Go on with --from ${goOn}.`;
}

/** What steps have left in the background: nothing goes on when the command is over. */
export function printEnded(processes: number, json: boolean, terminal: Terminal): void {
  if (processes === 0) return;
  if (json) {
    terminal.out(`${JSON.stringify({ type: 'background-ended', processes })}\n`);
    return;
  }
  const what = processes === 1 ? '1 process that ran' : `${processes} processes that ran`;
  const was = processes === 1 ? 'was' : 'were';
  terminal.err(
    `${what} in the background ${was} ended with this command. ` +
      'Start what has to go on as a service, or run the step in VS Code.\n',
  );
}

/** A message as a sentence of its own. */
function ended(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

/** As text: the output as it comes, and on the side what is run and what came of it. */
function textPrinter(terminal: Terminal): (event: RunEvent) => void {
  let isLineOpen = false;
  return (event) => {
    if (event.kind === 'output') isLineOpen = !event.text.endsWith('\n');
    // Else the outcome would stand behind the last word of the output.
    if (event.kind === 'ended' && isLineOpen) terminal.err('\n');
    if (event.kind === 'ended') isLineOpen = false;
    printText(event, terminal);
  };
}

function printText(event: RunEvent, terminal: Terminal): void {
  switch (event.kind) {
    case 'started':
      terminal.err(
        `${showDeceptive(event.plan.title)}: ${event.plan.intent} on ${event.plan.target}\n`,
      );
      break;
    case 'output':
      (event.stream === 'stdout' ? terminal.out : terminal.err)(event.text);
      break;
    case 'table':
      break; // the output has it as text
    case 'ended': {
      const { outcome, message, verdict } = event.report;
      terminal.err(`${outcome}${message === undefined ? '' : `: ${message}`}\n`);
      if (verdict !== undefined) {
        terminal.err(
          `${verdict.kind}: ${verdict.message}\n${verdict.difference?.replace(/\n?$/, '\n') ?? ''}`,
        );
      }
      break;
    }
    default:
      assertNever(event);
  }
}

function printJson(event: RunEvent, terminal: Terminal): void {
  const { kind: type, runId } = event;
  const { stepId, partId } = event.request;
  const common = { type, runId, stepId, ...(partId === undefined ? {} : { partId }) };
  switch (event.kind) {
    case 'started': {
      const { title, text, language, intent, reasons, target, cwd } = event.plan;
      const started = { ...common, title, text, language, intent, reasons, target, cwd };
      terminal.out(`${JSON.stringify(started)}\n`);
      break;
    }
    case 'output':
      terminal.out(`${JSON.stringify({ ...common, stream: event.stream, text: event.text })}\n`);
      break;
    case 'table':
      terminal.out(`${JSON.stringify({ ...common, ...event.table })}\n`);
      break;
    case 'ended':
      terminal.out(`${JSON.stringify({ ...common, ...event.report })}\n`);
      break;
    default:
      assertNever(event);
  }
}
