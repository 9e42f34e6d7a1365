import { describeWordings, fence, page, table } from '../wordings';

const CALLS = '- Toy desk: pager `toys`.\n- Ada Bear, head of toys, +47 555 030 10.';

describeWordings([
  {
    code: 'destructive-unguarded',
    faults: [
      page(
        '## Attic',
        'The next command empties the attic. Nothing of it comes back.',
        fence('bash', 'rm -rf /attic/boxes'),
        'Free the shelf:',
        fence('bash', 'rm -rf /shelf/dolls'),
      ),
      page(
        '## Attic',
        '1. Check the space on the shelf.',
        '   ```bash\n   touch /shelf/label\n   ```',
        '2. Empty the attic.',
        '   ```bash\n   rm -rf /attic/boxes\n   ```',
      ),
      // What was said of a command above, and of what came of it, is said of nothing later.
      page(
        '## Shelf',
        fence('bash', 'ls /shelf'),
        'A label that is gone cannot be had back.\n\nClean up:',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
      page(
        '## Shelf',
        fence('bash', 'touch /shelf/label'),
        'The last line must say `done`.\n\nFree the attic:',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
      page('## Attic', "Let's make a little room first:", fence('bash', 'rm -rf /attic/boxes')),
      page(
        '## Attic',
        'The boxes of the attic shall be removed on the same day.',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
      page(
        '## Attic',
        'The boxes of all bears are deleted next.',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
    ],
    sound: [
      page(
        '## Attic',
        fence('powershell', '$Old | Remove-CimInstance -WhatIf'),
        'Remove the profiles.',
        fence('powershell', '$Old | Remove-CimInstance'),
      ),
      page(
        '## Attic',
        'It is scratch space, and nothing goes missing:',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
      page(
        '## Toys',
        fence(
          'powershell',
          'Restore-AzSqlDatabase -FromPointInTimeBackup -TargetDatabaseName toys-2',
        ),
      ),
      page(
        '## Attic',
        fence(
          'powershell',
          "Get-ChildItem 'C:\\attic' | Remove-Item -Recurse -WhatIf\nGet-ChildItem 'C:\\attic' | Remove-Item -Recurse",
        ),
      ),
      page(
        '## 1. Look',
        'The next step empties the attic. What is in it nobody needs.',
        '## 2. Empty',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
      page(
        '## Shelf',
        fence('bash', 'touch /shelf/label'),
        'The last line must say `done`.\n\nAsk the toy desk whether anybody needs the boxes, then:',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
      page(
        '## Shelf',
        'Make a snapshot of the attic, and wait until it is ready.',
        fence('bash', 'rm -rf /attic/boxes'),
      ),
      page(
        '## Shelf',
        fence('bash', 'gcloud compute disks snapshot attic --snapshot-names attic-old'),
        fence('bash', 'gcloud compute disks delete attic'),
      ),
    ],
  },
  {
    code: 'escalation-contact',
    faults: [
      page('## F. Escalation', `${CALLS}\n- Loose wheels: tell the vendor.`),
      page('## Help', `${CALLS}\n- Carpentry, when a shelf does not stand.`),
      page('## If it goes wrong', `${CALLS}\n- For dolls that stay red, the paint people.`),
      page(
        '## Escalation',
        `${CALLS}\n- Quarrels: decision by the next higher level of the house.`,
      ),
      page(
        '## Escalation',
        '1. Toy desk: pager `toys`.\n2. If that does not help, the second line.',
      ),
    ],
    sound: [
      page(
        '## Escalation',
        `${CALLS}\n- Acme support: case in the console, then phone +32 2 555 0186.`,
      ),
      page('## Escalation', `${CALLS}\n- Quarrels: director on duty, internal 10.`),
      page('## Escalate', `${CALLS}\n- Two dolls down: Acme support through WHEELNET.`),
      page('## Escalate', `${CALLS}\n- Loose wheels: their support form.`),
      page('## Escalation', `${CALLS}\n- Nobody else needs to be called.`),
      page('## Leave', 'Take the label off and hand it to the recycling desk.'),
      page(
        '## Look',
        'Three or more: page the second line.',
        '## Escalation',
        table('Step | Who | Reach', '1 | Toy desk | pager `toys`', '2 | Ada Bear | +47 555 030 10'),
      ),
    ],
  },
  {
    code: 'severity-response',
    faults: [
      page(
        '## Levels',
        table(
          'Class | Sign | Response time',
          'A | all | 10 minutes',
          'B | one | 3 bank days',
          'C | few |',
        ),
      ),
    ],
    sound: [
      page(
        '## How bad',
        'Priority 1 is all down; begin within 5 minutes. Priority 2 is one down; begin within 15\nminutes.',
      ),
      page(
        '## Levels',
        table('Class | Sign | Response time', 'A | all | 10 minutes', 'B | one | 3 bank days'),
      ),
      page(
        '## Levels',
        table(
          'Severity | Sign | Reaction',
          '`page` | all | within 10 minutes',
          '`note` | one | looked at in the Monday meeting',
        ),
      ),
      page(
        '## Before you begin',
        table(
          'No. | Needed | Proof',
          'P1 | an order | its number',
          'P2 | a yes | mail, filed with P1',
        ),
      ),
      page(
        '## Escalation',
        '1. Toy desk: pager `toys`, answers within 10 minutes.',
        '2. Acme support, priority P1, through the console.',
      ),
    ],
  },
  {
    code: 'last-updated',
    faults: [
      page('Last updated: 2026-07-06 (we touch it at least every month)'),
      page(
        '## Facts',
        '- **Last updated:** 2025-03-17\n- **Next review:** 2027-05-10, every half year',
        ...Array<string>(20).fill('Say hello.'),
      ),
      page('**Last updated:** 12 Jan 2026\\\n**Review:** every quarter'),
    ],
    sound: [
      page(
        '**Last updated:** 12 Nov 2026\\\n**Review:** every quarter',
        'This guide covers the daily checks and three plays.',
      ),
    ],
  },
  {
    code: 'review-passed',
    faults: [page('**Next review:** 2026-02-01 — **Last review:** 2025-11-01')],
    sound: [page('**Next review:** 2027-02-01 — **Last review:** 2026-11-01')],
  },
  {
    code: 'interactive-command',
    faults: [],
    sound: [
      page(
        fence(
          'bash',
          "gunzip -c a.gz | docker compose exec -T db sh -c \\\n  'mariadb -uroot toys'\necho done",
        ),
      ),
      page(
        '## State',
        '1. Make sure that no job runs.\n2. Unlock it, and answer `yes`:',
        fence('bash', 'read -rp "lock: " LOCK\nterraform force-unlock "$LOCK"'),
      ),
      page(
        '## Wave',
        '1. Look at the list; if the big bear is on it, do row 1 on its own day:',
        fence('bash', 'ls /shelf'),
        '2. Paint:',
        fence('bash', 'ansible-playbook paint.yml --ask-become-pass'),
      ),
    ],
  },
  {
    code: 'follow-in-sequence',
    faults: [page(fence('bash', 'while :; do\n  ls /shelf\n  sleep 2\ndone\nls /attic'))],
    sound: [
      page(
        fence(
          'bash',
          'while :; do\n  n=$(psql -qAt <<\'SQL\'\nSELECT count(*) FROM toys;\nSQL\n  )\n  [ "$n" -eq 0 ] && break\n  sleep 2\ndone\nls /attic',
        ),
      ),
    ],
  },
  {
    code: 'sql-syntax',
    faults: [],
    sound: [
      page(
        fence('powershell', 'Backup-SqlDatabase -ServerInstance $Sql -Database Toys'),
        fence('sql', 'DELETE FROM dbo.Toy WHERE Sold < DATEADD(day, -180, SYSUTCDATETIME());'),
      ),
    ],
  },
  {
    code: 'unfilled-placeholder',
    faults: [
      page(fence('text', 'toys# ping ______ repeat 20')),
      page(fence('text', 'copy tftp://TODO/toys.cfg startup-config')),
      page(fence('console', 'toys# configure terminal\ntoys(config)# vlan XXX')),
    ],
    sound: [page(fence('text', 'toys# ping 10.0.0.1 repeat 20'))],
  },
  {
    code: 'no-rollback',
    faults: [
      page(
        '## Step 3 - Empty the attic',
        'Ask the toy desk.',
        fence('bash', 'rm -rf /attic/boxes'),
        '## Step 4 - Make the shelf writable again',
        fence('bash', 'chmod u+w /shelf'),
      ),
      page(
        '## Purge a box',
        'Ask the toy desk.',
        fence('bash', 'rm -rf /attic/box'),
        '## Delete and re-create a broken box',
        fence('bash', 'mkdir /attic/box'),
      ),
    ],
    sound: [
      page(
        '## Clean up old boxes',
        'Ask the toy desk.',
        fence('bash', 'rm -rf /attic/box'),
        '## Restore deleted boxes',
        fence('bash', 'cp -a /spare/box /attic/box'),
      ),
    ],
  },
  {
    code: 'secret',
    faults: [
      page(
        'The token lives in the vault. If that is sealed, the\ncurrent value is `xQ7dL0vR2mK9sWb4TzE8hYc1NfUa6PjG`.',
      ),
      page('Give `toy_live_51c0e7Zk3TqV9mWx2RbLd8` when you are asked.'),
    ],
    sound: [
      page('The token is in the vault under `kv/toys/painting-token-2026`.'),
      page('The key belongs to the build `a94a8fe5ccb19ba61c4c0873d391e987982fbbd3`.'),
    ],
  },
  {
    code: 'check-without-expected',
    faults: [],
    sound: [
      page(
        '## Needed before you begin',
        table('Check | How', 'a ticket | by mail', 'a login | `toyctl login`'),
      ),
    ],
  },
  {
    code: 'unfilled-contact',
    faults: [],
    sound: [page('Values used on this page (replace them with those of your case):')],
  },
]);
