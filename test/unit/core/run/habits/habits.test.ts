import { beforeAll, describe, expect, test } from 'vitest';
import type { Grammars } from '../../../../../src/core/run/grammars';
import { callsOf } from '../../../../../src/core/run/habits/calls';
import { isFollow } from '../../../../../src/core/run/habits/follow';
import { isInteractive } from '../../../../../src/core/run/habits/interactive';
import { loadTestGrammars } from '../loadTestGrammars';

let grammars: Grammars;
beforeAll(async () => {
  grammars = await loadTestGrammars();
});

const FOLLOWS = [
  'tail -f /var/log/app.log',
  'tail -n 50 -F /var/log/app.log | grep ERROR',
  'sudo journalctl -u nginx -f',
  'journalctl -fu nginx',
  'docker logs -f --tail 100 api',
  'docker compose -f prod.yml logs --follow web',
  'docker-compose up',
  'docker compose up',
  'docker stats',
  'kubectl logs -f deploy/api -n shop',
  'kubectl -n shop get pods -w',
  'kubectl get pods --watch',
  'kubectl port-forward svc/db 5432:5432',
  'watch -n 5 df -h',
  "ssh web-1 'tail -f /var/log/syslog'",
  'ssh -N -L 5432:db:5432 bastion',
  'kubectl exec api-0 -- tail -f /log',
  'ping example.org',
  'vmstat 1',
  'aws logs tail /ecs/api --follow',
  'redis-cli -h cache monitor',
  'cd /srv && docker compose logs -f',
];
const ENDS = [
  'tail -n 50 /var/log/app.log',
  'timeout 30 tail -f /var/log/app.log',
  'tail -f /var/log/app.log | head -5',
  'docker logs --tail 100 api',
  'docker compose up -d',
  'docker compose up --detach api',
  'docker stats --no-stream',
  'docker rm -f api',
  'docker build -f Dockerfile.prod .',
  'kubectl apply -f deploy.yml',
  'kubectl get pods -o wide',
  'kubectl logs deploy/api --follow=false',
  'kubectl rollout status deploy/api',
  'journalctl -u nginx --since today',
  'echo "tail -f x"',
  'echo tail -f x',
  'ping -c 3 example.org',
  'vmstat 1 5',
  'psql -f schema.sql',
  'ssh -L 5432:db:5432 -fN bastion',
  '# tail -f x',
  'grep -f patterns tail',
];

describe('steps that go on until they are stopped', () => {
  test.each(FOLLOWS)('%s', (text) =>
    expect(isFollow(callsOf(text, 'bash', grammars), 'bash')).toBe(true),
  );
  test.each(ENDS)('not: %s', (text) =>
    expect(isFollow(callsOf(text, 'bash', grammars), 'bash')).toBe(false),
  );
  test('PowerShell', () => {
    expect(
      isFollow(callsOf('Get-Content app.log -Wait', 'powershell', grammars), 'powershell'),
    ).toBe(true);
    expect(isFollow(callsOf('Get-Content app.log', 'powershell', grammars), 'powershell')).toBe(
      false,
    );
  });
  test('other languages never do', () => {
    expect(isFollow(callsOf('SELECT 1', 'sql', grammars), 'sql')).toBe(false);
  });
});

const PERSON = [
  "docker exec -it db sh -c 'mysql app'",
  'psql',
  'psql -h db -U app shop',
  'docker exec -it db psql -U app shop',
  'docker exec -it api bash',
  'docker compose exec db psql -U app',
  'kubectl exec -it api-0 -n shop -- /bin/sh',
  'ssh ops@web-1',
  'ssh -i key.pem -p 2222 ops@web-1',
  'npx prisma studio',
  'vim /etc/hosts',
  'sudo vi /etc/hosts',
  'top',
  'htop',
  'less /var/log/syslog',
  'crontab -e',
  'kubectl edit deploy/api',
  'mysql -u root -p shop',
  'mysql -u eve -pe shop',
  'redis-cli -h cache',
  'mongosh "mongodb://db/shop"',
  'docker run -it --rm alpine',
  'python3',
  'node',
  'node --inspect',
  'git rebase -i HEAD~3',
  'sudo -i',
  'rails console',
];
const ALONE = [
  // What is fed to a container, a pod or a shell is read by what it runs.
  "cat a.sql | docker exec -i db sh -c 'mysql -uroot app'",
  "docker exec -i db sh -c 'exec mysql -uroot' < all.sql",
  'cat a.sql | kubectl exec -i db-0 -- bash -c "psql app"',
  'cat a.sql | bash -c "mysql app"',
  'psql -c "SELECT 1"',
  'psql shop < schema.sql',
  'echo "SELECT 1" | psql shop',
  'docker exec -it db psql -U app -c "SELECT 1"',
  'docker exec api ls',
  'docker exec db bash',
  'kubectl exec -it api-0 -- cat /etc/hosts',
  'ssh web-1 uptime',
  "ssh web-1 'df -h'",
  'ssh -N -L 1:db:1 web-1',
  'ssh -V',
  'npx prisma migrate deploy',
  'top -b -n 1',
  'ps aux | less',
  'crontab -l',
  'mysql -u root -e "SHOW DATABASES"',
  "mysql --login-path=admin -Ne 'SELECT 1'",
  'redis-cli -h cache ping',
  'bash deploy.sh',
  'bash -c "ls"',
  'curl -fsSL https://example.org/x.sh | bash',
  'python3 script.py',
  'node --completion-bash',
  'node --v8-options',
  'node --test',
  'node --run build',
  'git commit -m "x"',
  'docker run --rm -it alpine ls',
  'which psql',
  'psql -U app\nSELECT 1;\n\\q',
  'apt-get install -y vim',
  'systemctl status ssh',
];

describe('steps that want a person at a keyboard', () => {
  test.each(PERSON)('%s', (text) =>
    expect(isInteractive(callsOf(text, 'bash', grammars))).toBe(true),
  );
  test.each(ALONE)('not: %s', (text) =>
    expect(isInteractive(callsOf(text, 'bash', grammars))).toBe(false),
  );
});
