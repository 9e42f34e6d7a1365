import { scanCode } from '../../parser/scriptScan';
import { exists, hasFolder, lastPart, says } from '../folderPaths';
import { givenFiles } from '../givenFiles';
import { goesElsewhere, goesHome } from '../ownCheckout';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import type { KnownFiles } from '../surroundings';
import { isMeant } from '../words';

/** A script or document that the text names by its path, and that is not there. */
export const missingFile: Rule = {
  code: 'missing-file',
  severity: 'warning',
  explanation:
    'The runbook runs a script, or sends its reader to a file, that is not in the folder. It was moved or never committed. Correct the path.',
  find: (context) => {
    const { files, path } = context.around;
    if (files === undefined || path === undefined) return [];
    const written = new Set(writtenFiles(context));
    const made = new Set([...written, ...toldFiles(context)]);
    return [
      ...scripts(context, files, path, made),
      ...givenFiles(context, files, path, made),
      ...documents(context, files, path),
      ...namedScripts(context, files, path),
      ...neighbours(context, files, path, written),
    ].filter(
      ({ span }, index, all) => all.findIndex((one) => one.span.start === span.start) === index,
    );
  },
};

/** The word that a shell would start: `./x.sh`, or the script behind an interpreter. */
const SCRIPT =
  /(?:(?<=^|[\n;&|(]\s*|\b(?:sudo|source|bash|sh|zsh|exec|time|nohup|pwsh|powershell)\s+(?:-\S+\s+)*|\.\s+|\b(?:node|python3?|ruby|perl|php|deno run|npx tsx|ts-node)\s+(?:-\S+\s+)*))(?<path>\.{0,2}[\\/]?[\w.@-]+(?:[\\/][\w.@-]+)*\.(?:sh|bash|ps1|py|rb|pl|js|mjs|ts|php|bat|cmd))(?=$|[\s;&|)])/dgm;
/** A program of the repository that has no ending: `./bin/drain`. */
const PROGRAM =
  /(?:(?<=^|[\n;&|(]\s*|\b(?:sudo|bash|sh|exec|time|nohup)\s+(?:-\S+\s+)*)(?<path>\.{1,2}\/(?:[\w-]+\/)+[\w-]+))(?=$|[\s;&|)])/dgm;

