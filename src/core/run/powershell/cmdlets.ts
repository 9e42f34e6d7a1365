import { change, check, destructive, type Finding } from '../finding';
import { requestFinding } from '../http/classifyHttp';
import type { Call, Scope, Word } from '../scope';

/** Short names that PowerShell comes with (`Get-Alias`). */
const aliases: Readonly<Record<string, string>> = Object.fromEntries(
  `gps Get-Process,ps Get-Process,gsv Get-Service,gci Get-ChildItem,ls Get-ChildItem,dir Get-ChildItem,
gc Get-Content,cat Get-Content,type Get-Content,gi Get-Item,gp Get-ItemProperty,gl Get-Location,pwd Get-Location,
gm Get-Member,gcm Get-Command,gal Get-Alias,gu Get-Unique,gv Get-Variable,ghy Get-History,h Get-History,
gwmi Get-WmiObject,gcim Get-CimInstance,gerr Get-Error,gjb Get-Job,gin Get-ComputerInfo,gtz Get-TimeZone,
help Get-Help,man Get-Help,select Select-Object,sls Select-String,where Where-Object,? Where-Object,
foreach ForEach-Object,% ForEach-Object,sort Sort-Object,group Group-Object,measure Measure-Object,
compare Compare-Object,diff Compare-Object,ft Format-Table,fl Format-List,fw Format-Wide,fc Format-Custom,
echo Write-Output,write Write-Output,oh Out-Host,tee Tee-Object,iwr Invoke-WebRequest,irm Invoke-RestMethod,
icm Invoke-Command,iex Invoke-Expression,ii Invoke-Item,rm Remove-Item,del Remove-Item,ri Remove-Item,
erase Remove-Item,rd Remove-Item,rmdir Remove-Item,rp Remove-ItemProperty,mv Move-Item,move Move-Item,
mi Move-Item,cp Copy-Item,copy Copy-Item,cpi Copy-Item,ni New-Item,md New-Item,mkdir New-Item,
ren Rename-Item,rni Rename-Item,si Set-Item,sp Set-ItemProperty,ac Add-Content,clc Clear-Content,
cli Clear-Item,cls Clear-Host,clear Clear-Host,cd Set-Location,sl Set-Location,chdir Set-Location,
pushd Push-Location,popd Pop-Location,sv Set-Variable,set Set-Variable,spps Stop-Process,kill Stop-Process,
spsv Stop-Service,sasv Start-Service,saps Start-Process,start Start-Process,sajb Start-Job,spjb Stop-Job,
sleep Start-Sleep,rv Remove-Variable,rjb Remove-Job,rcjb Receive-Job,wjb Wait-Job,etsn Enter-PSSession,
exsn Exit-PSSession,nsn New-PSSession,rsn Remove-PSSession,ipmo Import-Module,ipcsv Import-Csv,
epcsv Export-Csv,tnc Test-NetConnection,rvpa Resolve-Path,rdr Remove-PSDrive,sc Set-Content`
    .split(',')
    .map((pair) => pair.trim().split(' ') as [string, string]),
);

const readingVerbs = new Set(
  `get test measure select where format convertto convertfrom compare find show sort group resolve
search resolve read wait foreach debug trace watch receive assert
ping out`
    .split(/\s+/)
    .filter((verb) => verb !== ''),
);
const losingVerbs: Readonly<Record<string, string>> = {
  remove: 'removes',
  clear: 'clears',
  stop: 'stops',
  uninstall: 'uninstalls',
  disable: 'disables',
  suspend: 'suspends',
  dismount: 'takes away',
  unregister: 'unregisters',
  revoke: 'revokes',
  deny: 'denies',
  block: 'blocks',
  restore: 'restores over what is live:',
  reset: 'resets',
  unpublish: 'takes away',
  close: 'closes',
  lock: 'locks',
};

