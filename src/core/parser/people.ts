import type { Contact } from '../model/facts';
import { plainText } from './sections';

/** A channel, a handle, a number, an address. */
export const REACHES =
  /(?:^|\s|\()(?=)[#@][\w-]{2,}|@[\w-]+\.|https?:\/\/|\+?\d[\d ()/.-]{5,}|\b(?:ext|pager(?:duty)?|slack|opsgenie)(?=)\b|\b(?:dial|desk|tel|phone)(?=)\.? \d{3,}/i;

/** Who is called: words of roles, teams and desks. */
const CALLED =
  /on-?call|\bduty\b|\blead\b|manager|\bteam\b|\bsquad\b|\bdesk\b|support|owner|\bhead of\b|engineer|director|\bdba\b|\bnoc\b|\bc[ti]o\b|vendor|secondary|primary|admin|commander|hotline|\bsre\b|bereitschaft|leit(?:er|ung)|rufdienst|hersteller|astreinte|équipe|responsable|guardia|equipo|jefe|reperibil|squadra|plantão|equipe|storing|wacht|дежурн|当番|担当|值班|当直|당직/;

/** How a line begins that tells what to do, not whom to call. */
const NOBODY =
  /^(?:if|when|see|use|check|run|open|do|for|never|always|post|send|create|update|write|add|set|restart|stop|start|wait|with|please|follow|include|read|keep|make|no|none|nobody|tbd|todo|n\/a|it|this|that|we|you|they|only|in|on|at|by|to|from|unless|wenn|falls|si|se|als|voir|siehe|wait|then|not)(?![a-z\u0080-\uffff]|[- ]?call)/;

const VERB =
  /^(?:\d+[.)] )?(?=)(?:please )?(?=)(?:call|page|ping|notify|ring|phone|inform|contact|tell|ask|wake|alert|message|escalate to|reach|try|rufe?|informiere|appeler|prévenir|llamar(?: a)?|avisar(?: a)?|chiamare|bel)(?=)\s+(?:the |den |die |das |le |la |el |il |de |het )?/;
/** "After 15 min:", "(30 min)" and "+ 1 h" before whom to call then. */
const AFTER =
  /^(?:\(?(?:after|nach|après|después de|dopo|na|após|t ?\+|\+|then|dann|puis|luego|poi)?(?=) ?\d+[–-]?\d* ?(?:m|min|mins|minutes?|minuten|h|hours?|stunden?|heures?|horas?)(?=)\)?\s*[:,–—-]?|(?:then|dann|puis|luego|poi|first|zuerst|d'abord|primero|prima)(?=)[:,]?)(?=)\s+/;
const ARTICLE = /^(?:the|our|den|die|das|der|le|la|les|el|il|lo|de|het) (?=\S)/;
const BRACKETED = /^([^()]{2,60}?)\s*\(([^()]{1,120})\)[.,;]?$/;
const DASHED = /^([^#@:]{2,60}?)\s+(?:[-–—]{1,2}|->|→)\s+(\S.{0,200})$/;
const TRAILED =
  /^([^#@:+]{2,60}?)[\s,:][\s,:–—-]*(?:(?:at|on|via|in|[Tt]el\.?|phone|unter|au|al)\s+)?([#@][\w.-]{2,}|\+?\d[\d ()/.-]{5,}|[Ee]xt\.? ?\d{2,}|[\w.+-]+@[\w.-]+|[Pp]ager [\w-]+)[.,;]?$/;
const LEADERS = /^([^.]{2,50}?)(?: ?\.{4,}| \.{2,}) ?(\S.{0,200})$/;
const APPOSED = /^([^,()]{2,50}), ([^,()]{2,60})$/;
/** First name and last name. */
const OF_PERSON =
  /^[A-Z\u00c0-\u00de\u0391-\u042f][A-Za-z\u00c0-\uffff]+(?: (?:[A-Z\u00c0-\u00de\u0391-\u042f][A-Za-z\u00c0-\uffff'’-]+|d[aeiou]s?|van|von|der|la)){1,3}$/;
const ARROWS = /\s*(?:→|⇒|➜|➔|-+>|=+>)\s*/;
const COMMAS = /\s*(?:[;,]|\b(?:then|dann|puis|luego|poi)\b)\s+(?![^()]*\))/;

/** Somebody to call, and the way where it is said. */
export interface Person {
  readonly role: string;
  readonly way: string | undefined;
  /** Whether it is a person whatever stands beside it: named by a role, or with a way. */
  readonly sure: boolean;
}

/** The contact of a person, as its line gives it. */
export function toContact({ role, way }: Person, line: number): Contact {
  return { role, entries: way === undefined ? {} : { contact: way }, line };
}

/** "a → b → c": all of them, or nobody when one of them is none. */
export function readChain(text: string): readonly Person[] {
  if (text.length > 400 || !ARROWS.test(text)) return [];
  return allOf(text.split(ARROWS).filter((piece) => !/^\(?\d+ ?\w+\)?$|^$/.test(piece)));
}

/** "a (#chan), b, then c": all of them, or nobody when one of them is none. */
export function readNames(text: string): readonly Person[] {
  if (text.length > 400) return [];
  if (ARROWS.test(text)) return readChain(text);
  return allOf(
    text
      .replace(/\.$/, '')
      .split(COMMAS)
      .filter((piece) => piece !== ''),
  );
}

function allOf(pieces: readonly string[]): readonly Person[] {
  const people = pieces.map((piece) => readPerson(piece) ?? readName(piece));
  return people.every((person) => person !== undefined) ? people : [];
}

function readName(text: string): Person | undefined {
  const role = bare(text);
  return isName(role) || OF_PERSON.test(role) ? { role, way: undefined, sure: false } : undefined;
}

/** Somebody with a way to reach them, or a role, or a name: "Team lead (@lead)". */
export function readPerson(text: string): Person | undefined {
  if (text.length > 120 || text.split(' ').length > MOST_WORDS) return undefined;
  const line = bare(plainText(text)).replace(/[.,;]$/, '');
  const [, role = '', way = ''] =
    (line.includes('..') ? LEADERS.exec(line) : null) ??
    (/[#@\d]|pager/.test(line) ? TRAILED.exec(line) : null) ??
    (line.endsWith(')') ? BRACKETED.exec(line) : null) ??
    DASHED.exec(line) ??
    (line.includes(', ') ? APPOSED.exec(line) : null) ??
    [];
  if (role !== '' && !isName(role)) return undefined;
  if (role !== '' && REACHES.test(way)) return { role: role.trim(), way, sure: true };
  if (role === '' ? !isName(line) || REACHES.test(line) : !isNote(way)) return undefined;
  // What stands beside a role and is no way is kept with it: "Store lead (until noon)".
  if (CALLED.test(line.toLowerCase())) return { role: line, way: undefined, sure: true };
  const isPerson = OF_PERSON.test(role === '' ? line : role);
  return isPerson ? { role: line, way: undefined, sure: false } : undefined;
}

const MOST_WORDS = 12;

/** A few words beside a name: "owner", "after 30 min". */
function isNote(text: string): boolean {
  return text.split(' ').length <= 6;
}

function bare(text: string): string {
  return [AFTER, VERB, AFTER, ARTICLE].reduce(withoutStart, text.trim());
}

/** The patterns are of lower case: those of any case take V8 long to build. */
function withoutStart(text: string, pattern: RegExp): string {
  return text.slice(pattern.exec(text.toLowerCase())?.[0].length ?? 0);
}

/** Words short enough for a name, which tell nobody what to do. */
export function isName(text: string): boolean {
  if (text.length < 2 || text.length > 50 || !/^[A-Za-z\u00c0-\uffff@#]/.test(text)) return false;
  if (/[.!?;:|`="<>[\]{}]/.test(text.replace(/\b(?:Mr|Ms|Dr|St)\./g, ''))) return false;
  return text.split(' ').length <= 6 && !NOBODY.test(text.toLowerCase());
}
