import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { missingPlaces } from '../numberedPlaces';
import { namesSentTo, type SentTo } from '../playbookNames';
import { linkSpan } from './brokenLink';

/** "follow **Database outage** playbook", and there is none. */
export const unknownPlaybook: Rule = {
  code: 'unknown-playbook',
  severity: 'warning',
  explanation:
    'The text sends its reader to a playbook or section by name, and no heading has that name. Correct the name, or make it a link.',
  find: (context) => [
    ...named(context),
    ...sentTo(context),
    ...numbered(context),
    ...listed(context),
  ],
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

/** Names behind a verb that sends, in any of the marks and languages people use. */
function sentTo(context: RuleContext): readonly Found[] {
  const known = new Set(
    context.runbook.links.flatMap((link) => (link.kind === 'playbook' ? [link.target] : [])),
  );
  const found: Found[] = [];
  let marks: boolean | undefined;
  const look = (start: number, content: string): void => {
    for (const { text, from, bare, sent } of context.once('sent to', content, piecesThatSend)) {
      for (const { name, at: offset, only } of sent) {
        const here = BELOW.test(bare.slice(offset + name.length));
        if (known.has(name) || isLinked(text, name) || isKnown(context, name, here)) continue;
        // Of the page that the link behind it, blanked out here, leads to.
        if (
          /^\W{0,3}(?:under|in|on|of|from|at) (?:the )? {4}/.test(bare.slice(offset + name.length))
        )
          continue;
        if (only === 'alike' && !hasAlike(context, name)) continue;
        if (only !== undefined && !(marks ??= marksSections(context))) continue;
        known.add(name);
        const line = start + content.slice(0, from + offset).split('\n').length - 1;
        const whole = context.lines.line(line);
        const column = whole.indexOf(name);
        const at = context.lines.start(line) + column;
        found.push({
          span: column < 0 ? context.lineSpan(line) : { start: at, end: at + name.length },
          message: missing(name),
        });
      }
    }
  };
  for (const { kind, content, start } of context.passages)
    if (kind === 'paragraph') look(start, content);
  for (const { rows } of context.tables)
    for (const { cells, line } of rows) for (const { markdown } of cells) look(line, markdown);
  return found;
}

/** Every name stands in marks, or its words begin with capitals before a word that says what it is. */
const MARKS =
  /\*\*|__|[*_]\p{L}|["“„«‹「『《]|`\p{Lu}\p{Ll}|below|above|playbook|runbook|scenario|section|procedure/u;

interface SendingPiece {
  readonly text: string;
  readonly from: number;
  /** Without links. */
  readonly bare: string;
  readonly sent: readonly SentTo[];
}

function piecesThatSend(content: string): readonly SendingPiece[] {
  if (!MARKS.test(content)) return [];
  return piecesOf(content).flatMap(({ text, from }) => {
    const bare = !text.includes('[')
      ? text
      : text.replace(/!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, blank);
    const sent = namesSentTo(bare);
    return sent.length === 0 ? [] : [{ text, from, bare, sent }];
  });
}

/** A passage as one line, since names and sentences go on in the next; keyed lines by themselves. */
function piecesOf(content: string): readonly { readonly text: string; readonly from: number }[] {
  if (!content.includes('\n')) return [{ text: content, from: 0 }];
  const whole = content.length > 2000 ? [] : [{ text: content.replaceAll('\n', ' '), from: 0 }];
  let from = 0;
  const lines = content.split('\n').map((text) => {
    const piece = { text, from };
    from += text.length + 1;
    return piece;
  });
  return [
    ...whole,
    ...lines.filter(({ text }) => whole.length === 0 || (text.length < 200 && KEYED.test(text))),
  ];
}

const KEYED = /^\W*(?:playbook|runbook|proced|procéd|ablauf)/i;

/** Whether the prose marks names of sections that are here, so that other marked ones are names. */
function marksSections({ passages, tables, runbook }: RuleContext): boolean {
  const titles = new Set(
    runbook.sections.map(({ title }) => foldWords(title)).filter((title) => title.includes(' ')),
  );
  const marked = (text: string): boolean =>
    [...text.matchAll(/(?:\*\*|["“„«_*])([^*_"“”»\n]{4,80})(?:\*\*|["”“»_*])/g)].some(
      ([, name = '']) => titles.has(foldWords(name)),
    );
  return (
    passages.some(({ kind, content }) => kind === 'paragraph' && marked(content)) ||
    tables.some(({ rows }) =>
      rows.some(({ cells }) => cells.some(({ markdown }) => marked(markdown))),
    )
  );
}

/** Whether the name of a section shares a telling word. */
function hasAlike({ runbook }: RuleContext, name: string): boolean {
  const words = wordsOf(name).filter((word) => word.length > 3);
  return runbook.sections.some(({ title }) => wordsOf(title).some((word) => words.includes(word)));
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** "The section **Restart** below" is on this page. */
const BELOW = /^[*_"”»]{0,2},? \(?(?:see )?(?:below|above|further (?:down|up))(?!\p{L})/iu;

/** Whether a heading, a bold line or a file has nearly this name; `here`: one of this page. */
function isKnown(context: RuleContext, name: string, here = false): boolean {
  const { files, path } = context.around;
  if ((!here && files?.hasTitle(name) === true) || isLineOfItsOwn(context, name)) return true;
  const words = wordsOf(name);
  if (words.length === 0 || isKey(context, name)) return true;
  const near = context.runbook.sections.some(({ title }) => {
    const own = wordsOf(title);
    return (
      words.every((word) => own.includes(word)) ||
      (own.length > 1 && own.every((word) => words.includes(word)))
    );
  });
  if (near) return true;
  const folder = path?.includes('/') === true ? path.replace(/[^/]*$/, '') : '';
  const slug = foldWords(name);
  return ['-', '_', ''].some(
    (mark) => files?.has(`${folder}${slug.replaceAll(' ', mark)}.md`) === true,
  );
}

/** "*Next review* above": a fact of the page, by its key. */
function isKey(context: RuleContext, name: string): boolean {
  const wanted = name.toLowerCase();
  const isTitle = ({ text }: { readonly text: string }): boolean => text.toLowerCase() === wanted;
  if (context.tables.some(({ header }) => header.cells.some(isTitle))) return true;
  const lower = context.text.toLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const before = context.text.slice(context.text.lastIndexOf('\n', at - 1) + 1, at);
    const behind = context.text.slice(at + wanted.length, at + wanted.length + 5);
    if (/(?:^|[·•;])[\s>*_+-]*$/.test(before) && /^[*_]{0,3}\s?:/.test(behind)) return true;
  }
  return false;
}

/** The words of a title that tell it apart, whether one or many are meant. */
function wordsOf(title: string): readonly string[] {
  return foldWords(title)
    .split(' ')
    .filter(
      (word) =>
        word !== '' && !/^(?:the|a|an|of|for|to|in|on|and|der|die|das|le|la|el|de|du)$/.test(word),
    )
    .map((word) => (word.length > 3 ? word.replace(/(?:es|s)$/, '') : word));
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
      if (words === wanted && !isWrapped(lines, line)) return true;
    }
  }
  return false;
}

/** A line that only goes on with the sentence above it. */
function isWrapped(lines: RuleContext['lines'], line: number): boolean {
  const above = line === 0 ? '' : lines.line(line - 1);
  return /^\s*[\p{L}\d].*(?:[\p{L}\d,;)]|\*\*)$/u.test(above);
}

/** "Go to step 9" where the headings or lists count to five, "section 7.3" where none has that. */
function numbered(context: RuleContext): readonly Found[] {
  return missingPlaces(context).map(({ line, written, name }) => {
    const column = context.lines.line(line).indexOf(written);
    const at = context.lines.start(line) + column;
    return {
      span: column < 0 ? context.lineSpan(line) : { start: at, end: at + written.length },
      message: missing(name),
    };
  });
}

/** The names in a column "Playbook", when others of them are headings here. */
function listed(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) => {
    const column = header.cells.findIndex(({ text }) =>
      /^(?:(?:playbook|runbook|section|procedure)s?|go to|see|read|next step|continue (?:with|at))$/i.test(
        text.trim(),
      ),
    );
    // A plan of drills or reviews lists names that need not be here.
    if (column < 0 || !header.cells.some(({ text }) => SITUATION.test(text))) return [];
    const names = rows.flatMap(({ cells, line }) => {
      const cell = cells[column];
      if (cell === undefined || /[\](`]/.test(cell.markdown)) return [];
      const name = cell.text.trim();
      return /\p{L}{3}/u.test(name) ? [{ name, line }] : [];
    });
    const unknown = names.filter(({ name }) => !isKnown(context, name));
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
