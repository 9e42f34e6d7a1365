import { assembleCells, isEdited, isJoined, type Draft, type Plan } from './assembleCells';
import type { Cell } from './cell';
import { fileOrder } from './fileOrder';
import { lostCells } from './lostCells';
import { openEnd } from './openEnd';
import { isUnended } from './rewriteCell';

/**
 * The text of cells. Cells that were not edited give their exact text, so the cells of a document
 * give the document; an edit changes only its own lines. A new cell is set off by blank lines. When
 * something was edited, added, moved or deleted, the result is read again: where a cell would not
 * be read back as it is (it lost its list, or prose before it opened a comment), the first of the
 * repairs that helps is made.
 */
export function toMarkdown(shown: readonly Cell[]): string {
  const cells = fileOrder(shown).flatMap((i) => shown[i] ?? []);
  let plan: Plan = {
    fenced: new Set(),
    flat: new Set(),
    apart: new Set(),
    ended: new Set(),
    closed: new Map(),
  };
  let draft = assembleCells(cells, plan);
  if (!draft.changed) return draft.text;
  let lost = lostCells(cells, draft);
  for (let attempt = 0; lost.length > 0 && attempt < ATTEMPTS; attempt++) {
    const better = repair(cells, { plan, draft, lost });
    if (better === undefined) break;
    ({ plan, draft, lost } = better);
  }
  return draft.text;
}

/** Each finds cells again, mostly all of them. */
const ATTEMPTS = 20;

interface Trial {
  readonly plan: Plan;
  readonly draft: Draft;
  readonly lost: readonly number[];
}

/**
 * The first repair after which fewer cells are lost; where none helps alone, as many together as
 * it takes.
 */
function repair(cells: readonly Cell[], trial: Trial): Trial | undefined {
  for (const [group, repairs] of remedies(cells, trial.lost)) {
    for (const together of [false, true]) {
      let from = trial;
      for (const change of group.length > 0 ? repairs : []) {
        const plan = change(cells, from, group);
        if (plan === undefined) continue;
        const draft = assembleCells(cells, plan);
        const lost = lostCells(cells, draft);
        if (isBetter(cells, lost, trial.lost, together)) return { plan, draft, lost };
        if (together) from = { plan, draft, lost };
      }
    }
  }
  return undefined;
}

type Remedy = readonly [readonly number[], readonly Repair[]];

/** What may be done for which of the lost cells, from the least to the greatest. */
function remedies(cells: readonly Cell[], lost: readonly number[]): readonly Remedy[] {
  const touched = lost.filter((i) => isTouched(cells, i));
  const firstChange = cells.findIndex((_, i) => isTouched(cells, i));
  const behindChange = cells.flatMap((_, i) => (i >= firstChange ? [i] : []));
  return [
    // An edited cell in its place may only want to be written more plainly.
    [touched.filter((i) => isInPlace(cells, i)), [fenceInPlace]],
    // What swallows the first cell swallows those below it.
    [lost.slice(0, 1), [endOwn, setApart, endOthers]],
    [touched, [fenceInPlace, fenceAtMargin]],
    [lost, [endOwn, setApart, endOthers, setLostApart, fenceInPlace, fenceAtMargin]],
    // A list is gone, and what is left of it stands in the way.
    [behindChange, [fenceAtMargin, endOthers]],
    [lost, [endAll]],
  ];
}

/** Fewer lost cells, above all of code; or at least the first of them found. */
function isBetter(
  cells: readonly Cell[],
  lost: readonly number[],
  before: readonly number[],
  orFirst: boolean,
): boolean {
  const codeIn = (list: readonly number[]): number =>
    list.filter((i) => cells[i]?.kind === 'code').length;
  const fewer = codeIn(before) - codeIn(lost) || before.length - lost.length;
  return fewer > 0 || (fewer === 0 && orFirst && (lost[0] ?? 0) > (before[0] ?? 0));
}

type Repair = (cells: readonly Cell[], trial: Trial, lost: readonly number[]) => Plan | undefined;

