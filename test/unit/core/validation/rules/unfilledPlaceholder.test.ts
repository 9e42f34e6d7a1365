import { beforeAll, describe, expect, it } from 'vitest';
import { fence, page, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const bash = (...lines: readonly string[]): string => fence('bash', ...lines);

describe('a hole that nobody filled in', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'unfilled-placeholder', { faults, sound });

  it('is found in configuration and in what a command reads', () => {
    const faults = [
      bash('ssh YOURHOST uptime'),
      bash('kubectl -n YOURNAMESPACE get pods'),
      bash('curl https://yourkiln/status'),
      fence('yaml', 'spec:', '  email: CHANGEME'),
      fence('json', '{', '  "owner": "REPLACE_ME",', '  "room": 2', '}'),
      fence('ini', '[kiln]', 'host = YOUR_HOST'),
      fence('json', '{', '  "address": "<NEW-IP>",', '  "shelf": 2', '}'),
      fence('ini', '[kiln]', 'user = <user>'),
      fence('yaml', 'spec:', '  room: "{{ ROOM_NO }}"'),
      fence('json', '{ "ref": "INSERT REF" }'),
      bash('curl https://kiln.example/rooms/{room}/shelves'),
      bash('kilnctl upgrade --version x.y.z'),
      bash('dig +short www.yourdomain.com'),
      'Account: `<account-id>`',
      'Write to kiln-XXXX@example.com.',
      bash('nsupdate <<EOF', 'update add kiln.example 300 A X.X.X.X', 'send', 'EOF'),
    ];
    const sound = [
      bash('ssh yourname@kiln.example uptime'),
      bash('systemctl restart yourls'),
      `${fence('yaml', 'spec:', '  email: CHANGEME')}\n\nReplace CHANGEME by the address of the desk.`,
      fence('yaml', 'spec:', '  email: CHANGEME # your own', '# CHANGEME: the address of the desk'),
      fence('yaml', 'on_fail: todo-list'),
      fence('json', '{ "address": "192.0.2.7" }'),
      `Fill in the room:\n\n${fence('yaml', 'spec:', '  room: <room>')}`,
      `${bash('kilnctl show <room>')}\n\n${fence('yaml', 'spec:', '  room: <room>')}`,
      fence('yaml', 'type: List<String>', 'text: "<b>hot</b>"'),
      fence('yaml', 'spec:', '  room: <room>', '  shelf: <shelf>', '  pot: <pot>'),
      `The room is in the alert.\n\n${bash('curl https://kiln.example/rooms/<room>')}`,
      'Owner: `<owner@example.com>`',
      bash('nsupdate <<EOF', 'update add kiln.example 300 A 192.0.2.7', 'send', 'EOF'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });

  it('is found where a template was never rendered', () => {
    const faults = [
      'The kiln stands in {{ site_name }}.',
      'Platform on call: PagerDuty service `{{ pd_service }}`, day and night.',
      'Cluster: {{cluster}}',
      '| | |\n|---|---|\n| Shelf | {{ shelf }} |\n| Room | B2 |',
      'The board is at https://boards.example/{{ board_id }}.',
      '{% if region == "eu" %}\n\nUse the eu kiln.\n\n{% endif %}',
      'Version ${KILN_VERSION} runs everywhere.',
      '- **Region:** ${region}',
      'The bill goes to <%= cost_centre %>.',
      `${bash("SENDER='{{ sender }}'", 'kilnctl hold "$SENDER"')}`,
      'Der Ofen steht in {{ standort }}.',
      'Le four se trouve à {{ ville }}.',
      'El horno está en {{ ciudad }}.',
      'Stand-by: %(standby)s in the evening.',
      'Room #{room} is locked at night.',
      'Tickets go to the queue {{ cookiecutter.queue }}.',
    ];
    const sound = [
      `Replace {{ node }} by its name.\n\n${bash('kilnctl drain {{ node }}')}`,
      `The name of the node, {{ node }}, stands on its front.\n\n${bash('kilnctl drain {{ node }}')}`,
      'The alert says `{{ $labels.instance }}`.',
      '{% include head.html %}\n\nHello.',
      'See {{< ref "kiln.md" >}} and {{ site.baseurl }}.',
      '> Dear all, the kiln {{ name }} is down since {{ time }}.',
      `## Message template\n\nThe kiln {{ name }} is down.`,
      `Send this:\n\n${fence('text', 'The kiln {{ name }} is down.')}`,
      'Set `${KILN}` first.',
      'It costs $ {nothing} at all.',
      'In the Helm chart {{ .Values.kiln }} holds it.',
      `${fence('yaml', 'kiln: "{{ kiln }}"')}`,
      `${bash("docker ps --format '{{.Names}}'")}`,
      'Everything in {{ braces }} is a placeholder: write the value.',
      `${bash('kilnctl drain {{node}}', 'kilnctl show {{node}}')}`,
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });

  it('is found where brackets tell what to write', () => {
    const faults = [
      'Order it from [Ansprechpartner eintragen] with the number of the shelf.',
      'At 08:00: [describe the hand-over between the shifts here].',
      'The spare key is at <name here>.',
      'The kiln is in room [insert room].',
      'Its serial number is <fill in>.',
      'The wiring plan hangs [add location].',
      'The gas valve is (fill in) turns from open.',
      'Der Schlüssel hängt bei [Ort ergänzen].',
      'Die Seriennummer lautet <bitte ausfüllen>.',
      'La vanne est [à compléter].',
      'La clé se trouve [indiquer le lieu].',
      'La llave está en [rellenar].',
      'A chave está em [preencher o local].',
      'La chiave si trova [inserire il luogo].',
      'De sleutel hangt bij [plaats invullen].',
      'Nyckeln hänger [fyll i plats].',
      '鍵は【場所を記入】にあります。',
      '| What | Where |\n|---|---|\n| Key | [your location here] |\n| Lamp | shelf |',
      'Log in at <your kiln URL here>.',
    ];
    const sound = [
      'Order it from [the potter](https://potter.example).',
      'See [the plan][plan].\n\n[plan]: https://plan.example',
      '- [x] add wood\n- [ ] fill in the log',
      'Press [Enter] and choose [Add item].',
      'It prints [ OK ] at the end.',
      '> Dear all, [describe the impact here]. We are back at [add time].',
      '## Status mail\n\nWe see [describe the impact here] since [add time].',
      'Write `[insert]` into the file.',
      'The list [1] has all.',
      'An array is written [a, b].',
      'Use <kbd>Insert</kbd> or <br> here.',
      'Mail <potter@example.org>.',
      'See <https://example.org/add>.',
      'The note (add wood first) hangs on the door.',
      'Fill in the log and name the shelf.',
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });

  it('is found where a field was left blank', () => {
    const faults = [
      'Spare lamp: shelf C4, asset ________',
      'Asset no.: ______',
      '- **Serial number:** ____________',
      'Contract number: ..........',
      'Room: ……',
      'Inventarnummer: ________',
      "N° d'inventaire : ________",
      'Número de serie: ________',
      '| | |\n|---|---|\n| Serial | ______ |\n| Room | B2 |',
      'The kiln (inventory number ______) stands in B2.',
    ];
    const sound = [
      'Done by: ________ Date: ________',
      'Signature ____________',
      '- [ ] Temperature read: ______ degrees',
      '| Step | Time | By |\n|---|---|---|\n| Open | ____ | ____ |\n| Close | ____ | ____ |',
      'Start: ____\n\nEnd: ____\n\nTemperature: ____\n\nPotter: ____',
      'Go on ... and wait.',
      '________\n\nHello.',
      'The variable `______` is odd.',
      'Ticket: ________ (write it down when it is opened)',
      'It ends with dots...',
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });

  it('is found where crosses stand for a value', () => {
    const faults = [
      bash("ssh ops@x.x.x.x 'uptime'"),
      bash('ping -c 3 X.X.X.X'),
      bash('ip route add 10.1.0.0/16 via a.b.c.d'),
      bash('arp -s 10.0.0.4 xx:xx:xx:xx:xx:xx'),
      bash('curl https://kiln.example/tickets/INC-XXXX'),
      bash('kilnctl open --shelf NNN'),
      bash('export KILN=CHANGEME:9092'),
      bash('curl https://kiln.example/api?key=YOUR_KEY_HERE'),
      bash('kilnctl login --user USERNAME_HERE'),
      'The gateway is x.x.x.x.',
      '| Name | Address |\n|---|---|\n| Gateway | x.x.x.x |\n| Kiln | 10.0.0.4 |',
    ];
    const sound = [
      'Version 2.x is old; 2.1.x is new.',
      'All of 10.0.x.x is ours.',
      bash('chmod u+x kiln.sh'),
      bash('mktemp /tmp/kiln.XXXXXX'),
      `Write the address for x.x.x.x.\n\n${bash("ssh ops@x.x.x.x 'uptime'")}`,
      bash('date +%F', 'grep -c a.b.c file'),
      bash('kilnctl ls "*.x"'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });

  it('is told once of each', () => {
    const text = page('It is in {{ site }}.', 'It was in {{ site }}.');
    expect(check(text).filter(({ code }) => code === 'unfilled-placeholder')).toHaveLength(1);
  });
});
