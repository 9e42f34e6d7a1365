import type { Section } from '../model/runbook';
import { SYMBOLS } from './sections';

/** Finds sections by anchor, by number ("3.3") and by a title as people recall it. */
export class SectionTitles {
  readonly #sections: readonly Section[];
  #anchors: ReadonlyMap<string, string> | undefined;
  #names: Names | undefined;

  constructor(sections: readonly Section[]) {
    this.#sections = sections;
  }

  /** The section with GitHub's anchor, upper and lower case alike. */
  anchor(anchor: string): string | undefined {
    this.#anchors ??= readAnchors(this.#sections);
    return this.#anchors.get(decode(anchor).toLowerCase());
  }

  /** The section with a number or title; a part of a title will do when only one has it. */
  find(name: string): string | undefined {
    this.#names ??= readNames(this.#sections);
    const { byNumber, byTitle, titles, joined } = this.#names;
    if (/^\d+(?:\.\d+)*$/.test(name)) return byNumber.get(name);
    const folded = foldTitle(name);
    if (folded === '') return undefined;
    if (byTitle.has(folded)) return byTitle.get(folded);
    if (folded.length < MIN_PART) return undefined;
    const part = ` ${folded} `;
    const first = joined.indexOf(part);
    if (first < 0) return undefined;
    const end = joined.indexOf('\n', first);
    if (joined.includes(part, end)) return undefined;
    return titles[lineOf(joined, first)];
  }
}

interface Names {
  readonly byNumber: ReadonlyMap<string, string>;
  /** The same title twice means neither. */
  readonly byTitle: ReadonlyMap<string, string | undefined>;
  /** Ids in order, and their titles, one a line between spaces. */
  readonly titles: readonly string[];
  readonly joined: string;
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function readAnchors(sections: readonly Section[]): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  for (const { id } of sections) anchors.set(id.toLowerCase(), id);
  return anchors;
}

function readNames(sections: readonly Section[]): Names {
  const byNumber = new Map<string, string>();
  const byTitle = new Map<string, string | undefined>();
  const known = new Map<string, string>();
  let joined = '';
  for (const { id, title } of sections) {
    let folded = known.get(title);
    if (folded === undefined) {
      known.set(title, (folded = foldTitle(title)));
      // The same title again has the same number, which the first of them keeps.
      const number = NUMBER.exec(title)?.[1];
      if (number !== undefined && !byNumber.has(number)) byNumber.set(number, id);
    }
    byTitle.set(folded, byTitle.has(folded) ? undefined : id);
    joined += ` ${folded} \n`;
  }
  return { byNumber, byTitle, titles: sections.map(({ id }) => id), joined };
}

const MIN_PART = 5;
const NUMBER = /^(\d+(?:\.\d+)*)[.)]?\s/;

function decode(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/** Without number, "Playbook 2:", closing "playbook", punctuation and case. */
function foldTitle(title: string): string {
  const words = title
    .slice(0, 200)
    .toLowerCase()
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/^(?:playbook|scenario|procedure|runbook|case|step)\s*#?\d*\s*[:.–-]\s*/, '')
    .replace(/[^\0-\x7f][^]*/, (rest) => rest.replace(SYMBOLS, ' '));
  const plain = /[^\0-\x7f]/.test(words)
    ? words.replace(/[^\p{L}\p{N}]+/gu, ' ')
    : words.replace(/[^a-z\d]+/g, ' ');
  return plain
    .trim()
    .replace(/\s+(?:playbook|runbook|procedures?|section|scenario|checklist)$/, '');
}
