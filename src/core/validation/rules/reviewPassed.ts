import { readDate } from '../../parser/dates';
import { frontMatterLines } from '../frontMatterLines';
import { daysBetween, dueDate, ownLines } from '../ownDates';
import { meaningOfKey } from '../../parser/metadata';
import { Wordings } from '../../text/wordings';
import { upkeepOf } from '../upkeep';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';

/** A review, drill or other date that the document set itself and that has gone by. */
export const reviewPassed: Rule = {
  code: 'review-passed',
  severity: 'warning',
  explanation:
    'The date on which somebody was to look at this runbook again has passed. Review it, then set the next date.',
  find: (context) => {
    const { today } = context.around;
    if (today === undefined) return [];
    const found = [...document(context, today), ...schedules(context, today)];
    const known = new Set(found.map(({ span }) => context.lines.lineAt(span.start)));
    return [...found, ...told(context, today, known), ...dues(context, today, known)];
  },
};

function document(context: RuleContext, today: string): readonly Found[] {
  const { metadata } = context.runbook;
  // A month alone is no date, and kept as it was written.
  const nextReview =
    metadata.nextReview ??
    Object.entries(metadata.other).find(([key]) => meaningOfKey(key) === 'nextReview')?.[1] ??
    bareReview(context, today);
  const due = nextReview === undefined ? undefined : dueDate(nextReview);
  if (due === undefined || due >= today) return [];
  const line = findLine(
    context,
    /^review:|\b(?:next review|next revision|review (?:date|due|by|before)|due for review|to be reviewed|next_?-?review)\b/i,
    nextReview ?? '',
  );
  return [
    {
      span: context.lineSpan(line),
      message: `The next review was due on ${due} and that day has passed. Review the runbook and set a new date.`,
    },
  ];
}

/**
 * "review: 2026-03-31", which may be the last as well as the next one: only when it is long enough
 * ago for either.
 */
function bareReview(context: RuleContext, today: string): string | undefined {
  const { metadata } = context.runbook;
  const date = Object.entries(metadata.other).find(([key]) => /^review$/i.test(key))?.[1];
  const day = date === undefined ? undefined : dueDate(date);
  if (day === undefined || metadata.lastUpdated === undefined) return undefined;
  // Later than the last change of the text, it is the next one.
  if (day > metadata.lastUpdated) return date;
  const every = upkeepOf(context).find(({ upkeep, days }) => upkeep === 'review' && days);
  return daysBetween(day, today) > (every?.days ?? 365) ? date : undefined;
}

/** "The next review is due on …", "Valid until …", in whatever words the document has for it. */
function told(context: RuleContext, today: string, known: Set<number>): readonly Found[] {
  const own = new Set(ownLines(context).map(({ line }) => line));
  const found: Found[] = [];
  const keys = new Map(frontMatterLines(context.lines).map((one) => [one.line, one]));
  for (let line = 0; line < context.lines.count; line++) {
    const front = keys.get(line);
    const text = front === undefined ? context.lines.line(line) : `${front.key}: ${front.value}`;
    if (text.length > 600 || !/2\d/.test(text) || known.has(line)) continue;
    const asked = DUE.exec(text);
    const end = own.has(line) && !ENDS_OTHERWISE.test(text) ? ENDS.exec(text) : null;
    if ((asked === null && end === null) || context.isInBlock(line)) continue;
    const dues = [asked, end].flatMap((match) => {
      if (match === null) return [];
      const behind = text.slice(match.index + match[0].length).slice(0, 60);
      const told = behind.split(/[;|]|\.\s|\s[—·•]\s/)[0] ?? '';
      // "Last review / next review | 1 May / 1 November": the second date is meant.
      const both = / [/–&] /.test(told) && LAST_AND.test(text.slice(0, match.index));
      const until = SPAN.exec(told)?.[1];
      const due = dueDate(both ? (told.split(/ [/–&] /)[1] ?? '') : (until ?? told.slice(0, 40)));
      return due === undefined ? [] : [{ match, due }];
    });
    const past = dues.find(({ due }) => due < today);
    if (past === undefined) continue;
    const { match, due } = past;
    known.add(line);
    found.push({
      span: context.lineSpan(line),
      message: `"${match[0].replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '')}" says ${due}, and that day has passed. Do it, or set a new date.`,
    });
  }
  return found;
}

/** "Last reviewed 2025-05-01, again by May 2026", in the clauses on its upkeep. */
function dues(context: RuleContext, today: string, known: Set<number>): readonly Found[] {
  const facts = upkeepOf(context);
  return facts.flatMap(({ due, upkeep, line }) => {
    if (due === undefined || due >= today || known.has(line)) return [];
    // It has been done since.
    const after = facts.some(({ last, upkeep: of }) => of === upkeep && (last ?? '') >= due);
    if (after) return [];
    known.add(line);
    return [
      {
        span: context.lineSpan(line),
        message: `The next ${upkeep} was due on ${due} and that day has passed. Do it, and set a new date.`,
      },
    ];
  });
}

/** "2025-05-01 to 2026-05-01". */
const SPAN =
  /^\W*20\d\d-\d\d(?:-\d\d)? ?(?:to|until|till|through|–|—|bis|au|à|hasta|até|al|tot) ?(.+)/iu;

const LAST_AND = /(?:last|previous|letzte|dernière|última|ultima|vorige)[^|:]*[/–&]\s*$/i;

