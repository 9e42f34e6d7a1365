import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const block = (tag: string, ...lines: readonly string[]): string =>
  `# Toy shop\n\n## Old shelf\n\nClear it:\n\n\`\`\`${tag}\n${lines.join('\n')}\n\`\`\`\n`;

const LOSING: Readonly<Record<string, string>> = {
  'a switch behind its prompt': block('text', 'sw-attic# write erase'),
  'a switch in its configuration': block('text', 'sw-attic(config)# no vlan 30'),
  'a router that puts its name in signs': block('', '<Attic> reset saved-configuration'),
  'a router by its label': block('junos', 'delete protocols bgp group toys', 'commit'),
  'a switch that is emptied': block('text', 'ops@attic> request system zeroize'),
  'a firewall between its lines': block('text', 'config firewall policy', 'delete 4', 'end'),
  'a firewall as a whole': block('text', 'execute factoryreset'),
  'a filer': block('text', 'attic::> volume delete -vserver toys -volume bears'),
  'an array': block('text', 'IBM_2145:attic:ops>rmvdisk bears'),
  'a wireless box': block('text', '[ops@attic] > /system reset-configuration'),
  'a backup server': block('text', 'tsm: ATTIC> delete filespace bears /data'),
  'backups of a database': block('rman', 'DELETE NOPROMPT OBSOLETE;'),
  'a database without relations': block('cql', 'DROP KEYSPACE bears;'),
  documents: block('mongodb', 'db.bears.deleteMany({ arms: 1 })'),
  'a message queue': block('mqsc', 'CLEAR QLOCAL(BEARS.IN)'),
  'SQL that is called text': block('text', 'DELETE FROM bears WHERE arms = 1;'),
  'a command that is called text': block('text', 'terraform destroy -target <bear>'),
  'a session that is called text': block('text', 'root@attic:~# rm -rf /srv/bears'),
};

const HARMLESS: Readonly<Record<string, string>> = {
  'a message to people': block(
    'text',
    'Delete volume bears on Monday.',
    'Remove hosts before that.',
  ),
  'what a switch answers': block(
    'text',
    'sw-attic# show vlan',
    'delete flash:vlan.dat is not needed',
  ),
  'a switch that keeps its configuration': block('text', 'sw-attic# write memory'),
  'an entry that is set anew': block('junos', 'delete system ntp', 'set system ntp server bear'),
  'a file of settings': block('yaml', 'run: delete all'),
  'a list of names': block('text', 'drop-zone', 'delete-bin', 'volume'),
  'an order between lines that are no policy': block('text', 'edit 4', 'next', 'end'),
  'a warned switch': block('text', 'sw-attic# write erase').replace(
    'Clear it:',
    '**Warning:** the shelf forgets all it knew. Back: load the copy again.',
  ),
};

describe('what is typed into the console of a device or a server', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  const codes = (text: string): readonly string[] =>
    check(text).flatMap(({ code }) => (/^(?:destructive|no-roll)/.test(code) ? [code] : []));

  it.each(Object.entries(LOSING))('needs a warning: %s', (_, text) => {
    expect(codes(text)).toContain('destructive-unguarded');
  });

  it.each(Object.entries(HARMLESS))('needs none: %s', (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  it('is shown where it is lost', () => {
    const [found] = check(block('text', 'sw-attic# show version', 'sw-attic# write erase'));
    expect(found?.range.start).toBe(8);
  });

  it('needs a way back', () => {
    const text = block('text', 'sw-attic# write erase').replace(
      'Clear it:',
      '**Warning:** careful.',
    );
    expect(codes(text)).toEqual(['no-rollback']);
  });
});
