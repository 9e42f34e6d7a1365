import { findCodeSpans } from '../parser/codeSpans';
import type { Expectation } from '../model/expectation';
import { mentionsAny } from '../text/words';
import { asJson } from './json';
import { withoutLeadIn } from './leadIn';
import { absentTexts } from './saidOfAbsence';
import { readConditions } from './tableWords';

/**
 * Reads the words of an Expected cell. Every clause must be understood, otherwise the whole is
 * prose (undefined): half an expectation would be a guess.
 *
 * Code alone (`` `ok` ``, "returns `ok`") is the text of a line; after "contains" it may stand
 * within one; JSON in code is a subset to be found in the answer.
 */
export function readClauses(markdown: string, command: string): Expectation | undefined {
  if (markdown.length > 4000) return undefined;
  const bare = withoutLeadIn(markdown);
  const read = readPlainly(markdown, command);
  if (read !== undefined || bare === markdown.trim()) return read;
  const behind = readPlainly(bare, command);
  return behind === undefined ? undefined : { ...behind, source: markdown };
}

function readPlainly(markdown: string, command: string): Expectation | undefined {
  const { words, codes } = liftCode(markdown);
  const whole = readWords(words, codes, { source: markdown, command });
  if (whole !== undefined) return whole;
  const each = readEachCode(markdown, words, codes);
  if (each !== undefined) return each;
  const clauses = words.split(/\s*(?:[,;+]|\band\b|\bwith\b|[()])\s*/i).filter(notEmpty);
  if (clauses.length < 2) return undefined;
  const of: Expectation[] = [];
  for (const clause of clauses) {
    const source = restoreCode(clause, codes);
    const part = readWords(clause, codes, { source, command });
    if (part === undefined) return undefined;
    of.push(part);
  }
  return { kind: 'all', source: markdown, of };
}

