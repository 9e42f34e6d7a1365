import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';

/** Markdown made of the pieces that runbooks are made of, broken ones included. */
export function documents(): fc.Arbitrary<string> {
  const word = fc.constantFrom(
    'restart',
    'the',
    'pod',
    'x\ty',
    '- [ ] do',
    '# Not',
    '`ls`',
    '\udc99',
    '…',
  );
  const code = fc.constantFrom(
    'ls -la',
    '  indented',
    '',
    '\tkubectl get pods',
    '```',
    '~~~~',
    '# comment',
    '$ uptime',
    '> quoted',
    'cat <<EOF',
    'EOF',
    'é',
    '\udcff',
    '\u0000',
    '   ',
  );
  const fence = fc
    .record({
      mark: fc.constantFrom('```', '~~~', '````', '~~~~~'),
      info: fc.constantFrom(
        '',
        'bash',
        'sh',
        'sql',
        ' bash {name=x}',
        'powershell',
        'json',
        'console',
        'sh `x`',
      ),
      indent: fc.constantFrom('', '', '', ' ', '   '),
      body: fc.array(code, { maxLength: 4 }),
      closed: fc.constantFrom(true, true, true, false),
    })
    .map(({ mark, info, indent, body, closed }) =>
      [mark + info, ...body, ...(closed ? [mark] : [])].map((line) => indent + line),
    );
  const prose = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => [words.join(' ')]);
  const other = fc.constantFrom<string[]>(
    ['# Title'],
    ['Title', '====='],
    ['---'],
    [''],
    ['', ''],
    ['    kubectl get pods', '', '    ls'],
    ['<!--', '```bash', 'ls', '```', '-->'],
    ['| a | b |', '|---|---|', '| `ls` | ok |'],
    ['<!--'],
    ['\t```sh'],
    ['<details>', ''],
    ['<div>', '```bash', 'ls', '```', '</div>'],
    ['text', '```bash', 'ls'],
    ['-'],
    ['\tls', '\t', '\t  pwd'],
    ['[a]: b'],
    ['!!! note', '', '    ```sh', '    ls', '    ```'],
    ['## Steps ##'],
    ['---', 'owner: me', '---'],
  );
  const block = fc.oneof({ weight: 3, arbitrary: fence }, prose, other);
  const nested = fc
    .tuple(
      fc.array(block, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.constantFrom(...CONTAINERS), fc.nat(12)), { maxLength: 4 }),
    )
    .map(([blocks, containers]) =>
      containers.reduce<readonly string[]>(
        (lines, [container, sloppy]) => nest(lines, container, sloppy),
        blocks.flat(),
      ),
    );
  return fc
    .record({
      blocks: fc.array(nested, { maxLength: 4 }),
      apart: fc.boolean(),
      eols: fc.constantFrom(['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']),
      bom: fc.constantFrom('', '', '', '\uFEFF'),
      final: fc.boolean(),
    })
    .map(({ blocks, apart, eols, bom, final }) => {
      const lines = blocks
        .flatMap((lines) => (apart ? [...lines, ''] : lines))
        .filter((line) => !TABS_IN_QUOTES.test(line));
      const text = lines.map((line, i) => line + (eols[i % eols.length] ?? '\n')).join('');
      return bom + (final ? text : text.replace(/[\r\n]+$/, ''));
    });
}

/** What stands before the first line in a list or quote, and before those below. */
const CONTAINERS: readonly (readonly [first: string, below: string])[] = [
  ['- ', '  '],
  ['1. ', '   '],
  ['10. ', '    '],
  ['1)  ', '    '],
  ['-\t', '\t'],
  ['  * ', '    '],
  ['> ', '> '],
  ['>', '>'],
  [' >', '  > '],
  ['- >', '  >'],
  ['>- ', '>  '],
  ['   ', '   '],
  ['    ', '    '],
  ['\t', '\t'],
];

/** The parser takes a tab behind nested quotes for more or fewer columns from line to line. */
const TABS_IN_QUOTES = />.*>.*\t/;

/** Lines in a list or quote; one of them, where there are so many, without what belongs there. */
function nest(
  lines: readonly string[],
  [first, below]: readonly [string, string],
  sloppy: number,
): readonly string[] {
  return lines.map((line, i) => {
    if (i === 0) return first + line;
    return i === sloppy || (line === '' && !below.includes('>')) ? line : below + line;
  });
}

/** The folder of real runbooks beside the repository, when it is there. */
export const SHARED =
  process.env['RUNBOOK_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');

/** Every Markdown file under `seeds` and `corpora`. */
export function realRunbooks(): readonly { readonly path: string; readonly bytes: Uint8Array }[] {
  return ['seeds', 'corpora'].flatMap((folder) => {
    const root = join(SHARED, folder);
    if (!existsSync(root)) return [];
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => ({
        path: `${folder}/${path}`,
        bytes: new Uint8Array(readFileSync(join(root, path))),
      }));
  });
}
