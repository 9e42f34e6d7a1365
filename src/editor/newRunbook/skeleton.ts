/**
 * The text of a new runbook: every part that people look for at night, and nothing that the check
 * command objects to.
 * @param today ISO date of the first edition
 * @param review ISO date of the first review
 */
export function skeleton(today: string, review: string): string {
  return `# Name of the service

**Owner**: Team that runs the service
**Last updated**: ${today}
**Next review**: ${review}

What the service does, for whom, and what depends on it, in two sentences.

## Contacts

| Role | Primary | Backup |
|------|---------|--------|
| On-call engineer | @oncall-primary | @oncall-backup |
| Engineering manager | @engineering-manager | @deputy-manager |

## Severity levels

| Severity | What it means | Response time | Escalation |
|----------|---------------|---------------|------------|
| SEV1 | Nobody can use the service | 5 minutes | 15 minutes |
| SEV2 | An important part fails | 15 minutes | 30 minutes |
| SEV3 | There is a way around | 4 hours | 1 day |

## Escalation

1. After 15 minutes without progress, escalate to the engineering manager.

## Daily checklist

- [ ] Read the alerts of the night
- [ ] Look at free disk space: \`df -h\`

## Health checks

| Check | Command | Expected |
|-------|---------|----------|
| Service answers | \`curl -fsS http://localhost:8080/health\` | \`"status":"ok"\` |

## Playbooks

### Service is down

1. Look at the last lines of its log:

   \`\`\`bash
   journalctl -u service -n 50 --no-pager
   \`\`\`

2. Restart it:

   \`\`\`bash
   sudo systemctl restart service
   \`\`\`

3. Verify that it answers: \`curl -fsS http://localhost:8080/health\`

## Roll back a release

When a release made it worse, go back to the one before it.

\`\`\`bash
git revert --no-edit HEAD
\`\`\`
`;
}
