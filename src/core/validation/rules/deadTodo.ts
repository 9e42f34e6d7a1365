import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { isUnfilled } from '../words';
import { promisedBody } from './emptySection';
import { PEOPLE } from './unfilledContact';

/** Work that was left for later, in the text that others rely on now. */
export const deadTodo: Rule = {
  code: 'dead-todo',
  severity: 'information',
  explanation:
    'A TODO in a runbook is a gap that its reader falls into. Do it, make it an issue, or take it out.',
  find: (context) => [...inProse(context), ...inTables(context)],
};

function inProse(context: RuleContext): readonly Found[] {
  return context.passages.flatMap((passage) => {
    const { kind, content, start, item } = passage;
    if (kind === 'code' || kind === 'table') return [];
    if (!context.once('anything left to do', content, hasLeft)) return [];
    return context.linesIn(passage).flatMap((line, index) => {
      if (
        !context.once('left to do', line, isLeft) ||
        (item !== undefined && /^\[[ xX]\]/.test(line))
      )
        return [];
      if (isAlone(context, start + index)) return [];
      const span = context.lineSpan(start + index);
      return [
        {
          span,
          message: `Something is left to do here: "${shorten(line.trim())}". Do it or take the note out.`,
        },
      ];
    });
  });
}

/** A cell that is still to be filled in; cells about people are found as such. */
function inTables(context: RuleContext): readonly Found[] {
  return context.tables.flatMap(({ header, rows }) =>
    rows.flatMap((row) => {
      const cell = row.cells.find(
        // The first cell names its row: it may name a TODO or a placeholder.
        ({ text }, index) =>
          index > 0 &&
          ((isUnfilled(text) && !PEOPLE.test(header.cells[index]?.text ?? '')) || ASIDE.test(text)),
      );
      if (cell === undefined || row.cells.length < 2) return [];
      return [
        {
          span: cell.range,
          message: `"${cell.text}" was never filled in. Fill it in or take the row out.`,
        },
      ];
    }),
  );
}

/** "The owner of the backups (TBD)". */
const ASIDE =
  /\((?:TBD|TBA|TODO|FIXME|\?{2,}|to be (?:defined|decided|named|confirmed|filled in))\)/i;

/** At the beginning or the end of a line, in brackets, or with a colon; else people speak of TODOs. */
const TODO =
  /^\s*(?:[-*>]\s+|\d+[.)]\s+)?[*_[(]*(?:TODO|FIXME|TBD|XXX)(?=[:(\])*_,.]|$|\s+(?!(?:and|as|is|are|or|items?|lists?|tests?|tags?|comments?|tools?)\b))|(?<![\w/#`.-])(?:TODO|FIXME|TBD)(?:\s*:|\([\w@-]*\)|[)\]*_]*[.!]?\s*$)/;

/** A whole line that promises words, in the languages runbooks are written in. */
const UNWRITTEN =
  /^\s*(?:[-*>]\s+|\d+[.)]\s+)?(?=)[*_[(<]*(?:(?:this |the )?(?=)(?:step|section|part|detail|text|rest|description|command|link|content|more)(?=)s? (?:is |are )?(?=)(?:still )?(?=)(?:to be (?:written|added|done|described|defined|filled in|confirmed|decided)|to follow|to come|coming soon|missing|(?:not|never)(?=) (?:yet )?(?=)(?:written|documented|filled in))|to be (?:written|added|completed|documented|confirmed|decided|determined)|coming soon|work in progress|under construction|(?:insert|add|fill in|put)(?=) (?:the |a |your )?(?=)[\w ]{2,30}(?: here)?(?=)(?=[\])>])|[\w ]{2,30} (?:goes )?(?=)here(?=[\])>])|lorem ipsum\b.*|tb[acd]|noch (?:zu (?:ergänzen|schreiben|klären)|offen)|wird (?:noch )?(?=)(?:ergänzt|nachgereicht)|folgt(?: noch)?|à (?:compléter|rédiger|écrire|définir|documenter|venir)|por (?:completar|escribir|definir|documentar)|a (?:completar|preencher)|da (?:completare|scrivere)|nog (?:aan te vullen|te schrijven)|do uzupełnienia|дописать|要追記|追記予定|作成中|待补充|待完善|작성 예정)(?=)[*_\])>.…!]*\s*$/iu;

/** "INSERT LINK HERE", as no sentence is written. */
const SHOUTED =
  /(?<![\w`])(?:INSERT|ADD|PASTE|PUT|ENTER|FILL IN|REPLACE)(?: [A-Z]{2,}){1,4} HERE(?!\w)/;

function isLeft(line: string): boolean {
  return TODO.test(line) || SHOUTED.test(line) || UNWRITTEN.test(line);
}

function hasLeft(content: string): boolean {
  return content.split('\n').some(isLeft);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** A section that holds nothing else is found as such. */
function isAlone(context: RuleContext, line: number): boolean {
  const { sections } = context.runbook;
  const index = sections.findLastIndex(({ range }) => range.start < line);
  const section = sections[index];
  return section !== undefined && promisedBody(context, section, sections[index + 1]) !== undefined;
}
