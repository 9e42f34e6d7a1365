const TOKEN =
  /#[^\n]*|<#[\s\S]*?#>|@"[ \t]*\n[\s\S]*?\n"@|@'[ \t]*\n[\s\S]*?\n'@|`[\s\S]|'(?:[^']|'')*'|"(?:[^"`]|`[\s\S]|"")*"|[(){}[\]'"]/g;

const CLOSES: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' };

/** A bracket or quote without its partner, read by PowerShell's quoting rules. */
export function unpairedBracket(
  text: string,
): { readonly at: number; readonly what: string } | undefined {
  const open: { readonly mark: string; readonly at: number }[] = [];
  for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
    if (token === "'" || token === '"')
      return { at: oddLine(text, token) ?? at, what: `a quote (${token}) is never closed` };
    if (token.length > 1) continue;
    const partner = CLOSES[token];
    if (partner === undefined) open.push({ mark: token, at });
    else if (open.pop()?.mark !== partner) return { at, what: `\`${token}\` closes nothing` };
  }
  const last = open.at(-1);
  return last === undefined ? undefined : { at: last.at, what: `\`${last.mark}\` is never closed` };
}

/** The first line with an odd number of a quote: strings over several lines are rare. */
function oddLine(text: string, quote: string): number | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const code = line.replace(/(?:^|\s)#.*$/, '');
    if (code.split(quote).length % 2 === 0) return start + code.lastIndexOf(quote);
    start += line.length + 1;
  }
  return undefined;
}
