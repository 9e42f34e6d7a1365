import { numberOf } from './numberWord';
import { yesOrNo, saysTrouble, type Judge } from './saying';
import { compareState, isState, readStates, type StateCount } from './stateRows';
import { failed, passed } from './verdicts';

/** Of the things that an output lists, how many are in a state. */

const NOUN = '[a-z][\\w-]*(?: [a-z][\\w-]*)?';
const IS = '(?:(?:are|is|in|should be|must be|report|reports|show|shows)(?: as)? )?';
const STATE = '`?([A-Za-z][A-Za-z-]{1,30})`?';
const ALL = new RegExp(
  `^(?:all|every|each)(?: of)?(?: the)?(?: (\\d{1,4}))? ${NOUN} ${IS}${STATE}$`,
  'i',
);

interface Tally {
  readonly yes: number;
  readonly unclear: number;
  readonly total: number;
  /** One that is in another state. */
  readonly other: string | undefined;
}

function tally(states: readonly StateCount[], wanted: string): Tally {
  let [yes, unclear, total] = [0, 0, 0];
  let other: string | undefined;
  for (const { state, count } of states) {
    if (count === 0) continue;
    const answer = compareState(state, wanted);
    total += count;
    if (answer === 'yes') yes += count;
    else if (answer === 'unclear') unclear += count;
    else other ??= state;
  }
  return { yes, unclear, total, other };
}

/** "all targets healthy", "all 3 nodes are up". */
export const allInState: Judge = (words, result, source) => {
  const [, number, wanted = ''] = ALL.exec(words) ?? [];
  if (!isState(wanted)) return undefined;
  const states = readStates(result.stdout, wanted);
  if (states === undefined || saysTrouble(result)) return undefined;
  const { yes, total, other } = tally(states, wanted);
  if (other !== undefined) return failed(source, other);
  if (number !== undefined && total < Number(number)) return failed(source, `${total} of them`);
  const complete = number === undefined || total === Number(number);
  return yes === total && yes > 0 && complete ? passed(source) : undefined;
};

const NUMBER = '(\\d{1,4}|no|zero|one|two|three|four|five|six|seven|eight|nine|ten)';
const BOUND =
  '(?:(at least|at most|exactly|more than|fewer than|less than|no more than|no fewer than|no less than|>=|<=|>|<|≥|≤) ?)?';
const COUNTS = [
  new RegExp(`^${BOUND}${NUMBER}( or more)?(?: of the)? ${NOUN} ${IS}${STATE}$`, 'i'),
  new RegExp(`^${BOUND}${NUMBER}( or more)? ${STATE} ${NOUN}$`, 'i'),
];
const LEAST = /^(?:at least|no fewer than|no less than|>=|≥)$/i;
const MOST = /^(?:at most|no more than|<=|≤)$/i;

function holds(came: number, bound: string, wanted: number): boolean {
  if (LEAST.test(bound)) return came >= wanted;
  if (MOST.test(bound)) return came <= wanted;
  if (/^(?:more than|>)$/i.test(bound)) return came > wanted;
  return /^(?:fewer than|less than|<)$/i.test(bound) ? came < wanted : came === wanted;
}

/** "at least 3 nodes Ready", "no pods Pending", "2 running instances". */
export const countInState: Judge = (words, result, source) => {
  for (const form of COUNTS) {
    const [, bound = '', number = '', more, wanted = ''] = form.exec(words) ?? [];
    if (!isState(wanted)) continue;
    const states = readStates(result.stdout, wanted);
    if (states === undefined || saysTrouble(result)) return undefined;
    const { yes, unclear, total } = tally(states, wanted);
    const asked = numberOf(number);
    const how = more === undefined ? bound : 'at least';
    const first = holds(yes, how, asked);
    // What is not clear may count or not: both must come to the same.
    for (let extra = 1; extra <= unclear; extra += 1)
      if (holds(yes + extra, how, asked) !== first) return undefined;
    // "3 nodes Ready" says nothing of a fourth.
    const open = how === '' && asked > 0 && (yes > asked || (first && total > yes));
    return open ? undefined : yesOrNo(first, source, `${yes} of ${total}`);
  }
  return undefined;
};
