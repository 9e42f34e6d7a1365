import { Wordings } from '../text/wordings';

/** A hole in a line of text, by its own characters. */
export interface OpenHole {
  readonly start: number;
  readonly written: string;
  readonly kind: 'template' | 'order' | 'blank' | 'cross';
}

/** What a template puts in: `{{ site }}`, `${site}`, `<%= site %>`, `%(site)s`, `#{site}`. */
const TEMPLATE =
  /\{\{-?\s*(?!(?:site|page|include|config|post|layout|book|theme|content|partial)\.|(?:>?toc|include|children|pagetree|index)\b)[\p{L}_][\p{L}\d_. |()'"-]{0,60}?-?\}\}|\{%-?\s*(?:if|elif|else|endif|for|endfor|set|unless|endunless|block|endblock|macro|case|when|endcase|assign)\b[^%\n]{0,80}%\}|(?<![\\$\w])[$#]\{[A-Za-z_][\w.-]{0,40}\}|<%=?\s*[\w.@]{1,40}\s*%>|%\([A-Za-z_]\w{0,40}\)[sd]/gu;

/** Verbs with which a template tells its author what to write, and words for the place. */
const ORDERS =
  '(?:insert|add|fill ?in|fill out|enter|describe|put|type in|specify|provide|complete|write|mention|state|replace|update)(?: |$)|.{1,50} (?:here|goes here)$|your .{2,40}|(?:the )?(?:name|number|id|link|url|address|phone(?: number)?|e-?mail|contact|team|channel|version|value|amount|owner)s? (?:of|for|to) .{2,40}$';
const ORDERS_ELSEWHERE =
  '(?:bitte .{1,30}|.{0,40}(?:eintragen|einfügen|ergänzen|ausfüllen|nennen|angeben|einsetzen|nachtragen|beschreiben))$|(?:à |a )?(?:compléter|insérer|indiquer|préciser|décrire|renseigner|saisir|ajouter|remplir|rellenar|completar|insertar|indicar|describir|añadir|preencher|inserir|descrever|inserire|compilare|indicare|descrivere|aggiungere)(?: .{1,40})?$|.{1,40} (?:invullen|toevoegen|beschrijven|aanvullen)$|(?:invullen|uzupełnić|uzupełnij|wpisz|wpisać|fyll i|ange|beskriv|udfyld|fyll inn)(?: .{1,40})?$|.{0,20}(?:を記入|を入力|記入|追記|入力)$|(?:请)?(?:填写|填入|补充).{0,20}$';
const ORDER = new RegExp(
  `(?<![\\w\\]!\\\\\`])(?:\\[(?![ xX]\\])([^\\[\\]\\n]{2,70})\\](?![(\\[:\\w])|<(?!/|https?:|mailto:)([^<>\\n@/=]{2,60})>|\\{([^{}\\n]{2,60})\\}(?!\\})|【([^】\\n]{2,40})】|«([^»\\n]{2,40})»)`,
  'gu',
);
const IS_ORDER = new Wordings(
  new RegExp(`^[\\s*_.…]*(?:${ORDERS}|${ORDERS_ELSEWHERE})[\\s.…!]*$`, 'iu'),
);
const BEGINS_ORDER = new Wordings(new RegExp(`^[\\s*_.…]*(?:${ORDERS})`, 'iu'));
/** In round brackets only what can be nothing else. */
const ASIDE =
  /\((?:(?:please |to be )?fill(?:ed)?[- ]?in|(?:please )?fill in|bitte (?:ausfüllen|eintragen|ergänzen)|à (?:compléter|remplir)|por rellenar|a preencher|da compilare|in te vullen)\)/giu;

/** A line to be written on, behind the words of what. */
const BLANK = /(?<=[\p{L}\d)°.:：*]\s*)(?:_{4,}|\.{7,}|…{2,})(?![\w`])/gu;
/** What the reader of a page writes on it while he works. */
const FOR_READER =
  /\b(?:date|time|signature|signed|sign|initials?|done|by|start(?:ed)?|end(?:ed)?|ticket|incident|change|approved|approval|checked|performed|reading|operator|notes?|result|datum|uhrzeit|unterschrift|erledigt|beginn|ende|geprüft|fecha|hora|firma|data|ora|signé|heure|fait|handtekening|tijd|read|measured|gemessen)\b/iu;

/** `x.x.x.x`, where an address goes. */
const CROSS =
  /(?<![\w.])(?:[xX]{1,3}(?:\.[xX]{1,3}){3}(?!\w|\.\w)|[\w.+-]*?X{3,}[\w.+-]*@\w[\w.-]+)/g;

/** In backticks only what no program writes: `k8s-____`, `eks-@@SITE@@`, `YOUR_HOST`, `${{ site }}`, `<number here>`. */
const IN_CODE =
  /(?:_{5,}|(?<=[\s="'/:@-])_{3,}(?=[\s"'/:.;)@]|$)|@@[A-Z][A-Z_]*@@|\bYOUR[_-][A-Z][A-Z_-]+|\bREPLACE[_-]?(?:ME|WITH)\w*|\bFILL[_-]?(?:ME|IN)\b|\bCHANGE[_-]?ME\b|(?<=\s)(?:TODO|TBD|FIXME)(?:[_-]\w+)?(?=[\s"'/:.;)@]|$)|(?<=[\s="'/:@])[A-Z]\w*_HERE\b|\$?\{\{-? ?(?!\.)[\w.]+ ?-?\}\}|<(?:(?:insert|add|fill in|enter|put|write) [^<>\n]{2,50}|[^<>\n]{2,50} (?:goes )?here)>)/g;

const MAY_HOLD_IN_CODE =
  /_{3}|@@|YOUR|REPLACE|FILL|CHANGE|TODO|TBD|FIXME|_HERE|\{\{|<(?:insert|add|fill in|enter|put|write) | here>/;

/** A key whose whole value is a hole: "account: `<account-id>`". */
const VALUE =
  /(?:^|[,;·|]\s)[*_\s>-]*\p{L}[\p{L} -]{1,30}[*_]*:[*_]*\s*`?(<[A-Za-z][\w -]{1,30}>)`?(?=\s*(?:$|[,;.·|]))/gu;

/** The values of keys that a line leaves open. */
export function openValues(line: string): readonly OpenHole[] {
  if (!/:.*</.test(line)) return [];
  return [...line.matchAll(VALUE)].map((match) => {
    const written = match[1] ?? '';
    return { start: match.index + match[0].indexOf(written), written, kind: 'template' };
  });
}

/** The holes that stand in the code of a sentence, where it does not say what they are for. */
export function openHolesInCode(line: string): readonly OpenHole[] {
  if (!/`/.test(line) || !MAY_HOLD_IN_CODE.test(line)) return [];
  const found: OpenHole[] = [];
  for (const code of line.matchAll(/(`+)((?:(?!\1).)*)\1/g)) {
    // "`YOUR_HOST` is the machine": told what it is.
    if (
      /^\s*(?:is|are|=|means|stands|with|by|must|should|has|can|\(|:|→|–|ist|steht)/.test(
        line.slice(code.index + code[0].length),
      )
    )
      continue;
    for (const match of (code[2] ?? '').matchAll(IN_CODE))
      found.push({ start: code.index + match.index, written: match[0], kind: 'template' });
  }
  return found;
}

/** Cheaper: what every one of them holds. */
const MAY_HOLD = /\{[\p{L}{%_ -]|<[%\p{L}]|%\(|\[|【|«|____|\.{7}|……|\(|[xX]\.[xX]|X{3}/u;

/** The holes of a line of prose or a cell; what stands in backticks is spoken of. */
export function openHoles(line: string): readonly OpenHole[] {
  if (!MAY_HOLD.test(line)) return [];
  const bare = line.replace(/(`+)(?:(?!\1).)*\1|<kbd>.*?<\/kbd>/g, (code) =>
    ' '.repeat(code.length),
  );
  const found: OpenHole[] = [];
  const add = (matches: Iterable<RegExpMatchArray>, kind: OpenHole['kind']): void => {
    for (const match of matches) found.push({ start: match.index ?? 0, written: match[0], kind });
  };
  if (/[{%]/.test(bare)) add(bare.matchAll(TEMPLATE), 'template');
  if (/[[<{【«]/.test(bare))
    add(
      [...bare.matchAll(ORDER)].filter(([, ...inner]) => {
        const words = inner.find((group) => group !== undefined) ?? '';
        return IS_ORDER.test(words) || BEGINS_ORDER.test(words);
      }),
      'order',
    );
  if (bare.includes('(')) add(bare.matchAll(ASIDE), 'order');
  if (/____|\.{7}|……/.test(bare) && !FOR_READER.test(bare)) add(bare.matchAll(BLANK), 'blank');
  if (/[xX]\.[xX]|X{3}.*@/.test(bare)) add(bare.matchAll(CROSS), 'cross');
  return found;
}
