import type { Step } from '../../model/step';
import { Wordings } from '../../text/wordings';
import type { RuleContext } from '../ruleContext';
import { commandOf, DRY_RUN, isWayBackOrNo, lossesOf, type Loss } from './losses';
import { PLACE, PLACE_FLAGS } from './lostObjects';

/**
 * A line above in the same block shows just what the command will take: a dry run, the same
 * selection. To look at something else there stops nobody, as both lines are run in one go.
 */
export function isLookedAt(context: RuleContext, step: Step, loss: Loss): boolean {
  // `find … -exec rm`: what is found is what goes.
  const begin = step.text.lastIndexOf('\n', loss.at) + 1;
  const head = step.text.slice(begin, loss.at);
  const isFound = /^\s*(?:sudo )?find\s/.test(head) || SENT.test(head);
  const lost = step.text.slice(isFound ? begin : loss.at).split('\n', 1)[0] ?? '';
  const targets = new Set(targetsOf(lost));
  return (
    targets.size > 0 &&
    step.text
      .slice(0, loss.at)
      .split('\n')
      // What feeds the command by a pipe is not read by anybody before.
      .slice(0, -1)
      .some(
        (line) =>
          isPreview(line, lost) &&
          targetsOf(line.replace(ASSIGNS, '')).some((word) => targets.has(word)) &&
          context.code?.classify(line, step.language).intent === 'check',
      )
  );
}

/** What another machine or container is told. */
const SENT = /^\s*(?:sudo )?(?:ssh|(?:docker|podman|kubectl|oc) exec)\s[^|;&]*$/;