/** What is to be done to the document again. */
const DUE = new Wordings(
  /(?<![a-zà-ɏа-я\d])(?:next (?:time|round|one)|review(?:ed)? [\p{L}-]{3,20}[,;] next|(?:review|drill|test|audit) next|revisit(?: (?:this|it))?|best before|next[ _-](?:scheduled |planned |full )?(?:review|revision|audit|test|drill|check|validation|exercise|verification|rehearsal|dry[ -]run|walk-?through|reading|look)(?: (?:is )?(?:due|date|scheduled))?|(?:planned|scheduled) (?:review|revision|audit|test|drill|check|exercise)|review(?:[ _-](?:(?:this |the )?(?:page|runbook|document|guide|playbook|procedure|text|handbook|checklist) )?(?:again )?(?:is )?(?:due|by|before|no later than|date|again|on|planned(?: for)?|scheduled(?: for)?|set for))|re-?review(?:ed)?|(?:to|must|should) be (?:reviewed|revised|re-?tested|checked again)(?: again)?|due for (?:a )?review|nächste[rsn]? (?:prüfung|überprüfung|überarbeitung|revision|review|übung|test)|wiedervorlage|(?:ist |wird )?(?:wieder|erneut) zu prüfen|prochaine? (?:revue|révision|vérification|relecture|test|exercice)|à (?:revoir|relire|réviser)(?: avant)?|próxim[ao] (?:revisión|revisão|prueba|teste|simulacro|verificación|verificação)|a revisar antes|prossim[ao] (?:revisione|verifica|prova|test)|da rivedere entro|volgende (?:controle|herziening|review|test|oefening)|nästa (?:granskning|test)|następny przegląd|следующ\p{L}+ (?:проверка|пересмотр|учения)|次回(?:の)?(?:レビュー|見直し|確認|更新|訓練|点検)(?:予定)?日?|下次(?:审查|评审|复审|更新|演练)(?:日期|时间)?)(?![a-zà-ɏа-я\d])[\s*_:：(|=]{0,8}(?:(?:is|was|due|on|by|in|before|am|im|bis|vor|le|en|avant|el|antes de|em|il|entro|op|voor|planned|scheduled|for|at|the latest)[ :]{1,2}){0,3}/iu,
);
/** Until when the document itself holds good, told of it, on its own or behind other facts. */
const ENDS = new Wordings(
  new RegExp(
    `(?:^[\\s*_>|#-]*(?:(?:the )?(?:runbook|page|document|procedure|playbook|guide) (?:is )?)?|[.;·|•]\\s+[*_]{0,2}|\\s[–—]\\s+[*_]{0,2}|(?:this|dies\\p{L}*|ce(?:tte)?|est[ea]|quest[oa]|deze|dit) (?:runbook|page|document|procedure|playbook|guide|text|dokument|anleitung|seite|procédure|documento|página|procedimiento|procedimento|pagina)\\s(?:is |ist |est |es |è )?)(?:expir(?:es|y|ation)(?: date| on)?|validity|(?:valid|good|in force)[ _-](?:for use )?(?:until|through|till|to)|(?:holds?|applies|stands|lasts)(?: good)? (?:until|till|through)|approved(?: by [\\p{L} .]{2,40}?)? (?:until|till|through)|gültig(?:keit)?(?: bis(?: einschließlich)?)?|läuft ab|gilt bis|valable jusqu['’]au|valide jusqu['’]au|validité|expire|válid[oa] hasta|vigente hasta|caduca|vence|válid[oa] até|expira|valid[oa] fino a|scade|geldig tot|verloopt|有効期限|有效期至)[\\s*_:：(|]{0,8}(?:(?:on|am|le|el|em|il|op)[ :]){0,1}|(?<!\\p{L})(?:approval|sign-?off|freigabe|freigegeben|approbation|aprobación|aprovação)(?: (?:of|for) [\\p{L} ]{3,20}?)?(?: (?:ends?|lapses|expires|runs out|läuft|ist gültig|is valid))?(?: (?:on|until|till|bis|am|at))[\\s:]{0,3}|(?<!\\p{L})approval (?:ends?|lapses|expires)[\\s:]{0,3}`,
    'iu',
  ),
);
/** What ends on a day, and is no page. */
const ENDS_OTHERWISE =
  /(?<![a-zà-ɏа-я])(?:cert\w*|keys?|tokens?|licen[cs]es?|contracts?|leases?|domains?|passwords?|subscriptions?|warranty|zertifikat\w*|vertrag\w*|lizenz\w*)(?![a-zà-ɏа-я])/iu;

function schedules(context: RuleContext, today: string): readonly Found[] {
  return context.runbook.schedules.flatMap(({ title, nextScheduled, line }) => {
    const due = nextScheduled === undefined ? undefined : dueDate(nextScheduled);
    if (due === undefined || due >= today) return [];
    return [
      {
        span: context.lineSpan(line),
        message: `${title === '' ? 'This' : `"${title}"`} was due by ${due} and that day has passed. Do it, or set a new date.`,
      },
    ];
  });
}

/** The line that says something of a date, or else the first one. */
export function findLine(context: RuleContext, words: RegExp, date: string): number {
  const { lines } = context;
  let told: number | undefined;
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    if (!words.test(text)) continue;
    if (text.includes(date) || readDate(text) === date) return line;
    told ??= /\d/.test(text) ? line : undefined;
  }
  // The label may stand in the row above, or be in another language than English.
  for (let line = 0; line < lines.count; line++) {
    const text = lines.line(line);
    if (date !== '' && (text.includes(date) || readDate(text) === date)) return line;
  }
  return told ?? 0;
}
