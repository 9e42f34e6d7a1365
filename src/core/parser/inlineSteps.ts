import { findCodeSpans, type CodeSpan } from './codeSpans';
import { guessCommand, isProse, type CommandGuess } from './commands';
import { NO_ATTRIBUTES } from './infoString';
import { showsBehind } from './forbidding';
import { forbidsAfter, forbidsBefore, forbidsBehind, mayForbid, plain } from './forbidsBehind';
import { findHtmlCode } from './htmlCode';
import { meaningOfTag } from './language';
import type { MarkdownDocument } from './markdown';
import { foreignSql } from './otherDatabases';
import type { Passage } from './passages';
import { findTypography, notRunnable } from './runnable';
import { saidBehind } from './saidBehind';
import { plainText } from './sections';
import { isSpokenOnly } from './spokenOnly';
import type { StepDraft } from './stepDraft';
import { lastWord, wordSet } from '../text/words';

/** Words that lead to a command: "Run `uptime`", "restart it: `x`", "(`x`)". */
const LEADING = wordSet(
  'finally lastly next first now again afterwards while until whether run runs running execute executing use using with via by type enter issue invoke call try do start command commands launch check restart verify then or and',
);
const TELLING = wordSet('run running rerun execute executing enter issue invoke type');
const RUNNING = wordSet('run runs running execute executing issue invoke');

/**
 * What a paragraph, in lower case, holds of which a piece of code is a step: nothing else, a line
 * that is numbered, or how the words end that say so.
 */
