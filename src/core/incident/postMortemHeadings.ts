import type { Runbook } from '../model/runbook';

const ABOUT =
  /\b(?:post-?\s?mortem|post-?\s?incident|retrospective|incident review|after[- ]action)\b/i;
/** Words that say "this is what such a document holds" rather than "do this". */
const TOPIC =
  /\b(?:summary|overview|impact|timeline|root cause|cause|detection|response|resolution|mitigation|recovery|lessons?|action items?|follow-?ups?|what went|contributing|prevention|trigger|background|participants|metrics|communication)(?=)\b/i;
const MOST = 30;

/**
 * The headings the runbook wants in a post-mortem: the headings of a template in a fence, those
 * below a section about post-mortems, or the list under words about one. Empty when it has none.
 */
export function postMortemHeadings(runbook: Runbook, text: string): readonly string[] {
  return (
    accepted(fromTemplates(runbook)) ??
    accepted(fromSections(runbook)) ??
    accepted(fromLists(text.split(/\r?\n/))) ??
    []
  );
}

function accepted(headings: readonly string[]): readonly string[] | undefined {
  const named = [...new Set(headings.map(clean).filter((heading) => heading !== ''))];
  const topics = named.filter((heading) => TOPIC.test(heading)).length;
  return topics >= 2 && topics * 2 >= named.length ? named.slice(0, MOST) : undefined;
}

function fromTemplates({ blocks, sections }: Runbook): readonly string[] {
  for (const { content, range, role } of blocks) {
    if (role === 'step') continue;
    const near = sections.filter(
      (section) => section.range.start <= range.start && range.start < section.range.end,
    );
    if (!ABOUT.test(content) && !near.some(({ title }) => ABOUT.test(title))) continue;
    const found = [...content.matchAll(/^ {0,3}#{2,4}[ \t]+(\S.*)$/gm)].map(
      (match) => match[1] ?? '',
    );
    if (accepted(found) !== undefined) return found;
  }
  return [];
}

function fromSections({ sections }: Runbook): readonly string[] {
  for (const section of sections) {
    if (!ABOUT.test(section.title)) continue;
    const below = sections.filter(({ parentId }) => parentId === section.id);
    const found = below.map(({ title }) => title);
    if (accepted(found) !== undefined) return found;
  }
  return [];
}

const ITEM = /^(\s*)(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$/;

/** The items below a line about post-mortems: deeper than it, or right behind it. */
function fromLists(lines: readonly string[]): readonly string[] {
  for (const [index, line] of lines.entries()) {
    if (!ABOUT.test(line) || line.length > 200) continue;
    const depth = ITEM.test(line) ? indentOf(line) : -1;
    const found: string[] = [];
    for (const next of lines.slice(index + 1, index + 1 + 2 * MOST)) {
      if (next.trim() === '') {
        if (found.length > 0) break;
        continue;
      }
      const item = ITEM.exec(next);
      if (item === null || indentOf(next) <= depth) break;
      found.push(item[2] ?? '');
    }
    if (accepted(found) !== undefined) return found;
  }
  return [];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function clean(heading: string): string {
  return heading
    .replace(/[*_`#]+/g, '')
    .replace(/^\s*(?:\d+[.)]\s+)/, '')
    .replace(/\s*[:–—].*$/, '')
    .trim()
    .slice(0, 80);
}
