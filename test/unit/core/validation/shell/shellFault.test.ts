import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellFault } from '../../../../../src/core/validation/shell/shellCommands';

/** What bash refuses to read. */
const BROKEN: readonly string[] = [
  'echo "a',
  "echo 'a",
  "echo don't panic",
  'x=$(date',
  'x=`date',
  'echo ${HOME',
  'diff <(sort a) <(sort b',
  'diff <(sort a <(sort b)',
  'cat <(ls',
  'tee >(gzip > x.gz',
  'if true; then\n  echo a',
  'if true\n  echo a\nfi',
  'if true; echo a; fi',
  'if true; then\nfi',
  'if true; then echo a; else\nfi',
  'if true; then echo a; elif false; echo b; fi',
  'if true; then echo a; else if false; then echo b; fi',
  'for i in 1 2; do\n  echo $i',
  'for i in 1 2\n  echo $i\ndone',
  'for i in 1 2; echo $i; done',
  'for i in 1 2; do\ndone',
  'for i in a b do echo $i; done',
  'while true; do\n  sleep 1',
  'while true\n  sleep 1\ndone',
  'until curl -f x; do sleep 1',
  'while read -r l; do echo $l; done < <(ls | sort',
  'case $x in\n  a) echo a\n  b) echo b ;;\nesac',
  'case $x in\n  a) echo a ;;\n  b) echo b ;;',
  'case $x\n  a) echo a;;\nesac',
  'case $x in\n  a echo a;;\nesac',
  'case "$x" in\n  start) a ;;\n  stop) b\n  *) c ;;\nesac',
  'f() {\n  echo a',
  'f() echo a',
  'function f {\n echo a\n',
  '{ echo a; echo b',
  '(cd x && ls',
  'echo a )',
  '(echo a))',
  'fi',
  'done',
  'echo a; done',
  'esac',
  '}',
  'echo a\nthen\n',
  'do echo a; done',
  'a && && b',
  'a | | b',
  'a |',
  'a &&',
  'a ||\n',
  '| grep x',
  '&& b',
  'a ;; b',
  'a ; ; b',
  'a & ; b',
  'a && ; b',
  'echo a >',
  'echo a > ; b',
  'sort <',
  'cat <<EOF\nabc',
  'cat <<EOF\nabc\n  EOF\n',
  'echo a (b)',
  'ls (x)',
  'x=(a b',
  'x=(a b\necho c',
  '[[ -f x ; echo',
  'if [[ -f x; then echo; fi',
  'if [[ $a == ]]; then echo; fi',
  '[[ ( -f x ]]',
  'if[ -f x ]; then a; fi',
  'foo() { echo a; ',
  'echo $((1+2',
  'echo $((1+2)',
  'echo "$(date"',
  'echo "${x"',
  'curl -d \'{"a": 1} x',
  'curl -H "A: b" -d "{\\"a\\": 1} http://x\necho "ok"',
  "awk '{print $1} file\ngrep 'x' y",
  'for h in a b; do\n  if ping $h; then\n    echo up\ndone',
  'for h in a b; do\n  if ping $h; then\n    echo up\n  fi\n',
  'while :; do if a; then b; done; fi',
  'if a; then b; fi fi',
  'for i in a; do b; done done',
  'if a then b; fi',
  'while a do b; done',
  'select x in a b; do echo',
  'ssh h "ls | sort',
  'ssh h \'ls | sort"',
  'echo a &&& b',
  'echo a ||| b',
  'a |& ',
  'find . -name x -exec rm {} \\; )',
  'x=$(a $(b)',
  'echo `a $(b) ',
  'eval "$(x',
  '((i++',
  'if ((x > 3); then a; fi',
  'function { a; }',
  'export X=(a b',
  'trap "a; b EXIT',
  'echo "a" "b',
  'psql -c "select 1',
  'time (a',
  'if ! a; then b',
  'else\n a\nfi',
  'elif a; then b; fi',
  'case x in esac esac',
  'while read l; do a; done < < (ls)',
  'for i in $(seq 3; do a; done',
  "kubectl get po -o jsonpath='{.items}",
  'a <<< ',
  'a 2> ',
  'a 2>&',
  'a >&\n',
];

/** What bash reads, and what can only fail. */
const HOPELESS: readonly string[] = [
  'if [ -f x; then echo a; fi',
  'if[ -f x ]; then echo a; fi',
  '[-f x ] && echo a',
  'for $i in a; do echo; done',
  'curl -fsS https://a.example/\n  -H "Accept: text/plain"',
  'kubectl get pods \\ \n  --all-namespaces',
];

