import type { RunbookLink } from '../model/facts';
import { foldLabel, readReferences } from '../parser/links';
import type { Found } from './rule';
import type { RuleContext } from './ruleContext';

/** Pictures of the folder; what the runbook knows as links is what a person can follow. */
export function imagesOf({ passages }: RuleContext): readonly RunbookLink[] {
  return passages.flatMap(({ kind, content, start }) => {
    if (kind === 'code' || !content.includes('![')) return [];
    const text = withoutCode(content);
    return [...text.matchAll(IMAGE)].flatMap((match) => {
      const target = match[1] ?? match[2] ?? '';
      if (target.includes(':') || target.startsWith('/') || isTemplate(target)) return [];
      const line = start + text.slice(0, match.index).split('\n').length - 1;
      return [{ kind: 'file' as const, text: '', target, sectionId: undefined, line }];
    });
  });
}

/** `<a href="other.md">`, `<a href="#part">` and `<img src="x.png">` in the text. */
export function htmlLinks(context: RuleContext, kind: RunbookLink['kind']): readonly RunbookLink[] {
  if (!/<(?:a|img)\s/i.test(context.text)) return [];
  const found: RunbookLink[] = [];
  for (const [line, text] of linesOfWords(context))
    for (const match of text.matchAll(
      /<(?:a\s[^>]*?\bhref|img\s[^>]*?\bsrc)\s*=\s*["']([^"'\n]+)["']/gi,
    )) {
      const target = match[1] ?? '';
      if (/^\/|^[^#]*:/.test(target) || isTemplate(target)) continue;
      if ((target.startsWith('#') ? 'anchor' : 'file') !== kind) continue;
      found.push({ kind, text: '', target, sectionId: undefined, line });
    }
  return found;
}

/** The lines outside of code, without what stands in backticks. */
function linesOfWords({ runbook, lines }: RuleContext): readonly (readonly [number, string])[] {
  const found: (readonly [number, string])[] = [];
  let next = 0;
  const take = (to: number): void => {
    for (; next < Math.min(to, lines.count); next++)
      found.push([next, withoutCode(lines.line(next))]);
  };
  for (const { range } of runbook.blocks) {
    take(range.start);
    next = Math.max(next, range.end);
  }
  take(lines.count);
  return found;
}

function withoutCode(text: string): string {
  return text.replace(/(`+)(?:(?!\1).)*\1/g, (code) => ' '.repeat(code.length));
}

/** `[the form][form]` without a line `[form]: …`: its reader sees the brackets. */
export function undefinedReferences(context: RuleContext): readonly Found[] {
  if (!context.text.includes('][')) return [];
  const known = readReferences(context.document);
  return context.passages.flatMap(({ kind, content, start, end }) => {
    if (kind === 'code' || !(kind === 'table' || content.includes(']['))) return [];
    const found: Found[] = [];
    for (let line = start; line < Math.min(end, context.lines.count); line++)
      for (const match of withoutCode(context.lines.line(line)).matchAll(REFERENCE)) {
        const label = match[2] === '' ? match[1] : match[2];
        if (label === undefined || known.has(foldLabel(label)) || !isLabel(label)) continue;
        const at = context.lines.start(line) + match.index;
        found.push({
          span: { start: at, end: at + match[0].length },
          message: `Nothing defines the link [${label}]. Write \`[${label}]: address\` below, or take the link out.`,
        });
      }
    return found;
  });
}

/** Not behind a name, where brackets are an index. */
const REFERENCE = /(?<![\w\])\\!])\[([^[\]\n]{2,80})\]\[([^[\]\n]{0,60})\](?![[(:\w])/g;

/** `[a-z][^b]` are letters to choose from, `[^1]` is a footnote. */
function isLabel(label: string): boolean {
  return /^[\p{L}\d][\p{L}\d ._/:#-]*$/u.test(label) && !/^\w-\w/.test(label);
}

/** `[the page]()`, which somebody meant to fill in. */
export function emptyLinks({ passages }: RuleContext): readonly RunbookLink[] {
  return passages.flatMap(({ kind, content, start }) => {
    if (kind === 'code' || !content.includes(']()')) return [];
    const text = withoutCode(content);
    return [...text.matchAll(/\[[^\]\n]+\]\(\)/g)].map((match) => {
      const line = start + text.slice(0, match.index).split('\n').length - 1;
      return { kind: 'file' as const, text: '', target: ']()', sectionId: undefined, line };
    });
  });
}

const IMAGE = /!\[[^\]\n]*\]\(\s*(?:<([^<>\n]+)>|([^\s()]+(?:\([^\s()]*\)[^\s()]*)*))/g;

/** Made by a program or to be filled in: nobody can tell where it leads. */
export function isTemplate(target: string): boolean {
  return /\{\{|\{%|<%|\$\{|\$\(|<[a-z]|^\{|\}$/i.test(target);
}