function scripts(
  context: RuleContext,
  files: KnownFiles,
  from: string,
  made: ReadonlySet<string>,
): readonly Found[] {
  const elsewhere = new Set<string | undefined>();
  return context.runbook.steps.flatMap((step) => {
    // A step that goes to another folder or machine takes those below it along.
    if (goesElsewhere(context, step.text)) elsewhere.add(step.sectionId);
    if (elsewhere.has(step.sectionId) || step.language === 'sql') return [];
    if (!/\.(?:sh|bash|ps1|py|rb|pl|m?js|ts|php|bat|cmd)\b|\.\//.test(step.text)) return [];
    if (!isMeant(step)) return [];
    if (/^\s*cd\s/m.test(step.text) && !goesHome(context, step.text)) return [];
    const scan = scanCode(step.text, step.language);
    return [...step.text.matchAll(SCRIPT), ...step.text.matchAll(PROGRAM)].flatMap((match) => {
      const [start, end] = match.indices?.groups?.['path'] ?? [0, 0];
      const script = match.groups?.['path'] ?? '';
      const line = step.text.slice(step.text.lastIndexOf('\n', start - 1) + 1, start);
      if (/\bssh\s|(?:exec|rsh|(?:docker|podman) run)\s/.test(line)) return [];
      if (ANYWHERE.test(script) || INSTALLED.test(script)) return [];
      if (ON_MACHINE.test(script) && !hasFolder(files, from, script.slice(1))) return [];
      if (scan.contextAt(start) !== 'bare' || made.has(lastPart(script))) return [];
      if (exists(files, from, script)) return [];
      return [{ span: context.place(step, start, end), message: says(script) }];
    });
  });
}

/** Names that the program of every second project has, wherever the shell happens to be. */
const ANYWHERE =
  /^(?:app|index|main|server|manage|setup|prog(?:ram)?|script|example|foo|bar|test|your[\w-]*|my[\w-]*)\.\w+$/i;

/** A path from the root of a machine, which has its own. */
const ON_MACHINE = /^[\\/]/;

/** Commands of well-known programs that end like a script and stand in the search path. */
const INSTALLED =
  /^(?:kafka-[\w-]+|connect-(?:standalone|distributed|mirror-maker)|zookeeper-[\w-]+|zk(?:Cli|Server|Env)|catalina|startup|shutdown|(?:jboss-cli|standalone|domain|add-user)|kc|kcadm|kcreg|(?:start|stop)-(?:dfs|yarn|all|hbase)|mr-jobhistory-daemon|hadoop-daemon|spark-[\w-]+|acme|testssl|certutil|nodetool|sqlline|asadmin|wsadmin|startWLS|vault-ssh-helper|aws_completer|pip3?|django-admin|cqlsh|ansible-[\w-]+)\.(?:sh|bat|cmd|py)$/;

const DOCUMENT =
  /`(?:(?:sudo )?(?:python3?|bash|sh|node|ruby|perl|pwsh) )?((?:\.{1,2}\/)?(?:[\w.-]+\/)+[\w.-]+\.(?:md|sh|ps1|py|sql|ya?ml|json|tf|csv|txt|conf|cfg|cnf|ini|env|toml|properties|xml|tpl|tmpl|j2|rules|list|service|timer|png|svg|drawio|pdf))(?:`|(?<=\.(?:sh|ps1|py)) [^`]*`)/g;

/** Paths in backticks in prose. */
function documents(context: RuleContext, files: KnownFiles, from: string): readonly Found[] {
  const found: Found[] = [];
  let own: boolean | undefined;
  for (let line = 0; line < context.lines.count; line++) {
    const text = context.lines.line(line);
    if (!text.includes('`')) continue;
    if (context.isInBlock(line)) continue;
    for (const match of text.matchAll(DOCUMENT)) {
      const path = match[1] ?? '';
      const root = path.replace(/^\.\//, '').split('/')[0] ?? '';
      const known =
        hasFolder(files, from, path) ||
        /\.(?:md)$/.test(path) ||
        path.startsWith('.') ||
        (/\.(?:sh|ps1|py)$/.test(path) &&
          files.hasOtherFiles() &&
          !INSTALLED.test(lastPart(path)) &&
          (STARTED.test(text) || (own ??= ownScripts(context, files, from))));
      if (
        !known ||
        exists(files, from, path) ||
        /^(?:etc|var|usr|opt|tmp|home|root|srv)$/.test(root)
      )
        continue;
      if (
        text[match.index - 1] === '[' ||
        /^`\]\(/.test(text.slice(match.index + match[0].length - 1))
      )
        continue;
      const start = context.lines.start(line) + match.index + 1;
      found.push({ span: { start, end: start + path.length }, message: says(path) });
    }
  }
  return found;
}

/** A script of a folder that is here, named in a sentence without any marks. */
function namedScripts(context: RuleContext, files: KnownFiles, from: string): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start, end }) => {
    if (kind !== 'paragraph' || !/\/[\w.-]+\.(?:sh|ps1|py)\b/.test(content)) return [];
    const found: Found[] = [];
    for (let line = start; line < Math.min(end, context.lines.count); line++) {
      const text = context.lines
        .line(line)
        .replace(/(`+)(?:(?!\1).)*\1|\]\([^)]*\)|<[^>]*>|https?:\S+/g, (one) =>
          ' '.repeat(one.length),
        );
      for (const match of text.matchAll(NAMED_SCRIPT)) {
        const [path] = match;
        if (!hasFolder(files, from, path) || exists(files, from, path)) continue;
        const at = context.lines.start(line) + match.index;
        found.push({ span: { start: at, end: at + path.length }, message: says(path) });
      }
    }
    return found;
  });
}

const NAMED_SCRIPT =
  /(?<![\w./\\@:$~}*-])(?:\.\/)?[\w-]+\/(?:[\w-]+\/)*[\w-]+\.(?:sh|ps1|py)(?![\w/])/g;

