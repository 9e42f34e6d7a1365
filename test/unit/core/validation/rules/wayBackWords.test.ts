import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\``;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;

const WARNED = '**Warning:** gone afterwards.';
const TOYS = fence('redis-cli -n 3 FLUSHDB');
const PEER = fence('consul operator raft remove-peer -id="$PEER"');

/** Words of a way back that bring nothing back. */
const UNTOLD: Readonly<Record<string, string>> = {
  'what goes is called a restore point': page(
    '## Old restore points',
    WARNED,
    fence('DROP RESTORE POINT before_fair;', 'sql'),
    'Whoever made the restore point must say yes.',
  ),
  'a tablespace is called after undoing': page(
    '## Space',
    WARNED,
    fence('DROP TABLESPACE toys_old INCLUDING CONTENTS AND DATAFILES;', 'sql'),
    'Leave the undo tablespace alone.',
  ),
  'the recovery area is short': page(
    '## Space',
    `${WARNED} The recovery area is small.`,
    fence('rm -rf /srv/toys/bears'),
  ),
  'it is no part of each rebuild': page(
    '## Space',
    `${WARNED} No part of every rebuild.`,
    fence('rm -rf /srv/toys/bears'),
  ),
  'a peer comes back as trouble': page(
    '## A dead peer',
    `${WARNED} One that sleeps will come back and fight the others.`,
    PEER,
  ),
  'a peer is waited for': page(
    '## A dead peer',
    `${WARNED} Wait ten minutes before the old one comes back.`,
    PEER,
  ),
  'a peer would come back broken': page(
    '## A dead peer',
    `${WARNED} A peer on a bad disk comes back confused.`,
    PEER,
  ),
  'an address deletes': page(
    '## Series',
    WARNED,
    fence('curl -fsS -X POST "$TOYS/api/v1/admin/tsdb/delete_series?match[]=bears"'),
  ),
  'an address purges, over two lines': page(
    '## Queue',
    WARNED,
    fence('curl -fsS -X POST \\\n  "$TOYS/api/queues/bears/purge"'),
  ),
  'a copy of something else is made': page(
    '## Letters',
    WARNED,
    fence('cp -a /srv/toys/dolls /spare/\nrm -rf /srv/toys/bears'),
  ),
  'something else is watched while it recovers': page(
    '## Disk',
    WARNED,
    fence('wipefs -a "$DISK"'),
    'Watch the recovery on the board *Toys / Recovery*.',
  ),
  'the command asks once more': page(
    '## Shelf',
    WARNED,
    TOYS,
    'It asks once more; read the question.',
  ),
  'something else is read from a file': page(
    '## Shelf',
    WARNED,
    TOYS,
    '## If it fails',
    'The login is read from `~/.toys.cnf`.',
  ),
  'it is said of which case': page(
    '## Shelf',
    WARNED,
    TOYS,
    '## Two shelves missing',
    'Only when two shelves are lost.',
  ),
  'room would be given back': page(
    '## Shelf',
    `${WARNED} It prints the space it would give back.`,
    TOYS,
  ),
  'others come back and miss something': page(
    '## Shelf',
    `${WARNED} A child that comes back after this has missed it all.`,
    TOYS,
  ),
  'a proxy is reversed': page(
    '## Shelf',
    `${WARNED} The reverse proxy may complain, and so may the reverse DNS.`,
    TOYS,
  ),
  'a service is restored by it': page(
    '## Shelf',
    `${WARNED} To restore service quickly, empty the shelf.`,
    TOYS,
    'Wait until the connection is restored.',
  ),
  'a mistake is to be avoided': page(
    '## Shelf',
    `${WARNED} Read the number twice to avoid that dolls go by mistake.`,
    TOYS,
  ),
  'there must be a copy first': page(
    '## Shelf',
    `${WARNED} Never do this without a backup of the shelf.`,
    TOYS,
  ),
  'a name is read again': page('## Shelf', `${WARNED} Read the name again.`, TOYS),
  'the wrong one would be worse': page(
    '## Shelf',
    `${WARNED} Picking the wrong one empties the shop.`,
    TOYS,
  ),
  'it happened once': page(
    '## Shelf',
    `${WARNED} In spring a whole shelf had to be rebuilt by hand.`,
    TOYS,
  ),
  'it goes back to others': page(
    '## Shelf',
    WARNED,
    TOYS,
    '## Wipe the box you send back',
    'It is grey.',
  ),
  'a folder is called after a restore': page(
    '## Shelf',
    `${WARNED} It lies in \`/srv/restore-try\`, as each week.`,
    fence('rm -rf /srv/toys/bears'),
  ),
  'an address destroys': page(
    '## Farm',
    WARNED,
    fence('curl -fsS -X POST "$TOYS/v2/farms/north/destroy"'),
  ),
};

