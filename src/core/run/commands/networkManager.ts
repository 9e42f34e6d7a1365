import { destructive } from '../finding';
import type { Call, Rule } from '../scope';
import { listOf, positionals } from './arguments';
import { alters, reads } from './tool';

const values = new Set(
  listOf('-f, --fields, -g, --get-values, -m, --mode, -c, --colors, -e, --escape, -w, --wait'),
);

/** Words that nmcli knows, in the order in which it takes the first that begins so (nmcli(1)). */
const objects = ['general', 'networking', 'radio', 'connection', 'device', 'agent', 'monitor'];
const verbs: Readonly<Record<string, readonly string[]>> = {
  general: ['status', 'hostname', 'permissions', 'logging', 'reload'],
  networking: ['on', 'off', 'connectivity'],
  radio: ['all', 'wifi', 'wwan'],
  connection: listOf(
    'show, up, down, add, modify, edit, delete, reload, load, import, export, clone, monitor, migrate',
  ),
  device: listOf(
    'status, show, set, connect, reapply, modify, disconnect, delete, up, down, checkpoint, monitor, wifi, lldp',
  ),
};
const wireless = listOf('list, connect, hotspot, rescan, show-password');

const full = (word: string, list: readonly string[]): string =>
  word === '' ? '' : (list.find((item) => item.startsWith(word)) ?? word);

const looks =
  /^(?:general(?: (?:status|permissions|hostname|logging))?|networking(?: connectivity(?: check)?)?|radio(?: (?:all|wifi|wwan))?|connection|connection show .+|device|monitor)$|^(?:connection (?:show|monitor)|device (?:status|show|monitor|lldp|wifi list))(?: |$)|^device wifi(?: show-password.*)?$/;
const loses =
  /^(?:connection (?:down|delete)|device (?:disconnect|down|delete)|networking off|radio \w+ off)\b/;

/** The words as nmcli reads them, each of which may be cut short: `c s` is `connection show`. */
function line(call: Call): string {
  const words = positionals(call.args, values).words.map(({ text }) => text);
  const object = full(words[0] ?? '', objects);
  const verb = full(words[1] ?? '', verbs[object] ?? []);
  const third =
    object === 'device' && verb === 'wifi' ? full(words[2] ?? '', wireless) : (words[2] ?? '');
  return [object, verb, third, ...words.slice(3)].filter((word) => word !== '').join(' ');
}

/** NetworkManager's command line. */
export const nmcli: Rule = (call) => {
  const said = line(call);
  if (said === '' || looks.test(said)) return reads(call);
  return loses.test(said) ? [destructive(call.label, 'takes a link down')] : alters(call);
};
