import type { Runbook } from '../model/runbook';
import { refuseText, withProblem } from '../parser/limits';
import { findLinks } from '../parser/links';
import { parseMarkdown } from '../parser/markdown';
import { readOutline } from '../parser/passages';
import { toHeadings } from '../parser/headings';
import { toSections } from '../parser/sections';
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
  const document = parseMarkdown(text);
  const outline = readOutline(document);
  const sections = toSections(toHeadings(outline), document.lines.count);
  const links = findLinks(document, sections, outline);
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
