import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { repeats } from '../../effort';
import { classify } from '../../../../src/core/run/classify';
import type { Grammars } from '../../../../src/core/run/grammars';
import type { Intent } from '../../../../src/core/run/intent';
import { loadTestGrammars } from './loadTestGrammars';

const rank: Readonly<Record<Intent, number>> = { check: 0, change: 1, destructive: 2 };
const path = join(import.meta.dirname, '../../../fixtures/intents/commands.tsv');
const oneLiners = readFileSync(path, 'utf8')
  .split('\n')
  .map((line) => line.split('\t'))
  .filter((cells) => cells[1] === 'bash' && !/\\n|^CMD=/.test(cells[2] ?? ''))
  .map((cells) => cells[2] ?? '');

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

const intentOf = (text: string): Intent => classify(text, 'bash', grammars).intent;
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

describe('a command in other clothes', () => {
  const wraps: Readonly<Record<string, (text: string) => string>> = {
    'bash -c': (text) => `bash -c ${quoted(text)}`,
    'sudo sh -c': (text) => `sudo -u app sh -c ${quoted(text)}`,
    ssh: (text) => `ssh -p 22 web-1 ${quoted(text)}`,
    'after &&': (text) => `ls && ${text}`,
    'before ;': (text) => `${text} ; ls`,
    subshell: (text) => `( ${text} )`,
    substitution: (text) => `echo "$( ${text} )"`,
    loop: (text) => `for x in 1 2; do ${text}; done`,
    condition: (text) => `if true; then ${text}; fi`,
    function: (text) => `f() { ${text}; }\nf`,
    'kubectl exec': (text) => `kubectl exec pod -- sh -c ${quoted(text)}`,
    'docker exec': (text) => `docker exec web sh -c ${quoted(text)}`,
    'here-document': (text) => `bash <<'END'\n${text}\nEND`,
  };
  test.each(Object.entries(wraps))('is never better: %s', (_, wrap) => {
    for (const text of oneLiners) {
      const bare = intentOf(text);
      const wrapped = classify(wrap(text), 'bash', grammars);
      expect(
        rank[wrapped.intent],
        `${wrap(text)}: ${wrapped.reasons.join('; ')}`,
      ).toBeGreaterThanOrEqual(rank[bare]);
    }
  });
});

describe('what only looks like reading', () => {
  test.each([
    'env -S "rm x"',
    'awk \'BEGIN { system("rm x") }\'',
    'sed -i.bak s/a/b/ f',
    'sed "s/a/b/w out" f',
    'sort -o f f',
    'kubectl exec pod rm x --dry-run',
    'npm run deploy --dry-run',
    'docker exec web ./deploy --version',
    'ls > out.txt',
    'curl -so /tmp/x https://example.org',
    'curl https://example.org -X "$METHOD"',
    'git -c core.pager="rm x" log',
    'alias ls="rm x"; \\rm x',
    'echo "rm x" | sh',
    'base64 -d <<< cm0geA== | bash',
    'find . -exec sh -c \'rm "$1"\' _ {} \\;',
    'cat $(rm x)',
    'cat <<EOF\n$(rm x)\nEOF',
    'diff <(rm x) y',
    'X=$(rm x)',
    'echo ${X:-$(rm x)}',
    'cat > x <<EOF\nhi\nEOF',
    'psql -c "SELECT 1; DROP TABLE t"',
    'psql -c "COMMIT; CREATE TABLE t (a int)"',
    'psql -c "SELECT lo_unlink(1)"',
    'mysql -e "SELECT 1 /*! INTO OUTFILE \'/tmp/x\' */"',
    'redis-cli EVAL "return redis.call(\'del\', 1)" 0',
    'mongosh --eval "db.a.aggregate([{$out: \'b\'}])"',
    'aws elasticache test-failover --replication-group-id r',
    'vault read database/creds/admin',
    'yarn',
    'eslint --fix .',
    'ss -K dst 10.0.0.1',
    'python3 -c "import os; os.system(\'rm x\')"',
    "python3 -c \"open('x', 'w')\"",
    "node -e \"require('fs').rmSync('x')\"",
    'logger hello',
    'xargs rm',
    "PSQLRC=./x psql -c 'SELECT 1'",
    'kubectl delete pod x --dry-run=client --dry-run=none',
    'aws ec2 stop-instances --dry-run --no-dry-run --instance-ids i',
    'export PATH="$PWD/bin:$PATH"; ls',
    'PATH=.:$PATH ls',
    'PATH=/tmp/x:$PATH',
    'export PATH=$PATH:bin',
    "export PSQLRC=./x; psql -c 'SELECT 1'",
    'bash --rcfile ./x -ic true',
    'bash --init-file ./x -i -c true',
    "PS4='$(rm x)'; set -x; echo",
    "mapfile -C 'rm x' -c 1 a < f",
    'nc -e /bin/sh host 1',
    'ncat --sh-exec "rm x" host 1',
    'nmap --script vuln host',
    'curl --libcurl out.c http://host/',
    "curl -w '%output{out}x' http://host/",
    "curl -H 'X-HTTP-Method-Override: DELETE' http://host/",
    "rsync -n -e './x' host:a b",
    "rsync -n --rsync-path='rm x; rsync' host:a b",
    'awk \'@load "x"; {print}\' f',
    'alias ls=rm',
    "alias ls='rm -rf x'",
    "alias ls='ls; touch x'",
    "alias cat='kubectl apply -f x.yaml'",
    'alias ls=kubectl',
    "alias q='touch x'",
    'kubectl config use-context prod',
    'rm x\r\nls',
  ])('is no check: %s', (text) => {
    expect(intentOf(text)).not.toBe('check');
  });

  test.each([
    "PS4='+ '; set -x; ls",
    'export PATH="$HOME/.local/bin:/opt/x/bin:$PATH"; ls',
    'PSQLRC=/dev/null psql -c "SELECT 1"',
    "alias rm='rm -i' k=kubectl ll='ls -l' ls='ls --color=auto -F'",
    'mapfile -t lines < f',
    "rsync -an -e 'ssh -p 22' host:a b",
    'nc -zv host 22',
    "curl -H 'Accept: x' -w '%{http_code}' http://host/",
  ])('is a check: %s', (text) => {
    expect(intentOf(text)).toBe('check');
  });

  test.each([
    '\\x \\\\ DELETE FROM t;',
    '\\echo `rm x`',
    "SELECT 'DROP TABLE t' \\gexec",
    '\\copy t FROM a.csv',
    "SELECT set_config('statement_timeout', '0', true);",
    'SELECT pg_advisory_lock(1);',
    "SELECT dblink('x', 'DELETE FROM t');",
    'SELECT other.now();',
    '/* hi */ SELECT 1; -- x\nDELETE FROM t;',
  ])('is no check in psql: %s', (text) => {
    expect(classify(text, 'psql', grammars).intent).not.toBe('check');
  });
});

