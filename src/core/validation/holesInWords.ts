import type { Passage } from '../parser/passages';
import type { Table } from '../parser/tables';
import { openHoles, openHolesInCode, openValues, type OpenHole } from './openHoles';
import type { Found } from './rule';
import type { RuleContext } from './ruleContext';

/** Values that sentences and cells still wait for: `{{ site }}`, "[insert room]", "asset ____". */
export function holesInWords(context: RuleContext): readonly Found[] {
  if (
    !/@@|YOUR[_-]|REPLACE|FILL|CHANGE|TODO|TBD|FIXME|_HERE|___|\{[\p{L}{%_ -]|<[%\p{L}]|%\(|\[|【|«|____|\.{7}|……|\(|[xX]\.[xX]|X{3}/u.test(
      context.text,
    )
  )
    return [];
  const generated = GENERATED.test(context.text);
  const blanks: Found[] = [];
  const found: Found[] = [];
  const told = new Set(
    context.runbook.steps.flatMap(({ placeholders }) =>
      placeholders.map(({ written }) => bare(written)),
    ),
  );
  const take = (line: number, text: string, holes: readonly OpenHole[]): void => {
    for (const { written, kind } of holes) {
      if (kind === 'template' && (generated || EXPLAINS.test(text.replace(written, '')))) continue;
      if (told.has(bare(written)) || isInStep(context, written)) continue;
      const start = context.lines.start(line);
      const column = context.lines.line(line).indexOf(written);
      const span =
        column < 0
          ? context.lineSpan(line)
          : { start: start + column, end: start + column + written.length };
      if (kind !== 'blank') told.add(bare(written));
      (kind === 'blank' ? blanks : found).push({
        span,
        message: `${written} was never filled in. Write the value, or where to find it.`,
      });
    }
  };
  for (const passage of context.passages)
    if (passage.kind === 'paragraph')
      context.linesIn(passage).forEach((text, index) => {
        const open = context.once('open holes', text, openInLine);
        if (open === NONE) return;
        const inCode = open.inCode.filter(({ written }) => isOnce(context, written));
        const holes = [...holesOf(open.inWords, text, passage), ...inCode];
        const sure = isText(context, passage) ? holes : holes.filter(isOfTool);
        if (sure.length > 0) take(passage.start + index, text, sure);
      });
  for (const table of context.tables) inTable(context, table, take);
  // A form that is filled in anew each time has a line for everything.
  if (blanks.length === 0) return found;
  const lines = context.text.match(/[\p{L}:] *(?:_{4,}|\.{7,})/gu)?.length ?? 0;
  return Math.max(lines, blanks.length) > 2 ? found : [...found, ...blanks];
}

/** `{{ cookiecutter.channel }}`: what a tool should have put in before anybody reads the page. */
function isOfTool({ kind, written }: OpenHole): boolean {
  return kind === 'template' && /^\$?\{\{\s*[a-z]+\.\w/.test(written);
}

type Take = (line: number, text: string, holes: readonly OpenHole[]) => void;

function inTable(context: RuleContext, table: Table, take: Take): void {
  const titles = table.header.cells.map(({ text }) => text);
  for (const { cells, line } of table.rows)
    for (const [index, { markdown }] of cells.entries()) {
      if (index === 0 || !/[{[<_.…(xX【«%]/.test(markdown)) continue;
      const name = `${titles[index] ?? ''} ${cells[0]?.text ?? ''}`;
      const empty = /^(?:_{3,}|\.{4,}|…+)$/.test(markdown) && !isColumnOpen(table, index);
      const words = empty ? `${name}: ________` : markdown;
      const holes = openHoles(words);
      if (holes.length === 0 || isMessage(context, line)) continue;
      take(line, words, empty ? holes.map((hole) => ({ ...hole, written: markdown })) : holes);
    }
}

/** A column that is blank all the way down is for the reader. */
function isColumnOpen({ rows }: Table, column: number): boolean {
  const blank = rows.filter(({ cells }) => /^[_.…\s]*$/.test(cells[column]?.markdown ?? ''));
  return blank.length > 1 && blank.length * 2 > rows.length;
}

interface OpenInLine {
  readonly inWords: readonly OpenHole[];
  readonly inCode: readonly OpenHole[];
}

const NONE: OpenInLine = { inWords: [], inCode: [] };

function openInLine(text: string): OpenInLine {
  const inWords = openHoles(text);
  const inCode = [...openHolesInCode(text), ...openValues(text)];
  return inWords.length + inCode.length === 0 ? NONE : { inWords, inCode };
}

/** A box to tick has its blanks for who ticks it. */
function holesOf(holes: readonly OpenHole[], text: string, { item }: Passage): readonly OpenHole[] {
  const tick = item !== undefined && /^\[[ xX]\]/.test(text);
  // Several in one sentence are the holes of a letter.
  const orders = holes.filter(({ kind }) => kind === 'order');
  if (orders.length > 1) return holes.filter(({ kind }) => kind !== 'order');
  return tick
    ? holes.filter(({ kind, written }) => kind === 'template' || isLasting(kind, written))
    : holes;
}

/** How to reach somebody is the same each time: no one ticks the box and writes it down. */
function isLasting(kind: OpenHole['kind'], written: string): boolean {
  return kind === 'order' && LASTING.test(written) && !PASSING.test(written);
}

const LASTING =
  /(?<![a-zà-ɏа-я])(?:mailbox|mail ?address|e-?mail|phone|telephone|mobile|extension|hot-?line|pager|channel|chat ?room|distribution list|mailing list|address|url|link|contact|on-?call|team|queue|dial-?in|bridge|postfach|telefon\w*|durchwahl|rufnummer|kanal|verteiler|adresse|téléphone|numéro|courriel|canal|boîte|correo|buzón|teléfono|telefone|dirección|endereço|casella|telefono|indirizzo|canale|postvak|telefoon\w*|adres|kanaal)(?![a-zà-ɏа-я])/iu;
/** Of this one time. */
const PASSING =
  /(?<![a-zà-ɏа-я])(?:ticket|incident|change|case|date|time|caller|customer|reporter|affected|your|you|today|name of the (?:person|approver|reviewer|operator)|approver|approved|result|meeting|vorfall|kunde\w*|anrufer\w*|betroffen\w*|datum|uhrzeit|client|cliente)(?![a-zà-ɏа-я])/iu;

function isText(context: RuleContext, { start }: Passage): boolean {
  return !/^\s*>/.test(context.lines.line(start)) && !isMessage(context, start);
}

function isMessage(context: RuleContext, line: number): boolean {
  return context
    .sectionsFrom(context.sectionAt(line)?.id)
    .some(({ title, level }) => level > 1 && MESSAGE.test(title));
}

/** What a section holds whose holes are filled in when it is sent. */
const MESSAGE =
  /template|message|e?-?mail|announce|communicat|notif|status (?:page|update)|form\b|letter|log\b|report|post-?mortem|wording|skeleton|vorlage|nachricht|meldung|mitteilung|formular|protokoll|modèle|courriel|annonce|formulaire|plantilla|mensaje|aviso|formulario|modelo|mensagem|modello|messaggio|avviso|sjabloon|bericht|mall|шаблон|テンプレ|文面|模板/i;
/** The line tells what the hole is for, or speaks of templates. */
const EXPLAINS =
  /\b(?:replace|stands? for|placeholders?|templates?|variables?|fill|means|substitut\w+|jinja|helm|ansible|chart|mustache|values?|ersetz\w+|steht für|platzhalter|vorlage|remplace\w*|reemplaz\w+|sustitu\w+|sostitui\w+|vervang\w*)(?=)\b/i;
/** Pages that a generator renders have its tags. */
const GENERATED =
  /\{%-?\s*(?:include|raw|highlight|link|hint|tabs?|embed|post_url|code|content-ref|comment|figure|youtube)\b|\{\{[<%]|^---\n(?:.*\n)*?layout:/;

function bare(written: string): string {
  return written.replace(/[\s{}<>[\]$#%()]/g, '').toLowerCase();
}

/** What stands twice is a hole of the runbook, and told of at one of them. */
function isOnce({ text }: RuleContext, written: string): boolean {
  return /^_+$/.test(written) || text.indexOf(written) === text.lastIndexOf(written);
}

/** The text may speak of what stands in a command, and is its explanation. */
function isInStep({ runbook }: RuleContext, written: string): boolean {
  return runbook.steps.some(({ text }) => text.includes(written));
}
