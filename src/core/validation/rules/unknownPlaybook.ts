import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { linkSpan } from './brokenLink';

/** "follow **Database outage** playbook", and there is none. */
export const unknownPlaybook: Rule = {
  code: 'unknown-playbook',
  severity: 'warning',
  explanation:
    'The text sends its reader to a playbook or section by name, and no heading has that name. Correct the name, or make it a link.',
  find: (context) => [...named(context), ...numbered(context), ...listed(context)],
};

function named(context: RuleContext): readonly Found[] {
  const told = new Set<string>();
  return context.runbook.links.flatMap((link) => {
    if (link.kind !== 'playbook' || link.sectionId !== undefined) return [];
    if (context.around.files?.hasTitle(link.target) === true) return [];
    const line = context.lines.line(link.line);
    // The link beside the name, or around it, leads there.
    if (isLinked(line, link.target) || isLineOfItsOwn(context, link.target)) return [];
    // A section of something else.
    const behind = line.slice(line.indexOf(link.target) + link.target.length);
    if (/^\W*(?:section|chapter|page)\s+(?:of|in)\b/i.test(behind)) return [];
    const key = `${link.line} ${link.target}`;
    if (told.has(key)) return [];
    told.add(key);
    return [{ span: linkSpan(context, link), message: missing(link.target) }];
  });
}

function missing(name: string): string {
  return `There is no playbook or section "${name}" here. Correct the name, or link to where it is.`;
}

/** A line in bold, or a term of a list, is as good as a heading to its reader. */
function isLineOfItsOwn({ lines }: RuleContext, name: string): boolean {
  const wanted = foldWords(name);
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    if (/^[\s>*_-]*(?:\*\*|__)/.test(text) && text.length < name.length + 30) {
      const words = foldWords(text.replace(/^[\s>*_-]+/, ''));
      if (words === wanted) return true;
    }
  }
  return false;
}

/** "Go to step 9" where the headings count to five. */
function numbered(context: RuleContext): readonly Found[] {
  const steps = context.runbook.sections.flatMap(({ title }) => {
    const number = /^(?:step|schritt|étape|paso|passo|stap) (\d{1,2})\b/i.exec(title)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  if (steps.length < 2) return [];
  const last = Math.max(...steps);
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'paragraph') return [];
    return content.split('\n').flatMap((text, index) => {
      const match = TO_STEP.exec(text);
      const number = Number(match?.[1] ?? 0);
      if (match === null || number <= last || hasItem(context, number)) return [];
      const at = context.lines.start(start + index);
      const column = context.lines.line(start + index).indexOf(match[0]);
      return [
        {
          span:
            column < 0
              ? context.lineSpan(start + index)
              : { start: at + column, end: at + column + match[0].length },
          message: missing(`Step ${number}`),
        },
      ];
    });
  });
}

const TO_STEP =
  /\b(?:go (?:back |on )?to|see|proceed (?:to|with)|continue (?:with|at)|skip to|jump to|return to|repeat|follow) step (\d{1,2})\b(?!\.\d)/i;

function hasItem({ lines }: RuleContext, number: number): boolean {
  for (let line = 0; line < lines.count; line++)
    if (new RegExp(`^[\\s>|*_]*${number}[.)|]`).test(lines.line(line))) return true;
  return false;
}

/** The names in a column "Playbook", when others of them are headings here. */
function listed(context: RuleContext): readonly Found[] {
  const titles = new Set(context.runbook.sections.map(({ title }) => foldWords(title)));
  const isKnown = (name: string): boolean =>
    titles.has(foldWords(name)) ||
    context.around.files?.hasTitle(name) === true ||
    isLineOfItsOwn(context, name);
  return context.tables.flatMap(({ header, rows }) => {
    const column = header.cells.findIndex(({ text }) =>
      /^(?:playbook|runbook|section)s?$/i.test(text.trim()),
    );
    // A plan of drills or reviews lists names that need not be here.
    if (column < 0 || !header.cells.some(({ text }) => SITUATION.test(text))) return [];
    const names = rows.flatMap(({ cells, line }) => {
      const cell = cells[column];
      if (cell === undefined || /[\](`]/.test(cell.markdown)) return [];
      const name = cell.text.trim();
      return /\p{L}{3}/u.test(name) ? [{ name, line }] : [];
    });
    const unknown = names.filter(({ name }) => !isKnown(name));
    if (unknown.length * 2 > names.length) return [];
    return unknown.map(({ name, line }) => ({
      span: context.lineSpan(line),
      message: missing(name),
    }));
  });
}

/** What a table that sends its reader somewhere is ordered by. */
const SITUATION =
  /\b(?:situation|symptoms?|alerts?|when|if|conditions?|triggers?|problems?|causes?|you see|signs?|errors?|issues?)\b/i;

function isLinked(line: string, name: string): boolean {
  const at = line.indexOf(name);
  const behind = line.slice(at + name.length, at + name.length + 60);
  return (
    /^(?:(?!\b(?:and|or|und|oder|et|ou|y|o|e)\b)[^.;]){0,40}\]\(/i.test(behind) ||
    /\]\([^)]*\)[^.;]{0,20}$/.test(line.slice(0, at))
  );
}

/** A title as it is compared: lower-case words, without number and "playbook". */
export function foldWords(title: string): string {
  return title
    .toLowerCase()
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\s+(?:playbook|runbook|procedures?|section|scenario|checklist)$/, '');
}
