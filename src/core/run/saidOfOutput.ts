import { readHttpAnswer } from './httpStatus';
import { readOutputTable } from './outputTable';
import { comparableLines } from './outputText';
import type { RunResult, Verdict } from './outcome';
import { failed, needsEyes, passed } from './verdicts';

/** Short sayings about a whole output, each with a judge that is certain or says nothing. */
type Judge = (words: string, result: RunResult, source: string) => Verdict | undefined;

const COUNT_WORDS = 'no zero one two three four five six seven eight nine ten'.split(' ');

function numberOf(word: string): number {
  const at = COUNT_WORDS.indexOf(word.toLowerCase());
  return at < 0 ? Number(word) : Math.max(0, at - 1);
}

const linesOf = (result: RunResult): readonly string[] =>
  comparableLines(result.stdout).filter((line) => line !== '');

const yesOrNo = (holds: boolean, source: string, got: string): Verdict =>
  holds ? passed(source) : failed(source, got);

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
    /^`?(\d{1,5}\/\d{1,5})`? (?:are |is )?(?:ready|running|up|available|healthy|online|in sync|synced|replicas|pods|nodes|members)$/i.exec(
      words,
    )?.[1];
  const [line = '', ...more] = linesOf(result);
  if (wanted === undefined || more.length > 0 || !/^\d{1,5}\/\d{1,5}$/.test(line)) return undefined;
  return yesOrNo(line === wanted, source, line);
};

/** "1 line", "at least two lines". */
const lineCount: Judge = (words, result, source) => {
  const [, bound = '', word] =
    /^(?:(?:prints|returns|shows) )?(exactly |at least |at most |more than |fewer than |less than )?(\d{1,6}|no|zero|one|two|three|four|five|six|seven|eight|nine|ten) (?:non-empty )?lines?$/i.exec(
      words,
    ) ?? [];
  if (word === undefined) return undefined;
  const wanted = numberOf(word);
  const came = linesOf(result).length;
  const holds: Readonly<Record<string, boolean>> = {
    'at least ': came >= wanted,
    'at most ': came <= wanted,
    'more than ': came > wanted,
    'fewer than ': came < wanted,
    'less than ': came < wanted,
  };
  return yesOrNo(holds[bound.toLowerCase()] ?? came === wanted, source, `${came} lines`);
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
  const [, kind] = /^(?:http )?(?:status )?`?([1-5])xx`?$/i.exec(words) ?? [];
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
  return yesOrNo(codes.includes(status) || status.charAt(0) === kind, source, status);
};

/** "`active` or `activating`" against the one word that came out. */
const oneOf: Judge = (words, result, source) => {
  if (!/^`[^`]+`(?:, `[^`]+`)*,? or `[^`]+`$/.test(words)) return undefined;
  const [line = '', ...more] = linesOf(result);
  if (more.length > 0 || !/^\S+$/.test(line)) return undefined;
  const texts = [...words.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
  return yesOrNo(texts.includes(line), source, line);
};

/** "every line ends with `OK`". */
const everyLine: Judge = (words, result, source) => {
  const [, how, text] =
    /^(?:every|each|all(?: the)?) lines? (ends? (?:with|in)|starts? with|begins? with|contains?|is|are|says?|reads?) `([^`]+)`$/i.exec(
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
    /^(?:no|none of the) [a-z][\w-]*(?: [a-z][\w-]*)? (?:is |are )?(?:in|with|has|have|shows?|says?|reports?)(?: (?:state|status|phase))? `([^`]+)`(?: (?:state|status|phase))?$/i.exec(
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

const GOOD =
  'healthy|ready|running|up|online|available|active|synced|connected|reachable|passing|enabled|ok|valid|synchronized';

/** "healthy", "all targets healthy" against an answer that only says the contrary. */
const contrary: Judge = (words, result, source) => {
  const word = new RegExp(
    `^(?:(?:all|every|each)(?: the)? [a-z]+(?: [a-z]+)? (?:is |are )?|(?:is |are )?)\`?(${GOOD})\`?$`,
    'i',
  ).exec(words)?.[1];
  if (word === undefined) return undefined;
  const text = linesOf(result).join('\n');
  const none = new RegExp(`(?<![\\d.,])0 ${word}\\b`, 'i').test(text);
  const denial = `(?:\\bnot (?:yet )?|n't |\\bno longer |\\bnever |\\bun|\\bin(?=active))(?:${word})\\b`;
  const some = new RegExp(`(?<![\\d.,])[1-9]\\d* (?:un|not )${word}\\b`, 'i').test(text);
  if (none || some) return failed(source, text);
  const denied = new RegExp(denial, 'gi');
  const left = text.replace(denied, '');
  const says = new RegExp(`\\b${word}\\b`, 'i');
  return left !== text && !says.test(left) && linesOf(result).length === 1 && !/\b0 /.test(text)
    ? failed(source, text)
    : undefined;
};

/** "State: active (running)" against the state that `systemctl status` shows. */
export const unitState: Judge = (words, result, source) => {
  const wanted =
    /(?:^|: ?|\b(?:is|shows|state) )`?((?:active|inactive|failed) \([a-z-]+\))`?$/i.exec(
      words,
    )?.[1];
  if (wanted === undefined) return undefined;
  const states = [...result.stdout.matchAll(/^[ \t]*Active: (\w+(?: \([\w-]+\))?)/gm)];
  const [state] = states;
  if (state?.[1] === undefined || states.length > 1) return undefined;
  return yesOrNo(state[1].toLowerCase() === wanted.toLowerCase(), source, state[1]);
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
