import { exists } from './folderPaths';
import type { RuleContext } from './ruleContext';

/**
 * Whether a step takes its shell to another folder or machine, where paths lead to other files.
 * The place where this repository itself is checked out is none.
 */
export function goesElsewhere(context: RuleContext, code: string): boolean {
  if (!GOES_ELSEWHERE.test(code)) return false;
  if (!/(?:cd|pushd)\s/.test(code)) return true;
  const homes = homesOf(context);
  const left = code.replace(GOES_TO, (written, folder: string) =>
    isRoot(folder) || homes.has(bare(folder)) ? '' : written,
  );
  return GOES_ELSEWHERE.test(left);
}

/** A step that goes nowhere but to the checkout of this repository begins where it is read. */
export function goesHome(context: RuleContext, code: string): boolean {
  return GOES_ELSEWHERE.test(code) && !goesElsewhere(context, code);
}

/** What runs by `ssh host command` leaves the shell where it is. */
const GOES_ELSEWHERE =
  /^\s*(?:\$ )?(?:(?:cd|pushd|git clone)\s|ssh(?:\s+-(?:[bcDEeFIiJLlmOopQRSWw]\s+\S+|\S+))*\s+[^\s-]\S*\s*$)/m;
const GOES_TO = /^[ \t]*(?:\$ )?(?:cd|pushd)\s+("?\$\([^)\n]*\)"?|\S+?)[ \t]*(?=$|;|&&)/gm;

function isRoot(folder: string): boolean {
  return /^"?\$\(git rev-parse --show-toplevel\)"?$/.test(folder);
}

function bare(folder: string): string {
  return folder.replace(/^["']|["']$/g, '').replace(/(?<=.)\/$/, '');
}

/** Folders where this repository is: a sentence says so, or commands use files there that it has. */
function homesOf(context: RuleContext): ReadonlySet<string> {
  return new Set([...toldHomes(context), ...context.ofDocument(homesByFiles)]);
}

/** Where a section goes to before it runs or reads a file that is in the folder of the runbook. */
function homesByFiles(context: RuleContext): readonly string[] {
  const { files, path } = context.around;
  if (files === undefined || path === undefined) return [];
  const homes: string[] = [];
  let last: { readonly folder: string; readonly sectionId: string | undefined } | undefined;
  for (const { text, sectionId } of context.runbook.steps) {
    const folder = [...text.matchAll(GOES_TO)].at(-1)?.[1];
    if (folder !== undefined) last = { folder: bare(folder), sectionId };
    if (last === undefined || last.sectionId !== sectionId || homes.includes(last.folder)) continue;
    const own = [...text.matchAll(OWN_FILE)].some(([, file = '']) => exists(files, path, file));
    if (own) homes.push(last.folder);
  }
  return homes;
}

const OWN_FILE =
  /(?<=^|[\s;&|])(?:\.\/)?((?:[\w-]+\/)+[\w.-]+\.(?:sh|py|rb|js|ts|sql|ya?ml|ps1))(?=$|[\s;&|])/gm;

function toldHomes(context: RuleContext): ReadonlySet<string> {
  return new Set(
    context.passages.flatMap(({ kind, content }) =>
      kind !== 'code' && THIS.test(content) ? context.once('homes', content, homesIn) : [],
    ),
  );
}

function homesIn(content: string): readonly string[] {
  return content
    .split(/(?<=[.;!?])\s+(?=\p{Lu})/u)
    .filter((sentence) => THIS.test(sentence) && KEPT.test(sentence))
    .flatMap((sentence) => [...sentence.matchAll(/`([~/$][\w./$~{}-]+)`/g)])
    .map(([, folder = '']) => bare(folder));
}

const THIS =
  /(?<![a-zà-ɏа-я])(?:(?:this|the same|our runbooks?|the runbooks?) (?:git )?repo(?:sitory)?|these runbooks|(?:dieses?|diesem) repo(?:sitory|s(?:itorys)?)?|ce dépôt|este repositorio|este repositório|questo repository|deze repository)(?![a-zà-ɏа-я])/iu;
const KEPT =
  /(?<![a-zà-ɏа-я])(?:check(?:ed|s)?[- ]?(?:it )?out|checkouts?|clone[ds]?|cop(?:y|ies)|worktree|root|mirror(?:ed)?|pulled|synced|lives?|lies|is (?:in|at|under)|ausgecheckt|geklont|kopie|liegt|cloné|copie|racine|clonado|copia|raíz|raiz|radice|gekloond)(?![a-zà-ɏа-я])/iu;
