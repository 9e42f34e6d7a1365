import { beforeAll, describe, expect, test } from 'vitest';
import type { Grammars } from '../../../../../src/core/run/grammars';
import { habitsOf } from '../../../../../src/core/run/habits/habits';
import { loadTestGrammars } from '../loadTestGrammars';

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

const ASKED = [
  'read -p "Which host? " H\necho "restarting [$H]"',
  'echo -n "Which host? "; read HOST',
  'read -rsp "Password: " PW',
  'IFS= read -r name',
  'confirm() { read -p "Sure? " a; [ "$a" = y ]; }\nconfirm && echo yes',
  'read answer < /dev/tty',
  'if read -r yes; then echo "$yes"; fi',
];
const FED = [
  'while read -r line; do echo "$line"; done < hosts.txt',
  'while IFS=, read -r a b; do echo "$a"; done < <(sort hosts.csv)',
  'cat hosts.txt | while read -r h; do ping -c 1 "$h"; done',
  'sort hosts.txt | { read -r first; echo "$first"; }',
  'read -r a b <<< "$PAIR"',
  'read -r -d "" text <<EOF\nwords\nEOF',
  'exec 3< hosts.txt; read -u 3 first',
  'exec 3< hosts.txt; read first <&3',
  'exec < hosts.txt; read first',
  'each() { while read -r l; do echo "$l"; done; }\nsort hosts.txt | each',
  "cat hosts.txt | xargs -n1 sh -c 'read x'",
  'vault read secret/db',
  'echo "read -p name"',
];

describe('a script that asks its person', () => {
  test.each(ASKED)('%s', (text) => expect(habitsOf(text, 'bash', grammars).interactive).toBe(true));
  test.each(FED)('is not: %s', (text) =>
    expect(habitsOf(text, 'bash', grammars).interactive).toBe(false),
  );
});
