import { expect, it } from 'vitest';
import { skeleton } from '../../../../src/editor/newRunbook/skeleton';
import { openCheck, TODAY } from './openCheck';

it('a new runbook passes every rule', async () => {
  const check = await openCheck();
  expect(
    check(skeleton(TODAY, '2027-02-18')).map(({ code, range }) => [code, range.start + 1]),
  ).toEqual([]);
});
