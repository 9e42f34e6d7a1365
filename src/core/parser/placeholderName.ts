import type { PlaceholderKind } from '../model/placeholder';

/** The name of a hole that has no words. */
export const UNNAMED = 'value';

const SAYING_NOTHING = new Set(['your', 'my', 'the', 'replace', 'change', 'insert', 'here']);

/** The name of a hole: the words within it in lower case, joined by hyphens. */
export function placeholderName(written: string): string {
  // A variable where no shell is has the same name as in one.
  const variable = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(written)?.[1];
  if (variable !== undefined) return variable;
  // The classes of Unicode are slow to build; most names need none.
  const isAscii = !/[^\0-\x7f]/.test(written);
  const words = written
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(isAscii ? /[^a-z\d]+/ : /[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const told = words.filter((word) => !SAYING_NOTHING.has(word) && !isCrosses(word));
  const chosen = told.length > 0 ? told : words.filter((word) => !/^x+$/.test(word));
  const name = chosen.join('-').slice(0, 60);
  return (isAscii ? /[a-z]{2}|^[a-z]$/ : /\p{L}{2}|^\p{L}$/u).test(name) ||
    /^[\d-]*x/.test(words.join('-'))
    ? name || UNNAMED
    : UNNAMED;
}

function isCrosses(word: string): boolean {
  return word.startsWith('xx') && /^x+$/.test(word);
}

/** What the last word of a name tells. */
const KIND_OF_LAST: ReadonlyMap<string, PlaceholderKind> = new Map(
  (
    [
      ['secret', 'password passwd passphrase pwd pass pw token tokens secret secrets'],
      ['secret', 'credential credentials apikey pat jwt bearer'],
      ['timestamp', 'timestamp datetime date time'],
      ['number', 'number count port pid num replicas percent seconds minutes hours days lines'],
      ['number', 'limit size n'],
      ['version', 'version tag revision semver'],
      ['file', 'file filename path dir directory folder'],
      ['host', 'host hostname server fqdn ip address domain node endpoint instance'],
    ] as const
  ).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);
/** What the last word tells when another stands before it. */
const KIND_OF_ENDING: ReadonlyMap<string, PlaceholderKind> = new Map(
  (
    [
      ['file', 'sql gz yaml yml json tar tgz zip dump bak log txt csv pem crt sh'],
      ['host', 'co com io net org dev local internal'],
    ] as const
  ).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);
const SECRET_KEYS = new Set(
  'api private access secret license account encryption signing ssh session auth'.split(' '),
);

/** What kind of value a hole takes, by its name. */
export function placeholderKind(name: string): PlaceholderKind {
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (plain === 'key' || plain === 'keys') return 'secret';
  const words = plain.split('-');
  const last = words[words.length - 1] ?? '';
  if (isSecret(words)) return 'secret';
  if (isTime(plain, words)) return 'timestamp';
  const kind = KIND_OF_LAST.get(last);
  if (kind === 'number') return kind;
  if (kind === 'version' || isVersion(plain)) return 'version';
  const ending = words.length > 1 ? KIND_OF_ENDING.get(last) : undefined;
  if (kind === 'file' || ending === 'file') return 'file';
  if (kind === 'host' || ending === 'host' || isHost(words)) return 'host';
  return 'text';
}

/** `db-password`, `token-2`, `api-key-here`. */
function isSecret(words: readonly string[]): boolean {
  const last = words[words.length - 1] ?? '';
  const filler = last === 'value' || last === 'here' || /^\d+$/.test(last);
  return isSecretAt(words, words.length - 1) || (filler && isSecretAt(words, words.length - 2));
}

function isSecretAt(words: readonly string[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (word === 'key') return SECRET_KEYS.has(words[at - 1] ?? '');
  return KIND_OF_LAST.get(word) === 'secret';
}

function isTime(plain: string, words: readonly string[]): boolean {
  const last = words[words.length - 1];
  const named = last === 'utc' ? words[words.length - 2] : last;
  if (KIND_OF_LAST.get(named ?? '') === 'timestamp') return true;
  return 'ydhajtg'.includes(plain.charAt(0)) && DATE_FORM.test(plain);
}

const DATE_FORM =
  /^(?:y{4}|a{4}|j{4})(?=)-?m{2}|^(?:d{2}|j{2}|t{2}|g{2})(?=)-?(?=)m{2}-?(?:y{4}|a{4}|j{4})|^h{2}-m{2}/;

function isVersion(plain: string): boolean {
  return (
    'vx0123456789'.includes(plain.charAt(0)) &&
    /^v?(?:x-y-z|x-x-x|\d+-x(?:-x)?|\d+-\d+-x)$/.test(plain)
  );
}

/** `10-0-x-x`, `web-node-name`. */
function isHost(words: readonly string[]): boolean {
  const named = words[words.length - 1] === 'name' ? words[words.length - 2] : undefined;
  if (named === 'host' || named === 'ip' || named === 'node' || named === 'server') return true;
  return words.length === 4 && words.every((word) => /^(?:\d+|x)$/.test(word));
}