const MAY_TELL =
  /^[^a-wyz`]*`|^\(?[a-z\d]{1,4}[.)] |(?:[(:→]|=>|\d[*_]* ?[-–—.)]|run|ing|ute|ter|sue|oke|ype|the|command)\s*[*_"“]*\s*`/m;

/** `a)`, `(b)`, `iv.`: lists that Markdown does not know, and those in a site's own blocks. */
const NUMBERED_LINE = /^[\s>]*\(?(?:[A-Za-z]|[ivx]{2,4}|\d{1,2})[.)]\s+([^`]*)$/;

/** Emphasis that ends right before a span: "**Run:** `x`". */
const EMPHASIS = /[*_"“]+\s*$/;
const PLAIN_CALL = /^[a-z][a-z\d._-]+(?: +(?![=:(])[\w./:@=,{}<>$%+-]+){1,9}$/;
/** Typed to leave a program, not run for its own sake. */
const LEAVES = /^(?:exit|logout|quit)$/;
/** Whether a command is likely to stand behind words: nothing, a sign or a verb is their last. */
function leadsOn(words: string): boolean {
  const said = words.trimEnd();
  if (said === '' || ':(,;—–>→-'.includes(said.charAt(said.length - 1))) return true;
  const last = lastWord(said);
  return LEADING.has(last) && !/\w/.test(said.charAt(said.length - last.length - 1));
}

/** Between the names of an enumeration: "`psql`, `jq` and `curl` are installed". */
const GOES_ON = /^[\s,;]*(?:and|or|und|oder|et|ou|y|o|e|en|of)?\s*$/i;

/**
 * The commands written as inline code in a list item, or in a paragraph that says to run them. A mention of a
 * file, an address, a setting or a program's name is none.
 */
export function readInlineSteps(
  document: MarkdownDocument,
  passage: Passage,
): readonly StepDraft[] {
  if (passage.item === undefined && !MAY_TELL.test(passage.content.toLowerCase())) return [];
  const { text, lines } = document;
  const from = lines.start(passage.start);
  const to = lines.end(passage.end - 1);
  const spans = spansIn(passage, text, from, to);
  const alone = isAlone(text, from, to, spans);
  const steps: StepDraft[] = [];
  const ends: { readonly open: number; readonly close: number }[] = [];
  let at = from;
  let named = false;
  let forbidden = false;
  const wary = spans.length > 0 && mayForbid(passage.content);
  for (const [index, span] of spans.entries()) {
    const between = text.slice(at, span.open);
    const until = spans[index + 1]?.open ?? to;
    const enumerated: boolean = named && isEnumerated(between, text, span);
    const follows: boolean = !named && at > from && isNextLine(text, at, span, to);
    // "Do not run `a` or `b`": what is said of the one is said of the other.
    forbidden =
      wary &&
      ((forbidden && EITHER.test(between)) ||
        isForbidden(text, follows ? span.open : at, span, restOf(text, spans.slice(index), to)));
    const draft: StepDraft | undefined =
      enumerated || forbidden
        ? undefined
        : readPlaced(
            document,
            passage,
            span,
            { from: follows ? span.open : at, until },
            alone || follows,
          );
    named = draft === undefined;
    if (draft !== undefined) {
      ends.push({ open: span.open, close: span.close });
      steps.push(draft);
    }
    at = span.close;
  }
  return steps.map((step, index) => {
    const behind = text.slice(ends[index]?.close ?? to, ends[index + 1]?.open ?? to);
    const source = saidBehind(behind, step.text);
    return source === undefined ? step : { ...step, expected: { source, place: 'cell' } };
  });
}

const EITHER = /^[\s,/*_]*(?:(?:or|nor|and|and\/or)?[\s*_]*)$/i;

/** Whether the words on either side of a span say that it is not to be run. */
function isForbidden(text: string, from: number, span: CodeSpan, behind: string): boolean {
  return (
    forbidsBehind(leadOf(text, from, span)) ||
    forbidsBefore(text, span.open) ||
    forbidsAfter(behind)
  );
}

/** The words behind the first span, up to the next that is more than a name; names taken out. */
function restOf(text: string, [span, ...later]: readonly CodeSpan[], to: number): string {
  let words = '';
  let at = span?.close ?? to;
  for (const next of later) {
    words += text.slice(at, next.open);
    if (/\s/.test(text.slice(next.start, next.end).trim())) return words.slice(0, 240);
    at = next.close;
  }
  return (words + text.slice(at, to)).slice(0, 240);
}

/** The words in front of a span, without the mark of an item and the emphasis that ends there. */
function leadOf(text: string, from: number, span: CodeSpan): string {
  const near = text.slice(Math.max(from, span.open - 60), span.open);
  // A quote's mark between the words and the code in the next line says nothing.
  return near
    .replace(/[\r\n][\s>]*$/, '')
    .replace(EMPHASIS, '')
    .replace(ITEM, '');
}

const ITEM = /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/;

/** The code of a passage in backticks and in HTML. */
function spansIn(
  { content }: Passage,
  text: string,
  from: number,
  to: number,
): readonly CodeSpan[] {
  const spans = findCodeSpans(text, from, to);
  if (!content.includes('<code')) return spans;
  const html = findHtmlCode(text, from, to).filter(
    ({ open, close }) => !spans.some((span) => span.open < close && open < span.close),
  );
  return [...spans, ...html].sort((a, b) => a.open - b.open);
}

/** "Run `x`" as a heading, numbered or not; what follows says no more than where or what for. */
const HEADING_TELLS =
  /^(?:(?:step )?(?=)\d{1,3}(?:\.\d{1,3})*(?=)[.):]?(?: ?[-–—])?(?=) |step \d{1,3} ?[-–—:.] ?)?(?=)(?:now |then |next,? )?(?=)(?:run|execute|issue|enter|type)(?=)(?: the command)?(?=):? (`{1,3})[^`]+\1(?:[.:]?$| (?:on|in|as|from|again|against|to|for|with|at|inside|until)(?=)\b[^`]*$)/i;

/** Cheaper: the verbs, of which most headings with code have none. */
const HEADING_MAY_TELL = /run|execute|issue|enter|type/i;

/** The command of a heading that says to run it. */
export function readHeadingStep(
  document: MarkdownDocument,
  passage: Passage,
): StepDraft | undefined {
  const { text, lines } = document;
  const { content } = passage;
  if (!HEADING_MAY_TELL.test(content) || !HEADING_TELLS.test(content)) return undefined;
  const from = lines.start(passage.start);
  const [span] = findCodeSpans(text, from, lines.end(passage.end - 1));
  if (span === undefined) return undefined;
  return readSpan(document, passage, span, text.slice(from, span.open), true, span.close);
}

/** Nothing else stands in the line of a span, nor behind the span in the line above. */
function isNextLine(text: string, end: number, span: CodeSpan, to: number): boolean {
  return (
    /^[ \t.,;]*(?:\r\n?|\n)[ \t>]*$/.test(text.slice(end, span.open)) &&
    /^[ \t.,;]*(?:[\r\n]|$)/.test(text.slice(span.close, to))
  );
}

/** A word behind another that is no command, with nothing but a comma or "and" between them. */
function isEnumerated(between: string, text: string, span: CodeSpan): boolean {
  return GOES_ON.test(between) && !/\s/.test(text.slice(span.start, span.end));
}

/** Where the words around a piece of code begin and end. */
interface Around {
  readonly from: number;
  readonly until: number;
}

/** In running text a command is a step only where the words around it say to run it. */
function readPlaced(
  document: MarkdownDocument,
  passage: Passage,
  span: CodeSpan,
  { from, until }: Around,
  alone: boolean,
): StepDraft | undefined {
  const near = document.text.slice(Math.max(from, span.open - 60), span.open);
  // A quote's mark between the words and the code in the next line says nothing.
  const before = near.replace(/[\r\n][\s>]*$/, '').replace(EMPHASIS, '');
  if (passage.item === undefined && !alone && !isNumbered(document, span, from) && !tells(before))
    return undefined;
  const told = tellsToRun(before) || (alone && passage.item?.ordered === true);
  return readSpan(document, passage, span, before, told, until);
}

/** The first code in a line that is numbered by hand. */
function isNumbered({ text, lines }: MarkdownDocument, span: CodeSpan, from: number): boolean {
  const start = lines.start(lines.lineAt(span.open));
  if (start < from) return false;
  const words = NUMBERED_LINE.exec(text.slice(start, span.open))?.[1];
  return words !== undefined && leadsOn(words.replace(EMPHASIS, ''));
}

/** Whether the words in front of a code span say that it is to be run: "(", "run:", "Step 2 –". */
function tells(before: string): boolean {
  const words = before.trimEnd();
  const last = words.charAt(words.length - 1);
  if (last === ':') return !showsBehind(words);
  if (last === '(' || last === '→' || words.endsWith('=>')) return true;
  if (last !== '' && '-–—.)'.includes(last))
    return /\bstep \d+ ?[-–—.)]$/i.test(words.replace(/[*_]/g, ''));
  return TELLING.has(verbOf(words));
}

/** After such words even a program nobody knows is a command: "run `qshape deferred`". */
function tellsToRun(before: string): boolean {
  const said = before.trimEnd();
  const words = said.endsWith(':') ? said.slice(0, -1).trimEnd() : said;
  return RUNNING.has(verbOf(words));
}

/** The last word, and the verb where the words end with "run the" or "run the command". */
function verbOf(words: string): string {
  const last = lastWord(words);
  return last === 'the' || last === 'command' ? verbOfCommand(words, last) : last;
}

function verbOfCommand(words: string, last: string): string {
  const article = last === 'command' ? words.slice(0, -last.length) : words;
  if (lastWord(article) !== 'the') return last;
  const verb = lastWord(article.trimEnd().slice(0, -'the'.length));
  return TELLING.has(verb) ? verb : last;
}

function isAlone(text: string, from: number, to: number, spans: readonly CodeSpan[]): boolean {
  const only = spans[0];
  if (spans.length !== 1 || only === undefined) return false;
  return (
    /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[ xX]\]\s+)?$/.test(text.slice(from, only.open)) &&
    /^[\s.:]*$/.test(text.slice(only.close, to))
  );
}

