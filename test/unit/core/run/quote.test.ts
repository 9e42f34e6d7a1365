import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepLanguage } from '../../../../src/core/model/step';
import { substitute } from '../../../../src/core/run/quote';
import { repeats } from '../../effort';

const PROBE =
  'probe() { for a in "$@"; do printf "%s\\0" "$a"; done; printf "\\1"; }\nexport -f probe\n';

/** What `probe` received in each run of a script, one array per call. */
function received(script: string): readonly (readonly string[])[] {
  const run = spawnSync('bash', ['--norc', '--noprofile'], {
    input: PROBE + script,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(run.stderr).toBe('');
  return run.stdout
    .split('\u0001')
    .slice(0, -1)
    .map((call) => call.split('\u0000').slice(0, -1));
}

/** Texts made to break out: quotes, expansions, separators, options, newlines. */
function values(count: number, unit: readonly string[]): readonly string[] {
  const wicked = fc.string({ unit: fc.constantFrom(...unit), maxLength: 14 });
  const any = fc.string({ unit: 'grapheme', maxLength: 12 });
  const all = fc.oneof({ weight: 4, arbitrary: wicked }, any);
  return fc
    .sample(all, count)
    .filter((text) => !/[\u0000\u0001\p{Surrogate}]/u.test(text))
    .concat([
      "'; touch /tmp/x; '",
      '$(id)',
      '`id`',
      '-rf',
      '~',
      '*',
      '',
      ' ',
      '\\',
      "'",
      '!',
      'EOF',
      '"',
    ]);
}

const WICKED = [
  ...`'"\`$\\!*?[]{}()<>|&;#~=,:%+-@/ \n\t\u00e9ab1`,
  '$(',
  'id',
  "'\\''",
  '\r\n',
  '&&',
  'if',
];
const LINE = WICKED.filter((unit) => !/[\r\n]/.test(unit));

function fill(
  template: string,
  value: string,
  language: StepLanguage = 'bash',
): string | undefined {
  const filled = substitute(template, language, { value });
  return filled.ok ? filled.value : undefined;
}

/** Where bash calculates what it is given, quoted or not, and runs what stands in an index. */
it.each([
  'let x=<v>',
  'let "x=<v>"',
  'if true; then let \\\n x=<v>; fi',
  'printf -v <v> x',
  'printf -v "a[<v>]" x',
  'read -p "a; b" <v>',
  'test -v <v>',
  '[ -v "a[<v>]" ]',
  '[[ -v <v> ]]',
  'unset "a[<v>]"',
  'a=(1); unset <v>',
  'declare -x -i n=<v>',
  'a=(x [<v>]=1)',
  'a=(["<v>"]=1)',
])('%j takes no index', (command) => {
  expect(substitute(command, 'bash', { v: 'a[$(touch planted)]' })).toMatchObject({
    code: 'unsafe-place',
  });
  expect(substitute(command, 'bash', { v: 'name_1' })).toMatchObject({ ok: true });
});

it('other commands are given brackets', () => {
  const filled = substitute('read -r line; export X="<v>"; show <v>', 'bash', { v: '[a] b' });
  expect(filled).toEqual({ ok: true, value: `read -r line; export X="[a] b"; show '[a] b'` });
});

it.each(['$(show <v>)', '$(show "<v>")', '`show <v>`', '<v>'])(
  'no value ends the here-document that %j stands in',
  (line) => {
    const command = `cat <<EOF\n${line}\nEOF`;
    expect(substitute(command, 'bash', { v: '\nEOF\ntouch planted\n' })).toMatchObject({
      code: 'unsafe-place',
    });
    expect(substitute(command, 'bash', { v: 'plain' })).toMatchObject({ ok: true });
  },
);

describe('a value in bash', () => {
  const places: readonly (readonly [
    string,
    (value: string) => readonly string[],
    readonly string[],
  ])[] = [
    ['probe <value> end', (v) => [v, 'end'], WICKED],
    ['probe <%= value %> end', (v) => [v, 'end'], WICKED],
    ['probe #{value} "#{value}"', (v) => [v, v], WICKED],
    ['probe %{value} end', (v) => [v, 'end'], WICKED],
    ['probe [[value]] end', (v) => [v, 'end'], WICKED],
    ['probe "a ${{ value }} b" ${{ value }}', (v) => [`a ${v} b`, v], WICKED],
    ['probe pre-<value>.sql', (v) => [`pre-${v}.sql`], WICKED],
    ['probe --name=<value>', (v) => [`--name=${v}`], WICKED],
    ['probe "a <value> b"', (v) => [`a ${v} b`], WICKED],
    ["probe 'a <value> b'", (v) => [`a ${v} b`], WICKED],
    ["probe $'a <value> b'", (v) => [`a ${v} b`], WICKED],
    ['probe "$(printf %s <value>; printf x)"', (v) => [`${v}x`], WICKED],
    ["bash -c 'probe <value>'", (v) => [v], WICKED],
    ['bash -c "probe \\"in <value>\\""', (v) => [`in ${v}`], WICKED],
    ['bash -c "probe \'in <value>\'"', (v) => [`in ${v}`], WICKED],
    ['eval probe <value>', (v) => [v], WICKED],
    ['X=<value>; probe "$X"', (v) => [v], WICKED],
    ['probe "$(cat <<EOF\n[<value>]\nEOF\n)"', (v) => [`[${v}]`], LINE],
    ['probe "$(cat <<\'EOF\'\n[<value>]\nEOF\n)"', (v) => [`[${v}]`], LINE],
  ];
  it.each(places)('arrives as given in %s', (template, expected, units) => {
    const given = values(repeats(/bash -c|cat/.test(template) ? 300 : 2_000), units);
    const scripts = given.map((value) => fill(template, value));
    const sent = given.filter((_, i) => scripts[i] !== undefined);
    expect(sent.length).toBeGreaterThan(given.length * 0.75);
    const calls = received(scripts.filter((script) => script !== undefined).join('\n') + '\n');
    expect(calls.length).toBe(sent.length);
    for (const [i, value] of sent.entries()) expect(calls[i]).toEqual(expected(value));
  });

  it('is refused where no quoting holds', () => {
    expect(fill('echo $(( <value> + 1 ))', 'a[$(id)]')).toBeUndefined();
    expect(fill('echo $(( <value> + 1 ))', '41')).toBe('echo $(( 41 + 1 ))');
    expect(fill('[[ <value> -eq 1 ]]', 'a[$(id)]')).toBeUndefined();
    expect(fill('echo `cat <value>`', 'a; id')).toBeUndefined();
    expect(fill("awk '/<value>/ {print}' f", '/{system("id")}/')).toBeUndefined();
    expect(fill('cat <<EOF\n<value>\nEOF', 'EOF')).toBeUndefined();
    expect(fill('cat <<EOF\n<value>\nEOF', 'a\nEOF\nid')).toBeUndefined();
    expect(fill('echo <value>', 'a\u0000b')).toBeUndefined();
    expect(fill('echo <value>', '\ud800')).toBeUndefined();
  });

  it('stays a string of SQL and of JSON inside a command', () => {
    expect(fill('psql -c "select * from t where n = \'<value>\'"', "o'x $Y")).toBe(
      "psql -c \"select * from t where n = 'o''x \\$Y'\"",
    );
    expect(fill("psql <<EOF\nselect * from t where n = '<value>';\nEOF", "o'x")).toContain(
      "'o''x'",
    );
    expect(fill(`curl -d '{"name":"<value>"}' localhost`, 'a"b\'c')).toBe(
      `curl -d '{"name":"a\\"b'\\''c"}' localhost`,
    );
  });

  it('is quoted as SQL where SQL is typed into psql', () => {
    expect(fill("psql -d app\nselect * from t where n = '<value>';", "o'x")).toBe(
      "psql -d app\nselect * from t where n = 'o''x';",
    );
  });

  it('is quoted for both shells of ssh', () => {
    expect(fill('ssh web-1 systemctl restart <value>', 'a; id')).toBe(
      "ssh web-1 systemctl restart ''\\''a; id'\\'''",
    );
    expect(fill('ssh <value> uptime', 'a b')).toBe("ssh 'a b' uptime");
  });

  it('never becomes a redirection', () => {
    expect(fill('echo <value>>out', '2')).toBe("echo '2'>out");
  });
});

describe('substitute', () => {
  it('fills every place of a hole and leaves variables alone', () => {
    const filled = substitute('a <pod> $NS "<pod>"', 'bash', { pod: 'x y' });
    expect(filled).toEqual({ ok: true, value: 'a \'x y\' $NS "x y"' });
  });

  it('names the holes without a value', () => {
    const failed = substitute('a <pod> [other-name]', 'bash', { pod: 'x' });
    expect(failed).toMatchObject({ ok: false, code: 'missing' });
    expect(failed.ok ? '' : failed.message).toContain('[other-name]');
  });

  it('says where a value cannot stand', () => {
    expect(substitute('echo `ls <dir>`', 'bash', { dir: '$(id)' })).toMatchObject({
      ok: false,
      code: 'unsafe-place',
    });
  });
});

describe('a value in PowerShell', () => {
  it.each([
    ['Get-Item <value>', "it's; rm", "Get-Item 'it''s; rm'"],
    ['Get-Item "a <value>"', '$x "`', 'Get-Item "a `$x `"``"'],
    ["Get-Item 'a <value>'", 'it\u2019s', "Get-Item 'a it\u2019\u2019s'"],
    ['Get-Item rg-<value>', 'prod', 'Get-Item rg-prod'],
    ['Get-Item <value>', '-Recurse', "Get-Item '-Recurse'"],
  ])('%s given %s', (template, value, expected) => {
    expect(fill(template, value, 'powershell')).toBe(expected);
  });

  it('is refused where quotes would split the word', () => {
    expect(fill('Get-Item <value>-x', 'a b', 'powershell')).toBeUndefined();
  });
});

describe('a value in SQL', () => {
  it.each([
    [
      "select * from t where n = '<value>'",
      "x' or '1'='1",
      "select * from t where n = 'x'' or ''1''=''1'",
    ],
    [
      'select * from t where n = <value>',
      "x'; drop table t",
      "select * from t where n = 'x''; drop table t'",
    ],
    ['select * from t where id = <value>', '42', 'select * from t where id = 42'],
    ['truncate table <value>', 'a; drop table b', 'truncate table "a; drop table b"'],
    ['select * from "<value>"', 'a"b', 'select * from "a""b"'],
    ["select * from t where n = :'value'", "4'2", "select * from t where n = '4''2'"],
    ["select * from t where n = :'value'", '42', "select * from t where n = '42'"],
    ['select :"value" from t', 'a"b', 'select "a""b" from t'],
    ['select * from ${value}.orders', 'shop', 'select * from shop.orders'],
    ["select E'<value>'", "\\'", "select E'\\\\\\''"],
  ])('%s given %s', (template, value, expected) => {
    expect(fill(template, value, 'sql')).toBe(expected);
  });

  it('is refused inside a name or a dollar quote', () => {
    expect(fill('select * from app_<value>', 'x; drop', 'sql')).toBeUndefined();
    expect(fill('select * from ${value}.orders', 'x; drop', 'sql')).toBeUndefined();
    expect(fill('do $$ <value> $$', '$$; drop', 'sql')).toBeUndefined();
  });
});
