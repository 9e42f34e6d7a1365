import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from './openCheck';

/** Faults in ways that people write them, and texts that only look like them. */
interface Kind {
  readonly code: string;
  readonly faults: readonly string[];
  readonly sound: readonly string[];
}

const fence = (tag: string, ...code: readonly string[]): string =>
  `\`\`\`${tag}\n${code.join('\n')}\n\`\`\``;
const table = (...rows: readonly string[]): string => {
  const [header = '', ...rest] = rows;
  const columns = header.split('|').length;
  const row = (cells: string): string => `| ${cells} |`;
  return [row(header), row(Array(columns).fill('---').join(' | ')), ...rest.map(row)].join('\n');
};
const expects = (words: string): string =>
  `${fence('bash', 'curl -fsS https://a.example/ping')}\n\n${words}`;
const nightly = (...code: readonly string[]): string =>
  `## Nightly job\n\nRuns unattended, started by cron.\n\n${fence('bash', ...code)}`;
const page = (...lines: readonly string[]): string =>
  `# Page cache\n\n${lines.join('\n\n')}\n\n## Look\n\nSay hello.`;

const KINDS: readonly Kind[] = [
  {
    code: 'secret',
    faults: [
      "ALTER ROLE billing PASSWORD 'gL77-turtle-Moon-12';",
      "ALTER ROLE billing WITH LOGIN PASSWORD 'gL77-turtle-Moon-12';",
      "CREATE ROLE billing LOGIN NOSUPERUSER PASSWORD 'gL77-turtle-Moon-12';",
      "alter user billing with encrypted password 'gL77turtle';",
      "CREATE USER 'billing'@'%' IDENTIFIED BY 'gL77turtle!';",
      'alter user billing identified by gL77turtle;',
      "CREATE LOGIN billing WITH PASSWORD = 'gL77!turtle';",
      "SET PASSWORD FOR 'billing'@'%' = PASSWORD('gL77!turtle');",
      "CREATE USER MAPPING FOR app SERVER far OPTIONS (user 'app', password 'gL77!turtle');",
      "EXEC sp_addlogin 'billing', 'gL77!turtle';",
      "CHANGE MASTER TO MASTER_HOST='db2', MASTER_PASSWORD='gL77!turtle';",
    ].map((statement) => fence('sql', statement)),
    sound: [
      "ALTER ROLE billing PASSWORD :'new_password';",
      'ALTER ROLE billing PASSWORD NULL;',
      "ALTER ROLE billing PASSWORD '<new-password>';",
      "ALTER ROLE billing VALID UNTIL '2027-01-31';",
      'SELECT rolname, rolpassword IS NOT NULL FROM pg_authid;',
      "CREATE LOGIN billing WITH PASSWORD = '$(NEW_PASSWORD)';",
    ].map((statement) => fence('sql', statement)),
  },
  {
    code: 'last-updated',
    faults: [
      page('| | |\n|---|---|\n| Last updated | 2026-06-23 |\n| Cadence | monthly |'),
      page('| | |\n|---|---|\n| Last updated | 2026-06-23 |\n| Update cadence | every 4 weeks |'),
      page('| | |\n|---|---|\n| Zuletzt aktualisiert | 23.06.2026 |\n| Turnus | monatlich |'),
      page('| | |\n|---|---|\n| Dernière mise à jour | 23/06/2026 |\n| Périodicité | mensuelle |'),
      page('- **Last updated:** 2026-06-23\n- **Cadence:** monthly'),
      page('- **Last reviewed:** 23 June 2026\n- **Review cycle:** 3 months'),
      page('Last updated: June 2026. Reviewed every month.'),
      page('Stand: 23.06.2026. Wird monatlich überprüft.'),
      page('_Last reviewed 2026-06-23 (monthly)_'),
      page('> Last tested 2026-03-02. Test cadence: quarterly.'),
      page('Stand: März 2026, Überarbeitung alle drei Monate.'),
      page('Dernière révision : 2 mars 2026 (tous les trois mois).'),
      page('Última revisión: 2 de marzo de 2026. Se revisa cada tres meses.'),
      page('Ultimo aggiornamento: 2 marzo 2026, cadenza trimestrale.'),
      '---\nlast_updated: 2026-06-23\nupdate_cadence: monthly\n---\n\n# Page cache\n\nSay hello.',
    ],
    sound: [
      page('| | |\n|---|---|\n| Last updated | 2026-11-02 |\n| Cadence | monthly |'),
      page('| | |\n|---|---|\n| Last updated | 2026-06-23 |\n| Cadence | yearly |'),
      page('| | |\n|---|---|\n| Last updated | 2026-06-23 |\n| Runs | daily |'),
      page('| | |\n|---|---|\n| Last updated | 2026-10-30 |\n| Cadence | weekly |'),
    ],
  },
  {
    code: 'sql-in-shell',
    faults: [
      fence('sh', 'cf conduit permits -- psql', 'select count(*) from permits', 'where paid;'),
      fence('bash', 'heroku run psql', 'Select now() from dual;'),
      fence('sh', 'mysql -h db1 shop', 'select id from orders limit 3;'),
      fence('bash', 'select pid, query from pg_stat_activity;'),
      fence('bash', 'update flags set live = false where name = 1;'),
      fence('bash', 'delete from sessions where id = 3;'),
      fence('sh', 'gcloud sql connect main --user=ops', 'drop table old_rates;'),
      fence('bash', 'insert into notes values (1);'),
      fence('bash', 'sqlplus ops@main', 'show parameter processes;'),
      fence('sh', 'kubectl exec -it db-0 -- mysql', 'show processlist;'),
    ],
    sound: [
      fence('bash', 'psql -c "select count(*) from permits"'),
      fence('bash', "psql <<'EOF'", 'select count(*) from permits;', 'EOF'),
      fence('bash', 'select host in db1 db2; do', '  echo "$host"', '  break', 'done'),
      fence('bash', 'update-ca-certificates', 'truncate -s 0 /srv/app/old.log'),
      fence('bash', 'mysql -e "show processlist"', 'show_status from the bridge'),
    ],
  },
  {
    code: 'interactive-command',
    faults: [
      nightly('git -C /srv/words rebase -i origin/main', 'wordctl load'),
      nightly('git -C /srv/words commit', 'git push'),
      nightly('git add -p', 'git commit -m words'),
      nightly('git config --global --edit', 'uptime'),
      nightly('crontab -e', 'uptime'),
      nightly('vim /etc/words.conf', 'uptime'),
      nightly('journalctl -u words | less', 'uptime'),
      nightly('top', 'uptime'),
      nightly('python3', 'uptime'),
      nightly('read -p "Go on? " answer', 'uptime'),
      nightly('docker exec -it words sh', 'uptime'),
      nightly('ssh words1.example', 'uptime'),
      nightly('kubectl edit deploy words', 'uptime'),
      nightly('sudo dpkg-reconfigure tzdata', 'uptime'),
      nightly('ansible-vault edit vars.yml', 'uptime'),
      nightly('mysql -u root -p words < words.sql', 'uptime'),
    ],
    sound: [
      nightly('git -C /srv/words rebase origin/main', 'git commit -am words', 'git push'),
      nightly('git -C /srv/words commit --amend --no-edit', 'uptime'),
      nightly('top -b -n 1 | head', 'python3 load.py', 'ssh words1.example uptime'),
      nightly('docker exec words sh -c "uptime"', 'git add .'),
    ],
  },
  {
    code: 'expectation-vague',
    faults: [
      'Expected: the import ends without drama.',
      'Expected: the queue behaves itself.',
      'Expected: all nodes are in good shape.',
      'Expected: the worker hums along.',
      'Expected: the switch comes back without any fuss.',
      'Expected: the proxy is happy.',
      'Erwartet: der Import läuft ohne Zicken durch.',
      'Erwartet: der Dienst benimmt sich.',
      "Attendu : l'import se termine sans accroc.",
      'Esperado: la cola se porta bien.',
      'Esperado: a fila termina sem sobressaltos.',
      'Atteso: il servizio riparte senza intoppi.',
      'Verwacht: de dienst gedraagt zich.',
    ].map(expects),
    sound: [
      'Expected: `pong`',
      'Expected: 3 rows without problems.',
      'Expected: `behaves` is printed.',
      'Expected: exit 0, without errors.',
    ].map(expects),
  },
  {
    code: 'check-without-expected',
    faults: [
      `## Confirm\n\n${table('What | How', 'Session | `show bgp summary`', 'Desk | call back')}`,
      `## Controls\n\n${table('No. | Control | Command', '1 | Engine | `enginectl status`')}`,
      `## Launch\n\n${table('Check | Where', 'Sign-in | `opsctl kpi signin`', 'Shop | a shelf')}`,
      `## After it\n\n${table('Check | With', 'Queue | `queuectl depth main`')}`,
      `## Acceptance\n\n${table('Item | Command | By', 'Mail | `mailctl test` | desk')}`,
      `## Abnahme\n\n${table('Was | Wie', 'Post | `mailctl test`')}`,
      `## Done\n\n${table('Confirmation | Query | ✓', 'Rows | `psql -c "SELECT 1"` | ')}`,
      `## Ende\n\n${table('Prüfung | Womit', 'Post | `mailctl test now`')}`,
    ],
    sound: [
      `## Confirm\n\n${table('What | How | Expected', 'Session | `show bgp summary` | `up`')}`,
      `## Launch\n\n${table('Check | Where | Green when', 'Sign-in | `opsctl kpi signin` | above 3')}`,
      `## Checks\n\n${table('Check | Where', 'Sign-in | the board', 'Shop | `shop`')}`,
    ],
  },
  {
    code: 'fence-language',
    faults: [
      `- Turn it off:\n\n  ${fence('', '  flagctl set hints off').replaceAll('\n```', '\n  ```')}`,
      `1. Say so:\n\n   \`\`\`\n   motdctl set "Back in 30 minutes."\n   motdctl drain --grace 300\n   \`\`\``,
      `${fence('bash', 'shopper pause --all')}\n\nGo on:\n\n${fence('', 'shopper resume --all')}`,
      `Drain it:\n\n${fence('', '# first', 'lbadm drain web1', 'lbadm drain web2')}`,
      `Look:\n\n${fence('', 'shopcli orders list --open')}`,
    ],
    sound: [
      `The output:\n\n${fence('', 'flagctl set by desk')}`,
      `It is\n\n${fence('', 'flagctl 3.2.1 linux')}`,
      `The tree:\n\n${fence('', 'flagctl', 'flagctl: ready')}`,
      `${fence('bash', 'shopper pause --all')}\n\nIt prints:\n\n${fence('', 'shopper paused all')}`,
    ],
  },
  {
    code: 'unknown-playbook',
    faults: [
      'Go to the\n**Faulty import** playbook instead.',
      'For a slow cache see **Cache is cold**, for a lost one **Cache gone away**.',
      'A lost node: go to **Node does not come back**.',
      'For a slow cache go to **Cache is cold**, for a lost node to **Node gone away**.',
      'If it is slow, go to **Cache is cold**; else jump to **Node gone away**.',
      'Is it slow, *Cache is cold* helps. Otherwise continue with *Node gone away*.',
      'Work through **Cache is cold**, then **Cache gone away**.\n\nAfter that go to **Node gone away**.',
      'First "Cache is cold" below. Go on with "Node gone away".',
      'See **Cache is cold**. Run **Cache is warm** when it is over.',
      'See **Cache is cold** or,\nwhen a node is lost, switch to\n**Node gone away**.',
      'Siehe **Cache is cold**, sonst weiter mit **Knoten verloren gegangen**.',
      'Voir **Cache is cold**, sinon aller à **Nœud perdu de vue**.',
      'Véase **Cache is cold**; si no, ir a **Nodo perdido ayer**.',
      'The steps are under **Faulty import**.',
      'If it suffers (see **Cache gone away**, flag `cold`), wait.',
      'Otherwise the **Faulty import** section applies.',
      'Ist er weg, gilt der Ablauf „Knoten verloren“.',
    ].map(
      (text) => `# Cache\n\n${text}\n\n## Cache is cold\n\nWarm it.\n\n## Cache is full\n\nWait.`,
    ),
    sound: [
      'Go to **Service accounts** and press **Create new key**.',
      'Go to the **Cache overview** dashboard.',
      'Expected: a `Total Size` above 1000 and a `Miss Rate` below 5.',
      'See `Notes on old and\nremoved switches` under [Old and removed](https://example.org/notes).',
      'Open **Grafana**, go to **Cache hit rate** and look at the last hour.',
      'See **Cache is cold**. Then go to **Admin console** → **Cache settings**.',
      'See **Cache is cold**. Press **Purge all** and **Start over**.',
      'See **Cache is cold** and the book *Release It* by Nygard.',
      'See **Cache is cold**, and then\n**Cache is full** below.',
      'The **Cache metrics** section of the dashboard is green.',
      'The steps are under **Settings** in the console.',
    ].map(
      (text) => `# Cache\n\n${text}\n\n## Cache is cold\n\nWarm it.\n\n## Cache is full\n\nWait.`,
    ),
  },
  {
    code: 'placeholder-style',
    faults: [
      `${fence('bash', 'docker logs "job-<n>"')}\n\nAnd \`docker stop "job-[n]"\`.`,
      `${fence('bash', 'ping -c 3 "a.{{site}}.example.org"', 'ping -c 3 "b.[site].example.org"')}`,
      `${fence('bash', 'ping -c 3 <site>-a.example.org', 'ping -c 3 [site]-b.example.org')}`,
      `${fence('bash', 'kill <pid>')}\n\nLook first:\n\`ps -o args= -p [pid]\`.`,
      `${fence('bash', 'kill <pid>')}\n\nNone is left when \`pid = [pid]\` finds nothing.`,
      `${fence('bash', 'kill <pid>')}\n\nIts files are in \`/proc/{pid}/fd\`.`,
      `${fence('bash', 'ssh ops@<host>')}\n\n| Step | Where |\n|---|---|\n| Log | \`/logs/[host].log\` |`,
      `${fence('bash', 'ssh ops@web<n>', 'ssh ops@web[n] uptime')}`,
      `${fence('bash', 'kill <pid>')}\n\nThe [pid] is the number in the list.`,
      `${fence('bash', 'kill {{pid}}')}\n\nReplace <pid> by the number in the list.`,
    ],
    sound: [
      `${fence('bash', 'kill <pid>')}\n\nIts files are in \`/proc/<pid>/fd\`.`,
      `${fence('bash', 'ls /srv/app.[ch]', 'docker logs <job>')}`,
      `${fence('bash', 'n=3', 'echo "${jobs[n]}" "$list[n]"')}`,
      `${fence('bash', 'kill <pid>')}\n\nSee [pid](https://example.org/pid).`,
      `${fence('bash', 'grep "[error]" /srv/app.log')}`,
      `${fence('bash', 'kill <pid>')}\n\nThe list has every [pid].\n\n[pid]: https://example.org/pid`,
      `${fence('bash', 'kill <pid>')}\n\n- [x] the \`<pid>\` is known, press [Enter]`,
    ],
  },
  {
    code: 'escalation-contact',
    faults: [
      '1. Network engineer on duty\n2. Head of network, after 30 minutes',
      '1. Desk Storage, +1 555-0142\n2. Head of storage, after 15 minutes\n3. Vendor hotline, +1 555-0143',
      '- On-call engineer: +1 555-0142\n- Engineering manager after an hour',
      '1. Desk Storage, storage@example.org\n2. Teamleiter Speicher nach 30 Minuten',
      "1. Desk Storage, storage@example.org\n2. Directrice de l'exploitation après 30 minutes",
      '1. Desk Storage, storage@example.org\n2. Jefe de sistemas, a los 30 minutos',
      table('After | Who', '0 min | Desk Storage, +1 555-0142', '30 min | Head of storage'),
      table(
        'Level | Contact',
        '1 | storage@example.org',
        '2 | `#storage-duty`',
        '3 | Vendor support',
      ),
      'After 30 minutes, call the head of storage.',
      'First the duty DBA, then the head of databases.',
      'Duty engineer → team lead → head of operations',
      '1. Rufbereitschaft, +49 30 555 0101\n2. Abteilungsleitung, nach 30 Minuten',
    ].map((text) => `# Cache\n\nSay hello.\n\n## Escalation\n\n${text}`),
    sound: [
      '1. Network engineer on duty, +1 555-0142\n2. Head of network, +1 555-0143, after 30 minutes',
      '1. Desk Storage, +1 555-0142\n2. Their manager, [by the rota](https://example.org/rota)',
      `1. Head of storage\n2. Vendor support\n\n${table('Role | Phone', 'Head of storage | +1 555-0142', 'Vendor support | +1 555-0143')}`,
      table(
        'After | Who | How',
        '0 min | Desk Storage | +1 555-0142',
        '9 min | Head | +1 555-0143',
      ),
    ].map((text) => `# Cache\n\nSay hello.\n\n## Escalation\n\n${text}`),
  },
  {
    code: 'missing-file',
    faults: [
      'Load it again with `tools/load.sh`, which takes a while. See `scripts/load.sh`.',
      'Use `scripts/loadd.sh --all` for it.',
      'The dump is written by `scripts/dump.sh main`.',
      'Zurück: `werkzeug/laden.sh` mit dem Abzug, sonst `scripts/load.sh`.',
      'Avant : `outils/charger.py`. Après : `scripts/drain.sh`.',
      'The script scripts/dump.sh does it.',
    ],
    sound: [
      'Load it again with `scripts/load.sh --all`, which takes a while.',
      'Load it with `scripts/load.sh`; Kafka has its own `bin/kafka-topics.sh`.',
      'On the node there is `/opt/app/tools/load.sh`.',
      'The script scripts/load.sh does it; upstream has hack/dump.sh.',
    ],
  },
  {
    code: 'broken-anchor',
    faults: [
      'See [lag](#3-1-cache-lag).',
      'See [lag](#31-cache-lag) and [lock](#3-2-cache-lock).',
      'See [lag](#31-cache--lag).',
      'See [lock](#32-cache-lock-).',
    ].map(
      (text) => `# Cache\n\n${text}\n\n## 3.1 Cache lag\n\nWait.\n\n## 3.2 Cache lock\n\nWait.`,
    ),
    sound: [
      'See [lag](#31-cache-lag) and [lock](#32-cache-lock).',
      'See [lag](#3-1-cache-lag) and [lock](#3-2-cache-lock).',
      '<a id="3-1-cache-lag"></a>See [lag](#3-1-cache-lag).',
    ].map(
      (text) => `# Cache\n\n${text}\n\n## 3.1 Cache lag\n\nWait.\n\n## 3.2 Cache lock\n\nWait.`,
    ),
  },
];