const SOUND: readonly string[] = [
  'echo "a $(date +"%F") b" `date` ${X:-"}"} $((1 + (2 * 3)))',
  "echo it\\'s 'a \"b' \"c 'd\" $'e\\'f'",
  'diff <(sort a) <(sort b) > >(tee c)',
  'if a; then b; elif c; then d; else e; fi > out 2>&1',
  'if a; then if b; then c; fi fi',
  'for i in 1 2; do a; done | sort',
  'for i\ndo a; done; for ((i = 0; i < 3; i++)) { a; }',
  'while read -r a b; do c; done < <(d | e)',
  'until a; do b & done; wait',
  'case "$x" in\n  (a|b) c ;;\n  "d e") ;& # on\n  *) f\nesac',
  'y=$(case $x in a) b;; esac)',
  'f() { a; }; function g { b; }; h() (c)',
  'a && b || c |& d; e &\nf',
  'a |\n  # first\n  b &&\n  c',
  "cat <<EOF; b\nit's $(x\nEOF\nc",
  "x=$(cat <<'END-1'\n)\"\nEND-1\n)",
  'cat <<-EOF\n\tx\n\tEOF\ncat <<A <<B\n1\nA\n2\nB',
  'echo $((1 << 4)); (( x << 2 )); [[ a < b ]]',
  '[[ $a =~ ^(x|y)$ && ( -f b || ! -d c ) ]] || d',
  '[[ -f a &&\n  -f b ]]',
  'a=(1 "2 3" [4]=5\n  6 # seven\n) b+=(8); declare -a c=(9)',
  'a >b 2>>c <d >&2 {e}>f &>g <<<"h" 3<&-',
  'find . -name "*.log" \\( -mtime +3 -o -empty \\) -exec rm {} \\;',
  '((a)); ( (b); c ); { d; } 2> e',
  'echo if then fi do done case esac } {',
  '! a; time -p b; if ! c; then d; fi',
  'rm !(a|b) *.@(c|d)',
  'select x in a b; do echo "$x"; break; done',
  'awk \'{ print "it" }\' a | sed "s/(b)/\\1/" # (c',
  '--',
  'a \\',
];

describe('faults of shell texts', () => {
  it('are found in whatever bash refuses', () => {
    expect(BROKEN.filter((text) => shellFault(text) === undefined)).toEqual([]);
  });

  it('are found where a text can only fail', () => {
    expect(HOPELESS.filter((text) => shellFault(text) === undefined)).toEqual([]);
  });

  it('are not found in what bash takes', () => {
    const found = SOUND.map((text) => [text, shellFault(text)?.what]);
    expect(found.filter(([, fault]) => fault !== undefined)).toEqual([]);
  });

  it.skipIf(spawnSync('bash', ['--version']).status !== 0)('are what bash calls so', () => {
    const refused = (text: string): boolean => {
      const { status, stderr } = spawnSync('bash', ['-O', 'extglob', '-n'], { input: `${text}\n` });
      return status !== 0 || stderr.length > 0;
    };
    expect(BROKEN.filter((text) => !refused(text))).toEqual([]);
    expect(SOUND.filter(refused)).toEqual([]);
  });

  it.each([
    ['a\nif b; then\n  c\n', 2, '`if` is never ended by `fi`'],
    ['a\nfor x in b; do\n  if c; then\n    d\ndone', 3, '`if` is never ended by `fi`'],
    ['case a in\n  b) c\n  d) e ;;\nesac', 3, 'the branch before this pattern has no `;;`'],
    ['a\nb "c\nd "e" f', 2, 'a double quote is never closed'],
    ['a\nb <(c\nd', 2, '`<(` is never closed'],
    ['cat <<EOF\na', 1, 'the here-document `EOF` is never ended by a line with that word alone'],
  ])('are told where they are: %j', (text, line, what) => {
    const fault = shellFault(text);
    expect([text.slice(0, fault?.at).split('\n').length, fault?.what]).toEqual([line, what]);
  });

  it('are looked for in a text that is cut off anywhere, and the search ends', () => {
    for (const text of [...BROKEN, ...SOUND])
      for (let end = 0; end <= text.length; end++) {
        const fault = shellFault(text.slice(0, end));
        expect(fault?.at ?? 0).toBeLessThanOrEqual(end);
      }
  });

  it('take no time to speak of in a text of many brackets', () => {
    const begun = process.cpuUsage().user;
    for (const mark of ['(', '$((', '${', '{ ', 'if ', '`$(', '"$(', '@('])
      shellFault(mark.repeat(20_000));
    expect((process.cpuUsage().user - begun) / 1000).toBeLessThan(2000);
  });
});
