import type { StepLanguage } from '../model/step';
import { findPlaceholders } from '../parser/placeholders';
import { classify } from '../run/classify';
import type { Grammars } from '../run/grammars';
import { isAsking } from '../run/habits/asking';
import { callsOf, type FoundCall } from '../run/habits/calls';
import { isFollow } from '../run/habits/follow';
import { isInteractive } from '../run/habits/interactive';
import type { Classification } from '../run/intent';
import { neutralise } from '../run/neutralise';
import { readPowershell } from '../run/powershell/readPowershell';
import type { SyntaxTree } from '../run/syntaxNode';

/**
 * Texts that are remembered for each question: more than a window shows, and few enough that a
 * folder does not fill the memory. What was read longest ago is forgotten.
 */
const CAPACITY = 500;

/** Reads commands with the real grammars and remembers the answers: most steps never change. */
export class CodeReader {
  readonly grammars: Grammars;
  readonly #known = new Map<string, Map<string, unknown>>();

  constructor(grammars: Grammars) {
    this.grammars = grammars;
  }

  classify(text: string, language: StepLanguage): Classification {
    return this.#once('intent', text, language, () =>
      classify(text, language, this.grammars, holesOf(text, language)),
    );
  }

  isFollow(text: string, language: StepLanguage): boolean {
    return this.#once('follow', text, language, () =>
      isFollow(this.calls(text, language), language),
    );
  }

  isInteractive(text: string, language: StepLanguage): boolean {
    return this.#once('interactive', text, language, () =>
      isInteractive(this.calls(text, language)),
    );
  }

  isAsking(text: string, language: StepLanguage): boolean {
    return this.#once('asking', text, language, () => isAsking(this.calls(text, language)));
  }

  /** The commands a text starts, with a plain word in each hole. */
  calls(text: string, language: StepLanguage): readonly FoundCall[] {
    return this.#once('calls', text, language, () =>
      callsOf(this.neutral(text, language), language, this.grammars),
    );
  }

  /** The text with a plain word of the same length in each hole. */
  neutral(text: string, language: StepLanguage): string {
    return this.#once('neutral', text, language, () =>
      neutralise(text, language, holesOf(text, language)),
    );
  }

  /**
   * The statements of a shell text whose holes were made words, without what is in them: whole
   * trees of every step would fill the memory. Undefined when it is too hard.
   */
  shellTree(text: string): SyntaxTree | undefined {
    return this.#once('tree', text, 'bash', () => {
      const tree = this.grammars.bash(this.neutral(text, 'bash'));
      if (tree === undefined) return undefined;
      const children = tree.root.children.map((child) => ({ ...child, children: [] }));
      return { root: { ...tree.root, children }, broken: tree.broken };
    });
  }

  /** The same of PowerShell. */
  powershellTree(text: string): SyntaxTree | undefined {
    return this.#once('tree', text, 'powershell', () => {
      const tree = readPowershell(this.neutral(text, 'powershell'), this.grammars);
      if (tree === undefined) return undefined;
      const lists = tree.root.children.flatMap((child) =>
        child.type === 'statement_list' ? child.children : [child],
      );
      const children = lists.map((child) => ({ ...child, children: [] }));
      return { root: { ...tree.root, children }, broken: tree.broken };
    });
  }

  /** What a rule finds in a text by itself alone, computed once. */
  once<T>(question: string, text: string, language: StepLanguage, answer: () => T): T {
    return this.#once(question, text, language, answer);
  }

  #once<T>(question: string, text: string, language: StepLanguage, answer: () => T): T {
    const about = `${question} ${language}`;
    let known = this.#known.get(about);
    if (known === undefined) this.#known.set(about, (known = new Map<string, unknown>()));
    if (known.has(text)) return known.get(text) as T;
    if (known.size >= CAPACITY) {
      const oldest = known.keys().next();
      if (oldest.done !== true) known.delete(oldest.value);
    }
    const value = answer();
    known.set(text, value);
    return value;
  }
}

function holesOf(text: string, language: StepLanguage) {
  return findPlaceholders(text, language).flatMap((hole) => (hole.variable ? [] : hole.places));
}
