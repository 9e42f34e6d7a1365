import { builtOnce } from '../text/patternParts';
import { Wordings } from '../text/wordings';

/** A playbook or section that a line of prose sends its reader to by name. */
export interface SentTo {
  readonly name: string;
  /** Offset of the name in the line. */
  readonly at: number;
  /**
   * Such words send to a screen or start a job as well: `marked` asks that the runbook marks the
   * names of its sections so, `alike` that one of them has a word of this name, too.
   */
  readonly only?: 'marked' | 'alike' | undefined;
}

/** A name set apart by marks. */
const MARKED =
  '(?:\\*\\*|__)(?<bold>[^*_\\n]{2,80}?)(?:\\*\\*|__)|(?<![\\p{L}\\d*_])[*_](?<italic>[^*_\\n]{4,80}?)[*_](?![\\p{L}\\d*_])|["“„«‹](?: ?)(?<quoted>[^"“”„«»‹›*\\n]{2,80}?)(?: ?)["“”»›]|`(?<code>\\p{Lu}\\p{Ll}+(?: [\\p{L}\\d-]+){1,7})`';

/** Verbs that send somewhere to read. */
const SENDS =
  'see(?: also)?|(?:steps|instructions|details|commands) (?:are|is) (?:in|under|at)|execute|follow(?:ing)?|refer(?:ring)? to|consult|(?:as )?(?:described|explained|documented|listed|outlined|detailed|set out) (?:in|under|at)|(?:the )?steps (?:in|of|under|from)|(?:proceed|do|continue|act|go on) as (?:in|under)|continue (?:with|at|in)|go (?:on|back) (?:to|with)|proceed (?:with|to)|return to|siehe(?: auch)?|s\\.|vgl\\.|folge[nt]?|weiter (?:mit|bei|unter|in|nach)|fahre[nt]? fort mit|wie (?:in|unter)|voir(?: aussi)?|suivre|suivez|se reporter à|reportez-vous à|passe[rz] à|cf\\.|ver(?: también| também)?|véase|vea|sig[ae]|seguir|consult(?:e|ar|er|ez)|veja|vedi|segui(?:re)?|consulta(?:re)?|zie(?: ook)?|volg|ga (?:verder )?(?:naar|met)|см\\.|смотри(?:те)?|patrz|zobacz|följ';
/** Verbs that a playbook's name may follow as well as a button's. */
const DOES =
  'use|run|execute|perform|start|begin|invoke|trigger|apply|launch|initiate|go to|jump to|skip to|switch to|turn to|move (?:on )?to|hand over to|work through|per|start with|führe|starte?n?|nutze|lance[rz]|exécute[rz]|ejecut[ae]r?|execut[ae]r?|avvia(?:re)?|esegui(?:re)?|start|voer';
const NOUN =
  'playbook|runbook|procedures?|section|scenario|checklist|chapter|process|instructions|guide|(?:Abschnitt|Kapitel|Ablauf|Verfahren|Anleitung|Prozedur|Runbook|Playbook)|procédure|rubrique|fiche|chapitre|procedimiento|sección|apartado|guía|procedimento|se[cç]ção|seção|roteiro|procedura|sezione|sectie|hoofdstuk|draaiboek|раздел\\p{L}?|инструкци\\p{L}|rozdział';
const ARTICLE =
  "(?:the |our |this |that |den |der |die |das |dem |la |le |les |el |los |o |a |os |il |lo |l[’']|het |de )?";
const BETWEEN = `${ARTICLE}(?:section (?:on|about|called|named) |steps? (?:in|of|under) |page |à )?`;

