import type { Section } from '../model/runbook';

/** Finds the innermost section that holds a line, in O(log n). Sections are in document order. */
export class SectionFinder {
  readonly #sections: readonly Section[];
  #byId: ReadonlyMap<string, Section> | undefined;

  constructor(sections: readonly Section[]) {
    this.#sections = sections;
  }

  /** Sections nest, so the last one that starts at or before the line is the innermost. */
  at(line: number): Section | undefined {
    let low = 0;
    let high = this.#sections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sections[middle]?.range.start ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    return this.#sections[low - 1];
  }

  parent(section: Section): Section | undefined {
    if (section.parentId === undefined) return undefined;
    this.#byId ??= byId(this.#sections);
    return this.#byId.get(section.parentId);
  }

  /** The section and those around it, innermost first. */
  *path(section: Section | undefined): Generator<Section> {
    let at = section;
    while (at !== undefined) {
      yield at;
      at = this.parent(at);
    }
  }
}

function byId(sections: readonly Section[]): ReadonlyMap<string, Section> {
  const found = new Map<string, Section>();
  for (const section of sections) found.set(section.id, section);
  return found;
}
