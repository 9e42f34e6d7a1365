import type { Runbook, Section } from '../model/runbook';
import type { Step } from '../model/step';
import { parseMarkdown, type TokenDocument } from '../parser/markdown';
import { readOutline, type Outline, type Passage } from '../parser/passages';
import type { Table } from '../parser/tables';
import { KeptLines, type LineIndex } from '../text/lineIndex';
import type { OffsetRange } from '../text/range';
import type { CodeReader } from './codeReader';
import type { Surroundings } from './surroundings';

/** A part of the document's text. */
export interface Piece {
  readonly start: number;
  readonly text: string;
}

/** A runbook under check: its model, its text, and what several rules would compute again. */
export class RuleContext {
  readonly runbook: Runbook;
  readonly text: string;
  readonly around: Surroundings;
  readonly lines: LineIndex;
  #document: TokenDocument | undefined;
  #outline: Outline | undefined;
  #sections: ReadonlyMap<string, Section> | undefined;
  #pieces: readonly Piece[] | undefined;
  #inBlocks: Uint8Array | undefined;
  #byLine: readonly (Passage | undefined)[] | undefined;
  #sectionsByLine: readonly (Section | undefined)[] | undefined;
  readonly #linesIn = new Map<Passage, readonly string[]>();
  readonly #ofDocument = new Map<unknown, unknown>();
  readonly #ofSteps = new Map<unknown, Map<Step, unknown>>();

  constructor(runbook: Runbook, text: string, around: Surroundings) {
    this.runbook = runbook;
    this.text = text;
    this.around = around;
    this.lines = new KeptLines(text);
  }

  get code(): CodeReader | undefined {
    return this.around.code;
  }

  get document(): TokenDocument {
    return (this.#document ??= parseMarkdown(this.text));
  }

  get passages(): readonly Passage[] {
    return this.#read().passages;
  }

  get tables(): readonly Table[] {
    return this.#read().tables;
  }

  /** The lines of a passage's content. */
  linesIn(passage: Passage): readonly string[] {
    let lines = this.#linesIn.get(passage);
    if (lines === undefined) this.#linesIn.set(passage, (lines = passage.content.split('\n')));
    return lines;
  }

  /** The passage in which a line stands. */
  passageAt(line: number): Passage | undefined {
    if (this.#byLine === undefined) {
      const byLine: (Passage | undefined)[] = [];
      for (const passage of this.passages)
        for (let at = passage.start; at < passage.end; at++) byLine[at] ??= passage;
      this.#byLine = byLine;
    }
    return this.#byLine[line];
  }

  /** The passages that begin on the given lines. */
  passagesIn(start: number, end: number): readonly Passage[] {
    const { passages } = this;
    const before = (line: number): number => {
      let [low, high] = [0, passages.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((passages[middle]?.start ?? 0) < line) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return passages.slice(before(start), before(end));
  }

  /** Whether a line is one of a code block, or of its fences. */
  isInBlock(line: number): boolean {
    if (this.#inBlocks === undefined) {
      this.#inBlocks = new Uint8Array(this.lines.count + 1);
      for (const { range } of this.runbook.blocks) this.#inBlocks.fill(1, range.start, range.end);
    }
    return this.#inBlocks[line] === 1;
  }

  #read(): Outline {
    return (this.#outline ??= readOutline(this.document));
  }

  /** The text in pieces, cut wherever a line begins like a heading. */
  get pieces(): readonly Piece[] {
    if (this.#pieces !== undefined) return this.#pieces;
    const pieces: Piece[] = [];
    for (let start = 0, end = 0; end < this.text.length || start === 0; start = end) {
      const next = this.text.indexOf('\n#', start);
      end = next < 0 ? this.text.length : next + 1;
      pieces.push({ start, text: this.text.slice(start, end) });
      if (end === this.text.length) break;
    }
    return (this.#pieces = pieces);
  }

  /**
   * What follows from a line, a passage or a block alone, kept from one check of a document to the
   * next.
   */
  once<T>(question: string, text: string, answer: (text: string) => T): T {
    const { recall } = this.around;
    return recall === undefined ? answer(text) : recall.once(question, text, answer);
  }

  /** What follows from this document as a whole: answered once, however many rules ask. */
  ofDocument<T>(answer: (context: RuleContext) => T): T {
    if (!this.#ofDocument.has(answer)) this.#ofDocument.set(answer, answer(this));
    return this.#ofDocument.get(answer) as T;
  }

  /** What follows from a step in this document: answered once, however many rules ask. */
  ofStep<T>(step: Step, answer: (context: RuleContext, step: Step) => T): T {
    let answers = this.#ofSteps.get(answer);
    if (answers === undefined) this.#ofSteps.set(answer, (answers = new Map<Step, unknown>()));
    if (!answers.has(step)) answers.set(step, answer(this, step));
    return answers.get(step) as T;
  }

  section(id: string | undefined): Section | undefined {
    this.#sections ??= new Map(this.runbook.sections.map((section) => [section.id, section]));
    return id === undefined ? undefined : this.#sections.get(id);
  }

  /** The innermost section around a line. */
  sectionAt(line: number): Section | undefined {
    if (this.#sectionsByLine === undefined) {
      const byLine = new Array<Section | undefined>(this.lines.count);
      for (const section of this.runbook.sections)
        byLine.fill(section, section.range.start, section.range.end);
      this.#sectionsByLine = byLine;
    }
    return this.#sectionsByLine[line];
  }

  /** A section and those around it, innermost first. */
  sectionsFrom(id: string | undefined): readonly Section[] {
    const path: Section[] = [];
    for (let at = this.section(id); at !== undefined; at = this.section(at.parentId)) path.push(at);
    return path;
  }

  /** A line without the blanks around it. */
  lineSpan(line: number): OffsetRange {
    const start = this.lines.start(line);
    const text = this.lines.line(line);
    return {
      start: start + (text.length - text.trimStart().length),
      end: start + text.trimEnd().length,
    };
  }

  /** The text of some lines, breaks included. */
  linesText(start: number, end: number): string {
    return this.text.slice(this.lines.start(start), this.lines.start(end));
  }

  /** The first line of a step's code. */
  stepSpan(step: Step): OffsetRange {
    return this.place(step, 0, step.text.split('\n', 1)[0]?.length ?? 0);
  }

  /** Where a stretch of a step's text stands in the document; its line when that is not sure. */
  place(step: Step, start: number, end: number): OffsetRange {
    const before = step.text.slice(0, start).split('\n');
    const row = before.length - 1;
    const column = before[row]?.length ?? 0;
    const wanted = step.text.split('\n');
    let cursor = step.source.start;
    for (let index = 0; index < row; index++) {
      const line = (wanted[index] ?? '').trim();
      const at = line === '' ? cursor : this.text.indexOf(line, cursor);
      if (at < 0 || at >= step.source.end) break;
      cursor = at + line.length;
    }
    const line = wanted[row] ?? '';
    const at = this.text.indexOf(line.trimEnd(), cursor);
    if (line.trim() === '' || at < 0 || at + line.trimEnd().length > step.source.end)
      return this.lineSpan(this.lines.lineAt(step.source.start));
    const from = at + column;
    return {
      start: from,
      end: Math.max(
        from + 1,
        Math.min(from + (end - start), this.lines.end(this.lines.lineAt(from))),
      ),
    };
  }
}

/** Whether the step's own characters stand in the document as they are in its text. */
export function isVerbatim(context: RuleContext, span: OffsetRange, text: string): boolean {
  return context.text.slice(span.start, span.end) === text;
}
