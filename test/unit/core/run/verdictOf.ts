import { readExpectation } from '../../../../src/core/run/expectation';
import { judge } from '../../../../src/core/run/judge';
import type { VerdictKind } from '../../../../src/core/run/outcome';

/** What a cell or a block says, what came out, and the verdict on it. */
export type Said = readonly [
  place: 'cell' | 'output',
  expected: string,
  printed: string,
  verdict: VerdictKind,
  command?: string,
  exitCode?: number,
];

/** The verdict on one pair; of an output whose middle is missing, no prose ever passes. */
export function verdictOf([place, expected, stdout, , command = 'x', exitCode = 0]: Said): string {
  const expectation = readExpectation(expected, { place, command });
  if (expectation === undefined) return 'none';
  const outcome = exitCode === 0 ? 'succeeded' : 'failed';
  const result = { outcome, exitCode, stdout, stderr: '', truncated: false } as const;
  const cut = judge(expectation, { ...result, truncated: true });
  if (expectation.kind === 'prose' && cut.kind === 'pass') return 'a pass of half an output';
  return judge(expectation, result).kind;
}
