import { beforeAll, describe, expect, it } from 'vitest';
import { ASKING } from '../../run/habits/askingCalls';
import { fence, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const bash = (...lines: readonly string[]): string => fence('bash', ...lines);
const job = (code: string): string =>
  `## Night job\n\nRuns unattended, started by cron.\n\n${code}`;
const UPGRADE = bash('apt upgrade', 'uptime');

describe('a command that waits for a person', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  it('is found in every program, where nobody is', () => {
    const faults = ASKING.map(([asks]) => job(bash('uptime', asks, 'df -h')));
    const sound = ASKING.map(([, silent]) => job(bash('uptime', silent, 'df -h')));
    expect(wrongOf(check, 'interactive-command', { faults, sound })).toEqual([]);
  });

  it('is found in programs of full screens, unless they work by themselves', () => {
    const table = (lines: readonly string[]) =>
      lines.map((line) => job(bash('uptime', line, 'df -h')));
    const faults = table([
      'mc',
      'mc /srv /tmp',
      'tmux new -s kiln',
      'vim -o a.txt b.txt',
      'gdb -p 4',
    ]);
    const sound = table([
      'mc mirror /srv/pots kiln/pots',
      'mc ls kiln',
      'ssh kiln-1 sudo mc cp a.tgz kiln/pots',
      'tmux new-session -d -s kiln kilnctl',
      'tmux kill-session -t kiln',
      'screen -dmS kiln kilnctl',
      'screen -ls',
      'vim -es -c "%s/a/b/" -c wq a.txt',
      'gdb -batch -p 4 -ex bt',
      'emacs --batch -l a.el',
      'ncdu -o a.json /srv',
    ]);
    expect(wrongOf(check, 'interactive-command', { faults, sound })).toEqual([]);
  });

  it('is found in PowerShell', () => {
    const powershell = (line: string): string => job(fence('powershell', line, 'Get-Date'));
    const faults = [
      '$name = Read-Host "Name"',
      '$cred = Get-Credential',
      'Remove-ADUser -Identity kiln',
      'Remove-Item C:\\kiln\\old -Recurse -Confirm',
      '$choice = $Host.UI.PromptForChoice("a", "b", $list, 0)',
      'Connect-ExchangeOnline',
      'Get-Service | Out-GridView',
      '[Console]::ReadLine()',
      'Format-Volume -DriveLetter E',
      'Enter-PSSession srv-1',
    ].map(powershell);
    const sound = [
      '$name = "kiln"',
      'Remove-ADUser -Identity kiln -Confirm:$false',
      'Remove-Item C:\\kiln\\old -Recurse',
      'Connect-ExchangeOnline -CertificateThumbprint $thumb -AppId $app',
      'Get-Service | Format-Table',
      'Format-Volume -DriveLetter E -Confirm:$false',
      'Invoke-Command srv-1 { Get-Date }',
    ].map(powershell);
    expect(wrongOf(check, 'interactive-command', { faults, sound })).toEqual([]);
  });

  it('is found wherever words say that a machine runs it', () => {
    const faults = [
      `## Drift job (pipeline, runs by itself at 05:00)\n\n${UPGRADE}`,
      `## Unattended patching\n\n${UPGRADE}`,
      `## Patching\n\nThe systemd timer \`kiln.timer\` starts these lines every night:\n\n${UPGRADE}`,
      `## Patching\n\nFrom 19:00 the scheduler (Control-M) executes the following without an operator:\n\n${UPGRADE}`,
      `## Patching\n\nThe job has no terminal and nobody to answer.\n\n${UPGRADE}`,
      `## Patching\n\nThese lines stand in \`/etc/cron.d/kiln\`:\n\n${UPGRADE}`,
      `## Patching\n\nJenkins executes this each night at two.\n\n${UPGRADE}`,
      `## Patching\n\nPart of the GitLab pipeline, stage \`patch\`:\n\n${UPGRADE}`,
      `## Patching\n\nIn Jenkins:\n\n${UPGRADE}`,
      `## Cron\n\n### On Sundays\n\n${UPGRADE}`,
      `## Patching\n\n${bash('# crontab of the backup user, 03:15', 'apt upgrade', 'uptime')}`,
      `## Nachtlauf\n\n${UPGRADE}`,
      `## Wartung\n\nDiese Zeilen startet der Timer um drei Uhr; es sitzt niemand davor.\n\n${UPGRADE}`,
      `## Entretien\n\nCes lignes sont lancées chaque nuit par cron.\n\n${UPGRADE}`,
      `## Mantenimiento\n\nLo ejecuta cron cada noche, sin operador.\n\n${UPGRADE}`,
      `## Manutenzione\n\nLo script viene eseguito di notte da un timer systemd.\n\n${UPGRADE}`,
      `## Onderhoud\n\nDit draait elke nacht automatisch via cron.\n\n${UPGRADE}`,
    ];
    const sound = [
      `## Patching\n\nIn Jenkins: *Nodes → kiln → Offline*. Or here:\n\n${UPGRADE}`,
      `## Patching\n\nLog in and run it yourself:\n\n${UPGRADE}`,
      `## Patching\n\nIf the timer did not run, do its work by hand:\n\n${UPGRADE}`,
      `## Patching\n\nThe backup runs every night; today you patch:\n\n${UPGRADE}`,
      `## Pipeline is red\n\nRun these by hand when the pipeline fails:\n\n${UPGRADE}`,
      `## Patching\n\n${bash('ssh srv-1', 'df -h /srv', 'sudo du -xsh /srv/*')}`,
      `## Patching\n\n${bash('set -eu', 'read -p "Type the name of the kiln: " name', 'echo "$name"')}`,
    ];
    expect(wrongOf(check, 'interactive-command', { faults, sound })).toEqual([]);
  });
});