describe('text that is no command', () => {
  test('never throws, and a syntax error is no check', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.constantFrom(
          'bash',
          'powershell',
          'sql',
          'psql',
          'python',
          'node',
          'http',
          'zsh' as const,
        ),
        (text, language) => {
          expect(classify(text, language, grammars).reasons.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: repeats(600) },
    );
    for (const text of ['if true; then ls', 'echo "open', 'ls )', 'for']) {
      expect(intentOf(text), text).not.toBe('check');
    }
  });

  test('a word nobody knows is a change', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^qz[a-z]{3,12}$/),
        fc.stringMatching(/^[a-z ]{0,20}$/),
        (name, rest) => {
          expect(intentOf(`${name} ${rest}`)).toBe('change');
        },
      ),
      { numRuns: repeats(200) },
    );
  });
});

describe('hostile size', () => {
  // Ten thousand at a desk are over in a moment; what grows faster than it should shows in CI.
  const size = repeats(100_000);
  test.each([
    ['many commands', 'ls -l /tmp; '.repeat(size / 12)],
    ['open brackets', '('.repeat(size)],
    ['open substitutions', '$('.repeat(size / 2)],
    ['open quotes', `"'`.repeat(size / 2)],
    ['redirections', '<a '.repeat(size / 3)],
    ['nested bash -c', 'bash -c '.repeat(size / 8)],
    ['one long word', 'a'.repeat(size)],
    ['pipes', '|'.repeat(size)],
    ['here-documents', 'cat <<A\n'.repeat(size / 8)],
    ['evaluated scripts', `bash -c 'ls'\n`.repeat(size / 12)],
    ['placeholders', '<pod> '.repeat(size / 6)],
  ])('comes to an end: %s', (_, text) => {
    classify(text, 'bash', grammars);
  });

  test.each([
    ['nested', `SELECT ${'('.repeat(size / 2)}`],
    ['a long sum', `SELECT 1${'+1'.repeat(size / 2)}`],
    ['many statements', 'SELECT 1;'.repeat(size / 9)],
  ])('comes to an end in SQL: %s', (_, text) => {
    classify(text, 'sql', grammars);
    expect(classify('SELECT 1', 'sql', grammars).intent).toBe('check');
  });
});

test('placeholders keep their names in the reasons', () => {
  const { intent, reasons } = classify('kubectl delete pod <pod-name>', 'bash', grammars);
  expect(intent).toBe('destructive');
  expect(reasons.join()).toContain('<pod-name>');
});
