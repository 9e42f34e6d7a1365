import type { Runbook } from '../model/runbook';
import type { Step } from '../model/step';
import type { LineRange } from '../text/range';
import { fail, succeed, type Result } from '../../util/result';
import { generalise, templateFromOutput } from './acceptOutput';

/** Lines of the runbook to be replaced; nothing is written before the author has seen it. */
export interface AcceptEdit {
  /** 0-based, end exclusive; empty to insert. */
  readonly lines: LineRange;
  readonly newLines: readonly string[];
}

/**
 * The edit that makes an output the step's expectation: in the `Expected` cell of its row, in the
 * output fence behind its block, or in a new fence there. What the old expectation and the new
 * output have in common stays literal, what differs becomes a hole.
 */
export function acceptEdit(
  text: string,
  runbook: Runbook,
  step: Step,
  output: string,
): Result<AcceptEdit, 'no-output' | 'no-place'> {
  const said = output.replace(/\s+$/, '');
  if (said === '') return fail('no-output', 'The step has put nothing out that could be expected.');
  const lines = text.split(/\r?\n/);
  switch (step.kind) {
    case 'row':
      return inRow(lines, step, said);
    case 'block':
      return behindBlock(lines, runbook, step, said);
    case 'inline':
      return fail(
        'no-place',
        'A command in a list item has no place for its output. Write it as a block or a table row.',
      );
  }
}

const EXPECTED = /expect|should|result|output|healthy|good|answer/i;

function inRow(lines: readonly string[], step: Step, said: string): Result<AcceptEdit, 'no-place'> {
  const at = step.range.start;
  let rule = at;
  while (rule > 0 && !/^\s*\|?\s*:?-+:?\s*(?:\||$)/.test(lines[rule] ?? '')) rule -= 1;
  const header = cells(lines[rule - 1] ?? '');
  const column = header.findIndex((cell) => EXPECTED.test(cell.text));
  const cell = cells(lines[at] ?? '')[column];
  if (cell === undefined) {
    return fail('no-place', 'This table has no column for what is expected. Add one, "Expected".');
  }
  if (said.includes('\n')) {
    return fail('no-place', 'More than one line does not fit into a table. Use a block instead.');
  }
  const old = /^`+\s?(.*?)\s?`+$/.exec(cell.text)?.[1]?.replaceAll('\\|', '|');
  const template = old === undefined ? templateFromOutput(said) : generalise(old, said);
  const ticks = template.includes('`') ? '``' : '`';
  const pad = ticks.length > 1 ? ' ' : '';
  const code = `${ticks}${pad}${template.replaceAll('|', '\\|')}${pad}${ticks}`;
  const line = lines[at] ?? '';
  const changed = `${line.slice(0, cell.start)} ${code} ${line.slice(cell.end)}`;
  return succeed({ lines: { start: at, end: at + 1 }, newLines: [changed] });
}

interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The cells of a table's line: a bar that is escaped belongs to its cell (GFM). */
function cells(line: string): readonly Cell[] {
  const bars: number[] = [];
  for (let i = 0; i < line.length; i += 1)
    if (line[i] === '|' && line[i - 1] !== '\\') bars.push(i);
  const first = line.trimStart().startsWith('|') ? 0 : -1;
  const edges = first < 0 ? [-1, ...bars] : bars;
  const ends = line.trimEnd().endsWith('|') ? edges : [...edges, line.length];
  return ends.slice(0, -1).map((bar, i) => {
    const start = bar + 1;
    const end = ends[i + 1] ?? line.length;
    return { text: line.slice(start, end).trim(), start, end };
  });
}

function behindBlock(
  lines: readonly string[],
  runbook: Runbook,
  step: Step,
  said: string,
): Result<AcceptEdit, 'no-place'> {
  const next = runbook.steps.find((other) => other.range.start >= step.range.end);
  const fence = runbook.blocks.find(
    ({ range, role, fenced }) =>
      role === 'output' &&
      fenced &&
      range.start >= step.range.end &&
      (next === undefined || range.end <= next.range.start) &&
      !lines.slice(step.range.end, range.start).some((line) => /^#{1,6}\s/.test(line)),
  );
  const indent = /^\s*/.exec(lines[step.range.start] ?? '')?.[0] ?? '';
  if (fence !== undefined) {
    const template = generalise(fence.content, said);
    const { start, end } = fence.range;
    const inner = template.split('\n').map((line) => `${indent}${line}`);
    return succeed({ lines: { start: start + 1, end: end - 1 }, newLines: inner });
  }
  const marks = '`'.repeat(Math.max(3, longestRun(said) + 1));
  const body = templateFromOutput(said).split('\n');
  const added = ['', 'Expected output:', '', `${marks}output`, ...body, marks];
  const end = step.range.end;
  return succeed({
    lines: { start: end, end },
    newLines: added.map((line) => (line === '' ? '' : `${indent}${line}`)),
  });
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