const TOLD: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'Deleted the wrong toys? Unplug the shop and move the blocks of the copy in.',
      'Got the wrong shelf emptied? The night keeps another.',
      'If they change their minds, the clerk has a list.',
      'Second thoughts? The clerk has a list.',
      'Removed the wrong shelf: ask the clerk, who has a list.',
      'Each toy comes back with the next delivery.',
      'To return: `toyimport --all /srv/toys.tar`.',
      'To recover: `mongorestore --archive=/srv/toys.gz`.',
      '`vgcfgrestore shelf` revives it.',
      'Wanted after all? `zcat /srv/toys.sql.gz | mysql toys`.',
      'Is it empty by chance? `psql toys < /srv/toys.sql`.',
      'If not: `lvconvert --merge shelf/toys_before`.',
      'Should it be bad, `tar -xzf /srv/toys.tgz` and start.',
      'The night copy covers this as well.',
      'All of this is covered by the copy of step 1.',
      'The toys are still contained in the archive of the week.',
      'Flushed toys are not recoverable here.',
      'A flushed shelf is gone for ever.',
      'It is irrecoverably empty.',
      'No toy is ever retrievable from here.',
      'The attic keeps its own copies; ask the clerk for one of those.',
      'Only the weekly tape is left to take toys from.',
      'The old shelf remains under `/srv/old`; point the door to it if the new one is bad.',
    ].map((words) => [`by "${words}"`, page('## Empty the shelf', WARNED, TOYS, words)]),
  ),
  ...Object.fromEntries(
    [
      'What goes here is gone for ever, as the law wants it.',
      'Afterwards only the tape is left to take toys from.',
      'The old toys are not retrievable after this.',
    ].map((words) => [`above by "${words}"`, page('## Empty the shelf', WARNED, words, TOYS)]),
  ),
  'by an item that merges the snapshot back': page(
    '## Collect',
    WARNED,
    '1. Run it:\n\n   ```bash\n   registry-garbage-collect --delete-untagged config.yml\n   ```',
    '2. Look at two toys. Broken? Roll back: close the shop,\n   `sudo lvconvert --merge /dev/toys/before`, open it.',
    '3. A week later:\n\n   ```bash\n   sudo lvremove /dev/toys/before\n   ```\n\n   The tape has it still, should anybody need it.',
  ),
  'for a file in memory': page('## Key', fence('toyctl issue key > /dev/shm/key.json')),
  'for pods, which are made anew': page(
    '## Stuck',
    WARNED,
    fence('kubectl delete pod "$POD" --force --grace-period=0'),
  ),
  'by what is done at second thoughts': page(
    '## Drop',
    WARNED,
    fence('dropdb dolls'),
    '**Changed your mind?** The archive stays for a while:',
    fence('mongorestore --gzip --archive=/srv/dolls.gz'),
  ),
  'by a heading of second thoughts': page(
    '## Drop',
    WARNED,
    fence('dropdb dolls'),
    '## Second thoughts',
    'The attic has a list of all.',
  ),
  'by a peer that joins again': page(
    '## A dead peer',
    WARNED,
    PEER,
    'Was it alive? Start its agent again and it joins as a new one.',
  ),
  'by a copy of the same files in the same block': page(
    '## Letters',
    WARNED,
    fence("sudo sh -c 'cp /srv/toys/*.log /spare/'\nsudo sh -c 'rm -f /srv/toys/*.log'"),
  ),
  'for a host key, which is learned anew': page(
    '## Shelf',
    WARNED,
    fence('ssh-keygen -R shelf-4.toys.example'),
  ),
  'by a series that is read anew': page(
    '## Series',
    WARNED,
    fence('curl -fsS -X POST "$TOYS/api/v1/admin/tsdb/delete_series?match[]=bears"'),
    'The counters fill again within a day.',
  ),
};

