import type { StepLanguage } from '../../model/step';
import { flagValue, hasFlag, hasLetter, listOf, positionals, texts } from '../commands/arguments';
import type { Grammars } from '../grammars';
import type { Call } from '../scope';
import { callsOf, type FoundCall } from './calls';

/**
 * True when a step goes on until somebody stops it (`tail -f`, `kubectl logs -f`, `watch`): it gets
 * no timeout and has succeeded when it is stopped. A limit in the step itself (`timeout 30 tail -f`,
 * `… | head`) makes it an ordinary one.
 */
export function isFollow(text: string, language: StepLanguage, grammars: Grammars): boolean {
  const calls = callsOf(text, language, grammars);
  if (calls.some(({ call }) => LIMITERS.has(call.name))) return false;
  return calls.some((found) => follows(found.call) && !isProbe(found));
}

/** Commands that end what they carry, or what writes to them. */
const LIMITERS = new Set(['timeout', 'gtimeout', 'head', 'Select-Object']);

/** `which tail -f`, `man kubectl`: only named, not started. */
function isProbe({ parent }: FoundCall): boolean {
  return parent !== undefined && /^(?:which|type|man|echo|command)$/.test(parent.call.name);
}

type Question = (call: Call) => boolean;

const short =
  (letter: string, ...flags: readonly string[]): Question =>
  (call) =>
    hasLetter(call, letter) || isOn(call, ...flags);

/** A flag that is given and not `=false`. */
function isOn(call: Call, ...flags: readonly string[]): boolean {
  return hasFlag(call, ...flags) && !flags.some((flag) => flagValue(call, flag)?.text === 'false');
}

/** `vmstat 1`, `iostat -x 2`: an interval without a count goes on for ever. */
const intervalOnly: Question = (call) =>
  positionals(call.args, new Set()).words.filter(({ text }) => /^\d+$/.test(text)).length === 1;

const kubectlValues = new Set(
  listOf(
    '-n, --namespace, -l, --selector, -o, --output, -c, --container, --context, --tail, --since',
  ),
);

const kubectl: Question = (call) => {
  const verb = positionals(call.args, kubectlValues).words[0]?.text ?? '';
  switch (verb) {
    case 'logs':
    case 'log':
      return short('f', '--follow')(call);
    case 'get':
    case 'events':
      return short('w', '--watch', '--watch-only')(call);
    case 'port-forward':
    case 'proxy':
      return true;
    default:
      return false;
  }
};

const docker: Question = (call) => {
  const values = new Set(
    listOf('-f, --file, -p, --project-name, --profile, --env-file, -H, --context'),
  );
  const { words, at } = positionals(call.args, values);
  const skip = ['compose', 'container', 'system', 'service', 'stack'];
  const index = words.findIndex(({ text }) => !skip.includes(text));
  const behind: Call = { ...call, args: call.args.slice((at[index] ?? call.args.length) + 1) };
  switch (words[index]?.text ?? '') {
    case 'logs':
      return short('f', '--follow')(behind);
    case 'stats':
      return !isOn(behind, '--no-stream');
    case 'events':
      return flagValue(behind, '--until') === undefined;
    case 'up':
      return !short('d', '--detach', '--wait', '--no-start')(behind);
    case 'watch':
      return true;
    default:
      return false;
  }
};

const compose: Question = (call) =>
  docker({ ...call, args: [{ text: 'compose', known: true }, ...call.args] });

const words = (call: Call, ...wanted: readonly string[]): boolean =>
  wanted.every((word) => texts(call).includes(word));

const consumes: Question = (call) => !isOn(call, '--max-messages', '--timeout-ms');

const RULES: Readonly<Record<string, Question>> = {
  tail: (call) =>
    (short('f', '--follow', '--retry')(call) || hasLetter(call, 'F')) && !isOn(call, '--pid'),
  less: (call) => texts(call).includes('+F'),
  journalctl: short('f', '--follow'),
  dmesg: (call) => short('w', '--follow')(call) || hasLetter(call, 'W'),
  watch: () => true,
  kubectl,
  oc: kubectl,
  docker,
  podman: docker,
  nerdctl: docker,
  'docker-compose': compose,
  'podman-compose': compose,
  consul: (call) => texts(call)[0] === 'monitor' || texts(call)[0] === 'watch',
  nomad: (call) => texts(call)[0] === 'monitor',
  etcdctl: (call) => texts(call).includes('watch'),
  stern: (call) => !isOn(call, '--no-follow'),
  kubetail: () => true,
  ping: (call) => flagValue(call, '-c') === undefined && flagValue(call, '-w') === undefined,
  ping6: (call) => flagValue(call, '-c') === undefined && flagValue(call, '-w') === undefined,
  tcpdump: (call) => flagValue(call, '-c') === undefined && flagValue(call, '-r') === undefined,
  vmstat: intervalOnly,
  iostat: intervalOnly,
  mpstat: intervalOnly,
  top: (call) => hasLetter(call, 'b') && flagValue(call, '-n') === undefined,
  'kafka-console-consumer': consumes,
  'kafka-console-consumer.sh': consumes,
  kcat: (call) =>
    hasLetter(call, 'C') && !hasLetter(call, 'e') && flagValue(call, '-c') === undefined,
  'gitlab-ctl': (call) => texts(call)[0] === 'tail',
  supervisorctl: (call) => texts(call)[0] === 'tail' && hasLetter(call, 'f'),
  logcli: short('t', '--tail'),
  cf: (call) => texts(call)[0] === 'logs' && !isOn(call, '--recent'),
  tshark: (call) => !['-c', '-a', '-r'].some((flag) => flagValue(call, flag) !== undefined),
  ngrep: (call) => flagValue(call, '-n') === undefined && flagValue(call, '-I') === undefined,
  strace: (call) => flagValue(call, '-p') !== undefined,
  multitail: () => true,
  mosquitto_sub: (call) =>
    flagValue(call, '-C') === undefined && flagValue(call, '-W') === undefined,
  nats: (call) => /^(?:sub|subscribe)$/.test(texts(call)[0] ?? '') && !isOn(call, '--count'),
  inotifywait: short('m', '--monitor'),
  'redis-cli': (call) => /^(?:monitor|p?subscribe)$/i.test(redisCommand(call)),
  aws: (call) => words(call, 'logs', 'tail') && isOn(call, '--follow'),
  gcloud: (call) => texts(call).includes('tail'),
  az: (call) => words(call, 'log', 'tail'),
  heroku: (call) => texts(call).includes('logs') && short('t', '--tail')(call),
  vercel: (call) => texts(call).includes('logs') && short('f', '--follow')(call),
  fly: (call) => texts(call).includes('logs') && !isOn(call, '--no-tail'),
  flyctl: (call) => texts(call).includes('logs') && !isOn(call, '--no-tail'),
  railway: (call) => texts(call).includes('logs'),
  pm2: (call) => texts(call)[0] === 'logs' && !isOn(call, '--nostream'),
  ssh: (call) => hasLetter(call, 'N') && !hasLetter(call, 'f'),
  'Get-Content': (call) => texts(call).some((text) => /^-wait$/i.test(text)),
  gc: (call) => texts(call).some((text) => /^-wait$/i.test(text)),
};

function redisCommand(call: Call): string {
  const values = new Set(listOf('-h, -p, -s, -a, -u, -n, -r, -i, -d, --user, --pass'));
  return positionals(call.args, values).words[0]?.text ?? '';
}

function follows(call: Call): boolean {
  return Object.hasOwn(RULES, call.name) && (RULES[call.name]?.(call) ?? false);
}
