import { Wordings } from '../text/wordings';
import { isEvaluating } from './evaluations';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that anybody reads as he likes. */
const VAGUE = set(`
  normal normally fine good ok okay okey well right correct correctly usual usually expected healthy
  happy reasonable reasonably sane sensible plausible acceptable nominal unusual weird strange odd
  better recovers recover improves improve improving
  suspicious wrong bad abnormal works work working intended properly clean nice great stable alright
  satisfactory decent appropriate proper before always sound smoothly problems problem issues trouble
  gut ordnung läuft laufen funktioniert funktionieren passt passen üblich übliche üblichen unauffällig
  sauber richtig korrekt plausibel stimmen stimmt geht gehen normale normales erwartet immer problemlos auffällig
  auffälliges auffälligkeiten vernünftig
  bien bon bonne bons normale normalement correctement fonctionne fonctionner fonctionnent habitude marche
  marcher marchent raisonnable cohérent anormal prévu
  normalmente correcto correcta correctamente funciona funcionar funcionan habitual razonable siempre raro
  certo bem correto correta corretamente direito esperado razoável
  bene corretto corretta correttamente funziona funzionare funzionano solito posto regolare
  goed normaal werkt werken gewoon juist orde
  dobrze normalnie działa działać poprawnie bra fungerar`);

/** Words of degree, which say nothing without a number. */
const DEGREE = set(`
  low lower high higher small smaller big large larger few many several some lot lots plenty enough sufficient
  little much more less quick quickly quicker fast faster slow slower short shorter long longer similar
  similarly roughly approximately about around fresh recent recently full empty-ish free early late soon close near
  too very rather quite pretty fairly somewhat promising comfortable comfortably tolerable bearable moderate
  surprise surprises alarming complaint complaints sense usable responsive snappy consistent steady calm quiet
  niedrig niedrige hoch hohe gering geringe klein kleine genug genügend ausreichend schnell langsam ähnlich ungefähr viel
  wenig wenige einige zügig kurz lang aktuell
  faible élevé petit petite grand grande assez suffisant suffisamment peu beaucoup plusieurs rapide rapidement
  bajo baja alto alta pequeño pequeña suficiente poco pocos mucho muchos varios rápido rápida rápidamente parecido
  baixo baixa pequeno pequena poucos muitos vários
  basso bassa piccolo piccola abbastanza pochi molti veloce
  laag hoog klein genoeg weinig veel snel`);

/** Words that say nothing of what comes out. */
const FILLER = set(`
  a an the this that these those it its they there here is are be been was were as like in of to for and or
  so then now again all everything every anything nothing none no not any some same something thing things
  number numbers amount count counts level levels range size time times quantity figure figures behave behaves behaving
  zahl anzahl menge nombre número numero cantidad getal aantal
  output outputs result results value values command commands response status state answer log logs line lines
  service system node nodes process pods pod app application should must shall will would can need needs have has
  look looks looking seem seems appear appears see shows show run runs running return returns give gives
  afterwards afterward load loads open opens respond responds start starts come comes
  expect expected check verify confirm ensure make sure whether if whatever more less mostly basically just
  everybody everyone somebody someone anybody thing things people
  still up saw last time day make made makes you we your our usual with without out at back
  es das der die den dem alles alle nichts kein keine keinen soll sollte sollten sollen muss müssen wird sein ist sind
  sieht sehen aus wie dienst dienste ausgabe ergebnis befehl prüfen dass und wert werte wieder
  le la les l un une tout tous toutes rien aucun aucune doit doivent devrait devraient être est sont va vont semble
  paraître paraît comme d service sortie résultat commande valeur valeurs et que vérifier pas de
  el lo los las uno todo todos todas nada ningún ninguna debe deben debería deberían ser estar está están se ve ven
  parece parecer va van como servicio salida resultado valores que y de sin
  o os as um uma tudo nenhum deve devem deveria estar está estão parecer serviço saída e que sem
  il i gli tutto tutti niente nessun deve devono dovrebbe essere è sono sembra sembrare va come al servizio uscita che
  het een alles niets moet moeten zou zijn ziet er uit zoals dienst uitvoer
  wszystko powinno powinien jest być jak allt ska vara`);

