import type { RunbookLink } from '../../model/facts';
import type { OffsetRange } from '../../text/range';
import { slugify } from '../../parser/sections';
import { emptyLinks, htmlLinks, imagesOf, isTemplate, undefinedReferences } from '../writtenLinks';
import { anchorsOfText, hyphenated } from '../anchors';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { resolveTarget } from '../linkTarget';
import type { KnownFiles } from '../surroundings';

/** A relative link to a file that is not there. */
export const brokenLink: Rule = {
  code: 'broken-link',
  severity: 'warning',
  explanation:
    'The file this link leads to is not there: it was moved, renamed or never written. During an incident that is a dead end. Correct the path or take the link out.',
  find: (context) => {
    const { files, path } = context.around;
    const undefinedOnes = undefinedReferences(context);
    if (files === undefined || path === undefined) return undefinedOnes;
    const broken = [
      ...linksOf(context, 'file'),
      ...htmlLinks(context, 'file'),
      ...(files.hasOtherFiles() ? imagesOf(context) : []),
      ...emptyLinks(context),
    ].flatMap((link) => {
      const target = isFromRoot(files, link.target)
        ? resolveTarget('', link.target.slice(1))
        : resolveTarget(path, link.target);
      if (target === undefined || target.candidates.some((file) => files.has(file))) return [];
      return [
        {
          span: linkSpan(context, link),
          message: target.outside
            ? `The link leads out of the folder that is checked, to ${link.target}, where nothing was found.`
            : `The link leads to ${link.target}, which is not there. Correct the path or take the link out.`,
        },
      ];
    });
    return [...undefinedOnes, ...broken];
  },
};

/** `/docs/x.md` begins at the root of the repository where that has such a folder. */
function isFromRoot(files: KnownFiles, target: string): boolean {
  if (!target.startsWith('/')) return false;
  const [, first = ''] =
    /^\/([\w.-]+)\/[\w./-]+\.(?:md|png|jpe?g|svg|gif|pdf|sh|ya?ml)(?:#|$)/i.exec(target) ?? [];
  return first !== '' && files.has(first);
}

/** A link to a heading that no document has. */
export const brokenAnchor: Rule = {
  code: 'broken-anchor',
  severity: 'warning',
  explanation:
    'The heading this link leads to was renamed or is gone, so the reader lands at the top of the page. Anchors are made of the heading: lower case, no punctuation, hyphens for blanks.',
  find: (context) => {
    const known = anchorsOfText(context.runbook, context.text);
    const stray = strayAnchors(context);
    const anchors =
      stray.length === 0 ? known : new Set([...known].filter((one) => !stray.includes(one)));
    return [
      ...[...linksOf(context, 'anchor'), ...htmlLinks(context, 'anchor')].flatMap((link) =>
        inText(context, link, anchors),
      ),
      ...[...linksOf(context, 'file'), ...htmlLinks(context, 'file')].flatMap((link) =>
        inOther(context, link),
      ),
    ];
  },
};

/**
 * Forms with a hyphen for each mark, which few renderers make: `#3-1-lag` of "3.1 Lag", where the
 * other links have `#32-lock`, or where it is the only one of a number with a dot.
 */
function strayAnchors(context: RuleContext): readonly string[] {
  const links = linksOf(context, 'anchor');
  if (links.length === 0) return [];
  const wanted = new Set(links.map(({ target }) => decode(target.slice(1)).toLowerCase()));
  // Nearly all links have the usual form.
  const ids = new Set(context.runbook.sections.map(({ id }) => id));
  if ([...wanted].every((anchor) => ids.has(anchor))) return [];
  const forms = hyphenated(context.runbook);
  const loose = [...wanted].filter((anchor) => forms.has(anchor));
  if (loose.length === 0) return [];
  const usual = new Set(forms.values());
  const others = [...wanted].some((anchor) => usual.has(anchor));
  if (!others && loose.length > 1) return [];
  return loose.filter(
    (anchor) =>
      (others || /^\d+-\d/.test(anchor)) &&
      ![`"${anchor}"`, `'${anchor}'`, `{#${anchor}`].some((given) => context.text.includes(given)),
  );
}

function linksOf({ runbook }: RuleContext, kind: RunbookLink['kind']): readonly RunbookLink[] {
  return runbook.links.filter((link) => link.kind === kind && !isTemplate(link.target));
}

function inText(
  context: RuleContext,
  link: RunbookLink,
  anchors: ReadonlySet<string>,
): readonly Found[] {
  const wanted = decode(link.target.slice(1)).toLowerCase();
  if (wanted === '' || wanted === 'top' || anchors.has(wanted) || wanted.startsWith(':~:'))
    return [];
  if (isSwallowed(context, wanted)) return [];
  return [
    {
      span: linkSpan(context, link),
      message: `No heading here has the anchor ${link.target}${nearest(wanted, anchors)}.`,
    },
  ];
}

/** A heading that a fence left open took in: the fence is at fault, not the link. */
function isSwallowed({ runbook }: RuleContext, wanted: string): boolean {
  return runbook.blocks.some(
    ({ content }) =>
      content.includes('\n##') &&
      [...content.matchAll(/^#{2,6} (.+)$/gm)].some(
        ([, title = '']) => slugify(title.trim()) === wanted,
      ),
  );
}

function inOther(context: RuleContext, link: RunbookLink): readonly Found[] {
  const { files, path } = context.around;
  const hash = link.target.indexOf('#');
  if (files === undefined || path === undefined || hash < 0) return [];
  const wanted = decode(link.target.slice(hash + 1)).toLowerCase();
  const target = resolveTarget(path, link.target);
  const file = target?.candidates.find((candidate) => files.has(candidate));
  const anchors = file === undefined ? undefined : files.anchors(file);
  if (anchors === undefined || wanted === '' || wanted === 'top' || anchors.has(wanted)) return [];
  if (/^l\d+(?:c\d+)?(?:-l?\d+(?:c\d+)?)?$/.test(wanted) || wanted.startsWith(':~:')) return [];
  return [
    {
      span: linkSpan(context, link),
      message: `${file} has no heading with the anchor #${link.target.slice(hash + 1)}${nearest(wanted, anchors)}.`,
    },
  ];
}

function nearest(wanted: string, anchors: ReadonlySet<string>): string {
  const words = new Set(wanted.split('-'));
  let best: string | undefined;
  let most = 0.5;
  for (const anchor of anchors) {
    const own = anchor.split('-');
    const share = own.filter((word) => words.has(word)).length / Math.max(own.length, words.size);
    if (share > most) {
      most = share;
      best = anchor;
    }
  }
  return best === undefined ? '' : `; #${best} comes near`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The target of a link on its line, or the line. */
export function linkSpan(context: RuleContext, link: RunbookLink): OffsetRange {
  const { target } = link;
  const line = lineOfTarget(context, link);
  const start = context.lines.start(line);
  const at = context.lines.line(line).indexOf(target);
  return at < 0 ? context.lineSpan(line) : { start: start + at, end: start + at + target.length };
}

/** The line to correct: of a link by name, that of `[name]: target`. */
function lineOfTarget({ lines }: RuleContext, { target, line }: RunbookLink): number {
  if (target === '' || lines.line(line).includes(target)) return line;
  for (let at = 0; at < lines.count; at++) {
    const text = lines.line(at);
    if (/^ {0,3}\[[^\]]+\]:/.test(text) && text.includes(target)) return at;
  }
  return line;
}
