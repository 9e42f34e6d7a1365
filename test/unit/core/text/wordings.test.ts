import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtOnce, partsOf } from '../../../../src/core/text/patternParts';
import { Wordings } from '../../../../src/core/text/wordings';
import { repeats } from '../../effort';

const LISTED =
  /\b(?:second (?:person|pair)|(?:two|both) (?:people|of us)|colou?rs?|no[ -]?one|[Ss]ign\w*|(?<!not )given back|agree{2,3}d|(?:they|it) (?:\w+ ){0,2}stays?|a{2}h|ask(?:ed|s)? (?=\w)|\d+ hours)\b/i;

describe('the parts of a pattern', () => {
  it.each([
    ['a|b', [[], []]],
    ['colou?r', [[['colo']]]],
    ['\\bno[ -]?one\\b', [[['one'], ['no']]]],
    ['(?:two|both) of us', [[[' of us'], ['two', 'both']]]],
    ['\\w+ (?:lost|gone)', [[['lost', 'gone']]]],
    ['(?:x|)y?', [[]]],
    ['(?:not )?sure', [[['sure']]]],
    ['(?<!never )given(?! back)', [[['given']]]],
    ['a\\.b\\/c', [[['a.b/c']]]],
    ['[|)]ok', [[['ok']]]],
    ['\\p{L}+ end', [[[' end']]]],
    ['o{2}ps', [[['ps']]]],
    ['(\\w)\\1|way', [[], [['way']]]],
    ['(way)|(\\w)\\2', [[]]],
    ['.', [[]]],
    ['ÄB', [[['äb']]]],
  ])('%s is told by its words', (source, words) => {
    expect(partsOf(source, true).map(({ needs }) => needs)).toEqual(words);
  });

  it('takes a long alternative apart at its longest group', () => {
    const words = Array.from({ length: 40 }, (_, at) => `word${at}`);
    const parts = partsOf(`\\b(?:to )?(?:${words.join('|')})(?! not)`, true);
    expect(parts).toHaveLength(40);
    expect(parts[3]?.source).toBe('\\b(?:to )?(?:word3)(?! not)');
    expect(parts[3]?.needs[0]).toEqual(['word3']);
  });
});

describe('a pattern of which no piece is built twice', () => {
  it.each([
    ['(?:a|b)c', '(?:a|b)(?=)c'],
    ['(?:the )?end(?:s|ed)?', '(?:the )?(?=)end(?:s|ed)?'],
    ['(?:a|b)|c', '(?:a|b)|c'],
    ['((?:a|b){2}?[)(|]\\)x)', '((?:a|b){2}?(?=)[)(|]\\)x)'],
    ['(?<=(?:a|b)c(?:d|(?:e)?f))g', '(?<=(?:a|b)c(?=)(?:d|(?:e)?f))g'],
    ['(?<!ab?(?:cd)?)g', '(?<!ab?(?=)(?:cd)?)g'],
    ['(?:a|b)(?=)c', '(?:a|b)(?=)c'],
    ['(?:ab)c', '(?:ab)c'],
  ])('%s', (source, built) => {
    expect(builtOnce(source)).toBe(built);
  });
});

describe('wordings', () => {
  const wordings = new Wordings(LISTED);

  it('finds the first, with its groups', () => {
    const list = new Wordings(/(?:call|page) (\w+)|ask (\w+) team/i);
    expect(list.exec('then ASK our team and call nobody')?.slice(1)).toEqual(['our']);
    expect(list.exec('call them, ask our team')?.index).toBe(0);
    expect(list.exec('nothing of it')).toBeNull();
  });

  it('finds what the pattern finds, in any text of its words', () => {
    const word = fc.constantFrom(
      ...['second', 'person', 'Two', 'of us', 'color', 'colours', 'no one', 'no-one', 'noone'],
      ...[
        'SIGNED',
        'not',
        'given back',
        'agreed',
        'agreeed',
        'they',
        'stays',
        'aah',
        'ask',
        'hours',
      ],
      ...['12', '.', 'it', 'and so', 'ſign', '', '\n'],
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 8 }),
        fc.constantFrom(' ', '', '-'),
        (words, between) => {
          const text = words.join(between);
          expect(wordings.test(text)).toBe(LISTED.test(text));
          expect(wordings.exec(text)?.index).toBe(LISTED.exec(text)?.index);
        },
      ),
      { numRuns: repeats(2000) },
    );
  });

  it('finds what any pattern finds', () => {
    const letter = fc.constantFrom('a', 'b', ' ', 'Ä');
    const { pattern } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
      atom: fc.oneof(
        { maxDepth: 3 },
        letter,
        fc.constantFrom('[ab]', '\\w', '.', '\\b', '^', '[^a]', '\\.', '(?=a)', '(?<!b)', '\\p{L}'),
        tie('pattern').map((inner) => `(?:${inner})`),
        tie('pattern').map((inner) => `(${inner})`),
      ),
      pattern: fc
        .array(
          fc
            .array(
              fc
                .tuple(tie('atom'), fc.constantFrom('', '', '', '?', '{2}', '{0,2}', '{1,2}?'))
                .map(([atom, times]) => (/^(?:\\b|\^|\(\?[=<])/.test(atom) ? atom : atom + times)),
              { maxLength: 4 },
            )
            .map((atoms) => atoms.join('')),
          { minLength: 1, maxLength: 4 },
        )
        .map((alternatives) => alternatives.join('|')),
    }));
    const texts = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '.', 'ä'), maxLength: 7 }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(pattern, texts, (source, among) => {
        const whole = new RegExp(source, 'iu');
        const parts = new Wordings(whole);
        for (const text of among) {
          expect(parts.test(text)).toBe(whole.test(text));
          expect(parts.exec(text)?.index).toBe(whole.exec(text)?.index);
        }
      }),
      { numRuns: repeats(2000) },
    );
  });
});
