import { readHttpAnswer } from './httpStatus';
import { numberOf } from './numberWord';
import { readOutputTable } from './outputTable';
import { comparableLines } from './outputText';
import type { RunResult, Verdict } from './outcome';
import { absent, filledJson, otherThan, something } from './saidOfAbsence';
import { countOf } from './saidOfCounts';
import { severalCodes } from './saidOfEnding';
import { keyed } from './saidOfKeys';
import { listed } from './saidOfListing';
import { inParts } from './saidOfParts';
import { allInState, countInState } from './saidOfRows';
import { sameValues } from './saidOfSameness';
import { marked, sentence } from './saidOfSentence';
import { contrary, unitState } from './saidOfState';
import { containsOneOf, lineAt, oneOf, outputEdge } from './saidOfText';
import { version } from './saidOfVersions';
import { linesOf, yesOrNo, type Judge } from './saying';
import { failed, needsEyes, passed } from './verdicts';

/** Short sayings about a whole output, each with a judge that is certain or says nothing. */

/** "Prints `done` and nothing else", "only `done`". */
const nothingElse: Judge = (words, result, source) => {
  const text =
    /^(?:(?:it )?(?:prints|returns|shows|outputs|says) )?(?:only |just )?`([^`]+)`(?: and nothing (?:else|more)| only)?$/i.exec(
      words,
    )?.[1];
  if (text === undefined || !/\b(?:nothing|only|just)\b/i.test(words.replace(/`[^`]*`/, '')))
    return undefined;
  const lines = [...linesOf(result), ...comparableLines(result.stderr)];
  return yesOrNo(lines.length === 1 && lines[0] === text, source, lines.join(' ⏎ ') || 'no output');
};

/** "`3/3` ready" against the one ratio that came out. */
const ratio: Judge = (words, result, source) => {
  const wanted =
    /^`?(\d{1,5}\/\d{1,5})`? (?:are |is )?(?=)(?:ready|running|up|available|healthy|online|in sync|synced|replicas|pods|nodes|members)(?=)$/i.exec(
      words,
    )?.[1];
  const [line = '', ...more] = linesOf(result);
  if (wanted === undefined || more.length > 0 || !/^\d{1,5}\/\d{1,5}$/.test(line)) return undefined;
  return yesOrNo(line === wanted, source, line);
};

/** "1 line", "at least two lines". */
const lineCount: Judge = (words, result, source) => {
  const [, bound = '', word, behind = ''] =
    /^(?:(?:prints|returns|shows) )?(exactly |at least |at most |no more than |no fewer than |no less than |up to |more than |fewer than |less than )?(\d{1,6}|no|zero|one|two|three|four|five|six|seven|eight|nine|ten) (or more |or fewer )?(?:non-empty )?lines?$/i.exec(
      words,
    ) ?? [];
  if (word === undefined) return undefined;
  const wanted = numberOf(word);
  const came = linesOf(result).length;
  const holds: Readonly<Record<string, boolean>> = {
    'at least ': came >= wanted,
    'at most ': came <= wanted,
    'no more than ': came <= wanted,
    'up to ': came <= wanted,
    'no fewer than ': came >= wanted,
    'no less than ': came >= wanted,
    'more than ': came > wanted,
    'fewer than ': came < wanted,
    'less than ': came < wanted,
    'or more ': came >= wanted,
    'or fewer ': came <= wanted,
  };
  return yesOrNo(
    holds[(bound === '' ? behind : bound).toLowerCase()] ?? came === wanted,
    source,
    `${came} lines`,
  );
};

const TROUBLES =
  'errors?|failures?|warnings?|problems?|issues?|conflicts?|alerts?|faults?|mismatch(?:es)?|timeouts?|violations?|crash(?:es)?|drops?|retries';

/** "0 errors" against the one count of them that the output gives. */
const noTrouble: Judge = (words, result, source) => {
  const noun = new RegExp(`^(?:0|no|zero) (${TROUBLES})$`, 'i').exec(words)?.[1];
  if (noun === undefined) return undefined;
  const stem = noun.replace(/(?:e?s)$/i, '');
  const text = linesOf(result).join('\n');
  const counts = new RegExp(
    `(?<![\\d.,])(\\d{1,9}|no) ${stem}(?:e?s)?\\b|\\b${stem}(?:e?s)?\\s?[=:]\\s?(\\d{1,9})(?![\\d.,])`,
    'gi',
  );
  const found = [...text.matchAll(counts)].map(([, before, behind]) =>
    numberOf(before ?? behind ?? ''),
  );
  const worst = found.find((count) => count > 0);
  if (worst !== undefined) return failed(source, `${worst} ${noun}`);
  const doubtful = /\b(?:not|cannot|could|unable|failed|fatal|skipped|aborted|incomplete)\b|n't/i;
  return found.length === 1 && !doubtful.test(text) ? passed(source) : undefined;
};

/** "2xx", "200 or 204" against the status of an answer. */
const statusClass: Judge = (words, result, source) => {
  const [, not, kind] =
    /^(?:(no|not|never) )?(?:an? )?(?:http )?(?:status )?`?([1-5])xx`?$/i.exec(words) ?? [];
  const codes = /^(?:http )?(?:status )?`?[1-5]\d\d`?(?:(?:, | or |, or |\/)`?[1-5]\d\d`?)+$/i.test(
    words,
  )
    ? [...words.matchAll(/[1-5]\d\d/g)].map(([code]) => code)
    : [];
  if (kind === undefined && codes.length === 0) return undefined;
  const lines = linesOf(result);
  const bare = lines.length === 1 && /^[1-5]\d\d$/.test(lines[0] ?? '') ? lines[0] : undefined;
  const status = bare ?? readHttpAnswer(result.stdout, result.stderr).status?.toString();
  if (status === undefined) return undefined;
  const holds = codes.includes(status) || status.charAt(0) === kind;
  return yesOrNo(holds === (not === undefined), source, status);
};