/** Cmdlets whose verb says something else than what they do. */
const readingCmdlets =
  /^(?:(?:join|split|resolve|convert|push|pop)-(?:path|string|location|path)|exit-pssession|clear-host|clear-variable|remove-variable|remove-job|remove-pssession|remove-module|remove-typedata|stop-transcript|start-sleep|set-location|set-variable|set-strictmode|set-psdebug|set-psreadlineoption|new-object|new-timespan|new-guid|new-variable|new-cimsession|import-module|import-csv|import-clixml|import-powershelldatafile|import-localizeddata|write-(?:host|output|verbose|warning|error|debug|information|progress)|out-(?:host|string|null|gridview|default)|update-typedata|update-formatdata|start-stopwatch|add-type|add-member|stop-watch)$/i;
/** A module or type of a file or a text, not one that is known by its name. */
const loadsCode =
  /^\s*(?:(?:import-module|ipmo)\s(?:.*\s)?['"]?(?:\.{1,2}[\\/]|[a-z]:\\|\\\\|\$)\S*|add-type\s(?!(?:-a\w*\s)?['"]?[\w.]+['"]?\s*$))/i;
const writingCmdlets =
  /^(?:out-file|out-printer|tee-object|get-azwebapppublishingprofile|connect-psession|convert-vhd|request-\w+|disconnect-(?:pssession|user|rduser)|get-azstorageblobcontent|get-azurestorageblobcontent|find-and\w*|debug-process|connect-(?:vmnetworkadapter|iscsitarget|psession)|push-(?:azureservice\w*)|format-volume|read-s3object|copy-s3object)$/i;

/** With one of these switches they look for what they would mend. */
const repairsNothing =
  /^(?:Repair-Volume\b.*\s-Scan|Repair-WindowsImage\b.*\s-(?:Scan|Check)Health)(?=\s|$)/i;

/** The service refuses to restore over a database that is there. */
const restoresBeside =
  /^restore-(?:az(?:sql|postgresql|mysql|mariadb|cosmosdb|synapse)\w+|rds(?:dbinstance|dbcluster)\w+)$/;

/** The full name of a cmdlet; undefined for another program. */
export function cmdletName(name: string): string | undefined {
  const alias = aliases[name.toLowerCase()];
  if (alias !== undefined) return alias;
  const plain = name.replace(/^[\w.]+\\/, '');
  return /^[A-Za-z]+-[A-Za-z]\w*$/.test(plain) && /^[A-Z]/.test(plain) ? plain : knownLower(plain);
}

/** `get-process` in lower case is a cmdlet; `docker-compose` is not. */
function knownLower(name: string): string | undefined {
  const verb = /^([a-z]+)-[a-z]\w*$/.exec(name)?.[1];
  if (verb === undefined) return undefined;
  const known = readingVerbs.has(verb) || losingVerbs[verb] !== undefined || otherVerbs.test(verb);
  return known ? name : undefined;
}

const otherVerbs =
  /^(?:set|new|start|restart|invoke|add|install|update|enable|import|export|write|copy|move|rename|register|publish|save|send|enter|backup|grant|resume|sync|mount|rename|initialize|repair|optimize|merge|unblock|unlock|approve|checkpoint|complete|expand|compress|edit|install|step|submit|switch|undo|redo)$/;

/** Nothing is written over what was there. */
const emptied = /\s-(?:InputObject|Value)(?:\s+|:)(?:''|""|\$null)(?=\s|$)/i;

