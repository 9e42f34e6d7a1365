import type { NotRunnable, StepLanguage } from '../model/step';
import { optionLabel } from '../text/optionLabel';
import { firstWord, wordSet } from '../text/words';
import { commentText } from './groups';
import type { CodeLine } from './prompts';
import { notRunnable } from './runnable';
import { ShellScanner } from './shellLines';

const SHELL = String.raw`["']?(?:/(?:usr/)?(?:local/)?bin/)?(?:bash|sh|zsh|ash|dash|ksh|fish)["']?(?:\s+(?:-[il]+|--login|--norc|--noprofile))*`;
/** Words up to a shell that ends the line; none is the `-c` that gives it something to do. */
const WORDS = String.raw`(?:\s+(?!-c\s)\S+)*?\s+`;
const AS_USER = String.raw`(?:\s+(?:-[ugh]\s+\S+|--(?:user|group)(?:=|\s+)\S+|-[EHkn]+))*`;

const inShell = (before: string): RegExp => new RegExp(`^${before}${SHELL}$`);
const CONTAINER = new RegExp(`^\\S+\\s(?:.*\\s)?(?:exec|run)${WORDS}${SHELL}$|^\\S+\\s+attach\\s`);
const POD = new RegExp(
  `^\\S+\\s(?:.*\\s)?(?:exec|run|debug)${WORDS}${SHELL}$|^\\S+\\s(?:.*\\s)?attach\\s|^oc\\s(?:.*\\s)?(?:rsh(?:\\s+-\\S+(?:\\s+[\\w-]+(?=\\s))?)*\\s+[^\\s-]\\S*|debug\\s+nodes?/\\S+)$`,
);
const SSH = /^\S+(?:\s+(?:-[AaCKkMqtTXxYv46]+|-[bcEeFIiJlmopSP]\s*\S+))*\s+[^\s-]\S*$/;
const HELD = new RegExp(`^\\S+${WORDS}${SHELL}$`);

/**
 * What opens a shell on another machine, in a container or as another user, by the first word. Only
 * with nothing to do for it: what it is given on its line it does and comes back.
 */
