import { mayBeForeign } from '../../text/foreign';
import { unwrapped } from '../../text/unwrapped';
import { Wordings } from '../../text/wordings';

/** Words that warn, or tell of a way back, wherever they stand before the command. */
const STOPS = new Wordings(
  /\b(?:warning|caution|danger(?:ous)?|careful(?:ly)?|irreversibl[ey]|can ?not be undone|destructive|data loss|backed up|dump(?:ed)? (?:it|them|the|first|is|to)|double[- ]check|approv(?:als?|ed)|sign[- ]off|asks (?:before|you|for (?:an? |the |your |each|every|confirm\w*|yes))|before the next (?:command|step|line)|before (?:you (?:delete|remove|drop|run|do|go|start|continue|purge|wipe|empty|destroy|press|touch|type|restore|truncate|begin|stop|take|let)|running|doing|deleting|restoring|removing|dropping)|safe(?:ly)? to|safely (?:delete|remove|drop|stop|discard)|no longer (?:needed|used|in use|required|desired|wanted)|(?:not|isn't) (?:currently )?in use|(?:not|isn['’]t|aren['’]t) (?:needed|used|read|wanted|required) (?:by \w+ )?(?:any ?more|any longer)|be aware|beware|at your own risk|permanently|will (?:delete|remove|drop|wipe|destroy|lose|be (?:lost|deleted|removed))|(?<!\b(?:that|which|job) )(?:deletes|wipes|destroys|removes all)|can ?not be (?:recovered|restored)|(?<!\b(?:nothing|none|no \w+) (?:\w+ )?)(?:are|is) lost|point of no return|do not (?:run|do|use) (?:this|it)|never (?:run|do|use) (?:this|it)|not reversible|gone for good|for good|stop (?:here |there )?(?:if|when|unless)|four[- ]eyes|second person|two people)\b|\*\*important|\[!(?:warning|caution|important)\]|:::\s*(?:warning|danger)|⚠|🛑|❗/i,
);

/** Somebody makes a copy, has one, or looks whether there is one; to speak of copies warns nobody. */
const KEEPS = new Wordings(
  /\b(?:(?:take|takes|taking|took|make|makes|making|made|create|creates|created|do|does|run|runs|start|write|keep|keeps|have|has|having|need|needs|wait for|verify|verif\w+|check|checks|confirm|ensure|make sure|sure|without|after|from|with|only|store|save|find|there (?:is|must be|should be)|last night['’]s|today['’]s|the nightly|a fresh|a recent|a full|a new|its own) (?:[\w'’-]+ ){0,4}?(?<!\b(?:old|stale|expired|outdated|many|these|those|base) )(?:back-?ups?|snapshots?|dumps?|exports?)(?! (?:volume|disk|host|server|directory|folder|bucket|share|system|site|user)s?\b)|(?:back-?ups?|snapshots?|dumps?|cop(?:y|ies)|exports?) (?:\w+ ){0,3}?(?:first|before|beforehand|exists?|is (?:there|fresh|made|taken|good|done|complete|recent|kept|enough|green|younger)|was (?:taken|made|written)|has (?:run|finished|been)|from (?:today|last night|this morning)|succeeded|at hand)|(?:first|before(?!-))[^.;\n]{0,40}\b(?:back-?up|snapshot|dump|export|copy)\b|(?:newest|latest|last|previous) (?:saved|good|known good|intact|complete) \w+|back-?up first|snapshot first|cop(?:y|ies) (?:it|them|the \w+|everything) (?:away|aside|first|elsewhere)|(?:saved?|keep|keeps|kept|moved?|put) (?:\w+ ){0,4}(?:aside|first|as well|away|elsewhere)|set aside|(?:pre|safety)[- ]?(?:back-?up|snapshot|copy))\b/i,
);
/** A heading that is only about keeping a copy. */
const KEEPS_TITLE =
  /^(?:\d+[.)]? |step \d+[:.]? )?(?=)(?:(?:take|make|create|run)(?=) (?:an? |the )?)?(?=)(?:back-?ups?|snapshots?|back up [\w ]{2,30})(?=)(?: first)?(?=)$/i;

/** Words that ask to make sure: of what follows at once, or of something else. */
const ASKS = new Wordings(
  /\b(?:mak(?:e|es|ing) (?:\w+ )?sure|ensure|confirm(?:ed|ation|s)?(?! (?:it|this)\b)|(?<=(?:^|[.,;:] |\b(?:and|then|please|must|should) ))confirm|verif(?:y|ied|ies)|check(?:ed)? (?:that|whether|if|the)|(?<!\b(?:no|without) )downtime|only (?:if|when|after|do|once|for|with|by)|if (?:needed|required|necessary|suspected|you are sure)|if you (?:need|want|have) to|when (?:appropriate|needed|necessary)|ask (?:in|the|them|whoever|first|around|its|your)|agree[ds]?|with the consent|after (?:the |an? )?(?:ok|agreement|approval))\b/i,
);

/** Care for what is lost: who agrees, when it is done, who needs it still, that it stays lost. */
const CARES = new Wordings(
  /\b(?:(?:nobody|no[ -]one|nothing|none) (?:\w+ ){0,2}(?:uses?|needs?)|(?:if|when|once|until|sure|sure that) (?:nobody|no[ -]one|nothing|none) (?:\w+ ){0,2}(?:reads?|writes?|depends|refers|points|misses|missed|complain(?:s|ed)|asked)|colleague|witness(?:es)?|second (?:pair|signature|operator|admin)|someone else|somebody else|two of (?:us|you)|countersign\w*|(?:maintenance|change) window|outside (?:of )?(?:office|business|working) hours|the owner (?:\w+ )?(?:agree|say|confirm|approv|know)\w*|(?:owner|lead) on the call|(?:yes|ok|okay|word|consent|signature|go-ahead) (?:from|of|by) the|can(?:not|['’]t) be (?:undeleted|brought back|got back|had back|reversed|taken back|rolled back)|(?<!\b(?:that|which|who|if (?:it|they)|when (?:it|they)) |\b(?:broken|dead|failed|down|defective|destroyed|damaged|gone|lost) and )(?:do|does|will|did) not come back|no (?:way back|undo|going back)|nothing brings|(?<!\b(?:keeps?|kept|holds?|held|stays?|grows?|runs?|waits?|hangs?|piles?) (?:\S+ ){0,3})for ?ever|never (?:on|in) (?:the )?(?:live|prod\w*|main)|stop here (?:if|when)|(?:if|when) in doubt|count (?:them|it|the \w+)? ?first|read the (?:name|list|output|prefix)\b[^.\n]{0,30}\b(?:first|twice|aloud|with)|(?:has|have) been (?:moved|copied|archived|exported|saved|verified|migrated)|(?:signed|logged|thrown) out)\b/i,
);
const CARES_ABROAD = new Wordings(
  /(?<![a-zà-ɏа-я])(?:(?:lässt|lassen) sich nicht (?:mehr )?(?:zurück|wieder|rück)\p{L}*|nicht (?:mehr )?(?:wiederherstell|zurück)\p{L}*|wartungsfenster\p{L}*|absprache|abgesprochen|abgestimmt|rücksprache|zustimmung|einverständnis|genehmig\p{L}*|vier[ -]augen|niemand (?:\p{L}+ ){0,3}(?:benutzt|nutzt|braucht|verwendet|benötigt)|(?:niemand|nicht) (?:\p{L}+ ){0,3}mehr (?:gebraucht|benötigt|benutzt|verwendet)|niemand benutzt|(?:laut|erst|vorher|zuvor) (?:\p{L}+ ){0,3}(?:fragen|exportieren|sichern|kopieren|zählen|abstimmen)|niemals|nie (?:auf|in|im)|danach weg|revenir en arrière|retour impossible|fenêtre de maintenance|(?:l['’]|d['’])?accord (?:du|de|des|écrit)|(?:exporter|compter|copier) d['’]abord|d['’]abord (?:exporter|compter|copier)|personne (?:ne |n['’])\p{L}+|plus utilisée?s?|jamais (?:en|sur)|quatre yeux|vuelta atrás|no se recupera\p{L}*|ventana de mantenimiento|visto bueno|aprobación|autoriza\p{L}*|nadie (?:\p{L}+ ){0,2}(?:usa|utiliza|necesita)|ya no se (?:usa|utiliza|necesita)\p{L}*|nunca en|primero (?:exportar|contar|copiar)|cuatro ojos)(?![a-zà-ɏа-я])/iu,
);

/** What is made sure of has nothing to do with what is lost. */
const OF_ELSE =
  /\b(?:installed|vpn|logged in|log(?:ging)?(?=) in|have access|has access|for (?:access|rights|permissions?|a login|the password)|credentials|your permissions?|dashboards?|alert|page[rd]?|graphs?|green|reachable|answers|on[- ]call|channel|ticket)(?=)\b/i;

/** The same in other languages. */
const ABROAD = new Wordings(
  /(?<![a-zà-ɏа-я])(?:achtung|warnung|warnhinweis|vorsicht|gefahr|unwiderruflich|unumkehrbar|endgültig|datenverlust|(?:daten)?sicherung|gesichert|freigabe|rückgängig|gehen verloren|attention|avertissement|prudence|irréversible|définiti(?:f|ve)(?:ment)?|sauvegard\p{L}*|perte de données|perdues?|atención|advertencia|cuidado|peligro|precaución|irreversible|copia de seguridad|respaldo|no se puede deshacer|se pierden?|atenção|aviso|perigo|irreversível|cópia de segurança|attenzione|avviso|pericolo|irreversibile|waarschuwing|let op|gevaar|onomkeerbaar|onherroepelijk|uwaga|ostrzeżenie|nieodwracaln\p{L}*|kopi[aę] zapasow\p{L}*|внимание|осторожно|необратим\p{L}*|резервн\p{L}*|varning|advarsel)(?![a-zà-ɏа-я])|注意|警告|危険|危险|元に戻せ|取り消せ|戻せます|バックアップ|承認|不可逆|无法恢复|备份|주의|경고|백업/iu,
);
const ASKS_ABROAD = new Wordings(
  /(?<![a-zà-ɏа-я])(?:sicherstellen|stellen? sie sicher|vergewissern|nur,? (?:wenn|mit|nach|falls|im)|erst,? (?:wenn|nach|nachdem)|bestätig\p{L}*|assurez|s'assurer|vérifi(?:er|ez|é)|confirm\p{L}*|valider|(?:uniquement|seulement) (?:si|quand|lorsque|après|avec)|aseg[uú]r\p{L}*|verifi(?:car|que|ca)|s[oó]lo (?:si|cuando|después|con)|certifi(?:que|car)|só (?:se|depois)|assicura\p{L}*|conferm\p{L}*|bevestig\p{L}*|убедитесь)(?![a-zà-ɏа-я])|確認して|确认|확인/iu,
);

/**
 * Whether a text makes its reader stop before what follows, in this section or the next step. Where
 * copies are what goes, that copies are kept is no care for them.
 */
export function stopsReader(lines: string, ofCopies = false): boolean {
  const text = unwrapped(lines);
  return (
    STOPS.test(text) ||
    (!ofCopies && KEEPS.test(text)) ||
    KEEPS_TITLE.test(text.trim()) ||
    (mayBeForeign(text) && ABROAD.test(text))
  );
}

/** Whether the words right above a command ask to make sure of something that concerns it. */
export function asksReader(text: string): boolean {
  return unwrapped(text)
    .split(/(?<=[.;!?])\s|\n/)
    .some(
      (sentence) =>
        CARES.test(sentence) ||
        (mayBeForeign(sentence) && CARES_ABROAD.test(sentence)) ||
        ((ASKS.test(sentence) || (mayBeForeign(sentence) && ASKS_ABROAD.test(sentence))) &&
          !OF_ELSE.test(sentence) &&
          !isNeed(sentence) &&
          !asksForWork(sentence)),
    );
}

/** "Ask DNS to drop the record": what others are to do elsewhere asks nobody about what goes here. */
export function asksForWork(sentence: string): boolean {
  return ASKS_FOR_WORK.test(sentence);
}

const ASKS_FOR_WORK = new Wordings(
  /\bask (?:\S+ ){1,6}?to (?:also |then |please )?(?:drop|delete|remove|add|open|create|send|order|replace|change|update|restart|grant|mount|register|unregister|rename|install|deploy|renew|revoke|swap)\b/i,
);

/** "Only if the disk is full": what brings the reader here, and no care for what goes. */
export function isNeed(sentence: string): boolean {
  return NEED.test(sentence) && !BESIDES.test(sentence);
}

const NEED = new Wordings(
  /\bonly (?:if|when|once|where|as long as)\b[^.;,]*\b(?:full|no (?:more )?(?:space|room|memory)(?: left)?|(?:no|not enough|too little) (?:free )?(?:space|room|memory)|short of|low on|(?:does|did|do) not help|(?:doesn|didn|don)['’]t help|still (?:down|failing|fails|broken|stuck|hangs?|slow)|(?:is|are|gets?) (?:stuck|broken|hanging|slow)|nothing else (?:helps?|works?|helped|worked))\b/i,
);

const BESIDES =
  /\band (?:only )?(?:if|when|after|with|the|no|nobody|a)\b|\bask|\bagree|\bapprov|\bowner|\bback-?up|\bcop(?:y|ies)\b|\bconfirm/i;

/** "Back-out", "Roll back, if it went wrong:": what stands there is run after a failure. */
export function namesWayBack(title: string): boolean {
  const words = withoutPlaces(title);
  return NAMES_WAY_BACK.test(words) || ASKS_BACK.test(words);
}

/** A text without what goes back to somebody or onto a list, and brings nothing back. */
export function withoutPlaces(text: string): string {
  return text.includes('back') ? text.replace(BACK_TO, '') : text;
}

const BACK_TO =
  /\bback (?:to|in|into|on)(?=) (?:the |our |its )(?=)(?:provider|vendor|supplier|lessor|manufacturer|shop|store|shelf|monitoring|ticket|schedule|sheet|list)(?=)\b/gi;

/** "Q: How do I go back?", "And if they come back?", "Changed your mind?" */
const ASKS_BACK =
  /\b(?:chang\w+ (?:your|their|his|her|our)(?=) minds?|second thoughts|(?:delet|remov|dropp|eras|purg|wip|empti|clear|destroy)(?=)ed the wrong \w+)(?=)\b\W*$|\b(?:go|get|come|bring|put|fetch|had?|have|want|roll|take)(?=)s?\b[^?\n]{0,40}\bback\b[^?\n]{0,20}\?\W*$/i;

const NAMES_WAY_BACK = new Wordings(
  /^[\s#>*_+-]*(?:\d+(?:\.\d+)*[.)]? )?(?:\p{L}+ ?\d+[:.] )?[*_]*(?:the |to )?(?:roll(?:ing)?[- ]?back|back(?:ing)?[- ]?out|fall-?back|reversal|reversing|reinstat\p{L}*|way back|back(?= to\b| again\b)|go(?:ing)? back|undo|(?:how to )?(?:put|get|bring|give|take|go)(?:t?ing)? (?:\p{L}+ ){0,4}back|revert|if (?:it|this|that|the \p{L}+) (?:goes wrong|went wrong|fails|was wrong|was a mistake)|rückweg|zurück\p{L}*|rückgängig|retour(?: en)? arrière|revenir en arrière|annuler|marcha atrás|vuelta atrás|deshacer|revertir|reversión|ripristino|terugdraaien)(?![a-zà-ɏа-я])/iu,
);
