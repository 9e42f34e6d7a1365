import { describeWordings, fence, page, table } from '../wordings';

describeWordings([
  {
    code: 'mojibake',
    faults: [
      'The room of `shelf` must stay below 27 Â°C.',
      'The letters of `shelf` and `attic` cost 3 â‚¬ each.',
    ],
    sound: ['`Â°` is what `°` becomes.', 'The wrong encoding makes `Â°` of it.'],
  },
  {
    code: 'secret',
    faults: [
      'The attic has a lock. The password for emergencies is\n`Teddy!Bear44`.',
      '> The password of the attic:\n> `Teddy!Bear44`',
    ],
    sound: ['The password is in the vault:\n`toys/attic`', 'The password is\nTOP secret.'],
  },
  {
    code: 'unfilled-contact',
    faults: [table('Item | Value', 'Owner | Ada Bear, `#toys`', 'Deputy | ')],
    sound: [table('Item | Value', 'Owner | Ada Bear, `#toys`', 'Note | ')],
  },
  {
    code: 'expectation-vague',
    faults: [
      page(fence('bash', 'uptime'), 'The shelf should look fine afterwards.'),
      page(fence('bash', 'uptime'), 'The page should load fine again.'),
    ],
    sound: [page(fence('bash', 'uptime'), 'The page should load within 3 seconds.')],
  },
  {
    code: 'placeholder-style',
    faults: [],
    sound: [
      page(
        fence('bash', 'export SHELF=dolls'),
        '`"<label-file>"` below is the path of the label. Keep the quotes.',
        fence('bash', 'ls "/attic/$SHELF"\ncat "<label-file>"'),
      ),
    ],
  },
  {
    code: 'destructive-unguarded',
    faults: [page('## Attic', 'Now:', fence('bash', 'systemctl stop heating'))],
    sound: [
      page(
        '## Attic',
        'Stop it on the first; the second takes the address within three seconds:',
        fence('bash', 'systemctl stop heating'),
      ),
      page(
        '## Attic',
        'This clears the labels of one shelf; there is nothing to undo.',
        fence('bash', 'rm -rf /attic/labels'),
      ),
    ],
  },
]);
