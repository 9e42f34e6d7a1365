import type { DumpKind, DumpStep } from './dumpKind';

/**
 * PowerShell that takes up and prints the state: the folder, the environment, functions, and
 * variables as CLIXML, which keeps values but not live objects.
 */
const SAVE = `
$__runbook_names = $__runbook_own + @('__runbook_own', '__runbook_names', 'PWD', 'PID', '?', '^', '$')
$__runbook_state = @{
  cwd = (Get-Location).ProviderPath
  env = @{}
  functions = @{}
  variables = @{}
}
foreach ($__runbook_item in Get-ChildItem Env:) {
  if ($__runbook_item.Name -notlike 'RUNBOOK_*') {
    $__runbook_state.env[$__runbook_item.Name] = $__runbook_item.Value
  }
}
foreach ($__runbook_item in Get-ChildItem Function:) {
  if ($__runbook_functions -notcontains $__runbook_item.Name) {
    $__runbook_state.functions[$__runbook_item.Name] = $__runbook_item.Definition
  }
}
foreach ($__runbook_item in Get-Variable -Scope Global) {
  $__runbook_fixed = $__runbook_item.Options -band ([System.Management.Automation.ScopedItemOptions]'Constant, ReadOnly, AllScope')
  if ($__runbook_names -notcontains $__runbook_item.Name -and $__runbook_item.Name -notlike '__runbook_*' -and -not $__runbook_fixed) {
    $__runbook_state.variables[$__runbook_item.Name] = $__runbook_item.Value
  }
}
foreach ($__runbook_item in 'ErrorActionPreference', 'WarningPreference', 'VerbosePreference', 'DebugPreference', 'InformationPreference', 'ProgressPreference', 'OFS') {
  $__runbook_value = Get-Variable -Scope Global -Name $__runbook_item -ErrorAction Ignore
  if ($__runbook_value) { $__runbook_state.variables[$__runbook_item] = $__runbook_value.Value }
}
$__runbook_xml = [System.Management.Automation.PSSerializer]::Serialize($__runbook_state, 3)
`;

const RESTORE = `
$__runbook_state = [System.Management.Automation.PSSerializer]::Deserialize([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($__runbook_last)))
foreach ($__runbook_item in @(Get-ChildItem Env:)) {
  if ($__runbook_item.Name -notlike 'RUNBOOK_*' -and -not $__runbook_state.env.ContainsKey($__runbook_item.Name)) {
    [Environment]::SetEnvironmentVariable($__runbook_item.Name, $null)
  }
}
foreach ($__runbook_item in $__runbook_state.env.GetEnumerator()) { [Environment]::SetEnvironmentVariable($__runbook_item.Key, $__runbook_item.Value) }
foreach ($__runbook_item in $__runbook_state.functions.GetEnumerator()) { Set-Item -LiteralPath "Function:global:$($__runbook_item.Key)" -Value ([scriptblock]::Create($__runbook_item.Value)) }
foreach ($__runbook_item in $__runbook_state.variables.GetEnumerator()) { Set-Variable -Scope Global -Name $__runbook_item.Key -Value $__runbook_item.Value -ErrorAction Ignore }
if (-not (Test-Path -LiteralPath $__runbook_state.cwd -PathType Container)) { exit 91 }
Set-Location -LiteralPath $__runbook_state.cwd
`;

/** The state goes through pipes, never through arguments, which other users can read. */
export const PWSH_DUMP: DumpKind = {
  args: (path) => [
    ...['-NoLogo', '-NoProfile', '-NonInteractive', '-Command'],
    `. ([scriptblock]::Create([IO.File]::ReadAllText(${single(path)})))`,
  ],
  text: pwshText,
  cwd: (state) => state.split('\0')[1] ?? '',
};

function pwshText({ script, state, changed, dumpPath, nonce }: DumpStep): string {
  const settings = Object.entries(changed).map(([name, value]) => {
    const text = value === undefined ? '$null' : single(value);
    return `[Environment]::SetEnvironmentVariable(${single(name)}, ${text})`;
  });
  const [last] = (state ?? '').split('\0');
  return [
    '$__runbook_own = @((Get-Variable -Scope Global).Name)',
    '$__runbook_functions = @((Get-ChildItem Function:).Name)',
    ...(state === undefined ? [] : [`$__runbook_last = ${single(last ?? '')}`, RESTORE]),
    ...settings,
    '$__runbook_ok = $true',
    'try {',
    `. ([scriptblock]::Create(${single(`${script}\n$__runbook_ok = $?`)}))`,
    '} catch { $__runbook_ok = $false; Write-Error -ErrorRecord $_ -ErrorAction Continue',
    '} finally {',
    SAVE,
    `[IO.File]::WriteAllText(${single(dumpPath)}, [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($__runbook_xml)) + [char]0 + $__runbook_state.cwd + [char]0 + ${single(nonce)})`,
    '}',
    'if ($__runbook_ok) { exit 0 } else { exit 1 }',
  ].join('\n');
}

/** PowerShell reads typographic single quotes like straight ones (about_Quoting_Rules). */
function single(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
