import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\``;
const within = (text: string): string => `   ${fence(text).replaceAll('\n', '\n   ')}`;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;

const BEARS = fence('rm -rf /srv/toys/bears');
const DOLLS = 'psql -d shop -c "DROP TABLE dolls"';
const BACK = 'Back: the vault has a copy.';

/** The last loss of each stands alone: what was seen to was seen to for another one. */
const ALONE: Readonly<Record<string, string>> = {
  'a step that goes on to something else, below one warning': page(
    '## Bears',
    '> [!CAUTION]\n> This takes the bears off the shelf. Ask the shop first.',
    `1. Take them:\n\n${within('rm -rf /srv/toys/bears')}`,
    `2. Is the shelf still full? Take the dolls as well:\n\n${within(DOLLS)}`,
    BACK,
  ),
  'a step that is done when a look fails': page(
    '## Bears',
    `1. Show the list to the shop and wait for a yes. Then:\n\n${within('rm -rf /srv/toys/bears')}\n\n   Gone for good; the vault has them.`,
    `2. Check: the shelf is half empty. If it is not, get rid of the dolls:\n\n${within(DOLLS)}`,
    BACK,
  ),
  'a section behind the one for which a copy was made': page(
    '## Export',
    'There is no undo for a bear, hence this dump. Verify that it can be read.',
    fence('tar -czf /backup/bears.tgz /srv/toys/bears'),
    '## Drop the bears',
    BEARS,
    '## Closed shelves',
    'In the same go, the dolls:',
    fence(DOLLS),
    BACK,
  ),
  'a section behind one that removes copies': page(
    '## 1. Remove old snapshots',
    'Send the list to the owners and wait for their answer.',
    fence('zfs destroy attic/toys@old'),
    '## 2. Clean',
    'At the end the shelf:',
    BEARS,
    BACK,
  ),
  'another queue of the same host': page(
    '## Find out',
    fence('rabbitmqctl list_queues -p "$VHOST" name messages'),
    'The letters of the bears are too many. Empty it:',
    fence('rabbitmqctl purge_queue -p "$VHOST" bears.dead'),
    BACK,
  ),
  'another table of a schema of which one was copied': page(
    '## 1. Copy',
    fence(
      `clickhouse-client --query "BACKUP TABLE shelves.bears PARTITION '$MONTH' TO Disk('vault', 'bears-$MONTH.zip')"`,
    ),
    '## 2. Old shelf',
    fence('clickhouse-client --query "TRUNCATE TABLE shelves.dolls_old"'),
    BACK,
  ),
  'what is asked for over HTTP behind a dump of a database': page(
    '## 1. Copy',
    fence('mysqldump --single-transaction "$CUSTOMER" > out.sql'),
    '## 2. Catalogue',
    fence('curl -s -X POST "https://search.toys.example/docs/_delete_by_query?q=name:$CUSTOMER"'),
    BACK,
  ),
  'what stands behind another step that was called harmless': page(
    '## First day',
    'Closing the shelf is harmless: `shelfctl open` takes it back.',
    fence('shelfctl close --shelf bears'),
    'Empty it:',
    BEARS,
    BACK,
  ),
  'what is only needed': page(
    '## Bears',
    'Only if there is no space left on the shelf.',
    BEARS,
    BACK,
  ),
  'what only restates the command': page('## Bears', 'The folder is deleted.', BEARS, BACK),
  'what brings the reader here': page(
    '## Bears',
    'A bear that does not come back is treated like this:',
    BEARS,
    BACK,
  ),
  'what messages confirm': page(
    '## Is it broken?',
    'Letters with a torn seam confirm it for the folder.',
    '## Bears',
    'Take them:',
    BEARS,
    BACK,
  ),
  'a warning of one step by its number': page(
    '## Before you start',
    '**Warning:** step 2 below empties the letter box. Do not go on without the shop.',
    '## Afterwards',
    'Make room on the shelf:',
    BEARS,
    BACK,
  ),
  'a section that cares for what it takes itself': page(
    '## Copy and drop the dolls',
    '> [!WARNING]\n> Never go on unless the copy can be read.',
    fence(DOLLS),
    '## Full shelf',
    'Mostly too many bears.',
    BEARS,
    BACK,
  ),
  'a thing that its step is the first to name': page(
    '## A torn shelf',
    `1. Do not go on before the list is empty, or dolls are lost:\n\n${within(DOLLS)}`,
    `2. Hang the new one:\n\n${within('read -rp "disk: " DISK\nwipefs --all "$DISK"')}`,
    BACK,
  ),
  'a loss above words that lead to the next': page(
    '## Tidy up',
    'Take the letters on the way:',
    fence('mongosh --eval "db.letters.drop()"'),
    'A day later the bears go. Nothing is lost by that, the vault has them.',
    BEARS,
  ),
  'a look by the same person': page(
    '## 4. Look',
    fence('mongosh -u clerk -p --eval "rs.status()"'),
    '## 5. Clear',
    fence("mongosh -u clerk -p --eval 'db.letters.drop()'"),
    BACK,
  ),
  'what is broken and gone already': page(
    '## Bears',
    'The shelf is broken and will not return.',
    BEARS,
    BACK,
  ),
};

