import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const fence = (body: string, info = 'bash'): string => `# T\n\n\`\`\`${info}\n${body}\n\`\`\`\n`;
const only = (text: string) => {
  const [step] = parseRunbook(text).steps;
  if (step === undefined) throw new Error('no step');
  return step;
};

describe('fences that a site shows and Markdown does not', () => {
  it('are steps, also several and behind words', () => {
    const text =
      '# T\n\n!!! note\n\n    First look:\n\n    ```bash\n    uptime\n    ```\n\n    Then:\n\n    ```sql\n    SELECT 1;\n    ```\n';
    const { steps } = parseRunbook(text);
    expect(steps.map((step) => [step.text, step.language, step.range.start])).toEqual([
      ['uptime', 'bash', 6],
      ['SELECT 1;', 'sql', 12],
    ]);
  });
});

describe('prompts of other shells', () => {
  it.each([
    ['➜  till git:(main) ✗ git status', 'git status'],
    ['➜  ~ df -h', 'df -h'],
    ['ops@till ~/run> systemctl status till', 'systemctl status till'],
  ])('%s', (line, text) => {
    expect(only(fence(`${line}\nok`, '')).text).toBe(text);
  });
});

describe('sessions and output of ordinary programs', () => {
  it('a program called by its name alone, behind `# ` and `> `', () => {
    const root = only(fence('# lsblk\nNAME   SIZE\nsda    100G\n# df -h /\n/dev/sda1  98%', ''));
    expect(root.text).toBe('lsblk\ndf -h /');
    expect(only(fence('> uptime', '')).text).toBe('uptime');
  });

  it('a table of psql is no pipeline', () => {
    const text = fence(
      '  pid  |  age  | query\n-------+-------+-------\n 40211 | 00:14 | x\n(1 row)',
      '',
    );
    expect(parseRunbook(text).steps).toEqual([]);
  });

  it('what is seen when something is wrong is not expected of a step', () => {
    const below = (lead: string): unknown =>
      only(`${fence('authctl show kim')}\n${lead}\n\n\`\`\`text\nSEV1: 15 minutes\n\`\`\`\n`)
        .expectation;
    expect(below('It prints:')).toBeDefined();
    expect(below('What it prints when the token is wrong:')).toBeUndefined();
    expect(below('Response times:')).toBeUndefined();
    expect(below('The warning looks like:')).toBeUndefined();
  });

  it('nothing is expected of a block of comments', () => {
    const text = `${fence('# Ask the owner')}\nOutput:\n\n\`\`\`text\nok\n\`\`\`\n`;
    expect(only(text).expectation).toBeUndefined();
  });
});

describe('code that is no command', () => {
  it.each(['module.exports = { port: 3000 };', 'const a = 1;\nexport default a;'])(
    'is what a file holds: %j',
    (code) => {
      expect(parseRunbook(fence(code, 'js')).steps).toEqual([]);
    },
  );

  it.each([
    'Switch# configure terminal\nSwitch(config)# interface vlan 7',
    'core-1(config-if)# no shutdown',
    'gw> show version',
  ])('is typed into a switch or a router: %j', (session) => {
    for (const info of ['console', 'bash'])
      expect(parseRunbook(fence(session, info)).steps).toEqual([]);
  });

  it('is the answer of a server', () => {
    const text =
      '# T\n\n```http\nGET https://till.example/v1\n```\n\nExpected:\n\n```http\nHTTP/1.1 200 OK\n```\n';
    expect(parseRunbook(text).steps.map((step) => step.text)).toEqual([
      'GET https://till.example/v1',
    ]);
  });

  it('is in a fence that was never closed, above a heading in lower case', () => {
    const text = '# T\n\n```bash\nrsync -a a b\n\n## words\n\nresilver = rebuild.';
    expect(only(text).notRunnable?.code).toBe('fence-runaway');
  });

  it('is typed at the prompt of another database', () => {
    expect(only(fence('cqlsh> SELECT * FROM coins;', '')).notRunnable?.code).toBe('output');
  });

  it('is not a static call of PowerShell', () => {
    const { steps } = parseRunbook('# T\n\n1. `[math]::Round(2.6)`\n2. `[math]::`\n');
    expect(steps.map(({ text, language }) => [text, language])).toEqual([
      ['[math]::Round(2.6)', 'powershell'],
    ]);
  });
});

