import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;

/** A loss that is no loss, or one that its reader was told about. */
const QUIET: Readonly<Record<string, string>> = {
  'a search on another machine, shown before': page(
    '## Old parcels',
    fence(
      'ssh shelf \'find /srv/parcels -name "*.tmp" -mtime +9 -print\'\nssh shelf \'find /srv/parcels -name "*.tmp" -mtime +9 -delete\'',
    ),
  ),
  'a transaction that is left open to look at': page(
    '## Lost parcels',
    fence('BEGIN;\nDELETE FROM parcels WHERE shelf IS NULL;\nSELECT count(*) FROM parcels;', 'sql'),
    'Fewer than a thousand left: `ROLLBACK;`, else `COMMIT;`.',
  ),
  'a stop under a heading that says so': page(
    '## Taking a belt out for repair',
    fence('ssh belt-2 sudo systemctl poweroff'),
  ),
  'an application that is started again by a name of its own': page(
    '## Join',
    fence('rabbitmqctl stop_app\nrabbitmqctl join_cluster rabbit@shelf\nrabbitmqctl start_app'),
  ),
  'a stop and a start in one line': page(
    '## Copy',
    fence("mariadb -e 'STOP REPLICA SQL_THREAD; START REPLICA SQL_THREAD;'"),
  ),
  'what the same search has shown': page(
    '## Clear old parcels',
    fence(
      'find /srv/parcels -maxdepth 1 -mtime +30 -print | wc -l\nfind /srv/parcels -maxdepth 1 -mtime +30 -exec rm -rf {} +',
    ),
  ),
  'a file below /tmp': page('## Ship logs', fence('rm /tmp/shop-logs.tgz')),
  'a file below $TMPDIR': page('## Ship logs', fence('rm -f "$TMPDIR/shop-logs.tgz"')),
  'a variable that an earlier block made with mktemp': page(
    '## Unpack',
    fence('WORK=$(mktemp -d)\ntar -xzf toys.tgz -C "$WORK"'),
    '## Clear up',
    fence('rm -rf "$WORK"'),
  ),
  'a variable that holds a path below /tmp': page(
    '## Unpack',
    fence('WORK=/tmp/toys\nmkdir "$WORK"'),
    fence('rm -rf "$WORK"'),
  ),
  'a pod to look around with': page(
    '## Look inside',
    fence('kubectl -n shop run peek --image=busybox -- sleep 600\nkubectl -n shop delete pod peek'),
  ),
  'a key made for a moment': page(
    '## Read the cache',
    fence(
      'cf create-service-key cache peek\ncf service-key cache peek\ncf delete-service-key cache peek -f',
    ),
  ),
  'a database to try a dump with': page(
    '## Try the dump',
    fence('createdb shop_probe'),
    'Load it.',
    fence('pg_restore --dbname=shop_probe shop.dump'),
    fence('dropdb shop_probe'),
  ),
  'a stop that the words undo': page(
    '## Watch it by hand',
    'Stop the daemon, look at it in the foreground, and start it again.',
    fence('sudo systemctl stop packer\nsudo packer --foreground'),
  ),
  'a stop with a start in the next step': page(
    '## Move the folder',
    fence('sudo systemctl stop packer'),
    fence('mv /srv/a /srv/b'),
    fence('sudo systemctl start packer'),
  ),
  'a member that can join again': page(
    '## A member that is gone for ever',
    'It can rejoin later under a new name.',
    fence('vault operator raft remove-peer "$GONE"'),
  ),
  'a route that moves over': page(
    '## Show the closed sign',
    fence(
      'cf map-route sign example.org --hostname toys\ncf unmap-route shop example.org --hostname toys',
    ),
  ),
  'a volume taken off here and put on there': page(
    '## Move the disk',
    fence(
      'aws ec2 detach-volume --volume-id "$VOLUME"\naws ec2 attach-volume --volume-id "$VOLUME" --instance-id "$OTHER" --device /dev/sdf',
    ),
  ),
  'what a line above in the block lists': page(
    '## Attic',
    fence('find /srv/attic -type f -mtime +30 -print\nfind /srv/attic -type f -mtime +30 -delete'),
  ),
  'what the step before showed': page(
    '## 2. Attic',
    '### 2.1 Dry run',
    fence('zfs destroy -nv tank/attic@spring'),
    '### 2.2 Destroy',
    fence('zfs destroy -v tank/attic@spring'),
  ),
  'what the section exported before': page(
    '## Leavers',
    fence('$Leaver.MemberOf | Export-Csv -Path $Path', 'powershell'),
    'Then strip:',
    fence(
      '$Leaver.MemberOf | ForEach-Object { Remove-ADGroupMember -Identity $_ -Members $Leaver }',
      'powershell',
    ),
  ),
  'a disk that another section looked at': page(
    '## Look',
    fence('lsblk -f /dev/sdx1'),
    '## Make it new',
    fence('mkfs.xfs /dev/sdx1'),
  ),
  'what was moved aside before': page(
    '## Put away',
    fence('mv /var/lib/etcd /var/lib/etcd.old'),
    '## Restore',
    fence('etcdutl snapshot restore "$SNAP" --data-dir /var/lib/etcd'),
  ),
  'a restore beside what is live': page(
    '## Try the tape',
    fence(
      "Restore-SqlDatabase -ServerInstance $Server -Database 'TOYS_DRILL' -BackupFile $Bak",
      'powershell',
    ),
  ),
  'a program that the runbook started itself': page(
    '## Look inside',
    fence('kubectl -n shop port-forward svc/toys 9090 &\nPF=$!'),
    '## Close the door',
    fence('kill "$PF"'),
  ),
  'a machine that comes up again': page('## Patch', fence('ssh belt-1 sudo systemctl reboot')),
  'a server that is put back in at the end': page(
    '## Change a belt',
    '### Take it out',
    fence('echo "set server pool/belt-1 state maint" | socat stdio /run/haproxy/admin.sock'),
    '### Put it in',
    fence('echo "set server pool/belt-1 state ready" | socat stdio /run/haproxy/admin.sock'),
  ),
  'a notice that ends': page('## After', fence("Stop-ShopNotice -Template 'Late'", 'powershell')),
  'messages that go into a file': page(
    '## A bad letter',
    fence(
      'rabbitmqadmin get queue=letters ackmode=reject_requeue_false count=1 > "letter-$(date +%s).json"',
    ),
  ),
  'a copy that an earlier step of the procedure made': page(
    '## 1. Keep it',
    fence('velero backup create keep-$NS --include-namespaces "$NS" --wait'),
    '## 2. Wait',
    'A week.',
    '## 3. Take it away',
    fence('kubectl delete namespace "$NS"'),
  ),
  'all rules that a section before saved': page(
    '## Save',
    fence('sudo iptables-save > /root/rules.shop'),
    '## Flush',
    fence('sudo iptables -F'),
  ),
  'a question in the block, with all options in one word': page(
    '## Attic',
    fence('read -rp "name: " typed\n[ "$typed" = attic ] && rm -rf /srv/attic'),
  ),
  'a question whose answer is compared, in other words': page(
    '## Attic',
    fence('read -r -p "Box: " box\nif [ "$box" = red ]; then\n  rm -rf /srv/attic/red\nfi'),
  ),
  'a command of which the words below say that it asks': page(
    '## Lock',
    fence('terraform force-unlock "$LOCK"'),
    'It wants a `yes`; leave the question in.',
  ),
  'a dry run of the same command in a section before': page(
    '## Try it',
    fence('zfs destroy -nv pool/toys@a%c'),
    '## Do it',
    fence('sudo zfs destroy -v pool/toys@a%c'),
  ),
  'a disk that an earlier step wiped': page(
    '## 1. Wipe',
    'Danger: the disk is empty afterwards.',
    fence('wipefs -a "$DISK"'),
    '## 2. Format',
    fence('mkfs.ext4 "${DISK}1"'),
  ),
  'a branch that keeps what the reset throws away': page(
    '## Catch up',
    fence('git fetch\ngit branch "mine-$(date +%F)"\ngit reset --hard origin/main'),
  ),
  'rows that a table of their own keeps': page(
    '## Boxes',
    fence('CREATE TABLE kept.boxes AS SELECT * FROM boxes WHERE colour = 2;', 'sql'),
    'In one go:',
    fence('DELETE FROM boxes WHERE colour = 2;', 'sql'),
  ),
  'a page that begins with what it costs': page(
    'Emptying a queue is final: the letters in the queue are lost.',
    '## Look',
    fence('rabbitmqctl list_queues'),
    '## Empty it',
    fence('rabbitmqctl purge_queue letters'),
  ),
  'a row of a table of risks': page(
    '| Step | Risk | Undo |\n|---|---|---|\n| Purge | letters are lost | send them again |',
    '## Purge',
    fence('rabbitmqctl purge_queue letters'),
  ),
  'a server of which the list before says that another serves': page(
    '## Before you start',
    '- [ ] The second packer of the pool must be healthy.',
    '## Take the packer out of the pool',
    fence('echo "disable server pool/packer-1" | socat stdio /run/haproxy/admin.sock'),
  ),
  'a mark of deletion that goes': page(
    '## Fetch a picture back',
    fence('aws s3api delete-object --bucket toys --key "$KEY" --version-id "$MARKER"'),
  ),
  'a step of a list below one warning': page(
    '## Attic',
    '**Warning:** the boxes are gone afterwards.',
    `1. The red ones:\n\n   ${fence('rm -rf /srv/attic/red').trimEnd().replaceAll('\n', '\n   ')}`,
    `2. The blue ones:\n\n   ${fence('rm -rf /srv/attic/blue').trimEnd().replaceAll('\n', '\n   ')}`,
  ),
  'a look that selects the same rows': page(
    '## Attic',
    fence(
      'SELECT count(*) FROM boxes WHERE colour = 2;\nDELETE FROM boxes WHERE colour = 2;',
      'sql',
    ),
  ),
  'a preview in front of the same command': page(
    '## Attic',
    fence('Get-VM belt | Get-Snapshot | Remove-Snapshot -WhatIf', 'powershell'),
  ),
  'a history rewritten in a clone of its own': page(
    '## Clone',
    fence('git clone --mirror git@git.example:toys.git\ncd toys.git'),
    '## Rewrite',
    fence('git filter-repo --invert-paths --path secret.env'),
  ),
  'what fetches a deleted thing back': page(
    '## Returning',
    fence(
      'Get-ADObject -Filter "name -eq \'Elf\'" -IncludeDeletedObjects | Restore-ADObject',
      'powershell',
    ),
  ),
  'a stop that is called reversible': page(
    '## Belt',
    fence('ssh belt-1 sudo systemctl stop packer'),
    'Reversible: `systemctl start` with the same unit.',
  ),
  'rules loaded from the file saved above': page(
    '## Save',
    fence('sudo iptables-save | sudo tee /root/rules.shop'),
    '## Locked out',
    'Log in at the console and run `iptables-restore < /root/rules.shop`.',
  ),
  'a command of which a sentence says that it brings back': page(
    '## Settings',
    'The commit is still there: `git reset --hard ORIG_HEAD` brings you forward again.',
  ),
  'an entry of a table of ways back': page(
    '## Fallback',
    '| After | Do |\n|---|---|\n| The new file | `ALTER TABLESPACE toys DROP DATAFILE` |',
  ),
  'a restore under the way back': page(
    '## 6. Back-out',
    fence('pg_restore --clean --dbname=shop "$DIR/shop.dump"'),
  ),
  'a restore behind "Roll back"': page(
    '## Load prices',
    fence('shopctl load prices.csv'),
    'Roll back, if the prices are nonsense:',
    fence('pg_restore --clean --table=prices --dbname=shop prices.dump'),
  ),
  'a snapshot before anything else': page(
    '## Snapshot',
    'Do this before anything else.',
    fence('etcdctl snapshot save "/srv/etcd-$(date +%F).db"'),
    '## Shrink',
    fence('etcdctl compact "$REV"'),
  ),
  'a line below that says when not to': page(
    '## Burn',
    fence('shopctl show "$BOX"\nrm -rf "/srv/boxes/$BOX"'),
    'If it says *full*, do not run the second line.',
  ),
  'a case that lets only some names through': page(
    '## Burn',
    fence('case "$BOX" in\n  red-*) ;;\n  *) exit 1 ;;\nesac\nrm -rf "/srv/boxes/$BOX"'),
  ),
  'what an earlier step put aside': page(
    '## Move',
    fence('sudo mv /srv/boxes "/srv/boxes.stale.$(date +%s)"'),
    '## A day later',
    fence('sudo rm -rf /srv/boxes.stale.*'),
  ),
  'an entry that an earlier step added': page(
    '## Block',
    fence('sudo nft add element inet shop blocked "{ $RANGE }"'),
    '## Let in',
    fence('sudo nft delete element inet shop blocked "{ $RANGE }"'),
  ),
  'a copy of the object with options before the verb': page(
    '## Shelf',
    fence('kubectl -n shop get pvc shelf -o yaml > shelf.yaml\nkubectl -n shop delete pvc shelf'),
  ),
  'a block below another one that shares its words': page(
    '## Logs',
    'Nothing may go before it is in the archive; if the number differs, stop here.',
    fence('ls /srv/toys | wc -l'),
    fence('rm -rf /srv/toys/*'),
  ),
  'a warning of all the commands below': page(
    '## When',
    'Prices are wrong.\n\n> [!CAUTION]\n> Look twice at the `-n 3` in the commands below.',
    '## Do',
    fence('redis-cli -n 3 FLUSHDB'),
  ),
  'a table that says what may go': page(
    '| Queue | May be purged? |\n|---|---|\n| wishes | yes |',
    '## Purge',
    fence('rabbitmqctl purge_queue wishes'),
  ),
  'a section before any deletion where somebody agrees': page(
    '## Before anything is deleted',
    'The foreman confirms in the ticket that it was handed over.',
    '## Delete',
    fence('rm -rf "/srv/boxes/$BOX"'),
  ),
  'a way back that the heading asks for': page(
    '## Q: How do I go back?',
    fence('terraform state push "$SAVED"'),
  ),
  'a stop that is explained': page(
    '## Quiet hour',
    'Between two and three at night nobody orders anything.',
    fence('sudo systemctl stop packer'),
  ),
};

