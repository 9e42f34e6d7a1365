import { describe, expect, it } from 'vitest';
import { saidBehind, saidInComment } from '../../../../src/core/parser/saidBehind';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

describe('what the words behind a command expect', () => {
  it.each([
    [' (expect: 3 lines)', '3 lines'],
    [' (expect `f(x)` and more) before you go on', '`f(x)` and more'],
    [': expected 0.', '0'],
    [', expect all pods Running', 'all pods Running'],
    [' — Expected: **green**', '**green**'],
    [' → 200', '200'],
    [' -> `ok`', '`ok`'],
    [' => expect: `ok`', '`ok`'],
    [' should print `ok`, nothing else', 'should print `ok`, nothing else'],
    [', which must return 0', 'which must return 0'],
    [': erwartet: 5 Zeilen', '5 Zeilen'],
    ['\n  > (expect: 3)', '3'],
  ])('%s', (behind, said) => {
    expect(saidBehind(behind, 'x')).toBe(said);
  });

  it.each([
    [''],
    [' and go on'],
    [' → go on with section 4'],
    [' → if it is empty, restart the service'],
    [', which is to be expected after a failover'],
    [' as expected'],
    [' – expect this to take ten minutes'],
    [', expected after a failover'],
    [' (expected output below):'],
    [' should print:'],
    [' unexpected: 5'],
  ])('nothing: %s', (behind) => {
    expect(saidBehind(behind, 'x')).toBeUndefined();
  });

  it('is kept with each command of a line', () => {
    const { steps } = parseRunbook(
      '# A\n\n- [ ] `uptime` → 5, then `docker ps -q | wc -l` (expect: 3)\n- [ ] `df -h` (look at it)\n',
    );
    expect(steps.map(({ expectation }) => expectation?.source)).toEqual([
      undefined,
      '3',
      undefined,
    ]);
  });
});

describe('what a comment in a block expects', () => {
  it.each([
    ['docker ps -q | wc -l  # expect: 3', '3'],
    ['docker ps -q | wc -l\n# Expected output: 3', '3'],
    ['date \\\n  -u\n# should print UTC', 'should print UTC'],
    ['cat a # => 5', '5'],
  ])('%s', (code, said) => {
    expect(saidInComment(code)).toBe(said);
  });

  it.each([
    ['docker ps # all of them'],
    ['# expect: 3\ndocker ps'],
    ['one\ntwo # expect: 3'],
    ['one # expect: 3\n# expect: 4'],
    ['one # unexpected: 3'],
    ['echo "# expected"'],
  ])('nothing: %s', (code) => {
    expect(saidInComment(code)).toBeUndefined();
  });
});