describe('code tagged js', () => {
  it.each([
    'rs.status()',
    'use till\ndb.coins.find({})',
    'show dbs',
    'const c = 1\ndb.coins.drop()',
  ])("is for MongoDB's shell when it speaks to a database: %s", (body) => {
    const { notRunnable, text } = only(fence(body, 'js'));
    expect([notRunnable?.code, text]).toEqual(['unsupported-language', body]);
  });

  it.each(["const fs = require('fs')\ndb.close()", 'console.log(1)'])(
    'is for Node.js: %s',
    (body) => {
      expect(only(fence(body, 'js')).notRunnable).toBeUndefined();
    },
  );
});

describe('sessions', () => {
  it.each([
    ['a pipe', 'ps aux |\n  wc -l', 'ps aux |\n  wc -l'],
    ['&&', 'cd a &&\nls', 'cd a &&\nls'],
    ['an open quote', 'echo "a\nb"', 'echo "a\nb"'],
    ['an open bracket', '(cd a\nls)', '(cd a\nls)'],
    ['options below', 'oc get pods\n   --all-namespaces', 'oc get pods \\\n   --all-namespaces'],
  ])('take the second line of a command along: %s', (_name, body, text) => {
    const step = only(fence(`$ ${body}\n12 rows`, 'console'));
    expect([step.text, step.expectation?.source]).toEqual([text, '12 rows']);
  });

  it.each([
    ['help', 'tool --help', '  --all   shows all\n  --quick'],
    ['a mode', 'ls -l', '--w-------  1 root'],
  ])('keep output that begins with a hyphen: %s', (_name, command, output) => {
    expect(only(fence(`$ ${command}\n${output}`, 'console')).text).toBe(command);
  });

  it('may have the name of a host alone for a prompt, but for a router', () => {
    expect(only(fence('relay1$ uptime\nup 3 days', '')).text).toBe('uptime');
    expect(parseRunbook(fence('edge-1# show ip route\nok', '')).steps).toEqual([]);
  });

  it('lose their prompts and give their output as the expectation', () => {
    const step = only(
      fence('$ docker ps -q | wc -l\n3\n$ docker info \\\n>   --format x\nok', 'console'),
    );
    expect(step.text).toBe('docker ps -q | wc -l\ndocker info \\\n  --format x');
    expect(step.expectation?.source).toBe('3\nok');
  });

  it.each([
    ['root@web-1:/etc# systemctl status web', 'systemctl status web', 'bash'],
    ['[ops@web-1 ~]$ uptime', 'uptime', 'bash'],
    ['PS C:\\Ops> Get-Service', 'Get-Service', 'powershell'],
    ['shop=# SELECT 1;', 'SELECT 1;', 'psql'],
  ])('reads %s', (line, text, language) => {
    expect(only(fence(line, ''))).toMatchObject({ text, language, notRunnable: undefined });
  });

  it('are refused when they mix a shell with a program in it', () => {
    expect(only(fence('psql -h db\nshop=# SELECT 1;')).notRunnable?.code).toBe('output');
    expect(only(fence('cd site\n$ make')).notRunnable?.code).toBe('output');
  });

  it('do not take a comment behind a path for a prompt', () => {
    expect(only(fence('/usr/bin/site-check # quick')).text).toBe('/usr/bin/site-check # quick');
  });
});

