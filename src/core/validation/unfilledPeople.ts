import { Wordings } from '../text/wordings';
import { isUnfilled } from './words';

/** What is written where nobody has been named yet. */
const NOBODY = new Wordings(
  /^[[(<{*_`~"\s]*(?:(?:(?:name|phone|mobile|e-?mail|contact|number|address|details|extension|person) ?){0,2}(?:(?:is|are|still|yet) ){0,2}(?:to be (?!inform|call|consult|notif|page|phone|wok|told|asked|involve|contact|alert|reach|heard|kept|cop)\p{L}+(?: (?:in|out|up|by|later|soon)(?![a-zà-ɏа-я])[^,;]{0,30})?|to follow|follows|to come|needed|wanted|missing|required|outstanding)|(?:n\/?a|none|t\.?b\.?d\.?|unknown|nobody|no ?one|vacant|unassigned|open|undecided|unclear) (?:yet|so far|for now|at present|at the moment|right now|currently|for the time being|still)|(?:will|has to|is to|must|needs to) (?:still |yet )?(?:be \w+|follow)(?: (?:later|soon|here|in|by|after|with)\b.{0,30})?|(?:see|ask|check|look (?:in|up|at)|siehe|voir|ver|vedi|zie) (?:in |on |im |dans |the |our |le |el |nel )*(?:wiki|intranet|confluence|sharepoint|phone ?book|address book|telefonbuch|team|colleagues|kollegen)|n\.\s?n\.?|n\/n|vacant|unassigned|not? ?(?:body|one|t anyone)(?: yet| so far| assigned| at the moment)?|not (?:yet |currently )?(?:assigned|decided|defined|named|known|set|filled(?: in)?|agreed|staffed|available)(?: yet)?|none (?:yet|so far|assigned|known|named)|coming soon|pending(?: .{1,30})?|open|ask around|(?:please )?(?:fill|put|add|insert|enter|update)(?: \w+){0,3}(?: in| here)?|blank|someone|somebody|whoever(?: is (?:around|free))?|_{2,}|\.{2,}|…|-{2,}|john doe|jane doe|max mustermann|erika mustermann|jean dupont|foo(?: ?bar)?|name|phone|e-?mail|first ?name last ?name|(?:first|full) ?name|vorname nachname|prénom nom|noch (?:unbesetzt|niemand|nicht (?:benannt|bekannt|festgelegt)|zu (?:besetzen|vergeben))|folgt(?: noch)?|vakant|unbesetzt|niemand|personne(?: pour l['’]instant)?|(?:à|a) (?:désigner|nommer|renseigner|remplir|venir|designar|preencher)|inconnue?|por (?:designar|completar|rellenar|confirmar)|pendiente de \p{L}+|sin (?:definir|designar)|(?:ainda )?(?:não|no) (?:definid|asignad|atribuíd)[oa]|desconocid[oa]|desconhecid[oa]|nadie|ninguém|da (?:nominare|designare|inserire)|non (?:definito|assegnato|défini|désigné|attribué)e?|nessuno|nog (?:open|niet bekend|te benoemen)|volgt(?: nog)?|niemand|vacature|ej (?:utsedd|bestämd)|brak|nieznany)[\])>}*_`~"\s.!?]*$/iu,
);

/** "-", "n/a", "?": may stand for none where the row has another way. */
const WEAK =
  /^[*_`(\s]*(?:n\/?a|n\.a\.|none|-|–|—|\?|\/|keine?r?|aucun|ninguno|nessuno|geen)?[*_`)\s]*$/i;

/** A number of which only crosses, noughts or a row of digits were written. */
const CROSSED = new Wordings(
  /(?<![\w.-])(?!20\d\d[-./ ])(?:\+?\d{1,4}[ ./-]?)?\(?(?:(?:[Xx]{1,8}|_{2,8}|\?{2,8})[ ./-]){1,4}(?:[Xx]{2,10}|_{2,8}|\?{2,8})(?![\w.])|(?<![\w.])\+?\d{1,4}[ ./-](?:\d{1,4}[ ./-])?[Xx]{3,10}(?![\w.])|(?<![\w-])(?:DECT|ext(?:ension)?\.?|tel(?:efon|éfono)?\.?|phone|durchwahl|poste|mobile|pager|call)[ :]{1,2}(?:\+?\d{1,4}[ -])?[Xx]{3,}(?!\w)|(?<![\d.-]|(?<![+\d])\d{1,3} )(?:\+?0{1,3}[ -])?\(?0{3,}\)?[ -]0{2,}(?:[ -]0{2,}){0,2}(?![\d.])|(?<![\d.-])\+0{1,3}[ -]?0[0 -]*(?![\d.])|(?<![\d.-])(?:\+?1[ -])?123[ -]?456(?:[ -]?789\d?)?(?![\d.])|(?<![\w.])\+\d{1,3} ?(?:\.{3}|…)/,
);

/** An address or channel out of a template; an anchor is none. */
const TEMPLATE =
  /(?<![\w.])(?:firstname\.lastname|first\.last|vorname\.nachname|prenom\.nom|nombre\.apellido|your[._-]?(?:name|team|email)|some(?:one|body)|name|xxx+|tbd|todo|changeme)(?=)@[\w-]+(?:\.\w+)+|(?:^|[\s`]|(?<!\])\()(?=)[#@](?:todo|tbd|xxx+|some(?:one|body)|who(?:ever)?|person|user(?:name)?|handle|your[-_]\w[\w-]*|channel(?:[-_](?:name|tbd|here))?|slack[-_]channel[\w-]*|[\w-]+[-_](?:tbd|todo|xxx+)|name|team[-_]?name|changeme|placeholder)(?=)(?![\w-])/i;

/** "xxx (has left)", "tbd after the move". */
const NOT_YET_NAMED = /^[*_`([\s]*(?:tb[dca]|xxx+)(?![\w-])/i;

/** "TBD", "[Phone]", "+1-xxx-xxx": a form that was never filled in. */
export function isEmptyWay(value: string): boolean {
  const text = value.trim();
  return (
    isUnfilled(text) ||
    (text.length < 60 && NOT_YET_NAMED.test(text)) ||
    NOBODY.test(text) ||
    /^[*_`]*(?:\[[A-Za-z][^\]@]{1,60}\]|<(?!https?:|tel:|mailto:)[A-Za-z][^>@]{1,60}>|\{\{?[A-Za-z ][^}@]{1,60}\}\}?|[[<({]\s*[\])}>])[*_`.]*$/.test(
      text,
    ) ||
    /^[+()\d\s.-]*[xX]{3,}[-xX\d\s.]*$/.test(text) ||
    isCrossed(text) ||
    (text.length < 80 && (OPEN.test(text) || STALE.test(text) || isGone(text)))
  );
}

/** "-", "n/a" or nothing: nobody, unless another cell or word says who. */
export function isWeakWay(value: string): boolean {
  return WEAK.test(value.trim());
}

/** A number or address in which something was left open. */
export function isCrossed(text: string): boolean {
  return (
    (MAY_BE_CROSSED.test(text) && CROSSED.test(text)) || (/[@#]/.test(text) && TEMPLATE.test(text))
  );
}

/** Cheaper than the patterns below, which most lines do not match. */
const MAY_BE_TOLD =
  /tb[dca]|todo|xxx|follow|to be |yet|nobody|no one|unassigned|noch |wird |définir|confirm|nommer|désigner|designar|definir|bepalen|nominare|未定|待定/i;
const MAY_BE_CROSSED = /xx|_{2}|\?{2}|000|123|\.{3}|…|x[ -]x/i;

/** Whether any of what `openWords` looks for may stand in a text. */
export function mayBeOpen(text: string): boolean {
  return MAY_BE_TOLD.test(text) || MAY_BE_CROSSED.test(text) || /[@#[<(]/.test(text);
}

/** The number, address or words in a line of prose that were never filled in. */
export function openWords(text: string): string | undefined {
  const match =
    (MAY_BE_TOLD.test(text) ? TOLD.exec(text) : null) ??
    (MAY_BE_CROSSED.test(text) ? CROSSED.exec(text) : null) ??
    (/[@#]/.test(text) ? TEMPLATE.exec(text) : null) ??
    (/[[<]/.test(text) ? HOLE.exec(text) : null) ??
    (text.includes('(') ? ASIDE.exec(text) : null);
  return match?.[0];
}

/** A word for "not yet" among others, as in "TBD (after the move)". */
const OPEN =
  /(?<![\p{L}\d/._-])(?:TBD|TBC|TBA|TODO|FIXME|XXX+|\?{2,}|to be (?:named|confirmed|announced|decided|defined|hired|assigned|determined|filled)|name to follow|noch (?:offen|zu benennen|unbesetzt)|wird (?:noch )?(?:benannt|nachgereicht)|à (?:définir|confirmer|nommer|désigner)|por (?:definir|confirmar|designar)|a (?:definir|confirmar|designar)|da (?:definire|confermare|nominare)|nog te bepalen|vacant|vakant|not (?:yet )?assigned|nobody yet|no one yet)(?![\p{L}\d/_-])/u;
/** What somebody noted beside a number that no longer holds. */
const STALE =
  /(?<!\])\([^)]{0,30}\b(?:out ?dated|out of date|please (?:update|replace|check|fill)|to (?:be )?(?:updat|replac|verifi|confirm|check)\w*|(?:update|replace|change|fill) (?:me|this|in)|replace(?! (?:them|these|it|the \w+) (?:with|by)\b)|placeholder|left (?:the|us|in|on|at|last|this)|(?:has|have) left|retired|no longer (?:here|valid|works?)|dummy|old number)\b[^)]*\)/i;

/** "Was Ana Ruiz, who has left", and nobody in her place. */
function isGone(text: string): boolean {
  return (
    GONE.test(text) && !/\b(?:now|then|since|instead|successor|replaced|follow\w*)\b/i.test(text)
  );
}

const GONE =
  /^[*_`\s]*(?:was|formerly|previously|used to be)\s|\b(?:has|have) (?:left|retired|moved on)\b|^[*_`\s]*(?:nobody|no one)\b.*\b(?:left|vacant|yet|any ?more)\b/i;
const PERSON =
  '(?:owner|owned|maintained|approved|contact|name|phone|mobile|tel(?:efon|éfono|ephone)?|number(?! of)|DECT|extension|ext|pager|e-?mail|manager|lead|engineer|officer|director|head of \\w+|on-?call|team|desk|deputy|backup|vendor|hotline|escalat\\w+|responsab\\w+|verantwortlich\\w*|zuständig\\w*|vertretung|ansprechpartner\\w*|bereitschaft|astreinte|téléphone|contacto|responsável|contatto|call|ask|page|ring|dial)';
const NOT_YET =
  '(?:TBD|TBC|TBA|TODO|XXX+|to follow|to be (?:named|confirmed|announced|decided|defined|hired|assigned|determined)|nobody yet|no one yet|(?:nobody|no one) (?:right now|at present|at the moment|currently|any ?more|for now)|unassigned(?! \\p{L})|not yet (?:named|assigned|known)|noch (?:offen|zu benennen)|wird (?:noch )?(?:benannt|nachgereicht)|à (?:définir|confirmer|nommer|désigner)|por (?:definir|confirmar|designar)|a (?:definir|confirmar)|da (?:definire|confermare)|nog te bepalen|未定|待定)';
const TOLD = new Wordings(
  new RegExp(
    `(?<![a-zà-ÿ])${PERSON}(?![a-zà-ÿ])[^.;,\\n]{0,30}?[\\s(:*_]${NOT_YET}(?![a-zà-ÿ\\d]|[.]\\w)`,
    'iu',
  ),
);
/** "Call [duty manager's number]". */
const HOLE =
  /\b(?:ask|call|contact|page|phone|ring|dial|notify|inform|e-?mail|mail|wake|reach)(?=)\s(?:the |our )?(?=)[*_`]*(?:\[[^\]\n@]{0,30}\b(?:name|phone|number|person|contact|channel|e-?mail|address|extension|on-?call|manager|lead|team)(?=)\b[^\]\n@]{0,20}\](?![([:])|<[^>\n@/]{0,30}\b(?:name|phone|number|person|contact|channel|e-?mail|extension|manager|lead|team)(?=)\b[^>\n@/]{0,20}>)(?=)(?! (?:in|from|of)(?=) (?:the|your)(?=) (?:command|url|file|config))/i;
const ASIDE = new RegExp(`(?<![a-zà-ÿ])${PERSON}(?![a-zà-ÿ])[^.;\\n]{0,60}?${STALE.source}`, 'iu');
