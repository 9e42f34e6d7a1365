import type { Step } from '../../model/step';
import { guessCommand } from '../../parser/commands';
import { scanCode } from '../../parser/scriptScan';
import type { Found, Rule } from '../rule';
import type { RuleContext } from '../ruleContext';
import { holesInWords } from '../holesInWords';
import { openAmounts } from '../openAmounts';
import { bracketUses, meaningOf, type Use } from '../placeholderUses';
import { spokenOf } from '../spokenOf';
import { isMeant, isShell } from '../words';

/** A value that a template left open, and that no word explains: `YOUR_CLUSTER`, `vol-xxxxxxxx`. */
export const unfilledPlaceholder: Rule = {
  code: 'unfilled-placeholder',
  severity: 'information',
  explanation:
    'The command came from a manual or a template, and what was to be filled in never was. Write the real value, or say in the text where its reader finds it.',
  find: (context) => {
    const told = new Set<string>();
    return [
      ...holesInWords(context),
      ...openAmounts(context),
      ...context.runbook.steps.flatMap((step) => {
        if (!isMeant(step)) return [];
        const known = step.placeholders.flatMap(({ written, variable, places }) => {
          const [place] = places;
          if (variable || place === undefined || !LEFT_OPEN.test(written)) return [];
          if (told.has(written)) return [];
          if (!MARKS.test(written) && !isInCommand(step, place.start)) return [];
          if (isExplained(context, written)) return [];
          told.add(written);
          return [neverFilled(written, context.place(step, place.start, place.end))];
        });
        return [...known, ...crossed(context, step, told)];
      }),
      ...unrendered(context),
      ...inValues(context),
      ...inData(context),
      ...onDevices(context),
    ];
  },
};

/** `email: CHANGEME`, `"Value": "<NEW-IP>"` in a block of configuration. */
function inData(context: RuleContext): readonly Found[] {
  return context.runbook.blocks.flatMap(({ role, fenced, content, range }) => {
    if (role !== 'data' || !MAY_BE_LEFT.test(content)) return [];
    // Several are the holes of a form.
    const form = new Set(content.match(HOLES)).size > 1 || isToBeAdapted(context, range.start);
    return content.split('\n').flatMap((text, index) => {
      const sure = (LEFT_IN_DATA.exec(text) ??
        SHOUTED_IN_DATA.exec(text) ??
        MARK_IN_DATA.exec(text))?.[1];
      const hole = HOLE_IN_DATA.exec(text)?.[1];
      const written = sure ?? (form && /[a-z]/.test(hole ?? '') ? undefined : hole);
      if (written === undefined || isExplained(context, written)) return [];
      if (sure === undefined && (isAsked(context, written) || isInProse(context, written)))
        return [];
      const line = range.start + Number(fenced) + index;
      const at = context.lines.line(line).indexOf(written);
      if (at < 0) return [];
      const start = context.lines.start(line) + at;
      return [neverFilled(written, { start, end: start + written.length })];
    });
  });
}

/** `switch# ping ______`, `copy tftp://TODO/…`: typed into a console that no shell knows. */
function onDevices(context: RuleContext): readonly Found[] {
  return context.runbook.blocks.flatMap(({ stepId, fenced, content, range }) => {
    if (stepId !== undefined || !MAY_BE_LEFT.test(content)) return [];
    return content.split('\n').flatMap((text, index) => {
      const match = LEFT_ON_DEVICE.exec(text);
      const written = match?.groups?.['left'];
      if (match === null || written === undefined || isExplained(context, written)) return [];
      const line = range.start + Number(fenced) + index;
      const start = context.lines.start(line) + context.lines.line(line).indexOf(written);
      return [neverFilled(written, { start, end: start + written.length })];
    });
  });
}

