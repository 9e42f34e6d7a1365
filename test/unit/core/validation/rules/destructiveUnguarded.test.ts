import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;

/** A loss that nothing around it softens. */
const LOUD: Readonly<Record<string, string>> = {
  'another disk was looked at': page(
    '## Look',
    fence('lsblk -f /dev/sdy1'),
    '## Make it new',
    fence('mkfs.xfs /dev/sdx1'),
  ),
  'its target was only given above': page(
    '## Leavers',
    fence("$Leaver = Read-Host 'Name'\nRemove-ADUser -Identity $Leaver", 'powershell'),
  ),
  'the step before looked at something else': page(
    '## 2. Attic',
    '### 2.1 Look',
    fence('zfs list tank/cellar'),
    '### 2.2 Destroy',
    fence('zfs destroy -v tank/attic@spring'),
  ),
  'everything below /tmp': page('## Space', fence('rm -rf /tmp/*')),
  'a folder beside a temporary one': page('## Space', fence('rm -rf /tmp/toys /srv/toys')),
  'a variable that holds no temporary path': page(
    '## Space',
    fence('WORK=/srv/toys\nls "$WORK"'),
    '## More space',
    fence('rm -rf "$WORK"'),
  ),
  'an object that only a reference also creates': page(
    '## Make a queue',
    fence('kafka-topics.sh --bootstrap-server b:9092 --create --topic letters'),
    '## Delete a queue',
    fence('kafka-topics.sh --bootstrap-server b:9092 --delete --topic letters'),
  ),
  'a pool beside the one just made': page(
    '## Pools',
    fence(
      'gcloud container node-pools create green --cluster "$CLUSTER"\ngcloud container node-pools delete blue --cluster "$CLUSTER"',
    ),
  ),
  'a count of what all goes, run in one go': page(
    '## Attic',
    fence('SELECT count(*) FROM boxes;\nTRUNCATE TABLE boxes;', 'sql'),
  ),
  'a list of something wider': page(
    '## Forget a belt',
    fence("terraform state list\nterraform state rm 'module.belts.belt_one'"),
  ),
  'a warning that was for the loss above': page(
    '## Attic',
    '**Warning:** the boxes are gone afterwards.',
    fence('rm -rf /srv/attic'),
    'Still no room:',
    fence('rm -rf /srv/cellar'),
  ),
  'a copy of something else in the step before': page(
    '## 1. Keep it',
    fence('velero backup create keep-cellar --include-namespaces cellar --wait'),
    '## 2. Take it away',
    fence('kubectl delete namespace attic'),
  ),
  'a base backup that somebody else takes': page(
    '## Rebuild',
    'The helper takes a fresh base backup as soon as it finds the folder empty.',
    fence('rm -rf "$PGDATA"'),
  ),
  'a last resort': page('## Cache', 'Last resort:', fence('redis-cli -h shelf FLUSHALL')),
  'a command kept in a variable': page(
    '## Connect',
    fence('export R="redis-cli -h shelf -p 6379"'),
    '## Empty it',
    fence('$R -n 2 FLUSHDB'),
  ),
  'an end of life without its own question': page(
    '## Tear down the stall',
    fence('terraform destroy -auto-approve'),
  ),
  'a drain that throws data away': page(
    '## Take the belt out',
    'This takes about ten minutes.',
    fence('kubectl drain "$NODE" --ignore-daemonsets --delete-emptydir-data --force'),
  ),
  'a stop that nothing starts again': page('## Packer', fence('sudo systemctl stop packer')),
  'a start before the stop': page('## Packer', fence('docker compose up -d\ndocker compose down')),
  'volumes that go with the containers': page(
    '## Packer',
    'Start it again afterwards.',
    fence('docker compose down -v'),
    fence('docker compose up -d'),
  ),
  'a stop after words about another step': page(
    '## Packer',
    'Between two and three at night nobody orders anything.',
    fence('systemctl status printer'),
    fence('sudo systemctl stop packer'),
  ),
  'a route that only goes': page(
    '## Close',
    fence('cf unmap-route shop example.org --hostname toys'),
  ),
  'messages that go nowhere': page(
    '## A bad letter',
    fence('rabbitmqadmin get queue=letters ackmode=reject_requeue_false count=1'),
  ),
  'a restore over what runs': page(
    '## Load the dump',
    fence('pg_restore --clean --dbname=shop "$DIR/shop.dump"'),
  ),
  'a table dropped under the way back': page('## Rollback', fence('DROP TABLE prices;', 'sql')),
  'a snapshot of another section': page(
    '## Nightly',
    fence('etcdctl snapshot save "/srv/etcd-$(date +%F).db"'),
    '## Shrink',
    fence('etcdctl compact "$REV"'),
  ),
  'a value that is only read': page(
    '## Attic',
    fence('read -r -p "Box: " box\nrm -rf "/srv/attic/$box"'),
  ),
  'a page that begins with the cost of something else': page(
    'Renaming a belt is final.',
    '## Empty it',
    fence('rabbitmqctl purge_queue letters'),
  ),
  'a table of risks without this step': page(
    '| Step | Risk |\n|---|---|\n| Restart | belts stand still |',
    '## Purge',
    fence('rabbitmqctl purge_queue letters'),
  ),
  'a dry run of another command': page(
    '## Try it',
    fence('zfs destroy -nv pool/toys@a%c'),
    '## Do it',
    fence('sudo zfs destroy -v pool/letters@a%c'),
  ),
  'a tool that nobody knows, told not to ask': page('## Flag', fence('toyctl delete sign --yes')),
  'copies that are thrown away after a copy': page(
    '## Copy',
    'Do this before anything else.',
    fence('restic backup /srv/toys'),
    '## Full store',
    fence('restic forget --keep-daily 3 --prune'),
  ),
};

describe('a destructive command', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it.each(Object.entries(LOUD))('needs a warning: %s', (_, text) => {
    const alarms = check(text).filter(({ code }) => code === 'destructive-unguarded');
    expect(alarms).toHaveLength(1);
  });
});
