import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCode } from '../../../../src/core/parser/parts';
import type { TreeParser } from '../../../../src/core/run/treeSitter';
import { repeats } from '../../effort';
import { loadTestGrammars } from '../run/loadTestGrammars';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? repeats(2_000));

/** Lines between which a block may be torn: none of them sets what another reads. */
const plain = fc.constantFrom(
  'df -h',
  'kubectl get pods | grep api',
  'echo "it\'s {done}" # not } here',
  "awk '{ print $1 }\n\n# all of it\n' a.txt",
  'echo "if\n\nthen" && uptime',
  'cat <<EOF\none\n\n# two (\nEOF',
  "cat <<-'END' | sort\n\tdone\n\n\tEND",
  'x=(\n  a\n\n  # b\n  c\n)',
  'echo $((1 + 2)) "${x:-{}"',
  'echo "$(\n  date\n\n  # and\n  id\n)"',
  '[ -f a ] || { echo none; ls; }',
  'echo if for { case',
);
const between = fc.constantFrom('', '', '\n', '\n# 1. note', '# 2. note', '  # if (');

/** What stands in a block: commands, and constructs around others. */
const { body } = fc.letrec<{ body: string; piece: string }>((tie) => ({
  body: fc
    .array(fc.tuple(tie('piece'), between), { minLength: 1, maxLength: 3 })
    .map((pieces) => pieces.map(([piece, gap]) => (gap ? `${piece}\n${gap}` : piece)).join('\n')),
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    plain,
    fc
      .tuple(
        fc.constantFrom(
          ['one() {', '}'],
          ['two () {', '}'],
          ['function three {', '}'],
          ['function four() {', '}'],
          ['five()\n\n# body\n{', '}'],
          ['six() (', ')'],
          ['{', '}'],
          ['(', ')'],
          ['if true; then', 'fi'],
          ['if true\nthen', 'else\n\n# no\nuptime\nfi'],
          ['for i in 1 2; do', 'done'],
          ['for ((i = 0; i < 2; i++)); do', 'done | sort'],
          ['while read -r line\n\ndo', 'done < a.txt'],
          ['until false; do', 'done'],
          ['select c in a b; do', 'done'],
          ['case $1 in\n  done|fi)', ';;\n\n# rest\n*) ls ;;\nesac'],
          ['case $1 in\n  (if)', ';;\nesac'],
          ['df -h &&', ''],
          ['df -h ||', ''],
          ['df -h |', ''],
          ['df -h && # note', ''],
          ['df -h \\\n  && \\', ''],
        ),
        fc.constantFrom('', '\n', '\n  # note\n', '\n  # 2. note\n\n'),
        tie('body'),
      )
      .map(([[open = '', close = ''], gap, inside]) =>
        [open + gap, inside, close].filter((text) => text !== '').join('\n'),
      ),
  ),
}));

describe('the parts of a block of shell', () => {
  let parse: TreeParser;
  beforeAll(async () => {
    parse = (await loadTestGrammars()).bash;
  });

  it('are whole commands each', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(body, (text) => {
        fc.pre(parse(text)?.broken === false);
        const lines = text.split('\n').map((own, line) => ({ text: own, line }));
        for (const part of readCode(lines, 'bash').parts)
          expect(parse(part.text)?.broken, part.text).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });
});
