import type { Rule } from '../scope';
import { listOf, positionals, texts } from './arguments';
import { alters, reads, tool } from './tool';

/** Tools that look, and alter something only with one of the flags or words. */
const looksUnless: Readonly<Record<string, string>> = {
  needrestart: '-r',
  faillog: '-r, --reset, -m, --maximum, -l, -t',
  faillock: '--reset',
  lastlog: '-C, --clear, -S, --set',
  sensors: '-s, --set',
  nfsstat: '-z',
  rkhunter: '--propupd, --update',
  lynis: 'update',
  sar: '-o',
  sysdig: '-w',
  dstat: '--output',
  pvscan: '--cache, -a, --activate',
  vgscan: '--mknodes, --cache',
  lvscan: '--cache',
  blkid: '-g, --garbage-collect, -w',
  dmidecode: '--dump-bin',
  collectl: '-f, --filename, -A',
};

const unless =
  (words: string): Rule =>
  (call) => {
    const list = listOf(words);
    return texts(call).some((text) =>
      list.some((word) => text === word || text.startsWith(`${word}=`)),
    )
      ? alters(call)
      : reads(call);
  };

/** Tools that look at a machine, and what makes some of them alter it. */
export const lookers: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(Object.entries(looksUnless).map(([name, words]) => [name, unless(words)])),
  coredumpctl: tool({ valueFlags: '-o, --output, -F, -1, -D', check: 'list, info', bare: reads }),
  'systemd-analyze': tool({
    check:
      'time, blame, critical-chain, plot, dot, dump, unit-paths, calendar, timestamp, timespan, verify, security, cat-config, condition, syscall-filter, exit-status, capability, inspect-elf',
    bare: reads,
    rules: {
      'log-level, log-target, service-watchdogs': (call) =>
        positionals(call.args, new Set()).words.length === 1 ? reads(call) : alters(call),
    },
  }),
};
