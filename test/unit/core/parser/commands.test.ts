import { describe, expect, it } from 'vitest';
import { guessCommand } from '../../../../src/core/parser/commands';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  bash: [
    'docker logs web-1',
    'docker compose down -v',
    'kubectl get pods',
    'kubectl -n shop rollout restart deploy/cart',
    'oc adm node-logs worker-1',
    'aws s3 ls',
    'aws ec2 describe-instances --filters Name=tag:app,Values=cart',
    'gcloud compute instances list',
    'az vm restart -g shop -n cart',
    'kafka-topics.sh --bootstrap-server kafka:9092 --list',
    'ceph osd tree',
    'mongosh --eval "rs.status()"',
    'mysqladmin processlist',
    'redis-cli info replication',
    'nodetool status',
    'etcdctl endpoint health',
    'terraform plan',
    'ansible-playbook site.yml',
    'systemctl status nginx',
    'service nginx reload',
    'journalctl -u cart --since today',
    'cat /var/log/cart.log | grep ERROR',
    'tail -f app.log',
    './restart.sh',
    '/opt/cart/bin/ctl drain --node 3',
    'FOO=1 ./job',
    'export REGION=north',
    'sudo -u postgres pg_ctl reload',
    'sudo -i',
    'sudo -iu oracle',
    'su - postgres',
    'sudo su - app',
    'ip a',
    'make db-restore',
    'curl -s http://localhost/health',
    'openssl x509 -in cert.pem -noout -dates',
    'cartctl status --verbose',
  ],
  sql: [
    'SELECT count(*) FROM orders;',
    'SHOW PROCESSLIST;',
    'UPDATE users SET active = false WHERE id = 3;',
    'VACUUM ANALYZE;',
    'show replica status\\G',
    'WITH a AS (SELECT 1) SELECT * FROM a;',
  ],
  http: ['POST /api/orders', 'GET https://shop.example.org/health', 'DELETE /api/orders/{id}'],
  powershell: [
    'Get-Service',
    'Restart-Service -Name Spooler',
    '.\\deploy.ps1 -Env prod',
    'sc query w3svc',
  ],
};

const MENTIONS = [
  '.env',
  '/health',
  'dist/assets',
  'pg_stat_activity',
  's3://backups/',
  'SHOP_FEATURES',
  'kubectl',
  'kubectl delete',
  'docker compose',
  'rm -rf',
  'main',
  'true',
  'values.yaml',
  'kube_pod_status',
  'http_requests_total',
  'rate(errors[5m]) > 0.1',
  'CrashLoopBackOff',
  'replicas: 3',
  'status=200',
  'a -> b',
  'SELECT',
  'node 18',
  'go 1.22',
  'make sure it works',
  'Set-Cookie',
  'Content-Type',
  'localhost:8080',
  '--force',
  'ops/RUNBOOK.md',
  '?echo=true',
  'time to live',
  'Failed to pull image',
  '"quoted"',
  '',
];

describe('guessCommand', () => {
  for (const [language, commands] of Object.entries(COMMANDS)) {
    for (const command of commands) {
      it(`takes ${command} for ${language}`, () => {
        expect(guessCommand(command)?.language).toBe(language);
      });
    }
  }

  for (const mention of MENTIONS) {
    it(`takes ${JSON.stringify(mention)} for a mention`, () => {
      expect(guessCommand(mention)).toBeUndefined();
    });
  }
});
