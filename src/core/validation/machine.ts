import type { OffsetRange } from '../text/range';

/**
 * `shellcheck`: what ShellCheck finds in a shell text. `powershell`: what PowerShell's own parser
 * refuses. `command`: whether a program of that name is there.
 */
export type MachineKind = 'shellcheck' | 'powershell' | 'command';

export const MACHINE_KINDS: readonly MachineKind[] = ['shellcheck', 'powershell', 'command'];

/** Something of a text that only the machine can tell. */
export interface MachineQuestion {
  readonly kind: MachineKind;
  readonly text: string;
}

/** A fault in the text of a question. */
export interface MachineFault extends OffsetRange {
  readonly code: string;
  readonly message: string;
}

/** The faults of a text; undefined when the machine cannot tell. */
export type MachineAnswer = readonly MachineFault[] | undefined;

/** Texts whose answers are remembered; what was asked longest ago is forgotten. */
const CAPACITY = 20_000;
/** Longer ones are no commands to look into. */
const MAX_LENGTH = 50_000;

/** What the machine said before, by text. What it was not asked yet is noted down. */
export class MachineAnswers {
  readonly #kinds: ReadonlySet<MachineKind>;
  readonly #known = new Map<string, MachineAnswer>();
  #open = new Map<string, MachineQuestion>();

  /** @param kinds what may be asked; of the rest nothing is ever known. */
  constructor(kinds: Iterable<MachineKind> = MACHINE_KINDS) {
    this.#kinds = new Set(kinds);
  }

  /** Whether anything of this kind may be asked, and is worth working out. */
  answers(kind: MachineKind): boolean {
    return this.#kinds.has(kind);
  }

  /** Undefined as long as it is not known. */
  ask(kind: MachineKind, text: string): MachineAnswer {
    if (!this.#kinds.has(kind) || text.length > MAX_LENGTH) return undefined;
    const key = `${kind} ${text}`;
    if (this.#known.has(key)) return this.#known.get(key);
    this.#open.set(key, { kind, text });
    return undefined;
  }

  /** What was asked and not known since the last call. */
  takeOpen(): readonly MachineQuestion[] {
    const open = [...this.#open.values()];
    this.#open = new Map();
    return open;
  }

  /** Remembers answers; one that the machine could not give is not asked for again. */
  learn(questions: readonly MachineQuestion[], answers: readonly MachineAnswer[]): void {
    questions.forEach(({ kind, text }, index) => {
      const [oldest] = this.#known.keys();
      if (this.#known.size >= CAPACITY && oldest !== undefined) this.#known.delete(oldest);
      this.#known.set(`${kind} ${text}`, answers[index]);
    });
  }
}
