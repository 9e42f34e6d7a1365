import type { Fix } from '../finding';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import type { MarkdownToken } from '../../parser/markdownBlocks';

/** A numbered list that starts again at 1 because a block stands at the margin. */
export const numberingBroken: Rule = {
  code: 'numbering-broken',
  severity: 'warning',
  explanation:
    'A block at the margin ends the list, and the next step is 1 again: "go to step 4" leads nowhere. Indent the block to the text of its item.',
  find: (context) => {
    return siblings(context.document.tokens).flatMap((top) => inSiblings(context, top));
  },
};

/** The tokens side by side at the margin, in each quote and in each item. */
function siblings(all: readonly MarkdownToken[]): readonly (readonly MarkdownToken[])[] {
  const groups: MarkdownToken[][] = [[]];
  const open: MarkdownToken[][] = [groups[0] ?? []];
  for (const token of all) {
    open[token.level]?.push(token);
    if (!token.type.endsWith('_open')) continue;
    const own: MarkdownToken[] = [];
    open[token.level + 1] = own;
    if (token.type === 'blockquote_open' || token.type === 'list_item_open') groups.push(own);
  }
  return groups.filter(
    (group) =>
      group.some(({ type }) => type === 'fence') &&
      group.some(({ type }) => type === 'ordered_list_open'),
  );
}

function inSiblings(context: RuleContext, top: readonly MarkdownToken[]): readonly Found[] {
  return top.flatMap((token, index) => {
    if (token.type !== 'ordered_list_open') return [];
    const between = betweenLists(context, top, index);
    const fence = between?.find(({ type }) => type === 'fence')?.map ?? null;
    const open = listBefore(context, top, index);
    if (open === undefined || fence === null || open.map === null) return [];
    // Whoever counts on by hand is read right.
    if (numberOf(token) === numberOf(open) + itemsOf(context, open)) return [];
    const line = (token.map?.[0] ?? 0) + context.document.firstLine;
    const written = /^\s*(\d+)/.exec(context.lines.line(line))?.[1] ?? '1';
    const fix = indent(context, open, fence);
    return [
      {
        span: context.lineSpan(line),
        message: `The block above ends the list, so this item is number ${written}, whatever the list above counted. Indent the block to the text of the item it belongs to.`,
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}

/** The numbered list that the block ended: the one above, or the last one in its bullets. */
function listBefore(
  { document }: RuleContext,
  top: readonly MarkdownToken[],
  index: number,
): MarkdownToken | undefined {
  const list = top
    .slice(0, index)
    .findLast(({ type }) => type === 'ordered_list_open' || type === 'bullet_list_open');
  if (list?.type !== 'bullet_list_open') return list;
  const [, end = 0] = list.map ?? [];
  return document.tokens.findLast(
    ({ type, map, level }) =>
      type === 'ordered_list_open' && level === list.level + 2 && map !== null && map[1] === end,
  );
}

/**
 * What stands at the margin since the list above, undefined when it is more than blocks and the
 * words of an item that go with them.
 */
function betweenLists(
  context: RuleContext,
  top: readonly MarkdownToken[],
  index: number,
): readonly MarkdownToken[] | undefined {
  const from = top
    .slice(0, index)
    .findLastIndex(({ type }) => type === 'ordered_list_close' || type === 'bullet_list_close');
  if (from < 0) return undefined;
  const between = top.slice(from + 1, index).filter(({ type }) => BLOCK.test(type));
  const [first] = between;
  if (first === undefined || between.some(({ type }) => TURN.test(type))) return undefined;
  // A block right below the list, and no words that open another one.
  if (first.type !== 'fence' && first.type !== 'table_open' && !isOfItem(context, first))
    return undefined;
  const last = between.findLast(({ type }) => type === 'paragraph_open' || type === 'paragraph');
  const line = last?.map?.[1] ?? 0;
  const words = last === undefined ? '' : context.lines.line(line - 1 + context.document.firstLine);
  if (/[:：][*_]*\s*$/.test(words) && last !== undefined && !isOfItem(context, last))
    return undefined;
  return between;
}

const BLOCK =
  /^(?:fence|paragraph|paragraph_open|table_open|blockquote_open|html_block|code_block|heading|heading_open|hr|bullet_list_open)$/;
/** What opens another part of the document. */
const TURN = /^(?:heading|heading_open|hr|bullet_list_open)$/;

function isOfItem(context: RuleContext, { type, map }: MarkdownToken): boolean {
  return (
    /^paragraph/.test(type) &&
    map !== null &&
    /^ {2,3}\S/.test(context.lines.line(map[0] + context.document.firstLine))
  );
}

/** How many items a list at the margin has. */
function itemsOf({ document }: RuleContext, { map, level: listLevel }: MarkdownToken): number {
  return document.tokens.filter(
    ({ type, level, map: own }) =>
      type === 'list_item_open' &&
      level === listLevel + 1 &&
      own !== null &&
      map !== null &&
      own[0] >= map[0] &&
      own[1] <= map[1],
  ).length;
}

function numberOf(token: MarkdownToken): number {
  return Number(token.attrs?.find(([name]) => name === 'start')?.[1] ?? 1);
}

function indent(
  context: RuleContext,
  list: MarkdownToken,
  fence: readonly [number, number],
): Fix | undefined {
  const first = context.document.firstLine;
  const item = context.lines.line((list.map?.[0] ?? 0) + first);
  const marker = /^(\s{0,3}\d+[.)]\s+)/.exec(item)?.[1];
  if (marker === undefined || marker.includes('\t')) return undefined;
  const edits = [];
  for (let line = fence[0] + first; line < fence[1] + first; line++) {
    if (context.lines.line(line) === '') continue;
    const at = context.lines.start(line);
    edits.push({ range: { start: at, end: at }, newText: ' '.repeat(marker.length) });
  }
  return { title: 'Indent the block to the item above', edits };
}
