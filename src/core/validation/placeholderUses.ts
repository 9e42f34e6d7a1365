import type { Step } from '../model/step';
import { scanCode } from '../parser/scriptScan';
import { variablesSetBy } from '../parser/setVariables';
import type { OffsetRange } from '../text/range';
import type { RuleContext } from './ruleContext';
import { isShell } from './words';

/** A hole as it is written in one place of one step. */
export interface Use {
  readonly written: string;
  /** How it is set apart, such as `<>`. */
  readonly style: string;
  /** The same for all ways of writing one hole. */
  readonly meaning: string;
  readonly step: Step;
  readonly place: OffsetRange;
}

/** The holes in brackets, which are holes whatever else the runbook has. */
export function bracketUses({ runbook }: RuleContext): readonly Use[] {
  return runbook.steps.flatMap((step) =>
    step.placeholders.flatMap(({ variable, written, places }) => {
      if (variable || OPTIONAL.test(written)) return [];
      return places.flatMap((place) => {
        // One hole may be written in two ways within a step.
        const here = step.text.slice(place.start, place.end);
        const style = styleOf(here);
        if (style === undefined || (style === '[]' && isIdentifier(step, place))) return [];
        return [{ written: here, style, meaning: meaningOf(here), step, place }];
      });
    }),
  );
}

/** `[new index]` in a command where `<new-index>` is a hole: alone it may be anything. */
export function squareTwins(context: RuleContext, uses: readonly Use[]): readonly Use[] {
  const known = new Set(uses.filter(({ style }) => style === '<>').map(({ meaning }) => meaning));
  if (known.size === 0) return [];
  return context.runbook.steps.flatMap((step) =>
    [...step.text.matchAll(TWIN)].flatMap(({ 0: written, index }) => {
      const place = { start: index, end: index + written.length };
      const isHole = uses.some((use) => use.step === step && use.place.start === index);
      const meaning = meaningOf(written);
      return isHole || !known.has(meaning) ? [] : [{ written, style: '[]', meaning, step, place }];
    }),
  );
}

const TWIN = /(?<![\w$\]])\[[A-Za-z]+(?:[ _-][A-Za-z]+){1,3}\]/g;

/** `DROP DATABASE [Orders]`: SQL Server's way to write a name. */
function isIdentifier({ text }: Step, { start }: OffsetRange): boolean {
  return /\b(?:DATABASE|TABLE|SCHEMA|USE|USER|LOGIN|FROM|JOIN|INTO|UPDATE|INDEX)\s+(?:\[\w+\]\.)*$/.test(
    text.slice(Math.max(0, start - 80), start),
  );
}

/** `<vlan>` and `[vlan]` in a block that nothing runs: the lines of a switch, a form for an answer. */
export function idleUses({ runbook, lines }: RuleContext): readonly IdleUse[] {
  return runbook.blocks.flatMap(({ stepId, tag, content, range }) => {
    if (stepId !== undefined || MARKED_UP.test(tag)) return [];
    const holes = DATA.test(tag) ? IN_DATA : IDLE;
    return content.split('\n').flatMap((text, index) =>
      [...text.matchAll(holes)].flatMap((match) => {
        const written = match[0];
        const line = range.start + 1 + index;
        const column = line < lines.count ? lines.line(line).indexOf(written) : -1;
        if (column < 0) return [];
        const start = lines.start(line) + column;
        const span = { start, end: start + written.length };
        const style = styleOf(written) ?? '';
        return [{ written, style, meaning: meaningOf(written), span, inData: holes === IN_DATA }];
      }),
    );
  });
}

/** The same in sentences and cells, between the words or in code that is no step. */
export function wordUses(context: RuleContext): readonly IdleUse[] {
  return context.ofDocument(readWordUses);
}

