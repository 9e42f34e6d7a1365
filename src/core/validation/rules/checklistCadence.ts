import { frontMatterCadence } from '../../checklist/rule';
import { readCadence } from '../../parser/cadence';
import type { Rule } from '../rule';

/** A checklist that does not say when it starts anew. */
export const checklistCadence: Rule = {
  code: 'checklist-cadence',
  severity: 'information',
  explanation:
    'Ticks are kept per day, week or month, and nobody can say that a list is overdue when it does not say how often it is due. Write it in the heading ("Weekly checks") as `<!-- cadence: weekly -->`, or as `cadence:` in the front matter.',
  find: (context) => {
    // Beside "Last updated" in the text it is how often the document is looked at.
    if (frontMatterCadence(context.runbook) !== undefined && isInFrontMatter(context.text))
      return [];
    // A document about something that recurs ("Monthly patching") says it for all its lists.
    const [first] = context.runbook.sections;
    const recurs = first?.level === 1 && readCadence(first.title) !== undefined;
    return context.runbook.checklists.flatMap(({ title, cadence, cadenceNote, range, items }) => {
      if (cadence !== undefined || cadenceNote !== undefined || items.length === 0) return [];
      if (ONCE.test(title) || NUMBERED.test(title) || recurs) return [];
      return [
        {
          span: context.lineSpan(range.start),
          message: `${title === '' ? 'This checklist' : `"${title}"`} does not say how often it is to be done. Say so in its heading, or write <!-- cadence: weekly -->.`,
        },
      ];
    });
  },
};

function isInFrontMatter(text: string): boolean {
  const front = /^\ufeff?---\r?\n([\s\S]*?)\n(?:---|\.\.\.)/.exec(text)?.[1] ?? '';
  return /^["']?cadence["']?\s*:/im.test(front);
}

/** A numbered heading is a step of a procedure: its list is done as often as that is. */
const NUMBERED =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.):]? |(?:step|phase|part|schritt|étape|paso|passo|etapa|stap|fase) \d|手順 ?\d|第\d)/i;

/** A list that goes with something that happens, and begins with it. */
const ONCE =
  /\b(?:before|after(?:wards)?|during|when|while|pre-?\w*|post-?\w*|prepar\w+|prerequisites?|requirements?|release|deploy\w*|roll-?out|launch|migrat\w+|upgrade|incident|triage|first (?:look|aid|response)|diagnos\w+|troubleshoot\w+|respon\w+|recovery|verif\w+|valid\w+|steps?|procedure|hand-?over|sign-?off|acceptance|on-?boarding|off-?boarding|go-?live|cut-?over|vorbereitung|nachbereitung|nachkontrolle|abnahme|freigabe|wiederherstellung|avant|après|vérification|antes|después|depois|verificación|comprobación|prima|dopo|verifica|vooraf|achteraf)\b|事前|事後|完了|復旧|之前|之后/i;
