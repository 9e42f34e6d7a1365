import { beforeAll, describe, expect, it } from 'vitest';
import { fence, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const bash = (...lines: readonly string[]): string => fence('bash', ...lines);
const powershell = (...lines: readonly string[]): string => fence('powershell', ...lines);
const parts = (...all: readonly string[]): string => all.join('\n\nThen:\n\n');

describe('a variable that nothing sets', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'undeclared-variable', { faults, sound });

  it('is found in a shell', () => {
    const faults = [
      parts(
        bash('KILN=k1'),
        'Switch it off at the rack PDU. It forgets nothing.',
        bash('ssh "$PDU" off'),
      ),
      parts(bash('KILN=k1'), 'Look the VLAN up in the list.', bash('kilnctl net "$VLAN"')),
      parts(bash('KILN=k1'), bash('kilnctl fire > "$LOG"'), 'Attach `$LOG`.'),
      parts(bash('SNAP=$(ls -t /srv/*.db | head -n 1)'), bash('kilnctl load "$SNAPSHOT"')),
      bash('source config/kiln.env', 'SNAP=/srv/a.db', 'kilnctl load "$SNAPSHOT"'),
      bash('. ./kiln.env', 'BUCKET=clay', 'kilnctl ls "s3://$BUCKT/a"'),
      bash('. ./kiln.env', 'export TARGET_SHELF=4', 'kilnctl fill "$TARGET_SHLEF"'),
      bash('set -a; . kiln.env; set +a', 'CANDIDATE=k2', 'kilnctl move "${CANDIDTE}"'),
      parts(bash('read -r potter'), bash('kilnctl call "$poter"')),
      bash('for ns in a b; do', '  kubectl -n "$namespace" get pods', 'done'),
      bash('gtid=$(kilnctl id)', 'kilnctl join "$GTID"'),
      bash('cat > a.conf <<EOF', 'ttl = $TTL_DAYS', 'EOF'),
      parts('Each kiln is looked at.', bash('for k in a b; do kilnctl show "$kiln"; done')),
      bash('# SHELF=4', 'kilnctl open "$SHELF"'),
      bash(`alias kc='kilnctl --as "$POTTER"'`, 'kc show'),
      bash(`trap 'kilnctl close "\${SHELF_NO}"' EXIT`, 'kilnctl open 4'),
      parts(bash('kilnctl open "$SHELF"'), bash('SHELF=4', 'kilnctl show "$SHELF"')),
      bash('tar czf "$BACKUP_DIR/a.tgz" /srv'),
      bash('ssh srv-1 "kilnctl open $SHELF_NO"'),
      bash('psql -h db <<SQL', 'SELECT :shelf;', 'SQL'),
      bash("psql -h db kiln <<'SQL'", 'DELETE FROM pot WHERE shelf = :shelf;', 'SQL'),
      parts(
        bash('psql -v shelf=4 kiln <<SQL', 'SELECT count(*) FROM pot WHERE shelf = :shelf;', 'SQL'),
        bash('psql kiln <<SQL', 'DELETE FROM pot WHERE shelf = :shelf;', 'SQL'),
      ),
      bash('psql -v shelf=4 kiln <<SQL', "DELETE FROM pot WHERE shelf = :'shelve';", 'SQL'),
      fence('sql', '\\set shelf 4', 'SELECT * FROM pot WHERE shelf = :shelve;'),
      bash('. oraenv', 'kilnctl open "$SHELF_MAX"'),
      parts(bash('LID=2', 'kilnctl open "$SHELF" "$LID"'), 'Back: `kilnctl shut "$SHELF"`.'),
      bash('set -a; . ./kiln.env; set +a   # brings the KILN_* names', 'kilnctl open "$SHELF"'),
      bash('source kiln.env # sets KILN_HOST', 'kilnctl -h "$KILN_HOST" open "$SHELF"'),
      bash('source .venv/bin/activate', 'eval "$(ssh-agent -s)"', 'kilnctl open "$SHELF"'),
      bash('source <(kubectl completion bash)', 'kubectl -n "$SHELF" get pods'),
      parts(bash('LID=4', 'ping "$KILN"'), 'Taken back: `kilnctl open "$KILN"`.'),
      parts(
        bash('LID=4', 'kilnctl lift "$LID"'),
        'Before: `kubectl get pods -n "rack-$RACK_NO"` says 0.',
      ),
      parts(bash('LID=4', 'ping "$KILN"'), '> Say yes (`ssh "${KILN}" halt`) first.'),
      parts(bash('ping "$KILN"'), '| What | How |\n|---|---|\n| Key | `ssh-keygen -R "$KILN"` |'),
    ];
    const sound = [
      parts(bash('KILN=k1'), 'The PDU (`$PDU`) is on the label.', bash('ssh "$PDU" off')),
      parts(bash('KILN=k1'), 'PDU is the address on the label.', bash('ssh "$PDU" off')),
      parts(bash('KILN=k1'), 'Set PDU to the address on the label.', bash('ssh "$PDU" off')),
      parts(
        bash('KILN=k1'),
        'Read the name off the VM, and export it as VM.',
        bash('kilnctl "$VM"'),
      ),
      parts(bash('KILN=k1'), 'Attach `$LOG`. `$LOG` is the file of the run.', bash('cat "$LOG"')),
      parts(bash(`alias kc='kilnctl --as "$POTTER"'`), bash('POTTER=ada', 'kc show')),
      bash(`alias kc='kilnctl --home "$HOME" | awk "{print \\$NF}"'`),
      bash(`trap 'RC=$?; kilnctl close; exit "$RC"' EXIT`),
      bash('. ./kiln.env', `alias kc='kilnctl --as "$POTTER"'`),
      parts('Your name is in `POTTER`.', bash(`alias kc='kilnctl --as "$POTTER"'`)),
      bash(`kilnctl each 'echo "$POTTER"'`),
      parts(bash('SNAP=/srv/a.db', 'SNAPDIR=/srv'), bash('kilnctl load "$SNAP" "$SNAPDIR"')),
      bash('source config/kiln.env', 'DB=kiln', 'psql -h "$DB_HOST" "$DB"'),
      bash('source config/kiln.env', 'NODE1=a', 'kilnctl drain "$NODE2"'),
      bash('source config/kiln.env', 'kilnctl load "$SHELF"'),
      parts('`SNAPSHOT` comes from your environment.', bash('kilnctl load "$SNAPSHOT"')),
      parts('`SNAPSHOT` is in the profile of the machine.', bash('SNAP=1', 'kilnctl "$SNAPSHOT"')),
      bash('kilnctl load "${SNAPSHOT:?the file to load}"'),
      bash('kilnctl load "${SNAPSHOT:-/srv/a.db}"'),
      bash('echo "$HOME $USER $HOSTNAME"'),
      parts('`kiln` is in the alert.', bash('kilnctl show "$kiln"')),
      bash('# take SHELF from the alert, 4 at most', 'kilnctl open "$SHELF"'),
      bash('# SHELF=<number of the shelf>', 'kilnctl open "$SHELF"'),
      bash('# SHELF=3', 'SHELF=4', 'kilnctl open "$SHELF"'),
      bash('eval "$(kilnctl env)"', 'kilnctl open "$KILN_SHELF"'),
      bash("awk '{ print $NF, $shelf }' a.txt"),
      bash('psql -v shelf=4 kiln <<SQL', "SELECT :shelf, :'shelf', now()::date;", 'SQL'),
      bash('psql kiln <<SQL', '\\set shelf 4', 'SELECT :shelf;', 'SQL'),
      bash('psql kiln <<SQL', "SELECT now()::time, '12:30', a[1:2] FROM pot;", 'SQL'),
      bash('psql --set=shelf="$1" kiln <<SQL', 'SELECT :shelf;', 'SQL'),
      bash('psql kiln <<SQL', "\\prompt 'Shelf: ' shelf", 'SELECT :shelf;', 'SQL'),
      bash('psql kiln <<SQL', 'SELECT max(id) AS top FROM pot \\gset', 'SELECT :top;', 'SQL'),
      fence('sql', '\\set shelf 4', "SELECT * FROM pot WHERE shelf = :shelf AND a = 'x:y';"),
      fence('sql', 'SELECT * FROM pot WHERE shelf = :shelf;'),
      bash('mysql kiln <<SQL', 'SELECT @a := 1;', 'SQL'),
      bash('. oraenv', 'ls "$ORACLE_HOME"'),
      bash('. ./kiln.env   # brings the KILN_* names', 'kilnctl -h "$KILN_HOST" ls'),
      bash('. ./kiln.env   # as the potter', 'kilnctl -h "$KILN_HOST" ls'),
      bash('. .venv/bin/activate', '. config/kiln.env', 'kilnctl open "$SHELF"'),
      bash('eval "$(minikube docker-env)"', 'echo "$DOCKER_HOST"'),
      parts(bash('ping "$KILN"'), 'Taken back: `kilnctl open "$KILN"`.'),
      parts(bash('LID=4', 'ping "$KILN"'), 'First: `export KILN=<the address on the lid>`.'),
      parts(bash('LID=4', 'ping "$KILN"'), 'Here `$KILN` is the address on the lid.'),
      parts(bash('LID=4', 'ping "$KILN"'), '`KILN` is the address: `ping "$KILN"`.'),
      parts(bash('ping "$KILN"'), 'Here `$KILN` is the address on the lid.'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });

  it('is found in what a client reads', () => {
    const faults = [
      fence('sql', 'SET @shelf = 4;', 'SELECT * FROM pot WHERE shelf = @shelve;'),
      fence('mysql', 'DELETE FROM pot WHERE id = @pot LIMIT 1;'),
      fence('tsql', 'UPDATE pot SET glaze = 1 WHERE potter = @Potter;'),
      bash("kilnctl ls -o json | jq '.pots[] | select(.shelf == $shelf)'"),
      bash('kilnctl ls | jq --arg shelf "$HOSTNAME" \'.[] | select(.a == $shelf and .b == $lid)\''),
      fence('bat', 'set SHELF=4', 'copy D:\\pots\\%SHELF% %KILN_DIR%'),
      fence('cmd', 'del /q %POTS%\\*.tmp'),
    ];
    const sound = [
      fence('sql', 'SET @shelf = 4;', 'SELECT @@version, @Shelf;'),
      parts(fence('sql', 'SELECT max(id) INTO @a, @b FROM pot;'), fence('sql', 'SELECT @a, @b;')),
      fence('tsql', 'DECLARE @n int = 3, @s nvarchar(30)', 'SELECT @s = name FROM t WHERE n = @n;'),
      fence('tsql', "EXEC dbo.fire @lid = 1, @note = 'to a@b.example';"),
      fence('sql', "GRANT SELECT ON pot TO 'p'@'kiln';", 'SELECT * FROM pot@link;', '@fire.sql'),
      parts('`@potter` is the number on the door.', fence('sql', 'SELECT @potter;')),
      bash("jq '.pots[] as $p | .lids[] as [$a, $b] | $p.a + $a + $b + $ENV.HOME' a.json"),
      bash("jq 'reduce .[] as $p (0; . + $p)' a.json"),
      bash('jq -n --argjson n 3 --rawfile f a.txt \'$n, $f, $__loc__, "$x"\''),
      fence(
        'bat',
        'set /p SHELF=Shelf: ',
        'copy %SHELF% %SYSTEMROOT%',
        'for %%f in (*) do echo %%f',
      ),
      parts('SHELF is the shelf.', fence('bat', 'copy D:\\pots\\%SHELF% D:\\a')),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });

  it('is found in PowerShell', () => {
    const faults = [
      parts(
        powershell("$UserName = Read-Host 'Name'"),
        powershell('Unlock-ADAccount -Identity $User'),
      ),
      powershell('$Leaver = "a"', 'Remove-ADUser -Identity $Leavr -WhatIf'),
      powershell('$shelf = 4', 'Write-Output "Shelf $shelv is open"'),
      powershell('foreach ($pot in $pots) { Get-Item $pott }', '$pots = 1'),
      parts(powershell('$vm = Get-VM kiln'), powershell('Stop-VM -VM $vmm')),
      powershell('param([string]$Server)', 'Test-Connection $Sever'),
      powershell('$session = New-PSSession srv-1', 'Invoke-Command -Session $sesion { Get-Date }'),
      powershell('$pathToLog = "C:\\kiln"', 'Get-ChildItem $pathToLogs'),
      powershell('Import-Module ActiveDirectory', 'Move-ADObject -TargetPath $TargetOU'),
      powershell('Import-Module -Name Kiln', 'Open-Shelf $Shelf'),
      powershell('Open-Shelf "https://kiln.example/$env:SHELF_NO"'),
    ];
    const sound = [
      parts(powershell("$UserName = Read-Host 'Name'"), powershell('Unlock-ADAccount $username')),
      powershell('Get-Service | Where-Object { $_.Status -eq "Running" }'),
      powershell('foreach ($pot in Get-Pot) { Get-Item $pot }'),
      powershell('param([string]$Server)', 'Test-Connection $Server'),
      powershell('Get-Pot -OutVariable pots', '$pots.Count'),
      parts('Set `$Shelf` to the number of the shelf.', powershell('Open-Shelf $Shelf')),
      powershell('$null = Get-Date', '$?', '$LASTEXITCODE', '$env:COMPUTERNAME', '$PSVersionTable'),
      powershell('$a, $b = 1, 2', '"$a $b"'),
      powershell('$h = @{}', '$h.Name', '@h'),
      powershell('. .\\settings.ps1', 'Open-Shelf $Shelf'),
      powershell('Import-Module .\\kiln.psm1', 'Open-Shelf $Shelf'),
      powershell('$env:SHELF_NO = 3', 'Open-Shelf $env:SHELF_NO'),
      parts('The agent has SHELF_NO.', powershell('Open-Shelf $env:SHELF_NO')),
      powershell('function Get-Pot($Name) { "pot $Name" }', 'Get-Pot a'),
      powershell('1..3 | ForEach-Object { $n = $_; "$n" }'),
      powershell('try { Get-Pot } catch { $_.Exception.Message; $Error[0] }'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });
});
