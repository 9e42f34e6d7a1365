import { describeWordings, fence, page, table } from '../wordings';

const front = (...lines: readonly string[]): string =>
  `---\n${lines.join('\n')}\n---\n\n# Page cache\n\nSay hello.`;
const WARNED = 'Ask the mail desk before you go on.';

describeWordings(
  [
    {
      code: 'last-updated',
      faults: [
        page(
          '## Practice',
          table('Plan | Last rehearsed', 'Toys | 2026-05-19', 'Post | 2025-03-17'),
          'Every plan is rehearsed at least once in six months.',
        ),
        page('_Last updated: 2026-01-12. This checklist is reviewed every month._'),
        page('Last updated 2026-01-12. The plan is reviewed each quarter.'),
        page(
          '## Restore test (every quarter)',
          table(
            'Date | Machine | Result',
            '2025-06-19 | toys-1 | fine',
            '2025-10-02 | toys-2 | fine',
          ),
        ),
      ],
      sound: [
        // How often users are told, and what is done each day, is no rhythm of the page.
        page(
          'Last updated: 2026-06-20',
          '## Levels',
          table(
            'Priority | Meaning | First response | Update',
            'P1 | all | 10 minutes | hourly',
            'P3 | one | 1 day | daily',
          ),
        ),
        page('Last updated 2026-05-20. The nightly check\n`letters` posts the numbers.'),
        page(
          'Last updated 2026-10-20',
          '- [Weekly check](#weekly-check)',
          '## Weekly check',
          'Look.',
        ),
        page('Last reviewed 2026-05-20.', '## Letters', '- Check row 1 of the daily look.'),
      ],
    },
    {
      code: 'review-passed',
      faults: [
        page('Last updated 2025-01-09, next look in\nJuly 2025.'),
        page('Last check of this page 2024-11-25, next check\n2025-05-25.'),
        front('updated: 2025-10-27', 'review: 2026-04-27'),
      ],
      sound: [front('updated: 2026-06-01', 'review: 2026-05-20')],
    },
    {
      code: 'severity-response',
      faults: [
        page(
          '## Severities',
          '- **Prio 1** – no letters at all. We start within 15 minutes.\n- **Prio 2** – backlog or space warning.',
        ),
        page(
          '## Levels',
          '### Level A',
          'No letters. Work begins **within 15 minutes**.',
          '### Level B',
          'Late letters.',
          '### Level C',
          'A typo. Work begins **within a day**.',
        ),
      ],
      sound: [
        page(
          '## Severities',
          '- **Prio 1** – no letters. We start within 15 minutes.\n- **Prio 2** – late ones. Backlog.',
        ),
        page(
          '## Whom to ask',
          table(
            'Level | For | Who | Contact',
            '1 | trouble | mail desk | ext. 4411',
            '2 | quarrel | post | ext. 4412',
          ),
        ),
      ],
    },
    {
      code: 'severity-response',
      faults: [
        page(
          '## Levels',
          table(
            'Level | Meaning | Incident manager joins in | First message',
            'MI-1 | no letters | 5 min | 10 min',
            'MI-2 | late ones | as soon as possible | when known',
            'MI-3 | a typo | 4 hours | same day',
          ),
        ),
      ],
      sound: [],
    },
    {
      code: 'severity-response',
      faults: [
        page(
          '## Response times',
          '- **Priority 1** (no letters): 10 minutes\n- **Priority 2** (paper below 12 hours)\n- **Priority 3** (a typo): 5 working days',
        ),
        page(
          '## How fast',
          '**P1 – fire.** Response time: 15 minutes.',
          '**P2 – last day is today.**',
          '**P3 – later.** Response time: 2 working days.',
        ),
        page(
          '## Levels of trouble',
          table('Level | What | Start working', 'A | fire | 20 minutes', 'B | smoke | ?'),
        ),
      ],
      sound: [],
    },
    {
      code: 'command-in-info-string',
      faults: ['```get system ha status\ndiagnose sys ha checksum\n```'],
      sound: ['```yaml the old values\na: 1\n```', '```Toys.conf of the shop\na = 1\n```'],
    },
    {
      code: 'empty-section',
      faults: ['# Review\n\n## What happened\n\n## Why\n\nA cable.'],
      sound: ['# Template of a review\n\n## What happened\n\n## Why\n'],
    },
    {
      code: 'dead-todo',
      faults: [page('The form is here: INSERT LINK HERE'), page('ADD PHONE NUMBER HERE')],
      sound: [page('Insert the card here.'), page('The prompt says `INSERT DISK HERE`.')],
    },
    {
      code: 'unknown-playbook',
      faults: [
        page('## 1. Look', 'As described in Appendix B.', '## 2. Go'),
        page('## 1. Look', 'It comes back by section 9.', '## 2. Go'),
      ],
      sound: [
        page('As described in Appendix B.', '## Appendix B', 'Letters.'),
        page('See Appendix B of the contract.'),
      ],
    },
    {
      code: 'placeholder-style',
      faults: [
        page(
          fence('bash', 'curl "$TOYS/_cat/count/<new-index>"'),
          fence('bash', 'curl "$TOYS/_cat/count/[new index]?h=count"'),
        ),
      ],
      sound: [page(fence('bash', 'ls <old-index>', '[ -d new-index ] && ls [a-z]*'))],
    },
    {
      code: 'undeclared-variable',
      faults: [
        page(fence('bash', 'TOYS=3', 'ls "$SHELF"'), '- [ ] Attach `$SHELF` to the ticket'),
        page(fence('bash', 'TOYS=3', 'git -C "$SHELF" pull'), 'Edit `$SHELF/$TOYS.zone`.'),
      ],
      sound: [page(fence('bash', 'TOYS=3', 'ls "$SHELF"'), '`$SHELF` is where the toys are.')],
    },
    {
      code: 'unfilled-placeholder',
      faults: [
        page(fence('bash', 'echo hello | mail -s test ____@toys.example')),
        page(fence('powershell', 'Get-DhcpServerv4Lease -ScopeId 10.20.XXX.0')),
        page(fence('powershell', "Restart-Service -Name 'ToysXXXX'")),
        page(fence('bash', 'make status SHOP="SHOP_CODE_HERE"')),
        page(fence('bash', 'systemctl restart {{ post_unit }}')),
      ],
      sound: [page(fence('bash', 'echo hello | mail -s test post@toys.example'))],
    },
    {
      code: 'unfilled-contact',
      faults: [
        table('Fact | Value', 'What | four tills', 'Who | '),
        page('Ana Ruiz, +33 1 55 55 01 88. Data protection officer: to be named.'),
      ],
      sound: [table('Group | Who is told', 'test | nobody', 'shops | mail to all')],
    },
    {
      code: 'escalation-contact',
      faults: [
        page(
          '## Who to call',
          '1. Mail desk: pager 5150.\n2. No answer after 15 minutes: escalate.\n3. The tapes are to blame: post, ext. 4412.',
        ),
        page(
          '## Escalation',
          table(
            'After | First | Then | Contact',
            '0 min | mail desk | mail desk | pager "Mail One"',
            '20 min | post | mail desk | pager "Post One"',
            '45 min | head of mail | post | ',
            '90 min | director | head of mail | Ana Ruiz, +45 555 0101',
          ),
        ),
        page(
          '## Escalation',
          table(
            'Step | When | Who | How',
            '1 | at once | mail desk | ext. 4411',
            '2 | after 1 hour | | ',
            '3 | later | post | ext. 4412',
          ),
        ),
      ],
      sound: [
        page(
          '## Escalation',
          table(
            'After | Who | How',
            '15 min | second line | pager group `toys-2nd`',
            '30 min | duty officer | switchboard, phone 9',
            '60 min | maker | support console, urgent',
          ),
        ),
        page(
          '## Priorities',
          table(
            'Priority | Example | Reaction time | Reach',
            '1 | no mail | 15 min | mail on-call, +44 1632 960 610',
            '2 | late mail | 8 working hours | queue *Mail*',
          ),
        ),
        page(
          '## Escalation',
          '1. On-call picks up the page within the time above.\n2. Phone 4411.',
        ),
        page('## Trouble', 'Page the post desk, "Post One", which answers within 15 minutes.'),
        page(
          '## Whom',
          table('Subject | Who | Reach', 'Disks | Ana | ext. 4411', 'Post | desk | page `post`'),
        ),
        page('## Maker', 'Call the hotline noted in the contract folder.'),
      ],
    },
    {
      code: 'check-without-expected',
      faults: [
        page(
          '## Checks',
          table('Check | Command | Note', 'Timer | `systemctl list-timers` | daily'),
        ),
      ],
      sound: [
        page(
          '## Checks',
          table('Check | Command | Fine if', 'Timer | `systemctl list-timers` | today'),
        ),
      ],
    },
    {
      code: 'sql-in-shell',
      faults: [
        page(fence('bash', 'START REPLICA;', 'mysql -e "SHOW REPLICA STATUS"')),
        page(fence('bash', "BACKUP DATABASE Toys TO DISK = 'd:\\toys.bak';")),
      ],
      sound: [page(fence('bash', 'STOP=1 ./run.sh', 'RESET=yes make'))],
    },
    {
      code: 'sql-syntax',
      faults: [
        page(
          'On SQL Server:',
          fence('sql', 'DECLARE @n INT = 1;', 'WHILE @n > 0', 'BEGIN', '  SET @n = 0;'),
        ),
      ],
      sound: [
        page(
          'On SQL Server:',
          fence(
            'sql',
            'DECLARE @n INT = 1;',
            'WHILE @n > 0',
            'BEGIN',
            '  BEGIN TRAN; SET @n = CASE WHEN @n = 1 THEN 0 ELSE 1 END; COMMIT;',
            'END',
          ),
        ),
        page('On SQL Server:', fence('sql', 'SET IDENTITY_INSERT dbo.Toys ON;')),
        page(fence('sql', 'DESCRIBE HISTORY silver.toys LIMIT 1;')),
      ],
    },
    {
      code: 'secret',
      faults: [
        page('1. Make one.\n   The password until now is `cPr77qLmz-Tower`.'),
        page(fence('bash', "printf 'key = AQDk3WRnV7pLGhAAx9QmT2sZbYc8uJ4eNfXoRw==' > ring")),
        page(
          'Post to `https://toys.webhook.office.example/webhookb2/4f1c7e02-9a6d/IncomingWebhook/c83b5d91e07f4a2ab6f0d4e59c1738aa/7be2d04c`.',
        ),
      ],
      sound: [page(fence('bash', 'ceph auth get-key client.toys > ring'))],
    },
    {
      code: 'destructive-unguarded',
      faults: [
        // To have a name typed in, or another imperative above, warns nobody.
        page(
          '## Dolls',
          fence('bash', "read -r -p 'Doll: ' DOLL"),
          fence('bash', 'dropdb "$DOLL"'),
        ),
        page(
          '## Dolls',
          fence(
            'bash',
            'docker compose -p dolls down',
            'docker volume rm dolls_pg',
            'docker compose -p dolls up -d',
          ),
        ),
        page(
          '## Dolls',
          '1. Look:',
          fence('bash', 'docker compose exec -T db psql -c "SELECT count(*) FROM inbox"'),
          '2. Empty it:',
          fence('bash', 'docker compose exec -T db psql -c "TRUNCATE rejected"'),
        ),
        page('## Dolls', 'Scrap the shelf.', fence('bash', 'dropdb dolls')),
        page('## Dolls', 'Drop it:', fence('javascript', 'db.getSiblingDB("toys").dolls.drop();')),
      ],
      sound: [
        page(
          '## Dolls',
          'A reader cannot catch up once they are gone, so check first that each of them is at 0 in the dashboard:',
          fence('sql', 'PURGE BINARY LOGS BEFORE NOW() - INTERVAL 3 DAY;'),
        ),
        page(
          '## Dolls',
          '`dolls_pg` must **not** be in this list. If it is, start it, and only then go on. Otherwise:',
          fence('bash', 'docker volume prune --all --force'),
        ),
        page('## Dolls', WARNED, fence('bash', 'dropdb dolls')),
        page(fence('bash', 'rabbitmqctl delete_queue --if-empty --if-unused -p toys letters')),
        page(table('Scope | Command | Note', 'All | `docker compose down` | data volumes stay')),
        page(
          '## Dolls',
          'Remove the copy after 30 days. It was only a safety net.',
          fence('bash', 'dropdb dolls_copy'),
        ),
        page(
          '## Dolls',
          fence('bash', 'restic restore latest --target /'),
          'The machine is new, so nothing can be overwritten that matters.',
        ),
      ],
    },
    {
      code: 'missing-file',
      faults: [
        page(fence('bash', 'terraform -chdir=shop plan -var-file=../envs/none.tfvars')),
        page(
          '## Toys',
          fence('bash', 'cd /srv/toys', './scripts/run.sh'),
          fence('bash', 'python3 tools/none.py'),
        ),
      ],
      sound: [
        page(fence('bash', 'terraform -chdir=shop plan -var-file=../envs/toys.tfvars')),
        page(
          '## Toys',
          fence('bash', 'cd /srv/toys', './scripts/other.sh'),
          fence('bash', 'python3 tools/none.py'),
        ),
      ],
    },
  ],
  ['envs/toys.tfvars', 'shop/main.tf', 'scripts/run.sh'],
);
