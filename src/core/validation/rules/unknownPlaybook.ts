import type { Rule } from '../rule';
import { linkSpan } from './brokenLink';

/** "follow **Database outage** playbook", and there is none. */
export const unknownPlaybook: Rule = {
  code: 'unknown-playbook',
  severity: 'warning',
  explanation:
    'The text sends its reader to a playbook or section by name, and no heading has that name. Correct the name, or make it a link.',
  find: (context) =>
    context.runbook.links.flatMap((link) => {
      if (link.kind !== 'playbook' || link.sectionId !== undefined) return [];
      if (context.around.files?.hasTitle(link.target) === true) return [];
      const line = context.lines.line(link.line);
      // The link beside the name, or around it, leads there.
      if (isLinked(line, link.target)) return [];
      // A section of something else.
      const behind = line.slice(line.indexOf(link.target) + link.target.length);
      if (/^\W*(?:section|chapter|page)\s+(?:of|in)\b/i.test(behind)) return [];
      return [
        {
          span: linkSpan(context, link),
          message: `There is no playbook or section "${link.target}" here. Correct the name, or link to where it is.`,
        },
      ];
    }),
};

function isLinked(line: string, name: string): boolean {
  const at = line.indexOf(name);
  const behind = line.slice(at + name.length, at + name.length + 60);
  return /^[^.;]{0,40}\]\(/.test(behind) || /\]\([^)]*\)[^.;]{0,20}$/.test(line.slice(0, at));
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
