import { wordSet } from '../../text/words';
import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Call, Rule, Scope } from '../scope';
import { actingFlag } from './actingFlags';
import { appliances } from './appliances';
import { bigData } from './bigData';
import { clouds } from './clouds';
import { containers } from './containers';
import { databases } from './databases';
import { lossOnDevice } from './deviceLines';
import { development } from './development';
import { files } from './files';
import { kubernetes } from './kubernetes';
import { lossByName, lossBySubcommand } from './losingNames';
import { machines } from './machines';
import { network } from './network';
import { platforms } from './platforms';
import { remote } from './remote';
import { services } from './services';
import { asksForHelp, looks, reads } from './tool';
import { tableFiles } from './tableFiles';
import { triesOnly } from './toldToWrite';
import { windows } from './windows';
import { backups } from './backups';
import { clusterManagers } from './clusterManagers';
import { delivery } from './delivery';
import { directories } from './directories';
import { enterpriseDatabases } from './enterpriseDatabases';
import { hadoop } from './hadoop';
import { mailServers } from './mailServers';
import { managementControllers } from './managementControllers';
import { messageQueues } from './messageQueues';
import { monitoring } from './monitoring';
import { raidControllers } from './raidControllers';
import { systems } from './systems';
import { unixes } from './unixes';
import { virtualMachines } from './virtualMachines';
import { windowsConsole } from './windowsConsole';
import { wrappers } from './wrappers';

const rules: ReadonlyMap<string, Rule> = new Map(
  [
    backups,
    clusterManagers,
    delivery,
    directories,
    enterpriseDatabases,
    hadoop,
    mailServers,
    managementControllers,
    messageQueues,
    monitoring,
    raidControllers,
    systems,
    tableFiles,
    unixes,
    virtualMachines,
    windowsConsole,
    files,
    network,
    machines,
    databases,
    containers,
    kubernetes,
    clouds,
    platforms,
    services,
    development,
    windows,
    wrappers,
    remote,
    appliances,
    bigData,
  ].flatMap((table) => Object.entries(table)),
);

/** Classifies one command by what is known about its tool; an unknown one is a change. */
export function classifyCall(call: Call, scope: Scope): readonly Finding[] {
  const name = toolName(call.name);
  const rule = name === undefined ? undefined : rules.get(name);
  const plain = /^[\w.+-]+$/.test(call.name) && !/\.(sh|bash|py|js|ts|rb|pl|ps1)$/.test(call.name);
  if (plain && call.args.length === 1 && asksForHelp(call)) return reads(call);
  if (plain && helpWins.has(call.name) && asksForHelp(call)) {
    if (call.args.every(({ text }) => text.startsWith('-'))) return reads(call);
  }
  if (rule !== undefined && name !== undefined) {
    const known = { ...call, name };
    const findings = (rule === reads ? looks : rule)(known, scope);
    if (findings.every(({ intent }) => intent === 'check')) return unlessTold(known, findings);
    return worseByName(call, findings);
  }
  const loss = lossOnDevice(call.label);
  if (loss !== undefined) return [destructive(call.label, loss)];
  if (deletesUnasked(call)) return [destructive(call.label, 'deletes without asking')];
  return [
    (plain || /^[\w./~$-]*\/[\w.-]+$/.test(call.name)
      ? (lossByName(call) ?? lossBySubcommand(call))
      : undefined) ?? notUnderstood(call.label),
  ];
}

/** A look, unless a flag among those of the program says that it is none. */
function unlessTold(call: Call, findings: readonly Finding[]): readonly Finding[] {
  const flag = actingFlag(call);
  if (flag !== undefined) return [change(call.label, `is told to by ${flag}`)];
  return findings.every(isOwnCheck(call)) && !triesOnly(call) ? looks(call) : findings;
}

/** What is known of a starter says nothing of what it starts: `make destroy`, `write erase`. */
function worseByName(call: Call, findings: readonly Finding[]): readonly Finding[] {
  if (findings.some(({ intent }) => intent !== 'change')) return findings;
  const loss = lossOnDevice(call.label);
  if (loss !== undefined) return [destructive(call.label, loss)];
  const named = lossByName(call);
  return named === undefined ? findings : [named];
}

/** A check of the call itself; one that starts another command speaks of that one. */
function isOwnCheck(call: Call): (finding: Finding) => boolean {
  const own = check(call.label);
  return ({ intent, reason }) => intent === 'check' && reason === own.reason;
}

/** A subcommand that says so, told not to ask, means the same with every tool. */
function deletesUnasked({ args }: Call): boolean {
  const words = args.map(({ text }) => text);
  return (
    words.slice(0, 2).some((word) => /^(?:delete|destroy|purge|wipe|erase)$/.test(word)) &&
    words.some((word) => /^(?:--yes|--force|-y|-f|--no-confirm)$/.test(word))
  );
}

/** Programs that look for `--help` among all their flags before they do anything. */
const helpWins = wordSet(
  'ss rm mv cp ln chmod chown chgrp truncate shred mkdir rmdir touch tee install sort systemctl journalctl loginctl hostnamectl timedatectl shutdown reboot poweroff halt mount umount swapoff swapon wipefs fdisk sfdisk blkdiscard fstrim losetup useradd userdel usermod groupdel passwd lvremove vgremove pvremove lvreduce lvcreate mdadm rsync tar gzip xz zstd pg_dump pg_dumpall pg_restore pg_basebackup psql dropdb dropuser createdb vacuumdb reindexdb mysqldump modprobe rmmod depmod',
);

/** Scripts that tools put into a project under a name of their own. */
const wrapperScripts = new Set(['gradlew', 'mvnw', 'manage.py']);

/** The name a tool is known by; undefined for somebody's own script. */
function toolName(name: string): string | undefined {
  const parts = name.split(/[/\\]/);
  const base = (parts.at(-1) ?? '').replace(/\.(exe|cmd)$/i, '');
  if (parts.length === 1) return base;
  // Anybody may put a program there.
  if (/^\/(?:var\/)?tmp\/|^\/dev\/shm\//.test(name)) return undefined;
  const folder = parts.at(-2) ?? '';
  if (/^(s?bin|\.bin)$/.test(folder) || wrapperScripts.has(base)) return base;
  return undefined;
}
