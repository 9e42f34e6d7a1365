import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** The commands in the rows of a table, with the line breaks of Windows too. */
function rows(...lines: string[]): readonly string[] {
  const [header = '', ...cells] = lines;
  const rule = header.replace(/[^|]+/g, '---');
  const markdown = [header, rule, ...cells, ''].join('\n');
  const found = parseRunbook(markdown).steps.map(({ text }) => text);
  const windows = parseRunbook(markdown.replaceAll('\n', '\r\n')).steps.map(({ text }) => text);
  expect(windows).toEqual(found);
  return found;
}

describe('the title of a column of commands', () => {
  it.each([
    'Command',
    'CLI command',
    'What to type',
    'Command (Linux)',
    'Befehl',
    'Auszuführender Befehl',
    'Befehlszeile',
    'Commande à exécuter',
    'Ligne de commande',
    'Comando a executar',
    'Comando da eseguire',
    'Línea de comandos',
    'Polecenie',
    'コマンド',
  ])('may be %s', (title) => {
    expect(rows(`| Step | ${title} |`, '| 1 | `mytool status` |')).toEqual(['mytool status']);
  });

  it.each(['Setting', 'Action', 'File', 'Owner', 'Default'])('is not %s', (title) => {
    expect(rows(`| Step | ${title} |`, '| 1 | `mytool status` |', '| 2 | `web.conf` |')).toEqual(
      [],
    );
  });
});

it('takes no other names of commands for steps', () => {
  expect(rows('| Alias | Meaning |', '| `kgp` | `kubectl get pods` |')).toEqual([]);
  expect(rows('| Alias | Command |', '| `kgp` | `kubectl get pods` |')).toEqual([
    'kubectl get pods',
  ]);
});
