import type { Runbook } from '../model/runbook';
import { refuseText, withProblem } from '../parser/limits';
import { findLinks, pointLinks } from '../parser/links';
import { outlineText } from '../parser/outlinedDocument';
import { SectionTitles } from '../parser/sectionTitles';
import type { Finding } from './finding';
import { FolderIndex } from './folderIndex';
import { validateRunbook, type RuleSettings } from './validateRunbook';

/** The rules that need no more of a runbook than its headings and links. */
export const LINK_RULES: ReadonlySet<string> = new Set([
  'broken-link',
  'broken-anchor',
  'unknown-playbook',
]);

const SETTINGS: RuleSettings = {
  '*': 'off',
  'broken-link': 'warning',
  'broken-anchor': 'warning',
};

/** A runbook with its sections and links, and nothing else: a third of the time of a whole one. */
export function readLinksOnly(text: string): Runbook {
  const refused = refuseText(text);
  if (refused !== undefined) return refused;
  const { document, outline, sections } = outlineText(text);
  const links = pointLinks(findLinks(document, outline), new SectionTitles(sections));
  return { ...withProblem('', ''), problems: [], sections, links };
}

/** The broken links and anchors of a folder, by path. */
export function checkLinks(
  paths: Iterable<string>,
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly Finding[]> {
  const files = new FolderIndex(paths, texts);
  return new Map(
    [...texts].map(([path, text]) => [
      path,
      validateRunbook(readLinksOnly(text), text, { path, files }, SETTINGS),
    ]),
  );
}
