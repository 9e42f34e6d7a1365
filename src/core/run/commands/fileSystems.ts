import { change, destructive } from '../finding';
import type { Call, Rule } from '../scope';
import { hasFlag, hasLetter, texts } from './arguments';
import { named } from './named';
import { does, loses, reads, readsWith } from './tool';

/**
 * The letter stands alone or behind letters that take no value: `-fn`. In `-tntfs` it is part of a
 * value.
 */
function hasBare(call: Call, letter: string): boolean {
  const flag = new RegExp(`^-[AcdDfFjkMpPqrRsvVy]*${letter}[a-zA-Z]*$`);
  const end = texts(call).indexOf('--');
  const given = end < 0 ? texts(call) : texts(call).slice(0, end);
  return given.some((text, at) => flag.test(text) && !takesValue.test(given[at - 1] ?? ''));
}

const takesValue = /^-[a-zA-Z]*[bCEgGiIlLmNoOStTUz]$/;

/** With `-n` a file system is only looked over; `fsck` itself has `-N` for it as well. */
const fsck: Rule = (call) => {
  if (hasBare(call, 'n') || (call.name === 'fsck' && hasBare(call, 'N'))) return reads(call);
  if (hasFlag(call, '--no-action', '--dry-run')) return reads(call);
  return call.name === 'xfs_repair' && hasLetter(call, 'L')
    ? [destructive(call.label, 'throws the journal away')]
    : [change(call.label, 'repairs a file system')];
};

const makes = loses('destroys what is on the disk');

/** `-n` shows what would be made, in the makers of ext only: elsewhere it sets a value. */
const mkfsExt: Rule = (call, scope) => (hasBare(call, 'n') ? reads(call) : makes(call, scope));

const resizes: Rule = does('changes storage');

/** Programs that look file systems over, make them or change their size. */
export const fileSystems: Readonly<Record<string, Rule>> = {
  ...named(
    'fsck, e2fsck, xfs_repair, fsck.ext2, fsck.ext3, fsck.ext4, fsck.fat, fsck.vfat, dosfsck, fsck.exfat, ntfsfix',
    fsck,
  ),
  ...named('mke2fs, mkfs.ext2, mkfs.ext3, mkfs.ext4', mkfsExt),
  'mkfs.xfs': (call, scope) => (hasBare(call, 'N') ? reads(call) : makes(call, scope)),
  ...named('mkfs, mkfs.btrfs, mkfs.vfat, mkfs.fat, mkfs.exfat, mkfs.f2fs, mkfs.ntfs', makes),
  ...named('mkswap, blkdiscard', makes),
  resize2fs: readsWith('-P', resizes),
  xfs_growfs: readsWith('-n', resizes),
  growpart: readsWith('-N, --dry-run', resizes),
  fstrim: readsWith('-n, --dry-run', does('tells the disk which blocks are free')),
  zerofree: (call) =>
    hasBare(call, 'n') ? reads(call) : [change(call.label, 'fills free blocks with zeros')],
};
