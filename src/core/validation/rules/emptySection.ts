import { isUnfilled } from '../words';
import type { Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import type { Section } from '../../model/runbook';
import { Wordings } from '../../text/wordings';

/** A heading with nothing under it, or nothing but a promise. */
export const emptySection: Rule = {
  code: 'empty-section',
  severity: 'warning',
  explanation:
    'A heading promises help; nothing stands under it, or only "TODO". Write the section or take the heading out.',
  find: (context) =>
    context.runbook.sections.flatMap((section, index) => {
      const body = promisedBody(context, section, context.runbook.sections[index + 1]);
      if (body === undefined || (body === '' && isTemplate(context))) return [];
      return [
        {
          span: context.lineSpan(section.range.start),
          message:
            body === ''
              ? `Nothing stands under "${section.title}". Write it or take the heading out.`
              : `Under "${section.title}" stands only "${body}". Write it or take the heading out.`,
        },
      ];
    }),
};

/** A form to be copied has headings for others to write under. */
function isTemplate({ runbook, around }: RuleContext): boolean {
  return TEMPLATE.test(runbook.sections[0]?.title ?? '') || TEMPLATE.test(around.path ?? '');
}

const TEMPLATE =
  /(?<![a-zà-ɏа-я])(?:templates?|vorlagen?|modèles?|plantillas?|modelos?|sjablo(?:on|nen)|skeleton|boilerplate)(?![a-zà-ɏа-я])/iu;

const PROMISE = new Wordings(
  /^(?:[-*>]\s+)?[*_`[(]*(?:tb[dac]|to ?do|fixme|wip|work in progress|coming soon|to be (?:written|added|done|documented|completed|defined|determined)|under construction|add (?:content|steps|details) here|xxx+|lorem ipsum|(?:details|steps|content|text|more) (?:to )?follow|(?:wird|werden) (?:noch )?(?:ergänzt|nachgereicht|beschrieben|folgen)|noch (?:zu (?:schreiben|ergänzen|klären)|offen|nicht beschrieben)|à (?:compléter|écrire|rédiger|venir|définir|documenter)|por (?:completar|escribir|definir|documentar)|pendiente|a (?:completar|definir|preencher|documentar)|em breve|próximamente|da (?:completare|scrivere|definire)|nog (?:te schrijven|aan te vullen)|do uzupełnienia|дописать|будет добавлено)(?![a-zà-ɏа-я\d])(?:[^\n]{0,120})$|^(?:作成中|準備中|追記予定|未記載|未定|待补充|待完善|待定|작성 중)/iu,
);

/** Words that promise only when nothing else is said: "Fill in: what, when, who" is a form. */
const PROMISE_ALONE = new Wordings(
  /^(?:[-*>]\s+)?[*_`[(<]*(?:(?:this is (?:just )?a )?placeholder(?: (?:text|section|for now|only))?|(?:to )?(?:be )?fill(?:ed)? (?:this |me |it )?in(?: (?:later|here|soon|please|the (?:details|rest|steps|content)))?|folgt(?: noch)?|volgt(?: nog)?)[*_`\])>\s.…!]*$/iu,
);

/** "" for an empty section, the promise of one that has no more, undefined for a real one. */
export function promisedBody(
  context: RuleContext,
  section: Section,
  next: Section | undefined,
): string | undefined {
  const end = Math.min(next?.range.start ?? context.lines.count, context.lines.count);
  const text = context
    .linesText(section.range.start + 1, end)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^[ \t]*(?:=+|-{2,}|\*{3,}|_{3,})[ \t]*$/gm, '')
    .trim();
  if (text === '') {
    // A signature stands for itself.
    if (/\w\([^()]*\)$/.test(section.title)) return undefined;
    if (/^\s*#+\s*`[^`]+`\s*$/.test(context.lines.line(section.range.start))) return undefined;
    const parentOfNext = next !== undefined && next.level > section.level;
    // The title of the document may stand alone, and a last heading may be a mere mark of the end.
    return parentOfNext || section.level === 1 || /^end\b/i.test(section.title) ? undefined : '';
  }
  return text.length < 160 &&
    !text.includes('\n') &&
    (PROMISE.test(text) || PROMISE_ALONE.test(text) || isUnfilled(text))
    ? text
    : undefined;
}