/** "contains `a` and `b`", "lists `a`, `b` and `c`": every one of them. */
function readEachCode(
  source: string,
  words: string,
  codes: readonly string[],
): Expectation | undefined {
  const verb =
    /^(?:(?:the )?output )?(contains?|includes?|mentions?|lists|shows)(?: both)? \u0001\d+\u0001(?:(?:, and|,| and) \u0001\d+\u0001)+\.?$/i.exec(
      words,
    )?.[1];
  const texts = [...words.matchAll(/\u0001(\d+)\u0001/g)].map(([, n]) => codes[Number(n)] ?? '');
  if (verb === undefined || texts.some((text) => text.trim() === '' || /^[[{]/.test(text)))
    return undefined;
  const of = texts.map((text) => ({
    kind: 'text' as const,
    source: `${verb} \`${text}\``,
    template: text.trim(),
    match: 'contains' as const,
    sample: false,
  }));
  return { kind: 'all', source, of };
}

interface ClauseContext {
  readonly source: string;
  readonly command: string;
}

interface LiftedCode {
  /** The words with `\u0001n\u0001` in place of the n-th piece of code. */
  readonly words: string;
  readonly codes: readonly string[];
}

function liftCode(markdown: string): LiftedCode {
  const codes: string[] = [];
  let words = '';
  let from = 0;
  for (const span of findCodeSpans(markdown)) {
    words += `${markdown.slice(from, span.open)}\u0001${codes.length}\u0001`;
    codes.push(span.text);
    from = span.close;
  }
  words += markdown.slice(from);
  words = words.replace(/["“]([^"“”\u0001]{1,200})["”]/g, (_, text: string) => {
    codes.push(text);
    return `\u0001${codes.length - 1}\u0001`;
  });
  return { words: words.replace(/\*\*|__|\\(?=[^\w\s])/g, '').trim(), codes };
}

function restoreCode(clause: string, codes: readonly string[]): string {
  return clause.replace(/\u0001(\d+)\u0001/g, (_, n: string) => `\`${codes[Number(n)] ?? ''}\``);
}

function notEmpty(clause: string): boolean {
  return clause !== '' && clause !== '.';
}

/** Words that say only that something comes out. */
const SAYING =
  /^(?:(?:it|you|this|command|should|must|will|can|the|a|an|returns?|returned|return|responds?|shows?|showing|prints?|displays?|outputs?|reports?|gives?|answers?|output|response|body|result|results in|is|be|are|see|expect|expected|reads?|says?|equals?|value|line|message|text|string|status|state|exactly|only|of|in)(?!\w)[ :]*)*/i;
const CONTAINING = /\b(?:contains?|containing|includes?|including|somewhere|mentions?)(?!\w)/i;

function readWords(
  words: string,
  codes: readonly string[],
  context: ClauseContext,
): Expectation | undefined {
  const clause = words.trim().replace(/[.:]$/, '').trim();
  const { source, command } = context;
  const plain =
    readHttp(clause, source, command) ??
    readExit(clause, source, command) ??
    readLoss(clause, source) ??
    readShape(clause, source);
  if (plain !== undefined) return plain;
  if (mentionsAny(clause, SILENCE) && SILENT.test(clause)) {
    const silence: Expectation = {
      kind: 'text',
      source,
      template: '',
      match: 'whole',
      sample: false,
    };
    return FINDS.test(command) ? foundNone(silence) : silence;
  }
  // That a search finds nothing is what is wanted.
  const absent = absentTexts(restoreCode(clause, codes));
  if (absent.length > 0 && FINDS.test(command) && absent.some((text) => command.includes(text))) {
    return foundNone({ kind: 'text', source, template: '', match: 'whole', sample: false });
  }
  if (/\bcount\s*\(/i.test(command) && COUNTED.test(clause)) {
    return { kind: 'text', source, template: '{int}', match: 'line', sample: false };
  }
  const only = readOnlyCode(clause, codes);
  if (only !== undefined) return readCode(only, context);
  // 1.9 is less than 1.10 as a version, and more as a number.
  if (TELLS_VERSION.test(command) && /\d\.\d/.test(restoreCode(clause, codes))) return undefined;
  const conditions = readConditions(restoreCode(clause, codes));
  if (conditions !== undefined) return { kind: 'table', source, conditions };
  const literal = clause
    .replace(/^zero$/i, '0')
    .replace(/^(?:exactly|equals?|equal to|==?) ?(?=-?\d)/i, '');
  if (!TOKEN.test(literal) || /^(?:TBD|TODO|YES|NONE|PASS|FAIL|GREEN|RED)$/.test(literal))
    return undefined;
  const text: Expectation = {
    kind: 'text',
    source,
    template: literal,
    match: 'line',
    sample: false,
  };
  return literal === '0' ? noneCounted(text, command) : text;
}

/** A search that counts 0 lines exits with 1. */
function noneCounted(text: Expectation, command: string): Expectation {
  return FINDS.test(command) && COUNTS_FOUND.test(command) ? foundNone(text) : text;
}

const TELLS_VERSION = /\bversion\b|(?:^|\s)-(?:V|version)(?=\s|$)/i;

/** A command that ends in a search, which exits with 1 when it finds nothing. */
const FINDS =
  /(?:^|[|;&]|\n)[ \t]*(?:sudo[ \t]+)?(?:[efz]?grep|rg|pgrep)\b(?![^|;&\n]*[ \t]-(?:[a-zA-Z]*[qL]|-quiet|-files-without-match))[^|;&\n]*$/;
const COUNTS_FOUND = /[ \t](?:-(?=[a-zA-Z]*c)[a-zA-Z]+|--count)(?![\w-])[^|;&\n]*$/;

function foundNone(text: Expectation): Expectation {
  return {
    kind: 'all',
    source: text.source,
    of: [text, { kind: 'exit', source: text.source, code: 1 }],
  };
}

/** Words that say that nothing is to come out. */
const SILENT =
  /^(?:(?:prints |returns |shows |produces )?(?=)(?:no output|nothing)(?: (?:is )?(?=)(?:printed|returned|shown|expected))?|\(?(?=)empty(?: output)?\)?|\(no output\)|\(?none\)?)$/i;

/** One of these stands in all of them. */
const SILENCE = ['no output', 'nothing', 'empty', 'none'];

/** A bare cell that can only be meant literally: `3/3`, `0`, `PONG`. */
const TOKEN = /^(?:-?\d+(?:\.\d+)?%?|\d+\/\d+|[A-Z][A-Z0-9_]{2,30})$/;
const COUNTED =
  /^(?:(?:a |the )?(?=)(?:row )?count(?: is)?(?=)(?: returned)?|returns?(?=) (?:a |the )?(?=)(?:row )?(?=)(?:count|number))$/i;

interface OnlyCode {
  readonly text: string;
  readonly within: boolean;
}

/** The one piece of code of a clause when the words around it only say that it comes out. */
function readOnlyCode(clause: string, codes: readonly string[]): OnlyCode | undefined {
  if (!clause.includes('\u0001')) return undefined;
  const within = CONTAINING.test(clause);
  const bare = clause.replace(CONTAINING, '').trim();
  const match =
    /^([^\u0001]*)\u0001(\d+)\u0001(?: (?:is |are )?(?=)(?:returned|printed|shown|displayed|output|response|status|state|in the (?:output|response|logs?)))?$/i.exec(
      bare,
    );
  if (match === null) return undefined;
  const before = (match[1] ?? '').trim();
  if ((SAYING.exec(before)?.[0].length ?? 0) !== before.length) return undefined;
  return { text: codes[Number(match[2])] ?? '', within };
}

function readCode({ text, within }: OnlyCode, context: ClauseContext): Expectation | undefined {
  const { source, command } = context;
  const code = text.trim();
  if (code === '') return undefined;
  const json = /^[[{]/.test(code) ? asJson(code) : undefined;
  if (json !== undefined) return { kind: 'json', source, value: json, match: 'subset' };
  const plain =
    readHttp(code, source, command) ?? readExit(code, source, command) ?? readLoss(code, source);
  const bound = !within && /^[<>≤≥]/.test(code) ? readConditions(code) : undefined;
  if (bound !== undefined) return { kind: 'table', source, conditions: bound };
  if (plain !== undefined) return plain;
  const match = within ? 'contains' : 'line';
  const said: Expectation = { kind: 'text', source, template: code, match, sample: false };
  return code === '0' ? noneCounted(said, command) : said;
}

const REASON =
  '(?:OK|Created|Accepted|No Content|Moved Permanently|Found|Not Modified|Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)';
const SAYS =
  '(?:(?:returns?|responds? with|response(?: is)?:?|should (?:be|return)|expect(?:ed)?:?)(?=) )?(?=)';
const HTTP = new RegExp(
  `^${SAYS}(?:an? )?(?=)(?:http(?:s|/\\d(?:\\.\\d)?)?(?=)(?: (?:status|response))?(?: code)?|(?:http )?status(?: code)?|response code)(?=)(?: of| is)?[ :=]{0,2}(?=)([1-5]\\d\\d)(?: ${REASON})?(?=)(?: (?:response|status))?$`,
  'i',
);
const STATUS_TEXT = new RegExp(
  `^${SAYS}([1-5]\\d\\d)(?: ${REASON}| (?:response|status)(?: code)?)$`,
  'i',
);
const CLIENT = /\b(?:curl|wget|https?|xh|invoke-webrequest|iwr|invoke-restmethod)\b/i;

function readHttp(clause: string, source: string, command: string): Expectation | undefined {
  // The patterns of all that is said with a status take long to build, and none of it is long.
  if (clause.length > 100 || !/[1-5]\d\d/.test(clause)) return undefined;
  const spoken = /http|status|code/i.test(clause) ? HTTP.exec(clause) : null;
  const written = /[1-5]\d\d [a-z]/i.test(clause) ? STATUS_TEXT.exec(clause) : null;
  const named = (spoken ?? written)?.[1];
  const bare = /^[1-5]\d\d$/.test(clause) && CLIENT.test(command) ? clause : undefined;
  const status = named ?? bare;
  return status === undefined ? undefined : { kind: 'http-status', source, status: Number(status) };
}

const EXIT =
  /^(?:the )?(?=)(?:command )?(?=)(?:(?:should |must )?(?=)exits? (?:with )?(?=)(?:an? )?(?=)(?:code |status )?(?=)(?:of )?|(?:(?:should |must )?(?=)(?:fails?|ends?|terminates?|finishes|returns?)(?=) (?:with )?)?(?=)(?:an? )?(?=)exit[ -](?:code|status)(?=)(?: (?:is|of))?(?=)[ :=]{0,3}|return[ -]code(?: (?:is|of))?(?=)[ :=]{0,3}|rc ?=? ?)(?=)(\d{1,3})$/i;
const NONZERO =
  /^(?:the )?(?=)(?:command )?(?=)(?:it )?(?=)(?:(?:should |must )?(?=)(?:exits?|fails?|ends?|returns?|terminates?|finishes)(?=)(?: with)?(?=)(?: an?)?(?=) non-?zero(?: (?:exit )?(?=)(?:code|status))?|(?:an? )?(?=)non-?zero (?:exit|return)(?=)(?: (?:code|status))?|(?:exit|return)(?=)[ -](?:code|status)(?=)(?: (?:is|must be|should be))?(?=):? (?:not (?:be )?(?=)0|not (?:be )?(?=)zero|non-?zero|!= ?0|other than 0|> ?0|greater than 0))(?=)$/i;

/** A command that ends by printing the exit code of the one before it always exits with 0. */
const PRINTS_EXIT = /(?:^|[;&\n])[ \t]*(?:echo|printf)[^;&|\n]*\$\?[^;&|\n]*$/;

function readExit(clause: string, source: string, command: string): Expectation | undefined {
  if (/non-?zero|(?:not|not be|!=|than|>) ?(?:0|zero)$/i.test(clause) && NONZERO.test(clause)) {
    return /^(?:it )?returns? non-?zero$/i.test(clause) || PRINTS_EXIT.test(command.trimEnd())
      ? undefined
      : { kind: 'exit', source, code: 'nonzero' };
  }
  const code = /\d$/.test(clause) ? EXIT.exec(clause)?.[1] : undefined;
  if (code === undefined) return undefined;
  return PRINTS_EXIT.test(command.trimEnd())
    ? { kind: 'text', source, template: code, match: 'contains', sample: false }
    : { kind: 'exit', source, code: Number(code) };
}

/** What `ping` says in the middle of a line: 0 % or, on another system, 0.0 %. */
function readLoss(clause: string, source: string): Expectation | undefined {
  if (!clause.toLowerCase().endsWith(' loss')) return undefined;
  const share = /^(?:no|(\d{1,3}(?:\.\d)?(?=))%)(?=) packet loss$/i.exec(clause);
  if (share === null) return undefined;
  const template = `{number=${share[1] ?? '0'}}% packet loss`;
  return { kind: 'text', source, template, match: 'contains', sample: false };
}

const SHAPE =
  /^(?:(?:returns?|responds? with|should return)(?=) )?(?:an? )?(?=)(?:valid |non-empty )?(?=)json(?: (array|list|object|document|response|output|body))?(?: of [a-z][\w -]{0,40})?(?: (?:is )?returned)?$/;

function readShape(clause: string, source: string): Expectation | undefined {
  if (!/json/i.test(clause)) return undefined;
  const lower = clause.toLowerCase();
  const match = SHAPE.exec(lower);
  if (match === null || lower.includes('non-empty')) return undefined;
  const noun = match[1];
  const shape =
    noun === 'array' || noun === 'list' ? 'array' : noun === 'object' ? 'object' : 'any';
  return { kind: 'json-shape', source, shape };
}