/** Each loss is seen to. */
const SEEN_TO: Readonly<Record<string, string>> = {
  'steps of one list that belong together': page(
    '## Shelf',
    '**Warning:** all of it is lost afterwards.',
    `1. The bears:\n\n${within('rm -rf /srv/toys/bears')}`,
    `2. The dolls:\n\n${within(DOLLS)}`,
    BACK,
  ),
  'a thing named by its step, below care for the list': page(
    '## Shelf',
    '**Warning:** all of it is lost afterwards.',
    `1. The dolls:\n\n${within(DOLLS)}`,
    `2. The disk:\n\n${within('read -rp "disk: " DISK\nwipefs --all "$DISK"')}`,
    BACK,
  ),
  'more of the same thing': page(
    '## Shelf',
    '**Warning:** the bears are lost afterwards.',
    `1. The small ones:\n\n${within('rm -rf /srv/toys/bears')}`,
    `2. Still full? The rest of them as well:\n\n${within('rm -rf /srv/attic/bears')}`,
    BACK,
  ),
  'an earlier item of the list asks people': page(
    '## Bears',
    '1. Send the list to the shop. They have a week to object.',
    '2. Announce the day in the shop.',
    `3. After the week:\n\n${within('rm -rf /srv/toys/bears')}`,
    BACK,
  ),
  'the numbered section before makes the copy': page(
    '## Step 1: snapshot',
    fence('sed "s/NAME/bears/" snapshot.yaml | kubectl apply -f -'),
    '## Step 2: delete',
    fence('kubectl delete pvc bears'),
    BACK,
  ),
  'a plan that was saved and read': page(
    '## Plan',
    fence('terraform plan -destroy -out=bears.plan\nterraform show bears.plan'),
    '## Go',
    fence('terraform apply bears.plan'),
    BACK,
  ),
  'what is a copy only': page(
    '## Bears',
    'The folder is nothing but a copy we have just made:',
    BEARS,
    BACK,
  ),
  'care that names it, before another loss': page(
    '## Export',
    'Ask the shop whether the table `dolls` may go.',
    '## Bears',
    '**Warning:** they are lost afterwards.',
    BEARS,
    '## Dolls',
    'Then:',
    fence(DOLLS),
    BACK,
  ),
  'a need beside an agreement': page(
    '## Bears',
    'Only if the shelf is full and the owner of the shop agrees.',
    BEARS,
    BACK,
  ),
};

describe('care belongs to what it was taken for', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  const alarms = (text: string): number =>
    check(text).filter(({ code }) => code === 'destructive-unguarded').length;

  it.each(Object.entries(ALONE))('and not to %s', (_, text) => {
    expect(alarms(text)).toBe(1);
  });

  it.each(Object.entries(SEEN_TO))('and it covers %s', (_, text) => {
    expect(alarms(text)).toBe(0);
  });
});