/** Whether the runbook names scripts that are there: then those it names are meant to be. */
function ownScripts({ text }: RuleContext, files: KnownFiles, from: string): boolean {
  return [
    ...text.matchAll(/(?<![\w./-])((?:\.{1,2}\/)?(?:[\w-]+\/)+[\w.-]+\.(?:sh|ps1|py))\b/g),
  ].some(([, path = '']) => exists(files, from, path));
}

/** A script of which a sentence says that it is here to be run. */
const STARTED = /\b(?:made (?:by|with)|script|run|runs|execute|use|start|with the help of)\b/i;

/** "`peers.csv` (in this folder)": a file by its bare name. */
function neighbours(
  context: RuleContext,
  files: KnownFiles,
  from: string,
  written: ReadonlySet<string>,
): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start }) =>
    kind === 'code' || !BESIDE.test(content)
      ? []
      : content.split('\n').flatMap((text, index) => {
          if (!BESIDE.test(text)) return [];
          return [...text.matchAll(/`([\w-]+(?:\.[\w-]+)*\.[a-z]\w{1,4})`/g)].flatMap((match) => {
            const name = match[1] ?? '';
            if (exists(files, from, name) || written.has(name)) return [];
            if (SAVED_AS.test(text.slice(0, match.index))) return [];
            const line = start + index;
            const at = context.lines.start(line) + context.lines.line(line).indexOf(name);
            return [{ span: { start: at, end: at + name.length }, message: says(name) }];
          });
        }),
  );
}

const BESIDE =
  /\b(?:in (?:this|the same)(?=) (?:folder|directory|repository)|(?:beside|next to|alongside)(?=) this (?:page|file|runbook|document)|in diesem (?:ordner|verzeichnis)|neben dieser (?:seite|datei)|dans ce (?:dossier|répertoire)|en esta carpeta|nesta pasta|in questa cartella|in deze map)(?=)\b/i;

/** "Save the certificate you get as `shop.crt`". */
const SAVED_AS = /\b(?:save|store|download|write|put|export)\b[^`]*\b(?:as|to|into)\s+$/i;

/** Names of files that a step of the runbook itself makes or fetches. */
function writtenFiles(context: RuleContext): readonly string[] {
  return context.runbook.steps.flatMap(({ text }) => context.once('written', text, filesWrittenBy));
}

function filesWrittenBy(code: string): readonly string[] {
  return [
    ...code.matchAll(
      /(?:>>?\s*|\btee\s+(?:-a\s+)?|(?:-o|-O|--output|--?out)[= ]?|\b(?:touch|vi|vim|nano)\s+|\b(?:cp|mv|scp)\s+(?:-\S+\s+)*(?<source>[^\s-]\S*)\s+|\bcurl\s[^\n]*https?:\/\/\S*\/|\bwget\s[^\n]*\/|\bcat\s+<<[^\n]*>\s*)["']?(?:\$\{?\w+\}?\/)?(?<path>[\w./-]+\.\w+)/g,
    ),
  ].flatMap(({ groups }) => {
    const path = groups?.['path'] ?? '';
    const name = lastPart(path);
    // A copy on the machine has to be made of something here.
    return path.startsWith('/') && lastPart(groups?.['source'] ?? '') === name ? [] : [name];
  });
}

/** Names of files that the text tells its reader to make: "save it as `count.py`". */
function toldFiles(context: RuleContext): readonly string[] {
  return context.passages.flatMap(({ kind, content }) =>
    kind === 'code' ? [] : context.once('to be made', content, filesToldIn),
  );
}

function filesToldIn(content: string): readonly string[] {
  return content
    .split('\n')
    .filter((line) => MAKES.test(line))
    .flatMap((line) => [...line.matchAll(/`([\w-]+(?:\.\w+)+)`/g)])
    .map(([, name = '']) => lastPart(name));
}

const MAKES =
  /\b(?:save|saved|store|create|write|put|paste|copy|download|fetch|holds?|contains?|containing|call(?:ed)? it|named|with these lines|above|below)\b/i;
