import type { BlockShare } from '../core/run/judgePart';
import type { SequenceItem } from '../core/run/sequence';

/** So many UTF-16 code units are kept of what the parts of a block write. */
const MOST = 256 * 1024;

/** What the parts of one block wrote so far, so that the last can be judged by all of it. */
export class BlockOutput {
  #stepId: string | undefined;
  #kept: Written = NOTHING;
  #heard: Written = NOTHING;

  /** @param begun the step in whose middle the items begin: what its first parts wrote is not known */
  constructor(begun?: string) {
    this.#stepId = begun;
    if (begun !== undefined) this.#kept = { text: '', truncated: true };
  }

  /** Where the first of the items that are left stands in its block, which may be a new one. */
  shareOf(left: readonly SequenceItem[]): BlockShare {
    const stepId = left[0]?.stepId;
    if (stepId !== this.#stepId) this.#kept = NOTHING;
    this.#stepId = stepId;
    this.#heard = NOTHING;
    const others = left.slice(1).filter((item) => item.stepId === stepId);
    const last = others.every(({ kind }) => kind === 'manual');
    return { last, before: this.#kept.text, truncated: this.#kept.truncated };
  }

  /** What the part that runs writes. */
  hear(text: string): void {
    this.#heard = joined(this.#heard, { text, truncated: false });
  }

  /** The part that ran went well, so what it wrote counts. */
  keep(): void {
    this.#kept = joined(this.#kept, this.#heard);
    this.#heard = NOTHING;
  }
}

interface Written {
  readonly text: string;
  readonly truncated: boolean;
}

const NOTHING: Written = { text: '', truncated: false };

function joined(one: Written, next: Written): Written {
  const text = one.text + next.text;
  const truncated = one.truncated || next.truncated || text.length > MOST;
  return { text: text.slice(-MOST), truncated };
}
