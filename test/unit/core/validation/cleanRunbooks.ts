/** What sets one well-kept runbook apart from the next. */
interface Team {
  readonly service: string;
  readonly team: string;
  readonly status: string;
  readonly logs: string;
  readonly restart: string;
  readonly language: string;
  readonly heading: string;
  readonly cadence: string;
}

const TEAMS: readonly Team[] = [
  team(
    'ledger',
    'payments',
    'docker ps',
    'docker logs --tail 50 ledger',
    'docker compose restart ledger',
    'Daily checks',
  ),
  team(
    'harbour',
    'logistics',
    'kubectl get pods -n harbour',
    'kubectl logs deploy/harbour -n harbour --tail=80',
    'kubectl rollout restart deploy/harbour -n harbour',
    'Weekly review',
  ),
  team(
    'lantern',
    'platform',
    'systemctl status lantern --no-pager',
    'journalctl -u lantern -n 60 --no-pager',
    'sudo systemctl restart lantern',
    'Monthly checklist',
  ),
  team(
    'orchard',
    'search',
    'curl -fsS http://orchard.internal:9200/_cluster/health',
    'tail -n 40 /var/log/orchard/main.log',
    'sudo systemctl restart orchard',
    'Each shift',
  ),
  team(
    'compass',
    'routing',
    'redis-cli -h compass ping',
    'docker logs --since 10m compass',
    'docker restart compass',
    'Daily morning round',
  ),
  team(
    'quarry',
    'storage',
    'df -h /srv/quarry',
    'grep -c ERROR /var/log/quarry.log',
    'sudo systemctl reload quarry',
    'Quarterly drill',
  ),
  team(
    'beacon',
    'alerts',
    'pg_isready -h beacon-db',
    'psql -h beacon-db -U reader -c "SELECT count(*) FROM alerts"',
    'kubectl rollout restart statefulset/beacon -n alerts',
    'Weekly checklist',
  ),
  team(
    'meadow',
    'web',
    'curl -sS -o /dev/null -w "%{http_code}" https://meadow.example/',
    'ls -lt /srv/meadow/releases | head -5',
    'sudo nginx -s reload',
    'Daily checklist',
  ),
  team(
    'anvil',
    'build',
    'git log --oneline -5',
    'find /srv/anvil -name "*.failed" -mtime -1',
    'sudo systemctl restart anvil-runner',
    'Monthly maintenance',
  ),
  team(
    'tidewater',
    'metering',
    'ss -ltn',
    "awk '$9 >= 500' /var/log/tidewater/access.log | tail -20",
    'docker compose up -d tidewater',
    'Weekly rounds',
  ),
];

function team(
  service: string,
  owner: string,
  status: string,
  logs: string,
  restart: string,
  heading: string,
): Team {
  return {
    service,
    team: owner,
    status,
    logs,
    restart,
    language: 'bash',
    heading,
    cadence: 'monthly',
  };
}

/** Ten runbooks in which nothing is wrong on the day of the tests, with the same corners. */
export const CLEAN_RUNBOOKS: readonly string[] = TEAMS.map(write);

function write(
  { service, team: owner, status, logs, restart, heading }: Team,
  index: number,
): string {
  const day = String(10 + index).padStart(2, '0');
  return `# Operations of ${service}

**Owner**: ${owner} engineers
**Last updated**: 2026-11-${day}
**Next review**: 2027-0${(index % 8) + 1}-15

This runbook is reviewed monthly by the people on call. Start with [the playbooks](#playbooks);
the network is described in [its own page](network.md).

## Contacts

| Role | Primary | Backup |
|------|---------|--------|
| On-call engineer | @${service}-oncall | @${service}-second |
| Engineering manager | @${owner}-manager | +44 20 7946 0${100 + index} |

## Severity levels

| Severity | Description | Response time | Escalation |
|----------|-------------|---------------|------------|
| SEV1 | ${service} answers nobody | 10 minutes | 20 minutes |
| SEV2 | ${service} is slow | 30 minutes | 1 hour |

## Escalation

1. After 20 minutes without progress, escalate to the engineering manager.

## ${heading}

- [ ] Look at the state: \`${status}\`
- [ ] Read the dashboard of ${service}

## Health checks

| Check | Command | Expected |
|-------|---------|----------|
| Answers | \`curl -fsS http://${service}.internal/health\` | \`{"status":"up"}\` |
| Version | \`curl -fsS http://${service}.internal/version\` | \`"name":"${service}"\` |

## Playbooks

### ${capital(service)} is slow

1. Look at what it says:

   \`\`\`bash
   ${logs}
   \`\`\`

2. When it is stuck, restart it: \`${restart}\`
3. When that does not help, follow **${capital(service)} is down**.

### ${capital(service)} is down

Make sure that nobody deploys, then look again.

\`\`\`bash name=${service}-state
${status}
\`\`\`

Then see that it answers:

\`\`\`bash
curl -fsS http://${service}.internal/health
\`\`\`

### Restore ${service}

Warning: this replaces everything. Take a backup before restoring; the previous state can be
restored from it.

\`\`\`bash
pg_dump -h ${service}-db -d ${service} > before.sql
./scripts/restore.sh before.sql
\`\`\`

\`\`\`json
{"service": "${service}", "retries": ${index}}
\`\`\`
`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
