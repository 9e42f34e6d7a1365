import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** Lines, language and text of each step. */
function steps(markdown: string): readonly string[] {
  return parseRunbook(markdown).steps.map(
    ({ range, language, text }) =>
      `${range.start + 1}-${range.end} ${language} ${text.replaceAll('\n', ' / ')}`,
  );
}

/** The same for line breaks of Windows. */
function expectSteps(markdown: string, expected: readonly string[]): void {
  expect(steps(markdown)).toEqual(expected);
  expect(steps(markdown.replaceAll('\n', '\r\n'))).toEqual(expected);
}

describe('code in HTML', () => {
  it('is a step in pre and code', () => {
    expectSteps('<pre><code>\nkubectl get pods\nkubectl get nodes\n</code></pre>\n', [
      '1-4 bash kubectl get pods / kubectl get nodes',
    ]);
  });

  it.each([
    ['<pre><code class="language-bash">uptime</code></pre>', 'bash'],
    ['<pre><code class="hljs lang-sh">uptime</code></pre>', 'sh'],
    ['<pre class="highlight"><code class="powershell">uptime</code></pre>', 'powershell'],
    ['<pre lang="zsh">uptime</pre>', 'zsh'],
    ['<PRE CLASS="highlight">uptime</PRE>', 'bash'],
    ['<div><pre><span class="p">up</span>time</pre></div>', 'bash'],
  ])('has the language that %s names', (html, language) => {
    expectSteps(`# A\n\n${html}\n`, [`3-3 ${language} uptime`]);
  });

  it('has its entities read', () => {
    expectSteps(
      '<pre>\ncurl -s &quot;https://x.example.org/?a=1&amp;b=2&quot; &gt; out &#38;&#x26; ls\n</pre>\n',
      ['1-3 bash curl -s "https://x.example.org/?a=1&b=2" > out && ls'],
    );
  });

  it('is found twice in one block, in a list, and beside Markdown', () => {
    expectSteps('1. First:\n\n   <pre>uptime</pre>\n   <pre>df -h</pre>\n\n```\nls -l\n```\n', [
      '3-3 bash uptime',
      '4-4 bash df -h',
      '6-8 bash ls -l',
    ]);
  });

  it.each([
    '<pre>\nNAME   READY\nweb    1/1\n</pre>',
    '<pre><samp>kubectl get pods</samp></pre>',
    '<!--\n<pre>rm -rf /srv/data</pre>\n-->',
    '<pre><code class="language-yaml">uptime: 3</code></pre>',
    '<pre>rm -rf /srv/data',
    '<p>Run uptime</p>',
    'Do not run:\n\n<pre>rm -rf /srv/data</pre>',
  ])('is none in %s', (html) => {
    expectSteps(`${html}\n`, []);
  });

  it('takes no long time when nothing is closed', () => {
    const begun = performance.now();
    steps(`${'<pre>\n'.repeat(20_000)}</pre>\n${'<pre a '.repeat(20_000)}`);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
});

describe('code in HTML within a list item', () => {
  it('is a step as it would be in backticks', () => {
    expectSteps(
      '1. Restart: <code>systemctl restart web</code>\n2. Run <code class="x">df -h &amp;&amp; uptime</code> and `ls -l`\n',
      ['1-1 bash systemctl restart web', '2-2 bash df -h && uptime', '2-2 bash ls -l'],
    );
  });

  it.each([
    '1. Edit <code>.env</code> and <code>/etc/hosts</code>',
    '1. Never run <code>rm -rf /srv/data</code>',
    'The page shows <code>kubectl get pods -n web</code> somewhere',
    '1. In `<code>kubectl get pods</code>` nothing is code',
  ])('not %s', (markdown) => {
    expectSteps(markdown, []);
  });
});
