import type { Section } from '../model/runbook';

/** Finds sections by anchor, by number ("3.3") and by a title as people recall it. */
export class SectionTitles {
  readonly #byAnchor = new Map<string, string>();
  readonly #byNumber = new Map<string, string>();
  readonly #byTitle = new Map<string, string | undefined>();
  readonly #titles: readonly { readonly title: string; readonly id: string }[];

  constructor(sections: readonly Section[]) {
    const titles: { title: string; id: string }[] = [];
    for (const { id, title } of sections) {
      this.#byAnchor.set(id.toLowerCase(), id);
      const number = NUMBER.exec(title)?.[1];
      if (number !== undefined && !this.#byNumber.has(number)) this.#byNumber.set(number, id);
      const folded = foldTitle(title);
      titles.push({ title: folded, id });
      // The same title twice means neither.
      this.#byTitle.set(folded, this.#byTitle.has(folded) ? undefined : id);
    }
    this.#titles = titles;
  }

  /** The section with GitHub's anchor, upper and lower case alike. */
  anchor(anchor: string): string | undefined {
    const wanted = decode(anchor).toLowerCase();
    return this.#byAnchor.get(wanted);
  }

  /** The section with a number or title; a part of a title will do when only one has it. */
  find(name: string): string | undefined {
    const number = /^\d+(?:\.\d+)*$/.exec(name)?.[0];
    if (number !== undefined) return this.#byNumber.get(number);
    const folded = foldTitle(name);
    if (folded === '') return undefined;
    if (this.#byTitle.has(folded)) return this.#byTitle.get(folded);
    if (folded.length < MIN_PART) return undefined;
    let found: string | undefined;
    for (const { title, id } of this.#titles) {
      if (!` ${title} `.includes(` ${folded} `)) continue;
      if (found !== undefined) return undefined;
      found = id;
    }
    return found;
  }
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
  return title
    .slice(0, 200)
    .toLowerCase()
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/^(?:playbook|scenario|procedure|runbook|case|step)\s*#?\d*\s*[:.–-]\s*/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\s+(?:playbook|runbook|procedures?|section|scenario|checklist)$/, '');
}
