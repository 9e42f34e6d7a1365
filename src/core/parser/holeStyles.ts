import { LetterPattern } from '../text/letterPattern';
import { isAngle } from './angleHoles';
import { GLUED_CROSSES, isCross, isOpenNumber, OPEN_ADDRESS, OPEN_DEVICE } from './crossHoles';
import { DOLLAR_NAME, isColonName, isDollarName } from './dollarHoles';
import { inUsage, notSpoken, PATTERN_PROGRAMS, SCRIPT_PROGRAMS, SPEAKING } from './holePrograms';
import type { HoleSite } from './holeSite';
import { isSquare } from './squareHoles';
import {
  isBraced,
  isDoubleSquare,
  isExpression,
  isHashBraced,
  isHyphenated,
  isMustache,
  isPercentBraced,
} from './templateHoles';
import { TIMESTAMP } from './timestamp';
import { ENDINGS, isUpperWord } from './upperWords';

/** One way in which people write holes. */
export interface HoleStyle {
  /** One of these stands in every text that has a match: keeps the pattern off most texts. */
  readonly signs: readonly string[];
  /** What must be found besides, where no few words say it. */
  readonly sign?: RegExp;
  /** A group named `hole` is the hole within the match; without one the match is. */
  readonly pattern: RegExp | LetterPattern;
  /** Whether a match is a hole and not syntax; `inner` is the pattern's first group. */
  readonly accepts: (site: HoleSite, inner: string) => boolean;
  /** False for a match that is none wherever it stands: spares reading the whole text. */
  readonly mayBe?: (written: string) => boolean;
  /** Also within `${…}`. */
  readonly inParameter?: boolean;
  /** The hole is the whole address or number around the match. */
  readonly widen?: boolean;
}

/** What stands in angle brackets. */
const ANGLED = '([\\p{L}_][^<>\\n"`$|;&\\\\=]{0,80}|\\d*[A-Za-z][\\w -]{0,60})';