function readSpan(
  document: MarkdownDocument,
  passage: Passage,
  span: CodeSpan,
  before: string,
  told: boolean,
  until: number,
): StepDraft | undefined {
  const raw = span.html === true ? span.text : document.text.slice(span.start, span.end);
  const tagged =
    span.html !== true && span.start - span.open >= 3 ? /^\s*([A-Za-z]+)\s+(?=\S)/.exec(raw) : null;
  const tag = meaningOfTag((tagged?.[1] ?? '').toLowerCase());
  const joined =
    tag.kind === 'step' && /^[^\n\r]*[\r\n]/.test(raw) && /[\r\n].*\S/.test(raw.trimEnd());
  const code = oneLine(raw.slice(tag.kind === 'step' ? (tagged?.[0].length ?? 0) : 0));
  const behind = document.text.slice(span.close, until);
  const mayGuess = told || (before.replace(ITEM, '').trim() === '' && PRINTS.test(behind));
  const guess = guessCommand(code) ?? (mayGuess ? guessToldCommand(code) : undefined);
  if (guess === undefined || LEAVES.test(code)) return undefined;
  const lead = before.replace(ITEM, '');
  if (guess.language === 'http' && !told && isRoute(code, lead)) return undefined;
  if (isSpokenOnly(plain(lead), behind)) return undefined;
  if (guess.certainty === 'likely' && !leadsOn(lead)) return undefined;
  const language = tag.kind === 'step' && guess.language === 'bash' ? tag.language : guess.language;
  const line = document.lines.lineAt(span.open);
  const lastLine = document.lines.lineAt(Math.max(span.open, span.close - 1));
  return {
    kind: 'inline',
    range: { start: line, end: lastLine + 1 },
    source: { start: span.start, end: span.end },
    title: titleOf(passage, code),
    language,
    text: code,
    parts: [],
    codeLine: line,
    notRunnable: joined
      ? notRunnable(
          'fence-cut-short',
          'This was meant as a block, but is inline code: its lines are joined into one. Put a blank line before the fence.',
        )
      : (findTypography(code, language) ?? foreignSql(code, language)),
    expected: undefined,
    attributes: NO_ATTRIBUTES,
    item: passage.item,
  };
}

