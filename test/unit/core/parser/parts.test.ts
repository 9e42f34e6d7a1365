import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

/** What each part of a block would run. */
function partsOf(body: string, info: string): readonly string[] {
  const [step] = parseRunbook(`# T\n\n\`\`\`${info}\n${body}\n\`\`\`\n`).steps;
  return (step?.parts ?? []).map((part) => (part.manual ? `(${part.title})` : part.text));
}

describe('a block of PowerShell', () => {
  it.each([
    ['behind a pipe', 'Get-Service |\n\n    # stopped\n    Where-Object Status -eq Stopped'],
    ['behind a pipe with a comment', 'Get-Service | # all\n\nSort-Object Name'],
    ['before a pipe', 'Get-Service\n# stopped\n| Sort-Object Name'],
    ['behind an operator', '$a = $b -and\n\n$c'],
    ['behind a comma', 'Stop-Service a,\n\n  # and\n  b'],
    ['in braces', 'foreach ($i in 1, 2) {\n  Get-Date\n\n  # next\n  Get-Host\n}'],
    ['before else', 'if ($a) {\n  Get-Date\n}\n\n# otherwise\nelse {\n  Get-Host\n}'],
    ['before catch', 'try {\n  Get-Date\n}\n\ncatch {\n  Get-Host\n}'],
    ['in a here-string', '@"\n"one {"\n\n# two\n"@ | Set-Content a.txt'],
    ['in a quoted text', 'Write-Host "a `"b`"\n\n# c"'],
    ['in a block comment', '<# one\n\ntwo #>\nGet-Date'],
    ['behind a bracket that closes nothing', ')\nif ($a) {\n\nGet-Date\n}'],
  ])('is never torn %s', (_name, body) => {
    expect(partsOf(body, 'powershell')).toHaveLength(1);
  });

  it.each([
    ['a comment that ends with a pipe', 'Get-Date # a |\n\nGet-Host'],
    ['a backtick in quotes', 'Write-Host "a``"\n\nGet-Host'],
    ['a counter', '$i++\n\nGet-Host'],
  ])('is torn behind %s', (_name, body) => {
    expect(partsOf(body, 'powershell')).toHaveLength(2);
  });
});

describe('a block of SQL', () => {
  it.each([
    ['a transaction', 'BEGIN;\n\nUPDATE a SET b = 1;\n\n-- then\nCOMMIT;'],
    ['its other names', 'start  transaction read only;\n\nSELECT 1;\n\nROLLBACK;'],
    ['a savepoint', 'BEGIN;\n\nROLLBACK TO s;\n\nUPDATE a SET b = 1;\n\nEND;'],
    ['a transaction without an end', 'BEGIN;\n\nUPDATE a SET b = 1;'],
    ['statements that are not kept at once', 'SET autocommit = 0;\n\nDELETE FROM a;\n\nCOMMIT;'],
    ['a body in dollars', 'DO $$\nBEGIN\n  PERFORM 1;\n\n  PERFORM 2;\nEND\n$$;'],
    [
      'a body of its own',
      'CREATE FUNCTION a() RETURNS int\nBEGIN ATOMIC\n  SELECT 1;\n\n  SELECT CASE WHEN true THEN 1 END;\n\n  SELECT 2;\nEND;',
    ],
    [
      'a body with a delimiter',
      'DELIMITER //\nCREATE PROCEDURE a()\nBEGIN\n  SELECT 1;\n\n  SELECT 2;\nEND//\n\nDELIMITER ;',
    ],
    ['data to copy', "COPY a FROM stdin;\n1\n\nit's\n\\.\n"],
    ['a condition of psql', '\\if :dry\nSELECT 1;\n\n\\else\nSELECT 2;\n\n\\endif'],
    ['an escaped quote', "SELECT E'it\\'s', 'a\n\nb';"],
  ])('never tears %s', (_name, body) => {
    expect(partsOf(body, 'sql')).toHaveLength(1);
  });

  it.each([
    ['a transaction', 'BEGIN;\nDELETE FROM a;\nCOMMIT;\n\nSELECT 1;'],
    ['a body', "CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1;';\n\nSELECT 1;"],
    ['a trigger', 'CREATE TRIGGER a\nBEGIN\n  SELECT 1;\nEND;\n\nSELECT 1;'],
    ['COPY to a file', "COPY a TO '/tmp/a';\n\nSELECT 1;"],
    ['two statements', 'SELECT 1;\n\nSELECT 2;'],
  ])('tears behind %s', (_name, body) => {
    expect(partsOf(body, 'sql')).toHaveLength(2);
  });

  it('holds a transaction together that a shell hands to a client', () => {
    expect(
      partsOf(
        'psql shop\n\nBEGIN;\n\n# unlock\nUPDATE a SET b = 1;\n\nCOMMIT;\n\nSELECT 2;',
        'bash',
      ),
    ).toEqual([
      "psql shop <<'SQL'\nBEGIN;\n-- unlock\nUPDATE a SET b = 1;\nCOMMIT;\nSQL",
      "psql shop <<'SQL'\nSELECT 2;\nSQL",
    ]);
    expect(partsOf('BEGIN;\n\nUPDATE a SET b = 1;\n\nCOMMIT;', 'bash')).toHaveLength(1);
    expect(
      partsOf('psql shop\n\nBEGIN;\n\nUPDATE a SET b = 1;\n\n# shell\nuptime', 'bash'),
    ).toEqual(["psql shop <<'SQL'\nBEGIN;\nUPDATE a SET b = 1;\nSQL", 'uptime']);
    expect(
      partsOf(
        'psql shop\n\nDO $$\nBEGIN\n  PERFORM 1;\n\n  RETURN;\nEND\n$$;\n\nSELECT 1;',
        'bash',
      ),
    ).toHaveLength(2);
  });
});

