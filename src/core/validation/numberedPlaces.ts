import { builtOnce } from '../text/patternParts';
import type { RuleContext } from './ruleContext';

/** A step or section that a line sends to by its number or letter, and that is not there. */
export interface MissingPlace {
  readonly line: number;
  /** As the line writes it. */
  readonly written: string;
  /** "Section 7". */
  readonly name: string;
}

const STEP = 'steps?|schritte?n?|étapes?|pasos?|passos?|stap(?:pen)?|passi';
const SECTION =
  'sections?|parts?|chapters?|abschnitte?|kapitel|teil|partie|sección|apartado|seção|sezione|parte|sectie|hoofdstuk|deel|§';
const OTHER =
  'phases?|stages?|playbooks?|options?|templates?|appendix|appendices|annex(?:es)?|variants?|paths?|procedures?|scenarios?|cases?|blocks?|anhang|variante|anexo|fase|bijlage';
const KIND = `(?:${STEP}|${SECTION}|${OTHER})`;
const LABEL = '(?:\\d{1,2}(?:\\.\\d{1,2}){0,3}|[A-Z]\\d{0,2})';
/** Words behind which a place is one to go to. */
const MORE = `(?:(?:\\s*[,–/-]\\s*|\\s+(?:and|or|to|through|und|oder|bis|et|ou|à|y|o|e|en)\\s+)${LABEL}(?![\\p{L}\\d]))*`;
const SENDS =
  '(?:go|going|went|jump|skip|skips|switch|move|turn|proceed|continue|return|start(?: again| over)?|resume|see|siehe|voir|ver|vedi|zie|follow|repeat|redo|do|as|described|explained|per|by|with|from|until|till|after|before|in|under|at|to|than|(?:text|list|table|template|query|command|values?|backup|snapshot|dump|copy|output) of|(?:sends?|gets?|posts?|uses?|cop(?:y|ies)|pastes?)(?= (?:the )?template )|weiter|zurück|mit|bei|nach|in|ab|retour(?:ner)?|à|volver|voltar|torna(?:re)?|ir|al|ao|ga|naar)';
