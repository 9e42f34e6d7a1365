import type { BlockRole, ParseProblem } from '../model/runbook';
import type { LineRange } from '../text/range';
import { readBlock, type RawBlock } from './blocks';
import {
  readBlockStep,
  readIndentedStep,
  type BlockContext,
  type BlockReading,
} from './blockSteps';
import { expecting, isInAnother, isOrder, mayExpect, shownBelow } from './expectedBlock';
import { leadsToExpected } from './expectedWords';
import { findFenceTrouble } from './fenceTrouble';
import { forbidsBelow, showsBehind } from './forbidding';
import {
  isInSiteBlock,
  readHtmlBlock,
  readIndentedFences,
  type IndentedFence,
  readSamples,
  type HiddenSteps,
} from './htmlBlocks';
import { readPreBlocks } from './htmlCode';
import { readInfoString } from './infoString';
import { readHeadingStep, readInlineSteps } from './inlineSteps';
import { mayOpenMacro, readMacros } from './macroCode';
import type { MarkdownDocument } from './markdown';
import type { MarkdownToken } from './markdownBlocks';
import type { Outline, Passage } from './passages';
import { readRowSteps } from './rowSteps';
import { saidOf } from './saidBelow';
import type { StepDraft } from './stepDraft';
import type { Table } from './tables';

/** A code block with the step it holds, if any. */
export interface BlockDraft {
  readonly range: LineRange;
  readonly fenced: boolean;
  readonly tag: string;
  readonly info: string;
  readonly content: string;
  readonly role: BlockRole;
  /** Index of its step among the steps of the same reading. */
  readonly step: number | undefined;
}

export interface StepsReading {
  readonly steps: readonly StepDraft[];
  readonly blocks: readonly BlockDraft[];
  readonly problems: readonly ParseProblem[];
}

const SIMILARITY = /<!--\s*expected_similarity\s*=/;

/** Finds the steps of a document in order: blocks, inline commands, rows. */
export function readSteps(document: MarkdownDocument, outline: Outline): StepsReading {
  const reader = new StepReader(document, outline);
  // Not a loop of our own: V8 would compile the reading into that, and then once more.
  // eslint-disable-next-line @typescript-eslint/unbound-method -- bound by the second argument
  outline.passages.forEach(reader.next, reader);
  return reader.reading();
}

class StepReader {
  readonly #document: MarkdownDocument;
  readonly #tables: ReadonlyMap<number, Table>;
  readonly #codeTokens: readonly MarkdownToken[];
  readonly #htmlTokens: readonly MarkdownToken[];
  #nextCode = 0;
  #nextHtml = 0;
  readonly #steps: StepDraft[] = [];
  readonly #blocks: BlockDraft[] = [];
  readonly #problems: ParseProblem[] = [];
  #lead = '';
  /** Index of the step that an output block right behind it belongs to. */
  #latest: number | undefined;
  /** Nothing but words stands between that step and here. */
  #adjacent = false;
  #similarity = false;
  #afterCut = false;
  /** The paragraph above the list says that what stands in it must not be run. */
  #forbidden = false;
  /** The line behind the last macro. */
  #macroEnd = 0;
  /** A heading that says to run its command, and how many steps stand above it. */
  #titled: { readonly step: StepDraft; readonly level: number; readonly steps: number } | undefined;

  constructor(document: MarkdownDocument, { tables, codeTokens, htmlTokens }: Outline) {
    this.#document = document;
    this.#tables = new Map(tables.map((table) => [table.range.start, table]));
    this.#codeTokens = codeTokens;
    this.#htmlTokens = htmlTokens;
  }

