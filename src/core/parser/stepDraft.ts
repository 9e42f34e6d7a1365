import type { Expectation } from '../model/expectation';
import type { Placeholder } from '../model/placeholder';
import type { StepAttributes } from '../model/attributes';
import type { NotRunnable, StepKind, StepLanguage } from '../model/step';
import type { LineRange, OffsetRange } from '../text/range';
import type { PartDraft } from './parts';
import type { ItemPlace } from './passages';

/** The author's words about what a step should give, and where they stand. */
export interface ExpectedWords {
  readonly source: string;
  readonly place: 'cell' | 'output' | 'transcript' | 'attribute' | 'similarity';
}

/** A step before it has ids, a section and its placeholders. */
export interface StepDraft {
  readonly kind: StepKind;
  readonly range: LineRange;
  readonly source: OffsetRange;
  readonly title: string;
  readonly language: StepLanguage;
  readonly text: string;
  readonly parts: readonly PartDraft[];
  /** First line of the code in the document: what the lines of the parts count from. */
  readonly codeLine: number;
  readonly notRunnable: NotRunnable | undefined;
  readonly expected: ExpectedWords | undefined;
  readonly attributes: StepAttributes;
  readonly item: ItemPlace | undefined;
}

/** A step with its holes and its expectation, still without ids. */
export interface ReadStep extends Omit<StepDraft, 'item' | 'expected'> {
  readonly placeholders: readonly Placeholder[];
  readonly expectation: Expectation | undefined;
  /** The provisional id of the checklist item that carries the step. */
  readonly itemKey: string | undefined;
}