/** What a verb without a noun may be followed by when it sends to a screen, not to a section. */
const SCREEN = new Wordings(
  /^[^\p{L}\d,;]{0,3}(?:tab|pages?|menu|buttons?|dashboards?|panels?|output|columns?|fields?|logs?|screen|view|channel|wiki|graphs?|charts?|metrics?|alerts?|rows?|tables?|message|error|status|events?|flag|options?|settings?|mailbox|list|folder|ticket|dialog|wizard|app\b|team|[→>›»]|on (?:the|a)\b|in (?:the|a|our|your|\p{Lu})|of (?:the|a|our|your|\p{Lu})|at https?|from (?:the|a)\b|by \p{Lu}|documentation|docs|UI\b|\()/u,
);

/** Words right before a place, read backwards from it. */
const before = (words: string): RegExp => new RegExp(builtOnce(`(?<=(?<before>${words}))`), 'iuy');
/** Words right behind a place. */
const behind = (words: string): RegExp => new RegExp(builtOnce(words), 'iuy');

/** Of another book than these: "in this folder" is here. */
const ELSEWHERE =
  '(?! (?:of|in) (?!(?:this|the same) (?:folder|directory|repository|repo|wiki|set|collection|book)(?!\\p{L})))';
const HERE = behind(ELSEWHERE);

/** What makes a name one to follow, whatever it is called: words before it and behind it. */
const WITH_NOUN: readonly (readonly [RegExp | undefined, RegExp])[] = [
  [
    before(`(?<![\\p{L}\\d])(?:${SENDS}|${DOES}) ${BETWEEN}`),
    behind(` (?:${NOUN})(?!\\p{L})${ELSEWHERE}`),
  ],
  [
    before(`(?<![\\p{L}\\d])(?:${SENDS}|${DOES}) ${BETWEEN}(?:${NOUN}) (?:on |called |named )?`),
    HERE,
  ],
  [
    before(`(?:${NOUN}) `),
    behind(
      ' (?:aus(?:führen|zuführen)|durchführen|folgen|befolgen|anwenden|nutzen|starten|abarbeiten|uitvoeren|volgen)(?!\\p{L})',
    ),
  ],
  [
    before(
      '(?<![\\p{L}\\d])(?:in|of|from|under|per|by|as in|told in) (?:the |our )(?:section|playbook|runbook|procedure|chapter) (?:on |called |named )?',
    ),
    HERE,
  ],
  [
    before(
      '(?:^\\W*(?:procedure|Ablauf|procédure|procedimiento|procedimento|procedura)s?: |(?<![\\p{L}\\d])(?:playbook|runbook|Ablauf|Prozedur|Abschnitt|Kapitel|procédure|rubrique|procedimiento|apartado|procedimento|procedura|sezione|hoofdstuk|draaiboek)(?:s?:)? (?:on |called |named |pour |für |para |per |voor )?)',
    ),
    HERE,
  ],
  [
    undefined,
    behind(
      ' (?:(?:playbook|runbook)(?![\\p{L}-])(?! (?:of|in|for|format|repository|template|author|owner))|(?:section|procedure|checklist|chapter|scenario) (?:applies|is (?:next|meant)|tells|covers|describes|explains|helps)\\b)',
    ),
  ],
];
const SENT = before(`(?<![\\p{L}\\d])(?:${SENDS}) ${BETWEEN}`);
const ANY_MARKED = new RegExp(MARKED, 'gu');
const NEARBY = behind(
  ',? \\(?(?:see )?(?:below|above|further (?:down|up)|weiter unten|weiter oben|ci-dessous|ci-dessus|más abajo|abaixo|sotto|hieronder)(?!\\p{L}|\\s+\\d)',
);
/** Names that only their capitals set apart. */
const CAPITALS: readonly RegExp[] = [
  /\b(?:[Ss]ee|[Ff]ollow|[Rr]un|[Uu]se|[Ee]xecute|[Ss]tart|[Tt]rigger|[Ii]nvoke|[Cc]onsult) the (?<name>[A-Z][\p{L}\d-]+(?: (?!playbook|runbook)[\p{L}\d/-]+){1,6}) (?:playbook|runbook|scenario)\b(?! (?:of|in|on|at|from)\b)/gu,
  /\b(?:[Ss]ee|[Ii]n|[Uu]nder|[Ff]ollow|[Tt]o) the (?<name>[A-Z][\p{L}\d/-]*(?: (?:(?:of|the|and|to|for|a|in) )?[A-Z\d][\p{L}\d/-]*){1,6}) (?:section|playbook|runbook|procedure)\b(?! (?:of|in|on|at|from)\b)/gu,
  /\b[Ss]ee (?<name>[A-Z][\p{L}\d/-]*(?: (?:(?:of|the|and|to|for|a) )?[A-Z\d][\p{L}\d/-]*){1,6}),? (?:below|above)\b/gu,
];
const EAST: readonly RegExp[] = [
  /[「『](?<name>[^」』\n]{2,40})[」』](?:の?(?:手順書?|節|セクション|章|項|ページ|プレイブック|ランブック))?(?:を|に|へ)(?:参照|見|進|従|実|ご覧|確認)/gu,
  /(?:参见|参照|参考|请看|见|按照|执行|遵循|详见)\s?[「『“"《](?<name>[^」』”"》\n]{2,40})[」』”"》]/gu,
];

const MAY_SEND =
  /see |execute|ühren|folgen|wenden|nutzen|starten|voeren|volgen|follow|refer|consult|described|explained|documented|listed|outlined|detailed|set out|steps |proceed|continue|go |return to|iehe |s\. |vgl|olge|eiter |wie |oir |suiv|report|passe|cf\.|ver |véase|vea |sig[ae]|seguir|veja|edi |segui|zie |olg |ga |см\.|смотри|patrz|zobacz|följ|playbook|runbook|procedure|section|scenario|checklist|chapter|ablauf|prozedur|abschnitt|kapitel|proc[eé]d|rubrique|apartado|sezione|hoofdstuk|draaiboek|below|above|unten|oben|dessous|dessus|abajo|abaixo|sotto|hieronder|参|见|照|看|を|に|へ|执行|遵循/i;

/** What opens a name that is set apart. */
const MARK = /\*\*|__|(?<![\p{L}\d*_])[*_](?=\p{L})|["“„«‹]|`\p{Lu}\p{Ll}/u;

/** Verbs that go somewhere, be it a section or a screen. */
const GOES =
  '(?:go|jump|skip|switch|move|turn|change|proceed|head|branch)(?: on| over| back| straight| directly| right)? to|hand over to|work through|start (?:over )?with|per|as (?:in|for|with|under)|(?:geh|gehe|gehen|wechsel[en]?|spring[et]?|springen)(?: sie)? (?:zu|zum|zur|nach)|aller à|allez à|ir a|ve a|vaya a|vai a|andare a|vá para|ir para|ga naar|gå till|переход\\p{L}+ к';
const GOING = before(`(?:(?<![\\p{L}\\d])(?:${GOES}) ${BETWEEN}|(?:→|->|=>|⇒)\\s*)`);
const DOING = before(`(?<![\\p{L}\\d])(?:${DOES}) ${ARTICLE}`);
const MAY_GO =
  /(?:[ot]|with|through|per|in|for|under|use|un|orm|art|gin|oke|ger|ply|nch|iate|cute|zu[mr]?|nach|à|a|para|naar|till|к|en?|ia|ar|er|e) (?:the |our |this |der |die |das |la |le |el |il |o |de |het )?(?:\*|_|"|“|„|«)|[→⇒]|[-=]>/;
/** What joins another name to one that was sent to. */
const JOINS =
  /(?:[,;/&(]|(?<![a-zà-ɏа-я])(?:and|or|to|with|else|otherwise|und|oder|zu|zum|zur|mit|sonst|et|ou|à|y|o|a|e|en|of|naar|para)|[,;] (?:(?:and|or|und|oder|et|ou|y|o|e) )?(?:for|on|with|in case of|if|when|bei|für|wenn|pour|si|para|per|se|voor|bij|als) (?:[\p{L}'’-]+ ){1,5})\s*$/iu;
/** Names that screens have. */
const OF_SCREEN =
  /\b(?:pages?|tabs?|menus?|settings|console|dashboards?|buttons?|screens?|panels?|portal|accounts?|users?|groups|logs?|boards?|app|wizard|view|list|options?|center|centre|manager|explorer|editor|inbox|monitor|metrics|services|overview|configuration|administration|management|policies|roles|keys|queue|calendar|wiki|channel|team|desk)$/i;

/** A name in marks. */
interface Marked {
  readonly name: string;
  /** Where the marks begin and end, and the name in them begins. */
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

function markedIn(line: string): readonly Marked[] {
  return [...line.matchAll(ANY_MARKED)].map((match) => {
    const name = nameIn(match);
    const start = match.index;
    return { name, start, end: start + match[0].length, at: start + match[0].indexOf(name) };
  });
}

/** What a pattern of `before` or `behind` finds at a place. */
function standsAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

/** Names behind words that send elsewhere as well, and those joined to a name that is sent to. */
function namesPerhaps(
  line: string,
  marked: readonly Marked[],
  sent: readonly SentTo[],
): readonly SentTo[] {
  const found: SentTo[] = [];
  const add = ({ name, at, end }: Marked, only: SentTo['only']): void => {
    if (!isTitle(name) || OF_SCREEN.test(name) || SCREEN.test(line.slice(end))) return;
    if ([...sent, ...found].some((other) => other.name === name)) return;
    found.push({ name, at, only });
  };
  if (MAY_GO.test(line)) {
    for (const mark of marked)
      if (standsAt(GOING, line, mark.start) !== null)
        add(mark, isSentence(mark.name) ? undefined : 'marked');
    for (const mark of marked) if (standsAt(DOING, line, mark.start) !== null) add(mark, 'alike');
  }
  const first = [...sent, ...found].sort((a, b) => a.at - b.at)[0];
  if (first === undefined) return found;
  const from = first.at + first.name.length;
  for (const mark of marked) {
    if (mark.start <= from) continue;
    if (/[.!?](?:["“”*_)]*)\s/.test(line.slice(from, mark.start))) break;
    if (JOINS.test(line.slice(Math.max(from, mark.start - 60), mark.start))) add(mark, 'marked');
  }
  return found;
}

/** "Bad record at the head": of more words than a screen has in its name. */
function isSentence(name: string): boolean {
  const words = name.split(' ');
  return words.length > 3 && words.slice(1).filter((word) => /^\p{Ll}/u.test(word)).length > 2;
}

/** The names that a line of prose sends its reader to, links blanked out beforehand. */
export function namesSentTo(line: string): readonly SentTo[] {
  if (line.length > 2000 || !(MAY_SEND.test(line) || MAY_GO.test(line))) return [];
  const found: SentTo[] = [];
  const add = (name: string, at: number): void => {
    if (name !== '' && !found.some((other) => other.name === name)) found.push({ name, at });
  };
  const marked = MARK.test(line) ? markedIn(line) : [];
  for (const mark of marked) if (isName(mark.name) && isOfNoun(line, mark)) add(mark.name, mark.at);
  const capital = /below|above|playbook|runbook|scenario|section|procedure/.test(line);
  const east = /[「『《“"]/.test(line) && /[\u3040-\u9fff]/.test(line);
  for (const pattern of [...(capital ? CAPITALS : []), ...(east ? EAST : [])])
    for (const match of line.matchAll(pattern)) {
      const name = nameIn(match);
      if (isName(name)) add(name, match.index + match[0].indexOf(name));
    }
  if (marked.length === 0) return found;
  const isKey = /^\W*(?:playbooks?|runbooks?|ablauf|procédure|procedimiento)\s?[:：]/iu.test(line);
  for (const mark of marked)
    if (isTitle(mark.name) && (isKey || isSent(line, mark))) add(mark.name, mark.at);
  for (const mark of marked)
    if (isTitle(mark.name) && standsAt(NEARBY, line, mark.end) !== null) add(mark.name, mark.at);
  return [...found, ...namesPerhaps(line, marked, found)];
}

/** "The **Name** playbook applies", "in the section **Name**". */
function isOfNoun(line: string, { start, end }: Marked): boolean {
  return WITH_NOUN.some(
    ([words, after]) =>
      (words === undefined || standsAt(words, line, start) !== null) &&
      standsAt(after, line, end) !== null,
  );
}

/** "Go on with **Name**". */
function isSent(line: string, { start, end }: Marked): boolean {
  const words = standsAt(SENT, line, start)?.groups?.['before'];
  if (words === undefined || SCREEN.test(line.slice(end))) return false;
  const lead = line.slice(0, start - words.length);
  // In quotes it is what somebody wrote elsewhere.
  return !/[“"„«]\s*$/.test(lead) && !isSeen(lead, words);
}

/** "When you see **Some Words**" tells what is seen, and sends nobody. */
function isSeen(before: string, sends: string): boolean {
  if (!/^(?:see|ver) /i.test(sends)) return false;
  return (
    /\b(?:you|don['’]t|not|can|will|should|to|we|must|may|might|they|who|I|people|everybody) $/i.test(
      before,
    ) ||
    // "Players see": the beginning of a sentence is who sees it.
    /(?:^|[.!?:;,]\s+|\b(?:when|if|and|that) )(?:(?:the|our|some|all|many|most|several|few|these) )?(?:\p{L}+ )?(?!details|steps|notes|instructions|thanks|comments|examples)\p{L}{2,}s(?: (?:still|now|only|often|also|may|then))? $/iu.test(
      before,
    )
  );
}

function nameIn({ groups }: RegExpMatchArray): string {
  const { bold, italic, quoted, code, name } = groups ?? {};
  return (bold ?? italic ?? quoted ?? code ?? name ?? '').trim();
}

/** Not a command, a path, a key or a hole. */
function isName(name: string): boolean {
  return /\p{L}{2}/u.test(name) && !/[=<>{}\\$|→>]|\/\S*\/|^[^\p{L}\p{N}]|\.\w{1,4}$/u.test(name);
}

/** Of several words, and begun like a heading: one word alone may be a button or a column. */
function isTitle(name: string): boolean {
  if (!isName(name) || /[:.!?…]$/.test(name)) return false;
  if (
    /^(?:figure|table|note|example|listing|output|step|appendix|warning|caution|important|tip|rfc|cve|http)\b/i.test(
      name,
    )
  )
    return false;
  const words = name.split(/[\s-]+/).filter((word) => /\p{L}/u.test(word));
  return words.length > 1 && /^(?:\d+[.)]? )?(?!\p{Ll})\p{L}/u.test(name);
}
