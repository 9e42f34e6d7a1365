import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { leavesShell } from '../../../../src/execution/session/leavesShell';
import { quote } from '../../../../src/execution/session/quote';
import { repeats } from '../../effort';

const NONE: ReadonlySet<string> = new Set();

describe('a step of plain words leaves its shell as it was', () => {
  test.each([
    'kubectl get pods -n prod',
    'docker compose ps\n\n# look at the state\ndocker compose logs --tail=50 web',
    'docker run --rm \\\n  -v "$PWD:/x" \\\n  image ls',
    "psql -c 'SELECT 1; SELECT 2' | head -3",
    'curl -fsS https://example.org/health?full=1 >/dev/null 2>&1 && echo "up $HOST"',
    'cat <in >>out 2>errors || true;',
    'echo ${HOME} {a,b} *.log ~/x [ab] a\\ b',
    'pg_dump shop > "shop_$(date +%F).sql"',
    'kubectl exec $(kubectl get pods -o jsonpath={.items[0].metadata.name} | head -1) -- df -h',
    '/usr/bin/true',
    './run.sh --now &> log',
    '',
    '# nothing',
  ])('%j', (script) => expect(leavesShell(script, NONE)).toBe(true));
});

describe('what may change the shell, or what bash works out', () => {
  test.each([
    ['assigns', 'x=1'],
    ['assigns for one command', 'X=1 make'],
    ['is a part of bash', 'cd /'],
    ['reads a file', '. ./env.sh'],
    ['stands behind another', 'true && export X=1'],
    ['stands on another line', 'ls\ncd /'],
    ['stands behind a pipe', 'echo a | read x'],
    ['ends the shell', 'ls; exit 1'],
    ['has another name', '$CMD'],
    ['has a quoted name', "'cd' /"],
    ['has a name in two parts', 'c\\d /'],
    ['has a name on two lines', 'ex\\\nport X=1'],
    ['substitutes over two lines', 'echo $(date\n)'],
    ['substitutes within a substitution', 'echo $(echo $(date))'],
    ['substitutes with a comment', "echo $(date # it's)\nexport X=1 # '"],
    ['substitutes with backquotes', 'echo `date`'],
    ['calculates', 'echo $((x += 1))'],
    ['calculates as of old', 'echo $[x += 1]'],
    ['sets what is unset', 'echo ${x:=1}'],
    ['sets it within quotes', 'echo "${x:=1}"'],
    ['looks up by an index', 'echo ${a[x++]}'],
    ['keeps a descriptor', 'ls {fd}>out'],
    ['keeps it over two lines', 'ls {fd}\\\n>out'],
    ['redirects before its name', '>out cd /'],
    ['redirects a number before its name', '2>out cd /'],
    ['goes on in the background', 'sleep 9 &'],
    ['has a here-document', 'cat <<E\nE'],
    ['has one over two lines', 'cat <\\\n<E\nE'],
    ['has a process for a file', 'diff <(a) >(b)'],
    ['is a subshell', '(ls)'],
    ['is a group', '{ ls; }'],
    ['is a condition', 'if true; then ls; fi'],
    ['is negated', '! ls'],
    ['tests', '[ -v a ]'],
    ['formats', 'printf -v x 1'],
    ['is a function', 'f() { ls; }'],
    ['has quotes that bash reads in another way', "ls $'a'"],
    ['has a word with a hash', "ls ''#'\nexport X=1\n'"],
    ['has one over two lines ', "ls a\\\n#it's\nls 'x\nexport X=1\n'z"],
    ['has one behind a blank', "ls \\ #it's\nexport X=1 '"],
    ['has an open quote', "ls 'a"],
    ['has a carriage return', 'ls\r\n'],
    ['is very long', `ls ${'x '.repeat(20_000)}`],
  ])('%s', (_, script) => expect(leavesShell(script, NONE)).toBe(false));

  test('is a function of this shell', () => {
    expect(leavesShell('kubectl get pods', new Set(['kubectl']))).toBe(false);
  });
});

