/** What stands between two `|` of a pattern. */
export interface Alternative {
  readonly start: number;
  readonly end: number;
  /** Groups to remember that were opened before it. */
  readonly groupsBefore: number;
  /** Of each of these lists a match holds one word, letter by letter; the most telling one first. */
  readonly needs: readonly (readonly string[])[];
  /** What comes exactly once. */
  readonly groups: readonly Group[];
}

/** What stands within brackets, from behind what opens them to what closes them. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly alternatives: readonly Alternative[];
}

/** Longer words tell no more. */
const TELLING = 5;
/** To look for more words than this takes longer than the pattern. */
const MOST_WORDS = 80;

/**
 * Reads the source of a pattern that V8 took: which alternatives it has, and which words they ask
 * for. What it need not understand (classes, escapes, looks ahead and behind) it steps over.
 */
export class PatternReader {
  /**
   * Places behind alternatives, and behind what may be left out (before them in a look behind, which
   * is read from its end). V8 builds what follows once for each of them; an empty look ahead there,
   * which always holds, makes it build that once.
   */
  readonly joints: number[] = [];
  readonly #source: string;
  #at = 0;
  #groups = 0;
  /** Looks behind that are open: V8 builds them from their end. */
  #behind = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Up to the end, or to the bracket that closes. */
  alternatives(): readonly Alternative[] {
    const found = [this.#alternative()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      found.push(this.#alternative());
    }
    return found;
  }

  #alternative(): Alternative {
    const start = this.#at;
    const groupsBefore = this.#groups;
    const groups: Group[] = [];
    const words = new Needs();
    for (let unit = this.#source[start]; unit !== undefined; unit = this.#source[this.#at]) {
      if (unit === '|' || unit === ')') break;
      if (unit === '(') this.#group(start, groups, words);
      else this.#letter(unit, words);
    }
    words.endRun();
    return { start, end: this.#at, groupsBefore, needs: words.all(), groups };
  }

  #group(first: number, groups: Group[], words: Needs): void {
    const from = this.#at;
    const [opening = '('] = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(this.#next(40)) ?? [];
    if (opening === '(' || /\w/.test(opening)) this.#groups++;
    this.#at += opening.length;
    const start = this.#at;
    const behind = /^\(\?<[=!]$/.test(opening) ? 1 : 0;
    this.#behind += behind;
    const alternatives = this.alternatives();
    this.#behind -= behind;
    const end = this.#at++;
    // It takes no place in the text.
    if (/[=!]$/.test(opening)) return;
    const { least, most } = this.#times();
    words.endRun();
    if (alternatives.length > 1 || least !== most) this.#joint(from, first);
    if (least === 1 && most === 1) groups.push({ start, end, alternatives });
    if (least > 0) words.offer(togetherOf(alternatives));
  }

  #letter(unit: string, words: Needs): void {
    const letter = this.#takeAtom(unit);
    if (letter === '') return;
    const { least, most } = this.#times();
    if (letter === undefined || least === 0) words.endRun();
    else {
      words.run += letter;
      if (most > 1) words.endRun();
    }
  }

  /** Behind what was just read or, in a look behind, before it; not where nothing follows. */
  #joint(from: number, first: number): void {
    const isBehind = this.#behind > 0;
    const at = isBehind ? from : this.#at;
    const next = this.#source[at];
    const isLast = isBehind ? at === first : next === undefined || next === '|' || next === ')';
    const isThere = this.#source.startsWith('(?=)', at) || this.#source.endsWith('(?=)', at);
    if (!isLast && !isThere) this.joints.push(at);
  }

  /** Steps over a letter, an escape or a class: the letter, '' for an edge, undefined for another. */
  #takeAtom(unit: string): string | undefined {
    if (unit === '\\') {
      const [escape = '\\'] = ESCAPE.exec(this.#next(40)) ?? [];
      this.#at += escape.length;
      if (escape === '\\b' || escape === '\\B') return '';
      return /^\\[^\w\s]$/.test(escape) ? escape.slice(1) : undefined;
    }
    if (unit === '[') {
      while (this.#at < this.#source.length && this.#source[this.#at] !== ']')
        this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
      this.#at++;
      return undefined;
    }
    this.#at++;
    if (unit === '^' || unit === '$') return '';
    return unit === '.' || (unit >= '\ud800' && unit <= '\udfff') ? undefined : unit;
  }

  #times(): { readonly least: number; readonly most: number } {
    const unit = this.#source[this.#at];
    if (unit !== '?' && unit !== '*' && unit !== '+' && unit !== '{') return ONCE;
    const [all = '', sign, least, comma, most] = TIMES.exec(this.#next(20)) ?? [];
    this.#at += all.length;
    if (sign === '?') return { least: 0, most: 1 };
    if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: Infinity };
    if (least === undefined) return ONCE;
    return { least: Number(least), most: comma === '' ? Number(least) : Number(most || Infinity) };
  }

  #next(length: number): string {
    return this.#source.slice(this.#at, this.#at + length);
  }
}

const ESCAPE = /^\\(?:[pPu]\{[^}]*\}|k<\w+>|u.{4}|x..|c.|.)/s;
const TIMES = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/;
const ONCE = { least: 1, most: 1 };

/** The words a sequence asks for: what stands in it for certain. */
class Needs {
  /** Letters one behind the other. */
  run = '';
  readonly #found: (readonly string[])[] = [];

  endRun(): void {
    if (this.run !== '') this.offer([this.run]);
    this.run = '';
  }

  offer(words: readonly string[] | undefined): void {
    if (words === undefined || words.length > MOST_WORDS) return;
    // A single letter is in most texts.
    if (words.every((word) => word.length > 1)) this.#found.push(words);
  }

  all(): readonly (readonly string[])[] {
    return this.#found.sort((a, b) => weightOf(b) - weightOf(a));
  }
}

/** The words of which each match of one of them holds one. */
function togetherOf(alternatives: readonly Alternative[]): readonly string[] | undefined {
  const all = new Set<string>();
  for (const { needs } of alternatives) {
    const [words] = needs;
    if (words === undefined) return undefined;
    for (const word of words) all.add(word);
  }
  return [...all];
}

/** Longer words are rarer, and fewer are looked for sooner. */
function weightOf(words: readonly string[]): number {
  const shortest = Math.min(...words.map((word) => word.length));
  return Math.min(shortest, TELLING) * 100 - words.length;
}
