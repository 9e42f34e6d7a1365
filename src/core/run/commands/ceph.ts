import { change } from '../finding';
import type { Rule } from '../scope';
import { positionals, texts } from './arguments';
import { alters, reads, tool } from './tool';

/** `ceph daemon osd.1 dump_…` asks a daemon over its socket. */
const cephDaemon: Rule = (call) => {
  const words = texts(call);
  const verb = words[words.findIndex((word) => /^(?:daemon|tell)$/.test(word)) + 2] ?? '';
  const asks =
    /^(?:dump_\w+|dump|perf|status|version|ops|config|help|session|client|mon_status|quorum_status|sync_status|get_\w+|objecter_requests|damage|bluestore|list_\w+|cache)$/;
  const next = words[words.indexOf(verb) + 1] ?? '';
  const sets = /^(?:set|unset|evict|kill|reset|rm|release|drop|repair|discard)$/.test(next);
  // `heap dump` and `heap start_profiler` write a profile.
  if (verb === 'heap') return next === 'stats' ? reads(call) : alters(call);
  return asks.test(verb) && !sets ? reads(call) : alters(call);
};

/** Ceph's own command line. */
export const ceph = tool({
  valueFlags:
    '-c, --conf, -n, --name, --id, -k, --keyring, -f, --format, --cluster, -m, --connect-timeout',
  check: `balancer eval, balancer status, balancer ls, balancer show, status, -s, health, health detail, df, df detail, osd tree, osd df, osd status, osd stat, osd perf, osd dump,
    osd pool ls, osd pool stats, osd pool get, osd find, osd metadata, osd ok-to-stop, osd safe-to-destroy, osd blocked-by, osd lspools, osd crush tree, osd crush rule ls,
    osd crush rule dump, pg stat, pg dump, pg dump_stuck, pg ls, pg query, pg map, mon stat, mon dump, mon metadata, quorum_status,
    mds stat, mds metadata, mgr stat, mgr dump, mgr module ls, mgr services, fs ls, fs status, fs dump, fs get,
    versions, version, features, fsid, auth ls, auth list, auth get, auth get-key, config get, config dump, config show, config ls, config log,
    crash ls, crash ls-new, crash info, crash stat, orch ls, orch ps, orch host ls, orch device ls, orch status, orch upgrade status, orch upgrade check, log last, report, device ls, device info,
    balancer status, progress, progress json, time-sync-status, telemetry status, node ls, service status, service dump, osd numa-status, osd utilization, iostat, rbd perf image iostat`,
  change: 'progress clear, progress off, progress on',
  destructive: {
    'osd destroy, osd purge, osd rm, osd out, osd down, osd crush remove, osd crush rm, osd stop':
      'takes a disk out of the cluster',
    'osd pool delete, osd pool rm, fs rm, fs fail, fs volume rm, fs subvolume rm':
      'deletes a pool or file system',
    'mon remove, mon rm, mds fail, mds rm, mgr fail': 'takes a daemon away',
    'auth del, auth rm, config rm': 'deletes keys or configuration',
    'orch rm, orch host rm, orch host drain, orch osd rm, orch daemon rm, orch daemon stop, orch stop, orch device zap':
      'takes a service or disk away',
  },
  // `pg 1.2 query` asks one placement group.
  rules: {
    pg: (call) => {
      const [group = '', verb = ''] = texts(call).slice(texts(call).indexOf('pg') + 1);
      return /^\d+\.[\da-f]+$/.test(group) && /^(?:query|list_unfound)$/.test(verb)
        ? reads(call)
        : alters(call);
    },
    'daemon, tell': (call, scope) => cephDaemon(call, scope),
  },
});

/** The tools beside it. */
export const cephTools: Readonly<Record<string, Rule>> = {
  rbd: tool({
    valueFlags: '-p, --pool, --image, --id',
    check:
      'ls, list, info, du, status, snap ls, snap list, lock ls, lock list, showmapped, diff, children, trash ls, trash list, mirror image status, mirror pool status, perf image iostat, watch',
    destructive: {
      'rm, remove, snap rm, snap purge, snap rollback, trash purge, trash rm, unmap':
        'deletes or detaches an image',
    },
    rules: {
      'export, export-diff': (call) =>
        positionals(call.args, new Set(['-p', '--pool', '--from-snap'])).words.at(-1)?.text === '-'
          ? reads(call)
          : [change(call.label, 'writes a file')],
    },
  }),
  rados: tool({
    valueFlags: '-p, --pool',
    check:
      'df, ls, stat, lspools, listxattr, listomapkeys, list-inconsistent-obj, list-inconsistent-pg',
    destructive: { 'rm, purge, rmpool': 'deletes objects' },
  }),
  'radosgw-admin': tool({
    check:
      'user list, user info, bucket list, bucket stats, sync status, realm list, zone list, zonegroup list, gc list, lc list, usage show',
    destructive: { 'user rm, bucket rm, gc process, object rm, user suspend': 'deletes it' },
  }),
  'ceph-volume': tool({
    check: 'lvm list, inventory, raw list',
    destructive: { 'lvm zap': 'destroys what is on the disk' },
  }),
  cephadm: tool({
    check: 'ls, version, check-host, list-networks, inspect-image',
    destructive: { 'rm-cluster, rm-daemon, zap-osds': 'takes a cluster or daemon away' },
  }),
};
