import type { Step } from '../model/step';
import type { CodeScan } from '../parser/codeContext';
import { scanCode } from '../parser/scriptScan';
import { wordSet } from '../text/words';
import { isShell } from './words';

/** JSON or YAML that a command is given as its argument or by a here-document. */
export interface HandedData {
  readonly kind: 'json' | 'yaml';
  /** Without the quotes of the shell, each character where it stands in the step. */
  readonly text: string;
  /** Offset of the text in the step. */
  readonly start: number;
}

/** Programs whose quoted argument is a program or pattern of their own. */
const PROGRAMS = wordSet(
  'jq yq gojq jaq awk gawk mawk sed gsed grep egrep fgrep zgrep rg perl python python3 node ruby php mongosh mongo lua tr find xargs printf logcli promtool expect bash sh zsh ssh mlr dasel',
);
/** Options that are given a template of the output. */
const TEMPLATED = /^(?:-w|--write-out|--?[\w-]*(?:format|template)|-o|--output|--query|--jq)$/;
const BEGINS = /^\s*(?:\{\s*(?:"|\}$)|\[\s*(?:\{\s*"|"[^"\n]*"\s*,))/;

/** The data in a step, where its first characters say that it is meant to be some. */
export function dataHandedTo(step: Step): readonly HandedData[] {
  const { text, language } = step;
  if (!/[{[]\s*(?:\{\s*)?\\?"|<</.test(text)) return [];
  if (language === 'powershell') return inPowershell(text);
  if (!isShell(language)) return [];
  const scan = scanCode(text, language);
  return [...inWords(scan), ...inHeredocs(scan)];
}

function inWords(scan: CodeScan): readonly HandedData[] {
  const words = [...scan.words].sort((a, b) => a.start - b.start);
  const programs = programsOf(scan);
  return words.flatMap(({ start, end, command }, index) => {
    const raw = scan.text.slice(start, end);
    // The shell ends the string at the first name.
    if (/^"\{\s*"[A-Za-z_][\w.-]*"\s*:/.test(scan.text.slice(start, start + 80)))
      return [{ kind: 'json', text: raw, start }];
    const lead = /^(?:-{1,2}[\w-]+=|-d)?(?=\$?['"])/.exec(raw)?.[0];
    if (lead === undefined || !/['"]\s*[{[]/.test(raw.slice(lead.length, lead.length + 40)))
      return [];
    if (PROGRAMS.has(programs.get(command) ?? '')) return [];
    const before = words[index - 1];
    const option = lead !== '' ? lead.replace('=', '') : '';
    const previous = before === undefined ? '' : scan.text.slice(before.start, before.end);
    if (TEMPLATED.test(option) || (option === '' && TEMPLATED.test(previous))) return [];
    const bare = unquoted(raw.slice(lead.length));
    return bare === undefined || !BEGINS.test(bare)
      ? []
      : [{ kind: 'json', text: bare, start: start + lead.length }];
  });
}

/** The program that each simple command starts. */
function programsOf({ text, words }: CodeScan): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { start, end, command, redirected } of [...words].sort((a, b) => a.start - b.start)) {
    const word = text.slice(start, end);
    if (redirected || found.has(command) || /^[A-Za-z_]\w*\+?=|^(?:sudo|time|exec|env)$/.test(word))
      continue;
    found.set(command, word.slice(word.lastIndexOf('/') + 1));
  }
  return found;
}

const PART = /[{}\],]\s*['"]{0,3}\s*\$[{\w(]/;
const SUBSTITUTED = '\\$(?:\\{[^{}"]*\\}|\\w+|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))';
const VALUE = new RegExp(SUBSTITUTED, 'g');
const PIECE = new RegExp(
  `\\$?'[^']*'|"(?:[^"\\\\]|\\\\[\\s\\S])*"|${SUBSTITUTED}|\\\\[\\s\\S]|[^'"\\\\$]+`,
  'g',
);

/**
 * What the shell makes of a word, with a number for each value it puts in, and as long as it was;
 * undefined where that cannot be told.
 */
function unquoted(raw: string): string | undefined {
  // Quotes within a substitution, and a variable that may hold a whole part.
  if (/\$\([^)]*["']|`[^`]*["']/.test(raw) || PART.test(raw)) return undefined;
  let text = '';
  for (const { 0: part } of raw.matchAll(PIECE)) {
    if (part.startsWith("'")) text += ` ${part.slice(1, -1)} `;
    else if (part.startsWith('"')) text += ` ${ofDouble(part.slice(1, -1))} `;
    else if (part.startsWith('$')) text += '1'.repeat(part.length);
    else return undefined;
  }
  return text.length === raw.length ? text : undefined;
}

function ofDouble(inner: string): string {
  return inner
    .replace(/\\(["\\$`])/g, (_, sign: string) =>
      sign === '"' ? ' "' : `_${sign === '$' ? '_' : '1'}`,
    )
    .replace(VALUE, (value) => '1'.repeat(value.length));
}

function inHeredocs(scan: CodeScan): readonly HandedData[] {
  const programs = programsOf(scan);
  return scan.heredocs.flatMap(({ start, end, raw, command }): readonly HandedData[] => {
    const body = scan.text.slice(start, end);
    const line = scan.text.slice(0, start).trimEnd().split('\n').at(-1) ?? '';
    const program = programs.get(command) ?? '';
    if (PROGRAMS.has(program)) return [];
    if (!raw && PART.test(body)) return [];
    const text = raw ? body : body.replace(VALUE, (value) => '1'.repeat(value.length));
    if (/^\s*\{\s*"/.test(body)) return [{ kind: 'json', text, start }];
    const yaml =
      (/^(?:kubectl|oc|k3s|microk8s)$/.test(program) &&
        /\s(?:-f|--filename)[= ]?-(?:\s|$)/.test(line)) ||
      />\s*["']?[\w./${}-]+\.ya?ml\b/.test(line);
    return yaml && /^\s*(?:---|[\w.-]+\s*:|-\s)/m.test(body) ? [{ kind: 'yaml', text, start }] : [];
  });
}

const IN_POWERSHELL = /@'[ \t]*\r?\n([\s\S]*?)\n'@|@"[ \t]*\r?\n([\s\S]*?)\n"@|'((?:[^']|'')*)'/dg;

function inPowershell(text: string): readonly HandedData[] {
  return [...text.matchAll(IN_POWERSHELL)].flatMap((match) => {
    const group = match[1] !== undefined ? 1 : match[2] !== undefined ? 2 : 3;
    const [start = 0] = match.indices?.[group] ?? [];
    const inner = match[group] ?? '';
    if (!BEGINS.test(inner) || /-(?:f|replace|match|split)\s*$/.test(text.slice(0, match.index)))
      return [];
    const bare = group === 2 ? inner.replace(VALUE, (value) => '1'.repeat(value.length)) : inner;
    return [{ kind: 'json', text: bare, start }];
  });
}
