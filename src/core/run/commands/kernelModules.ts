import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, hasLetter } from './arguments';
import { alters, loses, reads, readsWith } from './tool';

const modprobeShows = [
  ...['--dry-run', '--show', '--show-depends', '--resolve-alias', '-R', '-c', '--showconfig'],
  ...['--show-config', '--show-modversions', '--dump-modversions', '--show-exports'],
];

/** Modules of the kernel, and what makes it look again. */
export const kernelModules: Readonly<Record<string, Rule>> = {
  modprobe: (call) => {
    const shows = hasFlag(call, ...modprobeShows) || hasLetter(call, 'n') || hasLetter(call, 'D');
    if (shows) return reads(call);
    return hasFlag(call, '--remove') || hasLetter(call, 'r')
      ? [destructive(call.label, 'takes a kernel module away')]
      : [change(call.label, 'loads a kernel module')];
  },
  depmod: readsWith('-n, --dry-run, --show', alters),
  partprobe: readsWith('-d, --dry-run', alters),
  rmmod: loses('takes a kernel module away'),
};