test('a substitution without an end is given up at once', () => {
  const words = 'set+=alias v=1-'.repeat(1000);
  expect(leavesShell(`true $(${words}`, NONE)).toBe(false);
  expect(leavesShell(`true "$(${words}"`, NONE)).toBe(false);
  expect(leavesShell(`true "${'$(a b)'.repeat(2000)}`, NONE)).toBe(false);
  expect(leavesShell(`true $(${words})`, NONE)).toBe(true);
});

describe('in bash itself', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'runbook-plain-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const PIECES = fc.array(
    fc.constantFrom(
      ...['$', '{', '}', "'", '"', '\\', '\n', '#', '<', '>', '&', '|', ';', ' ', '\t', '(', ')'],
      ...['`', '!', '~', '*', '[', ']', '=', '%', ',', '-', '2', 'x', 'v', 'é', '\r', '^', '\\\n'],
      ...['$x', '${x}', '${x:=1}', '$(', '$((v=1))', '$[v++]', '"$x"', "$'", '$"', '@(', '{v}>f'],
      ...['&&', '||', '|&', '&>', '>&', '<&', '>|', '2>&1', '>f', '<f', '<<', '<<<', "'#", '+='],
      ...['export x=2', 'cd /', 'v=1', 'read v', 'set a', 'eval v=1', '. f', 'unset x', 'g()'],
      ...['$(x)', '$(cd /)', '$(v=1', '"$(x "$v")"', "$(')'", '$(x | read v)', '$(set'],
      ...['umask 0', 'alias v=1', 'trap : USR1', 'let v=1', 'echo', 'true', ':', 'pwd', 'time'],
    ),
    { minLength: 1, maxLength: 14 },
  );
  const TEXT = fc
    .tuple(fc.constantFrom('', 'x ', 'echo ', 'true '), PIECES)
    .map(([start, pieces]) => start + pieces.join(''));

  test('no text that leaves the shell as it was does anything else', () => {
    const texts = fc
      .sample(TEXT, repeats(40_000, 600_000))
      .filter((text) => leavesShell(text, NONE));
    expect(texts.length).toBeGreaterThan(100);
    expect(changedBy(texts)).toEqual([]);
  }, 300_000);

  test('what does is found out', () => {
    expect(changedBy(['true', 'export x=2', 'echo a'])).toEqual(['true\nexport x=2\necho a']);
    expect(changedBy(['echo ${v:=1}'])).toEqual(['echo ${v:=1}']);
  });

  /**
   * Evaluates the texts in bash, group by group, and gives back the groups that have changed it. What
   * ends the shell (an error of syntax in a substitution does) ends its group alone.
   */
  function changedBy(texts: readonly string[]): string[] {
    const script = [
      'cd "$1"; PATH=/nowhere; x=1',
      'command_not_found_handle() { return 127; }',
      'snap() { declare -p; declare -f; alias; pwd; trap -p; set +o; shopt; umask; ulimit -Sa; dirs; }',
      'said() { snap | while read -r line; do [[ $line =~ $own ]] || echo "$line"; done; }',
      `own='^declare -[^ ]+ (_|BASH.*|LINENO|S?RANDOM|SECONDS|EPOCH.*|PIPESTATUS|FUNCNAME|before|own)(=|$)'`,
      'check() { [[ $before == "$(said)" ]] || builtin echo "$1" >>"$2"; }',
    ];
    const groups = Array.from({ length: Math.ceil(texts.length / 20) }, (_, index) =>
      texts.slice(index * 20, index * 20 + 20),
    );
    const changed = join(mkdtempSync(join(folder, 'changed-')), 'groups');
    groups.forEach((group, index) => {
      const evaluated = group.map((text) => `builtin eval ${quote(text)} </dev/null &>/dev/null`);
      const check = `trap 'check ${index} ${changed}' EXIT`;
      script.push(['(', check, 'before=$(said)', ...evaluated, ')'].join('\n'));
    });
    writeFileSync(changed, '');
    const input = `${script.join('\n')}\nbuiltin echo over >>${changed}\n`;
    const args = ['--norc', '--noprofile', '-s', '--', folder];
    spawnSync('bash', args, { input, stdio: ['pipe', 'ignore', 'ignore'], cwd: folder });
    const lines = readFileSync(changed, 'utf8').trimEnd().split('\n');
    expect(lines.pop()).toBe('over');
    return lines.map((line) => groups[Number(line)]?.join('\n') ?? line);
  }
});