describe('a shell that a block opens for the lines below', () => {
  const reasonOf = (body: string, info = 'bash'): string | undefined =>
    parseRunbook(`# T\n\n\`\`\`${info}\n${body}\n\`\`\`\n`).steps[0]?.notRunnable?.code;

  it.each([
    'ssh web1',
    'ssh -i key.pem -p 2222 ops@<host> # the bastion',
    'sudo -i',
    'sudo -u postgres -i',
    'sudo su - postgres',
    'su - postgres',
    'docker exec -it api sh',
    'sudo docker compose exec api /bin/bash -l',
    'docker run --rm -it \\\n  ubuntu:24.04 bash',
    'kubectl exec -it deploy/api -n shop -- "/bin/sh"',
    'oc -n shop rsh "$POD"',
    'oc debug node/<node>',
    'nsenter -t 1 -m -u -n bash',
    'chroot /mnt',
    'vagrant ssh',
    'aws ssm start-session --target i-1',
    'bash',
  ])('keeps it from running: %s', (opener) => {
    for (const below of ['df -h', '\n# inside\ndf -h', '\ndf -h\n\nexit'])
      expect(reasonOf(`uptime\n\n${opener}\n${below}`)).toBe('opens-shell');
    expect(partsOf(`${opener}\n\n# inside\ndf -h\n\nexit`, 'bash')).toHaveLength(1);
    // With nothing below, it is for a person at a keyboard.
    expect(reasonOf(`uptime\n\n${opener}\n# then look around`)).not.toBe('opens-shell');
  });

  it('of PowerShell', () => {
    const body = 'Enter-PSSession -ComputerName web1\nRestart-Service w3svc\nExit-PSSession';
    expect(reasonOf(body, 'powershell')).toBe('opens-shell');
  });

  it.each([
    ['ssh web1 uptime', 'df -h'],
    ['ssh -L 5432:db:5432 web1', 'psql -h localhost -c "SELECT 1"'],
    ['ssh -fN web1', 'df -h'],
    ['ssh web1 <<EOF\ndf -h\nEOF', 'df -h'],
    ['cat <<EOF > a.txt\nssh web1\nEOF', 'df -h'],
    ['sudo -u postgres psql -c "SELECT 1"', 'df -h'],
    ['sudo -i systemctl stop web', 'df -h'],
    ['su - postgres -c "pg_ctl stop"', 'df -h'],
    ['docker exec api sh -c "df -h"', 'df -h'],
    ['kubectl exec -it api -- bash -c "df -h"', 'df -h'],
    ['kubectl exec -it api -- df -h', 'df -h'],
    ['docker run -d nginx', 'df -h'],
    ['bash install.sh', 'df -h'],
    ['curl -s https://a.example/x | sudo bash', 'df -h'],
    ['chroot /mnt update-grub', 'df -h'],
    ['docker compose exec api bash', '\n# Logs\ndocker compose logs api'],
    ['kubectl exec -it api -- sh', 'kubectl exec -it worker -- sh'],
    ['ssh web1', '\n# Or from the console\nvirsh console web1'],
  ])('is none where it has its own work, or another way follows: %s', (opener, below) => {
    expect(reasonOf(`${opener}\n${below}`)).toBeUndefined();
  });
});
