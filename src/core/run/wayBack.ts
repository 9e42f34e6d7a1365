import type { Runbook, Section } from '../model/runbook';
import type { Part, Step } from '../model/step';

/** Tells of steps, and of parts, whether they are a way back. */
export type TellsWayBack = (step: Step, part?: Part) => boolean;

/**
 * Tells what undoes the work of a runbook, or is for when it failed, from the work itself. Words
 * decide, and only such as name a way back for its own sake: a heading "Rollback", a line "To
 * undo:", "If not:". An order with an object, "Roll back the release", is a step like others, and
 * so is all of a page about it.
 *
 * @param lines the document, for the line above a block
 * @returns for the section that is gone through, whose own title does not count, or the whole page
 */
export function waysBack(
  runbook: Runbook,
  lines: readonly string[],
): (inside?: Section) => TellsWayBack {
  const sections = new Map(runbook.sections.map((section) => [section.id, section]));
  const isWayBack: TellsWayBack = (step, part) =>
    ancestors(step.sectionId, sections).some(namesWayBack) ||
    namesWayBack(leadOf(step, lines)) ||
    (part !== undefined && part.alternative === undefined && namesWayBack(part.title));
  return (inside) => {
    const named = [runbook.title, inside?.title, ...ancestors(inside?.parentId, sections)];
    const isItsWork = named.some((title) => title !== undefined && isAbout(title));
    return isItsWork ? () => false : isWayBack;
  };
}

/** Titles from a section up to the outermost. */
function ancestors(
  id: string | undefined,
  sections: ReadonlyMap<string, Section>,
): readonly string[] {
  const section = id === undefined ? undefined : sections.get(id);
  return section === undefined ? [] : [section.title, ...ancestors(section.parentId, sections)];
}

/** The paragraph or item that a step stands in, or that stands right above its block. */
function leadOf({ kind, range }: Step, lines: readonly string[]): string {
  if (kind === 'row') return '';
  let end = range.start;
  if (kind === 'block') while (end > 0 && isBlank(lines[end - 1])) end -= 1;
  let start = kind === 'block' ? end - 1 : end;
  while (start > 0 && !BEGINS.test(lines[start] ?? '') && !isBlank(lines[start - 1])) start -= 1;
  return (lines[start] ?? '').replace(BEFORE, '');
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || /^[\s>]*$/.test(line);
}

/** A page or section with such a title has going back for its work, and nothing else. */
function isAbout(title: string): boolean {
  return namesWayBack(title) || (ABOUT.test(title) && !BESIDE.test(title));
}

/** Whether words name a way back for its own sake. */
export function namesWayBack(words: string): boolean {
  return NAMED.test(words.replace(/[*_`#~]+/g, '').trim());
}

/** An item, a heading or a fence: what stands above is another thing. */
const BEGINS = /^[\s>]*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|```|~~~|\|)/;
const BEFORE = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?/;

const UNDO = 'roll(?:ing)?[- ]?back|back(?:ing)?[- ]?out|undo(?:ing)?|revert(?:ing)?';
/** Behind a number or letter: the word alone, its purpose, its means, or that it went wrong. */
const NAMED = new RegExp(
  [
    String.raw`^(?:(?:\d[\d.]*|[A-Z]\d*)[.):]?\s+|(?:step|phase|part)\s+\w+\s*[-:.–—]\s*)?(?:`,
    String.raw`(?:the )?(?:${UNDO}|way back)(?:\s+(?:plan|procedure|steps?|instructions?|path|strategy|commands?|notes?))?`,
    String.raw`\s*(?:$|[:.,;(–—]|-\s|(?:with|by|from|using|if|when|in case|of)\b)`,
    String.raw`|(?:how )?to (?:roll (?:it |this )?back|back (?:it |this )?out|undo|revert)\b`,
    String.raw`|(?:if|when) (?:it|this|that|something|anything|things|all) (?:goes|go|went) wrong\b`,
    // A sequence has come so far because what stands above passed.
    String.raw`|(?:if|when) (?:not\b|(?:it|this|that|the [\w-]+) (?:fails|failed|has failed|does not|doesn['’]t|did not|is not|isn['’]t)\b)|(?:otherwise|else)\b)`,
  ].join(''),
  'i',
);
const ABOUT = new RegExp(String.raw`\b(?:${UNDO})`, 'i');
const BESIDE = new RegExp(String.raw`(?:\b(?:and|or)|[&,/+])\s+(?:${UNDO})`, 'i');
