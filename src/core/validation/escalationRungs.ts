import type { Section } from '../model/runbook';
import type { RuleContext } from './ruleContext';

/** One thing that a section says on escalation: a sentence, a link of a chain, a row. */
export interface Rung {
  readonly text: string;
  readonly line: number;
  /** The cells of a row; empty for words. */
  readonly cells: readonly string[];
  /** What stands below it in its item. */
  readonly below: string;
}

const CHAINED =
  /,?\s+(?:and\s+)?(?:then|after that|afterwards|dann|danach|anschließend|puis|ensuite|luego|después|depois|poi|daarna)\s+|\s*(?:→|->|=>|⇒)\s*|[,;]\s+(?:and\s+)?(?=(?:the\s+)?(?:second|third|fourth|last|2nd|3rd|4th|level \d|tier \d|zweite|dritte|deuxième|troisième|segunda|tercera)\s)/iu;

/** What a section says, thing by thing; its sub-sections speak for themselves. */
export function rungsOf(context: RuleContext, section: Section): readonly Rung[] {
  const { start: from, end: to } = section.range;
  return context.passages.flatMap(({ kind, content, start, end, item, opensItem }) => {
    if (start <= from || start >= to || context.sectionAt(start)?.id !== section.id) return [];
    if (kind === 'table')
      return (context.tables.find(({ range }) => range.start === start)?.rows ?? []).map(
        ({ cells, line }) => ({
          text: cells.map(({ markdown }) => markdown).join(' | '),
          line,
          cells: cells.map(({ text }) => text),
          below: '',
        }),
      );
    if (kind !== 'paragraph') return [];
    const below = item !== undefined && opensItem ? context.linesText(end, item.end) : '';
    return linksOf(content, start).map((link) => ({ ...link, cells: [], below }));
  });
}

/** The sentences of a passage, and each link of a chain among them. */
function linksOf(
  content: string,
  start: number,
): readonly { readonly text: string; readonly line: number }[] {
  return sentencesOf(content).flatMap(({ text, line }) => {
    let at = 0;
    return text.split(CHAINED).map((link) => {
      at = text.indexOf(link, at);
      const before = text.slice(0, at).split('\n').length - 1;
      return { text: link, line: start + line + before };
    });
  });
}

/** "**Escalation:** desk (pager 311), then the maker" outside of such a section. */
export function keyedRungs(context: RuleContext): readonly Rung[] {
  return context.passages.flatMap(({ kind, content, start }) => {
    if (
      kind !== 'paragraph' ||
      !/s[ck]ala|(?:if|when) (?:it|this|that|nothing|all) /i.test(content)
    )
      return [];
    return content.split('\n').flatMap((line, index) => {
      const said = KEYED.exec(line)?.[1];
      if (said === undefined) return [];
      return linksOf(said, start + index).map((link) => ({ ...link, cells: [], below: '' }));
    });
  });
}

const KEYED =
  /^[\s>*_-]*(?:escalat(?:ion|e)(?: (?:to|path|chain|contacts?|order))?|eskalation(?: an)?|escalade|escalado|escalación|escalação|(?:if|when) (?:it|this|that|nothing|all)[^:：\n]{0,20} (?:help|work|fail|better|enough|solve|fix)[^:：\n]{0,20})[*_]*\s*[:：][*_]*\s+(.+)$/iu;

/** Behind a stop that is not that of "Mrs.", "Dr." or an initial. */
const ENDS =
  /(?<=[.;!?])(?<!(?<![\p{L}\d])(?:\p{Lu}|Mrs?|Ms|Mx|Dr|Prof|St|Sra?|Srta|Dra|Mme|Mlle|Sig|Dott|Hr|Fr|Ing|Dipl|Mag|Jr|Sen|Capt|Lt|Col|No|Nr|Tel|tel|ext|Ext|approx|ca|e\.g|i\.e|bzw|resp|incl|c\/o|vs)\.)\s+(?=[\p{Lu}"*_[`(])|\n(?=\s*(?:[-*+]|\d{1,3}[.)])\s|[*_]{1,2}\p{L}|(?:[Ll]evel|[Tt]ier|[Ll]ine|[Ss]tep|[Ss]tufe|[LT]) ?\d(?!\d)|(?:First|Second|Third|Then)(?!\p{L}))|(?: {2}|\\)\n/u;

/** The sentences of a passage and the lines on which they begin. */
export function sentencesOf(
  content: string,
): readonly { readonly text: string; readonly line: number }[] {
  let at = 0;
  return content.split(ENDS).map((text) => {
    at = content.indexOf(text, at);
    return { text, line: content.slice(0, at).split('\n').length - 1 };
  });
}
