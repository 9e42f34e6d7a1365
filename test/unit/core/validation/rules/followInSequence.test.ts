import { beforeAll, describe, expect, it } from 'vitest';
import { FOLLOWS, FOLLOWS_IN_POWERSHELL } from '../../run/habits/followCalls';
import { fence, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const bash = (...lines: readonly string[]): string => fence('bash', ...lines);
const powershell = (...lines: readonly string[]): string => fence('powershell', ...lines);

describe('a command that goes on in front of others', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it('is found in every form of every program', () => {
    const faults = FOLLOWS.map(([goesOn]) => bash(goesOn, 'uptime'));
    const sound = FOLLOWS.map(([, ends]) => bash(ends, 'uptime'));
    expect(wrongOf(check, 'follow-in-sequence', { faults, sound })).toEqual([]);
  });

  it('is found in PowerShell', () => {
    const faults = [
      ...FOLLOWS_IN_POWERSHELL.map(([goesOn]) => powershell(goesOn, 'Get-Date')),
      powershell(
        'Unlock-ADAccount -Identity $user',
        'Get-Content C:\\kiln\\a.log -Tail 20 -Wait',
        'Get-ADUser -Identity $user | Select-Object Name, LockedOut',
      ),
      powershell('while ($true) { Get-Process kiln; Start-Sleep 5 }', 'Get-Date'),
      powershell('do { Get-Date; Start-Sleep 5 } while ($true)', 'Restart-Service kiln'),
      powershell('Get-Content a.log -Wait | Where-Object { $_ -match "ERR" }', 'Get-Date'),
      powershell('ssh web-1 "journalctl -fu kiln"', 'Get-Date'),
    ];
    const sound = [
      ...FOLLOWS_IN_POWERSHELL.map(([, ends]) => powershell(ends, 'Get-Date')),
      powershell('Get-Date', 'Get-Content a.log -Wait'),
      powershell('Start-Process notepad a.log -Wait', 'Get-Date'),
      powershell('Start-Job { Get-Content a.log -Wait }', 'Get-Date'),
      powershell('while ($true) { if (Test-Path a) { break }; Start-Sleep 5 }', 'Get-Date'),
      powershell('Receive-Job 3 -Wait', 'Get-Date'),
    ];
    expect(wrongOf(check, 'follow-in-sequence', { faults, sound })).toEqual([]);
  });

  it('is found in a numbered step that others follow', () => {
    const faults = [
      '1. Look at the log: `journalctl -fu kiln`.\n2. Ask for its state: `kilnctl status`.',
      '1. Stop the belt.\n2. `kubectl logs -f deploy/kiln`\n3. Start the belt.',
      '1. Read the end of the log:\n\n   ```bash\n   tail -f kiln.log\n   ```\n\n2. Open the lid.',
      '1. Look who uses it:\n\n   ```bash\n   uptime\n   vmstat 1\n   ```\n\n2. Open the lid.',
    ];
    const sound = [
      '1. Look at the log: `journalctl -fu kiln`; Ctrl-C ends it.\n2. Ask for its state: `kilnctl status`.',
      '1. In a second terminal: `journalctl -fu kiln`.\n2. Ask for its state: `kilnctl status`.',
      '1. Ask for its state: `kilnctl status`.\n2. Look at the log: `journalctl -fu kiln`.',
      '- Look at the log: `journalctl -fu kiln`.\n- Ask for its state: `kilnctl status`.',
      '1. Watch the log:\n\n   ```bash\n   tail -f kiln.log\n   ```\n\n2. Open the lid.',
      '1. Read the log until it is quiet:\n\n   ```bash\n   tail -f kiln.log\n   ```\n\n2. Open the lid.',
      '1. Read the log:\n\n   ```bash\n   tail -f kiln.log\n   ```\n\n   Ctrl-C.\n\n2. Open the lid.',
      '1. Read the log:\n\n   ```bash\n   tail -n 9 kiln.log\n   ```\n\n2. Open the lid.',
      '1. Open the lid.\n2. Read the log:\n\n   ```bash\n   tail -f kiln.log\n   ```\n',
      '1. Look at the log: `journalctl -u kiln -n 50`.\n2. Ask for its state: `kilnctl status`.',
    ];
    expect(wrongOf(check, 'follow-in-sequence', { faults, sound })).toEqual([]);
  });

  it('is found wherever it stands', () => {
    const faults = [
      bash('uptime', 'tail -f /srv/kiln.log &&', 'df -h'),
      bash('cd /srv && docker compose logs -f && docker compose ps'),
      bash('kubectl get pods -w && kubectl get svc'),
      bash('while :; do date; sleep 5; done', 'df -h'),
      bash('while sleep 10; do', '  curl -fsS https://kiln.example/ping', 'done', 'df -h'),
      bash('while (( 1 )); do date; done', 'df -h'),
      bash('until false; do date; sleep 1; done', 'df -h'),
      bash('for ((;;)); do date; sleep 1; done', 'df -h'),
      bash('watch -n 2 "kubectl get pods"', '', '# then restart it', 'kubectl rollout restart d/a'),
      bash('for pod in a b; do kubectl logs -f "$pod"; done', 'df -h'),
      bash('LOG=/srv/kiln.log tail -F /srv/kiln.log', 'df -h'),
      bash('sudo -u kiln bash -c "tail -f /srv/kiln.log"', 'df -h'),
      bash('# Ctrl-C when it is ready', 'kubectl get pods -w', 'df -h'),
      `1. Look:\n\n   ${bash('ceph -w', 'ceph df').replaceAll('\n', '\n   ')}`,
      fence('console', '$ journalctl -f -u kiln', '$ df -h'),
    ];
    const sound = [
      bash('df -h', 'tail -f /srv/kiln.log'),
      bash('tail -f /srv/kiln.log &', 'df -h'),
      bash('kubectl port-forward svc/db 5432:5432 &', 'sleep 3', 'pg_isready'),
      bash('timeout 30 kubectl get pods -w', 'df -h'),
      bash('timeout 30 bash -c "while true; do date; sleep 1; done"', 'df -h'),
      bash('while true; do curl -f https://a.example && break; sleep 5; done', 'df -h'),
      bash('tail -f /srv/kiln.log', '# in a second terminal:', 'systemctl restart kiln'),
      bash('docker compose up -d && docker compose ps'),
      bash('echo "watch the board && tail -f it" && df -h'),
      bash('kubectl apply -f a.yml', 'kubectl rollout status deploy/a --watch', 'df -h'),
      bash('systemctl start kiln', 'systemctl is-active kiln'),
      bash('cat > /srv/show.sh <<"EOF"', 'tail -f /srv/kiln.log', 'EOF', 'chmod +x /srv/show.sh'),
      bash('show() {', '  echo "tail -f"', '}', 'df -h'),
      bash('grep -f words.txt /srv/kiln.log', 'rm -f /tmp/kiln.lock'),
      bash('nohup tail -f /srv/kiln.log >/tmp/k 2>&1 &', 'df -h'),
    ];
    expect(wrongOf(check, 'follow-in-sequence', { faults, sound })).toEqual([]);
  });
});
