import { beginsWithAny } from '../../text/words';

/** What a line loses on the console of a device or a server, in the words of a reason. */
type Known = readonly [RegExp, string];

const CONFIGURATION = 'deletes the configuration';
const FILES = 'deletes files';
const STORED = 'deletes what is stored there';
const ENTRY = 'deletes an entry of the configuration';

/** Switches, routers and firewalls, whatever the vendor. */
const NETWORK: readonly Known[] = [
  [/^(?:write|wr) erase\b|^erase (?:startup|nvram|running|config|all|\/all)\S*/, CONFIGURATION],
  [
    /^request system zeroize\b|^zeroize\b|^(?:execute |restore )?factory-?(?: ?reset|-default)s?\b/,
    CONFIGURATION,
  ],
  [
    /^(?:reset|clear) (?:saved-config|factory|system-config|config\w*(?: all)?$|configuration (?:all|session)|ns config)/,
    CONFIGURATION,
  ],
  [
    /^(?:clear|configure) configure all\b|^load (?:sys config |factory-)default|^\/?system reset-configuration/,
    CONFIGURATION,
  ],
  [
    /^execute (?:formatlogdisk|format|erase-disk)\b|^request system (?:storage cleanup|snapshot delete|private-data-reset)/,
    FILES,
  ],
  [
    /^(?:erase|format|squeeze) (?:\/\S+ )*(?:flash|bootflash|slot\d|disk\d|usb\d?|nvram|sup-\w+|crashinfo|logflash)\d?:/,
    FILES,
  ],
  [
    /^delete (?:\/\S+ )*(?:\/\S+|(?:flash|bootflash|slot\d|disk\d|usb\d?|nvram|volatile|logflash|cf\d?|cfcard)\d?:\S*|startup-config\S*)/,
    FILES,
  ],
  [
    /^no (?:vlan|interface (?!vlan1$)\S|router|ip (?:route|access-list|prefix-list|vrf)|ipv6 route|access-list|route-map|vrf|username|class-map|policy-map|crypto|object(?:-group)?|tunnel-group|zone|fcalias|port-channel)\b/,
    ENTRY,
  ],
  [
    /^undo (?:vlan|interface|bgp|ospf|ip route-static|acl|local-user|route-policy|vpn-instance|traffic)\b/,
    ENTRY,
  ],
  [
    /^delete (?:interfaces|protocols|vlans|routing-\w+|security|firewall|policy-options|system|groups|bridge-domains|access|class-of-service|snmp|rulebase|address|network|shared|vsys|nat|service|services|container|qos|set)\b/,
    ENTRY,
  ],
  [
    /^\/?(?:ip|ipv6|interface|routing|file|queue|user|ppp|system|certificate|tool|caps-man)\b.* remove\b|^\/?(?:file )?remove \[/,
    ENTRY,
  ],
  [
    /^(?:delete|modify) (?:ltm|net|sys|gtm|auth|security|asm|apm) \S+.*|^rm (?:lb|cs|gslb|service\w*|server|ssl|ns|vlan|route|responder|rewrite) \S+/,
    ENTRY,
  ],
  [
    /^(?:cfg|zone|ali|switchcfg|config|zoneobject)(?=)(?:clear|delete|remove|purge|disable|persistentdisable)(?=)\b|^clear zone database\b/,
    ENTRY,
  ],
];

/** Arrays, filers and tape libraries. */
const STORAGE: readonly Known[] = [
  [/^lun (?:mapping delete|unmap)\b|^host ?map\w* (?:delete|remove)\b/, 'takes a link away'],
  [
    /^(?:storage )?(?:vol(?:ume)?|lun|aggr(?:egate)?|vserver|snapshot|snap|qtree|flexcache|namespace|filesystem|pool|disk-?group|vdisk|clone|share|bucket)s? (?:\w+ )?(?:delete|destroy|remove|eradicate)\b/,
    STORED,
  ],
  [
    /^(?:delete|remove|destroy)(?=) (?:(?:all|force|-f)(?=) )?(?=)(?:volumes?|vdisks?|pools?|disk-?groups?|snapshots?|luns?|hosts?|filesystems?|file-?space|node|backupset|stgpool|raid|array|virtual-?disk)(?=)\b/,
    STORED,
  ],
  [
    /^(?:volume|vserver|storage|security|network|cluster|snapmirror|export-policy|cifs|nfs|vserver \S+|lun)(?=) (?:\S+ ){0,3}(?=)(?:delete|destroy|remove|unmap|release)(?=)\b/,
    'takes something away',
  ],
  [
    /^(?:volume |aggr )?snapshot (?:restore|revert|rollback)\b|^snapmirror resync\b/,
    'loses what was written since',
  ],
  [
    /^disk (?:zerospares|zero spares|sanitize|erase)\b|^storage disk (?:zero|erase|sanitize)/,
    STORED,
  ],
  [
    /^(?:svctask )?rm(?:vdisk|mdiskgrp|mdisk|host|array|fcmap|vdiskhostmap|volume|snapshot)\b|^remove(?:vv|vlun|cpg|host|vvset|ld|sv)\b/,
    STORED,
  ],
  [
    /^mmdel(?:fs|fileset|snapshot|disk|node|nsd|vdisk)\b|^pure(?:vol|pgroup|host|hgroup|pod) (?:destroy|eradicate|delete|disconnect)\b/,
    STORED,
  ],
  [
    /^isi(?: \S+){1,3} delete\b|^(?:dlt|clr|rmv)(?:lib|f|pfm|m|dtaq|msgq|outq|usrprf|splf|savf)\b/,
    STORED,
  ],
];

/** Consoles of backup servers, databases and message brokers. */
const SERVERS: readonly Known[] = [
  [
    /^delete (?:noprompt |force )*(?:expired |obsolete|archivelog|backup(?:set|piece)?|copy|datafilecopy|foreign|all\b)/,
    'deletes backups or logs',
  ],
  [
    /^drop (?:database|catalog|keyspace|table|index|schema|user|role|measurement|series|retention|collection|materialized|type|function|column|view|namespace|tablespace|graph|constraint)\b/,
    STORED,
  ],
  [
    /^delete (?:volume|filespace|node|storage|job|pool|purge)\b.*(?:=|discarddata|yes\b)|^(?:purge|truncate) (?:volume|jobs|files|allpools|storage)\b|^delete (?:yes )?(?:volume|pool|job|jobid)\b/,
    'deletes backups',
  ],
  [/^flush(?:all|db)\b(?: (?:async|sync))?;?$|^(?:unlink|del) [\w:.{}*<>$-]+\b/, 'deletes keys'],
  [
    /^clear q(?:local|l)?\b|^delete q(?:local|remote|alias|model|l)?\b|^purge_queue\b|^delete (?:qmgr|channel|topic|sub)\s*\(/,
    'deletes messages',
  ],
  [
    /^db(?:\.\w+|\.get(?:collection|siblingdb)\([^)]*\))*\.(?:drop|dropdatabase|deletemany|deleteone|remove|dropindexes)\(/,
    STORED,
  ],
  [/^(?:disable|drop|truncate|truncate_preserve|drop_all|deleteall|delete_snapshot) ["']/, STORED],
  [
    /^truncate (?:table )?[\w.]+;?$|^clearrange\b|^detach delete\b|^match\b.*\bdetach delete\b/,
    STORED,
  ],
];

/** Programs that keep their losses for an option or a word far behind. */
const PROGRAMS: readonly Known[] = [
  [
    /^oci (?:\S+ )*bulk-delete\b|^aliyun \S+ (?:delete|release|drop|terminate)\w*/,
    'takes something away',
  ],
  [
    /^(?:puppet|puppetserver) (?:cert clean|ca clean|node (?:purge|clean))\b|^chef-server-ctl cleanse\b/,
    'deletes an entry',
  ],
  [/^salt\b.* state\.(?:apply|sls) \S*(?:wipe|purge|destroy|remove|absent)/, STORED],
  [
    /^lftp\b.*-[ec] ['"]?.*\b(?:m?rm|rmdir|mirror .*--delete)\b|^smbclient\b.*-c ['"]?.*\b(?:del|deltree|rm|rmdir) /,
    FILES,
  ],
  [
    /^(?:gitlab-)?rails (?:runner|r) .*(?:\.|\b)(?:destroy|delete|delete_all|destroy_all|delete_by|destroy_by|truncate\w*)\b/,
    'deletes rows',
  ],
  [
    /^mix ecto\.drop\b|^influx\b.*-execute ['"]?drop\b|^whmapi1 (?:removeacct|killacct|terminate)|^mattermost db (?:reset|drop)\b/,
    STORED,
  ],

  [/^(?:smbpasswd|lpadmin) (?:\S+ )*-x\b|^dsrm \S/, 'deletes an entry'],
  [
    /^racadm (?:\S+ )*storage (?:deletevd|resetconfig)\b|^sg_format (?:\S+ )*(?:--format|-f)\b/,
    STORED,
  ],
  [/^bpexpdate (?:\S+ )*-d 0\b|^nsrmm (?:\S+ )*-d\b|^omnidb (?:\S+ )*-purge/, 'deletes backups'],
  [
    /^vmkfstools (?:\S+ )*(?:-u|--deletevirtualdisk)\b|^cipher \/w\b|^mt (?:\S+ )*(?:erase|weof)\b/,
    STORED,
  ],
  [/^sc(?:\.exe)? (?:\\\\\S+ )?delete\b|^bcdedit \/delete\b/, 'deletes an entry'],
  [
    /^fdbcli\b.*\bclear(?:range)?\b|^hdfs namenode (?:\S+ )*-format\b|^drbdadm (?:\S+ )*(?:create-md|wipe-md)\b/,
    STORED,
  ],
  [/^crm configure erase\b|^tmsh (?:load sys config default|delete)\b/, CONFIGURATION],
  [
    /^(?:nextcloud\.)?occ (?:trashbin|versions|files):(?:cleanup|expire)\b|^gem yank\b|^alembic (?:\S+ )*downgrade base\b/,
    STORED,
  ],
  [/^pulsar-admin (?:\S+ )*clear-backlog\b|^curator(?:_cli)? (?:\S+ )*delete[-_]/, 'deletes data'],
];

const ALL = [...NETWORK, ...STORAGE, ...SERVERS, ...PROGRAMS];

/** The beginnings of all of them: most lines have another. */
const FIRST = [
  'wr', 'erase', 'request', 'zero', 'factory', 'execute', 'restore', 'reset', 'clear',
  'configure', 'load', '/', 'system', 'format', 'squeeze', 'delete', 'no ', 'undo', 'ip',
  'interface', 'routing', 'file', 'queue', 'user', 'ppp', 'cert', 'tool', 'caps', 'remove',
  'modify', 'rm', 'cfg', 'zone', 'ali', 'switchcfg', 'config', 'storage', 'vol', 'lun', 'aggr',
  'vserver', 'snap', 'qtree', 'flex', 'namespace', 'pool', 'disk', 'vdisk', 'clone', 'share',
  'bucket', 'destroy', 'security', 'network', 'cluster', 'export', 'cifs', 'nfs', 'svctask',
  'mmdel', 'pure', 'isi', 'dlt', 'rmv', 'drop', 'purge', 'truncate', 'flush', 'unlink', 'del',
  'db', 'disable', 'smbpasswd', 'lpadmin', 'dsrm', 'racadm', 'sg_', 'bpexp', 'nsrmm', 'omnidb',
  'vmkfs', 'cipher', 'mt ', 'sc', 'bcdedit', 'fdbcli', 'hdfs', 'drbdadm', 'crm', 'tmsh',
  'nextcloud', 'occ', 'gem', 'alembic', 'pulsar', 'curator', 'oci', 'aliyun', 'puppet', 'chef',
  'salt', 'lftp', 'smbclient', 'rails', 'gitlab-rails', 'mix', 'influx', 'whmapi', 'mattermost',
  'detach', 'match',
]; // prettier-ignore

/**
 * What a line that is typed on the console of a switch, an array, a backup server or a database
 * loses; undefined when it loses nothing that is known.
 */
export function lossOnDevice(line: string): string | undefined {
  if (!beginsWithAny(line, FIRST)) return undefined;
  const lower = line.toLowerCase();
  return ALL.find(([pattern]) => pattern.test(lower))?.[1];
}