function isPreview(line: string, lost: string): boolean {
  if (DRY_RUN.test(line)) return true;
  const [first, second] = [line, lost].map((text) =>
    text
      .trim()
      .replace(/^sudo /, '')
      .split(/\s+/),
  );
  if (first?.slice(0, 3).join(' ') === second?.slice(0, 3).join(' ')) return true;
  const [shown, taken] = [line, lost].map((text) => /\bwhere\b\s*([^;"]*)/i.exec(text)?.[1]);
  return shown !== undefined && shown.trim() === taken?.trim();
}

const ASSIGNS = /^\s*(?:export |local |\$env:|\$)?\w+\s*=.*|^\s*read\s.*/;

/** What a line works on: variables, paths and names. */
function targetsOf(line: string): readonly string[] {
  const here = line.replace(PLACE_OPTION, ' ');
  const variables = variablesIn(here).filter((name) => !OF_PLACE.test(name));
  const paths = line.match(/(?<![\w.:-])\/[\w.@-]+(?:\/[\w.@*-]+)+/g) ?? [];
  const bare = here.replace(/\$\{?\w+\}?/g, (name) =>
    OF_PLACE.test(name.replace('}', '')) ? ' ' : name,
  );
  return [...variables, ...paths, ...wordsOf(bare)];
}

/** What a command of PowerShell is sent to. */
const PLACE_OPTION =
  /\s-(?:SqlInstance|ServerInstance|ComputerName|Server|HostName|CimSession|Session|VIServer)\s+\S+/gi;

function variablesIn(line: string): readonly string[] {
  return (line.match(/\$\{?\w+/g) ?? []).map((name) => name.replace('{', ''));
}

/** What is lost: of a variable that is only a part of a name (`rep_$SHOP`) the whole name. */
function targetsLost(lost: string, targets: (line: string) => readonly string[]): Set<string> {
  const parts = variablesIn((lost.match(PART_OF_NAME) ?? []).join(' '));
  const holes = (lost.match(HOLE_IN_NAME) ?? []).flatMap((hole) => wordsOf(hole));
  const names = [...parts.map((name) => name.slice(1).toLowerCase()), ...holes];
  const words = wordsOf(lost).filter((word) => !names.includes(word));
  return new Set([...targets(lost.replace(PART_OF_NAME, ' ')), ...words]);
}

/** `rep_$SHOP`, `$SHOP-uploads`, `${SHOP}_old`; `--name=$SHOP` and `$SHOP.gz` are the thing itself. */
const PART_OF_NAME =
  /(?<![\w-])[A-Za-z][\w-]*[_-]\$\{?\w+\}?|\$(?:\w+|\{\w+\})-\w[\w-]*|\$\{\w+\}_\w[\w-]*/g;

/** `/srv/configs/<switch>-*`: of a hole that is only a part of a name the whole name. */
const HOLE_IN_NAME = /(?<=[\w.-])<[\w-]+>|<[\w-]+>(?=[\w*-])/g;

/** Where a command works, and not on what. */
const OF_PLACE =
  /host|server|bootstrap|broker|ur[il]|dsn|conn(?:str|ection)?|endpoint|addr|namespace|\{?ns$|context|cluster|user|auth|token|region|profile|home|alias|base|cfg|conf(?:ig)?$|opt(?:ion)?s$|flags$|dir$|root$/i;

/** The block asks about the very thing before it goes on: `case "$T" in test-*)`, `test … || exit`. */
export function isTestedInBlock(step: Step, loss: Loss): boolean {
  const lost = step.text.slice(loss.at).split('\n', 1)[0] ?? '';
  const names = new Set(variablesOf(lost));
  const line = step.text.slice(0, loss.at).split('\n');
  return line.some(
    (text) =>
      (/^\s*(?:case|if|until|while)\s/.test(text) || /\|\|\s*(?:exit|return|\{)/.test(text)) &&
      (variablesOf(text).some((name) => names.has(name)) ||
        pathsOf(text).some((path) => lost.includes(path))),
  );
}

function variablesOf(line: string): readonly string[] {
  return Array.from(line.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name);
}

function pathsOf(line: string): readonly string[] {
  return line.match(/(?<![\w.:-])\/[\w.@-]+(?:\/[\w.@*-]+)*/g) ?? [];
}

/** What goes was put aside by an earlier step of the page, which is over by now. */
export function isPutAsideBefore({ runbook }: RuleContext, step: Step, loss: Loss): boolean {
  const lost = step.text.slice(loss.at).split('\n', 1)[0] ?? '';
  if (isRenamedBefore(runbook.steps, step, lost)) return true;
  if (!/^\s*(?:sudo )?(?:rm|Remove-Item)\s/.test(lost)) return false;
  const targets = pathsOf(lost).map((path) => path.replace(/[.-]*\*.*$/, ''));
  return runbook.steps.some(
    ({ range, text }) =>
      range.end <= step.range.start &&
      text
        .split('\n')
        .some((line) => targets.some((path) => path.length > 8 && movesTo(line, path))),
  );
}

/** A dataset or table that bears the name which a block before gave it has been out of use since. */
function isRenamedBefore(steps: readonly Step[], step: Step, lost: string): boolean {
  return steps.some(
    ({ range, text }) =>
      range.end <= step.range.start &&
      Array.from(text.matchAll(RENAMES), ([, name = '']) => name).some(
        (name) => name.length > 4 && namesIn(lost).includes(name),
      ),
  );
}

const RENAMES =
  /(?:\b(?:rename(?:\s+-\S+)*|domrename)\s+["'`]?[\w./${}<>@:-]+["'`]?|\bRENAME\s+TO|\bALTER\s+(?:TABLE|INDEX|DATABASE|SCHEMA)\s+\S+\s+RENAME(?:\s+TO)?|\bRENAME\s+TABLE\s+\S+\s+TO|--new-name[ =])\s*["'`]?([\w./${}<>@:-]+)/gi;

function namesIn(line: string): readonly string[] {
  return line.match(/[\w./${}<>@:-]+/g) ?? [];
}

function movesTo(line: string, path: string): boolean {
  const [, target = ''] =
    /^\s*(?:sudo )?(?:mv|cp|rsync|Move-Item|Copy-Item)\s.*\s["']?(\S+)$/.exec(
      line.replace(/\$\([^)]*\)/g, '$'),
    ) ?? [];
  return target.startsWith(path);
}

/** A device that takes the change back by itself, unless somebody who can still reach it says no. */
export function isOnTrial({ runbook }: RuleContext, step: Step, loss: Loss): boolean {
  if (TRIAL.test(step.text.slice(loss.at))) return true;
  if (/^\s*(?:\S+[#>] *)?reload in \d/m.test(step.text.slice(0, loss.at))) return true;
  return runbook.steps.some(
    ({ range, sectionId, text }) =>
      sectionId === step.sectionId &&
      range.start < step.range.start &&
      /(?:^|[#>] *)reload in \d/m.test(text),
  );
}

const TRIAL =
  /\bcommit(?:-| )confirm(?:ed)?\b|\bcommit timer\b|\brevert timer\b|\bnetplan try\b|\b(?:iptables|nft|ip6tables)-apply\b|\bcommit trial\b/;

/** A disk that an earlier step wiped holds nothing any more. */
export function isWipedBefore(context: RuleContext, step: Step, loss: Loss): boolean {
  if (!OF_DISK.test(loss.effect)) return false;
  const disks = disksOf(step.text.slice(loss.at).split('\n', 1)[0] ?? '');
  return context.runbook.steps.some(
    (other) =>
      other.range.start < step.range.start &&
      disksOf(other.text).some((disk) => disks.includes(disk)) &&
      lossesOf(context, other).some(({ effect }) => OF_DISK.test(effect)),
  );
}

function disksOf(text: string): readonly string[] {
  const names = text.match(/\$\{?\w+|\/dev\/[\w/-]+/g) ?? [];
  return names.map((name) => name.replace('{', ''));
}

const OF_DISK = /\bon the disk\b/;

/** A command above in the same section keeps what this one will take. */
export function isCopiedAbove({ runbook }: RuleContext, step: Step, loss: Loss): boolean {
  const lost = commandOf(step, loss);
  const targets = targetsLost(lost, targetsOf);
  const before = runbook.steps.filter(
    ({ range, sectionId }) => sectionId === step.sectionId && range.start < step.range.start,
  );
  return [...before.map(({ text }) => text), step.text.slice(0, loss.at)].some(
    (text) => COPIES.test(text) && targetsOf(text).some((word) => targets.has(word)),
  );
}

const COPIES =
  /(?:^|[\s&;|("'])(?=)(?:cp|mv|scp|tar|rsync|rclone|robocopy|tee|zfs (?:send|snapshot)|xcopy|Copy-Item|Compress-Archive|Export-\w+|New-Snapshot|Checkpoint-VM|s3 (?:cp|sync|mv)|mc (?:cp|mirror)|git (?:clone --mirror|bundle create)|doveadm backup|COPY .* TO|CREATE TABLE .*|INSERT INTO .*|BACKUP (?:TABLE|DATABASE)|UNLOAD|EXPORT DATA|INTO OUTFILE|nodetool snapshot|bq (?:cp|extract)|btrfs subvolume snapshot|(?:lxc|incus)(?=) (?:snapshot|copy|export)|(?:restic|kopia)(?=) .*\bbackup|skopeo copy|virsh (?:snapshot-create\S*|dumpxml)|(?:gsutil|gcloud storage|az storage)(?=) (?:-m )?(?=)(?:\S+ )?(?=)(?:cp|rsync|copy)|velero backup create|(?:az )?(?=)\w+ export|(?:\w+ ){0,3}(?=)snapshot create|lvcreate (?:\S+ )*(?=)(?:-s|--snapshot))(?=)\s/;

const DUMPS =
  /(?:^|[\s&;|("'])(?:pg_dump|mysqldump|mariadb-dump|mongodump|mongoexport|expdp|cqlsh .*COPY|influxd? backup|bcp|elasticdump)\s/;

/** A step before in the same procedure keeps what this one will take. */
export function isKeptInProcedure(context: RuleContext, step: Step, loss: Loss): boolean {
  const lost = commandOf(step, loss);
  const targets = targetsLost(lost, objectsOf);
  const from = startOfProcedure(context, step);
  // The dump of a page that also loads it is what is put back, and no care for what is there.
  const isRestore = /\b(?:restores|loads)\b/.test(loss.effect);
  const keepsAll = (line: string): boolean =>
    KEEPS_ALL.some(([keeps, loses]) => keeps.test(line) && loses.test(lost));
  if (step.text.slice(0, loss.at).split('\n').some(keepsAll)) return true;
  return context.runbook.steps.some(
    (other) =>
      other.range.start >= from &&
      other.range.start < step.range.start &&
      !isWayBackOrNo(context, other) &&
      (!OVER_HTTP.test(lost) || !/^\s*(?:velero|restic|borg)\b/m.test(other.text)) &&
      other.text
        .replace(/\\\n[ \t]*/g, ' ')
        .split('\n')
        .some(
          (line) =>
            keepsAll(line) ||
            ((COPIES.test(line) || (!isRestore && dumps(line, lost))) &&
              objectsOf(withoutGoal(line)).some((word) => targets.has(word))),
        ),
  );
}

/** A copy keeps what it is made of, and not what stands where it goes. */
function withoutGoal(line: string): string {
  // Longer than anybody writes one, where the pattern would take seconds.
  if (line.length > LONGEST_LINE) return line;
  const bare = line.replace(LAST_OPTIONS, '');
  return COPIES_TO.test(bare) ? bare.replace(COPIES_TO, (_, what: string) => what) : line;
}

const LONGEST_LINE = 2000;
const LAST_OPTIONS = /(?: +--?[\w-]+(?:=[^\s|;&>]+)?)+ *$/;
const COPIES_TO =
  /(\b(?:bq cp|gsutil(?: -m)? cp|aws s3 (?:cp|sync)|rclone (?:copy|sync)|mc (?:cp|mirror)|s3cmd (?:cp|sync)|azcopy (?:cp|copy)|rsync|scp|cp)\s[^|;&>]*\S)\s+[^\s|;&>]+\s*(?=$|[|;&>])/;

/** A dump of a database keeps nothing of what is asked for over HTTP. */
function dumps(line: string, lost: string): boolean {
  return DUMPS.test(line) && (line.includes('elasticdump') || !OVER_HTTP.test(lost));
}

const OVER_HTTP =
  /^\s*(?:curl|wget|http|https|xh|Invoke-(?:RestMethod|WebRequest)|(?:POST|DELETE|PUT) \/)\b/i;

/** What a line works on, and not where. */
function objectsOf(line: string): readonly string[] {
  // A copy of one table keeps nothing of the others.
  const ofOne = /\s(?:--collection|--table|-t)[ =]/.test(line)
    ? line.replace(/\s(?:-d|--db|--dbname|--database)[ =]\S+/g, ' ')
    : line;
  const bare = ofOne.replace(PLACE_FLAGS, ' ');
  // `events.click` in SQL: another table of the same schema is another thing.
  const table = /\b(?:TABLE|FROM|INTO)\s/i.test(bare)
    ? bare.replace(/(?<![\w.\\/$"'-])[a-z_]\w*\.(?=[a-z_]\w*(?![\w.(-]))/gi, ' ')
    : bare;
  const spaces = bare.match(/\$\{?(?:NS|NAMESPACE)\b/gi) ?? [];
  return [...targetsOf(table), ...spaces.map((name) => name.replace('{', ''))];
}

/** Commands that keep everything some other command of theirs can lose. */
const KEEPS_ALL: readonly (readonly [RegExp, RegExp])[] = [
  [/\bFREEZE\b(?=.*\bNAME\b|\s+PARTITION\b)/i, /\bDROP (?:DETACHED )?PARTITION\b/i],
  [/\biptables-save\b/, /\biptables(?:-restore)?\b/],
  [/\bnft list ruleset\b.*>/, /\bnft\b/],
  [/\bredis-cli\b.*(?:--rdb\b|\b(?:BG)?SAVE\b)/i, /\bFLUSH(?:ALL|DB)\b/i],
  [/\bstate pull\b.*>/, /\bterraform\b.*\bstate\b/],
  [/\bgit (?:branch|tag|stash)\b(?! -[dD]\b)/, /\bgit (?:reset|rebase|push|checkout)\b/],
];

/** Where the numbered steps begin of which the section is one, or the one before that prepares. */
function startOfProcedure(context: RuleContext, step: Step): number {
  const [own, parent] = context.sectionsFrom(step.sectionId);
  if (own === undefined) return 0;
  const before = context.runbook.sections.filter(
    ({ range, parentId }) => parentId === parent?.id && range.start < own.range.start,
  );
  const first = before.findIndex(({ title }) => NUMBERED.test(title));
  if (NUMBERED.test(own.title) && first >= 0) return before[first]?.range.start ?? 0;
  return before.find(({ title }) => PREPARES.test(title))?.range.start ?? own.range.start;
}

/** A heading that is one step of several. */
export const NUMBERED =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.):]? |(?:step|schritt|étape|paso|passo|stap|phase|part|gate|teil) \w{1,2}\b)/i;

/** A heading of what is done before the rest. */
const PREPARES =
  /\b(?:first|before|beforehand|sav(?:e|ing)|back(?:ing)?(?=)(?: it)?(?=) up|back-?ups?|snapshots?|exports?|prepar\w+|preconditions?|prerequisites?|vorher|vorbereit\w+|sichern|sicherung|avant|antes)(?=)\b/i;

/** An earlier step of the runbook, whichever its section, looked at the same disk. */
export function isDeviceSeen(context: RuleContext, step: Step, lost: string): boolean {
  const devices = new Set(lost.split('\n', 1)[0]?.match(DEVICE) ?? []);
  return (
    devices.size > 0 &&
    context.runbook.steps.some(
      (other) =>
        other.range.start < step.range.start &&
        (other.text.match(DEVICE) ?? []).some((device) => devices.has(device)) &&
        context.code?.classify(other.text, other.language).intent === 'check',
    )
  );
}

const DEVICE = /\/dev\/(?:[\w.-]+\/)*[\w.$-]+/g;

/** An earlier step moved away, or copied, what is written over here. */
export function isMovedAside(context: RuleContext, step: Step, lost: string): boolean {
  const paths = lost.match(/(?<![\w.:-])\/[\w.-]+(?:\/[\w.-]+)+/g) ?? [];
  return context.runbook.steps.some(
    (other) =>
      other.range.start <= step.range.start &&
      (other === step ? step.text.slice(0, step.text.indexOf(lost)) : other.text)
        .split('\n')
        .some(
          (line) =>
            /(?:^|[\s&;])(?:mv|cp|tar|rsync|Move-Item|Rename-Item|Copy-Item)\s/.test(line) &&
            paths.some((path) => line.includes(path)),
        ),
  );
}

/** A step that keeps what will be lost; to list old backups, or to delete them, is none. */
export function isBackup(context: RuleContext, { text, language }: Step): boolean {
  if (!BACKUP.test(text)) return false;
  const intent = context.code?.classify(text, language).intent;
  return intent === 'change' || KEEPS.test(text);
}

/** A check of the same thing in the same section shows the reader what will be lost. */
export function isProbe(context: RuleContext, step: Step, loss: string): boolean {
  if (context.code?.classify(step.text, step.language).intent !== 'check') return false;
  const whole = loss.replace(HOLE_IN_NAME, ' ');
  const targets = new Set(wordsOf(whole).filter((word) => !PLACE.test(word)));
  // To ask for the name of what goes looks at nothing.
  return wordsOf(step.text.replace(SETS_VALUE, '')).some((word) => targets.has(word));
}

/** A line that only sets a variable, or has it typed in. */
const SETS_VALUE =
  /^[ \t]*(?:(?:(?:export |local |declare |readonly )?\w+=(?:"[^"\n$`]*"|'[^'\n]*'|[^\s"'$`]*)|\$(?:\w+:)?\w+\s*=\s*(?:'[^'\n]*'|"[^"\n$]*"))[ \t]*|read\s[^\n|;&<]*|\$(?:\w+:)?\w+\s*=\s*Read-Host\b[^\n|;]*)$/gim;

const TOOLS =
  /^(?:sudo|docker|compose|exec|logs|inspect|stats|kubectl|podman|helm|psql|redis-cli|mysql|systemctl|delete|drop|from|table|database|where|select|remove|prune|force|postgres|namespaces?|local|https?|localhost|system|volumes?|images?|containers?|pods?|nodes?|deployments?|services?|topics?|queues?|snapshots?|backups?|json|yaml|name|names|list|describe|output|recurse|path|item|true|false|null|count|status|delete|interval|days?|hours?|bootstrap|bootstrap-server|server|topic|entity|prod|production|staging)$/;

/** Where a command goes, and as whom; a path is no host (`df -h /srv`). */
const LOGIN =
  /\s(?:-[uUhH]|--(?:user(?:name)?|login|host(?:name)?|server|authenticationDatabase))[ =](?![-\/])\S+/g;

/** What a command works on by name: not its program, nor the host it is sent to. */
export function wordsOf(text: string): readonly string[] {
  const bare = text
    .replace(/(^|[\n|;&]\s*)(?:sudo\s+)?ssh\s+(?:-\S+\s+(?:\d+\s+)?)*\S+/g, '$1')
    .replace(/(^|[\n|;&]\s*['"]?)(?:sudo\s+)?["']?[\w./${}-]+["']?/g, '$1')
    .replace(LOGIN, ' ')
    .replace(/(?:^|\s)--?[\w-]+=?/g, ' ')
    // Of a path only its last part says what is meant.
    .replace(/[\w.:~$-]*[\\/](?=[\w.-])/g, ' ');
  return (bare.toLowerCase().match(/(?<![\w-])[a-z][\w-]{3,}/g) ?? []).filter(
    (word) => !TOOLS.test(word),
  );
}

/** Commands that write out what there is, though they alter nothing. */
const KEEPS =
  /\b(?:Suspend-ClusterNode|drain|cordon)\b|\b(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mongodump)\b|-o ?(?:yaml|json)[^|\n]*>|\s--rdb\b|\bstate pull\b[^|\n]*>|\biptables-save\b|\bexpdp\b/i;

export const BACKUP = new Wordings(
  /\bSuspend-ClusterNode\b|\b(?:kubectl|oc) (?:drain|cordon)\b|\b(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mongodump|velero backup|etcdctl snapshot|create-(?:db-)?snapshot|backup|expdp|iptables-save|git bundle create|git clone --mirror|disks snapshot|snapshots? create|zfs snapshot|rbd snap create|borg create|vzdump|virsh snapshot-create(?:-as)?|qm snapshot|pct snapshot|Checkpoint-VM|New-(?:VM)?Snapshot|create-image)\b|\s--rdb\b|\bstate pull\b[^|\n]*>|\b(?:kubectl|oc)\b[^|\n]*\bget\b[^|\n]*-o[ =]?(?:yaml|json)[^|\n]*>|\bcp -[a-zA-Z]*[ar]|\brsync\b/i,
);