const OPENERS: Readonly<Record<string, RegExp>> = {
  ssh: SSH,
  mosh: SSH,
  autossh: SSH,
  su: /^su(?:\s+(?!-c|--command)\S+)*$/,
  sudo: new RegExp(`^sudo${AS_USER}\\s+(?:-[EH]*[is]|--login|--shell)${AS_USER}$`),
  doas: /^doas\s+(?:-u\s+\S+\s+)?-s$/,
  docker: CONTAINER,
  'docker-compose': CONTAINER,
  podman: CONTAINER,
  nerdctl: CONTAINER,
  kubectl: POD,
  oc: POD,
  k: POD,
  lxc: HELD,
  incus: HELD,
  nsenter: HELD,
  'systemd-nspawn': HELD,
  nomad: HELD,
  heroku: HELD,
  chroot: new RegExp(`^chroot(?:\\s+-\\S+)*\\s+\\S+(?:\\s+${SHELL})?$`),
  vagrant: /^vagrant\s+ssh(?:\s+(?!-c)[^\s-]\S*)?$/,
  minikube: /^minikube\s+ssh$/,
  multipass: /^multipass\s+shell(?:\s+\S+)?$/,
  machinectl: /^machinectl\s+(?:shell|login)(?:\s+\S+)?$/,
  gcloud: /^gcloud\s(?!.*\s(?:--command|--)(?:[=\s]|$)).*\bcompute\s+ssh\s/,
  az: /^az\s+(?:ssh\s+vm|containerapp\s+exec|webapp\s+ssh)\s/,
  aws: /^aws\s(?!.*--document-name).*\bssm\s+start-session\s|^aws\s.*\becs\s+execute-command\s.*--command[\s=]+["']?(?:\/bin\/)?(?:ba|z)?sh["']?(?:\s|$)/,
  fly: /^fly\s+ssh\s+console(?!.*\s(?:-C|--command)[\s=])/,
  flyctl: /^flyctl\s+ssh\s+console(?!.*\s(?:-C|--command)[\s=])/,
  tsh: /^tsh\s+ssh(?:\s+-\S+)*\s+[^\s-]\S*$/,
  bash: inShell(''),
  sh: inShell(''),
  zsh: inShell(''),
  fish: inShell(''),
  newgrp: /^newgrp\s+\S+$/,
  'enter-pssession': /^\S+/,
  etsn: /^\S+/,
};

/** Programs that are used beside each other on the same machine. */
const FAMILIES: readonly ReadonlySet<string>[] = [
  wordSet('docker docker-compose podman nerdctl'),
  wordSet('kubectl oc k helm'),
  wordSet('ssh mosh autossh scp sftp rsync ssh-copy-id'),
  wordSet('vagrant'),
  wordSet('multipass'),
  wordSet('minikube'),
  wordSet('gcloud'),
  wordSet('aws'),
  wordSet('az'),
  wordSet('fly flyctl'),
  wordSet('heroku'),
  wordSet('nomad'),
  wordSet('lxc incus'),
];

/**
 * `ssh web1` with `systemctl stop web` below it: for a reader the second line is typed on web1. A
 * script runs it here, once the shell there has ended.
 */
export function findOpenedShell(
  lines: readonly CodeLine[],
  language: StepLanguage,
): NotRunnable | undefined {
  if (lines.length < 2 || !lines.some(({ text }) => mayOpen(text))) return undefined;
  const commands = commandsOf(lines, language);
  const opener = commands.findIndex((command, at) => isForOpened(command, commands.slice(at + 1)));
  const name = commands[opener]?.name;
  if (name === undefined) return undefined;
  return notRunnable(
    'opens-shell',
    `\`${name}\` opens a shell here, and the lines below it are meant for that shell: run as a block they would run on this machine, as you. Give the command what it is to run, or put the lines into a block of their own with a target.`,
  );
}

/** Nobody opens a shell with more; the patterns look at a line from several places. */
const LONGEST = 1_000;
const MARKS = /^[\s(]*(?:sudo\s+)?/;

function mayOpen(text: string): boolean {
  const line = text.trimStart();
  return OPENS.test(line) && (Object.hasOwn(OPENERS, nameOf(line)) || line.startsWith('sudo'));
}

/** Something of this is in every line that opens one. */
const OPENS = /sh\b|attach|debug|\s-[EH]*[is]\b|su\b|login|shell|chroot|session|newgrp|etsn|\\$/i;

/** The program of a command, in lower case, without its folder. */
function nameOf(command: string): string {
  return (
    /^(?:\S*\/)?([\w.-]+)/
      .exec(command)?.[1]
      ?.replace(/\.exe$/i, '')
      .toLowerCase() ?? firstWord(command)
  );
}

interface Command {
  readonly name: string;
  /** On one line, without `sudo` and the comment behind it; holes are words. */
  readonly text: string;
  /** Whether it begins where a block could be torn: not inside a loop or a here-document. */
  readonly atTop: boolean;
  /** The comment right above it. */
  readonly lead: string | undefined;
}

function commandsOf(lines: readonly CodeLine[], language: StepLanguage): readonly Command[] {
  const scanner = language === 'powershell' ? undefined : new ShellScanner();
  const commands: Command[] = [];
  let lead: string | undefined;
  let begun = '';
  let atTop = true;
  for (const { text } of lines) {
    const free = scanner?.next(text) ?? true;
    if (begun === '') atTop = free;
    if (begun === '' && text.trim() === '') continue;
    if (begun === '' && /^\s*#/.test(text)) {
      lead ??= commentText(text);
      continue;
    }
    begun += text;
    if (begun.endsWith('\\')) {
      begun = `${begun.slice(0, -1)} `;
      continue;
    }
    commands.push(commandOf(begun, atTop, lead));
    begun = '';
    lead = undefined;
  }
  return commands;
}

function commandOf(line: string, atTop: boolean, lead: string | undefined): Command {
  const plain = line
    .replace(/<[A-Za-z][^<>\n]{0,80}>|\{\{[^{}\n]{1,80}\}\}/g, 'x')
    .replace(/\s#.*$/, '')
    .trim();
  const isShell = OPENERS['sudo']?.test(plain) === true;
  const text = isShell ? plain : plain.replace(MARKS, '').replace(/^-[EHn]+\s+|^-u\s+\S+\s+/, '');
  return { name: nameOf(text), text, atTop, lead };
}

/** Whether a command opens a shell that what stands below is typed into. */
function isForOpened({ name, text, atTop }: Command, below: readonly Command[]): boolean {
  const next = below[0];
  if (!atTop || next === undefined || text.length > LONGEST) return false;
  if (/[|;&<>]/.test(text)) return false;
  if (!Object.hasOwn(OPENERS, name) || OPENERS[name]?.test(text) !== true) return false;
  if (below.some((command) => LEAVES.test(command.text))) return true;
  // The next command of the same program is another of a list, as is another way to do it.
  if (FAMILIES.some((family) => family.has(name) && family.has(next.name))) return false;
  return next.lead === undefined || !isOption(next.lead);
}

const LEAVES = /^(?:exit|logout|exit-pssession)(?:\s+\d+)?$/i;

function isOption(lead: string): boolean {
  return /^(?:or|alternatively|otherwise)\b/i.test(lead) || optionLabel(lead) !== undefined;
}
