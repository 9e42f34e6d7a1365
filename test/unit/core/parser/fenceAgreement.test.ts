import { Parser } from 'commonmark';
import { describe, expect, it } from 'vitest';
import { readBlock } from '../../../../src/core/parser/blocks';
import { parseMarkdown } from '../../../../src/core/parser/markdown';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';
import { sharedFiles } from './sharedFiles';

interface Fence {
  readonly line: number;
  readonly info: string;
  readonly body: string;
}

/** markdown-it keeps entities and escapes of an info string as written; commonmark resolves them. */
const plain = (info: string): string => info.replace(/\\([!-/:-@[-`{-~])/g, '$1').trim();

function ours(text: string): readonly Fence[] {
  const document = parseMarkdown(text);
  return document.tokens
    .filter((token) => token.type === 'fence')
    .map((token) => readBlock(document, token))
    .map((block) => ({ line: block.range.start, info: plain(block.info), body: block.content }));
}

function theirs(text: string): readonly Fence[] {
  const { frontMatter, firstLine, lines } = parseMarkdown(text);
  const body = frontMatter === undefined ? text : text.slice(lines.start(firstLine));
  const walker = new Parser().parse(body.replace(/^\uFEFF/, '')).walker();
  const found: Fence[] = [];
  for (let event = walker.next(); event !== null; event = walker.next()) {
    const { node, entering } = event;
    // The types do not know `_isFenced`; indented code has no other mark in the public API.
    const isFenced = (node as unknown as { _isFenced?: boolean })._isFenced === true;
    if (!entering || node.type !== 'code_block' || !isFenced) continue;
    const line = node.sourcepos[0][0] - 1 + firstLine;
    found.push({ line, info: (node.info ?? '').trim(), body: node.literal ?? '' });
  }
  return found;
}

const files = [...sharedFiles('seeds'), ...sharedFiles('corpora')];

describe.skipIf(files.length === 0)('fences of the shared seeds and corpora', () => {
  it('agree with a second CommonMark parser in start line, info and body', () => {
    let count = 0;
    for (const { name, text } of files) {
      const expected = theirs(text);
      count += expected.length;
      expect(ours(text), name).toEqual(expected);
    }
    expect(count).toBeGreaterThan(500);
  });

  it('are all in the runbook, in order', () => {
    for (const { name, text } of files) {
      const fenced = parseRunbook(text).blocks.filter((block) => block.fenced);
      expect(
        fenced.map((block) => block.range.start),
        name,
      ).toEqual(theirs(text).map((fence) => fence.line));
    }
  });
});
