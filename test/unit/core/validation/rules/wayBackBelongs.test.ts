import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\``;
const within = (text: string): string => `   ${fence(text).replaceAll('\n', '\n   ')}`;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;

const WARNED = '**Warning:** gone afterwards.';
const BEARS = fence('rm -rf /srv/toys/bears');

/** The way back of each is that of something else. */
const OF_ANOTHER: Readonly<Record<string, string>> = {
  'of a step before in the list': page(
    '## Bears',
    WARNED,
    `1. Take the key away:\n\n${within('shopctl key revoke bears')}\n\n   (\`shopctl key grant\` gives it back.)`,
    `2. Then:\n\n${within('rm -rf /srv/toys/bears')}`,
  ),
  'of a step behind in the list': page(
    '## Bears',
    WARNED,
    `1. Then:\n\n${within('rm -rf /srv/toys/bears')}`,
    `2. The dolls, too:\n\n${within('dropdb dolls')}\n\n   If somebody misses one, restore it from the tape.`,
  ),
  'of another numbered part of the procedure': page(
    '## Steps',
    '### 1. Hold',
    fence('shopctl door close'),
    'To get the old state back, open it again.',
    '### 2. Take the bears',
    WARNED,
    BEARS,
    '### 3. Tell',
    fence('shopctl post done'),
    'A wrong letter is put back with `shopctl post cancel`.',
  ),
  'of room on the shelf': page(
    '## Bears',
    WARNED,
    BEARS,
    '## Give the space back',
    'Sweep the bears out.',
  ),
  'that is a number to call': page(
    '## Bears',
    WARNED,
    BEARS,
    '## If it goes wrong',
    'Ring Ada on 555-0101 and tell her the `<shelf>`.',
  ),
  'that only somebody wants': page(
    '## Bears',
    `${WARNED} Somebody may still want to restore them.`,
    BEARS,
  ),
  'of a mistake of another kind': page(
    '## Bears',
    WARNED,
    BEARS,
    '## Door locked by mistake',
    fence('shopctl door open /srv/toys/bears'),
  ),
  'that only tests a copy': page(
    '## Dolls',
    `${WARNED} Go on when \`pg_restore --list dolls.dump\` shows them.`,
    fence('dropdb dolls'),
  ),
  'of a list that is watched': page(
    '## Bears',
    WARNED,
    BEARS,
    'Put the shelf back into the monitoring.',
  ),
  'that is given to somebody else': page(
    '## 1. Bears',
    WARNED,
    BEARS,
    '## 2. Give the bears back to the lessor',
    'Carry the bears there.',
  ),
};

/** What is lost by each stays lost. */
const LASTING: Readonly<Record<string, string>> = {
  'a checkpoint': page(
    '## Bears',
    WARNED,
    fence('Remove-VMCheckpoint -VMName bears', 'powershell'),
  ),
  'a backup': page(
    '## Bears',
    WARNED,
    fence('Remove-VBRBackup -Backup $b -FromDisk', 'powershell'),
  ),
  'a snapshot': page(
    '## Bears',
    WARNED,
    fence('Get-VM bears | Get-Snapshot | Remove-Snapshot', 'powershell'),
  ),
  'a key': page('## Bears', WARNED, fence('Request-KMSKeyDeletion -KeyId 4', 'powershell')),
  'a logical volume': page('## Bears', WARNED, fence('lvremove -y toys/bears')),
  'a group of volumes': page('## Bears', WARNED, fence('sudo vgremove -f toys')),
  'the end of a volume': page('## Bears', WARNED, fence('lvreduce -L 2G toys/bears')),
  'a machine': page('## Bears', WARNED, fence('qm destroy 104 --purge')),
  'stashed work': page('## Bears', WARNED, fence('git stash clear')),
  'a datastore': page(
    '## Bears',
    WARNED,
    fence('Remove-Datastore -Datastore bears -VMHost h1', 'powershell'),
  ),
  'a site': page('## Bears', WARNED, fence('Remove-SPSite -Identity $url', 'powershell')),
  'mail that a list of a scratch folder names': page(
    '## Bears',
    WARNED,
    fence('postsuper -d - < /tmp/bears.ids'),
  ),
  'what a playbook wipes': page(
    '## Bears',
    WARNED,
    fence('ansible-playbook site.yml -e wipe=true'),
  ),
  'a disk that is purged': page(
    '## Disk',
    WARNED,
    fence('ceph osd purge "$DISK" --yes-i-really-mean-it'),
  ),
  'what a plan in a temporary folder destroys': page(
    '## Bears',
    WARNED,
    fence('terraform plan -destroy -out=/tmp/bears.plan\nterraform apply /tmp/bears.plan'),
  ),
  'what a plan destroys': page(
    '## Bears',
    `1. \`terraform plan -destroy -out=bears.plan\`, and have the owner read it.`,
    `2. Only with a yes: \`terraform apply bears.plan\`.`,
  ),
  'a database under a copy of another': page(
    '## Refresh',
    WARNED,
    fence("RESTORE DATABASE Bears FROM DISK = N'x.bak' WITH REPLACE;", 'sql'),
  ),
};