/** What a cmdlet does, by the verb of its name (Approved Verbs for PowerShell Commands). */
export function cmdletFinding(cmdlet: string, call: Call, scope: Scope): readonly Finding[] {
  const name = cmdlet.toLowerCase();
  const { label } = call;
  if (hasSwitch(call, 'WhatIf') && !/-whatif:\s*\$?(?!true\b)/i.test(label)) return [check(label)];
  if (name === 'search-mailbox')
    return /\s-deletecontent\b/i.test(label)
      ? [destructive(label, 'deletes mail')]
      : [change(label, 'copies mail')];
  if (name === 'foreach-object') return [namedMember(call) ?? check(label)];
  if (name === 'format-volume' || name === 'clear-disk' || name === 'initialize-disk') {
    return [destructive(label, 'destroys what is on the disk')];
  }
  if (/^invoke-(?:webrequest|restmethod)$/.test(name)) return request(call);
  if (name === 'invoke-sqlcmd' || name === 'invoke-dbaquery') {
    const query = parameter(call, 'Query');
    return query === undefined ? [change(label, 'runs SQL')] : scope.sql(query.text);
  }
  if (name === 'invoke-expression') {
    const text = call.args.find((word) => !/^-/.test(word.text));
    return text?.known === true ? scope.powershell(text.text) : [change(label, 'runs a text')];
  }
  if (/^invoke-command$|^start-job$|^start-threadjob$|^measure-command$/.test(name)) {
    // The block inside is visited with the rest of the tree.
    const block = call.args.some((word) => word.text.startsWith('{'));
    return [block ? check(label) : change(label, 'runs a script')];
  }
  // Who is signed out signs in again.
  if (/^revoke-\w*(?:session|token)s?$/.test(name)) return [change(label, 'ends sessions')];
  if (/^(?:restart|stop)-computer$/.test(name))
    return [destructive(label, 'takes the machine away')];
  if (name === 'set-service' && /^stopped$/i.test(parameter(call, 'Status')?.text ?? '')) {
    return [destructive(label, 'stops the service')];
  }
  if (/^set-/.test(name) && OUT_OF_SERVICE.test(parameter(call, 'State')?.text ?? ''))
    return [destructive(label, 'takes it out of service')];
  if (name === 'get-content' || name === 'get-childitem') return [check(label)];
  if (name === 'tee-object' && parameter(call, 'Variable') !== undefined) return [check(label)];
  if (/^(?:out-file|set-content)$/.test(name) && emptied.test(label))
    return [destructive(label, 'empties the file')];
  if (repairsNothing.test(label)) return [check(label)];
  if (restoresBeside.test(name)) return [change(label, 'restores into another database')];
  if (loadsCode.test(label)) return [change(label, 'loads code')];
  if (readingCmdlets.test(name)) return [check(label)];
  if (ASKS_FOR_LOSS.test(name) || LOSING_SWITCH.test(label))
    return [destructive(label, 'asks for something to be deleted')];
  if (writingCmdlets.test(name)) return [change(label)];
  return byVerb(name, label);
}

/** `Set-VMHost -State Maintenance`, `Set-ServerComponentState -State Inactive` */
const OUT_OF_SERVICE =
  /^(?:maintenance\w*|inactive|disabled|disconnected|stopped|offline|paused|suspended|drain\w*)$/i;

/** `New-ComplianceSearchAction -Purge -PurgeType HardDelete` */
const LOSING_SWITCH = /\s-(?:purge|harddelete|deletecontent|wipe|removedata|eradicate)(?=\s|$)/i;

/** `Request-KMSKeyDeletion`, `Invoke-DeviceWipe`: the noun says what the verb leaves open. */
const ASKS_FOR_LOSS =
  /^(?:request|start|invoke|new|submit|send|complete|approve)-\w*(?:deletion|removal|wipe|purge|erasure|destruction|delete)$/;

/** Cmdlets that look and put it into a file, test what is in use, or send something. */
const writesReport =
  /^(?:get-(?:clusterlog|clusterdiagnosticinfo|storagediagnosticinfo|windowsupdatelog|wuinstall|azstoragefilecontent|azremotedesktopfile|azbatchnodefilecontent|aznetworkwatcherpacketcapturefile)|test-(?:cluster|mailflow))$/;
/** `Get-Log -Bundle -DestinationPath`, `Get-MgUserPhotoContent -OutFile` */
const SAVED =
  /^\s*(?:get|read|receive|find|test|measure|show|search)-\w+\s(?:.*\s)?-(?:outfile|outputfile|outputpath|outpath|destination(?:path)?|reportpath|exportpath|backupconfiguration)(?=[\s:]|$)|^\s*get-(?:gporeport|gpresultantsetofpolicy)\s(?:.*\s)?-path(?=[\s:]|$)/is;

