import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, hasLetter, listOf, positionals } from './arguments';
import { named } from './named';
import { alters, loses, reads, tool } from './tool';

const destroys = loses('destroys what is on the disk');

/** Lists signatures; erases them with `-a` or `-o`. */
const wipefs: Rule = (call, scope) => {
  if (hasFlag(call, '--no-act') || hasLetter(call, 'n')) return reads(call);
  return erases(call) ? destroys(call, scope) : reads(call);
};

function erases(call: Parameters<Rule>[0]): boolean {
  return (
    hasLetter(call, 'a') || hasLetter(call, 'o') || hasFlag(call, '--all', '--offset', '--force')
  );
}

/** Every flag must be one that shows; the others set or erase. */
const showsOnly =
  (flags: RegExp, values: string): Rule =>
  (call, scope) => {
    const takes = new Set(listOf(values));
    const given = call.args.filter(
      (word, index) => word.text.startsWith('-') && !takes.has(call.args[index - 1]?.text ?? ''),
    );
    return given.length > 0 && given.every(({ text }) => flags.test(text))
      ? reads(call)
      : destroys(call, scope);
  };

const badblocks: Rule = (call, scope) =>
  hasLetter(call, 'w') || hasLetter(call, 'n')
    ? destroys(call, scope)
    : hasLetter(call, 'o')
      ? [change(call.label, 'writes a file')]
      : reads(call);

/** `zfs` and `zpool`. */
const zfs = tool({
  valueFlags: '-o, -t, -s, -S, -d',
  check:
    'list, get, diff, holds, version, status, iostat, history, events, userspace, groupspace, wait',
  destructive: {
    rollback: 'loses what was written since',
    'offline, detach, remove, labelclear, export': 'takes a disk or pool away',
  },
  rules: {
    destroy: (call) =>
      call.name === 'zfs' && hasLetter(call, 'n')
        ? reads(call)
        : [destructive(call.label, 'destroys a dataset or pool')],
    send: (call) =>
      hasLetter(call, 'n') || hasFlag(call, '--dryrun')
        ? reads(call)
        : [change(call.label, 'sends a snapshot')],
    'receive, recv': (call) =>
      hasLetter(call, 'n')
        ? reads(call)
        : hasLetter(call, 'F')
          ? [destructive(call.label, 'rolls the dataset back')]
          : [change(call.label, 'writes a dataset')],
    import: (call) =>
      positionals(call.args, new Set(['-d', '-o', '-c', '-R'])).words.length === 1 &&
      !hasLetter(call, 'a')
        ? reads(call)
        : alters(call),
    'add, create, upgrade': (call) =>
      hasLetter(call, 'n') && call.name === 'zpool' ? reads(call) : alters(call),
  },
});

const nvme: Rule = tool({
  check:
    'list, list-subsys, smart-log, error-log, id-ctrl, id-ns, list-ns, list-ctrl, show-regs, get-feature, get-log, fw-log, effects-log, version, show-topology, self-test-log, endurance-log',
  destructive: {
    'format, sanitize, delete-ns, write, write-zeroes, write-uncor, dsm, detach-ns':
      'destroys what is on the disk',
    'reset, subsystem-reset, disconnect, disconnect-all': 'takes a disk away',
  },
});

/** Disks, and the file systems that live on whole disks. */
export const disks: Readonly<Record<string, Rule>> = {
  wipefs,
  badblocks,
  hdparm: showsOnly(/^-(?:[ItTgiCv]+|-Istdout|-direct)$/, ''),
  sgdisk: showsOnly(
    /^(?:-[pivOE]+|--(?:print|info|verify|print-mbr|end-of-largest|first-in-largest|first-aligned-in-largest|pretend))(?:=\d+)?$/,
    '-i',
  ),
  nvme,
  ...named('zfs, zpool', zfs),
};
