import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;
const WARNED = '**Warning:** the letters are gone afterwards.';

const TOLD: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'Going back: add the column and load the export.',
      'This is final.',
      'Letters do not return.',
      'Gone means gone with us.',
      'Irrevocable, as the law asks for.',
      'Wanted after all? Need them again? Ask the press.',
      'The dump of the morning stays on the attic for a week.',
      'Keep the export till the end of the year.',
      "The only help then is yesterday's tape.",
      'The twin in the cellar is an hour behind; take them from there.',
      'Deleted letters stay in the drawer.',
      'There is no copy of them.',
      'The post office sends them again.',
      'They can be printed once more.',
      'The vault has a copy of each letter.',
      'The archive has them.',
      'The press makes them.',
      'The letters are lost.',
      'Pas de retour possible.',
    ].map((words) => [
      `by "${words}"`,
      page('## Empty the letter box', WARNED, fence('redis-cli -n 3 FLUSHDB'), words),
    ]),
  ),
  'in a later section for when the copying fails': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '## Fill it',
    'Let the elves write.',
    '## If the filling fails',
    'Put the old box back.',
  ),
  'in that it is made again': page(
    '## Thumbnails',
    '**Warning:** slow for an hour. They are built anew at the first look.',
    fence('rm -rf /srv/pictures/small'),
  ),
  'for what fills again by itself': page(
    '## Cache',
    '**Warning:** slow for a minute.',
    fence('rm -rf /srv/shop/var/cache/*'),
  ),
  'for an old copy': page(
    '## Old folder',
    'Only when the new one is checked.',
    fence('rm -rf /srv/shop.old'),
  ),
  'below a heading of regrets that follows': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '## Too early?',
    'The post office has a second set.',
    'They are returned from the copy of the night.',
  ),
  'where a copy stays for a while': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    'The box of letters stays for 30 days; unpack it in the same place.',
  ),
  'as the step itself goes back to what was': page(
    '## Letters',
    fence(
      'kafka-configs.sh --alter --entity-type topics --entity-name letters --add-config retention.ms=1',
    ),
    'Back to the default:',
    fence(
      'kafka-configs.sh --alter --entity-type topics --entity-name letters --delete-config retention.ms',
    ),
  ),
  'in a section that puts back': page(
    '## Publish',
    WARNED,
    fence('git push --force --mirror origin'),
    '## Putting the old history back',
    fence('git -C old.git push --mirror origin'),
  ),
  'as it is the way back': page(
    '## State',
    'Damaged? Push the copy of step 3 back.',
    fence('terraform state push "$COPY"'),
  ),
  'with what is done when somebody complains': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    'Somebody misses a letter: the clerk sends it from the copy of the night.',
  ),
  'at the head of the section that follows': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '## Q: That was a mistake, what now?',
    'Load the copy of the night.',
  ),
  'in a table above': page(
    '## Empty the letter box',
    WARNED,
    '| Command | Way back |\n|---|---|\n| flush | none, only the tape |',
    fence('redis-cli -n 3 FLUSHDB'),
  ),
  'below in the section': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    'Roll back by loading the copy of the night: `redis-load night.rdb`.',
  ),
  'above in the section': page(
    '## Empty the letter box',
    WARNED,
    'If it was too much, restore the copy of the night.',
    fence('redis-cli -n 3 FLUSHDB'),
  ),
  'in a section below its own': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '### Undo',
    fence('redis-load night.rdb'),
  ),
  'in the next section': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '## How to get the letters back',
    fence('redis-load night.rdb'),
  ),
  'in a section for all': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '## Contacts',
    'Ring 555-0101.',
    '## Rollback',
    fence('redis-load night.rdb'),
  ),
  'in a section that names what was lost': page(
    '## Close a stall',
    WARNED,
    fence('kubectl -n fair delete pvc stall-letters'),
    '## Contacts',
    'Ring 555-0101.',
    '## Restore a volume',
    fence('velero restore create --from-backup night --selector pvc=stall-letters'),
  ),
  'with the words that there is none': page(
    '## Empty the letter box',
    'This cannot be undone, so ask the postman.',
    fence('redis-cli -n 3 FLUSHDB'),
  ),
  'as it is needed no longer': page(
    '## Old stalls',
    'Volumes that are no longer needed can be removed.',
    '### Remove one',
    fence('kubectl -n fair delete pvc stall-letters'),
  ),
  'by the command below it': page(
    '## Count anew',
    WARNED,
    fence('TRUNCATE TABLE letters_per_day;', 'sql'),
    'The job fills it again within the hour.',
  ),
  'in German': page(
    '## Briefkasten leeren',
    '**Achtung:** die Briefe sind danach weg.',
    fence('redis-cli -n 3 FLUSHDB'),
    'Rückweg: die Kopie der Nacht einspielen.',
  ),
  'in French': page(
    '## Vider la boîte',
    '**Attention :** les lettres sont perdues.',
    fence('redis-cli -n 3 FLUSHDB'),
    'Retour arrière : recharger la copie de la nuit.',
  ),
};