/** What a service answers to, not a request to it: "Endpoint `GET /users`", `DELETE /users/:id`. */
function isRoute(code: string, lead: string): boolean {
  return ROUTED.test(lead) || (/^[A-Z]+ \//.test(code) && /\/:[a-z]\w*/i.test(code));
}

const ROUTED = /\b(?:https?|endpoint|route|resource|handler|path|url)s?[\s:*_(]*$/i;

/** "`x y` prints `ok`", "`x y` exits 0", "`x y` == 3": only a program does. */
const PRINTS =
  /^[\s)*_]*(?:(?:should |must |has to )?(?:prints?|exits?|outputs?|returns?|answers?)\b|==)/i;

/** A program's call in a place that can hold nothing else. */
function guessToldCommand(code: string): CommandGuess | undefined {
  return code === 'make' || (PLAIN_CALL.test(code) && !isProse(code))
    ? { language: 'bash', certainty: 'certain' }
    : undefined;
}

/** A code span over several lines is one line; quote marks and indentation are not part of it. */
function oneLine(raw: string): string {
  return (/[\r\n]/.test(raw) ? raw.replace(/\s*(?:\r\n?|\n)[ \t>]*/g, ' ') : raw).trim();
}

function titleOf(passage: Passage, code: string): string {
  const words = plainText(passage.content.replace(/^\[[ xX]\]\s+/, '').replace(/\n/g, ' '));
  return words === '' ? code : words.length <= 120 ? words : `${words.slice(0, 119)}…`;
}