/** Each says where the toys can be had again, or that they are gone and may be. */
const SAID_BEHIND: readonly string[] = [
  'A box with the same toys stands in the attic; `mv toys.old toys` brings them.',
  'There is a copy in the attic for 30 days.',
  'The bin holds them for a week.',
  'The delayed replica has these for an hour.',
  'The dump of step 2 is kept a month.',
  'Use the image of last week.',
  'The list of before is `toys.bak`; copy it over.',
  'The old toys live on in S3.',
  'Toys are in the lake as well.',
  'Every toy is in Git.',
  'The maker keeps a mirror, from which all can be pulled.',
  'The shelf is filled from scratch at night.',
  'It comes from the primary.',
  'The maker can resend for a week.',
  'In case of an error, call up the last list with `toyctl load`.',
  'If that was too hasty, the attic is open.',
  'Should this prove wrong, the attic is open.',
  'If anyone objects, the attic is open.',
  'Wrong shelf? The attic is open.',
  'The attic is the way out.',
  'Undoing takes an hour: carry all of it down.',
  'Flashback reaches a day.',
  'Removed is removed.',
  'Once gone, they stay gone.',
  'This has no inverse.',
  'It is a one-way street.',
  'We can live with that loss.',
  'You will not see these toys again.',
  'A shelf cannot be filled any more after this.',
  'They hold dummy toys and test data only.',
];

/** Each says something else. */
const NOT_SAID_BEHIND: readonly string[] = [
  'The copying job is paused until tomorrow; start it tonight.',
  'Make a new dump of the shop afterwards.',
  "Tonight's dump will be shorter.",
  'Expect an empty window for a minute.',
  'Take the shelf off the backup plan, too.',
  'The board will show one shelf less.',
  'The alert will complain about an empty shelf; silence it.',
  'If anyone asks why, point to the ticket.',
  'Delete the snapshot of the last run.',
  'Compare the sizes of both replicas.',
  'If the shelf is still full, go on below.',
  'If a peer does not return in time, ring Ada.',
];

/** Above the step, only what is said of the toys themselves. */
const SAID_ABOVE: readonly string[] = [
  'What goes here does not come back.',
  'Emptied is emptied.',
  'There will be no second chance.',
  'After this only the tape helps.',
  'That is final; we keep no copy.',
  'The loss is intended.',
];
const NOT_SAID_ABOVE: readonly string[] = [
  'Make a copy and look into it.',
  'The copy of last night must be green.',
  'A toy that does not come back is missed by a child.',
];

describe('words of a way back', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  const missing = (text: string): boolean => check(text).some(({ code }) => code === 'no-rollback');

  it.each(Object.entries(UNTOLD))('bring nothing back where %s', (_, text) => {
    expect(missing(text)).toBe(true);
  });

  it.each(Object.entries(TOLD))('tell it %s', (_, text) => {
    expect(missing(text)).toBe(false);
  });

  it.each(SAID_BEHIND)('say behind the step that "%s"', (words) => {
    expect(missing(page('## Shelf', WARNED, TOYS, words))).toBe(false);
  });

  it.each(NOT_SAID_BEHIND)('are none in "%s"', (words) => {
    expect(missing(page('## Shelf', WARNED, TOYS, words))).toBe(true);
  });

  it.each(SAID_ABOVE)('say above the step that "%s"', (words) => {
    expect(missing(page('## Shelf', `${WARNED} ${words}`, TOYS))).toBe(false);
  });

  it.each(NOT_SAID_ABOVE)('are none above the step in "%s"', (words) => {
    expect(missing(page('## Shelf', `${WARNED} ${words}`, TOYS))).toBe(true);
  });
});