/** In order of precedence: at the same place the earlier style wins. */
export const HOLE_STYLES: readonly HoleStyle[] = [
  {
    signs: ['>>'],
    pattern: new LetterPattern(`<<${ANGLED}>>`, 'g'),
    accepts: isAngle,
  },
  {
    signs: ['>'],
    sign: /<[^\s<]/,
    pattern: new LetterPattern(`(?<!<)<${ANGLED}>`, 'g'),
    accepts: isAngle,
  },
  // The value that a variable has without one: `${ZONE:-<zone>}`.
  {
    signs: ['-<', '=<'],
    sign: /\$\{\w+:?[-=]</,
    pattern: /(?<=\$\{\w{1,60}:?[-=])<([A-Za-z][\w .-]{0,60})>(?=\})/g,
    accepts: (site, inner) => site.shell && isAngle(site, inner),
    inParameter: true,
  },
  { signs: ['<"'], pattern: /<("[^"<>\n]+"[^<>\n"]* [^<>\n"]*)>/g, accepts: isAngle },
  {
    signs: ['${'],
    pattern: /\$\{([a-z]+(?:-[a-z]+){2,})\}/g,
    accepts: (site) => site.shell,
    inParameter: true,
  },
  {
    signs: ['${'],
    pattern: /\$\{([a-z]+)-(?=)(?:name|id|ip|host|hostname|namespace|version|tag|region|zone)\}/g,
    accepts: isHyphenated,
    inParameter: true,
  },
  { signs: ['${{'], pattern: /\$\{\{[^{}\n]{1,80}\}\}/g, accepts: isExpression },
  { signs: ['%>'], pattern: /<%[=\s-][^%\n]{1,80}%>/g, accepts: isExpression },
  { signs: ['#{'], pattern: /#\{[A-Za-z_][\w.-]{0,60}\}/g, accepts: isHashBraced },
  { signs: ['%{'], pattern: /%\{[A-Za-z_][\w.-]{0,60}\}/g, accepts: isPercentBraced },
  { signs: [']]'], pattern: /\[\[([A-Za-z][\w-]{1,60})\]\]/g, accepts: isDoubleSquare },
  { signs: ['$'], sign: /\$\{|\$[A-Z]|[cnr] \$/, pattern: DOLLAR_NAME, accepts: isDollarName },
  {
    signs: ['="', "='"],
    pattern: /(?<![\w$-])([A-Za-z_]\w*)=(["'])(?<hole>[a-z]+(?:-[a-z]+)+)\2/g,
    accepts: isOwnNameAsValue,
  },
  {
    signs: ["'"],
    sign: /=\s*'[a-z]+[-_]/,
    pattern: /(?<![\w"])"?(\w+)"?\s*=\s*'(?<hole>[a-z]+(?:[-_][a-z]+)+)'/g,
    accepts: isColumnAsValue,
  },
  {
    signs: ['}}'],
    pattern: /\{\{\s{0,8}([A-Za-z_][\w -]{0,60}?)\s{0,8}\}\}/g,
    accepts: isMustache,
  },
  // The field of an alert or a chart, outside of any template of the program's own.
  {
    signs: ['}}'],
    sign: /\{\{\s+[.$]/,
    pattern: /\{\{\s{1,8}[.$]([A-Za-z_][\w.]{0,60})\s{1,8}\}\}/g,
    accepts: (site, inner) => site.shell && !site.quoted && isMustache(site, inner),
  },
  {
    signs: ['|'],
    sign: /[[{<][\w.-]+\|/,
    pattern:
      /\[[A-Za-z][\w.-]*(?:\|[\w.-]+)+\]|<[A-Za-z][\w.-]*(?:\|[\w.-]+)+>|\{[A-Za-z][\w.-]*(?:\|[\w.-]+)+\}/g,
    accepts: isChoice,
  },
  { signs: ['}'], pattern: /(?<![{$])\{([A-Za-z_][\w. -]*)\}(?!\})/g, accepts: isBraced },
  // What may be left out, or put there without the brackets.
  {
    signs: ['[--'],
    pattern: /(?<=\s)\[--[a-z][\w-]*(?:[ =][^\]\n<{]{1,60})?\](?=\s|$)/g,
    accepts: (site) => site.shell && !site.quoted && !inUsage(site),
  },
  { signs: [']'], pattern: /\[([A-Za-z][\w./ -]*[\w])\]/g, accepts: isSquare },
  {
    signs: ['YYYY', 'HH:', 'AAAA', 'JJJJ'],
    pattern: new RegExp(TIMESTAMP, 'g'),
    accepts: isTimestamp,
  },
  {
    // prettier-ignore
    signs: ['REPLACE', 'CHANGE', 'FILL', 'INSERT_', 'PLACEHOLDER', 'TODO', 'TBD', 'FIXME', '_HERE'],
    pattern:
      /(?<![\w$])(?:[\w+.-]{0,60}[_.+-])?(?=)(?:REPLACE[-_]?(?=)(?:ME|THIS|WITH)\w*|CHANGE[-_]?(?=)(?:ME|THIS)\w*|FILL[-_]?(?=)(?:ME|IN)\w*|INSERT_\w+|PLACEHOLDER|(?:TODO|TBD|FIXME)(?:[_-]\w[\w-]{0,40})?|\w{1,60}_HERE)(?!\w)/g,
    accepts: isMarker,
  },
  {
    signs: ['__'],
    // Not `__pycache__`: one word in small letters is a name of Python's.
    pattern: /(?<![\w$])__(?:[A-Z][A-Z\d]*(?:_[A-Z\d]+)*|[a-z][a-z\d]*(?:[_-][a-z\d]+)+)__(?!\w)/g,
    accepts: (site) => site.shell,
  },
  // A gap as on paper.
  {
    signs: ['___'],
    pattern: /(?<![\w$])_{3,}(?!\w)/g,
    accepts: (site) =>
      site.shell &&
      !PATTERN_PROGRAMS.has(site.program) &&
      !SPEAKING.has(site.program) &&
      !inUsage(site),
  },
  {
    signs: ['@'],
    sign: /@[A-Z]/,
    pattern: /(?<![\w@$])@{1,2}[A-Z][A-Z0-9_]{2,}@{1,2}(?![\w@])/g,
    accepts: (site) => site.shell && !PATTERN_PROGRAMS.has(site.program),
  },
  {
    signs: ['/:'],
    pattern: /(?<=https?:\/\/[^\s"']{0,200}\/):[a-z][A-Za-z_]{1,40}(?![\w:-])/g,
    accepts: (site) => !PATTERN_PROGRAMS.has(site.program),
  },
  {
    signs: [' :', '=:', '(:', ',:'],
    pattern:
      /(?<=[\s=(,]):(?:[a-z][a-z_]{1,40}(?![\w:(])|'[A-Za-z_]\w{0,60}'|"[A-Za-z_]\w{0,60}")/g,
    accepts: isColonName,
  },
  {
    signs: ['your', 'Your', 'YOUR'],
    pattern: /(?<![\w$.])(?:your|YOUR|Your)[-_][\w-]*(?:\.[A-Za-z][\w-]*)*/g,
    accepts: (site) => notSpoken(site),
  },
  {
    signs: [''],
    sign: /[xX][xX.]|\.[xX]/,
    pattern:
      /(?<!\w)[Xx]{2,}(?!\w)|(?<!\w)[vV]?(?:[Xx]\.[Yy]\.[Zz]|\d+(?:\.\d+)*(?:\.[xX]){2,}|[xX](?:\.[xX]){2,3})(?!\w)/g,
    accepts: isCross,
    widen: true,
  },
  {
    signs: ['XXXX', 'xxxx'],
    pattern: GLUED_CROSSES,
    accepts: isCross,
    widen: true,
  },
  {
    signs: ['.'],
    sign: /\.[xXYN](?!\w)|(?<!\w)[xXYN]\./,
    pattern: OPEN_ADDRESS,
    accepts: isOpenNumber,
  },
  {
    signs: ['X', 'N', 'Y'],
    sign: /[a-z\d.-][XYN](?![A-Za-z])/,
    pattern: OPEN_DEVICE,
    accepts: isOpenNumber,
  },
  {
    signs: ['%'],
    pattern: /%([A-Z][A-Z0-9_]{2,})%/g,
    accepts: (site) => !site.quoted && site.language !== 'sql',
  },
  {
    signs: [''],
    sign: /[A-Z]{2}/,
    pattern: /(?<![\w$%{<>-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?![\w%}>]|-[A-Za-z])/g,
    mayBe: (written) => ENDINGS.has(written.slice(written.lastIndexOf('_') + 1)),
    accepts: isUpperWord,
  },
  {
    signs: ['...', '…'],
    pattern: /(?<![^\s"'`=(){}[\],<>])[^\s"'`=(){}[\],<>]*(?:\.\.\.|…)/g,
    accepts: isElision,
  },
];

/** `[a|b]`, one of which is meant; not in a pattern. */
function isChoice(site: HoleSite): boolean {
  return (
    !site.quoted &&
    !PATTERN_PROGRAMS.has(site.program) &&
    !SCRIPT_PROGRAMS.test(site.program) &&
    /^[\s=:/@-]?$/.test(site.left) &&
    !inUsage(site)
  );
}

const FORMATS = /(?:to_char|to_date|to_timestamp|format|strftime|moment|parse)\s*\([^;\n]*$/i;

/** A date's form, not the argument of `to_char`, `strftime` or a `--date-format`. */
function isTimestamp(site: HoleSite): boolean {
  const written = site.text.slice(site.start, site.end);
  if (written === 'YYYY' && /^[a-z]/i.test(site.right)) return false;
  return (
    !(site.before.includes('(') && FORMATS.test(site.before)) &&
    !/format\s*[= :]["']?[^"'\s]*$/i.test(site.before) &&
    !inUsage(site)
  );
}

function isMarker(site: HoleSite): boolean {
  const written = site.text.slice(site.start, site.end);
  if (
    PATTERN_PROGRAMS.has(site.program) ||
    /^\s*=(?!=)/.test(site.text.slice(site.end, site.end + 3))
  ) {
    return false;
  }
  if (/^(?:TODO|TBD|FIXME|PLACEHOLDER)$/.test(written)) return notSpoken(site);
  return !/^(?:INSERT_)/.test(written) || /_HERE$/.test(written);
}

/** `...` for something left out, `$2a$10$...`; not `./...`, `a...b` or the dots of a sentence. */
function isElision(site: HoleSite): boolean {
  const { text, start, end, right, quoted, program } = site;
  const token = text.slice(start, end).replace(/\.\.\.$|…$/, '');
  if (/[\w./]/.test(right) || /[/.]$/.test(token) || SPEAKING.has(program.toLowerCase()))
    return false;
  if (PATTERN_PROGRAMS.has(program) || site.language === 'node' || site.language === 'python')
    return false;
  if (token === '') return true;
  if (!quoted) return site.shell && !/^[A-Za-z]+$/.test(token);
  return /[\d$_]|[a-z][A-Z]|-$/.test(token);
}

/** `DATABASE_URL="staging-url"`: the value only says what belongs there. */
function isOwnNameAsValue(site: HoleSite, variable: string): boolean {
  const last = site.text.slice(site.start, site.end).split('-').at(-1) ?? '';
  const kinds = /^(?:url|uri|dsn|token|key|secret|password|id|host|hostname|ip|email|address)$/;
  return site.shell && kinds.test(last) && variable.toLowerCase().endsWith(last);
}

/** `"userId" = 'user-id'`: the column's own name where its value belongs. */
function isColumnAsValue(site: HoleSite, column: string): boolean {
  const words = site.text.slice(site.start, site.end).replace(/[-_]/g, '');
  return site.language !== 'powershell' && words === column.replace(/_/g, '').toLowerCase();
}
