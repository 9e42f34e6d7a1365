/**
 * What is masked, as pure rules. All text here is a *byte string*: one character (0–255) per byte
 * of UTF-8, so that bytes that are no text pass through unchanged and positions are bytes.
 */

/** Stands for whatever was masked. */
export const MASK = '***';

/** Shorter values are not masked: they would be found everywhere by chance. */
export const SHORTEST_SECRET = 4;

/** A half-open range of positions. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A kind of secret that is known by its looks. */
export interface SecretPattern {
  /** One is found, in any case of letters, in every text that matches; none under four bytes. */
  readonly anchors: readonly string[];
  /** Global; the groups that took part are masked, or the whole match when it has none. */
  readonly expression: RegExp;
}

const KEY =
  '(?:pass(?:word|wd|phrase)|pwd|secret|token|api[_-]?key|apikey|access[_-]?key|secret[_-]?key|private[_-]?key|credentials?)';
/** One of these is in whatever `KEY` matches. */
const KEY_ANCHORS = [
  ...['pass', 'secret', 'token', 'credential', 'access', 'private', 'apikey', 'api_key', 'api-key'],
  ...['pwd=', 'pwd:', 'pwd"', "pwd'", 'pwd ', 'pwd\\'],
];
/** The end of a URL's scheme and what follows it: four bytes, as the scanner skips by the shortest. */
const SCHEME_ENDS = [...'abcdefghijklmnopqrstuvwxyz0123456789'].map((char) => `${char}://`);
/** What may stand between a key and its value, behind it. */
const AFTER_KEY = `\\\\?["']?[ \\t]{0,8}[:=][ \\t]{0,8}\\\\?["']?`;
/**
 * Values that are no secrets though a key stands before them: the working directory in `PWD=` and
 * `OLDPWD=` (not in `…;PWD=…` of a connection string), files of secrets, and sentences of programs.
 */
const HARMLESS =
  `(?!(?<=(?<![\\w;&?-])(?:OLD)?PWD${AFTER_KEY})(?:~|/|[A-Za-z]:[\\\\/])[^\\s"',;]*)` +
  `(?!\\\\?["']?(?:~|/(?:app|bin|data|dev|etc|home|lib|mnt|opt|private|proc|root|run|sbin|srv|sys|tmp|usr|Users|var|vault|work|workspace))/[\\w.@/-]*(?=\\\\?["'\\s,;}\\])]|$))` +
  `(?!(?<=passwd:[ \\t]{1,8})[A-Za-z]+[ \\t]+[A-Za-z0-9])(?<!unexpected token:[ \\t]{0,8})`;
/** Words that stand where a secret would and are none, and references to one. */
const NO_SECRET =
  '(?!(?:null|none|nil|true|false|yes|no|undefined|required|optional|missing|empty|invalid|expired|incorrect|unset|set|not|is|was|for|and|or|has|must|include|omit|same-origin|eof)\\b|[$<{(*\\[]|\\d{1,5}(?![\\w.-]))';
const VALUE = `${HARMLESS}${NO_SECRET}(?:"((?:[^"\\\\\\n]|\\\\.){3,4096})"|'([^'\\n]{3,4096})'|([^\\s"'&,;<>]{3,4096}))`;

/**
 * Patterns beside those of the secret scanner; what that misses was measured: access key ids
 * alone, JSON web tokens, bearer tokens, `password=` and its kin, private keys.
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    anchors: KEY_ANCHORS,
    expression: new RegExp(
      `${KEY}\\\\?["']?[ \\t]{0,8}(?:[:=]|=>|:=)[ \\t]{0,8}\\\\?${VALUE}`,
      'dgi',
    ),
  },
  {
    anchors: KEY_ANCHORS,
    expression: new RegExp(`--[\\w-]{0,40}${KEY}[ \\t]{1,4}${VALUE}`, 'dgi'),
  },
  { anchors: ['password'], expression: /\bpassword[ \t]{1,8}'([^'\n]{1,4096})'/dgi },
  {
    anchors: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    expression: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/dg,
  },
  { anchors: ['.eyJ'], expression: /\beyJ[\w-]{8,4096}\.[\w-]{8,4096}(?:\.[\w-]{0,4096})?/dg },
  {
    anchors: ['bearer'],
    expression: /\bbearer[ \t]{1,4}((?=[\w.~+/=-]*\d|[\w.~+/=-]{20})[\w.~+/=-]{8,4096})/dgi,
  },
  {
    anchors: ['authorization'],
    expression:
      /\bauthorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:[a-z]{3,10}[ \t]{1,4})?([^\s"',]{8,4096})/dgi,
  },
  { anchors: SCHEME_ENDS, expression: /:\/\/[^\s/:@"']{0,256}:([^\s/@"']{1,512})@/dg },
  {
    anchors: [
      'ghp_',
      'gho_',
      'ghu_',
      'ghs_',
      'ghr_',
      'github_pat_',
      'glpat',
      ...['xoxa', 'xoxb', 'xoxe', 'xoxo', 'xoxp', 'xoxr', 'xoxs'],
      'npm_',
      ...['sk-ant', 'sk-proj', 'sk-svc', 'sk_live', 'sk_test', 'rk_live', 'rk_test'],
      'AIza',
      'hvs.',
      'dop_',
      ...['shpat', 'shpca', 'shppa', 'shpss'],
    ],
    expression:
      /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,64}|xox[abeoprs]-[\w-]{10,255}|npm_[A-Za-z0-9]{36}|sk-(?:ant|proj|svc)[\w-]{20,255}|[sr]k_(?:live|test)_\w{16,255}|AIza[\w-]{35}|hvs\.[\w-]{20,255}|dop_v1_[a-f0-9]{64}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})/dg,
  },
];

/** A private key begins and ends: everything between, over many lines, is masked. */
export const PRIVATE_KEY_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/dg;
export const PRIVATE_KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/dg;

/** The end of a line that may be the beginning of a secret of which more is to come. */
export const UNFINISHED_SECRET = new RegExp(
  `(?:${KEY}["']?[ \\t]{0,8}(?:[:=][ \\t]{0,8})["']?\\S{1,4096}|\\b(?=[\\w+/=.~-]*\\d)[\\w+/=.~-]{8,4096}|\\b(?:AKIA|eyJ|gh[pousr]_|xox|sk-|npm_|glpat-)[\\w.-]{0,4096}|-----[A-Z -]{0,60})$`,
  'i',
);

/** Where the patterns match in a text. */
export function patternSpans(text: string, pattern: SecretPattern): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern.expression)) {
    const groups = (match.indices ?? []).slice(1).filter((range) => range !== undefined);
    const ranges = groups.length > 0 ? groups : [[match.index, match.index + match[0].length]];
    for (const range of ranges) spans.push({ start: range[0] ?? 0, end: range[1] ?? 0 });
  }
  return spans;
}

/** Joins what overlaps or touches, in order. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
