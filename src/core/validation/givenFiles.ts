import { scanCode } from '../parser/scriptScan';
import { exists, hasFolder, lastPart, says } from './folderPaths';
import { goesElsewhere } from './ownCheckout';
import type { Found } from './rule';
import type { RuleContext } from './ruleContext';
import type { KnownFiles } from './surroundings';
import { isMeant } from './words';

const FILE =
  '(?<path>(?:\\.{1,2}/)?[\\w.-]+/[\\w./-]*\\.(?:ya?ml|json|sql|tfvars|ini|js|conf|env|csv|toml|tpl|j2|xml|properties|sh|py|ps1|rb|pl|php|groovy|kts|cql|cypher|kql|hql|flux|lua|hcl|tf|pem|crt|txt|dump|jq|jsonl|ldif|rules|awk|sed|cnf|cfg|nomad|list|key))(?=$|[\\s;&|)"\'])';

/** Where commands read a file that comes with the runbook. */
const INPUTS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:kubectl|oc|helm|docker(?:-| )compose|kustomize|ansible(?:-playbook)?|terraform|tofu|psql|mysql|mariadb|sqlcmd|k6|make|nomad|promtool|amtool|jq|yq|awk|gawk|sed|envsubst|sqlite3|cqlsh|mongosh?|redis-cli|vault|consul|argocd|flux|ceph|cephadm|oci|openstack|virsh|nft|kcadm\\.sh|ldapmodify|ldapadd|rabbitmqadmin|influx|talosctl|istioctl|velero|step|cfssl|swarmctl|docker stack deploy|skaffold|buildah|packer|pulumi|nix|systemd-run|osctl|fly|flyctl|doctl|eksctl|gcloud|virt-install)\\b[^\\n|;&]*?\\s(?:-f|-i|-k|--filename|--file|--values|-c|--compose-file|-var-file|--var-file|--config(?:-file)?|--inventory)[= ]["']?${FILE}`,
    'dgm',
  ),
  new RegExp(
    `\\b(?:ansible-playbook|k6 run|source|promtool check \\w+|mongosh?(?: \\S+)?|vault policy write \\S+|yamllint|envsubst <)\\s+(?:-\\S+ (?:[\\w.,/-]+ )?)*["']?${FILE}`,
    'dgm',
  ),
  new RegExp(`(?<=^|[\\s;&|])\\.\\s+["']?${FILE}`, 'dgm'),
  // What is read by `<` may be written in any language.
  /(?<![<\d])<\s*["']?(?<path>(?:\.{1,2}\/)?[\w.-]+\/[\w./-]*\.(?!(?:gz|bz2|zst|xz|zip|t[gbx]z|tar|img|iso|log|out|tmp|bin|rdb|dmp|bak)\b)[A-Za-z]\w{0,9})(?=$|[\s;&|)"'])/dgm,
  new RegExp(
    `\\s--(?!(?:output|out|log|dump|pid|target|save|report|lock|state)-)[a-z]+-(?:file|from|config|template|manifest|policy)[= ]["']?${FILE}`,
    'dgm',
  ),
  new RegExp(`\\s--from-(?:env-)?file[= ]["']?(?:[\\w.-]+=)?${FILE}`, 'dgm'),
  new RegExp(`(?:-d|--data(?:-binary|-raw)?|--json|-F)[ =]?["']?(?:\\w+=)?@${FILE}`, 'dgm'),
];
/** The same by its bare name, which is to be looked for where the command runs. */
const BARE: readonly RegExp[] = [
  /\b(?:docker(?:-| )compose|kubectl|oc|ansible-playbook|(?:terraform|tofu)(?! [^\n]*-chdir)|helm)\b[^\n|;&]*?\s(?:-f|--file|-i|--inventory|-var-file|--var-file|--values)[= ]["']?(?<path>[\w-]+(?:\.[\w-]+)*\.(?:ya?ml|json|tfvars|ini|env))(?=$|[\s"'])/dgm,
  /\bansible-playbook(?:\s+(?:-[ileftu]|--(?:inventory|limit|extra-vars|tags|forks))(?:=\S+|\s+[^\s-]\S*)|\s+--?[A-Za-z-]+)*\s+(?<path>[\w-]+\.ya?ml)(?=$|[\s"'])/dgm,
];
/** A folder of manifests, of hosts or to work in. */
const FOLDER =
  /\b(?:(?:kubectl|oc|kustomize)\b[^\n|;&]*?\s(?:-k|-f|build)\s+|ansible(?:-\w+)?\b[^\n|;&]*?\s(?:-i|--inventory)[= ]\s*|(?:make|terraform|tofu)\b[^\n|;&]*?\s(?:-C\s*|-chdir=|--directory[= ]))(?<path>(?:\.{1,2}\/)?[\w-]+\/[\w./-]*)(?=$|[\s;&|])/dgm;

/** The files that commands are given by their path and that are not there. */
export function givenFiles(
  context: RuleContext,
  files: KnownFiles,
  from: string,
  made: ReadonlySet<string>,
): readonly Found[] {
  const around = {
    files,
    from,
    made,
    isOwn: lazily(() => ownInputs(context, files, from)),
    isBeside: lazily(() => isBesideCode(context, files, from)),
  };
  return [...manifests(context, around), ...neighbouring(context, around)];
}

interface Around {
  readonly files: KnownFiles;
  /** The runbook. */
  readonly from: string;
  /** Names of files that the runbook has its reader make. */
  readonly made: ReadonlySet<string>;
  /** Whether commands of the runbook read files that are here. */
  readonly isOwn: () => boolean;
  /** Whether files for commands lie beside the runbook. */
  readonly isBeside: () => boolean;
}

function lazily(answer: () => boolean): () => boolean {
  let known: boolean | undefined;
  return () => (known ??= answer());
}

/** What a command is given; a step that goes elsewhere first has other folders. */
function manifests(
  context: RuleContext,
  { files, from, made, isOwn, isBeside }: Around,
): readonly Found[] {
  const elsewhere = new Set<string | undefined>();
  let went: string | undefined;
  return context.runbook.steps.flatMap((step) => {
    const into = elsewhere.has(step.sectionId) ? undefined : folderHere(step.text, files, from);
    if (/\b(?:cd|pushd|ssh)\s/.test(step.text)) went = into?.folder;
    if (goesElsewhere(context, step.text)) elsewhere.add(step.sectionId);
    if (elsewhere.has(step.sectionId) && into === undefined) return [];
    if (!/[/.]/.test(step.text)) return [];
    if (!isMeant(step)) return [];
    return context
      .once('given to commands', step.text, givenIn)
      .flatMap(({ written, start, end, pattern }) => {
        if (into !== undefined && start < into.from) return [];
        const path = into === undefined ? written : `${into.folder}/${written}`;
        const line = step.text.slice(step.text.lastIndexOf('\n', start) + 1, start);
        if (
          IN_POD.test(line) ||
          (REMOTE.test(line) && scanCode(step.text, step.language).contextAt(start) !== 'bare') ||
          made.has(lastPart(path)) ||
          /\/\/|\$/.test(path) ||
          exists(files, from, path) ||
          isInWorkFolder(files, from, line, written) ||
          (went !== undefined && exists(files, from, `${went}/${written}`))
        )
          return [];
        if (BARE.includes(pattern) && (went !== undefined || !isOwn())) return [];
        // Other paths may be of another repository, where these commands are run.
        const near =
          /^\.{1,2}\/|\.sql$/.test(path) ||
          (/\b(?:ansible-playbook|k6 run)\b/.test(line) && /\.(?:ya?ml|js)$/.test(path)) ||
          // An earlier step went to a folder of this place, and none has left it.
          went !== undefined ||
          hasFolder(files, from, path);
        if (!files.hasOtherFiles()) return [];
        // A whole folder to work in is rather one of another repository.
        if (!near && !isOwn() && (pattern === FOLDER || !isBeside())) return [];
        return [{ span: context.place(step, start, end), message: says(path) }];
      });
  });
}

/** Whether a path leads from where `-chdir=…` before it has the command work. */
function isInWorkFolder(files: KnownFiles, from: string, before: string, path: string): boolean {
  const folder = /\s-chdir=["']?([\w./-]+)/.exec(before)?.[1];
  return folder !== undefined && exists(files, from, `${folder}/${path}`);
}

/** A path that a command is given, where it stands, and which of the patterns found it. */
interface Given {
  readonly written: string;
  readonly start: number;
  readonly end: number;
  readonly pattern: RegExp;
}

function givenIn(code: string): readonly Given[] {
  return [...INPUTS, FOLDER, ...BARE].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => {
      const [start, end] = match.indices?.groups?.['path'] ?? [0, 0];
      return { written: match.groups?.['path'] ?? '', start, end, pattern };
    }),
  );
}

/** Files lie beside the runbook for it to use, and it speaks of no other place that has some. */
function isBesideCode(context: RuleContext, files: KnownFiles, from: string): boolean {
  return files.hasOtherFiles(from.replace(/[^/]*$/, '')) && !OTHER_PLACE.test(context.text);
}

const OTHER_PLACE =
  /(?<![a-zà-ɏа-я])(?:clone|check(?:ed)? ?out|repo(?:sitor(?:y|ies))?s?|working copy|worktree|home directory|git pull)(?![a-zà-ɏа-я])/iu;

/** The folder of this place that a step goes to first, and nowhere else. */
function folderHere(
  text: string,
  files: KnownFiles,
  from: string,
): { readonly folder: string; readonly from: number } | undefined {
  if (!/\b(?:cd|pushd)\s/.test(text)) return undefined;
  const ways = [...text.matchAll(/(?:^|&&|;)\s*(?:\$ )?(?:cd|pushd|ssh)\s+(\S+)/gm)];
  const [only] = ways;
  const folder = (only?.[1] ?? '').replace(/^\.\/|\/$/g, '');
  if (only === undefined || ways.length > 1 || /ssh\s/.test(only[0])) return undefined;
  return /^(?:\.\.\/)*[\w][\w./-]*$/.test(folder) && exists(files, from, folder)
    ? { folder, from: only.index }
    : undefined;
}

/** A path with an ending, or a folder with a slash at its end; `file://ops/x.json` and `@ops/x.json`, too. */
const RELATIVE =
  /(?:(?<![\w./\\$~@:{}*?<>%-])|(?<=\bfileb?:\/\/)|(?<=[\s="'(]@))(?<path>(?:\.{1,2}[\\/])?[\w-][\w.-]*(?:[\\/][\w.-]+)*[\\/](?:[\w.-]+\.[A-Za-z]\w{0,7})?)(?=$|[\s;&|)"',])/dgm;
/** What stands before a path that a command writes. */
const WRITES =
  /(?:>|\btee(?: -a)?|\b(?:mkdir|touch|vim?|nano)(?: -p)?|(?:^|\s)(?:-o|-O|--output|--?out|-OutFile|-Destination|-C))[= ]?\s*["']?$/;

/** What is written by hand and kept with a runbook. */
const SOURCE =
  /\.(?:ya?ml|jsonl?|sql|tfvars|hcl|tf|ini|m?js|ts|conf|cfg|cnf|env|csv|toml|tpl|tmpl|j2|xml|properties|sh|py|ps1|rb|pl|lua|groovy|kts|php|tcl|exs?|clj|scala|cql|cypher|kql|hql|flux|promql|pem|crt|cer|txt|list|rules|jq|awk|sed|service|timer|proto|graphql|rego|cue|ldif|zone|html|nomad)$/i;
/** Programs whose paths are of another place. */
const OF_ELSEWHERE =
  /(?:^|[|;&(]\s*|\bsudo\s+)(?:curl|wget|https?|gh|glab|mc|rclone|aws|gsutil|az|consul|etcdctl|redis-cli|git|svn|hdfs|hadoop|adb|skopeo|crane|docker|podman|zip|unzip|tar|rm|ls|mkdir|touch|tail|less|find|test|\[)\s/;
const SAVES =
  /\s-{1,2}(?:out|output|dest|destination|target|log|save|write|export|dump|key|prefix|backup)[\w-]*[= ]["']?$/i;

/** What any command is given out of a folder that is here. */
function neighbouring(
  context: RuleContext,
  { files, from, made, isOwn }: Around,
): readonly Found[] {
  // A folder of Markdown alone says nothing of the files beside it.
  if (!files.hasOtherFiles()) return [];
  const elsewhere = new Set<string | undefined>();
  return context.runbook.steps.flatMap((step) => {
    // Out of a folder that the step itself goes to, `../` leads back to where it began.
    const into = elsewhere.has(step.sectionId) ? undefined : folderBelow(step.text);
    if (goesElsewhere(context, step.text)) elsewhere.add(step.sectionId);
    if (step.language === 'sql' || step.language === 'psql') return [];
    if (elsewhere.has(step.sectionId) && into === undefined) return [];
    if (!isMeant(step)) return [];
    if (!/[\\/]/.test(step.text)) return [];
    return [...step.text.matchAll(RELATIVE)].flatMap((match) => {
      const [start, end] = match.indices?.groups?.['path'] ?? [0, 0];
      const written = match.groups?.['path'] ?? '';
      if (into !== undefined && !(start > into && /^\.\.[\\/]/.test(written))) return [];
      const path = into === undefined ? written : written.slice(3);
      const line = step.text.slice(step.text.lastIndexOf('\n', start - 1) + 1, start);
      const name = lastPart(path.replace(/[\\/]$/, ''));
      if (IN_POD.test(line) || REMOTE.test(line) || WRITES.test(line) || made.has(name)) return [];
      if (
        /\b(?:cp|mv|install|rsync|scp)\s(?:[^|;&\n]*\s)?[^-\s][^|;&\n]*\s$/.test(line) &&
        /^\s*(?:$|\n|[;&|])/.test(step.text.slice(end))
      )
        return [];
      const clean = path.replaceAll('\\', '/').replace(/\/$/, '');
      if (!clean.replace(/^(?:\.{1,2}\/)+/, '').includes('/') || exists(files, from, clean))
        return [];
      if (isInWorkFolder(files, from, line, clean)) return [];
      if (!hasFolder(files, from, clean)) {
        if (!SOURCE.test(clean) || OF_ELSEWHERE.test(line) || SAVES.test(line) || !isOwn())
          return [];
      }
      const quoting = scanCode(step.text, step.language).contextAt(start);
      if (quoting === 'comment' || quoting.startsWith('heredoc')) return [];
      return [{ span: context.place(step, start, end), message: says(path) }];
    });
  });
}

/** Where a step goes into one folder below it, and nowhere else; undefined for all others. */
function folderBelow(text: string): number | undefined {
  const ways = [...text.matchAll(/^\s*(?:\$ )?(cd|pushd|ssh)\s+(\S+)/gm)];
  const [only] = ways;
  return ways.length === 1 && only?.[1] !== 'ssh' && /^[\w-][\w.-]*\/?$/.test(only?.[2] ?? '')
    ? only?.index
    : undefined;
}

/** Handed to another machine or container, or the address of something there. */
const REMOTE =
  /\b(?:ssh|exec|rsh|docker run|podman run|git (?:show|log|diff|checkout|rm|mv|add|restore|blame|lfs))\b/;

/** Whether commands of this runbook read files that are there: then all of them are run here. */
function ownInputs(context: RuleContext, files: KnownFiles, from: string): boolean {
  return context.runbook.steps.some(({ text }) =>
    [
      ...text.matchAll(
        /(?:^|[\s@"'<=])((?:\.{1,2}\/)?[\w.-]+\/[\w./-]*\.\w{2,6}|(?<=(?:-i|-f|<|-k)\s?)[\w-]+\.\w{2,6})(?=$|[\s;&|)"'])/gm,
      ),
    ].some(([, path = '']) => exists(files, from, path)),
  );
}

/** What runs in a container or on another machine reads the files there. */
const IN_POD = /\b(?:exec|rsh|ssh)\s.*\s--?\s/;
