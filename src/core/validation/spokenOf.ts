import type { RuleContext } from './ruleContext';

/**
 * All that a runbook says outside of its commands, comments in them included. A hole or variable
 * alone in backticks is a word of its sentence; one among other words of code is used, not told.
 */
export function spokenOf(context: RuleContext): string {
  return context.ofDocument(read);
}

function read({ runbook, lines }: RuleContext): string {
  const said: string[] = [];
  let next = 0;
  const take = (to: number): void => {
    for (; next < Math.min(to, lines.count); next++) said.push(withoutCommands(lines.line(next)));
  };
  for (const { range, content } of runbook.blocks) {
    take(range.start);
    for (const line of content.split('\n')) {
      const comment = COMMENT.exec(line)?.[1];
      if (comment !== undefined) said.push(comment);
    }
    next = Math.max(next, range.end);
  }
  take(lines.count);
  return said.join('\n').replaceAll('\\', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}

const COMMENT = /(?:^|\s)(?:#+|--|\/\/|!|::|rem)\s(.*)/i;

function withoutCommands(line: string): string {
  if (!line.includes('`')) return line;
  return line.replace(/(`+)((?:(?!\1).)+)\1/g, (code, _, inner: string) =>
    /^\s*["']?(?:<[^<>]*>|\[{1,2}[^[\]]*\]{1,2}|[$#%]?\{+[^{}]*\}+|:['"]\w+|[$%@]?[\w{}.%@-]+)["']?\s*$/.test(
      inner,
    )
      ? code
      : ' ',
  );
}
