import { tool } from './tool';

/** `btrfs`: most of its subcommands alter a file system that is in use. */
export const btrfs = tool({
  check:
    'filesystem usage, filesystem show, filesystem df, filesystem du, fi usage, fi show, fi df, fi du, subvolume list, subvolume show, sub list, sub show, device stats, device usage, scrub status, balance status, quota rescan -s, qgroup show, inspect-internal, version',
  destructive: {
    'subvolume delete, sub delete, su delete': 'deletes a subvolume',
    'device delete, device remove': 'takes a disk away',
    'rescue, check': 'may rewrite the file system',
  },
});
