import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { losesByPlaybook } from './losingNames';
import { alters, asksForHelp, looks, reads, readsWith, tool } from './tool';

const ansibleModules =
  /^(?:ping|setup|debug|stat|command_|gather_facts|service_facts|package_facts|find|fail|assert|wait_for|getent)$/;

/** Options of the command modules; the command itself may be given as one of them. */
function freeForm(args: string): string {
  return args.replace(/\b(?:cmd|argv|_raw_params)\s*=\s*(?:"([^"]*)"|'([^']*)')?/g, ' ; $1$2');
}

/** An ad-hoc call is as bad as its module; shell and command carry a command. */
const ansible: Rule = (call, scope) => {
  if (asksForHelp(call) || hasFlag(call, '--list-hosts')) return reads(call);
  if (hasFlag(call, '-C', '--check')) return reads(call);
  const module = flagValue(call, '-m', '--module-name')?.text ?? 'command';
  const args = flagValue(call, '-a', '--args');
  if (hasFlag(call, '--tree', '-t')) return [change(call.label, 'writes files')];
  // A lookup is evaluated here, and may run a command.
  if (/\b(?:lookup|query|q)\s*\(/.test(args?.text ?? '')) return alters(call);
  const short = module.replace(/^ansible\.\w+\./, '');
  if (ansibleModules.test(short)) return reads(call);
  if (/^(?:command|shell|raw)$/.test(short) && args !== undefined)
    return scope.shell(freeForm(args.text));
  if (/state=stopped/.test(args?.text ?? '')) return [destructive(call.label, 'stops the service')];
  if (/state=absent/.test(args?.text ?? '') || short === 'reboot') {
    return [destructive(call.label, 'removes or stops something')];
  }
  return [change(call.label)];
};

/** Tools that keep machines as they are described. */
export const configuration: Readonly<Record<string, Rule>> = {
  ansible,
  'ansible-playbook': readsWith(
    '--check, -C, --syntax-check, --list-tasks, --list-hosts, --list-tags',
    // `-CD` checks and shows the difference.
    (call) =>
      texts(call).some((text) => /^-[DvbKk]*C[CDvbKk]*$/.test(text))
        ? reads(call)
        : losesByPlaybook(call)
          ? [destructive(call.label, 'loses something, as its words say')]
          : [change(call.label, 'runs a playbook')],
  ),
  'ansible-inventory': (call) =>
    texts(call).some((text) => /^--out/.test(text)) ? alters(call) : looks(call),
  'ansible-config': reads,
  'ansible-doc': reads,
  'ansible-lint': reads,
  'ansible-vault': tool({ check: 'view' }),
  'ansible-galaxy': tool({ check: 'list, search, info, collection list' }),
  salt: (call, scope) => {
    const { words } = positionals(call.args, new Set(['-t', '--timeout', '-b']));
    const runs = words.findIndex((word) => /^cmd\.(?:run|run_all|shell)$/.test(word.text));
    if (runs !== -1) return scope.shell(words[runs + 1]?.text ?? '');
    // A returner keeps what comes back.
    if (hasFlag(call, '--return', '--return_config')) return alters(call);
    const fn = words.find((word) => /^[a-z]+\.[a-z_]+$/.test(word.text))?.text ?? '';
    return /^(?:test\.(?:ping|version|versions_report)|grains\.(?:items|get|ls)|pillar\.(?:items|get)|status\.\w+|disk\.usage|service\.status|pkg\.version|pkg\.list_pkgs|network\.(?:ping|netstat|active_tcp|ip_addrs6?|ipaddrs6?|interfaces|interface|interface_ip|hw_addr|hwaddr|subnets6?|traceroute|dig|arp|routes|get_route|get_hostname|get_fqdn|default_route|in_subnet|fqdns|convert_cidr|reverse_ip|is_\w+))$/.test(
      fn,
    ) || hasFlag(call, 'test=True')
      ? reads(call)
      : alters(call);
  },
  puppet: tool({
    check: 'config print, facts, parser validate, module list, lookup, ssl show',
    change: 'facts upload, ssl clean',
    rules: {
      resource: (call) =>
        texts(call).some((text) => text.includes('=') || /^--(?:edit)/.test(text))
          ? alters(call)
          : reads(call),
      'agent, apply': (call) =>
        hasFlag(call, '--noop') && !hasFlag(call, '--no-noop')
          ? reads(call)
          : [change(call.label, 'applies the configuration')],
    },
  }),
};