/** Ends fences that have no end of their own. */
function endOwn(
  cells: readonly Cell[],
  { plan }: Trial,
  lost: readonly number[],
): Plan | undefined {
  const open = lost.filter((i) => isUnended(cells[i]?.origin));
  return open.length === 0 ? undefined : { ...plan, ended: new Set([...plan.ended, ...open]) };
}

/** Sets cells off from changed ones before them. */
function setApart(cells: readonly Cell[], { plan }: Trial): Plan | undefined {
  const after = cells.flatMap((_, i) => (i > 0 && isTouched(cells, i - 1) ? [i] : []));
  return after.length === 0 ? undefined : { ...plan, apart: new Set([...plan.apart, ...after]) };
}

/** Sets them off from whatever stands before them: HTML ends there that a list ended before. */
function setLostApart(_cells: readonly Cell[], { plan }: Trial, lost: readonly number[]): Plan {
  return { ...plan, apart: new Set([...plan.apart, ...lost]) };
}

/** Ends what prose before the first lost code left open: rather changed prose, else the last. */
function endOthers(cells: readonly Cell[], { plan, draft, lost }: Trial): Plan | undefined {
  const first = lost.find((i) => cells[i]?.kind === 'code') ?? lost.at(-1) ?? 0;
  // What stood open above an end that was added is ended by it.
  const from = Math.max(-1, ...[...plan.closed.keys()].filter((i) => i < first)) + 1;
  const prose = cells.flatMap(({ kind }, i) =>
    kind === 'markup' && from <= i && i < first ? [i] : [],
  );
  const changed = prose.findLast((i) => isTouched(cells, i));
  for (const i of new Set([changed, prose.at(-1)])) {
    if (i === undefined) continue;
    const end = openEnd(draft.text.slice(0, draft.starts[i + 1]));
    if (end !== undefined) return { ...plan, closed: new Map([...plan.closed, [i, end]]) };
  }
  return undefined;
}

function fenceInPlace(
  cells: readonly Cell[],
  { plan }: Trial,
  lost: readonly number[],
): Plan | undefined {
  return withFences('fenced', cells, plan, lost);
}

function fenceAtMargin(
  cells: readonly Cell[],
  { plan }: Trial,
  lost: readonly number[],
): Plan | undefined {
  return withFences('flat', cells, plan, lost);
}

function withFences(
  place: 'fenced' | 'flat',
  cells: readonly Cell[],
  plan: Plan,
  lost: readonly number[],
): Plan | undefined {
  const code = lost.filter((i) => isFence(cells[i]));
  return code.length === 0 ? undefined : { ...plan, [place]: new Set([...plan[place], ...code]) };
}

/** Every fence at the margin, with the end of whatever stood open before it: costly, but sure. */
function endAll(cells: readonly Cell[], trial: Trial): Plan {
  const all = cells.map((_, i) => i);
  const flat = all.filter((i) => isFence(cells[i]));
  let plan: Plan = { ...trial.plan, flat: new Set(flat), apart: new Set(all), closed: new Map() };
  for (const i of all) {
    if (cells[i]?.kind !== 'markup') continue;
    const { text, starts } = assembleCells(cells, plan);
    const end = openEnd(text.slice(0, starts[i + 1]));
    if (end !== undefined) plan = { ...plan, closed: new Map([...plan.closed, [i, end]]) };
  }
  return plan;
}

function isFence(cell: Cell | undefined): boolean {
  return cell?.kind === 'code' && cell.origin?.form !== 'front-matter';
}

/** Whether a cell follows the one that it followed. */
function isInPlace(cells: readonly Cell[], i: number): boolean {
  const cell = cells[i];
  return cell !== undefined && isJoined(cells[i - 1], cell);
}

/** Whether a cell is new or edited, or does not follow the one that it followed. */
function isTouched(cells: readonly Cell[], i: number): boolean {
  const cell = cells[i];
  return cell !== undefined && (isEdited(cell) || !isInPlace(cells, i));
}
