import type { BlockRole } from '../model/runbook';
import type { StepLanguage } from '../model/step';
import { LetterPattern } from '../text/letterPattern';
import { opensClient } from './clientFeed';
import { isColumnTitles } from './columnTitles';
import { guessCommand, guessSql } from './commands';
import { scanShell } from './shellLines';

/** What an unlabelled block is, told by its content and the words above it. */
export interface BlockGuess {
  readonly role: BlockRole;
  /** Set when the role is `step`. */
  readonly language: StepLanguage | undefined;
}

const BOX_DRAWING = /[─-╿▀-▟]|├──|└──/u;
const ARROWS = /(?:^|\s)(?:[↓↑→←▼▲▶◀⇒⟶]|--+>|<--+|==+>)(?:\s|$)/u;
const TABLE_RULE = /^\s*\+?(?:[-=]{2,}\+)+[-=]*\+?\s*$/;
const LOG_LINE =
  /^\s*(?:\[?\d{4}-\d\d-\d\d[T ]|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|(?:\[)?(?=)(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|NOTICE|CRITICAL|PANIC)(?!\w)|[EWIF]\d{4} \d\d:|level=|ts=|\{"(?:level|ts|time|msg)")/;
const OUTPUT_LEAD =
  /\b(?:output|outputs?|returns?|result|results|looks? like|similar to|should see|you(?:'ll| will) see|prints?|displays?|shows?|response|for example the error|error(?: message)?|log(?: message| line)?s?)(?!\w)[^.]*:?\s*$/i;
const TEMPLATE_LEAD =
  /\b(?:template|message|announcement|notification|post|report|e-?mail|tweet|status (?:page|update)|subject|copy)(?!\w)/i;
const HOLE =
  /(?<![%$])\{[A-Za-z][\w +\-/:]*\}|\[[A-Za-z][\w '/:,+-]*\]|<[A-Za-z][\w '/-]*>|\{\{\s*[\w.]+\s*\}\}|_{4,}|X{2,}:X{2,}/;

/** Tells an unlabelled block: shell, SQL, output, message template, drawing, configuration. */
export function guessRole(content: string, lead: string): BlockGuess {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return { role: 'data', language: undefined };
  if (isDrawing(lines)) return { role: 'drawing', language: undefined };
  if (isSynopsis(lines)) return { role: 'data', language: undefined };
  const looksOutput = isOutput(lines);
  if (!looksOutput) {
    const language = guessLanguage(content);
    if (language !== undefined) return { role: 'step', language };
  }
  if (looksOutput) return { role: 'output', language: undefined };
  if (isConfiguration(content, lines)) {
    return { role: OUTPUT_LEAD.test(lead) ? 'output' : 'data', language: undefined };
  }
  if (isTemplate(lines, lead)) return { role: 'template', language: undefined };
  return { role: OUTPUT_LEAD.test(lead) ? 'output' : 'data', language: undefined };
}

/** What a block that says `text` is: never a step. */
export function guessTextRole(content: string, lead: string): BlockRole {
  const { role } = guessRole(content, lead);
  return role === 'step' ? (OUTPUT_LEAD.test(lead) ? 'output' : 'data') : role;
}

const OPTIONAL_FLAG = /(?:^|\s)\[--?[A-Za-z][\w-]*(?:[ =][^\]]*)?\]/;

/** `drain.sh NODE [--force] [--timeout SECONDS]`: how a program is called, not a call of it. */
function isSynopsis(lines: readonly string[]): boolean {
  return (
    OPTIONAL_FLAG.test(lines[0] ?? '') &&
    lines.every((line) => OPTIONAL_FLAG.test(line) || /^\s/.test(line))
  );
}

function isDrawing(lines: readonly string[]): boolean {
  if (
    lines.some((line) => TABLE_RULE.test(line)) &&
    lines.filter((line) => /\|/.test(line)).length > 1
  )
    return lines.some((line) => BOX_DRAWING.test(line) || /^\s*[|v^]\s*$/.test(line));
  const drawn = lines.filter((line) => BOX_DRAWING.test(line) || ARROWS.test(line)).length;
  if (drawn >= 2 && drawn / lines.length >= 0.2) return true;
  if (drawn >= 1 && lines.length <= 3 && !lines.some((line) => guessCommand(line) !== undefined))
    return true;
  const frames = lines.filter((line) =>
    /^\s*[+|][-=+|\s]{3,}[+|]?\s*$|^\s*[|v^V\\/]\s*$/.test(line),
  ).length;
  return frames >= 2 && !lines.some((line) => isColumnTitles(line));
}

function isOutput(lines: readonly string[]): boolean {
  const first = lines[0] ?? '';
  if (isColumnTitles(first) && guessSql(first) === undefined) return true;
  if (TABLE_RULE.test(first) || TABLE_RULE.test(lines[1] ?? '')) return true;
  const logs = lines.filter((line) => LOG_LINE.test(line)).length;
  return logs / lines.length >= 0.5;
}

const CONTROL =
  /^\s*(?:if|for|while|until|case|function)(?!\w).*(?:;|\bin(?!\w)|\bdo(?!\w)|\bthen(?!\w)|\[\[?\s|\{|$)|^\s*(?:then|do|done|fi|else|esac|elif(?!\w).*|\}|\{|\)|;;)\s*(?:[;|&<>#].*)?$/;
/** A loop or condition from its first word to its last. */
const COMPOUND =
  /^\s*(?:for \w+ in\b|while\b|until\b|if\b)[^\n]*(?:;\s*|\n\s*)(?:do|then)\b[\s\S]*\n\s*(?:done|fi)(?=\s|;|$)/;
const ASSIGNS = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(?:\S|$)/;

/** The language of code without a label, undefined when it does not look like code at all. */
export function guessLanguage(content: string): StepLanguage | undefined {
  const lines = content.split('\n');
  const code = lines.filter((line) => line.trim() !== '' && !/^\s*(?:#|--|\/\/)/.test(line));
  if (code.length === 0) return undefined;
  const sql = guessSql(content.replace(/^\s*#.*$/gm, '').trim());
  if (sql !== undefined && !/^[a-z]+ -/.test(code[0] ?? '')) return 'sql';
  if (isRequest(code)) return 'http';
  const heads = commandHeads(lines);
  let certain = 0;
  let fine = 0;
  const languages = new Map<StepLanguage, number>();
  for (const head of heads) {
    const guess = guessCommand(head);
    if (guess !== undefined) {
      if (guess.certainty === 'certain') certain++;
      fine++;
      languages.set(guess.language, (languages.get(guess.language) ?? 0) + 1);
    } else if (opensClient(head)) {
      fine++;
      languages.set('bash', (languages.get('bash') ?? 0) + 1);
    } else if (CONTROL.test(head) || isAssignment(head, content)) fine++;
  }
  if (languages.size === 0 && fine === heads.length && COMPOUND.test(content)) return 'bash';
  if (certain === 0 && (fine < heads.length || languages.size === 0)) return undefined;
  if (fine / heads.length < 0.6) return undefined;
  const ranked = [...languages].sort((a, b) => b[1] - a[1]);
  const best = ranked[0]?.[0];
  return best === undefined ? 'bash' : languages.has('bash') && best === 'sql' ? 'bash' : best;
}

/** `BASE=/srv/app`: with quotes or a `$` of its own, or used below. */
function isAssignment(head: string, content: string): boolean {
  const name = ASSIGNS.exec(head)?.[1];
  if (name === undefined) return false;
  return (
    /[$"'(]|^export/.test(head) || content.includes(`$${name}`) || content.includes(`\${${name}`)
  );
}

/** A request line and below it nothing but headers, or a body behind a blank line. */
function isRequest(code: readonly string[]): boolean {
  if (guessCommand(code[0] ?? '')?.language !== 'http') return false;
  return code
    .slice(1)
    .every((line) => /^[A-Za-z][\w-]*:\s*\S/.test(line) || /^\s*[{[\]}"]/.test(line));
}

/** The lines on which a command begins: not those in a heredoc, a quote or a continuation. */
function commandHeads(lines: readonly string[]): readonly string[] {
  const { free } = scanShell(lines);
  const heads = lines.filter(
    (line, index) => free[index] === true && line.trim() !== '' && !/^\s*#/.test(line),
  );
  return heads.map((line) => line.replace(/\\$/, '').trim());
}

function isConfiguration(content: string, lines: readonly string[]): boolean {
  const trimmed = content.trim();
  if (/^[[{][\s\S]*[\]}]$/.test(trimmed) && /["':]/.test(trimmed)) return true;
  if (/^<[?!]?[A-Za-z][\s\S]*>$/.test(trimmed) && /<\//.test(trimmed)) return true;
  const pairs = lines.filter((line) =>
    /^\s*(?:-\s+)?["']?[\w./-]+["']?\s*(?::(?:\s|$)|=)|^\s*-\s+\S|^\s*#|^\s*\[[\w.: "-]+\]\s*$|^\s*[\w-]+\s*\{\s*$|^\s*\}\s*$/.test(
      line,
    ),
  ).length;
  const sentences = lines.filter((line) => /[A-Za-z]{2,}(?: [A-Za-z']{2,}){3,}/.test(line)).length;
  return (
    pairs / lines.length >= 0.8 &&
    sentences / lines.length < 0.3 &&
    !lines.some((line) => HOLE.test(line) && / /.test(line.trim()))
  );
}

/** "Status: …", behind a bullet or a symbol. */
const LABEL = new LetterPattern(
  '^\\s*[*•\\-\\p{Extended_Pictographic}]*\\s*[\\p{L}][\\p{L} /()#-]{1,40}:',
  '',
);

function isTemplate(lines: readonly string[], lead: string): boolean {
  const holes = lines.filter((line) => HOLE.test(line)).length;
  if (holes === 0) return TEMPLATE_LEAD.test(lead) && /template/i.test(lead);
  const labels = lines.filter((line) => LABEL.for(line).test(line)).length;
  return holes / lines.length >= 0.3 || labels >= 2 || TEMPLATE_LEAD.test(lead);
}
