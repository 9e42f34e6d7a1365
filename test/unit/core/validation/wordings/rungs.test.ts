import { describeWordings, page, table } from '../wordings';

const escalation = (text: string): string => page(`## Escalation\n\n${text}`);

describeWordings([
  {
    code: 'escalation-contact',
    faults: [
      // To escalate, where the others say to whom.
      escalation('Mail piles up after the restart: escalate.\nRelay is gone: desk, pager 311.'),
      escalation('- Relay refuses mail for an hour: desk, pager 311\n- Store is full: escalate.'),
      escalation('- If the desk is busy, escalate further.\n- On fire, dial 4112 for the porter.'),
      escalation(
        table('When | What to do', 'Store is full | escalate', 'Relay is gone | page desk, 4411'),
      ),
      escalation(
        '1. The relay restarts by itself: desk, pager 311.\n2. It stays down: escalate it.',
      ),
      escalation('1. Desk, pager 311\n2. After half an hour: escalate to the next level.'),
      // Somebody of whom only the department is told.
      page(
        '## Not better by noon\n\n1. Desk: dial 4410.\n2. When the far side is silent, someone from routing must look at the link.',
      ),
      escalation(
        'First the desk (pager 311).\nIf mail stays held, wake up somebody from Archives.',
      ),
      escalation('1. Desk, pager 311\n2. A colleague from the routing group'),
      escalation('1. Desk, pager 311\n2. One of the archive people'),
      escalation('1. Desk, pager 311\n2. Anybody in the office with root'),
      escalation('1. Desk, pager 311\n2. The person who set up the relay'),
      escalation('1. Desk, pager 311\n2. Find out who runs the archive, and tell them.'),
      escalation('1. Desk, pager 311\n2. Whoever holds the keys of the hall'),
      // A role and an aside that is no way.
      escalation('1. Desk, pager 311\n2. The shift lead (ask the others who that is today)'),
      escalation('1. Desk, pager 311\n2. Storage lead (on holiday in August)'),
      escalation('1. Desk, pager 311\n2. Storage lead, if the array is the cause.'),
      // A means without its number.
      escalation('* Tier 1: desk, pager 311\n* Tier 2: Ana Ruiz, 4412\n* Tier 3: maker hotline'),
      escalation('- Desk, pager 311\n- Hotline of the maker'),
      escalation('1. Desk, pager 311\n2. Facility manager, by phone'),
      escalation(table('Step | Who | How', '1 | desk | pager 311', '2 | head of mail | by phone')),
      escalation(
        table('Step | Who | How', '1 | desk | pager 311', '2 | head of mail | see phone list'),
      ),
      escalation(
        table('Step | Who | How', '1 | desk | pager 311', '2 | head of mail | ask reception'),
      ),
      escalation(
        table('Step | Case | Contact', '1 | slow | desk, pager 311', '2 | theft | comes later'),
      ),
      escalation(
        table('Step | Case | Contact', '1 | slow | desk, pager 311', '2 | theft | the lawyers'),
      ),
      escalation(
        table('After | Whom', '0 min | desk, pager 311', '30 min | the maker of the array'),
      ),
      // A person, and no way.
      escalation('- at once: desk, pager 311\n- 30 min: Ana Ruiz'),
      escalation('**First line** – desk, pager 311  \n**Second line** – datacentre manager'),
      escalation('Desk (pager 311) → Ana Ruiz (4412) → management'),
      escalation(
        'First line is the desk at 4410, second line is Ana Ruiz at 4412, third line is the maker of the array.',
      ),
      escalation('- Level 1: desk\n  - phone: 4410\n- Level 2: datacentre manager\n  - phone:'),
      page('> **Escalation:** desk (pager 311), then the maker of the array.'),
      page('**Escalate to:** the relay lead'),
      // Under whatever title people to call stand.
      ...[
        'Call for help',
        'Getting help',
        'Stuck?',
        'Whom to wake',
        'Chain of command',
        'Call tree',
        'People to ring',
        'Who is next',
        'If you get stuck',
        'When you cannot fix it',
        'Not fixed after 30 minutes',
        'Contacts',
        'On-call',
        'Support',
        'Further help',
      ].map((title) =>
        page(`## ${title}\n\n1. Desk, pager 311\n2. Ana Ruiz, 4412\n3. Datacentre manager`),
      ),
      page('## Contacts\n\n- Desk: pager 311\n- Ana Ruiz: 4412\n- Maker of the array'),
      page('## Last resort\n\n- Desk - pager 311\n- Ana Ruiz - 4412\n- The courier company'),
      // Told to somebody in a step.
      page('After an hour without progress, call the routing group.'),
      page('Then the carrier has to be called.'),
      escalation('- *Money is lost:* inform the treasury.\n- *Mail is lost:* desk, pager 311.'),
    ],
    sound: [
      escalation('Mail piles up after the restart: escalate.\n\n1. Desk, pager 311\n2. Ana, 4412'),
      escalation('After 30 minutes: escalate.\n\n- Level 1: desk, pager 311\n- Level 2: Ana, 4412'),
      escalation(
        'When the store is full, escalate:\n\n| Who | How |\n|---|---|\n| Desk | pager 311 |',
      ),
      escalation('1. Desk, pager 311\n2. After half an hour: the next level.\n3. Ana Ruiz, 4412'),
      escalation('1. Desk, pager 311\n2. Someone from routing (dial 4413) must look at the link.'),
      page(
        '- Routing: pager 312',
        '## Not better\n\nIf the far side is silent, someone from routing must look at it.',
      ),
      // The point behind a title of respect ends nothing.
      escalation('1. Desk, pager 311.\n2. Head of mail, Mrs. Ruiz, mobile +34 600 555 018.'),
      escalation('- Head of mail, Mr. O. Berg – 4412\n- Director, Dr. Ana Ruiz – 4413'),
      escalation(
        '- Second line: Dr. Ana Ruiz, phone 4412.\n- Third line: maker portal, ticket by Mr. Berg (4413).',
      ),
      escalation('1. Head of mail, Sra. Ruiz, ext. 4412\n2. The archive, c/o Prof. Berg, 4413'),
      escalation('1. Head of mail, currently J. R. Berg, dial 4412'),
      escalation('1. Head of mail (Mrs. Ruiz)\n   - mobile 0155 55018\n2. Desk, pager 311'),
      escalation('Desk (pager 311) → Ana Ruiz (4412) → management (board@example.org)'),
      escalation('* Tier 1: desk, pager 311\n* Tier 2: maker hotline 0800 555 010, contract 77'),
      escalation('1. Desk, pager 311\n2. Facility manager, by phone on 4412'),
      escalation(
        table('Step | Who | How', '1 | desk | pager 311', '2 | head of mail | through the desk'),
      ),
      escalation('- Level 1: desk\n  - phone: 4410\n- Level 2: manager\n  - phone: 4411'),
      escalation('1. Desk, pager 311\n2. Attach the log of the relay.\n3. Ana Ruiz, 4412'),
      escalation('1. Desk, pager 311\n2. Ana Ruiz, 4412\n3. Switch the relay off and wait.'),
      page('## Contacts\n\n- Desk: pager 311\n- Ana Ruiz: 4412\n- Chat: `#mail`\n- Hours: 8 to 17'),
      page('## Stuck?\n\n1. Stop the relay.\n2. Desk, pager 311\n3. Ana Ruiz, 4412'),
      page('Somebody has to confirm the hash before the second start.'),
      page('Someone on the bridge writes the minutes.'),
      page('The relay must know its own name.'),
      page('One of the nodes has to be drained first.'),
      page('Report the counts to the ticket.'),
      page('The person who starts the job stays until it is over.'),
      page('- Owner: Ana Ruiz, 4412', 'If both relays are down, Ana Ruiz must know at once.'),
    ],
  },
  {
    code: 'unfilled-contact',
    faults: [
      ...[
        'owner:',
        'owner: ""',
        "owner: ''",
        'owner: []',
        'owner: ~',
        'owner: null',
        'owner: {}',
        'owner: # who?',
        'contact:',
        'contacts: []',
        'maintainers: []',
        'on_call:',
        'team: mail\nowner:',
        'owner: mail\non-call: ""',
        'owner:\n  name:\n  channel: "#mail"',
        'ownership:\n  team: mail\n  contact:',
        'escalation_contact:',
        'owners:\n  -',
        'owner: nobody (Ana has left)',
        'owner: formerly Ana Ruiz',
      ].map((lines) => `---\ntitle: Cache\n${lines}\nstatus: done\n---\n\n# Cache\n\nSay hello.`),
      table('Field | Value', 'Owner | ', 'Since | 2024'),
      '- Owner:\n- Since: 2024',
      '**Owner**\n: TBC',
      'Owner — tbd',
      '**Contact** = ???',
      'Owned by: still to be found',
      'Maintained by nobody right now.',
      'Owner: was Ana Ruiz, who has left',
      'Owner: Ana Ruiz (left in May)',
      'Contact: unknown at present',
      'Contact person: ask around',
      'On call: whoever is free',
      'Owner: mail team; deputy: TBD',
      '> Owner: … · Team: mail',
      '| Service | Owner | Phone |\n|---|---|---|\n| mail | Ana | 4412 |\n| news | ? | 4413 |',
    ],
    sound: [
      ...[
        'owner:\n  - mail team',
        'owner:\n  name: Ana Ruiz\n  channel: "#mail"',
        'owner: >\n  mail team',
        'owner: &o mail',
        'contacts:\n- name: Ana\n  phone: 4412',
        'maintainers: [ana, bo]',
        'owner: mail\nupdates:',
        'parent:\nowner: mail',
        'owner: mail\nreviewer:\n  # the second pair of eyes\n  - Ana',
      ].map((lines) => `---\ntitle: Cache\n${lines}\nstatus: done\n---\n\n# Cache\n\nSay hello.`),
      table('Field | Value', 'Owner | mail team', 'Replaced by | '),
      '- Owner:\n  - Ana Ruiz, 4412\n- Since: 2024',
      'Owner: mail team (Ana Ruiz until May, then Bo Berg)',
      'Owner: mail team, left to right in the chart',
    ],
  },
]);
