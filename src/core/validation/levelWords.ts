import { Wordings } from '../text/wordings';

export const KEY_WORDS =
  'sev(?:erity)?|prio(?:rity)?|schweregrad|schwere|priorität|gravité|priorité|gravedad|severidad|prioridad|gravidade|severidade|prioridade|gravità|priorità|prioriteit|重大度|深刻度|優先度|优先级';
const RANK_WORDS =
  'level|grade|class|category|cat|tier|stufe|kategorie|klasse|niveau|catégorie|classe|nivel|categoría|nível|categoria|livello|级别';
/** "SEV1", "P2", "Priority 3", "Level A". */
export const NUMBERED = `(?:(?:${KEY_WORDS}|${RANK_WORDS})(?: level)?[ -]?(?:[0-5]|I{1,3}|[A-D])|[SPG][ -]?[0-5])(?![\\p{L}\\d%])`;
/** Names of levels that mean other things elsewhere. */
const NAMES =
  'critical|severe|serious|major|moderate|minor|high|medium|low|warning|mild|urgent|normal|emergency|trivial|cosmetic|red|orange|amber|yellow|green|kritisch|schwer|hoch|mittel|niedrig|gering|leicht|dringend|critique|majeure?|mineure?|haute?|moyenne?|basse|crítica|alta|media|média|baja|baixa|grave|leve|kritiek|hoog|gemiddeld|laag';
export const MARKS = '[\\s*_`>"\'\\p{Extended_Pictographic}\\uFE0F-]*';
/** A line, an item or a sentence that tells what a level is. */
export const LEADS = new RegExp(
  `^${MARKS}(?:\\d[.)]\\s+)?${MARKS}(${NUMBERED}(?!${MARKS}(?:,|and|or|und|et|/|–) ?(?:sev|[SPG])?[ -]?\\d)|(?:${NAMES})(?=[*_\`]+,|[*_\`]*\\s*(?:$|[:：(–—=→/|-]|(?:incidents?|outages?|alerts?|impact|severity|priority|event|störung|vorfall|incidente)(?!\\p{L})|(?:is|are|means|if|when)(?!\\p{L}))))`,
  'iu',
);
export const CELL = new Wordings(
  new RegExp(
    `^${MARKS}(?:${NUMBERED}.{0,40}|(?:${NAMES})(?: \\([^)]*\\)| [-–—:].*)?|[0-5]|[A-D])[*_\`\\s]*$`,
    'iu',
  ),
);
/** Below a heading on severity a level may have any name. */
export const ANY = /^\S{1,20}(?: \S{1,20}){0,2}$/;
/** Cheaper than those, which most texts do not match. */
export const MAY_LEAD = new RegExp(
  `(?:^|[\\s*_\`>])(?:[SPG][ -]?[0-5](?!\\d)|(?:${KEY_WORDS}|${RANK_WORDS}|${NAMES})(?![a-zà-ÿ]))`,
  'im',
);

/** What says that levels are those of incidents. */
export const OF_SEVERITY = new RegExp(
  `(?<!\\p{L})(?:severit\\w+|(?:incident|impact|alert) (?:levels?|class\\w*|priorit\\w+)|priorit\\w+|urgen\\w+|dringlichkeit|(?:how|which) (?:bad|urgent|severe|level|class|category|grade)|triage|schweregrade?|prioritäten|gravités?|${KEY_WORDS})(?!\\p{L})`,
  'iu',
);
/** Titles of a column of levels. */
export const TITLE = new Wordings(
  new RegExp(
    `^\\W*(?:[\\p{L}-]+ )?(?:${KEY_WORDS}|${RANK_WORDS}|urgency|levels|dringlichkeit|ernst|等级)(?!\\p{L})`,
    'iu',
  ),
);

/** Levels of something else than incidents. */
export const OF_OTHER =
  /(?<![a-zà-ɏа-я])(?:logs?|logging|support|escalation|access|trust|battery|fill|water|noise|signal|confidence|maturity|risks?|stock|power|privilege|service[- ]levels?|threads?|process(?:es)?|packets?|traffic|routing|scheduling|permission|storage|backup|cache|findings?|vulnerabilit\w+|cvss?|disks?|partitions?|pins?|es[ck]al\p{L}*)(?![a-zà-ɏа-я])/iu;

/** "Lost mail is a **major** incident: …", "no mail → critical, …": the level stands behind what it is for. */
const BEHIND = new Wordings(
  new RegExp(
    `(?:(?<!\\p{L})(?:is|are|counts? (?:as|for)|(?:is |are )?(?:rated|classed|treated|handled|seen)(?: as)?|means?|makes?|gets?|ist|gilt als|est|es|è)\\s+(?:an? |eine? |une? |una? |um |un )?|(?:=>?|->|→|⇒)\\s*)${MARKS}(${NAMES})(?=${MARKS}(?:(?:incidents?|outages?|alerts?|cases?|events?|faults?|störung|vorfall|incidente|panne)(?!\\p{L})|[:：,(–—;]|$))`,
    'iu',
  ),
);
/** Cheaper than the pattern. */
const MAY_STAND_BEHIND =
  /(?:^|[\s])(?:is|are|counts?|rated|classed|treated|handled|seen|means?|makes?|gets?|ist|gilt|est|es|è)\s|[=→⇒]|->/;

/** The level at the end of what a piece says it is for, and what is said behind it. */
export function levelBehind(
  text: string,
): { readonly name: string; readonly said: string } | undefined {
  const match = MAY_STAND_BEHIND.test(text) ? BEHIND.exec(text) : null;
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  return { name, said: text.slice(match.index + match[0].length) };
}

/** Words before entries that say how soon each of them is answered. */
export const HOW_SOON =
  /(?<![a-zà-ɏа-я])(?:how (?:fast|soon|quickly|quick|urgent|bad)(?=)(?! (?:is|are|does)(?=) (?:the|it|a)(?=)(?![a-zà-ɏа-я]))|when (?:do |does )?(?=)(?:we|somebody|someone|you)(?=) (?:answer|react|respond|look|come|start|begin)|wie (?:schnell|dringend)|en combien de temps|sous quel délai|cuándo (?:respondemos|acudimos)|hoe snel)(?=)(?![a-zà-ɏа-я])/iu;
