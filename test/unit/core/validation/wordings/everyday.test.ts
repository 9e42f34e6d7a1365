import { describeWordings, fence, page, table } from '../wordings';

const escalation = (...items: readonly string[]): string =>
  page('## Escalation', items.map((item, at) => `${at + 1}. ${item}`).join('\n'));
const called = (...items: readonly string[]): string =>
  page('## Whom we call', items.map((item) => `* ${item}`).join('\n'));
const WARNED = '**Warning:** the letters are gone afterwards.';

describeWordings([
  {
    code: 'escalation-contact',
    faults: [
      escalation('Mail desk, ext. 4411.', 'Still open after two hours: escalate.'),
      escalation('Mail desk, ext. 4411.', 'Not back by noon: escalate further as needed.'),
      escalation('Mail desk, ext. 4411.', 'Letters are claimed: pass it on at once.'),
      escalation(
        'Mail desk, ext. 4411, or `mail@toys.example`.',
        'If that does not help, management.',
      ).replace('## Look', '## Roles\n\nScribe: tells users, owners, management\n\n## Look'),
      escalation('Mail desk, ext. 4411.', 'Over 10 000 €: somebody from Finance.'),
      called('Level 1: mail desk, ext. 4411', 'Level 2, after 40 minutes: second line'),
      called('Mail desk, ext. 4411', 'Toys IT, ext. 4412', 'Fire: wake up somebody senior'),
      called('Mail desk, ext. 4411', 'Toys IT, ext. 4412', 'Fire: a word from above is needed'),
      page(
        '## If it gets serious',
        '### Level 1',
        'Mail desk, ext. 4411.',
        '### Level 2',
        'The next person in charge.',
      ),
      page(
        '## When something goes wrong',
        table(
          'Situation | Call | How',
          'No mail | mail desk | ext. 4411',
          'No net | whoever is in charge there | ',
        ),
      ),
      page(
        '## Escalate',
        'Page the mail desk (ext. 4411). After an hour,\nescalate to the next level, which decides. For a\nclaim, write to law@toys.example.',
      ),
    ],
    sound: [
      escalation('Mail desk, ext. 4411.', 'Second mail desk, automatically after 10 minutes.'),
      called('Mail desk, ext. 4411', 'Toys IT, ext. 4412', 'Letters are kept for 30 days'),
      page('## Afterwards', '- [ ] Hand over to the next captain'),
      page(
        '## Contacts',
        table('Role | Reach', 'Mail desk | pager *mail-core*', 'Post | ext. 4411'),
      ),
      page('## Contacts', table('Role | Reach', 'Maker | Azure portal, Help', 'Post | ext. 4411')),
    ],
  },
  {
    code: 'unfilled-contact',
    faults: [table('Fact | Value', 'Held | first Wednesday', 'Chair | ')],
    sound: [table('Fact | Value', 'Held | first Wednesday', 'Chair | Ana Ruiz')],
  },
  {
    code: 'unfilled-placeholder',
    faults: [
      fence('sql', 'INSERT INTO letters (id, at) VALUES (___, now());'),
      'The number you may give out is `<hotline number here>`.',
      'Write to `<insert the address of the desk>`.',
    ],
    sound: ['> We are `<your name>` of the shop.', 'The file is `/srv/here/now`.'],
  },
  {
    code: 'placeholder-style',
    faults: [
      page(
        table('Hole | What', '`<pid>` | id of the process'),
        fence('bash', 'psql -c "SELECT pg_cancel_backend([PID]);"'),
      ),
      page('> Solved: `<short title>`\n> Since `<end time>`. Reference: `[CASE-NUMBER]`.'),
    ],
    sound: [page('> Solved: `<short title>`\n> Since `<end time>`. See `config[0]`.')],
  },
  {
    code: 'dead-todo',
    faults: [table('Check | Then', 'Last dump | Call the owner (TBD)', 'Disk | Look')],
    sound: [table('Check | Then', 'Last dump | Call the owner (Ana)', 'Disk | Look')],
  },
  {
    code: 'review-passed',
    faults: ['**Review this page by:** 2020-05-31', 'Review this runbook again before 2020-05-31.'],
    sound: ['**Review this page by:** 2090-05-31'],
  },
  {
    code: 'last-updated',
    faults: ['**Last updated:** 2020-01-01\nReviewed weekly.'],
    sound: ['**Last updated:** 2020-01-01\nCopy this page into a ticket named *Weekly check*.'],
  },
  {
    code: 'check-without-expected',
    faults: [table('Check | Command | Where', 'Queue | `queuectl depth main` | mail-1')],
    sound: [table('Check | Command | Must be', 'Queue | `queuectl depth main` | 0')],
  },
  {
    code: 'severity-response',
    faults: [
      page(
        '## 1 Incident levels',
        '### 1.1 Level A: all down',
        'Nothing goes. Respond within 5 minutes.',
        '### 1.2 Level B: annoyance',
        'Slow pictures.',
      ),
    ],
    sound: [
      page('- [ ] No open SEV1 or SEV2 in `#incidents`'),
      page(
        '## 1 Incident levels',
        '### 1.1 Level A: all down',
        'Nothing goes. Respond within 5 minutes.',
        '### 1.2 Level B: annoyance',
        'Slow pictures. Respond within two days.',
      ),
    ],
  },
  {
    code: 'unknown-playbook',
    faults: [
      page(
        '## One',
        'Send template D.',
        '## Template A: start',
        'Hello.',
        '## Template B: end',
        'Bye.',
      ),
      page('## One', '1. Look.\n2. See section 9 for the facts.', '## Two', 'Two.'),
    ],
    sound: [
      page('## One', 'See section 2 for the facts.', '## Two', 'Two.'),
      page('**Next review:** 2090-01-01', '- [ ] *Next review* above is set'),
    ],
  },
  {
    code: 'sql-syntax',
    faults: [
      page(
        'On MySQL:',
        fence('sql', 'CHANGE REPLICATION SOURCE TO', "  SOURCE_USER = 'repl'", '  SOURCE_SSL = 1;'),
      ),
    ],
    sound: [
      page(
        'On MySQL:',
        fence(
          'sql',
          'SET sql_log_bin = ON;',
          'CHANGE REPLICATION SOURCE TO',
          "  SOURCE_USER = 'repl',",
          '  SOURCE_SSL = 1;',
        ),
      ),
    ],
  },
  {
    code: 'broken-data',
    faults: [fence('yaml', 'annotations:', '  summary: "Disk of {{ $labels.host }} is full')],
    sound: [
      fence('yaml', 'annotations:', '  summary: "Disk of {{ $labels.host }} is full"'),
      fence('yaml', 'summary: "two', '  lines"', 'for: 5m'),
    ],
  },
  {
    code: 'dated-file-name',
    faults: [fence('bash', 'aws s3 cp "$BUCKET/toys-20200304T0100.archive.gz" -')],
    sound: ['`<stamp>` is that of a dump, as in `toys-20201102T0100.archive.gz`.'],
  },
  {
    code: 'follow-in-sequence',
    faults: [
      fence(
        'bash',
        'for h in a b; do',
        '  ssh "$h" "journalctl -f -u toys"',
        '  curl -fsS "http://$h/health"',
        'done',
      ),
    ],
    sound: [fence('bash', 'for h in a b; do', '  ssh "$h" "journalctl -n 20 -u toys"', 'done')],
  },
  {
    code: 'interactive-command',
    faults: [fence('bash', 'cd /srv', 'ssh toys-1', 'df -h')],
    sound: [
      page(
        '1. Set the host to *away* in the scheduler.',
        fence('bash', 'apt-get install mail', 'mail --version'),
      ),
      fence('console', '$ ssh <instance>', '$ df -h', 'Filesystem  Size', '/dev/vda1   10G'),
    ],
  },
  {
    code: 'secret',
    faults: [
      'https://hooks.slack.com/services/T04KX92LM/B07QPR3ZW/u8Vn2sYc5JdHg1FaKe7TzRwX',
      fence('bash', "az keyvault secret set -n db --value 'Orange-Tr4ctor-58!' -o none"),
      fence('bash', 'clickhouse-client "clickhouse://ops:qG5v27rTzLp@$HOST:9000/clicks"'),
    ],
    sound: [
      fence('bash', 'az keyvault secret set -n db --value "$NEW"'),
      'https://hooks.slack.com/services/T04KX92LM/B07QPR3ZW/fake-webhook-of-this-page',
    ],
  },
  {
    code: 'undeclared-variable',
    faults: [
      page(
        fence('bash', 'export STANZA=toys'),
        '- Locked: `pgbackrest --stanza="$STANZA" --repo="$REPO_ID" check`, and look at the disk.',
      ),
      page(
        fence('bash', 'export WIKI=/opt/wiki'),
        fence('bash', 'ls "$OLD_DIR"'),
        '    ```bash\nfind "$OLD_DIR" -name \'*gz\' -delete\n```',
      ),
      page(
        fence('powershell', 'Get-ADUser -Identity $Sam'),
        'Wrong one? `Enable-ADAccount -Identity $Sam` brings it back.',
      ),
    ],
    sound: [
      page(
        fence('bash', 'export STANZA=toys'),
        '- Locked: `pgbackrest --stanza="$STANZA" check`, and look at the disk.',
      ),
    ],
  },
  {
    code: 'no-rollback',
    faults: [
      page(
        '## Old index',
        WARNED,
        fence('bash', 'kubectl -n toys delete pvc letters'),
        '## Rolling back a release',
        fence('bash', 'helm -n toys rollback shop'),
      ),
      page(
        '## Drop',
        WARNED,
        fence('bash', 'dropdb dolls'),
        '## If something goes wrong',
        'Page `toys-desk`.',
      ),
    ],
    sound: [
      page(
        '## Old index',
        WARNED,
        fence('bash', 'kubectl -n toys delete pvc letters'),
        '## Bring it back',
        fence('bash', 'velero restore create --from-backup toys'),
      ),
    ],
  },
  {
    code: 'destructive-unguarded',
    faults: [
      page(
        '## Clean up',
        'We keep snapshots for 60 days.',
        fence('bash', 'aws ec2 delete-snapshot --snapshot-id snap-1'),
      ),
      page(
        '## Full disk',
        '*Check*',
        fence('bash', 'df -h'),
        '*Fix*',
        fence('bash', 'dropdb dolls'),
      ),
      page('## Previews', fence('bash', "PREVIEW='p1'  # one of the names above", 'dropdb dolls')),
      page(
        '## Slots',
        'A slot that nobody reads keeps logs for ever. Drop it:',
        fence('bash', 'dropdb dolls'),
      ),
      page(
        '## Decommission a till',
        fence('bash', 'aws ec2 terminate-instances --instance-ids "$TILL"'),
      ),
      page('## Full', 'Make room first:', fence('bash', 'dropdb dolls')),
      page('## Disk', 'Read it like this:', '* Over 90 %: make room with `dropdb dolls`.'),
    ],
    sound: [
      page(
        '## Releases',
        '1. Print the list:',
        fence('bash', 'ls -1dt /srv/releases/* | tail -n +4'),
        '2. Remove them:',
        fence('bash', 'ls -1dt /srv/releases/* | tail -n +4 | sudo xargs -r rm -rf --'),
      ),
      page('## Dolls', 'They can not be restored afterwards.', fence('bash', 'dropdb dolls')),
      page('## Shelf', 'Should you have picked the wrong slot, `zpool detach toys sdb` at once.'),
      page(
        '## Dolls',
        'Before the next command look at your prompt.',
        fence('bash', 'dropdb dolls'),
      ),
      page('## Old workspaces', fence('bash', 'terraform workspace delete old')),
      page('## 4. Way back', fence('bash', 'lvconvert --merge vg0/toys_before')),
      page('## Dolls', 'Two approvals of the desk are needed.', fence('bash', 'dropdb dolls')),
      page(
        '## Dolls',
        'Look in the list whether a shop uses them; if so, stop and call. Otherwise take them away:',
        fence('bash', 'dropdb dolls'),
      ),
      page(
        '## Images',
        'The node pulls an image again when it needs it.',
        fence('bash', 'crictl rmi --prune'),
      ),
      page('## Dolls', 'Get a go from the desk.', fence('bash', 'dropdb dolls')),
    ],
  },
]);
