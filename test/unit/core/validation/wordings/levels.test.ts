import { describeWordings, page, table } from '../wordings';

const levels = (text: string): string => page(`## Severity\n\n${text}`);

describeWordings([
  {
    code: 'severity-response',
    faults: [
      // The level stands behind what it is for.
      page(
        'Lost mail is a **major** incident: answer within 15 minutes.\nLate mail is a **minor** incident: write to the board.',
      ),
      page('Lost mail counts as high: look within 15 minutes. Late mail counts as low: tell Ana.'),
      page('- No mail at all → critical, 10 minutes\n- Mail is slow → moderate, tell the desk'),
      page('- No mail at all = red (answer in 10 min)\n- Mail is slow = amber (tell the desk)'),
      // Names that no list has.
      page(
        'How fast we come:\n\n**Severe** (no mail): within 10 minutes, pager 311.\n**Noticeable** (slow): `#mail`.\n**Cosmetic** (looks odd): in 3 working days.',
      ),
      page('How soon we answer:\n\n- Everything is down: 5 minutes\n- One site is down: the desk'),
      levels('- *Blackout*: 5 minutes\n- *Brownout*: 1 hour\n- *Flicker*: by mail'),
      levels('1. All sites: 5 minutes\n2. One site: 20 minutes\n3. One person: `#mail`'),
      levels('1 – all sites, 5 minutes\n2 – one site, 20 minutes\n3 – one person'),
      levels('Red: answer within 5 minutes.\nYellow: tell the desk.\nBlue: next working day.'),
      levels('Category 1: 5 minutes\n\nCategory 2: the desk takes it\n\nCategory 3: tomorrow'),
      levels('Class A is answered in 5 minutes, class B goes to the desk.'),
      levels('`urgent`: 5 minutes\n`soon`: 2 hours\n`some day`: by mail'),
      page(
        table('Class | Means | Answer within', 'S1 | stop | 5 min', 'S2 | slow | 4 h'),
        'An S4 is anything that only testers see.',
      ),
      page(
        '- SEV1 is answered in 5 minutes.\n- A sev0 (mail of others is shown) goes before all else.',
      ),
      page(
        table(
          'Monitor severity | Our name | First reaction',
          'Disaster | S1 | 10 min',
          'Average | S2 | to be agreed',
          'Warning | S3 | 2 days',
        ),
      ),
      page(table('What | Reaction', 'stop | 10 min', 'slow | to be agreed', 'odd | 2 days')),
      page(
        '## How bad is it?\n\n- **Red** all down. Answer: 5 minutes.\n- **Amber** one down. Tell the desk.',
      ),
      page(
        '## Which class is it?\n\n* **K1**: no mail. Respond within 10 minutes.\n* **K2**: late mail.',
      ),
      page(
        '- K1: no mail, answer in 10 minutes\n- K2: late mail, for the desk\n- K3: odd, reply in a day',
      ),
      ...[
        'Somebody looks within',
        'We begin in',
        'First look',
        'Picked up after',
        'In how long',
      ].map((title) =>
        page(table(`Rank | Means | ${title}`, 'A | stop | 10 min', 'B | odd | not agreed')),
      ),
      // A cell with no time.
      ...[
        'when possible',
        'sometime',
        'eventually',
        'to be agreed',
        'depends',
        'case by case',
        'open',
        'undecided',
        '…',
        'n/a',
        '(none yet)',
        'later',
        'with the team',
        'as needed',
        'TBD',
        '**?**',
      ].map((cell) =>
        page(
          table(
            'Level | Meaning | Response',
            'A | stop | 5 min',
            `B | slow | ${cell}`,
            'C | odd | 2 days',
          ),
        ),
      ),
      ...[
        'We start within',
        'Look at it',
        'First look',
        'Someone is there in',
        'Pick-up',
        'MTTA',
        'Begin',
        'Attended in',
        'How fast',
        'Target',
        'Time',
        'Deadline',
        'Attention',
        'Speed',
      ].map((title) =>
        page(
          table(
            `Severity | Meaning | ${title}`,
            '1 | stop | 5 min',
            '2 | slow | 20 min',
            '3 | odd | ',
          ),
        ),
      ),
      page(
        table(
          'Level | Meaning | Response | Word to the users',
          '1 | stop | 5 min | each 15 min',
          '2 | slow | 20 min | each 30 min',
          '3 | odd | | none',
        ),
      ),
      page(table('Impact | Answer', 'all sites | 5 min', 'one site | 20 min', 'one person | ')),
      page(
        table('Urgency | Sign | React within', 'top | no mail | 5 min', 'mild | slow | as we can'),
      ),
      page(
        table('Case | Severity | Respond', 'no mail | 1 | 5 min', 'slow | 2 | ', 'odd | 3 | 2 d'),
      ),
      page(table(' | P1 | P2 | P3', 'Meaning | stop | slow | odd', 'Answer | 5 min | | 2 days')),
      // Below a heading or an item of its own.
      levels('- SEV1\n  - no mail\n  - answer: 15 min\n- SEV2\n  - slow mail\n  - whom: `#mail`'),
      levels(
        '### Outage\n\nNo mail. Answer: 5 minutes.\n\n### Degraded\n\nSlow mail. Tell the desk.',
      ),
      page('**P1 – stop.** Answer within 5 minutes.\n\n**P2 – slow.** The desk takes it.'),
      page('> P1: no mail; begin in 5 minutes\n> P2: slow mail'),
      page(
        'Priority 1 (no mail): 5 minutes; priority 2 (slow): 1 hour; priority 3 (odd): the desk.',
      ),
      page('Sev 1 means 15 minutes, Sev 2 means one hour, Sev 3 means nobody is woken up early.'),
      page(
        'SEV4 is for leftovers, such as an odd font.\n\nSEV1 is all mail, answered in 5 minutes.',
      ),
    ],
    sound: [
      page('## Call tree\n\n- L1: desk, answers in 10 minutes, pager 311\n- L2: Ana Ruiz, 4412'),
      page('- A1: relay in hall 1\n- A2: relay in hall 2, answers pings within 10 minutes'),
      page(table('Job | First run', 'dump | 10 min', 'sweep | ')),
      page(table('Cell | Starts within', 'A | 5 min', 'B | 7 min')),
      levels(
        'Severity 1 (no mail comes in or goes out at all): somebody of the desk answers within\n10 minutes. Severity 2 (one mailbox is full): answered within an hour.',
      ),
      page(
        'Lost mail is a **major** incident: answer within 15 minutes.\nLate mail is a **minor** incident: the next working day.',
      ),
      page('How soon we answer:\n\n- Everything is down: 5 minutes\n- One site is down: 1 hour'),
      levels('1. All sites: 5 minutes\n2. One site: 20 minutes\n3. One person: next day'),
      levels('- *Blackout*: 5 minutes\n- *Brownout*: 1 hour\n- *Flicker*: no answer needed'),
      page(
        table('Level | Means | Response', '1 | stop | 5 min', '2 | odd | end of the test window'),
      ),
      page(table('Level | Means | Response', '1 | stop | 5 min', '2 | odd | next weekly meeting')),
      page(table('Job | Limit', 'dump | 5 min', 'sweep | 20 min', 'index | ')),
      page(table('Check | Response time', 'home page | 200 ms', 'search | 900 ms', 'feed | n/a')),
      page(
        table('Level | Meaning | Response', 'A | stop | 5 min', 'B | odd | none, it only informs'),
      ),
      page(table('Level | Meaning | Response', '1 | stop | 5 min', '2 | odd | best effort')),
      page(table('Level | Meaning | Response', '1 | stop | 5 min', '2 | slow | same as 1')),
      page(
        table(
          'Level | Response | Mended within',
          '1 | 5 min | 4 h',
          '2 | 20 min | 2 days',
          '3 | 1 day | ',
        ),
      ),
      page(table('Tier | Kept for | Restored in', 'hot | 7 days | 5 min', 'cold | 90 days | ')),
      page(table('Step | Waits', 'stop | 5 min', 'start | 20 min', 'look | ')),
      page('The queue is high: look at the lag. It is low: do nothing.'),
      page('- Disk → red, replace it\n- Fan → amber, order one'),
      page('- **Normal**: under 5 minutes\n- **Slow**: above 5 minutes\n- **Stuck**: no figure'),
      page('Wait:\n\n- Stop: 5 minutes\n- Start: 20 minutes\n- Look: at the log'),
      page('How long it takes:\n\n- Small shops: 5 minutes\n- Large shops: the whole night'),
      page('A minor version is a small change: no downtime. A major one takes 15 minutes.'),
    ],
  },
]);
