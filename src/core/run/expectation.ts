import type { Expectation } from '../model/expectation';

/** Where the author wrote an expectation; `command` is the text of the step it belongs to. */
export interface ExpectationContext {
  /**
   * `cell`: Markdown of a table cell. `output`: a block after "Expected output". `transcript`:
   * output pasted below a prompt. `attribute`: the value of `expect=`. `similarity`: a block after
   * `<!-- expected_similarity=… -->`.
   */
  readonly place: 'cell' | 'output' | 'transcript' | 'attribute' | 'similarity';
  /** The tag of the block (`json`), empty when it has none. */
  readonly tag?: string;
  readonly command?: string;
}

/** What an author's words expect; undefined when they say nothing (empty, "-", "N/A"). */
export function readExpectation(
  source: string,
  _context: ExpectationContext,
): Expectation | undefined {
  return source.trim() === '' ? undefined : { kind: 'prose', source };
}
