import type { LineRange, OffsetRange } from '../text/range';
import type { RuleContext } from './ruleContext';

/** `<!-- runbook-ignore CODE[,CODE] reason -->` as it stands in a runbook. */
export interface Suppression {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly span: OffsetRange;
  /** The lines it speaks of. */
  readonly range: LineRange;
}

const COMMENT = /<!--\s*runbook-ignore(-file)?\b[ \t]*([^\s>]*)((?:(?!-->)[\s\S]){0,500})-->/g;

/**
 * The suppressions of a document. One speaks of its own line and what follows up to the next blank
 * line, a fence always as a whole; `runbook-ignore-file` speaks of the whole document.
 */
export function findSuppressions(context: RuleContext): readonly Suppression[] {
  const { text, lines } = context;
  if (!text.includes('runbook-ignore')) return [];
  return [...text.matchAll(COMMENT)].map((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const first = lines.lineAt(span.start);
    return {
      codes: (match[2] ?? '').split(',').filter((code) => code !== '' && code !== '--'),
      reason: (match[3] ?? '').trim(),
      span,
      range:
        match[1] === undefined
          ? { start: first, end: reach(context, lines.lineAt(span.end)) }
          : { start: 0, end: lines.count },
    };
  });
}

function reach({ lines, runbook }: RuleContext, commentEnd: number): number {
  let line = commentEnd + 1;
  while (line < lines.count && lines.line(line).trim() === '') line++;
  while (line < lines.count && lines.line(line).trim() !== '') {
    const block = runbook.blocks.find(({ range }) => range.start === line);
    line = block === undefined ? line + 1 : block.range.end;
    if (block !== undefined) break;
  }
  return line;
}