describe('parts', () => {
  it('are the groups of a block; comments alone are for a person', () => {
    const { parts } = only(fence('# 1. Look\nls\n\n# 2. Tell the team\n\n# 3. Go\ncd x\nmake'));
    expect(parts.map(({ title, manual, text }) => ({ title, manual, text }))).toEqual([
      { title: 'Look', manual: false, text: 'ls' },
      { title: 'Tell the team', manual: true, text: '' },
      { title: 'Go', manual: false, text: 'cd x\nmake' },
    ]);
  });

  it('do not hang together by a variable that each sets for itself', () => {
    const { parts } = only(
      fence(
        '# one\nread -r key < a\nrm "$key"\n\n# all\nwhile read -r key; do rm "$key"; done < a',
      ),
    );
    expect(parts.map(({ title }) => title)).toEqual(['one', 'all']);
    const bound = only(fence('# one\nn=$(wc -l < a)\n\n# two\necho "$n"'));
    expect(bound.parts.map(({ title }) => title)).toEqual(['one']);
  });

  it('are options when the author says so', () => {
    const { parts } = only(fence('# Option 1: by hand\nls a\n\n# Option 2: by script\nls b'));
    expect(parts.map((part) => part.alternative)).toEqual(['Option 1', 'Option 2']);
  });

  it.each([
    ['a loop', 'for i in 1 2; do\n  ls\n\n  # next\n  pwd\ndone'],
    ['a heredoc', 'cat > x <<EOF\na\n\n# b\nc\nEOF'],
    ['a quoted query', 'psql -c "\nSELECT 1\n\nFROM t;"'],
    ['a script', '#!/bin/bash\nset -e\n\n# one\nls\n\n# two\npwd'],
    ['a variable and its use', 'NS=shop\n\n# look\nkubectl get pods -n "$NS"'],
    ['a function and its use', 'look() {\n  ls\n}\n\nlook'],
    ['a function', 'look() {\n  ls\n\n  pwd\n}'],
    ['a function named by `function`', 'function look {\n  # 1. ls\n  ls\n  # 2. pwd\n  pwd\n}'],
    ['the head of a function', 'look()\n\n# body\n{\n  ls\n}'],
    ['a function and its use, named by `function`', 'function look {\n  ls\n}\n\nlook'],
    ['a function and its use behind `until`', 'look() {\n  ls\n}\n\nuntil look; do sleep 1; done'],
    ['a menu', 'select c in prod stage; do\n  echo "$c"\n\n  break\ndone'],
    ['a coprocess', 'coproc look {\n  ls\n\n  pwd\n}'],
    ['a command that goes on below a comment', 'df -h ||\n  # no df\n\n  free -m'],
    ['a pipe with a comment behind it', 'ls | # all\n\n  sort'],
    ['a pattern that is a keyword', 'case $1 in\n  done)\n    ls\n\n    ;;\nesac'],
  ])('never tear %s', (_name, body) => {
    expect(only(fence(body)).parts).toHaveLength(1);
  });

  it.each([
    ['a function', 'look() {\n  ls\n\n  pwd\n}\n\nuptime'],
    ['an empty array', 'x=()\n\nuptime'],
    ['SELECT of SQL', 'psql -c "select 1"\n\nuptime'],
    ['a job in the background', 'sleep 1 &\n\nuptime'],
    ['a shift', 'echo $((1 << n))\n\nuptime'],
  ])('are apart behind %s', (_name, body) => {
    expect(only(fence(body)).parts).toHaveLength(2);
  });

  it('feed SQL to the client that the block opened', () => {
    const step = only(fence('# Look\npsql -h db -U ops\n\nSELECT 1;\n\n# Tables\n\\dt'));
    expect(step.parts.map((part) => part.text)).toEqual([
      "psql -h db -U ops <<'SQL'\nSELECT 1;\nSQL",
      "psql -h db -U ops <<'SQL'\n\\dt\nSQL",
    ]);
    expect(step.text).toBe("psql -h db -U ops <<'SQL'\n-- Look\nSELECT 1;\n\n-- Tables\n\\dt\nSQL");
  });

  it('of nothing but SQL make the block SQL', () => {
    expect(only(fence('# Count\nSELECT count(*) FROM t;'))).toMatchObject({
      language: 'sql',
      text: '-- Count\nSELECT count(*) FROM t;',
    });
  });
});

