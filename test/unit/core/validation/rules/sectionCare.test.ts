import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\``;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;
const within = (text: string, language = 'bash'): string =>
  `   ${fence(text, language).replaceAll('\n', '\n   ')}`;
const REMOVE = fence('rm -rf /srv/toys/bears');
const COUNT = fence('./count-shelf.sh');
const TEARS = `Then the bears:\n\n${REMOVE}`;

/** What the section or the page says and does before, over other commands. */
const QUIET: Readonly<Record<string, string>> = {
  'a copy in the command before': page('## Bears', 'Pack copies of them first:', COUNT, TEARS),
  'a look in the command before': page(
    '## Bears',
    'Compare the number with the one on the order.',
    COUNT,
    TEARS,
  ),
  'consent above a list': page(
    '## Bears',
    'The ward has to order this in writing.',
    `1. Count:\n\n${within('./count-shelf.sh')}`,
    `2. Clear:\n\n${within('rm -rf /srv/toys/bears')}`,
  ),
  'a limit above a list': page(
    '## Bears',
    'Never while the shop is open, only at night.',
    `1. Count:\n\n${within('./count-shelf.sh')}`,
    `2. Clear:\n\n${within('rm -rf /srv/toys/bears')}`,
  ),
  'time to object': page(
    '## Bears',
    'The children have three days to protest. After that:',
    REMOVE,
  ),
  'a list that somebody gets': page('## Bears', 'The ward gets a list of them. Then:', REMOVE),
  'people who are told': page('## Bears', 'The nurses are told the day before.', REMOVE),
  'an order to stop': page(
    '## Bears',
    'One that wears a ribbon has an owner: then stop here.',
    REMOVE,
  ),
  'a rehearsal': page('## Bears', 'First a rehearsal on the empty shelf, then:', REMOVE),
  'a condition in code': page('## Bears', 'No `packed`, no clearing.', REMOVE),
  'a dump of what is taken on several lines': page(
    '## Backup',
    fence(
      'mongodump --uri "$URI" --db toys \\\n  --collection bears --gzip --archive=/attic/toys.gz',
    ),
    '## Clear',
    fence(
      `mongosh "$URI" --eval '\n  const db2 = db.getSiblingDB("toys");\n  db2.bears.drop();\n'`,
    ),
  ),
  'a change that the router takes back': page(
    '## Link',
    fence(
      'toys# delete protocols bgp group dolls\ntoys# commit confirmed 3\ntoys# show bgp summary',
      'text',
    ),
  ),
  'a transaction that is rolled back': page(
    '## Bears',
    fence('START TRANSACTION;\nDELETE FROM bears;\nSELECT ROW_COUNT();\nROLLBACK;', 'sql'),
  ),
  'a file in memory': page('## Bears', fence('./list-bears.sh > /dev/shm/bears.json')),
  'a restore with options before the verb': page(
    '## Bears',
    fence('velero --kubecontext attic restore create --from-backup toys'),
  ),
  'a service that a later section starts': page(
    '## Evening',
    '### Stop the train',
    fence("ansible shop -b -m service -a 'name=train state=stopped'"),
    '### Oil it',
    fence('./oil.sh'),
    '### Start the train',
    fence("ansible shop -b -m service -a 'name=train state=started'"),
  ),
  'a service that a later item starts': page(
    '## Evening',
    "1. Stop the train: `ansible shop -m service -a 'name=train state=stopped'`.",
    `2. Oil it:\n\n${within('./oil.sh')}`,
    '3. Start the train again.',
  ),
  'hours in which it must not be done': page(
    '## Bears',
    'The shelf is bare for an hour, so not during the sale.',
    REMOVE,
  ),
  'what is only a duplicate': page(
    '## Bears',
    'They are duplicates of those in the attic.',
    REMOVE,
  ),
  'a copy of what bears the same longer name': page(
    '## 1. Copy',
    fence('aws s3 sync "s3://$SHOP-bears" s3://attic/'),
    '## 2. Clear',
    fence('aws s3 rm --recursive "s3://$SHOP-bears"'),
  ),
  'an outage that the page announces': `# Toy shop\n\nThe train is out of service during the change, for half an hour.\n\n## Stop\n\n${fence('kubectl -n toys scale deploy train --replicas=0')}\n`,
};

/** The same, where it is said of something else or done to something else. */
const LOUD: Readonly<Record<string, string>> = {
  'care for a case of its own': page(
    '## Bears',
    'Compare the number with the one on the order.',
    COUNT,
    'If bears are left over:',
    REMOVE,
  ),
  'what is kept in another item': page(
    '## Bears',
    `1. This is harmless, it stays on the shelf.\n\n${within('./count-shelf.sh')}`,
    `2. Clear:\n\n${within('rm -rf /srv/toys/bears')}`,
  ),
  'a heading alone': page('## Bears (only if the shelf is full)', REMOVE),
  'a dump of another collection': page(
    '## Backup',
    fence('mongodump --uri "$URI" --db toys --collection bears --gzip --archive=/attic/bears.gz'),
    '## Clear',
    fence('mongosh "$URI" --eval \'db.getSiblingDB("toys").dolls.drop()\''),
  ),
  'a transaction that is kept': page(
    '## Bears',
    fence('BEGIN;\nDELETE FROM bears;\nCOMMIT;\nROLLBACK;', 'sql'),
  ),
  'a transaction that goes back a part of the way': page(
    '## Bears',
    fence('BEGIN;\nDELETE FROM bears;\nROLLBACK TO SAVEPOINT dolls;\nCOMMIT;', 'sql'),
  ),
  'a disk': page('## Bears', fence('cat empty.img > /dev/sdb')),
  'a copy of what bears a part of the name': page(
    '## 1. Copy',
    fence('pg_dump -Fc "$SHOP" > "/attic/$SHOP.dump"'),
    '## 2. Clear',
    fence('psql -d ledger -c "DROP SCHEMA sums_$SHOP CASCADE"'),
  ),
  'a copy from the same server': page(
    '## Bears',
    fence(
      'Export-DbaUser -SqlInstance $Attic -Database Bears -FilePath "c:\\bears.sql"',
      'powershell',
    ),
    'Remove the dolls:',
    fence('Remove-DbaDatabase -SqlInstance $Attic -Database Dolls -Confirm:$false', 'powershell'),
  ),
  'a section that has a date in its title': page(
    '## A. Pack bears before the fair',
    'Compare the number of bears with the order.',
    COUNT,
    '## B. Bears that are old',
    REMOVE,
  ),
  'an outage that is the fault': `# Toy shop\n\nThe alert fires when the train is down for five minutes.\n\n## The train\n\n${fence('kubectl -n toys scale deploy train --replicas=0')}\n`,
};

describe('care that is said over other commands', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const codes = (text: string): readonly string[] =>
    check(text).flatMap(({ code }) => (code === 'destructive-unguarded' ? [code] : []));

  it.each(Object.entries(QUIET))('is heard: %s', (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  it.each(Object.entries(LOUD))('is not taken from %s', (_, text) => {
    expect(codes(text)).toEqual(['destructive-unguarded']);
  });
});