function readWordUses({
  runbook,
  passages,
  lines,
  text: document,
}: RuleContext): readonly IdleUse[] {
  const steps = new Set(
    runbook.steps.flatMap(({ kind, range, text }) =>
      kind === 'block' ? [] : [`${String(range.start)} ${text}`],
    ),
  );
  return passages.flatMap(({ kind, start, end }) => {
    if (kind === 'code') return [];
    const found: IdleUse[] = [];
    const add = (match: RegExpMatchArray, at: number): void => {
      const written = match[0];
      const style = styleOf(written) ?? '';
      const span = { start: at, end: at + written.length };
      found.push({ written, style, meaning: meaningOf(written), span, inData: false });
    };
    for (let line = start; line < Math.min(end, lines.count); line++) {
      const text = lines.line(line);
      // Every hole is in brackets.
      if (!/[<[{]/.test(text)) continue;
      if (kind === 'paragraph')
        for (const match of withoutSpans(text).matchAll(PROSE))
          if (!text.includes(`${match[0]}:`) && !document.includes(`\n${match[0]}:`))
            add(match, lines.start(line) + match.index);
      if (!text.includes('`')) continue;
      for (const span of text.matchAll(/`([^`]{2,200})`/g)) {
        const code = span[1] ?? '';
        if (steps.has(`${String(line)} ${code}`)) continue;
        for (const match of code.matchAll(SPAN))
          add(match, lines.start(line) + span.index + 1 + match.index);
      }
    }
    return found;
  });
}

function withoutSpans(text: string): string {
  return text.replace(/(`+)(?:(?!\1).)*\1/g, (code) => ' '.repeat(code.length));
}

/** In sentences a bracket may be a link or a box to tick. */
const PROSE =
  /<[A-Za-z][\w-]{1,30}>(?!\S*<\/)|(?<![\w\]!\\])\[[A-Za-z][\w-]{1,30}\](?![(\[\w])|(?<![$%{\w])\{[a-z][\w-]{1,30}\}(?!\})|\{\{ ?[a-z][\w-]{1,30} ?\}\}/g;
const SPAN =
  /<[A-Za-z][\w-]{0,30}>|(?<=^|[\s/=:"'.@-])\[[A-Za-z][\w-]{0,30}\](?=[\s/:"'.,)@-]|$)|(?<![$%{\w])\{[a-z][\w-]{0,30}\}(?!\})|\{\{ ?[a-z][\w-]{0,30} ?\}\}/g;

/** A hole outside of the steps. */
export interface IdleUse {
  readonly written: string;
  readonly style: string;
  readonly meaning: string;
  readonly span: OffsetRange;
  /** In a block of configuration, where brackets may be its own. */
  readonly inData: boolean;
}

/** Where pointed brackets are no holes. */
const MARKED_UP =
  /^(?:xml|html|mermaid|promql|logql|dockerfile|go|java|rust|diff|http|cs|cpp|c|ts|js)$/;
/** Where square and curly brackets are none. */
const DATA = /^(?:json\w*|ya?ml|toml|ini|hcl|tf)$/;
const IN_DATA = /<[A-Za-z][\w -]{1,30}>(?!\S*<\/)|(?<!\$)\{\{ ?[a-z][\w-]{1,30} ?\}\}/g;
const IDLE =
  /<[a-z][\w -]{1,30}>(?!\S*<\/)|(?<=[\s/=:"'@.-])\[[A-Za-z][\w -]{1,30}\](?=[\s/:"'.,@-]|$)|(?<![$%{])\{[A-Za-z][\w-]{1,30}\}(?!\})|\{\{ ?[a-z][\w-]{1,30} ?\}\}/g;

/** What manuals write for "and whatever else you like". */
const OPTIONAL = /^\[(?:options?|opts|args?|arguments?|flags?|commands?|sudo|params?)\W*\]$/i;

function styleOf(written: string): string | undefined {
  const [first = ''] = written;
  if (written.startsWith('<%')) return '<%%>';
  if (first === '<') return written.startsWith('<<') ? '<<>>' : '<>';
  if (first === '[') return written.startsWith('[[') ? '[[]]' : '[]';
  if (first === '{') return written.startsWith('{{') ? '{{}}' : '{}';
  return undefined;
}

/**
 * `[pod]`, `{{pod}}`, `POD_NAME`, `%POD%` or `:pod` alone may be meant as they stand; where the
 * same runbook has `<pod>`, they are that hole.
 */
export function otherUses(context: RuleContext, known: ReadonlySet<string>): readonly Use[] {
  if (known.size === 0) return [];
  const { runbook } = context;
  return runbook.steps.flatMap((step) => {
    const forms = formsOf(step);
    if (forms === undefined) return [];
    const written = context.once(forms.source, step.text, (text) => writtenIn(text, forms));
    if (written.length === 0) return [];
    const taken = step.placeholders
      .flatMap(({ places }) => places)
      .filter(({ start, end }) => styleOf(step.text.slice(start, end)) !== undefined);
    return written.flatMap(({ written, place }) => {
      if (taken.some(({ start, end }) => start < place.end && place.start < end)) return [];
      const meaning = meaningOf(written);
      if (!known.has(meaning)) return [];
      if (isOfOtherName(context, step.text, place.start)) return [];
      // Set for psql, once.
      if (written.startsWith(':') && isSet(runbook, written.replace(/[:']/g, ''))) return [];
      const scan = scanCode(step.text, step.language);
      const quoting = scan.contextAt(place.start);
      if (quoting === 'comment' || quoting.startsWith('heredoc')) return [];
      // `read POD`, `for POD in`: the name of a variable.
      if (isShell(step.language) && variablesSetBy(scan).has(written)) return [];
      const word = /^[A-Z]/.test(written);
      if (word && quoting !== 'bare' && !/[/=:@'"]/.test(step.text[place.start - 1] ?? ''))
        return [];
      return [{ written, style: styleOf(written) ?? 'other', meaning, step, place }];
    });
  });
}

/** `X-Request-ID`: a word behind a hyphen is a hole where one stands behind the same beginning. */
function isOfOtherName({ text: document }: RuleContext, code: string, at: number): boolean {
  const before = /[a-z\d][\w.-]*[-.]$/i.exec(code.slice(0, at))?.[0];
  if (before === undefined || !/^(?!YOUR)[A-Z]/.test(code.slice(at))) return false;
  return !['<', '[', '{'].some((bracket) => document.includes(before + bracket));
}

function writtenIn(
  text: string,
  forms: RegExp,
): readonly { readonly written: string; readonly place: OffsetRange }[] {
  return Array.from(text.matchAll(forms), ({ 0: written, index }) => ({
    written,
    place: { start: index, end: index + written.length },
  }));
}

function isSet({ steps }: RuleContext['runbook'], name: string): boolean {
  const pattern = new RegExp(`(?:\\\\set\\s+|-v\\s*|--set=|--variable=)${name}\\b`);
  return steps.some(({ text }) => pattern.test(text));
}

const MARKED =
  '\\{\\{ ?[A-Za-z][\\w-]{1,30} ?\\}\\}|%[A-Za-z]\\w{1,30}%|__[A-Za-z]\\w{1,30}?__|@@?[A-Z]\\w{1,30}@@?|@[a-z]\\w{1,30}@|#[A-Za-z]\\w{1,30}#|«[A-Za-z][\\w-]{1,30}»';
const IN_SHELL = new RegExp(
  `(?<=[\\s/=:@"']|[a-z\\d][-.])(?:${MARKED}|\\{[A-Za-z][\\w-]{1,30}\\}|[Yy]our[-_]?[A-Za-z][a-z\\d]+|(?:(?<!["'])[A-Z][A-Z\\d]+|[A-Z][A-Z\\d]*(?=_))(?:[_-][A-Z\\d]+)*)(?=[\\s/:@."';)]|-[a-z]|$)|(?<=[\\s/=:"'.@-]|[a-z](?<!\\$\\{?\\w+))\\[[A-Za-z][\\w-]{0,30}\\](?=[\\s/:"');.,@-]|$)|(?<=[\\w/]/):[A-Za-z]\\w{1,30}(?=[\\s/"'?]|$)`,
  'g',
);
const IN_POWERSHELL = new RegExp(
  `(?<=[\\s/=:"'])(?:${MARKED}|\\{[A-Za-z][\\w-]{0,30}\\}|\\[[A-Za-z][\\w-]{0,30}\\]|[A-Z][A-Z\\d]+(?:[_-][A-Z\\d]+)*)(?=[\\s/:,"';)]|$)`,
  'g',
);
/** In SQL a bracket behind an operator or quote can be no index. */
const IN_SQL = new RegExp(
  `(?<=[=<>(']\\s?|\\b(?:LIMIT|LIKE|IN|limit|like|in)\\s+)(?:${MARKED}|\\[[A-Za-z][\\w -]{0,30}\\]|\\{[A-Za-z][\\w-]{0,30}\\}|\\$\\{?[A-Za-z]\\w{1,30}\\}?|:'?[A-Za-z]\\w{1,30}'?|[A-Z][A-Z\\d]*(?:_[A-Z\\d]+)+)(?=[\\s,;)']|$)`,
  'g',
);

function formsOf({ language }: Step): RegExp | undefined {
  if (isShell(language)) return IN_SHELL;
  if (language === 'powershell') return IN_POWERSHELL;
  return language === 'sql' || language === 'psql' ? IN_SQL : undefined;
}

/** `$POD` where the same runbook asks for `<pod>`, unless a command or a loop finds it out. */
export function variableUses(context: RuleContext, known: ReadonlySet<string>): readonly Use[] {
  const { runbook } = context;
  const computed = new Set(
    runbook.steps.flatMap(({ text }) => context.once('computed', text, computedIn)),
  );
  return runbook.steps.flatMap((step) => {
    if (!isShell(step.language) && step.language !== 'powershell') return [];
    return [...step.text.matchAll(/\$(?:\{([A-Za-z]\w+)\}|([A-Za-z]\w+))(?!\s*=)/g)].flatMap(
      (match) => {
        const name = match[1] ?? match[2] ?? '';
        const meaning = meaningOf(name);
        if (computed.has(name) || !known.has(meaning) || ENVIRONMENT.test(name)) return [];
        const place = { start: match.index, end: match.index + match[0].length };
        const quoting = scanCode(step.text, step.language).contextAt(place.start);
        if (quoting === 'comment' || quoting === 'single') return [];
        return [{ written: match[0], style: '$', meaning, step, place }];
      },
    );
  });
}

function computedIn(code: string): readonly string[] {
  return [...code.matchAll(COMPUTED)].map(([, set, read]) => set ?? read ?? '');
}

/** `POD=$(…)`, `for pod in`, `while read pod`, `$pod = Get-…`, `read -p "Pod: " pod`. */
const COMPUTED =
  /(?<![\w$])([A-Za-z_]\w*)=["']?(?:\$\(|`)|(?:\bfor(?:each \()? ?\$?|\bread (?:-\w+ )*(?:"[^"]*" )?|^\s*\$)([A-Za-z_]\w*)(?=\s*(?:in\b|;|$|\n|= *(?:\(|\w+-\w)))/gim;
const ENVIRONMENT = /^(?:USER|HOSTNAME|HOME|PATH|PWD|SHELL|env|_|PSItem)$/i;

/** `POD=<pod>`: the hole is filled in once, for the variable. */
export function isDefinition({ step, place }: Use): boolean {
  const start = step.text.lastIndexOf('\n', place.start - 1) + 1;
  return (
    /^\s*(?:export\s+|local\s+|\\set\s+|set\s+|\$(?:env:)?)?[\w-]+(?:\s*=\s*|\s+)["']?[\w./:@-]*$/i.test(
      step.text.slice(start, place.start),
    ) && /[=]|\\?set /i.test(step.text.slice(start, place.start))
  );
}

/** Words people use for the same thing, in one form. */
const SAME: Readonly<Record<string, string>> = {
  ns: 'namespace',
  db: 'database',
  dbname: 'database',
  pw: 'password',
  pwd: 'password',
  svc: 'service',
  deploy: 'deployment',
  env: 'environment',
  host: 'hostname',
  fqdn: 'hostname',
  sts: 'statefulset',
  pv: 'persistentvolume',
  pvc: 'persistentvolumeclaim',
  rg: 'resourcegroup',
  sub: 'subscription',
  acct: 'account',
  repo: 'repository',
  proj: 'project',
  vol: 'volume',
  dir: 'directory',
  folder: 'directory',
  ver: 'version',
  cert: 'certificate',
  app: 'application',
  usr: 'user',
  username: 'user',
  img: 'image',
  addr: 'address',
  num: 'number',
  nr: 'number',
  msg: 'message',
};

const COMPOUND =
  /^(?:namespace|hostname|username|database|timestamp|statefulset|daemonset|configmap|datastore|subnet|workspace)$/;

function wordsOf(written: string): readonly string[] {
  return (
    written
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !/^(?:name|the|your|my|a|of)$/.test(word))
      // `YOURHOST`.
      .map((word) => word.replace(/^your(?!s$|self|ls$)(?=\p{L}{3})/u, ''))
      .map((word) => SAME[word] ?? word)
  );
}

/** Whether two holes have a telling word in common: `GROUP_NAME` and `{{consumer-group}}`. */
export function sharesWord(written: string, other: string): boolean {
  const words = new Set(wordsOf(written).filter((word) => !VAGUE.test(word)));
  return wordsOf(other).some((word) => words.has(word));
}

const VAGUE = /^(?:hostname|id|number|no|here|this|enter|insert|value|affected|target|new|old)$/;

/** What a hole is about: the same for `<replica>`, `[replica-host]` and `{{ENTER_REPLICA_ID}}`. */
export function subjectOf(written: string): string {
  const words = wordsOf(written).filter((word) => !VAGUE.test(word) || /^(?:new|old)$/.test(word));
  return words.length === 0 ? meaningOf(written) : meaningOf(words.join('-'));
}

/** What a hole asks for, whichever way its words are joined. */
export function meaningOf(written: string): string {
  const flat = written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  // `<name-space>` and `<namespace>`.
  if (COMPOUND.test(flat)) return SAME[flat] ?? flat;
  const words = wordsOf(written);
  if (words.length === 0) return written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const joined = words.join('');
  if (words.length > 1) return joined;
  // `dbhost`, `hostname`, `podname`, `tapehost`.
  const split =
    /^(db|ns|svc|app|rg|vm|pod|user|[a-z]{3,}(?=host$|name$))(host|hostname|name|id|port|user|ip)$/.exec(
      joined,
    );
  if (split === null) return joined;
  return meaningOf(`${split[1] ?? ''} ${split[2] ?? ''}`);
}

/** Whether a subject asks for something else in every place. */
export function isAnything(subject: string): boolean {
  return ANYTHING.test(subject);
}

const ANYTHING =
  /^(?:name|number|time|date|value|description|reason|text|title|link|url|status|id|eta|details?|impact|summary|person)$/;
