import { describeWordings, page, table } from '../wordings';

const escalation = (text: string): string => page(`## Escalation\n\n${text}`);

describeWordings([
  {
    code: 'escalation-contact',
    faults: [
      escalation('- At once: mail desk, ext. 4411.\n- After an hour: go up the chain of command.'),
      escalation(
        '- At once: mail desk, ext. 4411.\n- Letters are lost: hand it to the person responsible.',
      ),
      escalation('1. Mail desk, ext. 4411.\n2. The press asks: pass it on to the right people.'),
      escalation('- Mail desk, ext. 4411.\n- Money is lost: let the bosses know.'),
      escalation('- Mail desk, ext. 4411.\n- Still stuck: refer it upwards.'),
      escalation('Mail desk, ext. 4411. After two hours go one level higher.'),
      escalation('1. Mail desk, ext. 4411.\n2. Legal has to be told when letters are lost.'),
      escalation('1. Mail desk, ext. 4411.\n2. The press office decides what is said.'),
      page(
        'The switch is `core: a`, reached by management network only.',
        '## Escalation',
        table(
          'Step | Whom',
          '1 | mail desk, ext. 4411',
          '2 | Acme TAC, ext. 4412',
          '3 | Management',
        ),
      ),
      escalation('1. Mail desk, ext. 4411.\n2. Legal, if letters of customers may be lost.'),
      page(
        '## Letters stay',
        'Escalate in this order:\n\n- Mail desk: ext. 4411.\n- Owner of the queue: #mail-owner.\n- Technical director.',
      ),
      page(
        '## Letters stay',
        'Red: mail desk, ext. 4411. After ten minutes: escalate\nto management. Amber: post in #mail.',
      ),
      escalation('If it stays full for 20 minutes, get somebody senior from the mail team.'),
      page(
        '**Owner:** Mail team, #mail',
        '## Escalation',
        'Then fetch someone from the mail team.',
      ),
      page(
        '## Still failing\n\nEscalate to the broker lead and open a bridge as in [calls](calls.md).',
      ),
      escalation(
        'Messaging on-call, then the lead of Messaging.\nSee [the other queue](https://wiki.example.org/q).',
      ),
      page('## If nothing helps\n\nEscalate to whoever of the platform crew is awake.'),
      escalation('Escalate after 15 minutes to the usual suspects.'),
      escalation(
        '1. After 20 minutes: second line, PagerDuty `mail`.\n2. After 40 minutes: relay provider Fastmailer.',
      ),
      page('## Eskalation\n\nNach 30 Minuten an die Bereitschaft Netz eskalieren.'),
      page(
        '## Eskalation\n\nDie Rufbereitschaft anrufen (0155 550 12), danach die Abteilungsleitung.',
      ),
      escalation('Level 1 is the desk (555-0142). Level 2 is the product owner.'),
      escalation(
        table(
          'Level | Who | How',
          '1 | on-call | PagerDuty `mail`',
          '2 | head of mail | in person',
        ),
      ),
      escalation(
        'First the mail engineer on call (pager 4411). If there is no answer, the deputy.',
      ),
      page(table('Field | Value', 'Service | mail', 'Escalation | Mail lead')),
      page('## Hand over\n\nNot solved by then? Hand it to tier 3.'),
      escalation('Second line: Ops Berlin.'),
      page('The relay specialist has to be brought in before a second start.'),
      page('If the queue hangs, get the mail lead on the line.'),
      page('Let the list steward know at once, she has to call the desks.'),
      page('Security must be looped in when a foreign key shows up.'),
      page('Still stuck? Grab whoever owns the relays.'),
      escalation('Not better within 30 minutes: mail lead.'),
      escalation(
        '- Up to 15 min: desk (dial 4410)\n- Up to 45 min: lead (dial 4411)\n- Beyond: crisis room',
      ),
      page(
        '## Who else to wake\n\n- Mail deputy: PagerDuty `mail-2`\n- Key officer, for anything with a key: escalate by phone',
      ),
      page('## Reach\n\n' + table('Step | Whom | Way', '1 | desk | 555-0142', '2 | architect | ')),
      escalation('Still above 5000 after an hour: escalate to the mail consultant.'),
      ...[
        'Relay defect: raise a ticket with the manufacturer.',
        'Relay defect: log a case with our relay provider.',
        'Wrong list: have somebody from the press side check it.',
        'Wrong list: talk to someone of the owners first.',
        'Down for an hour: take the matter to the board.',
        'Down for an hour: report it to management.',
        'Down for an hour: pass it on to the vendor.',
      ].map((line) =>
        escalation(`- ${line}\n- Desk: Mail Management, pager 311, +44 20 5550 0142`),
      ),
      page('## No idea what to do\n\n- Desk: pager 311\n- No answer there: call the stand-in.'),
      page(
        '## Call\n\n- Desk: pager 311\n- Lists: lists@mail.example\n- The board (after an hour of SEV1): to be told by the desk.',
      ),
      escalation(
        table(
          'Step | After | Who | How',
          '1 | 0 | desk | pager 311',
          '2 | 1 h | next tier |',
          '3 | 2 h | Head of Mail, Ann Berg | +44 20 5550 0142',
        ),
      ),
    ],
    sound: [
      page(
        '## Letters stay',
        'Escalate in this order:\n\n- Mail desk: voice channel *sorting*, always open.\n- Postmaster: ext. 4411.\n- Owner of the queue: #mail-owner.',
      ),
      page('## Look', 'If files are open, phone the people and wait.'),
      escalation('1. Mail desk, ext. 4411.\n2. Legal is told by the mail desk, not by you.'),
      escalation(
        '1. Mail desk, ext. 4411.\n2. Management is informed every hour by the mail desk.',
      ),
      escalation(
        '- Mail desk, ext. 4411.\n- Guests are told on the status page by the desk.\n- Relay: ext. 4412.',
      ),
      escalation(
        '- Mail desk, ext. 4411.\n- Nobody answers: the next in this list.\n- Relay: ext. 4412.',
      ),
      escalation('The responsible team is named on the alert. Call it at the number in the alert.'),
      escalation(
        '- Desk: ext. 4411.\n- The relevant team is listed in the alert; its pager is `mail-2`.',
      ),
      escalation(
        'For SEV1, call the duty manager (pager `duty`). The duty manager decides who else comes.',
      ),
      escalation(
        'If nobody answers, go one level higher.\n\n1. Desk, ext. 4411\n2. Ana Berg, ext. 4412',
      ),
      escalation('- Mail desk, ext. 4411.\n- Legal has to know if letters are lost: ext. 4415.'),
      escalation('- Relay defect: raise a ticket with Fastmailer.\n- Desk: pager 311'),
      escalation('- Relay defect: raise a ticket in the portal of the vendor.\n- Desk: pager 311'),
      escalation(
        '- Relay defect: raise a ticket with the vendor.\n- Vendor: +44 20 5550 0142\n- Desk: pager 311',
      ),
      page('Raise a ticket with the manufacturer when the fan is loud.'),
      page('Send it to the admin queue, and report it to the board.'),
      escalation('- Relay gone → Mail on-call, pager RELAY-2\n- All else → the desk, `#desk`'),
      escalation('- Relay gone → Mail on-call, radio NET4\n- All else → the desk, `#desk`'),
      escalation(
        '1. **Mail on-call.** Reached through the entry in the service catalogue.\n2. **Lead.** +44 20 5550 0142',
      ),
      escalation('1. Mail on-call, number in the phone book.\n2. Lead, +44 20 5550 0142'),
      escalation('- Down for an hour: report it to management.\n- Management: +44 20 5550 0142'),
      page('## Call\n\n- Desk: pager 311\n- Lists: lists@mail.example'),
      page(
        '## Call\n\n- Desk: pager 311\n- Maker of the fans: +44 20 5550 0142\n- Fan defect: open a case with the maker.',
      ),
      escalation(
        'Mail on call: pager 4411. Then the manager on duty, extension\n2001. Relays: see below.',
      ),
      escalation('If it stays full, page the mail team (`@mail-oncall` in Slack).'),
      escalation(
        'Escalate to the broker lead. Number and rota: [contacts](https://wiki.example.org/c).',
      ),
      page(
        '**Owner:** Mail team, #mail',
        '## Escalation',
        'Still full: escalate to the mail team.',
      ),
      page('The relay specialist (dial 4471) has to be brought in before a second start.'),
      page('The flaw lets a user escalate to root.'),
      escalation('The mail lead decides. Call him at 4418, ext. 4418.'),
      escalation('- Have the number of the ticket at hand.\n- Desk: pager 311\n- Lead: pager 312'),
      escalation('- Desk: pager 311\n- Lead, number above\n- Owner: pager 312'),
      page('Owner: mail team, #mail', 'Failing that, wake up the on-call of the mail team.'),
      page('The function is called by the scheduler.'),
      page('Try the admin page first.'),
      escalation('Nobody is called at night for this page. It waits for the morning.'),
      escalation('This page needs no escalation.'),
      escalation('Somebody answers within 15 minutes: PagerDuty `mail`.'),
      escalation('See [escalation](https://wiki.example.org/escalation).'),
      escalation('The desk (555-0142) calls the duty manager.'),
      page("## Escalade\n\nAprès 30 minutes, appeler l'astreinte au 01 55 01 42."),
      escalation(
        'Platform on-call (Opsgenie schedule `platform`), then the head of platform, Ext. 4411.',
      ),
      escalation('3. Vendor Support, customer number in the password safe.'),
      escalation('Desk, ext. 2340; DBA: see [replica lag](https://wiki.example.org/x#escalation).'),
      page('Do not escalate privileges with sudo.'),
      page('Hand over to the owner of the data, then close the ticket.'),
    ],
  },
]);
