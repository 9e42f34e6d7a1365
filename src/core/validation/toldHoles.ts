import { wordUses } from './placeholderUses';
import type { RuleContext } from './ruleContext';

/** What a sentence says to put a value in place of. */
export interface Told {
  readonly written: string;
  readonly style: string;
  /** Told by words that nothing but a hole is told by. */
  readonly sure: boolean;
}

/** The style of a name in capitals. */
export const NAME = 'name';

/** `<user>` in "replace `<user>` by the login". */
export function toldHoles(context: RuleContext): readonly Told[] {
  return wordUses(context).flatMap(({ written, style, span: { start, end } }) => {
    const line = context.lines.lineAt(start);
    const text = context.lines.line(line);
    const at = start - context.lines.start(line);
    // What tells of it stands near; a whole line of holes would be read anew for each.
    const before = at > NEAR ? `…${text.slice(at - NEAR, at)}` : text.slice(0, at);
    const behind = text.slice(at + end - start, at + end - start + 2 * NEAR);
    const isTold =
      TELLS_BEFORE.test(before) ||
      TELLS_BEHIND.test(behind) ||
      (BEGINS.test(before) && DEFINES.test(behind)) ||
      (FIRST_CELL.test(before) && NEXT_CELL.test(behind));
    return isTold ? [{ written, style, sure: true }] : [];
  });
}

/** `GROUP_NAME`, or TOPIC in "the topic, called TOPIC below". */
export function toldNames(context: RuleContext): readonly Told[] {
  return context.passages.flatMap(({ kind, content }) =>
    kind === 'paragraph' ? context.once('told names', content, namesIn) : [],
  );
}

function namesIn(content: string): readonly Told[] {
  if (!/[A-Z]{3}|[A-Z]_[A-Z]/.test(content)) return [];
  return [...content.matchAll(SHOUTED)].flatMap(({ 0: written, index }) => {
    const before = content.slice(0, index);
    const behind = content.slice(index + written.length);
    // A word of capitals alone may be any acronym.
    const marked = /[_-]/.test(written) || before.endsWith('`');
    const replaced = REPLACED_BEFORE.test(before);
    const sure =
      NAMES_BEHIND.test(behind) ||
      (replaced && (marked || REPLACED_BEHIND.test(behind))) ||
      (marked && (NOTED_BEFORE.test(before) || TELLS_BEFORE.test(before)));
    return sure || marked ? [{ written, style: NAME, sure }] : [];
  });
}

const SHOUTED = /(?<![\w$<{[%/.:-])[A-Z][A-Z\d]+(?:[_-][A-Z\d]+)*(?![\w>}\]%/-]|\.\w)/g;
const REPLACED_BEFORE =
  /(?<![a-zà-ɏа-я])(?:replace|substitute|in place of|instead of|where it says|ersetzen?|statt|anstelle von|remplace[rz]?|reemplac\w+|sustituy\w+|sostitui\w+|vervang)\s+[*_`(]*$/iu;
const REPLACED_BEHIND =
  /^[*_`)]*(?:[.,;]|$|\s+(?:by|with|through|durch|par|por|con|door)(?![a-zà-ɏа-я]))/iu;
const NOTED_BEFORE =
  /(?<![a-zà-ɏа-я])(?:(?:note|write|take|keep|copy|put)(?![a-zà-ɏа-я])[^.;\n]{0,60} (?:down )?(?:as|for)|we (?:write|say|use)|fill in)\s+[*_`(]*$/iu;
const NAMES_BEHIND =
  /^[*_`)]*,?\s+(?:stands? for|below|from (?:here|now) on|here\b|in (?:the (?:next|commands?|steps)|what follows|this (?:document|runbook|page))|is (?:to be )?replaced|steht für|unten)(?![a-zà-ɏа-я])/iu;
const TELLS_BEFORE =
  /(?<![a-zà-ɏа-я])(?:replace|substitute|for|in place of|instead of|ersetzen?|statt|anstelle von|remplace[rz]?|reemplac\w+|sustituy\w+|substitu\w+|sostitui\w+|vervang)\s+[*_`]*$/iu;
/** `| `<pid>` | id of the process |`: a row that tells of a hole. */
const FIRST_CELL = /^\s*\|?\s*[*_`]*$/;
const NEXT_CELL = /^[*_`]*\s*\|\s*[\p{L}][^|]*\p{L}{3}/u;

const NEAR = 100;

/** "`<site>` three-letter code of the site", where a sentence or an item begins. */
const BEGINS = /(?:^|[.;:]\s+)[\s>*_`+-]*$/;
const DEFINES =
  /^[*_`]+\s+(?:the |an? |your |our |its )?[a-z][a-z-]+ (?:[a-z-]+ )*(?:name|id|code|address|number|version|path|key|date|time|stamp|label|login|account|host|port|url|title|kind|type|of|as|in)\b/;
const TELLS_BEHIND =
  /^[*_`]*\s+(?:is|are|stands? for|means|=|ist|steht für|bedeutet|est|es|é|is het|désigne|durch) /iu;
