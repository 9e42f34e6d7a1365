import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag } from './arguments';
import { named } from './named';
import { loses, reads } from './tool';

/** Turning machines off, and calling that off. */
export const power: Readonly<Record<string, Rule>> = {
  ...named('reboot, poweroff, halt, init, telinit', loses('takes the machine away')),
  shutdown: (call) => {
    if (hasFlag(call, '--show')) return reads(call);
    return hasFlag(call, '-c') && call.args[0]?.text === '-c'
      ? [change(call.label, 'calls a shutdown off')]
      : [destructive(call.label, 'takes the machine away')];
  },
};
