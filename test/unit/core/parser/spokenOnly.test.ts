import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const steps = (text: string): readonly string[] =>
  parseRunbook(`# T\n\n${text}\n`).steps.map((step) => step.text);

describe('a command that is only spoken of is no step', () => {
  it.each([
    'We used to run `rake cache:clear`; since 2.0 this is automatic.',
    'Last time we fixed it with `rake cache:clear`.',
    'The watchdog executes `systemctl restart api` after three failures.',
    'It runs `ping -c 1 gw` every minute.',
    '`certbot renew` is run by Ansible.',
    '`certbot renew` runs every night.',
    'Running `agentctl doctor --all` took 3 minutes.',
    'old `docker-compose up -d` →',
    'This has the same effect as `systemctl restart api`.',
    'Add `systemctl restart api` to the crontab.',
    'Stop `tail -f /var/log/syslog` with Ctrl+C.',
    '`systemctl restart api` won’t help here.',
    'Grep the log for `systemctl restart api`.',
    'Make sure nobody runs `make deploy`.',
    '`make lint` is for CI.',
    '`docker system prune -a` on `ci-01`: the cache takes a day to rebuild! Do not run it.',
    '`docker system prune -a` must never be run.',
    'It is forbidden to run `mkfs.ext4 /dev/sdb`.',
    'Please refrain from `git push -f origin main`.',
    'Do not run `FLUSHALL` or `redis-cli flushdb`.',
    'Never `rm -rf /data` nor `rm -rf /backup`.',
  ])('%s', (item) => {
    expect(steps(`- ${item}`)).toEqual([]);
  });

  it.each([
    ['The on-call runs `systemctl restart api`.', 'systemctl restart api'],
    ['Signatures are old: `sudo pdnsutil rectify-zone a`.', 'sudo pdnsutil rectify-zone a'],
    ['Make sure that no job runs: `gh run list -w x`', 'gh run list -w x'],
    ['Stop it with `systemctl stop api`.', 'systemctl stop api'],
    ['Add the key with `ssh-add ~/.ssh/id`.', 'ssh-add ~/.ssh/id'],
    ['`df -h` (act above 80 %). Do not run it on db-1 before noon.', 'df -h'],
  ])('but here it is: %s', (item, text) => {
    expect(steps(`- ${item}`)).toEqual([text]);
  });
});

describe('commands that look unlike one', () => {
  it.each([
    'for i in 1 2 3; do echo $i; done',
    'while true; do date; sleep 1; done',
    '[ -d /srv/shop ] || mkdir /srv/shop',
    '(( $(nproc) > 2 )) && uptime',
    '{ date; ls; }',
    ': > /var/log/shop/app.log',
    'diff <(sort a.txt) <(sort b.txt)',
    'sudo fail2ban-client status sshd',
    'sleep 5',
  ])('%s', (command) => {
    expect(steps(`1. Then: \`${command}\``)).toEqual([command]);
  });

  it('one that prints is one', () => {
    expect(steps('- `agentctl status` prints `ok`')).toEqual(['agentctl status']);
    expect(steps('- `retry limit` should be 5')).toEqual([]);
    expect(steps('- Run `make build`, then `make push`, and finally `make deploy`.')).toEqual([
      'make build',
      'make push',
      'make deploy',
    ]);
  });
});

describe('columns of a table', () => {
  const table = (...rows: readonly string[]): string =>
    [rows[0], (rows[0] ?? '').replace(/[^|]+/g, '---'), ...rows.slice(1)]
      .map((row) => `| ${row ?? ''} |`)
      .join('\n');

  it('whose commands are not to be run', () => {
    expect(steps(table("Do|Don't", '`df -h`|`rm -rf /srv`'))).toEqual(['df -h']);
    expect(steps(table('Good|Bad', '`df -h`|`rm -rf /srv`'))).toEqual(['df -h']);
    expect(steps(table('Old|New', '`docker-compose up -d`|`docker compose up -d`'))).toEqual([
      'docker compose up -d',
    ]);
  });

  it('that tell of something else', () => {
    expect(steps(table('Variable|What for', '`EDITOR`|for `crontab -e`'))).toEqual([]);
    expect(steps(table('Signal|Effect', '`kill -USR1`|reopens the log'))).toEqual([]);
    expect(steps(table('Endpoint|Meaning', '`GET /_cat/nodes`|the nodes'))).toEqual([]);
  });

  it('of which the result is said of the check alone', () => {
    const found = parseRunbook(
      `# T\n\n${table('Health check|OK when|If not', '`curl -s a/health`|`ok`|`systemctl restart a`')}\n`,
    ).steps;
    expect(found.map(({ expectation }) => expectation?.source)).toEqual(['`ok`', undefined]);
    const [command] = parseRunbook(`# T\n\n${table('Command|Exit code', '`test -e a`|1')}\n`).steps;
    expect(command?.expectation).toMatchObject({ kind: 'exit', code: 1 });
    const [timed] = parseRunbook(
      `# T\n\n${table('Command|Expected duration', '`uptime`|2s')}\n`,
    ).steps;
    expect(timed?.expectation).toBeUndefined();
  });

  it('of what is typed into a device is not run', () => {
    const [step] = parseRunbook(
      `# T\n\n${table('Device|Command', 'PA|`show system state`')}\n`,
    ).steps;
    expect(step?.notRunnable?.code).toBe('unsupported-language');
  });
});
