import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from './openCheck';

const FOLDER = join(import.meta.dirname, '../../../fixtures/wellKept');

/** Faults of one kind in ten words, each to stand at the end of a runbook that has none. */
interface Kind {
  readonly code: string;
  readonly faults: readonly string[];
}

const bash = (code: string): string => `\`\`\`bash\n${code}\n\`\`\``;
const sql = (code: string): string => `\`\`\`sql\n${code}\n\`\`\``;

const KINDS: readonly Kind[] = [
  {
    code: 'sql-in-shell',
    faults: [
      bash('psql -d shop\nSELECT count(*) FROM orders;'),
      bash('SELECT pid FROM pg_stat_activity;'),
      bash('UPDATE users SET active = false WHERE id = 7;'),
      bash('psql "$DATABASE_URL"\n\\dt\nSELECT 1;'),
      bash('CREATE INDEX idx_orders ON orders (id);'),
      bash('INSERT INTO flags (name) VALUES (1);'),
      bash('DELETE FROM sessions WHERE id = 3;'),
      bash('ALTER TABLE orders ADD COLUMN note text;'),
      bash('VACUUM ANALYZE;'),
      bash('docker exec -it db psql -U app\nSELECT now();'),
    ],
  },
  {
    code: 'sql-syntax',
    faults: [
      'SELECT id, FROM orders;',
      'SELECT * FORM orders;',
      'UPDATE orders SET WHERE id = 1;',
      'DELETE orders WHERE id = 1;',
      'SELECT count(* FROM orders;',
      "INSERT INTO orders VALUES ('a';",
      'SELECT a b c FROM orders;',
      'CREATE TABLE t (id int,);',
      'ALTER TABLE orders ADD COLUM note text;',
      'SELECT * FROM orders ORDER id;',
    ].map(sql),
  },
  {
    code: 'secret',
    faults: [
      bash('export API_TOKEN=9fK3mQ7xVb2LpR8sTz'),
      bash('curl -u deploy:x https://a.example/ -H "Authorization: Bearer q8Zr5TnW2vKc7YbH4mLs9D"'),
      bash('psql postgres://app:Gr8Pn5xq@db.example/shop'),
      bash('mysql -u root -pT4kW9zQm2x shop'),
      bash('etcdctl --password 7hJ2kL9pQwZ endpoint health'),
      'Sign in with the key AKIAQ7N4TXW2ZJ5LM3RB.',
      bash('gh auth login --with-token ghp_9aZ8bY7cX6dW5eV4fU3gT2hS1iR0jQ9kP8lO'),
      bash('helm upgrade app ./chart --set db.password=Xk29_vQ4tLm8'),
      bash('vault login hvs.CAESIJ9qT2mXw7Kz4Bn8Vr5Lc1'),
      'Slack: https://hooks.slack.com/services/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',
    ],
  },
  {
    code: 'broken-data',
    faults: [
      '```json\n{"a": 1,, "b": 2}\n```',
      "```json\n{'a': 1}\n```",
      '```json\n{"a": [1, 2}\n```',
      '```json\n{"a": tru}\n```',
      '```json\n{"a": 1 "b": 2}\n```',
      '```yaml\na: 1\n b: 2\n```',
      '```yaml\na: [1, 2\nb: 3\n```',
      '```yaml\na: "open\nb: 2\n```',
      '```yaml\na:\n\t- tab\n```',
      '```yaml\na: 1\na: 2\n```',
    ],
  },
  {
    code: 'dated-file-name',
    faults: [
      bash('zcat /var/backups/shop-2025-11-02.sql.gz | psql -d shop'),
      bash('tar -tzf backup_20250314.tar.gz'),
      bash('aws s3 cp s3://dumps/shop_20250101.dump .'),
      bash('less /var/log/app/app-20250615.log'),
      bash('gunzip -k access.log-20250203.gz'),
      bash('cat /srv/reports/2025-02-28-report.csv'),
      bash('pg_restore --list shop_20250730_0200.dump'),
      bash('cp config.20240901.yaml config.yaml'),
      bash('zgrep ERROR error-2025-05-05.log.gz'),
      bash('sha256sum image_2025-10-10.iso'),
    ],
  },
  {
    code: 'typographic-characters',
    faults: [
      bash('systemctl status nginx —no-pager'),
      bash('echo “ready”'),
      bash('grep ‘timeout’ /var/log/app.log'),
      bash('curl\u00a0-fsS https://a.example/'),
      bash('df –h'),
      bash('kubectl get pods\u200b -A'),
      bash('journalctl —since today'),
      bash('docker ps —all'),
      bash('ls\u00a0-l /srv'),
      bash('awk ’{print $1}’ /etc/hosts'),
    ],
  },
  {
    code: 'table-cell-cut',
    faults: ['grep web', 'wc -l', 'jq .status', 'head -3', 'sort -u', 'tail -1', 'cut -d: -f1']
      .concat(['awk "{print}"', 'tee out.txt', 'uniq -c'])
      .map(
        (rest) =>
          `| Check | Command | Expected |\n|---|---|---|\n| Listing | \`docker ps | ${rest}\` | \`web\` |`,
      ),
  },
  {
    code: 'prompt-with-output',
    faults: [
      bash('$ uptime\n 10:02:11 up 41 days,  2 users,  load average: 0.10, 0.08, 0.05'),
      bash(
        '$ df -h /\nFilesystem      Size  Used Avail Use% Mounted on\n/dev/sda1        40G   12G   26G  32% /',
      ),
      bash(
        '$ kubectl get pods\nNAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0          3d',
      ),
      bash('$ git status --short\n M config.yaml'),
      bash('$ systemctl is-active nginx\nactive'),
      bash(
        '$ docker ps\nCONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n1a2b3c4d5e6f   web   "run"   2 days ago   Up 2 days   80/tcp   web',
      ),
      bash('$ redis-cli ping\nPONG'),
      bash('$ curl -fsS http://localhost/health\n{"status":"ok"}'),
      bash('$ ls /srv\napp  backups  data'),
      bash('user@host:~$ hostname\nweb-1.example'),
    ],
  },
  {
    code: 'numbering-broken',
    faults: [
      'uptime',
      'df -h',
      'free -m',
      'date',
      'hostname',
      'who',
      'id',
      'lsblk',
      'ps',
      'ss -s',
    ].map(
      (command) =>
        `1. Look first\n2. Then run this\n\n${bash(command)}\n\n1. Write it down\n2. Tell the team`,
    ),
  },
  {
    code: 'unknown-playbook',
    faults: [
      'If that fails, follow the **Cold start** playbook.',
      'See the **Total blackout** playbook.',
      'Then go on with the "Rebuild the index" playbook.',
      'Follow **Reactor shutdown** playbook.',
      'Use the **Manual failover** runbook.',
      'When nothing helps, see **Disaster recovery** playbook.',
      'Follow the **Rotate the keys** procedure.',
      'See playbook **Loss of a region**.',
      'Follow the **Quarantine a host** playbook before anything else.',
      'Otherwise follow the **Poison queue** playbook.',
    ],
  },
  {
    code: 'interactive-command',
    faults: [
      bash('kubectl exec -it web-0 -- sh\ncat /etc/app.conf\nps aux'),
      bash('cd /srv/app\nssh web-1.example\ndf -h'),
      bash('docker exec -it web bash\nls /srv\nexit'),
      bash('vi /etc/app.conf\nsystemctl reload app'),
      bash('top\nfree -m'),
      bash('less /var/log/app.log\ndf -h'),
      bash('mysql -u app shop\nuptime'),
      bash('nano config.yaml\nmake check'),
      bash('redis-cli\nuptime'),
      bash('htop\nvmstat 1 3'),
    ],
  },
  {
    code: 'command-in-info-string',
    faults: [
      '```docker ps -a\nCONTAINER\n```',
      '```kubectl get pods -A\n```\n\nThat lists them.',
      '```systemctl restart nginx\n```\n\nDone.',
      '```curl -fsS http://localhost/health\n```\n\nShould work.',
      '```git pull --rebase\n```\n\nThen go on.',
      '```df -h\n```\n\nLook at it.',
      '```journalctl -u app -n 50\n```\n\nRead it.',
      '```redis-cli ping\n```\n\nPONG.',
      '```helm list -A\n```\n\nCompare.',
      '```terraform plan -out=tf.plan\n```\n\nRead it.',
    ],
  },
];

describe('faults planted in runbooks of other styles', () => {
  let check: Check;
  const texts = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));

  beforeAll(async () => {
    check = await openCheck();
  });

  it.each(KINDS)('finds $code, ten of ten', ({ code, faults }) => {
    expect(new Set(faults).size).toBe(10);
    const missed = faults.filter((fault, index) => {
      // SQL in a runbook of another database is left alone.
      const hosts = code === 'sql-syntax' ? texts.filter((one) => !/mysql/i.test(one)) : texts;
      const text = hosts[(index * 7) % hosts.length] ?? '';
      return !check(`${text}\n## One more thing\n\n${fault}\n`).some(
        (found) => found.code === code,
      );
    });
    expect(missed).toEqual([]);
  });
});