const LEFT_ON_DEVICE =
  /(?:^\s*[\w<>().@/-]{1,40}[#>] ?\S.*[\s/=:@]|^[^#]*:\/\/)(?<left>_{4,}|(?:TODO|FIXME|XXX+|CHANGE_?ME)(?![\w*]))/;
const MAY_BE_LEFT =
  /<[A-Za-z]|\{\{ ?[A-Z]|_{3}|XXX|change.?me|replace.?me|fill.?(?:me|in)|insert|enter|your[-_]|fixme|todo|tbd|_here/i;
const LEFT_IN_DATA =
  /^(?!\s*(?:#|\/\/|;)).*?[:=]\s*["']?((?:CHANGE|REPLACE|FILL)[-_ ]?(?:ME|IN)(?:[-_]\w+)?|(?:INSERT|ENTER)[-_ ][A-Z][\w -]*|YOUR[-_][A-Z][A-Z_-]+|[A-Z][A-Z_-]*[-_]HERE|FIXME|TODO|TBD)["']?[,\s}\]]*$/i;
/** A part of a value that can be nothing but a mark for its author. */
const MARK_IN_DATA =
  /^(?!\s*(?:#|\/\/|;)).*?[:=].*?(?<![\w$])((?:CHANGE|REPLACE|FILL)[-_]?ME|FIXME|XXX+|_{3,})(?![\w*])/;
const SHOUTED_IN_DATA = /[:=]\s*["']?(<[A-Z]+(?: [A-Z]+)+>)["']?,?\s*$/;
/** Brackets that no format of data has. */
const HOLE_IN_DATA =
  /^(?!\s*(?:#|\/\/|;)).*?[:=]\s*["']?(?:[\w./:@-]*[./:@-])?(<[A-Za-z][\w-]{1,30}>|\{\{ ?[A-Z][A-Z_]{1,30} ?\}\}|(?:REPLACE|CHANGE|FILL)[-_]ME(?![\w]))/;

const HOLES = /<[A-Za-z][\w -]{1,30}>|\{\{ ?[A-Z][A-Z_]{1,30} ?\}\}/g;

/** "Fill in the secret:" before it. */
function isToBeAdapted({ passages }: RuleContext, line: number): boolean {
  const before = passages.findLast(({ end, kind }) => end <= line && kind !== 'code');
  return before !== undefined && ADAPT.test(before.content);
}

const ADAPT =
  /(?<![a-zà-ɏа-я])(?:replace|substitut|fill|adapt|adjust|insert|edit|change the|with your|ersetz|anpass|ausfüll|remplac|adapte|reemplac|sustitu|sostitu|vervang)/iu;

/** The runbook asks for what it needs in such brackets. */
function isAsked({ runbook }: RuleContext, written: string): boolean {
  return runbook.steps.some(({ placeholders }) =>
    placeholders.some((hole) => hole.written[0] === written[0]),
  );
}

/** Its words stand in the text, joined in whichever way. */
function isInProse({ passages }: RuleContext, written: string): boolean {
  const named = namedBy(written);
  return passages.some(({ kind, content }) => kind !== 'code' && named.test(content));
}

function namedBy(written: string): RegExp {
  const words = (written.match(/[\p{L}\d]+/gu) ?? []).join('[\\s_-]?');
  return new RegExp(`(?<![\\p{L}\\d])${words}(?![\\p{L}\\d])`, 'iu');
}

/** Its words stand somewhere else, be it as the key of its value. */
function isNamed({ text }: RuleContext, written: string): boolean {
  return (text.match(new RegExp(namedBy(written).source, 'giu'))?.length ?? 0) > 1;
}

/** `https://host/{org}`, `"Value": "<NEW-IP>"` in a command of a runbook that has no hole elsewhere. */
function inValues(context: RuleContext): readonly Found[] {
  const uses = bracketUses(context);
  const [first] = uses;
  if (first === undefined || !uses.every((use) => use.style === first.style && isInValue(use)))
    return [];
  const told = new Set<string>();
  return uses.flatMap(({ written, step, place }) => {
    if (told.has(written) || isExplained(context, written) || isNamed(context, written)) return [];
    told.add(written);
    return [neverFilled(written, context.place(step, place.start, place.end))];
  });
}

function isInValue({ step, style, place }: Use): boolean {
  const before = step.text.slice(Math.max(0, place.start - 200), place.start);
  // `https://<host>/` is how a runbook asks; curly brackets are how a manual does.
  const inUrl = style === '{}' && /https?:\/\/[^\s"']*$/.test(before);
  return inUrl || /"\w[\w-]*"\s*:\s*"[^"\n]*$/.test(before);
}

function neverFilled(written: string, span: Found['span']): Found {
  return {
    span,
    message: `${written} was never filled in, and nothing here says what it is. Write the value, or where to find it.`,
  };
}

/** The one `{{ sender }}` in a runbook that asks for all else in another way, and explains it nowhere. */
function unrendered(context: RuleContext): readonly Found[] {
  const { steps } = context.runbook;
  const holes = steps.flatMap((step) =>
    step.placeholders.map((hole) => ({ ...hole, step, curly: hole.written.startsWith('{{') })),
  );
  const curly = holes.filter((hole) => hole.curly);
  const [one] = curly;
  const [place] = one?.places ?? [];
  if (one === undefined || place === undefined || curly.length > 1 || one.places.length > 1)
    return [];
  const before = one.step.text.slice(0, place.start);
  const isSet = /(?:^|\n)\s*(?:export\s+)?\$?\w+\s*=\s*["']?$/.test(before);
  // No program is given one as a word of its own.
  const isBare = isShell(one.step.language) && /(?:^|\n)[\w ./-]+ $/.test(before);
  if (holes.length < 2 && !isSet && !isBare) return [];
  if (/\$\w+|\./.test(one.written) || isSpokenOf(context, one.written)) return [];
  if (holes.some((hole) => !hole.curly && meaningOf(hole.written) === meaningOf(one.written)))
    return [];
  return [
    {
      span: context.place(one.step, place.start, place.end),
      message: `${one.written} looks like a template that was never rendered: nothing here says what it is. Write the value, or where to find it.`,
    },
  ];
}

/** Its name stands elsewhere, joined in whichever way, and not as the variable that takes it. */
function isSpokenOf({ text }: RuleContext, written: string): boolean {
  const words = written.match(/[\p{L}\d]+/gu) ?? [];
  const other = text.replace(/\$\{?\w+\}?|\b\w+=/g, '');
  return [...other.matchAll(new RegExp(words.join('[\\s_-]?'), 'giu'))].length > 1;
}

/** `web-XX`, `10.0.x.x`, `%HOST%`, `__HOST__`, `???`: crosses where a name or number was to go. */
function crossed(context: RuleContext, step: Step, told: Set<string>): readonly Found[] {
  if (!isShell(step.language) && !/^(?:powershell|sql|psql)$/.test(step.language)) return [];
  if (!MAY_CROSS.test(step.text)) return [];
  const scan = scanCode(step.text, step.language);
  return [...step.text.matchAll(CROSSED)].flatMap((match) => {
    const [written] = match;
    const { index } = match;
    if (told.has(written) || scan.contextAt(index) === 'comment') return [];
    const line = step.text.slice(step.text.lastIndexOf('\n', index) + 1).split('\n', 1)[0] ?? '';
    if (/\bmktemp\b|\bdate\b|--(?:format|pretty|date)\b|^\s*#/.test(line)) return [];
    // What a command reads is typed with it.
    const fed = scan.contextAt(index).startsWith('heredoc');
    if ((!fed && !isInCommand(step, index)) || isExplained(context, written)) return [];
    told.add(written);
    return [neverFilled(written, context.place(step, index, index + written.length))];
  });
}

/** Cheaper than `CROSSED`, which most texts do not match. */
const MAY_CROSS =
  /_{3}|_HERE|[xX][.:][xX]|X{2}|N{2}|x{3}|\?{2}|%[A-Z]|__[A-Z]|@@|[\s\d.=:v-][xX]\.|\d\.[xX]|a\.b{1,3}\.c|[Yy]our[a-z]|YOUR[A-Z]|\/dev\/[a-z-]+[XY]/;
const CROSSED =
  /(?<![\w.])(?:[xX]{1,3}(?:\.[xX]{1,3}){3}|a{1,3}\.b{1,3}\.c{1,3}\.d{1,3})(?![\w.])|(?<![\w:])(?:[xX]{2}:){5}[xX]{2}(?![\w:])|(?<=[\s="':@/v-])(?:x\.y(?:\.z)?|X\.Y(?:\.Z)?)(?![\w.])|(?<![\w-])(?:[\w-]+\.)*[Yy]our-?(?:domain|company|org|site|host|server|cluster|team|bucket|registry)[\w-]*\.[a-z]{2,}(?:\.[a-z]{2,})?(?!\w)|(?<=[\s="'])N{3,}(?=[\s"']|$)|(?<=[\s="'/@])X{3,}(?=\.[a-z])|(?<![\w.-])(?:[A-Za-z]\w*[-_.])+(?:X{2,}|N{2,}|x{3,}|\?{2,})(?:[-_.][\w.-]+)?(?![\w*?])|(?<![\w.])(?:\d{1,3}\.){1,3}[Xx]{1,3}(?:\.(?:[Xx]{1,3}|\d{1,3}))*(?![\w.])|%[A-Z][A-Z_]{2,30}%|(?<=[\s="'/:@])[A-Z][A-Z\d]*(?:_[A-Z\d]+)*_HERE\b|(?<![\w.])__[A-Z][A-Z_]+__(?!\w)|@@[A-Z_]+@@|(?<=[\s='"(@:])\?{3,}(?=[\s;,'")/:.]|$)|(?<=[\s="'/:(,-])_{3,}(?=(?:[KMGT]i?B?|ms|[smhd%])?(?:[\s"'/:.;),@]|$))|(?<=[\s="'/:@])(?:[A-Za-z][a-z]*\d*(?:X{3,}|N{3,})|[A-Z]{2,4}X{4,})(?![\w*?])|(?<![\w$<{[])(?:[a-z\d]+[-.])*(?:YOUR(?!SEL)[A-Z]{3,}[A-Z\d]*|your(?!s\b|sel[fv]|ls\b|name|user|login|account|id)[a-z]{3,}|your(?!Name|User|Login|Account|I[dD])[A-Z][a-z]+)(?![\w.>}\]]|-[a-z]+\.)|(?<=\/dev\/)(?:[hsv]d|xvd|md|dm-|nvme|sr|tty(?:S|USB)?)[XY]{1,3}(?:n\d\w*|\d{0,2})(?![\w*?])/g;

/** A log line or listing in a block of commands holds crosses too. */
function isInCommand({ text, language }: Step, at: number): boolean {
  if (language !== 'bash' && language !== 'sh') return true;
  const lines = text.slice(0, at).split('\n');
  let first = lines.length - 1;
  while (first > 0 && /\\\s*$/.test(lines[first - 1] ?? '')) first--;
  const line = text.split('\n')[first] ?? '';
  return guessCommand(line.trim())?.certainty === 'certain' || /^\s*(?:export )?\w+=/.test(line);
}

/** What templates hold: names in brackets are how a runbook asks its reader. */
const LEFT_OPEN =
  /^(?:your[-_]|.*(?:REPLACE[-_]?ME|CHANGE[-_]?ME|FILL[-_]?(?:ME|IN)|\b(?:INSERT|ENTER)[-_ ]|PLACEHOLDER|TODO|TBD|FIXME|[-_ ]HERE\b)|[^<[{]*x{4,}|x{3}$)/i;

/** What no log and no listing holds. */
const MARKS = /TODO|TBD|FIXME|PLACEHOLDER|(?:CHANGE|REPLACE|FILL)[-_]?(?:ME|IN|THIS)|HERE/;

/** The text, a comment or a table speaks of it. */
export function isExplained(context: RuleContext, written: string): boolean {
  return spokenOf(context).includes(written);
}
