import { readCadence } from '../../parser/cadence';
import type { Checklist } from '../../model/checklist';
import type { Passage } from '../../parser/passages';
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
    (readCadence(above.content) !== undefined || EACH_TIME.test(above.content))
  );
}

const EACH_TIME =
  /(?<!\p{L})(?:(?:each|every) time|always|before (?:you|each|every|any)|jedes ?mal|immer|chaque fois|toujours|cada vez|siempre)(?!\p{L})/iu;

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

/** A list that goes with something that happens, and begins with it. */
const ONCE =
  /\b(?:for (?:each|every|any)|before|after(?:wards)?|during|when|while|pre-?\w*|post-?\w*|prepar\w+|prerequisites?|requirements?|release|deploy\w*|roll-?out|launch|migrat\w+|upgrade|incident|triage|first (?:look|aid|response)|diagnos\w+|troubleshoot\w+|respon\w+|recovery|verif\w+|valid\w+|steps?|procedure|hand-?over|sign-?off|acceptance|on-?boarding|off-?boarding|go-?live|cut-?over|vorbereitung|nachbereitung|nachkontrolle|abnahme|freigabe|wiederherstellung|avant|après|vérification|antes|después|depois|verificación|comprobación|prima|dopo|verifica|vooraf|achteraf)\b|事前|事後|完了|復旧|之前|之后/i;
