import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, positionals, texts } from './arguments';
import { alters, reads } from './tool';

const ipValues = new Set(['-n', '-netns', '-f', '-family', '-rc', '-rcvbuf', '-l', '-loops']);
/** Objects whose verb stands behind a second word: `xfrm state flush`. */
const parted = /^(?:x|xf|xfr|xfrm|mptcp|ioam|sr|seg6|stats|nexthop)$/;
const ipReads =
  /^(?:sh|sho|show|l|li|lis|list|ls|lst|g|get|h|help|m|monitor|save|showdump|identify|pids|count)$/;
const ipLoses = /^(?:d|de|del|dele|delete|f|fl|flush|deleteall)$/;

/**
 * `ip OBJECT VERB`: both may be cut short, and what no verb says is a look. A verb that is not one
 * of those that look alters something.
 */
const ip: Rule = (call, scope) => {
  if (hasFlag(call, '-b', '-batch', '-force')) return alters(call);
  const { words, at } = positionals(call.args, ipValues);
  const [object = '', second = '', third = ''] = words.map((word) => word.text);
  if (/^(?:netns|vrf)$/.test(object) && second === 'exec') {
    const inner = call.args.slice((at[2] ?? call.args.length) + 1);
    return inner.length === 0 ? alters(call) : scope.run(inner, call.input);
  }
  const verb = parted.test(object) ? third : second;
  if (ipLoses.test(verb)) return [destructive(call.label, 'takes an address, route or link away')];
  // `ip link s eth0 up`: among links the first verb with an s is `set`.
  const sets = verb === 's' && /^l(?:i|in|ink)?$/.test(object);
  if (!sets && (verb === '' || verb === 's' || ipReads.test(verb))) return reads(call);
  return words.some((word) => word.text === 'down')
    ? [destructive(call.label, 'takes a link down')]
    : alters(call);
};

const losesLink = 'takes a route, address or link away';

/** An interface alone is shown; any other word sets something. */
const ifconfig: Rule = (call) => {
  const { words } = positionals(call.args, new Set());
  if (words.some(({ text }) => /^(?:down|del|delete|destroy|-alias)$/.test(text)))
    return [destructive(call.label, losesLink)];
  return words.length < 2 || (words.length === 2 && /^inet6?$/.test(words[1]?.text ?? ''))
    ? reads(call)
    : [change(call.label, 'changes an interface')];
};

const arp: Rule = (call) => {
  if (texts(call).some((text) => /^(?:-d|--delete|delete|del|flush)$/.test(text)))
    return [destructive(call.label, losesLink)];
  return hasFlag(call, '-s', '--set', '-f', '--file') ? alters(call) : reads(call);
};

/** `bridge OBJECT VERB`. */
const bridge: Rule = (call) => {
  const verb = positionals(call.args, new Set(['-n', '-netns'])).words[1]?.text ?? '';
  if (/^(?:del|delete|flush)$/.test(verb))
    return [destructive(call.label, 'takes an entry of a bridge away')];
  return /^(?:|show|list|ls|get|monitor|help)$/.test(verb) ? reads(call) : alters(call);
};

const brctl: Rule = (call) => {
  const verb = call.args[0]?.text ?? '';
  if (/^del/.test(verb)) return [destructive(call.label, 'takes a bridge or a port away')];
  return /^show/.test(verb) || verb === '' ? reads(call) : alters(call);
};

const route: Rule = (call) => {
  const verb = positionals(call.args, new Set(['-A'])).words[0]?.text ?? '';
  if (/^(?:del|delete|flush)$/i.test(verb)) return [destructive(call.label, 'takes a route away')];
  return /^(?:|get|show|print|monitor)$/i.test(verb) ? reads(call) : alters(call);
};

/** What ethtool(8) only shows. */
const ethtoolShows =
  /^(?:-[acgikPSnuxTlmdehI]|--show-[\w-]+|--get-(?:phy-)?(?:tunable|plca-(?:cfg|status)|hwtimestamp-cfg)|--driver|--statistics|--phy-statistics|--include-statistics|--register-dump|--eeprom-dump|--dump-module-eeprom|--module-info|--json|--version|--help|-Q|--per-queue|--groups|--all-groups|--debug|--phy)$/;

/** Every flag must be one that shows; `-w` does until it is told a file. */
const ethtool: Rule = (call) => {
  const words = texts(call);
  const dumps = words.some((text) => /^(?:-w|--get-dump)$/.test(text)) && !words.includes('data');
  return words.every(
    (text) =>
      !text.startsWith('-') ||
      ethtoolShows.test(text) ||
      (dumps && /^(?:-w|--get-dump)$/.test(text)),
  )
    ? reads(call)
    : alters(call);
};

/** Addresses, links, routes and bridges of a machine. */
export const interfaces: Readonly<Record<string, Rule>> = {
  ip,
  ifconfig,
  arp,
  bridge,
  brctl,
  ethtool,
  route,
};