function byVerb(name: string, label: string): readonly Finding[] {
  const [verb = '', noun = ''] = name.split(/-(.*)/s);
  const loss = losingVerbs[verb];
  if (loss !== undefined) return [destructive(label, `${loss} ${noun}`)];
  // `Test-… -Repair` looks, and mends what it finds.
  if (
    /^(?:test|get)$/.test(verb) &&
    /\s-(?:rep(?:a(?:i(?:r)?)?)?|install|download|fix|acceptall)\b/i.test(label)
  )
    return [change(label, 'repairs or installs')];
  if (writesReport.test(name) || SAVED.test(label)) return [change(label, 'writes a file')];
  if (verb === 'resolve' && !/^(?:path|dnsname|error)/.test(noun)) return [change(label)];
  if (/^convert(?:to|from)$/.test(verb) && /^(?:az|vm|vhd)/.test(noun)) return [change(label)];
  if (readingVerbs.has(verb) && verb !== 'out') return [check(label)];
  return [change(label)];
}

/** A web request by its method, address and body; saved to a file it is a download. */
function request(call: Call): readonly Finding[] {
  // `@p` hands parameters over that stand elsewhere.
  if (call.args.some(({ text }) => /^@\w+$/.test(text)))
    return [change(call.label, 'sends a request')];
  const method = (parameter(call, 'Method') ?? parameter(call, 'CustomMethod'))?.text ?? 'GET';
  const body = parameter(call, 'Body');
  const sends = body !== undefined || parameter(call, 'InFile') !== undefined;
  const address =
    parameter(call, 'Uri')?.text ??
    call.args.find(({ text }) => /^(?:https?:\/\/|\$\{?\w+\}?\/)/i.test(text))?.text;
  const finding = requestFinding(
    sends && method === 'GET' && parameter(call, 'InFile') ? 'POST' : method,
    address === undefined ? [] : [address],
    call.label,
    body?.known === true ? body.text : undefined,
  );
  return parameter(call, 'OutFile') === undefined
    ? [finding]
    : [finding, change(call.label, 'downloads a file')];
}

/** `% Name` reads a property; `% Kill` calls a method, and nobody tells one from the other. */
function namedMember(call: Call): Finding | undefined {
  const member = call.args.find((word) => !word.text.startsWith('-'))?.text ?? '';
  if (member === '' || member.startsWith('{') || !/^[A-Za-z]\w*$/.test(member)) return undefined;
  return /^(?:[A-Z]\w*(?:Name|Id|Path|Count|Time|State|Status|Size|Length|Version|Date)|Name|Id|Path|Count|Length|Status|State|FullName|Value|Key|Line|Message|ToString|ToUpper|ToLower|Trim|Split)$/i.test(
    member,
  )
    ? undefined
    : change(call.label, `may call ${member}`);
}

/** Parameters may be cut short as long as they are clear: `-Meth`. */
function parameter(call: Call, name: string): Word | undefined {
  for (let at = 0; at < call.args.length; at += 1) {
    const word = call.args[at];
    const found = /^-([A-Za-z]+)(?::(.*))?$/s.exec(word?.text ?? '');
    const given = found?.[1]?.toLowerCase();
    if (word === undefined || given === undefined) continue;
    const isIt = given.length >= 2 && name.toLowerCase().startsWith(given);
    if (!isIt) continue;
    if (found?.[2] !== undefined && found[2] !== '') return { text: found[2], known: word.known };
    return call.args[at + 1];
  }
  return undefined;
}

function hasSwitch(call: Call, name: string): boolean {
  return call.args.some((word) => {
    const text = word.text.toLowerCase();
    return text === `-${name.toLowerCase()}` || text === `-${name.toLowerCase()}:$true`;
  });
}
