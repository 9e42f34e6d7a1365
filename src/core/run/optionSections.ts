import type { Section } from '../model/runbook';
import type { Step } from '../model/step';
import { optionLabel } from '../text/optionLabel';

/** What stands below one of several headings such as "Option 1" and "Option 2". */
export interface OptionSection {
  readonly section: Section;
  readonly label: string;
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Finds the headings of a runbook that offer options. */
export class OptionSections {
  readonly #sections: ReadonlyMap<string, Section>;
  /** A section that was chosen is no option any more; those inside it are. */
  readonly #chosen: ReadonlySet<string>;

  constructor(sections: readonly Section[], chosen: ReadonlySet<string> = new Set()) {
    this.#sections = new Map(sections.map((section) => [section.id, section]));
    this.#chosen = chosen;
  }

  /** The options that the steps from one on belong to, in order; none or one when nothing is offered. */
  startingWith(steps: readonly Step[], at: number): readonly OptionSection[] {
    const first = this.#optionOf(steps[at]);
    if (first === undefined) return [];
    const options: { section: Section; steps: Step[] }[] = [];
    for (const step of steps.slice(at)) {
      const section = this.#optionOf(step);
      if (section === undefined || section.parentId !== first.parentId) break;
      const last = options.at(-1);
      if (last?.section === section) last?.steps.push(step);
      else options.push({ section, steps: [step] });
    }
    return options.map((option) => ({
      ...option,
      ...(labelled(option.section) ?? { label: option.section.title, title: '' }),
    }));
  }

  /** What the options are for: the heading above them. */
  titleAbove([first]: readonly OptionSection[]): string {
    const { parentId } = first?.section ?? {};
    return (parentId === undefined ? undefined : this.#sections.get(parentId)?.title) ?? '';
  }

  inside({ id }: Section): OptionSections {
    return new OptionSections([...this.#sections.values()], new Set([...this.#chosen, id]));
  }

  /** The outermost heading above a step that is an option. */
  #optionOf(step: Step | undefined): Section | undefined {
    let found: Section | undefined;
    let id = step?.sectionId;
    while (id !== undefined) {
      const section = this.#sections.get(id);
      if (section === undefined) break;
      if (!this.#chosen.has(id) && labelled(section) !== undefined) found = section;
      id = section.parentId;
    }
    return found;
  }
}

function labelled({ title }: Section): ReturnType<typeof optionLabel> {
  return optionLabel(
    title.replace(/[*_`]+/g, '').replace(/^\s*(?:\d[\d.]*[.)]?|[A-Z][.)])\s+/, ''),
  );
}
