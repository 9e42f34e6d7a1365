import type { Fix } from '../finding';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import type { MarkdownToken } from '../../parser/markdownBlocks';

/** A numbered list that starts again at 1 because a block stands at the margin. */
export const numberingBroken: Rule = {
  code: 'numbering-broken',
  severity: 'warning',
  explanation:
    'A block at the margin ends the list, and the next step is 1 again: "go to step 4" leads nowhere. Indent the block to the text of its item.',
  find: (context) => {
    const top = context.document.tokens.filter(({ level }) => level === 0);
    return top.flatMap((token, index) => {
      if (token.type !== 'ordered_list_open') return [];
      const between = betweenLists(context, top, index);
      const fence = between?.find(({ type }) => type === 'fence')?.map ?? null;
      const open = top.slice(0, index).findLast(({ type }) => type === 'ordered_list_open');
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
  },
};

/**
 * What stands at the margin since the list above, undefined when it is more than blocks and the
 * words of an item that go with them.
 */
function betweenLists(
  context: RuleContext,
  top: readonly MarkdownToken[],
  index: number,
): readonly MarkdownToken[] | undefined {
  const from = top.slice(0, index).findLastIndex(({ type }) => type === 'ordered_list_close');
  if (from < 0) return undefined;
  const between = top.slice(from + 1, index).filter(({ type }) => !/_close$/.test(type));
  const isOfItem = ({ type, map }: MarkdownToken): boolean =>
    type === 'fence' ||
    (type === 'paragraph' &&
      map !== null &&
      /^ {2,3}\S/.test(context.lines.line(map[0] + context.document.firstLine)));
  return between.length > 0 && between.every(isOfItem) ? between : undefined;
}

/** How many items a list at the margin has. */
function itemsOf({ document }: RuleContext, { map }: MarkdownToken): number {
  return document.tokens.filter(
    ({ type, level, map: own }) =>
      type === 'list_item_open' &&
      level === 1 &&
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
