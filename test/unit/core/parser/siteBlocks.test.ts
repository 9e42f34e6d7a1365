import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** Lines and text of each step, with the line breaks of Windows too. */
function expectSteps(markdown: string, expected: readonly string[]): void {
  for (const text of [markdown, markdown.replaceAll('\n', '\r\n')])
    expect(
      parseRunbook(text).steps.map(
        ({ range, text: command, notRunnable }) =>
          `${range.start + 1}-${range.end} ${command}${notRunnable === undefined ? '' : ' (no)'}`,
      ),
    ).toEqual(expected);
}

const fence = (command: string, indent = ''): string =>
  ['```bash', command, '```'].map((line) => `${indent}${line}`).join('\n');

describe('fences in what a site generator shows as tabs and boxes', () => {
  it.each([
    ['MkDocs', `=== "Linux"\n\n${fence('ls', '    ')}\n\n=== "Mac"\n\n${fence('df', '    ')}\n`, 3],
    [
      'MkDocs without blank lines',
      `=== "Linux"\n${fence('ls', '    ')}\n=== "Mac"\n${fence('df', '    ')}\n`,
      2,
    ],
    [
      'MkDocs boxes',
      `!!! warning "Careful"\n${fence('ls', '    ')}\n\n??? note\n${fence('df', '    ')}\n`,
      2,
    ],
    ['Docusaurus', `:::warning\n${fence('ls')}\n:::\n\n:::tip Title\n\n${fence('df')}\n:::\n`, 2],
    [
      'Docusaurus tabs',
      `<TabItem value="a">\n\n${fence('ls')}\n\n</TabItem>\n<TabItem value="b">\n\n${fence('df')}\n\n</TabItem>\n`,
      3,
    ],
    [
      'Hugo',
      `{{< tab "Linux" >}}\n${fence('ls')}\n{{< /tab >}}\n{{< tab "Mac" >}}\n${fence('df')}\n{{< /tab >}}\n`,
      2,
    ],
    ['Confluence', `{info}\n${fence('ls')}\n{info}\n${fence('df')}\n`, 2],
    ['GitHub alerts', `> [!WARNING]\n${fence('ls', '> ')}\n>\n${fence('df', '> ')}\n`, 2],
    [
      'details',
      `<details>\n<summary>More</summary>\n\n${fence('ls')}\n\n${fence('df')}\n\n</details>\n`,
      4,
    ],
  ])('%s', (_, markdown, first) => {
    const lines = markdown.split('\n');
    const second = lines.findIndex((line) => /^[> ]*df$/.test(line));
    expectSteps(markdown, [`${first}-${first + 2} ls`, `${second}-${second + 2} df`]);
  });

  it('takes no words about fences for one', () => {
    expectSteps('=== See ``` and `uptime`\n', []);
    expectSteps('=== "Linux"\n    ```\n    plain words of a sentence\n    ```\n', []);
  });
});
