import { matchesOf } from '../text/matches';
import { mentionsAny } from '../text/words';
import { mayMention } from './pointing';

/** The mention of a section or playbook by name: "follow **Storage full** playbook". */
export interface Mention {
  readonly text: string;
  readonly name: string;
  /** The name with the noun that follows it, which may belong to the title. */
  readonly fallback: string;
  /** Only counts when a section of that name exists. */
  readonly weak: boolean;
}

const VERB =
  '\\b(?:see(?: also)?|follow(?:ing)?|refer(?:ring)? to|run|use|execute|consult|per|perform|go to|go on with|go ahead with|proceed (?:with|to)|continue (?:with|at)|(?:jump|skip|turn|switch|return) to|start)(?=)';
const NAMED = new RegExp(
  `${VERB} (?:the |our |this )?(?=)(?:\\*\\*|__|[*_"“'])(?=)([^*_"“”'\\n]{2,80}?)(?:\\*\\*|__|[*_"”'])[ ]?(playbook|runbook|procedures?|section|scenario|checklist|steps)?`,
  'gi',
);
const NOUN_FIRST = new RegExp(
  `${VERB} (?:the |our )?(?=)(playbook|runbook|procedure|section|scenario)(?=) (?:\\*\\*|__|[*_"“'])(?=)([^*_"“”'\\n]{2,80}?)(?:\\*\\*|__|[*_"”'])`,
  'gi',
);
/** "Playbook **Cold start**, when the cache is empty": the noun alone sends the reader there. */
const NOUN_ALONE = /(?<![\w*_] )\b(playbook|runbook|procedure)s?:? \*\*([^*\n]{2,80}?)\*\*/gi;
const PLAIN = new RegExp(
  `${VERB} (?:the |our )?(?=)([A-Z][\\w/&-]*(?: [\\w/&-]+){0,6}?) (playbook|runbook|procedures?|section|scenario|checklist)\\b`,
  'g',
);
/** A section in the words of a title: "jump to the Emergency Read-Only Mode section". */
const TITLED =
  /\b(?:[Ss]ee|[Ff]ollow|[Rr]efer to|[Cc]onsult|(?:[Gg]o|[Jj]ump|[Ss]kip|[Pp]roceed|[Rr]eturn|[Tt]urn) to) the ([A-Z][\w/&-]*(?: [A-Z\d][\w/&-]*){1,6}) section(?!\w)(?! (?:of|in|on)(?!\w))/g;
