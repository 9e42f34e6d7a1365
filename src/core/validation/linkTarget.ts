/** Where a relative link leads, as paths below the root of the workspace. */
export interface LinkTarget {
  /** The path itself first, then the files that sites and GitHub show in its place. */
  readonly candidates: readonly string[];
  /** The path leaves the root. */
  readonly outside: boolean;
}

/**
 * Resolves a link of the document at `from`. Undefined for what cannot be told: addresses, paths
 * of a site (`/docs/x`), nothing but an anchor. Site-style targets without `.md` count.
 */
export function resolveTarget(from: string, target: string): LinkTarget | undefined {
  const bare = decode(target.replace(/[?#].*$/s, ''));
  if (bare === '' || bare.startsWith('/') || bare.startsWith('\\') || /^[a-z]:[\\/]/i.test(bare))
    return undefined;
  const parts = from.split('/').slice(0, -1);
  let outside = false;
  for (const part of bare.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0 || parts.at(-1) === '..') {
      outside = true;
      parts.push('..');
    } else parts.pop();
  }
  const path = parts.join('/');
  const stem = path.replace(/\.(?:html?|md)$/i, '');
  return {
    candidates: [
      path,
      `${path}.md`,
      `${path}.markdown`,
      `${stem}.md`,
      `${stem}.mdx`,
      `${stem}.html.md`,
      `${stem}.html.md.erb`,
      `${stem}.md.erb`,
      `${path}/index.md`,
      `${path}/_index.md`,
      `${path}/README.md`,
    ],
    outside,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
