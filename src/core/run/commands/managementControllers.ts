import { destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, texts } from './arguments';
import { named } from './named';
import { alters, reads } from './tool';

/** The tools of FreeIPMI, and what else looks at a machine's hardware. */
export const managementControllers: Readonly<Record<string, Rule>> = {
  ...named(
    'bmc-info, ipmi-fru, ipmi-pet, ipmi-locate, ipmi-dcmi-info, edac-util, hwinfo, inxi, lstopo, lstopo-no-graphics, hwloc-ls, lsdasd, ibv_devinfo, ibv_devices, ibstatus, ibhosts, ibswitches, iblinkinfo, mlxlink, acpi',
    reads,
  ),
  'ipmi-sensors': (call) =>
    texts(call).some((word) => /^--(?:flush-cache|bridge-flush)/.test(word))
      ? alters(call)
      : reads(call),
  'ipmi-sel': (call) =>
    texts(call).some((word) => /^--(?:clear|post-clear|delete)/.test(word))
      ? [destructive(call.label, 'clears the event log')]
      : reads(call),
  'ipmi-chassis': (call) =>
    texts(call).some((word) => /^--chassis-control=?(?!.*power-up)/i.test(word))
      ? [destructive(call.label, 'takes the machine away')]
      : texts(call).some((word) => /^--get-/.test(word))
        ? reads(call)
        : alters(call),
  ipmipower: (call) =>
    texts(call).some((word) =>
      /^-(?:[fcr]|-off|-cycle|-reset|-soft|-diag)$|^--soft$|^-s$/.test(word),
    )
      ? hasFlag(call, '-s') &&
        !texts(call).some((word) => /^-(?:[fcr]|-off|-cycle|-reset)$/.test(word))
        ? reads(call)
        : [destructive(call.label, 'takes the machine away')]
      : hasFlag(call, '--stat')
        ? reads(call)
        : alters(call),
  ...named('mcelog', (call) => (hasFlag(call, '--client') ? reads(call) : alters(call))),
  'ras-mc-ctl': (call) =>
    texts(call).every((word) =>
      /^--(?:summary|errors|error-count|status|mainboard|layout|print-labels)$/.test(word),
    )
      ? reads(call)
      : alters(call),
  cpupower: (call) =>
    texts(call).some((word) => /(?:-set|^set)$/.test(word)) ||
    !texts(call).some((word) => /(?:-info|^info|^monitor)$/.test(word))
      ? alters(call)
      : reads(call),
  ibstat: reads,
  perfquery: (call) =>
    texts(call).some((word) => /^-[a-zA-Z]*R|^--(?:reset|Reset)/.test(word))
      ? alters(call)
      : reads(call),
};
