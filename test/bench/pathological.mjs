/** Inputs on which Markdown parsers have been slow: name → text of about n repetitions. */
export const FAMILIES = {
  'nested quotes': (n) => `${'>'.repeat(n)} a`,
  'nested lists': (n) => `${'- '.repeat(n)}a`,
  'indented lists': (n) =>
    Array.from({ length: Math.floor(Math.sqrt(n) * 4) }, (_, i) => `${'  '.repeat(i)}- a`).join(
      '\n',
    ),
  'open links': (n) => '[a]('.repeat(n),
  'open brackets': (n) => '['.repeat(n),
  'link references': (n) => Array.from({ length: n }, (_, i) => `[r${i}]: /u`).join('\n'),
  'open emphasis': (n) => '*a **b '.repeat(n),
  'closing emphasis': (n) => 'a* b** '.repeat(n),
  'processing instructions': (n) => 'a <? '.repeat(n),
  'open comments': (n) => '- `x` <!-- '.repeat(n),
  'backtick runs': (n) => {
    let out = '- ';
    for (let i = 1; out.length < n * 4; i++) out += `e${'`'.repeat(i % 900)}`;
    return out;
  },
  'many fences': (n) => '```bash\nls\n```\n'.repeat(n),
  'open fences in items': (n) => '- ```bash\n'.repeat(n),
  'wide table': (n) =>
    `|${'a|'.repeat(Math.floor(n / 8))}\n|${'-|'.repeat(Math.floor(n / 8))}\n${'|`ls -l`|\n'.repeat(8)}`,
  'long table': (n) => `| Check | Command |\n|---|---|\n${'| a | `ls -l | wc` |\n'.repeat(n)}`,
  'one long command': (n) =>
    `\`\`\`bash\n${'echo "$(a `b` ${c:-\'d\'})" && '.repeat(n)}true\n\`\`\`\n`,
  'heredocs and quotes': (n) => `\`\`\`bash\n${'cat <<EOF\n"\n\'\nEOF\n'.repeat(n)}\`\`\`\n`,
  prompts: (n) => `\`\`\`\n${'user@host:~$ ls -l\nout: 1\n\n'.repeat(n)}\`\`\`\n`,
  'many steps of one text': (n) => '1. Run `docker ps`\n'.repeat(n),
};
