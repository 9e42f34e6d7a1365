import { escapePattern } from '../text/escapePattern';
import { allLinesOf, linesOf, yesOrNo, type Judge } from './saying';
import { failed } from './verdicts';

/** States that an output denies, or that `systemctl` shows. */

const GOOD =
  'healthy|ready|running|up|online|available|active|synced|connected|reachable|passing|enabled|ok|valid|synchronized';

/** "healthy", "all targets healthy" against an answer that only says the contrary. */
export const contrary: Judge = (words, result, source) => {
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

const NONE_OF =
  /^(?:healthy|ready|running|up|online|available|synced|connected|reachable|passing)$/i;

/** "`mounted`" against one line that says "not mounted", or "0 healthy, 3 degraded". */
export const denied: Judge = (text, result, source) => {
  if (!/^[a-z]+(?: [a-z]+){0,2}$/i.test(text) || /^(?:not?|never|un|non|in)\b/i.test(text))
    return undefined;
  const [line, ...more] = allLinesOf(result);
  if (line === undefined || more.length > 0) return undefined;
  const none = new RegExp(`(?:^|[,;:(] ?)0 ${text}\\b`, 'i');
  if (NONE_OF.test(text) && none.test(line)) return failed(source, line);
  const denial = new RegExp(
    `(?:\\bnot (?:yet |currently )?|n't |\\bno longer |\\bnever )${escapePattern(text)}\\b`,
    'gi',
  );
  const left = line.replace(denial, '');
  return left !== line && !left.toLowerCase().includes(text.toLowerCase())
    ? failed(source, line)
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