/** A clause that only says that all is well: no name, number or word to look for. */
export function isVague(text: string): boolean {
  const clause = text.replace(A_WHILE, '');
  if (/[\d`"„“<>=|/\\]/.test(clause) || EXACT.test(clause)) return false;
  // "The recap looks good": of whatever it is, only that it is well.
  const predicate = (PREDICATE.exec(clause) ?? STATE.exec(clause))?.[1];
  if (predicate !== undefined && predicate !== clause && isVague(predicate)) return true;
  if (
    /^\W*(?:正常|問題な|异常なし|異常なし|没问题|一切正常|문제 ?없|정상)/u.test(clause) &&
    clause.length < 24
  )
    return true;
  const words = clause.toLowerCase().match(/\p{L}+/gu) ?? [];
  return (
    words.length > 0 &&
    words.length < 16 &&
    words.some((word) => VAGUE.has(word)) &&
    words.every((word) => VAGUE.has(word) || FILLER.has(word))
  );
}

/** How long it takes, in words that no clock can read. */
const A_WHILE =
  /\b(?:after|within|in)(?=) (?:a |an |some |a few |a little |a short )?(?=)(?:seconds?|minutes?|while|moments?|bit|times?|restart|deploy(?:ment)?|step)(?=)\b|\b(?:eventually|shortly|once more|before you (?:close|go on|continue|leave))(?=)\b|\bnach (?:einer Weile|kurzer Zeit|einigen (?:Minuten|Sekunden))(?=)\b/gi;
/** Words that name something to compare with, or an amount. */
const EXACT =
  /\b(?:than|as (?:on|in|told|written|listed)|same (?:as (?:in|on|the|what)(?=) (?!(?:before|usual|always))|[a-z]+ as (?:on|in)(?=) )|equal|exactly|until|whose|which|like the|one|two|three|four|five|six|seven|eight|nine|ten|zero|empty|today)(?=)\b/i;

/** "A low load", "enough free space": a word of degree or of taste about one thing or two. */
function isLoose(clause: string): boolean {
  if (/[\d`"„“<>=|/\\%:]/.test(clause) || EXACT.test(clause)) return false;
  const words = clause.toLowerCase().match(/\p{L}+/gu) ?? [];
  const known = words.filter((word) => VAGUE.has(word) || DEGREE.has(word));
  const unknown = words.filter(
    (word) => !VAGUE.has(word) && !DEGREE.has(word) && !FILLER.has(word),
  );
  return words.length < 14 && known.length > 0 && unknown.length <= (known.length > 1 ? 3 : 2);
}

/** Whether what is written as the expectation leaves open what is right. */
export function isOpen(expectation: string): boolean {
  return (
    isVague(expectation) || isLoose(expectation) || isMood(expectation) || isEvaluating(expectation)
  );
}

/** "Without drama", "behaves itself": how it feels, and not what comes out. */
function isMood(clause: string): boolean {
  return (
    clause.length < 120 &&
    MAY_BE_MOOD.test(clause) &&
    !/[\d`"„“<>=|/\\]/.test(clause) &&
    MOOD.test(clause)
  );
}

const MAY_BE_MOOD =
  /without|behav|should|planned|designed|hoped|wished|wanted|calm|settl|you |-ish|shape|mood|happ|purr|humm|hums|content|ohne|benimmt|benehm|zick|muck|ärger|rund|laune|sans|comporte|tient|sin |comporta|porta|sem |senza|zonder|gedraag|utan|uden/i;
const MOOD = new Wordings(
  new RegExp(
    [
      '(?:with(?:out| no)|free of) (?:any |much |further |undue |a )?(?:drama|fuss|hiccups?|hassle|ado|surprises?|grumbling|moaning|complain(?:ts?|ing)|trouble|bother|pain|excitement|incident|problems?|issues?|difficult(?:y|ies)|ceremony|tantrums?|grief|hitch(?:es)?)',
      '(?:behav(?:es?|ing) (?:itself|themselves|well|nicely|properly|normally|sensibly|decently|as (?:it|they) should)|(?:well|best|good) behaviou?r)',
      '(?:in|into) (?:a )?(?:good|fine|decent|great|reasonable) (?:shape|mood|form|spirits|health)',
      'as (?:it|they|all|everything) should(?=\\W*$)|as (?:planned|designed|hoped|wished|wanted)(?=\\W*$)',
      '(?:is|are|looks?|seems?|keeps?|stays?|be|feels?) (?:happy|content|in a good mood|humming along|purring|at ease|at peace)',
      "(?:calms?|calmed|settles?|settled)(?: down)?|you(?: wi|['’])?(?:ll)? (?:know|notice|recogni[sz]e|tell)|[a-z]+-ish",
      '(?:hums?|purrs?|ticks?|chugs?) (?:along|away|again|nicely|over)',
      'ohne (?:drama|murren|zicken|ärger|probleme|schwierigkeiten|auffälligkeiten|mucken|weiteres|aufregung|theater|zu murren)',
      '(?:benimmt sich|benehmen sich|zickt nicht|zicken nicht|muckt nicht|macht keine? (?:ärger|zicken|mucken|probleme)|(?:läuft|laufen) (?:wieder )?rund|(?:guter|bester) laune)',
      'sans (?:drame|histoires?|soucis?|accrocs?|problèmes?|encombre|difficultés?|surprises?|heurts?)|se (?:comporte|comportent|tient|tiennent) (?:bien|correctement|sagement)',
      '(?:sin|sem) (?:dramas?|sobresaltos|sobressaltos|novedad(?:es)?|novidades|problemas|líos|contratiempos|sorpresas|surpresas|sustos|quejas|queixas)|se (?:comportan?|portan?) (?:bien|correctamente|como)|comporta-se bem',
      'senza (?:drammi|intoppi|problemi|sorprese|difficoltà|storie|capricci)|si comportan?o? (?:bene|correttamente)',
      'zonder (?:drama|gedoe|problemen|morren|moeite|verrassingen)|gedra(?:agt|gen) zich|(?:utan|uden) (?:drama|problem(?:er)?|krångel)',
    ]
      .map((words) => `(?<![a-zà-ÿ])(?:${words})(?![a-zà-ÿ])`)
      .join('|'),
    'i',
  ),
);

/** What is told of a subject of a few words. */
const PREDICATE = new Wordings(
  /^\W*(?:(?:check|verify|confirm|make sure|ensure) (?:that |whether |if )?)?(?:[\p{L}-]+ ){1,5}?((?:looks?|seems?|behaves?|works?|loads?|opens?|responds?|starts?|comes? up|recovers?|improves?|läuft|sieht|fonctionne|funciona|funziona|werkt) ?.*)$/iu,
);

/** "The namespace should be OK": whatever it is, well is all it is said to be. */
const STATE = new Wordings(
  /^\W*(?:[\p{L}-]+ ){1,5}?((?:should be|must be|will be|is|are|be) (?:all |back |up |again |quite |just )*(?:ok|okay|fine|good|well|alright|all right|in order|happy|normal|back to normal|as (?:usual|normal|expected|before))(?: (?:again|now|by then))?)\W*$/iu,
);

/** What is said to come out. */
const LEAD =
  /^[\s*_>-]*(?:(?:→|->|=>|⇒)(?=)\s+|(?:(?:what |how )?(?=)(?:you|we|it)(?=) (?:should|expect)(?=)(?: to)?(?=)(?: see| look)?|expect(?:ed|s|ation)?(?=)(?: (?:output|result|response|value|state|behaviou?r|(?:before|after|once|when|then|here|now|afterwards|at the end)(?=)(?: [a-z]+){0,5}))?|should(?: show| be| print| return| read| say| look like)?|(?:good |wanted |desired )?(?=)result|output|pass(?:es)?(?=)(?: criteri(?:on|a)| when| if)?|success(?: criteri(?:on|a))?|(?:acceptance )?(?=)criteri(?:on|a)|(?:good|green|healthy|ok|done)(?=)(?: when| if)?|target|erwartet(?:e[srn]?)?(?=)(?: (?:ausgabe|ergebnis|zustand))?|erwartung|soll(?:zustand|wert)?|gut|ziel|attendu|résultat(?: attendu)?|sortie attendue|esperado|resultado(?: esperado)?|salida esperada|saída esperada|critère|criterio|critério|atteso|risultato(?: atteso)?|output atteso|verwacht(?: resultaat)?|oczekiwan\p{L}*|förväntat|期待値|期待結果|期待される結果|預期|预期(?:结果|输出)?|예상)(?=)[*_]{0,2}\s*[:：][*_]{0,2}\s*)/iu;
const MODAL =
  /(?<![a-zà-ɏа-я])(?:should|must|shall|(?<=\b(?:check|verify|confirm|ensure|sure) (?:that |whether |if )?[\p{L} -]{2,40})(?:behaves?|works?)|(?<!\b(?:a|the) )looks?|seems?|soll(?:te|ten|en)?|muss|müssen|sieht|doi(?:t|vent)|devrai(?:t|ent)|deben?|deberían?|se ven?|deve(?:m|no)?|deveriam?|dovrebbe(?:ro)?|moet(?:en)?|zou|powin\p{L}+|ska|expect|(?:verify|check|confirm|ensure)(?= (?:that|whether|if|it|all|everything|this)\b))(?![a-zà-ɏа-я])/iu;

/** Words that make a clause the condition of another. */
const CONDITION =
  /^\W*(?:if|when|once|until|unless|while|wenn|falls|sobald|si|quand|cuando|se|quando|als|zodra)\b/i;

/** What a line says after a word that leads to it; undefined when none does. */
export function ledWords(text: string): string | undefined {
  const led = /[:：→⇒>]/.test(text) ? LEAD.exec(text) : null;
  return led === null ? undefined : text.slice(led[0].length);
}

/** Cheaper than `SHOULD`, which most lines do not match. */
const MAY_BE_DUE =
  /should|must|shall|ought|soll|muss|müss|doi|devr|deb|deve|dovr|moet|zou|powin|ska/i;
/** What follows the word that tells what should be. */
const SHOULD =
  /(?<![a-zà-ɏа-я])(?:should|must|shall|ought to|soll(?:te|ten|en)?|muss|müssen|doi(?:t|vent)|devrai(?:t|ent)|deben?|deberían?|deve(?:m|no)?|deveriam?|dovrebbe(?:ro)?|moet(?:en)?|zou|powin\p{L}+|ska)(?![a-zà-ɏа-я])(.*)$/iu;

/** The clause of a text that tells what should come out and says nothing; undefined when none does. */
export function vagueClause(text: string): string | undefined {
  const led = ledWords(text);
  if (led !== undefined) {
    const rest = led.split(/(?<=[.!?;。])\s/, 1)[0] ?? '';
    return isOpen(rest) ? rest.trim() : undefined;
  }
  const [first = ''] = text.split(/(?<=[.!?])\s/, 1);
  const should =
    MAY_BE_DUE.test(first) && !CONDITION.test(first) ? SHOULD.exec(first)?.[1] : undefined;
  if (should !== undefined && isEvaluating(should)) return first.trim();
  const item = /^(?:\[[ xX]\]\s*)?`[^`]+`\s*(?:[:：]|→|->|=>|–|—)\s*([^`]+)$/.exec(text)?.[1];
  if (item !== undefined && isOpen(item)) return item.trim();
  const asks =
    /(?<![a-zà-ɏа-я])(?:check|verify|confirm|ensure|make sure|prüfen?|vérifi\w+|compr\w+|verific\w+)(?![a-zà-ɏа-я])/iu.test(
      text,
    );
  return text
    .split(/(?<=[.!;:,])\s+|\s[–—-]\s|\n|`[^`]*`/)
    .map((clause) => clause.trim())
    .find(
      (clause) =>
        (MODAL.test(clause) || (asks && /^(?:that|whether|if|dass|ob|que|che)\b/i.test(clause))) &&
        (!CONDITION.test(clause) || (asks && /^if\b/i.test(clause))) &&
        (isVague(clause) || isMood(clause)),
    );
}