  reading(): StepsReading {
    this.#htmlBefore(Number.MAX_SAFE_INTEGER);
    this.#stepOfHeading(0);
    return { steps: this.#steps, blocks: this.#blocks, problems: this.#problems };
  }

  /** Reads the next passage, and the HTML above it. */
  next(passage: Passage): void {
    if (this.#nextHtml < this.#htmlTokens.length) this.#htmlBefore(passage.start);
    // Within a macro of another site, whose lines Markdown takes for what they look like.
    if (passage.start < this.#macroEnd) {
      if (passage.kind === 'code') this.#nextCode++;
      return;
    }
    const { kind, content } = passage;
    READERS[kind === 'paragraph' ? kindOf(content) : kind](this, passage);
  }

  macro(passage: Passage): void {
    const forbidden = this.#isForbidden(passage);
    const { content, item } = passage;
    this.paragraph(passage);
    const [words = ''] = content.split(/^\{(?:code|noformat)/m);
    if (words.trim() !== '') this.#lead = words.trim();
    for (const raw of readMacros(this.#document, passage)) {
      this.#macroEnd = raw.range.end;
      if (forbidden || forbidsBelow(this.#lead)) continue;
      const info = readInfoString(raw.info);
      const context = { info, lead: this.#lead, item, trouble: undefined };
      const reading = readBlockStep(this.#document, raw, context);
      if (reading.step === undefined) this.#expect(raw, reading.role);
      this.#keep(reading);
    }
  }

  code(passage: Passage): void {
    const token = this.#codeTokens[this.#nextCode++];
    if (token !== undefined) this.#block(passage, token);
  }

  heading(passage: Passage): void {
    const { content } = passage;
    this.#stepOfHeading(passage.level);
    if (content.includes('`')) {
      const step = readHeadingStep(this.#document, passage);
      if (step !== undefined)
        this.#titled = { step, level: passage.level, steps: this.#steps.length };
    }
    this.#lead = content;
    this.#latest = undefined;
    this.#similarity = false;
    this.#afterCut = false;
    this.#forbidden = false;
  }

  /** The command of a heading is its step where nothing below it is one. */
  #stepOfHeading(level: number): void {
    const titled = this.#titled;
    // What stands under a heading of level 2 is read apart in a long document.
    if (titled === undefined || level > Math.max(titled.level, 2)) return;
    this.#titled = undefined;
    if (titled.steps === this.#steps.length) this.#steps.push(titled.step);
  }

  #htmlBefore(line: number): void {
    const document = this.#document;
    for (; this.#nextHtml < this.#htmlTokens.length; this.#nextHtml++) {
      const token = this.#htmlTokens[this.#nextHtml];
      if (token === undefined || (token.map?.[0] ?? 0) + document.firstLine > line) return;
      this.#html(readHtmlBlock(document, token), token.content);
      for (const raw of readPreBlocks(document, token)) this.#pre(raw);
    }
  }

  #pre(raw: RawBlock): void {
    if (forbidsBelow(this.#lead)) return;
    const info = readInfoString(raw.info);
    const context = { info, lead: this.#lead, item: undefined, trouble: undefined };
    this.#keep(readBlockStep(this.#document, raw, context));
  }

  #html(hidden: HiddenSteps, content: string): void {
    this.#steps.push(...hidden.steps);
    this.#problems.push(...hidden.problems);
    if (content.includes('<!--') && SIMILARITY.test(content)) this.#similarity = true;
  }

  table(passage: Passage): void {
    const table = this.#tables.get(passage.start);
    if (table === undefined) return;
    const rows = readRowSteps(this.#document, table, passage.item);
    if (rows.length === 0) this.#expectTable(passage);
    this.#steps.push(...rows);
    this.#latest = undefined;
  }

  /** "Expected:" and a table: what comes out, in the drawing of Markdown. */
  #expectTable({ start, end }: Passage): void {
    const step = this.#latest === undefined ? undefined : this.#steps[this.#latest];
    if (step === undefined || !mayExpect(step) || !leadsToExpected(this.#lead)) return;
    const { text, lines } = this.#document;
    const source = text.slice(lines.start(start), lines.end(end - 1));
    this.#steps[this.#latest ?? 0] = { ...step, expected: { source, place: 'output' } };
  }

  /** True when it says what the step above should give. */
  paragraph(passage: Passage): boolean {
    const { content } = passage;
    this.#lead = content;
    if (passage.item === undefined) this.#forbidden = forbidsBelow(content);
    if (content.includes('<!--') && SIMILARITY.test(content)) this.#similarity = true;
    const own = this.#latest === undefined ? undefined : this.#steps[this.#latest]?.item;
    const another = isInAnother(passage.item, own);
    if (this.#adjacent && !(another && isOrder(content)) && this.#readsExpected(passage))
      return true;
    if (another) this.#adjacent = false;
    return false;
  }

  /** `=== "Tab"` with its fence right below: Markdown takes both for one paragraph. */
  #siteBlock({ content, start, end, item }: Passage): boolean {
    if (!content.includes('```') || !/^(?:===|!!!|\?\?\?\+?)[ \t]/.test(content)) return false;
    const inner = content.replace(/^(?: {4}|\t)/gm, '');
    const range = { start, end };
    // prettier-ignore
    const raw = { fenced: true, info: '', markup: '', content: inner, range, code: range, closed: true, level: 0 };
    const context = { info: readInfoString(''), lead: '', item, trouble: undefined };
    const fences = readIndentedFences(inner);
    for (const fence of fences) this.#keep(this.#hiddenFence(raw, fence, context));
    return fences.length > 0;
  }

  #keep({ step }: BlockReading): void {
    if (step === undefined) return;
    this.#steps.push(step);
    this.#stepRead();
  }

  /** Below a lead-in that forbids, or in the list below it. */
  #isForbidden({ item }: Passage): boolean {
    return item === undefined ? forbidsBelow(this.#lead) : this.#forbidden;
  }

  /** A paragraph that holds code. */
  coded(passage: Passage): void {
    const forbidden =
      this.#isForbidden(passage) || (passage.item === undefined && showsBehind(this.#lead));
    if (this.paragraph(passage) || forbidden || this.#siteBlock(passage)) return;
    const found = readInlineSteps(this.#document, passage);
    if (found.length > 0) {
      this.#steps.push(...found);
      this.#stepRead();
    }
  }

  #block(passage: Passage, token: MarkdownToken): void {
    const raw = readBlock(this.#document, token);
    const info = readInfoString(raw.info);
    const trouble = findFenceTrouble(
      this.#document,
      raw,
      passage.item !== undefined,
      this.#afterCut,
    );
    this.#afterCut = trouble?.notRunnable?.code === 'fence-cut-short';
    if (trouble !== undefined) this.#problems.push(trouble.problem);
    const context = { info, lead: this.#lead, item: passage.item, trouble };
    const reading: BlockReading = this.#isForbidden(passage)
      ? { role: 'sample', step: undefined }
      : raw.fenced
        ? readBlockStep(this.#document, raw, context)
        : this.#indented(raw, passage);
    const { step, role } = reading;
    this.#blocks.push({
      range: raw.range,
      fenced: raw.fenced,
      tag: info.tag,
      info: raw.info,
      content: raw.content,
      role,
      step: step === undefined ? undefined : this.#steps.length,
    });
    if (step !== undefined) {
      this.#steps.push(step);
      this.#stepRead();
      if (step.notRunnable?.code === 'command-in-info-string')
        this.#problems.push({
          code: 'command-in-info-string',
          message: step.notRunnable.message,
          range: raw.range,
        });
    } else {
      if (role === 'sample') this.#html(readSamples(this.#document, raw.code), '');
      this.#expect(raw, role);
      this.#adjacent = false;
    }
    this.#similarity = false;
    this.#lead = '';
  }

  #indented(raw: RawBlock, passage: Passage): BlockReading {
    const context = {
      info: readInfoString(''),
      lead: this.#lead,
      item: passage.item,
      trouble: undefined,
    };
    const [hidden, ...others] = readIndentedFences(raw.content);
    if (hidden === undefined) return readIndentedStep(this.#document, raw, context);
    const reading = this.#hiddenFence(raw, hidden, context);
    if (others.length === 0 && hidden.start === 0) return reading;
    // The block holds text besides, or several fences: each is a step of its own.
    const rest = others.map((fence) => this.#hiddenFence(raw, fence, context));
    for (const each of [reading, ...rest]) this.#keep(each);
    return { role: 'data', step: undefined };
  }

  #hiddenFence(raw: RawBlock, fence: IndentedFence, context: BlockContext): BlockReading {
    const first = raw.range.start;
    const range = { start: first + fence.start, end: first + fence.end };
    this.#problems.push(
      isInSiteBlock(this.#document, range.start)
        ? {
            code: 'fence-in-site-block',
            message:
              'Only MkDocs and its like show this fence as code; other readers see its text.',
            range,
          }
        : {
            code: 'fence-in-indented-code',
            message: 'This fence is indented by four spaces or more, so Markdown shows it as text.',
            range,
          },
    );
    const inner: RawBlock = {
      ...raw,
      range,
      fenced: true,
      info: fence.info,
      markup: '```',
      content: fence.content,
      code: { start: range.start + 1, end: range.end - 1 },
    };
    return readBlockStep(this.#document, inner, { ...context, info: readInfoString(fence.info) });
  }

  #stepRead(): void {
    this.#latest = this.#steps.length - 1;
    this.#adjacent = true;
  }

  /** "Expected: `ok`" right below a block says what the block should give. */
  #readsExpected(passage: Passage): boolean {
    if (this.#latest === undefined || passage.content.length > 400) return false;
    const step = this.#steps[this.#latest];
    if (step === undefined || step.kind === 'row' || !mayExpect(step)) return false;
    const words = saidOf(passage.content, step.text);
    if (words === undefined) return false;
    this.#steps[this.#latest] = { ...step, expected: { source: words, place: 'cell' } };
    return true;
  }

  /** An output, text or data block behind a step may be what the step should give. */
  #expect(raw: RawBlock, role: BlockRole): void {
    if (this.#latest === undefined || (role !== 'output' && role !== 'data')) return;
    const index = this.#latest;
    const step = this.#steps[index];
    const shows = shownBelow(this.#lead, role, this.#adjacent);
    if (step === undefined || !mayExpect(step)) return;
    if (shows === undefined && !this.#similarity) return;
    this.#latest = undefined;
    const isExact = shows === 'expected' && !this.#similarity;
    this.#steps[index] = expecting(step, raw, isExact ? 'output' : 'similarity');
  }
}

function kindOf(content: string): 'macro' | 'coded' | 'paragraph' {
  if (mayOpenMacro(content)) return 'macro';
  return content.includes('`') || content.includes('<code') ? 'coded' : 'paragraph';
}

/** Looked up for each passage, so that V8 does not compile all of them into one. */
const READERS: Readonly<
  Record<Passage['kind'] | 'coded' | 'macro', (reader: StepReader, passage: Passage) => void>
> = {
  code: (reader, passage) => {
    reader.code(passage);
  },
  coded: (reader, passage) => {
    reader.coded(passage);
  },
  macro: (reader, passage) => {
    reader.macro(passage);
  },
  heading: (reader, passage) => {
    reader.heading(passage);
  },
  paragraph: (reader, passage) => {
    reader.paragraph(passage);
  },
  table: (reader, passage) => {
    reader.table(passage);
  },
};
