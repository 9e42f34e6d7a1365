import type { PlaceholderKind } from '../model/placeholder';

/** The name of a hole that has no words. */
export const UNNAMED = 'value';

/** The name of a hole: the words within it in lower case, joined by hyphens. */
export function placeholderName(written: string): string {
  const words = written
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const told = words.filter(
    (word) => !/^(?:x{2,}|your|my|the|replace|change|insert|here)$/.test(word),
  );
  const chosen = told.length > 0 ? told : words.filter((word) => !/^x+$/.test(word));
  const name = chosen.join('-').slice(0, 60);
  return /\p{L}{2}|^\p{L}$/u.test(name) || /^[\d-]*x/.test(words.join('-'))
    ? name || UNNAMED
    : UNNAMED;
}

const KINDS: readonly (readonly [PlaceholderKind, RegExp])[] = [
  [
    'secret',
    /(?:^|-)(?:password|passwd|passphrase|pwd|pass|pw|tokens?|secrets?|credentials?|(?:api|private|access|secret|license|account|encryption|signing|ssh|session|auth)-key|apikey|pat|jwt|bearer)(?:-\d+|-value|-here)?$|^(?:key|keys)$/,
  ],
  [
    'timestamp',
    /(?:^|-)(?:timestamp|datetime|date|time)(?:-utc)?$|^y{4}(?:-?m{2})|^(?:d{2}-m{2}-y{4}|h{2}-m{2})/,
  ],
  [
    'number',
    /(?:^|-)(?:number|count|port|pid|num|replicas|percent|seconds|minutes|hours|days|lines|limit|size|n)$/,
  ],
  ['version', /(?:^|-)(?:version|tag|revision|semver)$|^v?(?:x-y-z|x-x-x|\d+-x(?:-x)?|\d+-\d+-x)$/],
  [
    'file',
    /(?:^|-)(?:file|filename|path|dir|directory|folder)$|-(?:sql|gz|ya?ml|json|tar|tgz|zip|dump|bak|log|txt|csv|pem|crt|sh)$/,
  ],
  [
    'host',
    /^(?:\d+|x)(?:-(?:\d+|x)){3}$|(?:^|-)(?:host|hostname|server|fqdn|ip|address|domain|node|endpoint|instance)$|(?:^|-)(?:host|ip|node|server)-name$|-(?:co|com|io|net|org|dev|local|internal)$/,
  ],
];

/** What kind of value a hole takes, by its name. */
export function placeholderKind(name: string): PlaceholderKind {
  const plain = name.toLowerCase().replaceAll('_', '-');
  return KINDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'text';
}
