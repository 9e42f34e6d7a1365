import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** Lines, language and text of each step, with the line breaks of Windows too. */
function expectSteps(markdown: string, expected: readonly string[]): void {
  for (const text of [markdown, markdown.replaceAll('\n', '\r\n')])
    expect(
      parseRunbook(text).steps.map(
        (step) =>
          `${step.range.start + 1}-${step.range.end} ${step.language} ${step.text.replaceAll('\n', ' / ')}`,
      ),
    ).toEqual(expected);
}

describe('code macros of Confluence and Jira', () => {
  it.each([
    ['{code:bash}\ndf -h\nuptime\n{code}', ['1-4 bash df -h / uptime']],
    ['{code:sh|title=check.sh}\ndf -h\n{code}', ['1-3 sh df -h']],
    ['{code:title=q|language=sql}\nSELECT 1;\n{code}', ['1-3 sql SELECT 1;']],
    ['{code}\n$ uptime\n{code}', ['1-3 bash uptime']],
    ['{noformat}\nkubectl get pods\n{noformat}', ['1-3 bash kubectl get pods']],
    ['{code:bash}df -h{code}', ['1-1 bash df -h']],
    ['Look:\n{code:bash}\ndf -h\n\nuptime\n{code}\n\nDone.', ['2-6 bash df -h /  / uptime']],
    [
      '1. Look\n   {code:bash}\n   df -h\n   {code}\n2. `ls -l`',
      ['2-4 bash df -h', '5-5 bash ls -l'],
    ],
    [
      '{code:bash}\ndf -h\n\n- x\n{code}\n\n```\nls -l\n```',
      ['1-5 bash df -h /  / - x', '7-9 bash ls -l'],
    ],
    ['{code:bash}\necho `date`\n{code}', ['1-3 bash echo `date`']],
  ])('%j', (markdown, expected) => {
    expectSteps(markdown, expected);
  });

  it.each([
    '{code:bash}\nrm -rf /srv/data',
    '{code:yaml}\na: 1\n{code}',
    '{noformat}\nNAME   READY\nweb    1/1\n{noformat}',
    'Do not run:\n\n{code:bash}\nrm -rf /srv/data\n{code}',
    '{codeblock}\ndf -h\n{codeblock}',
  ])('not %j', (markdown) => {
    expectSteps(markdown, []);
  });

  it('take what was printed for what is expected', () => {
    const printed = 'NAME   READY\nweb    1/1';
    const [step] = parseRunbook(
      `{code:bash}\nkubectl get pods\n{code}\n\n{noformat}\n${printed}\n{noformat}\n`,
    ).steps;
    expect(step?.expectation?.source.trim()).toBe(printed);
  });
});

describe('a command in a heading', () => {
  it.each([
    [
      '### 2. Run `systemctl restart web`\n\nIt takes a minute.\n',
      ['1-1 bash systemctl restart web'],
    ],
    ['## Step 3: Run `df -h` on the host\n\n## Next\n', ['1-1 bash df -h']],
    ['### Run `df -h`\n\n```bash\ndf -h\n```\n', ['3-5 bash df -h']],
    ['### Run `df -h`\n\n#### Details\n\n```bash\nls\n```\n', ['5-7 bash ls']],
    [
      '## Run `df -h`\n\nText.\n\n## Other\n\n```bash\nls\n```\n',
      ['1-1 bash df -h', '7-9 bash ls'],
    ],
  ])('is a step where it says to run it and nothing below does: %j', (markdown, expected) => {
    expectSteps(markdown, expected);
  });

  it.each([
    '### `kubectl get pods -n web`',
    '### Run `npm install` fails',
    '### When to run `vacuum full`',
    '### Never run `rm -rf /srv`',
    '### Problem: `kubectl get pods` hangs',
    '### Run `.env`',
  ])('not %s', (markdown) => {
    expectSteps(`${markdown}\n\nText.\n`, []);
  });
});
