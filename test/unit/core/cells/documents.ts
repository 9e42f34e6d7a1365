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
      ),
      body: fc.array(code, { maxLength: 4 }),
      closed: fc.constantFrom(true, true, true, false),
    })
    .map(({ mark, info, body, closed }) => [mark + info, ...body, ...(closed ? [mark] : [])]);
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
    ['## Steps ##'],
    ['---', 'owner: me', '---'],
  );
  const block = fc.oneof({ weight: 3, arbitrary: fence }, prose, other);
  const nested = fc
    .tuple(
      block,
      fc.constantFrom('', '', '', '> ', '>', '- ', '1. ', '10. ', '   ', '    ', '\t', '> - '),
    )
    .map(([lines, prefix]) =>
      lines.map(
        (line, i) => (i === 0 || prefix.includes('>') ? prefix : prefix.replace(/\S/g, ' ')) + line,
      ),
    );
  return fc
    .record({
      blocks: fc.array(nested, { maxLength: 7 }),
      apart: fc.boolean(),
      eols: fc.constantFrom(['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']),
      bom: fc.constantFrom('', '', '', '\uFEFF'),
      final: fc.boolean(),
    })
    .map(({ blocks, apart, eols, bom, final }) => {
      const lines = blocks.flatMap((lines) => (apart ? [...lines, ''] : lines));
      const text = lines.map((line, i) => line + (eols[i % eols.length] ?? '\n')).join('');
      return bom + (final ? text : text.replace(/[\r\n]+$/, ''));
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