describe('info strings', () => {
  it.each([
    ['bash {name=build timeout=30s confirm}', { name: 'build', timeoutMs: 30_000, confirm: true }],
    ['sh {"name":"b c","interactive":"false"}', { name: 'b c', interactive: false }],
    ['sh { name=x cwd="/a b" }', { name: 'x', cwd: '/a b' }],
    [
      'bash {timeout=1m30s background intent=check}',
      { timeoutMs: 90_000, background: true, intent: 'check' },
    ],
    ['bash {1,3-4}', { other: {} }],
    ['bash title="x"', { other: { title: 'x' } }],
  ])('reads %s', (info, attributes) => {
    expect(only(fence('ls', info)).attributes).toMatchObject(attributes);
  });
});

describe('what stands below a step', () => {
  const below = (lead: string, body: string) =>
    only(`# T\n\n\`\`\`bash\noc get nodes\n\`\`\`\n\n${lead}\n\n\`\`\`\n${body}\n\`\`\`\n`)
      .expectation?.source;

  it('is expected when the words lead to it', () => {
    expect(below('The output looks like:', 'NAME    STATUS\nn1      Ready')).toContain('NAME');
  });

  it.each([
    ['an example of what goes wrong', 'Example error in the log:', '[ERROR] no route'],
    ['a file that some words precede', 'It shows the nodes of the pool.', 'kind: Pool\nname: a'],
  ])('is not expected when it is %s', (_name, lead, body) => {
    expect(below(lead, body)).toBeUndefined();
  });
});

describe('what people write besides', () => {
  it('requests as a search console takes them', () => {
    expect(only('# T\n\n```\nGET _cat/shards?v\n```\n')).toMatchObject({ language: 'http' });
  });

  it('a command behind the number of its step', () => {
    expect(only('# T\n\nStep 2 - `terraform force-unlock LOCK_ID`\n')).toMatchObject({
      placeholders: [{ name: 'lock-id' }],
    });
  });

  it.each([
    ['an escape sequence', 'echo \u001b[8mrm -rf ~\u001b[0m'],
    ['a mark that turns the direction of reading', 'echo "\u202egnp.exe"'],
  ])('a command that hides something: %s', (_name, code) => {
    expect(only(`# T\n\n\`\`\`bash\n${code}\n\`\`\`\n`).notRunnable?.code).toBe(
      'typographic-characters',
    );
  });

  it.each([
    ['a byte that is no UTF-8', 'touch "/srv/\udcfc.txt"'],
    ['a letter that an editor could not read', "touch '/srv/\ufffd.txt'"],
  ])('a command with %s', (_name, code) => {
    expect(only(`# T\n\n\`\`\`bash\n${code}\n\`\`\`\n`).notRunnable).toMatchObject({
      code: 'typographic-characters',
      message: expect.stringContaining('UTF-8') as string,
    });
  });

  it('a command with letters beyond ASCII', () => {
    expect(only('# T\n\n```bash\ntouch "/srv/\u00fc \u{1f41f}.txt"\n```\n').notRunnable).toBe(
      undefined,
    );
  });

  it('no command below words that lead to what is expected, in any language', () => {
    for (const lead of ['Expected output:', 'Erwartete Ausgabe:', 'Sortie attendue :'])
      expect(
        only(`# T\n\n\`\`\`bash\nuptime\n\`\`\`\n\n${lead}\n\n\`\`\`\nmake test\n\`\`\`\n`),
      ).toMatchObject({
        text: 'uptime',
        expectation: { source: 'make test' },
      });
    expect(
      only('# T\n\nSoll der Dienst neu starten:\n\n```\nsystemctl restart x\n```\n').text,
    ).toBe('systemctl restart x');
  });

  it('a command with a framed message below it', () => {
    expect(only('# T\n\n```\nterraform plan\n╷\n│ Error: locked\n╵\n```\n').text).toBe(
      'terraform plan',
    );
  });
});

describe('a block that ends with a backslash', () => {
  it('is cut short', () => {
    expect(only(fence('pg_dump shop \\')).notRunnable?.code).toBe('fence-cut-short');
    expect(only(fence('pg_dump shop \\\n  > a.sql')).notRunnable).toBeUndefined();
    expect(only(fence('echo a\\\\')).notRunnable).toBeUndefined();
  });
});
