import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { substitute } from '../../../../src/core/run/quote';

const HOSTILE = [
  '$(touch planted)',
  "';touch planted;'",
  '\ntouch planted\n',
  'x[0$(touch planted)]',
  '|touch planted',
  'touch planted/e',
  '/w planted',
];

/** Places where a value is read as code once more, after the shell has read it. */
test.each([
  'trap "printf %s <value>" EXIT',
  `trap 'printf %s "<value>"' EXIT`,
  'a[<value>]=1',
  'declare -A m; m["<value>"]=1',
  `bash <<< "printf %s '<value>'"`,
  'sh <<< "printf %s <value>"',
  `echo "printf %s '<value>'" | sh`,
  `printf '%s\\n' "printf %s <value>" | /bin/bash -s`,
  "shopt -s expand_aliases; alias q='printf %s <value>'\nq",
  `flock . -c "printf %s <value>"`,
  'env -S "printf %s <value>"',
  'echo X | sed "s/X/<value>/"',
  "echo X | sed 's|X|<value>|'",
  "echo X | sed -n '/<value>/p'",
  "echo X | perl -pe 's/X/<value>/'",
  'eval "printf %s <value>"',
  "PS4='<value> '; set -x; true",
  'export PS4="+ <value> "\nset -x\ntrue',
  "BASH_ENV='<value>' bash -c true",
  'printf %s "${M:-<value>}"',
  'f() { eval "printf %s $1"; }; f <value>',
  'set -- <value>; bash -c "printf %s $1"',
  'perl -ne print <value>',
  'N=<value>; bash -c "printf %s $N"',
  'N="<value>"\nM=$N\neval "printf %s $M"',
  'for N in <value>; do sh -c "printf %s $N"; done',
  'echo <value> | while read -r N; do eval "printf %s $N"; done',
  'N=<value>; echo "printf %s $N" | sh',
  'N=<value>\nbash <<X\nprintf %s $N\nX',
  'N=<value>; echo $((N + 1))',
  'N="<value>"; [[ $N -gt 3 ]] || true',
  "[[ '<value>' -eq 1 ]] || true",
  'declare <value>=1',
  'f() { local "<value>=1"; }; f',
  'bash -c "$(printf \'printf %s %s\' - "<value>")"',
  'eval "$(echo "printf %s <value>")"',
  'source <(echo "printf %s <value>")',
  'sh < <(echo "printf %s <value>")',
  '{ echo "printf %s <value>"; } | sh',
  '(ls; echo "printf %s <value>") | bash',
  'for i in 1; do echo "printf %s <value>"; done | sh',
  'cat <<X | sh\nprintf %s "<value>"\nX',
  ". /dev/stdin <<'X'\nprintf %s <value>\nX",
  'cat > ../planting.sh <<X\nprintf %s "<value>"\nX\nsh ../planting.sh; rm ../planting.sh',
  "echo 'N=<value>' > ../planting.env; . ../planting.env; rm ../planting.env",
  'trap -- "printf %s <value>" EXIT',
  'git -c alias.x="!printf %s <value>" x',
])('%s runs nothing of a value', (template) => {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-quoted-'));
  for (const value of HOSTILE) {
    const filled = substitute(template, 'bash', { value });
    if (!filled.ok) expect(filled.code).toBe('unsafe-place');
    else spawnSync('bash', ['-c', filled.value], { cwd: folder, input: '' });
    expect(readdirSync(folder), filled.ok ? filled.value : value).toEqual([]);
  }
  // What means itself everywhere can be put everywhere.
  expect(substitute(template, 'bash', { value: 'prod_1' }).ok).toBe(true);
  rmSync(folder, { recursive: true });
});

test('a later step of the session reads no value as code either', () => {
  const later = 'ls\nssh web "printf %s $N"';
  const filled = (value: string) => substitute('N=<value>', 'bash', { value }, later);
  expect(filled('; touch planted')).toMatchObject({ ok: false, code: 'unsafe-place' });
  expect(filled('prod_1')).toMatchObject({ ok: true });
  expect(filled('***')).toMatchObject({ ok: true });
  expect(substitute('M=<value>', 'bash', { value: '; touch planted' }, later).ok).toBe(true);
});

test.each(['bash -c "printf %s $N"', 'ssh web "printf %s $N"', 'echo $(($N + 1))'])(
  '%s takes no code from a variable that is asked for',
  (template) => {
    const filled = (N: string) => substitute(template, 'bash', { N });
    expect(filled('x[0$(touch planted)]')).toMatchObject({ ok: false, code: 'unsafe-place' });
    expect(filled('prod_1')).toMatchObject({ ok: true });
  },
);

test.each([
  'N=<value>; printf %s "$N"',
  'N=<value> ./run "$N" | grep x',
  'N="<value>"; python3 report.py "$N"',
  "N='<value>'; bash -c 'printf %s \"$N\"'",
  'N=<value>; cat > notes.txt <<X\n$N\nX',
  'printf %s "$N"',
  'printf %s <value>\n(echo ls) | sh',
  'printf %s "<value>"\nfor i in 1; do echo ls; done | bash',
])('%s takes any value', (template) => {
  for (const value of HOSTILE)
    expect(substitute(template, 'bash', { value, N: value })).toMatchObject({ ok: true });
});

test.each([
  ['printf %s "$HOME<value>"', 'fi', '/hfi'],
  ['printf %s $HOME<value>', '[1]', '/h[1]'],
  ['printf %s "a<value>"', '\x01!\x7f$x', 'a\x01!\x7f$x'],
])('%s given %j prints %j', (template, value, printed) => {
  const filled = substitute(template, 'bash', { value });
  const env = { PATH: process.env['PATH'], HOME: '/h' };
  const { stdout } = spawnSync('bash', ['-c', filled.ok ? filled.value : ''], { env });
  expect(stdout.toString()).toBe(printed);
});

test('a value behind such a variable, and not in it, may be anything', () => {
  for (const template of [
    'ENV="prod"\nprintf %s "<value>"',
    "export PS4='+ '; printf %s '<value>'",
    'ENV=prod MODE="<value>" ./run',
  ])
    for (const value of HOSTILE)
      expect(substitute(template, 'bash', { value })).toMatchObject({ ok: true });
});
