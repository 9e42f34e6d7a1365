import { beforeAll, describe, expect, test } from 'vitest';
import type { Grammars } from '../../../../../src/core/run/grammars';
import { callsOf } from '../../../../../src/core/run/habits/calls';
import { isFollow } from '../../../../../src/core/run/habits/follow';
import { loadTestGrammars } from '../loadTestGrammars';
import { FOLLOWS, FOLLOWS_IN_POWERSHELL } from './followCalls';

describe('programs that go on in some of their forms', () => {
  let grammars: Grammars;
  beforeAll(async () => {
    grammars = await loadTestGrammars();
  });

  test.each(FOLLOWS)('%s, not %s', (goesOn, ends) => {
    expect(isFollow(callsOf(goesOn, 'bash', grammars), 'bash')).toBe(true);
    expect(isFollow(callsOf(ends, 'bash', grammars), 'bash')).toBe(false);
  });

  test.each(FOLLOWS_IN_POWERSHELL)('%s, not %s', (goesOn, ends) => {
    expect(isFollow(callsOf(goesOn, 'powershell', grammars), 'powershell')).toBe(true);
    expect(isFollow(callsOf(ends, 'powershell', grammars), 'powershell')).toBe(false);
  });
});
