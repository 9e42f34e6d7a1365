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
    ].map((words) => [`by "${words}"`, page('## Empty the shelf', WARNED, TOYS, words)]),
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
});
