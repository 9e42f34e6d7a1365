import type { StepLanguage } from '../model/step';
import type { CodeContext, CodeScan, CodeWord } from './codeContext';
import { variablesSetBy } from './setVariables';
import { wordSet } from '../text/words';

/** Where a candidate hole stands: what the rules of each style ask about it. */
export interface HoleSite {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly shell: boolean;
  readonly language: StepLanguage;
  readonly context: CodeContext;
  readonly quoted: boolean;
  /** The program of the simple command, without path; empty outside a shell. */
  readonly program: string;
  /** The command's text up to the hole. */
  readonly before: string;
  /** The character on each side, empty at the ends. */
  readonly left: string;
  readonly right: string;
  /** Whether the text itself gives a value to a name. */
  readonly isSetHere: (name: string) => boolean;
  /** The command's own word the hole stands in, quotes included. */
  readonly word: string;
}

const WRAPPERS = wordSet(
  'sudo doas env time nohup exec command builtin then do else if while until ! { watch nice',
);

/** Answers for each offset where it stands; built once per text. */
export class HoleSites {
  readonly #scan: CodeScan;
  readonly #language: StepLanguage;
  /** In order, once they are asked for. */
  #words: readonly CodeWord[] = [];
  #ordered = false;
  #setHere: ReadonlySet<string> | undefined;
  readonly #programs = new Map<number, string>();
  readonly #commands = new Map<number, CodeWord[]>();

  constructor(scan: CodeScan, language: StepLanguage) {
    this.#scan = scan;
    this.#language = language;
  }

  #order(): void {
    this.#ordered = true;
    this.#words = [...this.#scan.words].sort((a, b) => a.start - b.start || b.end - a.end);
    for (const word of this.#words) {
      const words = this.#commands.get(word.command);
      if (words === undefined) this.#commands.set(word.command, [word]);
      else words.push(word);
    }
  }

  at(start: number, end: number): HoleSite {
    if (!this.#ordered) this.#order();
    const { text } = this.#scan;
    const context = this.#scan.contextAt(start);
    const heredoc = this.#scan.heredocs.find((found) => found.start <= start && end <= found.end);
    const word = heredoc === undefined ? this.#wordAt(start, end) : undefined;
    const words = this.#commands.get(word?.command ?? heredoc?.command ?? -1) ?? [];
    const commandStart = words[0]?.start ?? text.lastIndexOf('\n', start - 1) + 1;
    const language = this.#language;
    return {
      text,
      start,
      end,
      language,
      shell: language === 'bash' || language === 'sh' || language === 'zsh',
      context,
      quoted: context !== 'bare',
      program: this.#programOf(word?.command ?? heredoc?.command ?? -1, words),
      before: text.slice(Math.max(Math.min(commandStart, start), start - 400), start),
      left: text[start - 1] ?? '',
      right: text[end] ?? '',
      isSetHere: (name) => (this.#setHere ??= variablesSetBy(this.#scan)).has(name),
      word: word === undefined ? '' : text.slice(word.start, Math.min(word.end, word.start + 2000)),
    };
  }

  #programOf(command: number, words: readonly CodeWord[]): string {
    const known = this.#programs.get(command);
    if (known !== undefined) return known;
    let program = '';
    for (const { start, end, redirected } of words) {
      const word = this.#scan.text.slice(start, Math.min(end, start + 200));
      if (redirected || WRAPPERS.has(word) || /^[A-Za-z_]\w*\+?=/.test(word)) continue;
      program = word.slice(word.lastIndexOf('/') + 1);
      break;
    }
    this.#programs.set(command, program);
    return program;
  }

  /** The innermost word around a range. Nested words start later, so the last that fits is it. */
  #wordAt(start: number, end: number): CodeWord | undefined {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= 0 && i > low - 300; i--) {
      const word = this.#words[i];
      if (word !== undefined && word.end >= end) return word;
    }
    return undefined;
  }
}
