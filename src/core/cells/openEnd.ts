import { parseMarkdown, type MarkdownDocument } from '../parser/markdown';
import type { MarkdownToken } from '../parser/markdownBlocks';
import { beforeFence, inColumns, withoutMarkers } from './linePrefix';

/** What would end the fence or HTML that a text leaves open; undefined when it leaves none. */
export function openEnd(text: string): string | undefined {
  const probe = (tail: string): boolean => {
    const { tokens } = parseMarkdown(`${text}\n${tail}\n\n\`\`\`probe\n\`\`\`\n`);
    const last = tokens.at(-1);
    return last?.type === 'fence' && last.info === 'probe';
  };
  if (probe('')) return undefined;
  const document = parseMarkdown(text);
  const last = document.tokens.at(-1);
  const fence = last?.type === 'fence' ? [fenceEnd(document, last)] : [];
  const ends = ['-->', '</script>', '</pre>', '</style>', '</textarea>', '?>', ']]>', '>'];
  return [...fence, ...ends].find(probe);
}

function fenceEnd({ text, lines, firstLine }: MarkdownDocument, fence: MarkdownToken): string {
  const line = firstLine + (fence.map?.[0] ?? 0);
  const source = text.slice(lines.start(line), lines.start(line + 1)).replace(/^\uFEFF/, '');
  return withoutMarkers(inColumns(beforeFence(source))) + fence.markup;
}