/** "every line ends with `OK`". */
const everyLine: Judge = (words, result, source) => {
  const [, how, text] =
    /^(?:every|each|all(?: the)?)(?=) lines? (ends? (?:with|in)|starts? with|begins? with|contains?|is|are|says?|reads?)(?=) `([^`]+)`$/i.exec(
      words,
    ) ?? [];
  if (how === undefined || text === undefined) return undefined;
  const lines = linesOf(result);
  if (lines.length === 0) return failed(source, 'no output');
  const holds = (line: string): boolean => {
    if (/^ends?/i.test(how)) return line.endsWith(text);
    if (/^(?:starts?|begins?)/i.test(how)) return line.startsWith(text);
    return /^contains?/i.test(how) ? line.includes(text) : line === text;
  };
  const bad = lines.find((line) => !holds(line));
  if (bad !== undefined) return failed(source, bad);
  // `NOT OK` ends with it, too.
  const plain = lines.every((line) => {
    const rest = line.replace(text, ' ');
    return !/\b(?:not|no|un|non)[ -]?\s*$|\bnot\b/i.test(rest) && !/\w$/.test(before(line, text));
  });
  return plain ? passed(source) : needsEyes(source, 'a line may say the contrary');
};

function before(line: string, text: string): string {
  return line.slice(0, Math.max(0, line.indexOf(text)));
}

/** "no pod in `Pending`" against rows of words. */
const noneIn: Judge = (words, result, source) => {
  const text =
    /^(?:no|none of the)(?=) [a-z][\w-]*(?: [a-z][\w-]*)?(?=) (?:is |are )?(?=)(?:in|with|has|have|shows?|says?|reports?)(?=)(?: (?:state|status|phase))?(?=) `([^`]+)`(?: (?:state|status|phase))?(?=)$/i.exec(
      words,
    )?.[1];
  const lines = linesOf(result);
  if (text === undefined || lines.length === 0) return undefined;
  const bad = lines.find((line) => line.split(/ +|\|/).includes(text));
  if (bad !== undefined) return failed(source, bad);
  // Only rows that have a word for it show that it is another one.
  const rows = lines.every((line) => line.split(' ').length >= 2);
  const absent = !lines.join('\n').toLowerCase().includes(text.toLowerCase());
  return rows && absent && /^[A-Z][A-Za-z]+$/.test(text) && hasStates(lines)
    ? passed(source)
    : undefined;
};

/** States of pods, nodes and volumes, of which every row has one. */
const STATE =
  /(?:^| )(?:Running|Pending|Succeeded|Completed|Failed|Unknown|Terminating|Ready|NotReady|Bound|Available|Released|Lost|Active|CrashLoopBackOff|ImagePullBackOff|ErrImagePull|Evicted|Error|ContainerCreating|OOMKilled)(?:[ ,]|$)/;

function hasStates(lines: readonly string[]): boolean {
  const rows = lines.filter((line) => !/^[A-Z][A-Z ()_-]+$/.test(line));
  return rows.length > 0 && rows.every((line) => STATE.test(line));
}

/** "all pods Running and ready": the state of each, and all of its containers. */
const runningAndReady: Judge = (words, result, source) => {
  const state =
    /^(?:all|every|each)(?: the)? [a-z]+s? (?:is |are )?`?([A-Z][a-z]+)`? and (?:fully )?`?ready`?$/i.exec(
      words,
    )?.[1];
  const table = state === undefined ? undefined : readOutputTable(result.stdout);
  if (table === undefined || table.rows.length === 0) return undefined;
  const ready = table.columns.indexOf('READY');
  const status = table.columns.indexOf('STATUS');
  if (ready < 0 || status < 0) return undefined;
  const bad = table.rows.find((row) => {
    const [, have, all] = /^(\d+)\/(\d+)$/.exec(row[ready] ?? '') ?? [];
    return (
      have === undefined || have !== all || row[status]?.toLowerCase() !== state?.toLowerCase()
    );
  });
  return yesOrNo(bad === undefined, source, bad?.join('  ') ?? '');
};

const JUDGES: readonly Judge[] = [
  nothingElse,
  ratio,
  lineCount,
  noTrouble,
  statusClass,
  oneOf,
  everyLine,
  noneIn,
  runningAndReady,
  contrary,
  unitState,
  absent,
  otherThan,
  something,
  filledJson,
  version,
  keyed,
  sameValues,
  lineAt,
  outputEdge,
  containsOneOf,
  severalCodes,
  allInState,
  countInState,
  countOf,
  listed,
  marked,
  inParts,
  sentence,
];

/** Judges a short saying about the output; undefined for everything that leaves a doubt. */
export function judgeSaying(source: string, result: RunResult): Verdict | undefined {
  const words = source
    .trim()
    .replace(/\*\*|__/g, '')
    .replace(/\.$/, '')
    .trim();
  if (words.length > 120 || result.truncated) return undefined;
  for (const judge of JUDGES) {
    const verdict = judge(words, result, source);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}
