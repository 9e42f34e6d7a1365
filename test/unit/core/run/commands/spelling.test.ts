import { describe, expect, it } from 'vitest';
import { optionsOf, spellOut } from '../../../../../src/core/run/commands/spelling';

const options = optionsOf('a all, c command=, o output=, output-dir=, p password?, q quiet, quit');

function spell(text: string): string {
  const args = text.split(' ').map((word) => ({ text: word, known: true }));
  return spellOut({ name: 'x', args, label: text, input: undefined }, options)
    .args.map((word) => word.text)
    .join(' ');
}

describe('options spelled in full', () => {
  it.each([
    ['-ac x y', '--all --command=x y'],
    ['-acx y', '--all --command=x y'],
    ['-c -a', '--command=-a'],
    ['--command x', '--command=x'],
    ['--com=x', '--command=x'],
    ['--comm x', '--command=x'],
    ['-psecret x', '--password=secret x'],
    ['-p secret', '--password secret'],
    ['--password secret', '--password secret'],
    ['-qz9 x', '--quiet -z9 x'],
    ['--output x', '--output=x'],
    ['- x', '- x'],
    ['-- -c x', '-- -c x'],
    ['--else x', '--else x'],
    ['-a -c', '--all --command='],
  ])('%s', (text, expected) => {
    expect(spell(text)).toBe(expected);
  });

  it('counts for each that an abbreviation may stand for', () => {
    expect(spell('--out x')).toBe('--output=x --output-dir=x');
    expect(spell('--qui')).toBe('--quiet --quit');
  });

  it('knows of each word whether it is known', () => {
    const args = [
      { text: '-ac', known: true },
      { text: '$X', known: false },
    ];
    expect(spellOut({ name: 'x', args, label: '', input: undefined }, options).args).toEqual([
      { text: '--all', known: true },
      { text: '--command=$X', known: false },
    ]);
  });
});
