import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\``;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;
const REMOVE = fence('rm -rf /srv/toys/bears');

/** What is lost was seen to, or is no loss at all. */
const QUIET: Readonly<Record<string, string>> = {
  'a question that names a table with a full stop': page(
    '## Bears',
    'Is the sum of `attic.bears` what the shelf held? Then they may go:',
    REMOVE,
  ),
  'somebody to ask in brackets': page(
    '## Bears',
    'When the list shows no bear of a child in hospital (ask the ward):',
    REMOVE,
  ),
  'what nobody has missed since': page('## Bears', 'If nobody has missed one:', REMOVE),
  'what is said to be harmless right below': page(
    '## Bears',
    REMOVE,
    'The shop sends new ones at noon, therefore no harm.',
  ),
  'what is said to be harmless below the heading': page(
    '## Bears',
    'Pictures of bears, painted for fun. There is nothing to restore.',
    fence('ls -l /srv/pictures'),
    fence('rm -rf /srv/toys/bears'),
  ),
  'a dataset that was renamed in a block before': page(
    '## Bears',
    fence('zfs rename "$SHELF" "$SHELF-away"'),
    'After two weeks:',
    fence('zfs destroy -r "$SHELF-away"'),
  ),
  'a table that was renamed in a block before': page(
    '## Bears',
    fence('ALTER TABLE bears RENAME TO bears_away;', 'sql'),
    'After two weeks:',
    fence('DROP TABLE bears_away;', 'sql'),
  ),
  'a partition that was frozen before': page(
    '## Bears',
    fence("ALTER TABLE shop.bears FREEZE PARTITION 202401 WITH NAME 'kept';", 'sql'),
    'Then:',
    fence('ALTER TABLE shop.bears DROP PARTITION 202401;', 'sql'),
  ),
  'a host key': page('## Provision', 'First:', fence('ssh-keygen -R "$TOY_HOST"')),
  'a way back on the second line of an item': page(
    '## Bears',
    '1. To get it back: make the volume anew, then\n   `zcat bears.gz | dd of=/dev/toys/bears`.',
  ),
};

/** The same in other places, where it sees to nothing. */
const LOUD: Readonly<Record<string, string>> = {
  'a rename of something else': page(
    '## Bears',
    fence('ALTER TABLE dolls RENAME TO dolls_away;', 'sql'),
    'After two weeks:',
    fence('DROP TABLE bears;', 'sql'),
  ),
  'harm that is only spoken of below': page(
    '## Bears',
    REMOVE,
    'The bears are not harmless when they come alive.',
  ),
};

describe('destructive-unguarded', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const codes = (text: string): readonly string[] =>
    check(text).flatMap(({ code }) => (code === 'destructive-unguarded' ? [code] : []));

  it.each(Object.entries(QUIET))('is silent about %s', (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  it.each(Object.entries(LOUD))('is not quieted by %s', (_, text) => {
    expect(codes(text)).toEqual(['destructive-unguarded']);
  });
});
