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
});