const TOLD: Readonly<Record<string, string>> = {
  'behind the last of several': page(
    '## Bears',
    WARNED,
    BEARS,
    'And the dolls:',
    fence('dropdb dolls'),
    'Both can be restored from the tape.',
  ),
  'in the part that brings back': page(
    '## Steps',
    '### 1. Take the bears',
    WARNED,
    BEARS,
    '### 2. Bring them back',
    fence('tar -xzf /backup/bears.tgz -C /srv/toys'),
  ),
  'by the command that restores, below': page(
    '## Bears',
    WARNED,
    fence('dropdb dolls'),
    'Rollback: from the dump.',
    fence('pg_restore -C -d postgres /backup/dolls.dump'),
  ),
  'by the command that puts back': page(
    '## Bears',
    `${WARNED} First the list, then the bears:`,
    fence('shopctl list bears > list.txt\nrm -rf /srv/toys/bears'),
    'Otherwise `shopctl box-import list.txt`.',
  ),
  'over the end of a line': page(
    '## Bears',
    WARNED,
    BEARS,
    'The archive can read all of it\nback.',
  ),
  'by words that it was meant': page('## Bears', WARNED, BEARS, 'Final by design.'),
  'by a mistake that took too much': page(
    '## Bears',
    WARNED,
    BEARS,
    '## Bear removed by mistake',
    'Fetch another one.',
  ),
  'by another step in the other direction': page(
    '## Bears',
    WARNED,
    BEARS,
    'Moved too far? Run the same with `--up`.',
  ),
  'by the one who still has them': page(
    '## Bears',
    WARNED,
    BEARS,
    'The supplier sends all of them overnight.',
  ),
  'by what is kept': page(
    '## Bears',
    WARNED,
    BEARS,
    'The wrong decision? Load the saved folder over the wire.',
  ),
  'by a section about the same things': page(
    '## Clean up old bears',
    WARNED,
    fence('node tools/delete-old.js --days 9'),
    '## Restore a bear',
    'Look into the tape.',
  ),
  'by the page, which is about restoring': page(
    '## Restore the database',
    WARNED,
    fence("RESTORE DATABASE Bears FROM DISK = N'x.bak' WITH REPLACE;", 'sql'),
  ),
};

describe('a way back belongs to what it brings back', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  const missing = (text: string): boolean => check(text).some(({ code }) => code === 'no-rollback');

  it.each(Object.entries(OF_ANOTHER))('and is missing beside one %s', (_, text) => {
    expect(missing(text)).toBe(true);
  });

  it.each(Object.entries(LASTING))('and is needed for %s', (_, text) => {
    expect(missing(text)).toBe(true);
  });

  it.each(Object.entries(TOLD))('and is told %s', (_, text) => {
    expect(missing(text)).toBe(false);
  });
});
