import { readCadence } from '../../parser/cadence';
import type { Checklist } from '../../model/checklist';
import type { Passage } from '../../parser/passages';
import { Wordings } from '../../text/wordings';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** A checklist that does not say when it starts anew. */
export const checklistCadence: Rule = {
  code: 'checklist-cadence',
  severity: 'information',
  explanation:
    'Ticks are kept per day, week or month, and nobody can say that a list is overdue when it does not say how often it is due. Write it in the heading ("Weekly checks") as `<!-- cadence: weekly -->`, or as `cadence:` in the front matter.',
  find: (context) => {
    if (context.runbook.metadata.cadence !== undefined) return [];
    // A document about something that recurs ("Monthly patching") says it for all its lists.
    const [first] = context.runbook.sections;
    const recurs = first?.level === 1 && readCadence(first.title) !== undefined;
    return context.runbook.checklists.flatMap((list) => {
      const { title, cadence, cadenceNote, range, items } = list;
      if (cadence !== undefined || cadenceNote !== undefined || items.length === 0) return [];
      if (
        ONCE.test(title) ||
        (MAY_SAY_WHEN.test(title) && SAYS_WHEN.test(title)) ||
        NUMBERED.test(title) ||
        recurs ||
        isToldBeside(context, list) ||
        isOfStep(context, list)
      )
        return [];
      return [
        {
          span: context.lineSpan(range.start),
          message: `${title === '' ? 'This checklist' : `"${title}"`} does not say how often it is to be done. Say so in its heading, or write <!-- cadence: weekly -->.`,
        },
      ];
    });
  },
};

/** "- [ ] every evening: …" in most of the items, or "Each Monday:" right above the first. */
function isToldBeside(context: RuleContext, { items, range }: Checklist): boolean {
  const told = items.filter(
    ({ text }) =>
      readCadence(text) !== undefined || /^\W*(?:per|each|every|before|after) \w+/i.test(text),
  ).length;
  if (told * 2 > items.length) return true;
  const first = items[0]?.range.start ?? range.start;
  const above = passageFrom(context.passages, first - 1);
  return (
    above?.kind === 'paragraph' &&
    above.end <= first &&
    above.end >= range.start - 2 &&
    (readCadence(above.content) !== undefined ||
      SAYS_WHEN.test(above.content) ||
      EACH_TIME.test(above.content))
  );
}

const EACH_TIME =
  /(?<![a-zà-ɏа-я])(?:(?:each|every) time|always|before (?:you|each|every|any)|jedes ?mal|immer|chaque fois|toujours|cada vez|siempre)(?![a-zà-ɏа-я])/iu;

/** The last passage that begins on a line or above it. */
function passageFrom(passages: readonly Passage[], line: number): Passage | undefined {
  let low = 0;
  let high = passages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((passages[middle]?.start ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return passages[low - 1];
}

/** The boxes of one step of a procedure are ticked when that is done. */
function isOfStep({ passages }: RuleContext, { items }: Checklist): boolean {
  const line = items[0]?.range.start;
  const at = line === undefined ? undefined : passageFrom(passages, line);
  return at?.start === line && at?.item?.parent?.ordered === true;
}

/** A numbered heading is a step of a procedure: its list is done as often as that is. */
const NUMBERED =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.):]? |(?:step|phase|part|schritt|étape|paso|passo|etapa|stap|fase) \d|手順 ?\d|第\d)/i;

const MAY_SAY_WHEN =
  /\d|day|week|month|year|quarter|every|each|after|twice|once|mon|tue|wed|thu|fri|sat|sun|jan|ju[nl]|jede|alle |monat|chaque|mois|tou[st]|cada|mes|día|ogni|elke|iedere|varje/i;
/** Days of the month or the year, hours of the day, and what comes round with something else. */
const SAYS_WHEN = new Wordings(
  /\b\d{1,2}(?:st|nd|rd|th)\b[^.]{0,25}\b(?:of|month|quarter)\b|\b(?:first|last|second|third|fourth|1st|2nd|3rd|4th) (?:working |business |week)?(?:day|mon|tue|wed|thu|fri|sat|sun)|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|wed|thu|fri|sat|sun)\b(?=[,)]| and |$)|\b(?:every|each|after every|after each) \w|\b(?:once|twice|\d+ times) (?:an?|per|every|each)\b|\bend of (?:the |each )?(?:day|week|month|quarter|year)\b|\bat \d{1,2}(?::\d\d| ?[ap]m)|\b\d{1,2}:\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b(?= and |[,)]|$)|\b(?:jeden?|jedes|alle \w+|des Monats|am \d{1,2}\.)(?=\s|$|\))|\b(?:chaque|tou(?:s|tes) les|le \d{1,2}(?:er)?\b)|\bcada\b|\bel día \d|\b(?:ogni|elke|iedere|varje)\b/i,
);

/** A list that goes with something that happens, and begins with it. */
const ONCE = new Wordings(
  /\b(?:(?:each|every|per) \w+|for any|before|after(?:wards)?|during|when|while|pre-?\w*|post(?!master|gres|al|box|fix|ed)-?\w*|prepar\w+|prerequisites?|requirements?|release|deploy\w*|roll-?out|launch|migrat\w+|upgrade|incident|triage|first (?:look|aid|response)|diagnos\w+|troubleshoot\w+|respon\w+|recovery|verif\w+|valid\w+|steps?|procedure|hand-?over|sign-?off|acceptance|on-?boarding|off-?boarding|go-?live|cut-?over|vorbereitung|nachbereitung|nachkontrolle|abnahme|freigabe|wiederherstellung|avant|après|vérification|antes|después|depois|verificación|comprobación|prima|dopo|verifica|vooraf|achteraf)\b|事前|事後|完了|復旧|之前|之后/i,
);
