import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\``;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;
const within = (text: string): string => `   ${fence(text).replaceAll('\n', '\n   ')}`;
const REMOVE = fence('rm -rf /srv/toys/bears');

/** What is lost was seen to, or is no loss at all. */
const QUIET: Readonly<Record<string, string>> = {
  'a question that names a table with a full stop': page(
    '## Bears',
    'Is the sum of `attic.bears` what the shelf held? Then they may go:',
    REMOVE,
  ),
  'somebody who is asked to agree, or to leave the thing alone': page(
    '## Bears',
    `1. Ask the shop to take the children off the shelf.`,
    `2. Take the bears:\n\n${within('rm -rf /srv/toys/bears')}`,
  ),
  'what must be empty before it goes': page(
    '## Bears',
    'The list of readers must be empty.',
    REMOVE,
  ),
  'a question about the thing itself': page('## Bears', 'Has anybody claimed the shelf?', REMOVE),
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
  'words that say what the command is for': page(
    '## Bears',
    'The crates are sold, so they must be empty:',
    REMOVE,
  ),
  'what has to be done with it': page('## Bears', 'A used shelf needs to be wiped first:', REMOVE),
  'a question about how full it is': page('## Bears', 'Is the shelf over 80 %?', REMOVE),
  'work that others do elsewhere': page(
    '## Bears',
    `1. Ask the carpenters to replace the lamp.`,
    `2. Take the bears:\n\n${within('rm -rf /srv/toys/bears')}`,
  ),
  'somebody who was asked about the remedy before': page(
    '## Full shelf',
    `1. Ask the shop to stop the deliveries.`,
    `2. Shelf still too full:\n\n${within('rm -rf /srv/toys/bears')}`,
  ),
  'a step before that looks around': page(
    '## 1. Check before you start',
    fence('uptime'),
    '## 2. Clear',
    REMOVE,
  ),
  'what loses nothing before': page(
    '## Bears',
    'Fold the boxes. None is lost by this.',
    fence('touch /srv/boxes/folded'),
    'Then the bears:',
    REMOVE,
  ),
  'what was said to a loss at another console': page(
    '## Switch',
    'Compare with the drawing before you press Enter.',
    fence('toys# delete flash:old-toys.bin', 'text'),
    'Still no room:',
    fence('toys# format bootflash:', 'text'),
  ),
  'what must not be touched by any command': `# Toy shop\n\n> [!IMPORTANT]\n> The dolls are on loan. No step of this page may touch them.\n\n## Bears\n\n${REMOVE}\n`,
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
