import { destructive } from '../finding';
import { texts } from './arguments';
import { reads, tool } from './tool';

/** `btrfs`: most of its subcommands alter a file system that is in use. */
export const btrfs = tool({
  check:
    'filesystem usage, filesystem show, filesystem df, filesystem du, fi usage, fi show, fi df, fi du, subvolume list, subvolume show, sub list, sub show, su list, su show, su li, sub li, fi us, dev stats, dev usage, sub get-default, subvolume get-default, property get, device ready, device stats, device usage, scrub status, balance status, quota rescan -s, qgroup show, inspect-internal, version',
  destructive: {
    'subvolume delete, sub delete, su delete': 'deletes a subvolume',
    'device delete, device remove': 'takes a disk away',
    rescue: 'may rewrite the file system',
  },
  rules: {
    check: (call) =>
      texts(call).some((text) => /^--(?:repair|init-|clear-space-cache)/.test(text))
        ? [destructive(call.label, 'may rewrite the file system')]
        : reads(call),
  },
});
