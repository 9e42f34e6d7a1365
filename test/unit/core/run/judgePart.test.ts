import { describe, expect, it } from 'vitest';
import type { Expectation } from '../../../../src/core/model/expectation';
import { judgePart, judgeParts, type BlockShare } from '../../../../src/core/run/judgePart';
import type { RunResult } from '../../../../src/core/run/outcome';

const text = (source: string): Expectation => ({
  kind: 'text',
  source,
  template: source,
  match: 'whole',
  sample: false,
});
const wrote = (stdout: string, exitCode = 0): RunResult => ({
  outcome: exitCode === 0 ? 'succeeded' : 'failed',
  exitCode,
  stdout,
  stderr: '',
  truncated: false,
});
const share = (last: boolean, before = '', truncated = false): BlockShare => ({
  last,
  before,
  truncated,
});

describe('a part of a block', () => {
  const both = text('a\nb');

  it('is not judged while others are to come', () => {
    expect(judgePart(both, wrote('a\n'), share(false))).toBeUndefined();
  });

  it('is judged by what all parts wrote, when it is the last', () => {
    expect(judgePart(both, wrote('b\n'), share(true, 'a\n'))?.kind).toBe('pass');
    const wrong = judgePart(both, wrote('c\n'), share(true, 'a\n'));
    expect(wrong?.kind).toBe('fail');
    expect(wrong?.difference).toContain('- b');
    expect(wrong?.difference).not.toContain('- a');
  });

  it('passes as the last by its own answer, too', () => {
    expect(judgePart(text('b'), wrote('b\n'), share(true, 'a\n'))?.kind).toBe('pass');
  });

  it('is for eyes where what came before was not kept', () => {
    expect(judgePart(both, wrote('b\n'), share(true, 'a\n', true))?.kind).not.toBe('fail');
  });

  it('never fails without the others for what they would have written', () => {
    expect(judgePart(both, wrote('a\n'), undefined)?.kind).toBe('needs-eyes');
    expect(judgePart(both, wrote('a\nb\n'), undefined)?.kind).toBe('pass');
  });

  it('fails by its exit code however it is run', () => {
    expect(judgePart(both, wrote('a\n', 3), undefined)?.kind).toBe('fail');
    expect(judgePart(both, wrote('b\n', 3), share(true, 'a\n'))?.kind).toBe('fail');
  });
});

describe('all parts of a block together', () => {
  it('are for eyes when what is expected came last', () => {
    expect(judgeParts(text('b'), wrote('a\nb\n')).kind).toBe('needs-eyes');
    expect(judgeParts(text('a\nb'), wrote('a\nb\n')).kind).toBe('pass');
  });

  it('fail when it did not, or came first', () => {
    expect(judgeParts(text('b'), wrote('b\na\n')).kind).toBe('fail');
    expect(judgeParts(text('b'), wrote('a\nc\n')).kind).toBe('fail');
    expect(judgeParts(text('b'), wrote('a\nb\n', 1)).kind).toBe('fail');
  });
});
