import { beforeAll, describe, expect, test } from 'vitest';
import type { Grammars } from '../../../../../src/core/run/grammars';
import { isFollow } from '../../../../../src/core/run/habits/follow';
import { loadTestGrammars } from '../loadTestGrammars';
import { FOLLOWS, FOLLOWS_IN_POWERSHELL } from './followCalls';

describe('programs that go on in some of their forms', () => {
  let grammars: Grammars;
  beforeAll(async () => {
    grammars = await loadTestGrammars();
  });

  test.each(FOLLOWS)('%s, not %s', (goesOn, ends) => {
    expect(isFollow(goesOn, 'bash', grammars)).toBe(true);
    expect(isFollow(ends, 'bash', grammars)).toBe(false);
  });

  test.each(FOLLOWS_IN_POWERSHELL)('%s, not %s', (goesOn, ends) => {
    expect(isFollow(goesOn, 'powershell', grammars)).toBe(true);
    expect(isFollow(ends, 'powershell', grammars)).toBe(false);
  });
});
