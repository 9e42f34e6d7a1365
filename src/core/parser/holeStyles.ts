import { LetterPattern } from '../text/letterPattern';
import { inUsage, PATTERN_PROGRAMS, SCRIPT_PROGRAMS, SPEAKING } from './holePrograms';
import type { HoleSite } from './holeSite';
import { isSquare } from './squareHoles';
import { TIMESTAMP } from './timestamp';
import { wordSet } from '../text/words';

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
    pattern: /(?<=[\s=(,]):[a-z][a-z_]{1,40}(?![\w:(])/g,
    accepts: (site) =>
      site.language === 'sql' && !site.quoted && !/\\set\b|\w\s*\?\s*$/.test(site.text),
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

const NEVER = wordSet(
  'none nil null unknown pending invalid unset defunct empty missing default error eof',
);
const TAGS = wordSet(
  'html head body title meta link script style div span p br hr a b i u ul ol li table tr td th pre code img h1 h2 h3 h4 h5 h6 form input button strong em xml details summary',
);

/** `<pod-name>`, not `<file`, `sort <in >out`, `<user@host>`, `<html>…</html>`, `(?<group>…)`. */
function isAngle(site: HoleSite, inner: string): boolean {
  const { text, end, left, right } = site;
  const lower = inner.toLowerCase();
  if (/\s\d*$/.test(inner) || NEVER.has(lower)) return false;
  // An address of mail is written so; unquoted a shell would take it for two redirections.
  if (/@.*\./.test(inner) && (site.quoted || !site.shell)) return false;
  if (lower === 'no value' || lower === 'not set') return false;
  if (left === '?' || (left === '\\' && site.language !== 'powershell')) return false;
  const isMarkup = TAGS.has(inner) && (site.quoted || !site.shell) && site.language !== 'sql';
  if (isMarkup || text.slice(end, end + 2000).includes(`</${inner}>`)) return false;
  if (inUsage(site)) return false;
  const file = /^[\w./-]+\.(?:txt|sql|log|json|ya?ml|csv|conf|sh|in|out|gz)$/.test(inner);
  return !(file && !site.quoted && (/^[\w./]/.test(right) || right === '>'));
}

/** An option whose value is a template of the program's own. */
const TEMPLATED = /(?:--?[\w-]*(?:format|template)|jsonpath(?:-as-json)?|go-template(?:-file)?)\b/;

/** `{{name}}`, not a Go, Helm or Jinja expression. */
function isMustache(site: HoleSite, inner: string): boolean {
  if (
    /^(?:end|else|if|range|with|template|block|define|continue|break|include|json|\.)\b/.test(inner)
  ) {
    return false;
  }
  if (
    /\s/.test(inner) &&
    /^\w+ \w+/.test(inner) &&
    /\b(?:json|printf|index|len|not)\b/.test(inner)
  ) {
    return false;
  }
  return (
    !/^(?:ansible|helm$|consul-template|gomplate|promtool)/.test(site.program) &&
    !TEMPLATED.test(site.before) &&
    site.left !== '$'
  );
}

/** `{id}`, not `${X}`, `%{http_code}`, `{a,b}`, awk, jq, `HEAD@{upstream}` or a script block. */
function isBraced(site: HoleSite, inner: string): boolean {
  const { left, program, before } = site;
  if (/[@%#^{]/.test(left) || inUsage(site)) return false;
  if (left === '\\' && site.language !== 'powershell') return false;
  if (SCRIPT_PROGRAMS.test(program) || /^(?:g?sed|find|xargs)$/.test(program)) return false;
  if (site.language === 'python' || site.language === 'node') return false;
  if (TEMPLATED.test(before) || /-w[= ]\S*$/.test(before)) return false;
  if (site.language === 'powershell' && !site.quoted)
    return /[\w./:=-]/.test(left) && !/\s/.test(inner);
  if (/\s/.test(inner)) return site.quoted && !/^(?:print|return|echo)\b/.test(inner);
  return !/["'.]\s*:\s*$/.test(before) || /^[a-z_]+$/i.test(inner);
}

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

/** Not inside words said to a person: `echo "your-name"` does no harm unfilled. */
function notSpoken(site: HoleSite): boolean {
  return !(SPEAKING.has(site.program.toLowerCase()) && /\s/.test(site.word)) && !inUsage(site);
}

/** `xxx`, `XX`, `x.y.z`; not `mktemp f.XXXXXX`, a redirection or a shell flag. */
function isCross(site: HoleSite): boolean {
  const written = site.text.slice(site.start, site.end);
  if (
    /\bmktemp\b/.test(site.before) ||
    /(?:^|\s)-$/.test(site.text.slice(Math.max(site.start - 2, 0), site.start))
  )
    return false;
  if (/^[xX]{2}$/.test(written) && !/[-_./:]/.test(site.left + site.right)) return false;
  return !PATTERN_PROGRAMS.has(site.program) && notSpoken(site);
}

const ENDINGS: ReadonlySet<string> = new Set(
  (
    'NAME ID NAMESPACE POD NODE HOST HOSTNAME IP ADDRESS URL URI FILE FILENAME PATH DIR ' +
    'DIRECTORY VERSION TAG CLUSTER REGION ZONE ACCOUNT ARN BUCKET USERNAME PASSWORD TOKEN KEY ' +
    'SERVICE PROJECT DOMAIN PORT NUMBER DATE TIMESTAMP BRANCH COMMIT SHA PID SECRET CONTAINER ' +
    'ENVIRONMENT IMAGE DEPLOYMENT RELEASE DATABASE INSTANCE VOLUME PVC PV QUEUE TOPIC ROLE EMAIL CONTEXT'
  ).split(' '),
);
const NAMING =
  /(?:^|[\s:-])(?=)(?:env|environ|environment|config|configs?:\w+|secrets?|vars?|variables?|printenv|unset|export|declare|local|readonly|read|getenv|let|typeset|SETTINGS?(?=))(?=)(?:\s|$)|(?:^|\s)(?=)(?:-e|--env|--build-arg|-X|--request|--from-literal|-v|--var|--set|-H|-D|-[a-z]*[oOk]|--output|--sort(?:-by)?|--show|--columns|--fields?)(?=)[= ]["']?(?:[A-Z_]+,)*$/;

/** `POD_NAME` as an argument; not a variable's own name, a keyword, a verb or an option's value. */
function isUpperWord(site: HoleSite): boolean {
  const { text, start, end, left, right, before, program, context } = site;
  const written = text.slice(start, end);
  if (!site.shell || written.length < 2) return false;
  if (context !== 'bare' && context !== 'double' && context !== 'single') return false;
  if (right === '=' || right === '+' || right === '(') return false;
  if (site.isSetHere(written) || /\bcustom-columns\b/.test(site.word)) return false;
  const compound = written.includes('_');
  if (site.quoted && (!compound || !/[:/=@. -]/.test(left) || /\s/.test(site.word))) return false;
  if (!compound && written === 'ID' && site.quoted) return false;
  if (program === '' || written === program || NAMING.test(before)) return false;
  if (
    /^[A-Z]/.test(program) ||
    PATTERN_PROGRAMS.has(program) ||
    SPEAKING.has(program.toLowerCase())
  )
    return false;
  return /[\s=/@:,.'"_+]/.test(left) && !/\$\w*$/.test(before);
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