const UNTOLD: Readonly<Record<string, string>> = {
  'a section called a rollback stands before it': page(
    '## Rollback',
    fence('helm rollback shop 3'),
    '## Letters',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    'Tell the elves.',
  ),
  'the section for when it goes wrong only calls somebody': page(
    '## Letters',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    'Tell the elves.',
    '## If it goes wrong',
    'Ring 555-0101.',
  ),
  'a restore follows in the block': page(
    '## Letters',
    WARNED,
    fence('rm -rf /srv/letters\nrestic restore latest --target /srv/letters-new'),
    'Tell the elves.',
  ),
  'an expected line speaks of a rollback': page(
    '## Letters',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    'Expected: `Rollback was a success`.',
  ),
  'a node is taken out': page(
    '## Elf',
    WARNED,
    fence('etcdctl member remove "$ELF"'),
    'The list shows two.',
  ),
  'the state forgets something': page(
    '## Shelf',
    WARNED,
    fence('terraform state rm shop.shelf'),
    'The plan shows no change.',
  ),
  'nothing is said': page('## Empty the letter box', WARNED, fence('redis-cli -n 3 FLUSHDB')),
  'a copy is made and nobody says what for': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli --rdb /srv/letters.rdb'),
    fence('redis-cli -n 3 FLUSHDB'),
  ),
  'the title speaks of another restoring': page(
    '## Restore the stall next to the old one',
    fence('velero restore create --from-backup night'),
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
  ),
  'the procedure is one of restoring': page(
    '## Procedure',
    '### Step 1: Restore into a new instance',
    fence('aws rds restore-db-instance-from-db-snapshot --db-instance-identifier new-letters'),
    '### Step 2: Remove the damaged one',
    WARNED,
    fence('aws rds delete-db-instance --db-instance-identifier "$DB-old"'),
  ),
  'the section that follows speaks of its own deed': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '## Thin out the boxes',
    'The way back is the second copy.',
    fence('ls /srv/boxes'),
  ),
  'something is left orphaned': page(
    '## Empty the letter box',
    '**Warning:** the envelopes will be orphaned.',
    fence('redis-cli -n 3 FLUSHDB'),
  ),
  'the section is called a rebuilding': page(
    '## Rebuild the index',
    'Made anew after a change of the fields.',
    fence('curl -X PUT "$ES/letters-new"'),
    WARNED,
    fence('curl -X DELETE "$ES/letters-old"'),
  ),
  'another section restores something else': page(
    '## Empty the letter box',
    WARNED,
    fence('redis-cli -n 3 FLUSHDB'),
    '## Contacts',
    'Ring 555-0101.',
    '## Restore the price list',
    fence('pg_restore --table=prices --dbname=shop night.dump'),
  ),
  'copies go that a restore reads': page(
    '## Old copies',
    WARNED,
    fence('find "$BACKUP_DIR" -name \'*.dump\' -mtime +9 -delete'),
    '## Contacts',
    'Ring 555-0101.',
    '## Restore the price list',
    fence('pg_restore --dbname=shop "$BACKUP_DIR/night.dump"'),
  ),
  'what is orphaned may be another’s': page(
    '## Remove orphaned keys',
    '**Warning:** a wrong prefix takes live letters with it.',
    fence('etcdctl del "$PREFIX" --prefix'),
  ),
  'mail that was kept goes': page(
    '## Flood',
    '**Careful:** they are gone then.',
    fence('postsuper -d ALL hold'),
  ),
  'it runs through a tunnel': page(
    '## Empty the letter box',
    WARNED,
    fence('cf conduit letters -- redis-cli FLUSHALL'),
  ),
};

describe('a loss for good', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  const found = (text: string): readonly string[] =>
    check(text).flatMap(({ code, message }) => (code === 'no-rollback' ? [message] : []));

  it.each(Object.entries(TOLD))('has its way back %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(Object.entries(UNTOLD))('has no way back when %s', (_, text) => {
    expect(found(text)).toHaveLength(1);
  });
});