/** Care that stands elsewhere, or a word that merely occurs. */
const ALARMS: Readonly<Record<string, string>> = {
  'another search': page(
    '## Clear old parcels',
    fence('find /srv/letters -print | wc -l\nfind /srv/parcels -mtime +30 -exec rm -rf {} +'),
  ),
  'a preview that only feeds the command': page(
    '## Burn',
    'Burn the prefix:',
    fence('redis-cli -h shop --scan --pattern "$P" | xargs -r redis-cli -h shop DEL'),
  ),
  'a disk for backups': page('## Room', 'Make room on the backup disk:', fence('rm -rf /srv/old')),
  'an interruption by name that destroys': page(
    '## Disk',
    'A disk with many bad sectors slows down the whole shop.',
    fence('ceph osd purge osd.17 --yes-i-really-mean-it'),
  ),
  'a deletion of unknown things with a sentence above': page(
    '## Copies',
    'They take a third of the disk since the product was changed.',
    fence('vssadmin delete shadows /for=D: /all /quiet', 'powershell'),
  ),
};

describe('a destructive command with words that are no care', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it.each(Object.entries(ALARMS))('needs a warning: %s', (_, text) => {
    expect(check(text).map(({ code }) => code)).toContain('destructive-unguarded');
  });
});

describe('a destructive command whose author took care', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it.each(Object.entries(QUIET))('needs no warning: %s', (_, text) => {
    const alarms = check(text).filter(({ code }) => code === 'destructive-unguarded');
    expect(alarms).toEqual([]);
  });
});
