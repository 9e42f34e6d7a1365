import type { Runbook, Section } from '../model/runbook';
import { fail, succeed, type Result } from '../../util/result';

/** As many sections are named when words fit several. */
const MOST_NAMED = 8;

/**
 * The section that words name: by id, by the whole title, by titles from above it on
 * (`Recovery > Restart`), else by the only title that contains the words. Case is ignored.
 */
export function findSection(
  runbook: Runbook,
  wanted: string,
): Result<Section, 'section-not-found'> {
  const { sections } = runbook;
  const above = new Map(sections.map((section) => [section.id, section]));
  const words = wanted.trim().toLowerCase();
  const path = asPath(wanted);
  const ways: readonly ((section: Section) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ title }) => title.trim().toLowerCase() === words,
    (section) => ` > ${asPath(pathTo(section, above).join(' > '))}`.endsWith(` > ${path}`),
    ({ title }) => title.toLowerCase().includes(words),
  ];
  for (const fits of ways) {
    const found = sections.filter(fits);
    const [one] = found;
    if (one !== undefined && found.length === 1) return succeed(one);
    if (one !== undefined) return fail('section-not-found', several(wanted, found, above));
  }
  return fail('section-not-found', `There is no section "${wanted}" in this runbook.`);
}

type ById = ReadonlyMap<string, Section>;

/** The titles from the outermost heading on. */
function pathTo(section: Section, sections: ById): readonly string[] {
  const parent = sections.get(section.parentId ?? '');
  return [...(parent === undefined ? [] : pathTo(parent, sections)), section.title.trim()];
}

function asPath(written: string): string {
  return written
    .toLowerCase()
    .split('>')
    .map((title) => title.trim())
    .join(' > ');
}

/** Each by the shortest path that is its own, or by its id where there is none. */
function several(wanted: string, found: readonly Section[], sections: ById): string {
  const paths = found.map((section) => pathTo(section, sections));
  const names = found.slice(0, MOST_NAMED).map(({ id }, index) => {
    const path = paths[index] ?? [];
    for (let length = 1; length <= path.length; length += 1) {
      const own = path.slice(-length).join(' > ');
      const alike = paths.filter((other) => other.slice(-length).join(' > ') === own);
      if (alike.length === 1) return `"${own}"`;
    }
    return id;
  });
  const more = found.length > names.length ? ', …' : '';
  return `"${wanted}" can be ${found.length} sections here. Write one of ${names.join(', ')}${more}.`;
}
