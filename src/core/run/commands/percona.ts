import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { hasFlag } from './arguments';
import { named } from './named';
import { alters, does, reads, readsWith } from './tool';

/** Tools that write what they find into a table when told to. */
const reports: Rule = (call) =>
  hasFlag(call, '--review', '--history', '--dest', '--save-results', '--create-review-table')
    ? [change(call.label, 'writes into a table')]
    : reads(call);

/** Percona's tools for MySQL. */
export const percona: Readonly<Record<string, Rule>> = {
  ...named(
    'pt-query-digest, pt-deadlock-logger, pt-fk-error-logger, pt-index-usage, pt-duplicate-key-checker',
    reports,
  ),
  ...named(
    'pt-summary, pt-mysql-summary, pt-mongodb-summary, pt-mongodb-query-digest, pt-diskstats, pt-variable-advisor, pt-show-grants, pt-visual-explain, pt-slave-find, pt-replica-find, pt-config-diff, pt-align, pt-fingerprint, pt-find, pt-sift, pt-mext, pt-pg-summary',
    (call) =>
      hasFlag(call, '--exec', '--exec-plus')
        ? [change(call.label, 'runs statements')]
        : reads(call),
  ),
  'pt-kill': (call) =>
    hasFlag(call, '--kill', '--kill-query')
      ? [destructive(call.label, 'ends sessions')]
      : hasFlag(call, '--execute-command')
        ? alters(call)
        : reads(call),
  'pt-table-sync': (call) =>
    hasFlag(call, '--execute')
      ? [change(call.label, 'rewrites rows')]
      : hasFlag(call, '--print', '--dry-run')
        ? reads(call)
        : alters(call),
  'pt-archiver': (call) =>
    hasFlag(call, '--dry-run')
      ? reads(call)
      : hasFlag(call, '--no-delete')
        ? alters(call)
        : [destructive(call.label, 'deletes rows')],
  'pt-heartbeat': (call) =>
    hasFlag(call, '--check', '--monitor') && !hasFlag(call, '--update', '--create-table')
      ? reads(call)
      : alters(call),
  // It writes its sums into a table, and looks at those of before when it is told to.
  'pt-table-checksum': readsWith('--replicate-check-only, --explain', does('writes checksums')),
  'pt-online-schema-change': does('rewrites a table'),
};