/** "See **Cold start** below": it says itself that the name stands in this document. */
const NEARBY =
  /\b(?:see|follow|refer to|as in|described (?:in|under))(?=) (?:\*\*|["“])(?=)(?!(?:figure|table|note|example|listing|output)(?=)\b)([^*"“”\n]{4,80}?)(?:\*\*|["”])(?=),? (?:below|above|further (?:down|up))(?=)\b/gi;
/** The same in other languages: a verb that sends, a noun, a name in bold or quotes. */
const ABROAD =
  /(?<!\p{L})(?:siehe|s\.|geh(?:e|en)|weiter|folg(?:e|en)|les(?:e|en)|lies|voir|suiv(?:re|ez)|consult(?:er|ez|e|ar|are)|pass(?:er|ez)|ver|véase|vea|sig[ae]|seguir|vedi|seguire|segui|zie|volg|см\.|следуйте)(?!\p{L})[^.!?\n]{0,40}?(?<!\p{L})(?:Abschnitt|Kapitel|Ablauf|procédure|(?:la|cette) section|rubrique|procedimiento|sección|apartado|procedimento|se[cç]ção|seção|procedura|sezione|sectie|hoofdstuk|раздел\p{L}?) (?:\*\*|[„«"“] ?)([^*"“”„«»\n]{2,80}?)(?:\*\*| ?[»"“”])/giu;
const JAPANESE =
  /「([^」\n]{2,40})」の?(?:手順|節|セクション|章|項)(?:を|に|へ)(?:参照|見|進|従|実)/g;

const NUMBERED =
  /\b(?:see(?: also)?|refer to|follow|in|per)(?=)(?: the)?(?=) (?:section |§ ?|step )?(?=)(\d{1,2}(?:\.\d{1,2}){1,3}(?=))(?![\d.]*\d|%|x(?!\w)| ?(?:ms|s|min|GB|MB)(?!\w))/gi;
const SECTION_NUMBER =
  /\b(?:see|refer to|follow)(?=)(?: the)?(?=) (?:section|§) ?(?=)(\d{1,2})(?![\d.])/gi;

const NONE: readonly Mention[] = [];

/** Mentions in one line of Markdown. Links and code are not looked at here. */
export function findMentions(line: string): readonly Mention[] {
  if (line.length > 2000 || !mayMention(line)) return NONE;
  const text = withoutCode(line);
  const found: Mention[] = [];
  const marked = MARK.test(text);
  if (marked) {
    for (const match of matchesOf(text, NAMED)) {
      const name = (match[1] ?? '').trim();
      const noun = match[2] ?? '';
      found.push({ text: match[0].trim(), name, fallback: `${name} ${noun}`, weak: noun === '' });
    }
  }
  if (marked && mentionsAny(text, NOUNS)) {
    for (const match of matchesOf(text, NOUN_FIRST)) {
      const name = (match[2] ?? '').trim();
      found.push({ text: match[0], name, fallback: `${name} ${match[1] ?? ''}`, weak: false });
    }
  }
  if (marked && found.length === 0 && /\b(?:playbook|runbook|procedure)s?(?=):? \*\*/i.test(text)) {
    for (const match of matchesOf(text, NOUN_ALONE)) {
      const name = (match[2] ?? '').trim();
      found.push({ text: match[0], name, fallback: `${name} ${match[1] ?? ''}`, weak: false });
    }
  }
  if (NOUNS.some((noun) => text.includes(noun))) {
    for (const match of matchesOf(text, PLAIN)) {
      const name = (match[1] ?? '').trim();
      found.push({ text: match[0], name, fallback: `${name} ${match[2] ?? ''}`, weak: true });
    }
  }
  for (const pattern of namesAlone(text, marked)) {
    for (const match of matchesOf(text, pattern)) {
      const name = (match[1] ?? '').trim();
      if (found.some((other) => other.name === name && !other.weak)) continue;
      found.push({ text: match[0], name, fallback: name, weak: false });
    }
  }
  if (/\d/.test(text)) {
    const patterns = /\d\.\d/.test(text) ? [NUMBERED] : [];
    if (/section|§/i.test(text)) patterns.push(SECTION_NUMBER);
    for (const pattern of patterns) {
      for (const match of matchesOf(text, pattern)) {
        const name = match[1] ?? '';
        found.push({ text: match[0], name, fallback: name, weak: true });
      }
    }
  }
  return found;
}

function withoutCode(line: string): string {
  const text = line.includes('`') ? line.replace(/`[^`]*`/g, blank) : line;
  return text.includes(']') ? text.replace(/!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, blank) : text;
}

/** Those of the patterns whose match is a name alone that a text may hold. */
function namesAlone(text: string, marked: boolean): readonly RegExp[] {
  const patterns: RegExp[] = [];
  if (text.includes(' section')) patterns.push(TITLED);
  if (marked && mentionsAny(text, PLACES)) patterns.push(NEARBY);
  if (marked && mentionsAny(text, NOUNS_ABROAD)) patterns.push(ABROAD);
  if (text.includes('「')) patterns.push(JAPANESE);
  return patterns;
}

/** A space and what may open a name in emphasis or quotes. */
const MARK = / (?:\*\*|[*_"“'„«])/;
const PLACES = ['below', 'above', 'further'];
// prettier-ignore
const NOUNS_ABROAD = [
  'abschnitt', 'kapitel', 'ablauf', 'procédure', 'la section', 'cette section', 'rubrique', 'procedim',
  'sección', 'apartado', 'ção', 'procedura', 'sezione', 'sectie', 'hoofdstuk', 'раздел',
];
/** What a name without either ends with. */
const NOUNS = [' playbook', ' runbook', ' procedure', ' section', ' scenario', ' checklist'];

function blank(text: string): string {
  return ' '.repeat(text.length);
}
