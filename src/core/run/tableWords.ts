import type { TableCondition } from '../model/expectation';

const OPERATORS: Readonly<Record<string, TableCondition['operator']>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
};

const COUNTS: readonly (readonly [RegExp, TableCondition['operator']])[] = [
  [/^(?:at least|minimum(?: of)?|>=|≥)$/, '>='],
  [/^(?:at most|maximum(?: of)?|up to|<=|≤)$/, '<='],
  [/^(?:more than|over|>)$/, '>'],
  [/^(?:fewer than|less than|under|<)$/, '<'],
  [/^(?:exactly|=|==)?$/, '='],
];

// prettier-ignore
const NUMBERS: Readonly<Record<string, number>> = {
  no: 0, zero: 0, one: 1, a: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8,
  nine: 9, ten: 10,
};

/** Every clause as a condition on the rows of a table, or undefined when one is none. */
export function readConditions(words: string): readonly TableCondition[] | undefined {
  const said = words
    .trim()
    .replace(/\bzero\b/i, '0')
    .replace(/^(?:is )?(?:a )?positive(?: number)?$/i, '> 0');
  const bare = /\d/.test(said) && said.length < 80 ? readBareNumber(said) : undefined;
  if (bare !== undefined) return bare;
  const clauses = words.split(/[ \t]*(?:[,;]|\band\b)[ \t]*/i).filter((clause) => clause !== '');
  const conditions: TableCondition[] = [];
  for (const clause of clauses) {
    const condition = readCondition(clause.trim().replace(/\.$/, ''));
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return conditions.length === 0 ? undefined : conditions;
}

/** With a unit or without: cheaper than the patterns below. */
const ENDS_IN_NUMBER =
  /\d ?(?:%|[a-z]+)?(?=)(?: (?:free|available|left|remaining|in use|used)(?=))?\.?$/i;
const BARE =
  /^(?:(?:(?:disk |cpu |memory )?(?=)(?:use|usage|used|utili[sz]ation)|value|result|it|(?:replication |consumer )?(?=)lag|delay|latency|age|offset|drift|backlog|response time)(?=)\b ?)?(?=)(?:(?:is|must be|should be|stays|reads)(?=) )?(?=)(at least|at most|(?:no|not|never)(?=) (?:more|less|fewer|greater|higher|lower|bigger|larger|smaller)(?=) than|never (?:above|over|below|under)|max(?:imum|\.)?(?=)(?: of)?|min(?:imum|\.)?(?=)(?: of)?|more than|less than|fewer than|greater than|larger than|smaller than|lower than|higher than|below|under|above|over|up to|[<>]=?|[≤≥])(?=) ?([+-]?\d[\d,]*(?:\.\d+)?) ?(%|ms|s|min|h|(?:milli)?(?=)seconds?|minutes?|hours?|days?|[kmgtp]i?b?|b|bytes?)?(?=)(?: (?:free|available|left|remaining|in use|used))?(?=)\.?$/i;
const BETWEEN =
  /^(?:(?:is|must be|should be) )?between (-?\d+(?:\.\d+)?) and (-?\d+(?:\.\d+)?) ?(%?)\.?$/i;

/** "1–5"; with a hyphen it may be the very text, as of the numbers of processors. */
const RANGE =
  /^(?:(?:is|must be|should be) )?(?:from )?(\d+(?:\.\d+)?) ?(?:–|—|to) ?(\d+(?:\.\d+)?) ?(%?)\.?$/i;
/** "a number greater than 0". */
const A_NUMBER =
  /^(?:(?:is|returns|prints|shows|must be|should be)(?=) )?(?=)(?:an?|any|some|the)(?=) (?:number|value|count|total)(?=)s? (?=(?:that is |which is )?(?=)(?:greater|more|less|larger|smaller|bigger|higher|lower|fewer|above|below|over|under|between|at (?:least|most)|[<>≤≥]))(?:that is |which is )?/i;

const BOUNDS: Readonly<Record<string, TableCondition['operator']>> = {
  'at least': '>=',
  'at most': '<=',
  'up to': '<=',
  max: '<=',
  maximum: '<=',
  min: '>=',
  minimum: '>=',
  'more than': '>',
  'greater than': '>',
  'bigger than': '>',
  'larger than': '>',
  'higher than': '>',
  above: '>',
  over: '>',
  'less than': '<',
  'fewer than': '<',
  'smaller than': '<',
  'lower than': '<',
  below: '<',
  under: '<',
};

/** "3 or more", "5 or fewer messages"; a decimal may be a version. */
const OR_MORE =
  /^(?:(?:is|must be|should be) )?(\d[\d,]*) ?(%?) or (more|higher|greater|above|over|fewer|less|lower|below|under)(?: ([a-z]+s))?$/i;
/** "fewer than 10 messages": the things that a number counts. */
const COUNTED = / ([a-z]+s)\.?$/i;
const MEASURES =
  /^(?:rows|records|results|entries|lines|columns|days|weeks|months|years|seconds|secs|minutes|mins|hours|bytes|ms|versions|times|characters|percents|others)$/i;
/** "load average below 4": what the number is of, in words that ask for nothing else. */
const OF_WHAT =
  /^(?!(?:\S+ )*(?=)(?:no|not|never|all|every|each|any|only|about|roughly|approximately|exit|status|code|http|version|port|rows?|lines?|records?|results?|is|at|or|and|with|if|when|most|least|than|one|some|none)(?=)\b)[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}(?=) (?=(?:(?:is|must be|should be|stays)(?=) )?(?=)(?:below|under|above|over|at (?:least|most)|less than|fewer than|more than|greater than|lower than|higher than)(?=) \d)/i;

/** "< 80 %", "less than 3", "between 1 and 5": of the only number that comes out. */
function readBareNumber(said: string): readonly TableCondition[] | undefined {
  const more = OR_MORE.exec(said);
  if (more !== null) {
    const [, value = '', unit = '', how = '', noun = ''] = more;
    if (MEASURES.test(noun)) return undefined;
    return [number(/^(?:more|higher|greater|above|over)$/i.test(how) ? '>=' : '<=', value + unit)];
  }
  const noun = COUNTED.exec(said)?.[1];
  let words = noun === undefined || MEASURES.test(noun) ? said : said.replace(COUNTED, '');
  if (!ENDS_IN_NUMBER.test(words)) return undefined;
  words = words.replace(/^(?:always )(?=below|under|above|over|at (?:least|most))/i, '');
  words = words.replace(A_NUMBER, '');
  const between = BETWEEN.exec(words) ?? RANGE.exec(words);
  if (between !== null) {
    const [, low = '', high = '', unit = ''] = between;
    if (Number(low) >= Number(high)) return undefined;
    return [number('>=', low + unit), number('<=', high + unit)];
  }
  const [, bound = '', value = '', unit = ''] =
    BARE.exec(words) ?? BARE.exec(words.replace(OF_WHAT, '')) ?? [];
  const operator = boundOf(bound.toLowerCase()) ?? OPERATORS[bound];
  // "at least 5 GB shares" and the like count something else than they measure.
  if (operator === undefined || (words !== said && unit !== '')) return undefined;
  return [number(operator, value + unit)];
}

/** "no more than" is the contrary of "more than". */
function boundOf(words: string): TableCondition['operator'] | undefined {
  const denied = /^(?:not?|never) (.+)$/.exec(words)?.[1];
  if (denied === undefined) return BOUNDS[words.replace(/\.$| of$/, '')];
  const operator = BOUNDS[denied];
  return operator === undefined ? undefined : operator.startsWith('<') ? '>=' : '<=';
}

function number(operator: TableCondition['operator'], value: string): TableCondition {
  return { rows: 'all', column: undefined, operator, value };
}

/** "STATUS = Ready", "RESTARTS < 5", "all pods Running", "READY 3/3", "at least 2 rows". */
export function readCondition(clause: string): TableCondition | undefined {
  if (clause.length > 120) return undefined;
  const counted = /row|record|result|entr/i.test(clause) ? readCount(clause) : undefined;
  const compared = /[<>=≤≥]/.test(clause) ? readComparison(clause) : undefined;
  const all = /^(?:all|every|each)\b/i.test(clause) ? readAll(clause) : undefined;
  return (
    counted ?? compared ?? all ?? (/^`?[A-Z]{2}/.test(clause) ? readTitled(clause) : undefined)
  );
}

const COUNT =
  /^(?:(?:returns?|shows?|lists?)(?=) )?(?=)(at least|at most|exactly|more than|fewer than|less than|minimum(?: of)?|maximum(?: of)?|up to|over|under|[<>=≥≤]{1,2})?(?=) ?(\d{1,9}|no|zero|one|two|three|four|five|six|seven|eight|nine|ten)(?=) (?:or more )?(?=)(?:rows?|records?|results?|entries|entry)(?=)(?: (?:returned|are returned|is returned|found|listed))?(?=)$/i;
const ROWS = /^(?:rows|row count) ?([<>=!≥≤]{1,2}) ?(\d{1,9})$/i;

function readCount(clause: string): TableCondition | undefined {
  const rows = ROWS.exec(clause);
  const operator = OPERATORS[rows?.[1] ?? ''];
  if (rows !== null && operator !== undefined) return count(operator, Number(rows[2]));
  const match = COUNT.exec(clause);
  if (match === null) return undefined;
  const word = (match[2] ?? '').toLowerCase();
  const value = NUMBERS[word] ?? Number(word);
  if (/\bor more\b/i.test(clause)) return count('>=', value);
  const how = (match[1] ?? '').toLowerCase();
  const found = COUNTS.find(([pattern]) => pattern.test(how));
  return found === undefined ? undefined : count(found[1], value);
}

function count(operator: TableCondition['operator'], value: number): TableCondition {
  return { rows: 'count', column: undefined, operator, value: String(value) };
}

const COMPARISON =
  /^(?:(all|every|each|any|some) )?(?:rows? )?`?([A-Za-z_][\w %()/-]{0,30}?)`? ?(==|!=|<>|<=|>=|=|<|>|≤|≥) ?`?([^=<>!`]{1,60}?)`?$/i;

function readComparison(clause: string): TableCondition | undefined {
  const match = COMPARISON.exec(clause);
  const operator = OPERATORS[match?.[3] ?? ''];
  if (match === null || operator === undefined) return undefined;
  const rows = /^(?:any|some)$/i.test(match[1] ?? '') ? 'any' : 'all';
  return { rows, column: match[2]?.trim(), operator, value: (match[4] ?? '').trim() };
}

const ALL =
  /^(?:all|every|each)(?: of)?(?: the)?(?: \d{1,4})? ([a-z][\w-]{0,30}(?: [a-z][\w-]{0,20})?)(?: (?:are|is|should be|must be|show|shows|report|reports|have|has))?(?: in)?(?: (?:status|state))? `?([A-Z][A-Za-z]{1,30}|\d{1,5}\/\d{1,5})`?(?: (?:status|state))?$/;
/** "all Running". */
const ALL_BARE =
  /^(?:all|every|each)(?: (?:are|is|should be|must be))? `?([A-Z][A-Za-z]{2,30}|\d{1,5}\/\d{1,5})`?$/;
const ALL_CODE =
  /^(?:all|every|each)(?: of)?(?: the)? ([a-z][\w-]{0,30})(?: (?:are|is|should be|must be|show|shows|report|reports))?(?: (?:in )?(?:status|state))? `([^`]{1,40})`(?: (?:status|state))?$/i;

function readAll(clause: string): TableCondition | undefined {
  if (/^\w+(?: the)? lines?\b/i.test(clause)) return undefined;
  const small = clause.replace(/^All|^Every|^Each/, lower);
  const value = (ALL.exec(small) ?? ALL_CODE.exec(clause))?.[2] ?? ALL_BARE.exec(small)?.[1];
  if (value === undefined) return undefined;
  return { rows: 'all', column: undefined, operator: '=', value };
}

function lower(word: string): string {
  return word.toLowerCase();
}

const TITLED =
  /^`?([A-Z][A-Z_]{1,20}(?: [A-Z_]{2,20})?)`?(?=)(?: column)?(?=)(?: (?:is|are|shows?|should be|must be)|:)?(?=) `?([A-Z][A-Za-z]{1,30}|\d{1,6}(?:\/\d{1,6})?)`?$/;

function readTitled(clause: string): TableCondition | undefined {
  const match = TITLED.exec(clause);
  if (match === null || /^(?:HTTP|EXIT|JSON|OK|STATUS CODE)$/.test(match[1] ?? '')) {
    return undefined;
  }
  return { rows: 'all', column: match[1], operator: '=', value: match[2] ?? '' };
}
