import type { OffsetRange } from '../../text/range';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { MAY_HOLD_SECRET, secretsInCode, type SecretPlace } from '../../secrets/secretCommands';
import { generatedIn, isSecretTitle, secretsInProse } from '../secrets/secretProse';
import { MAY_HAVE_SHAPE, SHAPES } from '../secrets/secretShapes';
import { isDummy, isMixed, looksGenerated } from '../../secrets/secretValue';

/** A password or key in the text, for everybody who reads the repository. */
export const secret: Rule = {
  code: 'secret',
  severity: 'error',
  explanation:
    'A secret in a runbook is known to everybody who can read the repository, and stays in its history. Change it now, keep it in a vault or an environment variable, and write a placeholder here.',
  find: (context) => {
    const found: Found[] = [];
    const taken: OffsetRange[] = [];
    const add = (span: OffsetRange, what: string): void => {
      if (taken.some(({ start, end }) => span.start < end && start < span.end)) return;
      taken.push(span);
      found.push({
        span,
        message: `This looks like ${what}. Change it where it is used, and write a placeholder or a variable here.`,
      });
    };
    shaped(context, add);
    const inBlock = blockLines(context);
    for (let line = 0; line < context.lines.count; line++) {
      const text = context.lines.line(line);
      if (text.length > LONGEST) continue;
      const start = context.lines.start(line);
      if (inBlock.has(line) && text.endsWith('\\')) {
        const command = continued(context, line, inBlock);
        for (const place of context.once('secret in code', command, inCode))
          add({ start: start + place.start, end: start + place.end }, place.what);
      }
      const places = inBlock.has(line)
        ? context.once('secret in code', text, inCode)
        : context.once('secret in words', withValueBelow(context, line, inBlock), inWords);
      for (const place of places)
        add({ start: start + place.start, end: start + place.end }, place.what);
    }
    for (const { kind, content, start } of context.passages)
      if (kind === 'paragraph' && content.includes('`'))
        for (const place of context.once('generated secret', content, generatedIn))
          add(placeIn(context, start, content, place), place.what);
    cells(context, add);
    return found;
  },
};

/** Where a piece of a paragraph stands in the document, whose lines may be quoted or indented. */
function placeIn(
  { lines }: RuleContext,
  first: number,
  content: string,
  { start, end }: SecretPlace,
): OffsetRange {
  const line = first + content.slice(0, start).split('\n').length - 1;
  const value = content.slice(start, end);
  const from = lines.start(line) + Math.max(0, lines.line(line).indexOf(value));
  return { start: from, end: from + value.length };
}

type Add = (span: OffsetRange, what: string) => void;

const NONE: readonly SecretPlace[] = [];
/** A longer line is data. */
const LONGEST = 2000;
const EASTERN = /パスワード|暗証|トークン|密码|口令|密钥|비밀번호|암호/;
const WORDS =
  /\bpin\b|otp\b|[2m]fa\b|code|kennwort|zugang|mot de passe|contrase|clave|senha|palavra|wachtwoord|parola|credenz|hasło|lösenord|adgangs|heslo|jelszó|şifre|salasana|пароль|combination|\blog|sign|user|account|admin|root|sysop|maint|ubnt|\bsa:|opens?\b|unlock|decrypt|answers? to|protected|sealed|https?:/i;

/** What may be said of a secret in the manner of code, between words. */
const NAMED = /pass|pwd|secret|token|key|auth|-p\S/i;

function isTelling(line: string): boolean {
  return MAY_HOLD_SECRET.test(line) || WORDS.test(line) || EASTERN.test(line);
}

function shaped(context: RuleContext, add: Add): void {
  for (const { start, text } of context.pieces)
    for (const place of context.once('secret by its shape', text, shapesIn))
      add({ start: start + place.start, end: start + place.end }, place.what);
}

function shapesIn(text: string): readonly SecretPlace[] {
  if (!MAY_HAVE_SHAPE.test(text)) return NONE;
  return SHAPES.flatMap(({ pattern, what }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = match.indices?.groups?.['secret'] ?? [
        match.index,
        match.index + match[0].length,
      ];
      // A key between its lines has runs of one letter.
      return what === 'a private key' || !isDummy(text.slice(start, end))
        ? [{ start, end, what }]
        : [];
    }),
  );
}

function blockLines({ runbook }: RuleContext): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { range } of runbook.blocks)
    for (let line = range.start; line < range.end; line++) lines.add(line);
  return lines;
}

/** A command that goes on in the next lines, as one line of the same length. */
function continued(
  { lines, text }: RuleContext,
  line: number,
  inBlock: ReadonlySet<number>,
): string {
  let end = line;
  while (lines.line(end).endsWith('\\') && inBlock.has(end + 1) && end < line + 20) end++;
  return text
    .slice(lines.start(line), lines.end(end))
    .replace(/\\\r?\n/g, (part) => ' '.repeat(part.length));
}

/** "The password is", with the line below it, where the value stands in that. */
function withValueBelow(
  { lines, text }: RuleContext,
  line: number,
  inBlock: ReadonlySet<number>,
): string {
  const own = lines.line(line);
  const below = inBlock.has(line + 1) || line + 1 >= lines.count ? '' : lines.line(line + 1);
  if (below.length > LONGEST || !LEADS.test(own) || !/^[\s>]*[`"“*]/.test(below)) return own;
  // In a quote a mark stands between them.
  return text.slice(lines.start(line), lines.end(line + 1)).replace(/\r?\n[\s>]*/, blanks);
}

const LEADS = /\b(?:is|are|was|to|ist|lautet|est|es|é|è)\s*$|:[*_]*\s*$/i;

function blanks(part: string): string {
  return ' '.repeat(part.length);
}

function inCode(line: string): readonly SecretPlace[] {
  return isTelling(line) ? secretsInCode(line) : NONE;
}

/** Words, and the commands in backticks between them. */
function inWords(line: string): readonly SecretPlace[] {
  if (!isTelling(line)) return NONE;
  const found = [...secretsInProse(line)];
  for (const match of line.matchAll(/`([^`]+)`/g)) {
    const at = match.index + 1;
    for (const { start, end, what } of secretsInCode(match[1] ?? ''))
      found.push({ start: at + start, end: at + end, what });
  }
  for (const place of NAMED.test(line) && /=|: /.test(line) ? secretsInCode(line) : [])
    if (isMixed(line.slice(place.start, place.end))) found.push(place);
  return found;
}

/** A cell below or beside a title such as "Password". */
function cells({ tables }: RuleContext, add: Add): void {
  for (const { header, rows } of tables) {
    const columns = header.cells.map(({ text }) => isSecretTitle(text));
    for (const { cells: row } of rows) {
      const named = row.length === 2 && isSecretTitle(row[0]?.text ?? '');
      row.forEach(({ text, range, codes }, index) => {
        if (columns[index] !== true && !(named && index === 1)) return;
        const value = text.trim().replace(/^`|`$/g, '');
        if (/\s/.test(value) || isDummy(value)) return;
        if (isMixed(value) || (codes.length > 0 && looksGenerated(value))) add(range, 'a password');
      });
    }
  }
}
