import { change, check, destructive, type Finding } from '../finding';

/** Commands of Redis that only read (commands with the `readonly` flag in its manual, and status). */
const readers = new Set(
  `ping echo info dbsize keys scan get mget strlen exists ttl pttl type randomkey dump object
hget hmget hgetall hkeys hvals hlen hexists hscan hstrlen hrandfield lrange llen lindex lpos smembers
scard sismember smismember srandmember sscan sdiff sinter sunion zrange zrangebyscore zrevrange
zrevrangebyscore zcard zcount zscore zmscore zrank zrevrank zscan zlexcount xlen xrange xrevrange xread
xinfo xpending bitcount bitpos getbit getrange substr geopos geodist geohash geosearch pfcount time
lastsave role monitor command auth select hello lolwut expiretime pexpiretime quit exit
zrandmember zdiff zinter zunion zintercard sintercard lcs httl hpttl hexpiretime hpexpiretime sort_ro bitfield_ro
georadius_ro georadiusbymember_ro eval_ro evalsha_ro fcall_ro subscribe psubscribe ssubscribe
json.get json.mget json.type json.objkeys json.objlen json.arrlen json.strlen json.arrindex json.resp
ft.search ft.aggregate ft.info ft._list ft.explain ft.explaincli ft.profile ft.tagvals ts.get ts.mget ts.range
ts.revrange ts.mrange ts.mrevrange ts.info ts.queryindex bf.exists bf.mexists bf.info bf.card cf.exists
cf.mexists cf.count cf.info cms.query cms.info topk.query topk.list topk.info`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
/** Commands that look or change by their second word. */
const readingPairs = new Set(
  `config get,client list,client info,client id,client getname,cluster info,cluster nodes,cluster slots,
cluster shards,cluster keyslot,cluster countkeysinslot,cluster myid,cluster replicas,slowlog get,
slowlog len,memory usage,memory stats,memory doctor,latency latest,latency history,latency doctor,
latency graph,acl list,acl whoami,acl users,acl getuser,acl log,acl cat,module list,script exists,
pubsub channels,pubsub numsub,pubsub numpat,debug object,sentinel masters,sentinel master,
sentinel replicas,sentinel slaves,sentinel sentinels,sentinel get-master-addr-by-name,sentinel ckquorum,
sentinel myid,function list,function stats,function dump,latency histogram,latency help,memory malloc-stats,memory help,
cluster links,cluster myshardid,cluster count-failure-reports,pubsub shardchannels,pubsub shardnumsub,acl dryrun,
acl help,client getredir,client trackinginfo,client help,module help,config help,sentinel is-master-down-by-addr,
sentinel info-cache,sentinel help`
    .split(',')
    .map((pair) => pair.trim()),
);
const losing: Readonly<Record<string, string>> = {
  flushall: 'deletes every key of every database',
  flushdb: 'deletes every key of the database',
  del: 'deletes keys',
  unlink: 'deletes keys',
  getdel: 'deletes a key',
  hdel: 'deletes fields',
  lrem: 'deletes entries',
  ltrim: 'deletes entries',
  srem: 'deletes members',
  zrem: 'deletes members',
  zremrangebyscore: 'deletes members',
  zremrangebyrank: 'deletes members',
  xtrim: 'deletes entries',
  xdel: 'deletes entries',
  lpop: 'takes entries out',
  rpop: 'takes entries out',
  spop: 'takes members out',
  zremrangebylex: 'deletes members',
  hgetdel: 'deletes fields',
  zpopmin: 'takes members out',
  zpopmax: 'takes members out',
  bzpopmin: 'takes members out',
  bzpopmax: 'takes members out',
  zmpop: 'takes members out',
  blpop: 'takes entries out',
  brpop: 'takes entries out',
  lmpop: 'takes entries out',
  shutdown: 'stops the server',
};

/** A time that has passed deletes the key at once. */
function expiresNow(name: string, time: string): boolean {
  if (!/^p?expire(?:at)?$/.test(name) || !/^-?\d+$/.test(time)) return false;
  const longAgo = name === 'expireat' ? 1e9 : name === 'pexpireat' ? 1e12 : 0;
  return Number(time) <= longAgo;
}

/** What a command of Redis does. */
export function redisCommand(label: string, words: readonly string[]): readonly Finding[] {
  const name = (words[0] ?? '').toLowerCase();
  const pair = `${name} ${(words[1] ?? '').toLowerCase()}`;
  if (/^\d+$/.test(name)) return redisCommand(label, words.slice(1));
  const loss = losing[name];
  if (loss !== undefined) return [destructive(label, loss)];
  if (expiresNow(name, words[2] ?? '')) return [destructive(label, 'deletes a key')];
  if (
    /^(?:client kill|cluster reset|cluster forget|script flush|cluster flushslots|sentinel remove|slowlog reset|acl log reset)$/.test(
      pair,
    )
  ) {
    return [destructive(label, 'takes something away from the server')];
  }
  if (readers.has(name) || readingPairs.has(pair)) return [check(label)];
  return [change(label)];
}