const SENT = new RegExp(
  builtOnce(
    `(?:(?<![\\p{L}\\d])(?<verb>${SENDS}) |(?<=\\()(?=(?:${SECTION}) \\d))(?:l['’]|the |to |back to |on (?:to|with) |in |at |from |with |der |dem |den |la |le |el )*[*_]{0,2}(?<words>(?<kind>${KIND}) ?(?<labels>${LABEL}${MORE}))(?![\\p{L}\\d]|\\.\\d)`,
  ),
  'giu',
);
/** A cell of a table that says nothing else, or says so first. */
const CELL = new RegExp(
  builtOnce(
    `^(?:→ ?|then |see |go to )?[*_]{0,2}(?<words>(?<kind>${KIND}) ?(?<labels>${LABEL}${MORE}))[*_]{0,2}(?=\\s*(?:$|[.,;:(–-]))`,
  ),
  'iu',
);
/** Of another document: "section 4 of the contract", "RFC 2119, section 3". */
const BEHIND = /^[*_]{0,2},? \(?(?:of|in|from|des|der|de la|du|del|della|van)\s/i;
/** Of this one, in so many words. */
const OF_THIS =
  /^[*_]{0,2},? \(?(?:(?:of|in|on)(?=) (?:this|the present)|dieser|dieses|in diese[mr]|de (?:ce|cette|este|esta)|d[eo]ste|desta|di quest[oa]|van di[te]|van deze)(?=) (?:same )?(?=)(?:run-?book|play-?book|check-?list|document|page|procedure|guide|file|plan|sop|dokuments?|seite|anleitung|checkliste|runbooks|procédure|documento|página|pagina|lista|procedimiento|procedura|draaiboek|handleiding)(?=)(?![a-zà-ɏа-я])/iu;
const ELSEWHERE =
  /(?<![a-zà-ɏа-я])(?:RFC|ISO|IEC|PCI|HIPAA|GDPR|DSGVO|manuals?|handbook|guides?|contract|agreement|law|act|regulation|policy|standard|docs?|documentation|book|wiki|form|wizard|installer|dialog|menu|vendor['’]?s?|handbuch|vertrag|manuel|contrat)(?![a-zà-ɏа-я])[^.;]{0,40}$/iu;

/** The places that a runbook counts by numbers or letters, and those that it has not. */
export function missingPlaces(context: RuleContext): readonly MissingPlace[] {
  const found: MissingPlace[] = [];
  const look = (line: number, text: string, pattern: RegExp): void => {
    for (const { words, kind, labels, weak, own, after } of context.once(
      pattern.source,
      text,
      () => (MAY_SEND.test(text) ? sentIn(text, pattern) : NOWHERE),
    )) {
      const places = context.ofDocument(placesOf);
      if (isUncounted(places) && !own && !/^(?:appendix|annex)$/.test(kind)) continue;
      if (weak && kind === 'step' && !places.named.has('step')) continue;
      const label = labels.find(
        (one) => isMissing(places, kind, one) || isBeyond(places, kind, one, { own, weak }),
      );
      if (label !== undefined)
        found.push({ line: line + after, written: words, name: `${named(kind)} ${label}` });
    }
  };
  for (const { kind, content, start } of context.passages)
    if (kind === 'paragraph') look(start, content, SENT);
  for (const { rows } of context.tables)
    for (const { cells, line } of rows)
      for (const { markdown } of cells) {
        look(line, markdown, CELL);
        look(line, markdown, SENT);
      }
  return found.filter(
    (one, index) =>
      found.findIndex(({ line, name }) => line === one.line && name === one.name) === index,
  );
}

/** Nothing in the document is numbered, so a number is of something else. */
function isUncounted({ steps, numbers, named }: Places): boolean {
  return steps < 2 && numbers.size < 2 && named.size === 0;
}

const NOWHERE: readonly Sent[] = [];
const MAY_SEND = new RegExp(`(?:${KIND}) ?${LABEL}(?!\\w)`, 'iu');

interface Sent {
  readonly words: string;
  readonly kind: string;
  readonly labels: readonly string[];
  /** Told by a preposition alone: "after step 40" may be one of a program's. */
  readonly weak: boolean;
  /** Said to be of this document. */
  readonly own: boolean;
  /** Lines below the first of the text. */
  readonly after: number;
}

const WEAK =
  /^(?:with|by|from|until|till|after|before|in|under|at|to|than|as|per|mit|bei|nach|ab|à|al|ao)$/i;

/** Read across the breaks of lines, where a sentence does not end. */
function sentIn(text: string, pattern: RegExp): readonly Sent[] {
  const lines = text.split('\n').map((line) => line.trim());
  const bare = lines
    .map((line) =>
      line.replace(/(`+)(?:(?!\1).)*\1|["“„«][^"“”»]*["”»]/g, (part) => ' '.repeat(part.length)),
    )
    .join(' ');
  const matches = pattern.global ? [...bare.matchAll(pattern)] : [pattern.exec(bare)];
  return matches.flatMap((match) => {
    if (match?.groups === undefined) return [];
    const { verb = '', words = '', kind = '', labels = '' } = match.groups;
    const from = match.index + match[0].indexOf(words);
    const behind = bare.slice(from + words.length);
    const own = OF_THIS.test(behind);
    if (!own && (ELSEWHERE.test(bare.slice(0, from)) || BEHIND.test(behind))) return [];
    const after = lines.join('\n').slice(0, from).split('\n').length - 1;
    // A link, and what stands beside it, is of where the link leads.
    if (/\]\(|\]\[|https?:/.test(lines[after] ?? '')) return [];
    // A letter in small is a word.
    const all = labels.match(new RegExp(LABEL, 'gu')) ?? [];
    return all.length === 0
      ? []
      : [{ words, kind: kindOf(kind), labels: all, weak: WEAK.test(verb), own, after }];
  });
}

interface Places {
  /** How many headings there are below the title, and how many of them below no other. */
  readonly headings: number;
  readonly upper: number;
  /** The highest number of a step, in a heading or a list. */
  readonly steps: number;
  /** Numbers that headings have. */
  readonly numbers: ReadonlySet<string>;
  /** Labels of headings by their word, letters alone by "letter". */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
}

function placesOf({ runbook, lines }: RuleContext): Places {
  let steps = 0;
  const numbers = new Set<string>();
  const named = new Map<string, Set<string>>();
  const add = (kind: string, label: string): void => {
    named.set(kind, (named.get(kind) ?? new Set<string>()).add(label));
  };
  for (const { title } of runbook.sections) {
    const [, kind, labelled, number, letter] = HEADED.exec(title) ?? [];
    const label = labelled ?? number ?? letter;
    // "Section a" is a word behind a word.
    if (label === undefined || /^[a-z]/.test(label)) continue;
    const word = kind === undefined ? undefined : kindOf(kind);
    if (word !== undefined) add(word, label);
    if (/^[A-Z]/.test(label)) add('letter', label);
    else if (word !== 'step') numbers.add(label);
    else steps = Math.max(steps, Number.parseInt(label, 10));
  }
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    const item = ITEM.exec(text)?.[1];
    if (item === undefined) continue;
    if (/^\d/.test(item)) steps = Math.max(steps, Number(item));
    else add('letter', item);
  }
  const below = runbook.sections.filter(({ level }) => level > 1);
  const top = Math.min(...below.map(({ level }) => level));
  const upper = below.filter(({ level }) => level === top).length;
  return { headings: below.length, upper, steps, numbers, named };
}

const HEADED = new RegExp(
  builtOnce(
    `^(?:(${KIND}) ?(${LABEL})(?![\\p{L}\\d])|(\\d{1,2}(?:\\.\\d{1,2})*)(?:[.):]|\\s)|([A-Z]\\d{0,2})[.):](?:\\s|$))`,
  ),
  'iu',
);
const ITEM =
  /^[\s>|*_-]*(?:(?:[Ss]tep|[Oo]ption|[Pp]art|[Cc]ase|[Pp]ath) )?(\d{1,2}(?=[.):]|\s*\|)|[A-Z]\d{0,2}(?=[.):]|\s*\||\*\*))/;

function isMissing(places: Places, kind: string, label: string): boolean {
  const own = places.named.get(kind) ?? NONE;
  if (own.has(label)) return false;
  if (/^\d/.test(label)) return isNumberMissing(places, kind, label, own);
  const letters = places.named.get('letter') ?? NONE;
  if (letters.has(label)) return false;
  // No other document has an appendix that is named without it.
  if (kind === 'appendix' || kind === 'annex') return true;
  // Of A1 to A4 there is no A9; of A to C no E.
  const like = [...letters].filter((one) => one.length > 1 === label.length > 1);
  return like.length > 1 && like.includes(label.length > 1 ? `${label.slice(0, 1)}1` : 'A');
}

/**
 * More than there are, where one has to count the headings: all of them when the text says that
 * this document is meant, else those that stand below no other.
 */
function isBeyond(
  { headings, upper, numbers }: Places,
  kind: string,
  label: string,
  { own, weak }: Pick<Sent, 'own' | 'weak'>,
): boolean {
  if (kind !== 'section' || numbers.size > 0 || (weak && !own)) return false;
  return Number(label) > (own ? headings : Math.max(upper, 2));
}

const NONE: ReadonlySet<string> = new Set();

function isNumberMissing(
  { numbers, steps }: Places,
  kind: string,
  label: string,
  own: ReadonlySet<string>,
): boolean {
  const [whole = ''] = label.split('.');
  // The second step of section 4, where no heading counts so far.
  const counted = [...numbers].some((one) => one.includes('.')) ? label : whole;
  if (numbers.has(counted)) return false;
  if (kind === 'step') return steps > 1 && Number(whole) > steps;
  if (kind === 'section') return numbers.size > 1;
  return [...own].filter((one) => /^\d/.test(one)).length > 1;
}

function kindOf(word: string): string {
  if (new RegExp(`^(?:${STEP})$`, 'i').test(word)) return 'step';
  if (new RegExp(`^(?:${SECTION})$`, 'i').test(word)) return 'section';
  const lower = word.toLowerCase();
  return lower.startsWith('append') ? 'appendix' : lower.replace(/(?<!s|i)e?s$/, '');
}

function named(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