describe('faults in other words', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck(['docs/scripts/load.sh', 'docs/scripts/drain.sh']);
  });

  const codesOf = (text: string): readonly string[] =>
    check(text.startsWith('#') || text.startsWith('---') ? text : page(text)).map(
      ({ code }) => code,
    );

  it.each(KINDS)('finds every $code', ({ code, faults }) => {
    expect(faults.filter((fault) => !codesOf(fault).includes(code))).toEqual([]);
  });

  it.each(KINDS)('leaves alone what only looks like $code', ({ code, sound }) => {
    expect(sound.filter((text) => codesOf(text).includes(code))).toEqual([]);
  });

  it.each(['"', "'"])('points to the line whose %s is not closed in YAML', (quote) => {
    const text = page(fence('yaml', 'job:', `  at: ${quote}0 3 * * *`, '  keep: 9', '  dry: no'));
    const lines = check(text)
      .filter(({ code }) => code === 'broken-data')
      .map(({ range }) => text.split('\n')[range.start]);
    expect(lines).toEqual([`  at: ${quote}0 3 * * *`]);
  });

  it.each([
    ['json', ['{', '  "a": [', '    {"b": 1}', '    {"b": 2}', '  ]', '}'], ['    {"b": 1}']],
    ['json', ['{', '  "a": 1', '}', '{', '  "a": 2', '}'], []],
    ['yaml', ['skip:', '  - *.tmp', '  - /scratch'], ['  - *.tmp']],
    ['yaml', ['base: &base', '  a: 1', 'other: *base'], []],
  ])('tells what is no %s: %j', (tag, body, wrong) => {
    const text = page(fence(tag, ...body));
    const lines = check(text)
      .filter(({ code }) => code === 'broken-data')
      .map(({ range }) => text.split('\n')[range.start]);
    expect(lines).toEqual(wrong);
  });

  it('takes db2 for a machine and DB2 for a database', () => {
    const sql = fence('sql', 'SELECT FROM a GROUP a FETCH;');
    expect(codesOf(page(`Ask \`ord-db2\`, then db2.\n\n${sql}`))).toContain('sql-syntax');
    const other = fence('sql', 'SELECT a FROM b FETCH FIRST ROW ONLY WITH UR;');
    expect(codesOf(page(`Ask DB2.\n\n${other}`))).not.toContain('sql-syntax');
  });
});
