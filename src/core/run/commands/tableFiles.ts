import { change } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, hasLetter } from './arguments';
import { named } from './named';
import { reads } from './tool';

const repairs = [...'roBfUaSRAquzn'];

/** `myisamchk` checks, and with one of many letters or words repairs, sorts or counts anew. */
const tableCheck: Rule = (call) =>
  repairs.some((letter) => hasLetter(call, letter)) ||
  hasFlag(
    call,
    ...['--recover', '--safe-recover', '--parallel-recover', '--force', '--backup', '--quick'],
    ...['--update-state', '--analyze', '--sort-index', '--sort-records', '--set-auto-increment'],
    ...['--unpack', '--zerofill', '--zerofill-keep-lsn', '--set-collation'],
  )
    ? [change(call.label, 'rewrites a table')]
    : reads(call);

/** Programs that look at the files of tables while no server has them open. */
export const tableFiles: Readonly<Record<string, Rule>> = {
  ...named('myisamchk, aria_chk', tableCheck),
  innochecksum: (call) =>
    hasFlag(call, '-w', '--write', '-l', '--log', '-C')
      ? [change(call.label, 'writes checksums or a file')]
      : reads(call),
  ibd2sdi: (call) =>
    hasFlag(call, '-d', '--dump-file') ? [change(call.label, 'writes a file')] : reads(call),
};
