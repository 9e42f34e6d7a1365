import { describeWordings, page, table } from '../wordings';

describeWordings([
  {
    code: 'severity-response',
    faults: [
      page(
        '## Response times\n\n1. **Blocker** – no mail: within 15 minutes.\n2. **Major** – slow mail: within 1 hour.\n3. **Wish** – new folders and the like.',
      ),
      page(
        '## Reaktionszeiten\n\n- Stillstand: 15 Minuten\n- Störung: 1 Stunde\n- Wunsch: neue Ordner',
      ),
      page(
        '## Levels\n\n* Outage: all is down. Somebody is on it within 10 minutes.\n* Degraded: slow.\n* Cosmetic: a typo. Within 5 working days.',
      ),
      page(
        '## Levels\n\nBlocker\n: No mail. Within 15 minutes.\n\nAnnoyance\n: Slow mail.\n\nMinor\n: One box. Within 2 working days.',
      ),
      page(
        '## Colours\n\n' +
          table(
            ' | Meaning | First look',
            'Red | down | 10 min',
            'Amber | slow | we try',
            'Green | odd | 5 days',
          ),
      ),
      page(
        table(
          'Level | Sign | Response',
          'High | no queue | 10 min',
          'Normal | slow | –',
          'Low | odd | 2 days',
        ),
      ),
      page('> **Alert:** QueueFull · **Severity:** SEV-2 · **Team:** Messaging'),
      page('Priority of this alert: P1 during the sales, P3 otherwise.'),
      page('We rate a full queue as a Sev2.'),
      page(table('Field | Value', 'Service | queue', 'Priority | P2')),
      page('- **Impact:** orders are late\n- **Severity:** 2'),
      '---\ntitle: Queue full\nseverity: P2\n---\n\n# Queue full\n\nRestart it.',
      page('Schweregrad 2, solange noch ein Knoten arbeitet, sonst Schweregrad 1.'),
      page('Gravité : 2'),
      page(
        'SEV1 (all stopped): somebody looks within 5 minutes. SEV2 (one stopped): see how it goes.',
      ),
      page('Everything stopped → P1, respond in 10 min.\nOne tenant stopped → P2.'),
      page('Levels:\n\n* `SEV1`: customers see errors\n* `SEV2`: only staff see errors'),
      page('### P3: slow\n\nMails arrive late.'),
      page('An outage in office hours is priority 1, one at night priority 3.'),
      page('Alert level: **P2** (raised by the monitoring after 10 minutes).'),
      page(table('Alert | Priority | Meaning', 'High | P3 | filling', 'Full | P1 | stopped')),
      page('It counts as S1 when more than one site is affected.'),
      page('Severity: **high**'),
      page('Fires 21 days ahead as a P3.'),
      page(
        '## Severity\n\n### Critical\n\nAll stopped. Response: 5 minutes.\n\n### Minor\n\nOne mailbox is slow.',
      ),
      page(
        'How we answer:\n\n- Major (no mail): everybody is called\n- Minor (slow mail): answered in 3 hours',
      ),
      page('Sev-1 when all mail stops, react without delay. Sev-2 when one queue stops.'),
      page('One mailbox is a P4. More than ten mailboxes in an hour is a P2.'),
      page(table('Grade | Meaning | Who reacts', 'A | all stopped | on-call', 'B | slow | team')),
      page('Levels: critical (all stopped), major (one stopped), minor (slow).'),
      page(
        '## How bad is it\n\n- All mail: answer within 10 minutes\n- One mailbox: tell the team',
      ),
      page('This is always handled as severity one.'),
      page('> [!NOTE]\n> Treat it as P1 when both nodes are down.'),
      page('**Priority** P3 · **Owner** mail, #mail'),
      page(table('Severity | SEV3', 'Owner | mail')),
      page(
        '## Severity\n\n' +
          table('Level | When', 'Red | all stopped', 'White | one mailbox stopped'),
      ),
      page(
        table(
          'Class | Sign | Reaction',
          'A | all stopped | 20 min',
          'B | half stopped | best effort',
          'C | one stopped | 3 days',
        ),
      ),
      page(
        '- **P1**: all stopped, answer in 5 min\n- **P2**: half stopped, we look when we have time\n- **P3**: slow, next working day',
      ),
      page(
        '## Severity\n\nSEV1: all stopped. Answer in 5 minutes.\nSEV2: slow. As time allows.\nSEV3: odd. Answer in 2 days.',
      ),
      ...[
        'expires in 3 days',
        'the disk is full in 12 hours',
        'the quota runs out within 2 days',
        '2 days left on the licence',
        'the lease lapses in 8 hours',
      ].map((sign) =>
        page(
          `## Which level\n\nLevel 1: gone already. Act within 10 minutes.\nLevel 2: ${sign}.\nLevel 3: late. Act within 5 days.`,
        ),
      ),
      ...['mails of one kind (bulk, instant, list)', 'instant messages', 'direct debits'].map(
        (sign) =>
          page(
            `- \`SEV-1\`: all stopped. Answer in 5 min.\n- \`SEV-2\`: ${sign} stopped.\n- \`SEV-3\`: slow. Answer in 30 min.`,
          ),
      ),
    ],
    sound: [
      page('## Response times\n\n- /login: below 200 ms\n- /send: below 300 ms\n- /export: slow'),
      page('## Response times\n\n- Weekdays: 15 minutes\n- Nights: 30 minutes\n- Contact: #mail'),
      page('## Reaction times of the valves\n\n- V1: 3 minutes\n- V2: 5 minutes\n- V3: by hand'),
      page(
        '## Levels\n\n- Low: open it within 10 minutes.\n- Full: shut it within 5 minutes.\n- Normal: nothing to do.',
      ),
      page('## Levels\n\n- Full: all disks.\n- Increment: what changed, within 20 minutes.'),
      page(
        '- P1: all stopped, answer in 5 min\n- P2: half stopped, best effort\n- P3: slow, no response needed',
      ),
      page(
        table(
          'Class | Sign | Reaction',
          'A | all stopped | 20 min',
          'B | half stopped | 2 h',
          'C | one stopped | best effort',
        ),
      ),
      page(
        table(
          'Class | Sign | Reaction',
          'Low | one stopped | best effort',
          'Medium | half stopped | 2 h',
          'High | all stopped | 20 min',
        ),
      ),
      page(
        '- **P1**: all stopped, answer in 5 min\n- **P2**: half stopped, can wait until the morning\n- **P3**: slow, next working day',
      ),
      page(
        '- **P1**: all stopped, instant response\n- **P2**: half stopped, 2 h\n- **P3**: slow, next working day',
      ),
      page(
        '## Severity\n\n- SEV1: expires in 2 hours, answer in 10 minutes\n- SEV2: expires in 2 days, within 4 hours',
      ),
      page(
        table(
          'Level | Sign | Response',
          'High | no queue | 10 min',
          'Low | odd | 2 days',
          'Normal | – | –',
        ),
      ),
      page('Severity: SEV2, acknowledged within 15 minutes.'),
      page('This is a P2: look at it before the end of the day.'),
      page(table('Field | Value', 'Priority | P2', 'Response | 30 min')),
      '---\nseverity: P2\nresponse_time: 30m\n---\n\n# Queue full\n\nRestart it.',
      page('Severity SEV2, see [severity levels](https://wiki.example.org/levels).'),
      page('Schweregrad 2, Reaktion innerhalb von 30 Minuten.'),
      page('P1/P2: someone looks within 15 minutes. P3: next business day.'),
      page('If a P1 lasts longer than 30 minutes, ring the duty manager on 0155 550 111.'),
      page('The dashboards of all open P1 incidents are on the wall.'),
      page('Partition layout: P1 is the boot partition, P2 holds the data.'),
      page(table('Percentile | Limit', 'P95 | 200 ms', 'P99 | 900 ms')),
      page('**Severity:** warning'),
      page('A full queue is SEV2. The one on call reacts in under 30 minutes.'),
      page('Open a severity 2 case with the vendor.'),
      page(
        '## Severity\n\n### SEV1\n\nAll stopped. Answer: 5 minutes.\n\n### SEV2\n\nOne stopped. Answer: 1 hour.',
      ),
      page(
        table(
          ' | SEV1 | SEV2',
          '**Meaning** | all stopped | cosmetic',
          '**Answer** | 5 min | 1 working day',
        ),
      ),
      page('This is no P1.'),
      page('Set `severity: sev2` in the alert rule.'),
      page('- Major: no mail, answered in 10 min\n- Minor: slow mail, tomorrow is soon enough'),
      page('SEV1 is all mail and is answered at once. SEV2 is a queue and waits for Monday.'),
      page('## Severity\n\nEach is answered within the hour.\n\n- SEV1: all\n- SEV2: one'),
      page('- High: above 90 %\n- Medium: above 80 %'),
      page('- **Warning**: fires at 80 %\n- **Critical**: fires at 90 %'),
      page(
        table('Severity | Who | When', 'high | on-call | at once', 'low | team | in office hours'),
      ),
      page('P1 and P2 are on broker 3.'),
      page('## Escalation\n\n' + table('Severity | After 15 min', 'Sev 1 | desk', 'Sev 2 | lead')),
      page(table('Alert | Severity', 'QueueFull | critical', 'QueueGone | critical')),
      page('A stopped node has to be answered within 30 minutes (severity 2).'),
    ],
  },
]);
