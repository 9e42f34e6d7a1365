import type { Checklist } from '../model/checklist';
import type { ParseProblem } from '../model/runbook';
import { findFacts, type Facts } from './facts';
import type { MarkdownDocument } from './markdown';
import { readPassages } from './passages';
import { readSteps, type BlockDraft } from './readSteps';
import { findHeadings, toSections, type Heading } from './sections';
import type { StepDraft } from './stepDraft';
import { findTables } from './tables';
import { findChecklists } from './taskLists';

/** Everything read from a document, or from a stretch of one, before ids are given. */
export interface DocumentReading {
  readonly lineCount: number;
  readonly length: number;
  readonly headings: readonly Heading[];
  readonly steps: readonly StepDraft[];
  readonly blocks: readonly BlockDraft[];
  readonly checklists: readonly Checklist[];
  readonly facts: Facts;
  readonly problems: readonly ParseProblem[];
}

/** Deeper than this the Markdown parser stops looking; what is below is lost to it. */
const MAX_NESTING = 99;

/** Reads steps, checklists and facts of a parsed document. */
export function readDocument(document: MarkdownDocument): DocumentReading {
  const headings = findHeadings(document);
  const sections = toSections(headings, document.lines.count);
  const passages = readPassages(document);
  const tables = findTables(document);
  const { steps, blocks, problems } = readSteps(document, passages, tables);
  const facts = findFacts(document, sections, passages, tables);
  const deep = document.tokens.find((token) => token.level >= MAX_NESTING);
  return {
    lineCount: document.lines.count,
    length: document.text.length,
    headings,
    steps,
    blocks,
    checklists: findChecklists(document, sections, passages, tables),
    facts,
    problems: [
      ...problems,
      ...facts.problems,
      ...(deep === undefined ? [] : [tooDeep(document, deep.map)]),
    ],
  };
}

function tooDeep(document: MarkdownDocument, map: readonly [number, number] | null): ParseProblem {
  const start = (map?.[0] ?? 0) + document.firstLine;
  return {
    code: 'nested-too-deep',
    message: 'Lists or quotes are nested too deep here; what stands below is not read.',
    range: { start, end: start + 1 },
  };
}
