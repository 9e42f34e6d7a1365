import type { StepLanguage } from '../../model/step';
import { hasFlag, listOf, positionals, texts } from '../commands/arguments';
import type { Call } from '../scope';
import type { FoundCall } from './calls';
import { FOLLOW_FORMS } from './followForms';

/**
 * True when a step of these commands goes on until somebody stops it (`tail -f`, `kubectl logs -f`, `watch`): it gets
 * no timeout and has succeeded when it is stopped. A limit in the step itself (`timeout 30 tail -f`,
 * `… | head`) makes it an ordinary one.
 */
export function isFollow(calls: readonly FoundCall[], language: StepLanguage): boolean {
  if (calls.some(({ call }) => limits(call))) return false;
  return calls.some((found) => follows(found.call, language) && !isProbe(found));
}

/** False for a text in which nothing goes on; far cheaper than to read its commands. */
export function mayFollow(text: string): boolean {
  return FOLLOW_FORMS.mayFit(text) || MAY_GO_ON.test(text);
}

const MAY_GO_ON = /\b(?:[vim]?o?[mp]?stat|[inp]\w{0,4}stat|sar|dstat|dool|atop|jstat|ping6?)\b/;

/** Commands that end what they carry, or what writes to them. */
function limits({ name, args }: Call): boolean {
  if (/^g?timeout$|^g?head$|^Start-(?:Thread)?Job$/.test(name)) return true;
  if (/^[ef]?grep$|^rg$/.test(name))
    return args.some(({ text }) => /^-\w*[mq]\d*$|^--(?:max-count|quiet)/.test(text));
  return /^(?:Select-Object|select)$/i.test(name) && args.some(({ text }) => /^-First/i.test(text));
}

/** `which tail -f`, `man kubectl`: only named, not started. */
function isProbe({ parent }: FoundCall): boolean {
  return parent !== undefined && /^(?:which|type|man|echo|command)$/.test(parent.call.name);
}

type Question = (call: Call) => boolean;

/** Words that are no flags and no values of the usual ones, read as numbers. */
function numbersOf(call: Call): number {
  const values = new Set(listOf('-p, -P, -o, -f, -s, -e, -n, -d, -H, -T, -I, --dev, --human'));
  return positionals(call.args, values).words.filter(({ text }) => /^\d+(?:ms|s)?$/.test(text))
    .length;
}

/** `vmstat 1`, `iostat -x 2`: an interval without a count goes on for ever. */
const intervalOnly: Question = (call) => numbersOf(call) === 1;

const INTERVALS: Readonly<Record<string, Question>> = {
  ...Object.fromEntries(
    listOf('vmstat, iostat, mpstat, pidstat, sar, dstat, dool, nfsiostat, ifstat, arcstat').map(
      (name) => [name, intervalOnly] as const,
    ),
  ),
  zpool: (call) => texts(call)[0] === 'iostat' && intervalOnly(call),
  // The number of the process comes first.
  jstat: (call) => numbersOf(call) === 2,
  atop: intervalOnly,
};

/** Windows sends four, all others send until they are stopped. */
const ping: Question = (call) =>
  hasFlag(call, '-t') ||
  !texts(call).some((text) => /^[-\u2010-\u2015\u2212](?:c|w|n)\d*$/.test(text));

function follows(call: Call, language: StepLanguage): boolean {
  if (/^ping6?$/.test(call.name))
    return language === 'powershell' ? hasFlag(call, '-t') : ping(call);
  if (Object.hasOwn(INTERVALS, call.name) && INTERVALS[call.name]?.(call) === true) return true;
  return FOLLOW_FORMS.fits(call);
}
