import { scanCode } from '../../parser/scriptScan';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { shortDated } from '../shortDates';

/** A date of long ago in the name of a file that a command reads or writes. */
export const datedFileName: Rule = {
  code: 'dated-file-name',
  severity: 'warning',
  explanation:
    'A date written into a file name was right on one day. The next reader restores an old backup, or finds no such file. Write a placeholder (`YYYYMMDD`) or `$(date +%Y%m%d)`.',
  find: (context) => [...inSteps(context), ...inTranscripts(context), ...inWords(context)],
};

function inSteps(context: RuleContext): readonly Found[] {
  return context.runbook.steps.flatMap((step) => {
    const names = namesIn(step.text);
    if (names.length === 0) return [];
    const scan = scanCode(step.text, step.language);
    return names.flatMap((match) => {
      const start = match.index;
      if (scan.contextAt(start) === 'comment' || isNameForGood(context, match[0])) return [];
      if (
        /(?:https?|oci|docker):\/\/\S*$/.test(step.text.slice(Math.max(0, start - 200), start + 8))
      )
        return [];
      return [
        {
          span: context.place(step, start, start + match[0].length),
          message: says(match[0]),
        },
      ];
    });
  });
}

/** Behind the prompt of a device, in a block that is no step. */
function inTranscripts(context: RuleContext): readonly Found[] {
  const { steps } = context.runbook;
  return context.passages.flatMap(({ kind, content, start }) => {
    if (kind !== 'code' || !/20\d\d/.test(content) || !/[>#$%]/.test(content)) return [];
    if (steps.some(({ range }) => range.start <= start && start < range.end)) return [];
    return content.split('\n').flatMap((text, index) => {
      const prompt = /20\d\d/.test(text) ? PROMPT.exec(text)?.[0] : undefined;
      if (prompt === undefined) return [];
      const line = start + 1 + index;
      return namesIn(text.slice(prompt.length)).flatMap(({ 0: name }) => {
        const column = context.lines.line(line).indexOf(name);
        if (column < 0 || isNameForGood(context, name)) return [];
        const at = context.lines.start(line) + column;
        return [{ span: { start: at, end: at + name.length }, message: says(name) }];
      });
    });
  });
}

/** "ops@sw1> ", "sw1(config)# ", "<sw1>". */
const PROMPT = /^\s*(?:<[\w.-]+>|[\w.@:~/()[\]-]*[\w)\]~][>#$%](?=\s))\s*/;

/** Names with a whole date, and those with a short one. */
function namesIn(text: string): readonly { readonly index: number; readonly 0: string }[] {
  const whole = /20\d\d/.test(text) ? datedNames(text) : [];
  const short = shortDated(text).filter(
    ({ index, name }) =>
      !whole.some((one) => one.index < index + name.length && index < one.index + one[0].length),
  );
  return [...whole, ...short.map(({ index, name }) => ({ index, 0: name }))];
}

/** A dated file in backticks between words, unless it is told as an example. */
function inWords(context: RuleContext): readonly Found[] {
  return context.passages.flatMap(({ kind, content, start }) =>
    kind === 'code' || !/20\d\d/.test(content)
      ? []
      : content.split('\n').flatMap((text, index) =>
          EXAMPLE.test(text)
            ? []
            : [...text.matchAll(/`([^`\s]+)`/g)].flatMap((match) => {
                const name = match[1] ?? '';
                const [dated] = [...name.matchAll(DATED)];
                const line = start + index;
                const column = context.lines.line(line).indexOf(name);
                if (dated?.[0] !== name || column < 0 || isNameForGood(context, name)) return [];
                const at = context.lines.start(line) + column;
                return [{ span: { start: at, end: at + name.length }, message: says(name) }];
              }),
        ),
  );
}

/** A file that is there, or a migration: the day is a part of its name for good. */
function isNameForGood({ around }: RuleContext, name: string): boolean {
  if (
    /(?:^|\/)(?:migrations?|migrate|changelogs?|changes|versions|alembic|flyway|decisions|adr|post-?mortems?|reviews?)\//i.test(
      name,
    )
  )
    return true;
  if (
    /(?:^|\/)V?20\d{6,12}_[a-z]+(?:_[a-z\d]+)+\.(?:\w+\.)?(?:sql|rb|py|ts|js|php|ya?ml)$/.test(name)
  )
    return true;
  const folder = around.path?.replace(/[^/]*$/, '') ?? '';
  const bare = name.replace(/^\.\//, '');
  return around.files?.has(bare) === true || around.files?.has(`${folder}${bare}`) === true;
}

const EXAMPLE =
  /\b(?:e\.g\.|for example|such as|as in|for instance|like|example|named|z\. ?B\.|etwa|par exemple|por ejemplo|例)|例えば/i;

function says(name: string): string {
  return `${name} names one day. The next reader needs another file: write YYYYMMDD, or find the newest.`;
}

/** Names with a date in them, in any of the orders people write it, without overlap. */
function datedNames(text: string): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const pattern of [DATED, DAY_FIRST, NAMED_MONTH, FOLDERS, ARCHIVES, ENDING, LAST, KEYED])
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (!found.some((one) => one.index < end && match.index < one.index + one[0].length))
        found.push(match);
    }
  return found;
}

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const DAY_FIRST = new RegExp(
  `(?<![\\w./:@-])[\\w./~-]*?(?<!\\d)${DAY}([-_.])${MONTH}\\1 ?20[0-4]\\d(?!\\d)[\\w-]*(?:\\.[A-Za-z]\\w{0,5}){1,3}(?![\\w/])`,
  'g',
);
const NAMED_MONTH =
  /(?<![\w.:@-])[\w./~-]*?[-_.]?(?:\d{1,2}[-_]?)?(?=)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?=)[a-z]{0,6}[-_]?(?:\d{1,2}[-_])?(?=)20[0-4]\d(?!\d)[\w-]*(?:\.[A-Za-z]\w{0,5}){1,3}(?=)(?![\w/])/gi;
/** `/backup/2026/10/14/shop.sql`, `/backup/20261014/`, `/srv/configs-2026-10-14/$HOST`. */
const FOLDERS = new RegExp(
  `(?<![\\w.:-])(?:(?:[\\w.~$@{}:-]*/)+|(?=[A-Za-z]))(?:20[0-4]\\d/${MONTH}/${DAY}|20[0-4]\\d/${MONTH}(?=/[\\w.-]+\\.(?:sql|dump|tar|t?gz|zip|csv|bak|log|xz|zst|json|xlsx?)(?!\\w))|[\\w.-]*?(?<!\\d)20[0-4]\\d([-_.]?)${MONTH}\\1${DAY}(?!\\d{3})[\\w.-]*)/[\\w./*$-]*`,
  'g',
);
/** Archives and snapshots have no ending. */
const ARCHIVES = new RegExp(
  `(?:::|@|\\b(?:backup|dump|snap(?:shot)?|nightly|daily|weekly|archive|export|logs?|filebeat|metricbeat|logstash|state|pre|before)[-_.])[\\w-]*?20[0-4]\\d([-_.]?)${MONTH}\\1${DAY}(?!\\d{7})\\w*`,
  'gi',
);
/** `shop.2026-10-14\`: the date is the ending. */
const ENDING = new RegExp(
  `(?<![\\w./:@-])[\\w/~-]+\\.(?:[A-Za-z]{2,10})?[._-]?20[0-4]\\d([-_]?)${MONTH}\\1${DAY}(?![\\w.])`,
  'g',
);

/** `SNAP="final-$SITE-20261014"`, `--snapshot-name weekly-20261014`: what it is named for stands before it. */
const KEYED = new RegExp(
  `(?<=(?<![\\w-])[\\w-]*(?:snap|backup|dump|archive|restore|bak|savepoint|checkpoint)[\\w-]*(?:=|:? )["']?)(?=[\\w.-]*[A-Za-z$])[\\w.\${}-]*?[-_.]20[0-4]\\d([-_]?)${MONTH}\\1${DAY}(?![\\w./-])`,
  'gi',
);

/** `/var/named/history/db.example.org.2026-01-07`: the last word of a path ends in a day. */
const LAST = new RegExp(
  `(?<![\\w.:-])(?:[\\w.~$@{}:-]*/)+[\\w.-]*(?<!\\d)20[0-4]\\d([-_.]?)${MONTH}\\1${DAY}(?![\\w./-])`,
  'g',
);

/** Behind the day may stand what another tells: `2026-10-14-$HOST.zip`. */
const DATED =
  /(?<![\w./:@-])[\w./~$@{}:-]*?(?<!\d)20[0-4]\d([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)(?:[-_T]?\d{2,6}(?:[-_:.]?\d{2}){0,2}Z?)?(?:[\w-]|\$\{?\w+\}?|\{\{ ?\w+ ?\}\}|<[\w-]+>|%\w+%)*(?:\.[A-Za-z]\w{0,8}){1,3}(?![\w/])/g;
