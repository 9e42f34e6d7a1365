import type { BlockRole } from '../model/runbook';
import type { NotRunnable, StepLanguage } from '../model/step';
import { codeOffsets, type RawBlock } from './blocks';
import { guessLanguage, guessRole, guessTextRole } from './blockRole';
import { isColumnTitles } from './columnTitles';
import { guessCommand } from './commands';
import { leadsToExpected } from './expectedWords';
import type { FenceTrouble } from './fenceTrouble';
import type { InfoString } from './infoString';
import { meaningOfTag } from './language';
import type { MarkdownDocument } from './markdown';
import { hasOutputBelow, separateOutput } from './pastedOutput';
import { readCode, type CodeReading, type PartDraft } from './parts';
import { foreignSql, writtenFor } from './otherDatabases';
import type { ItemPlace } from './passages';
import { mayBeSession, readSession, type CodeLine } from './prompts';
import { findForeignCode, findTypography, hasCode, notRunnable } from './runnable';
import { saidInComment } from './saidBehind';
import type { ExpectedWords, StepDraft } from './stepDraft';

/** What stands around a block and helps to read it. */
export interface BlockContext {
  readonly info: InfoString;
  /** The paragraph or heading above, as Markdown. */
  readonly lead: string;
  readonly item: ItemPlace | undefined;
  readonly trouble: FenceTrouble | undefined;
}

export interface BlockReading {
  readonly role: BlockRole;
  readonly step: StepDraft | undefined;
}

/** Decides what a code block is and reads its step when it has one. */
export function readBlockStep(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
): BlockReading {
  const { info, lead } = context;
  const meaning = meaningOfTag(info.tag);
  switch (meaning.kind) {
    case 'step':
      if (meaning.language === 'http' && /^\s*HTTP\/\d/.test(block.content))
        return { role: 'output', step: undefined };
      if (meaning.language === 'node') {
        if (isFile(info) || EXPORTS.test(block.content)) return { role: 'data', step: undefined };
        if (isMongoScript(block.content)) return mongoScript(document, block, context);
      }
      if (meaning.language === 'bash' && isOnDevice(block.content))
        return { role: guessTextRole(block.content, lead), step: undefined };
      return step(document, block, context, meaning.language, meaning.session, true);
    case 'command-prompt':
      return commandPrompt(document, block, context);
    case 'data':
      if (isToolCall(info, block.info.trim())) return commandInInfo(document, block, context);
      return {
        role: isPlain(info.tag) ? guessTextRole(block.content, lead) : 'data',
        step: undefined,
      };
    case 'output':
      return { role: 'output', step: undefined };
    case 'drawing':
      return { role: 'drawing', step: undefined };
    case 'sample':
      return { role: 'sample', step: undefined };
    case 'unknown':
      return unknownTag(document, block, context);
    case 'none':
      return unlabelled(document, block, context);
  }
}

/** `docker ps -a` or `terraform plan`: the tool has the name of a language. */
function isToolCall({ rest }: InfoString, info: string): boolean {
  return /^[a-z][a-z-]+(?:\s|$)/.test(rest) && guessCommand(info)?.certainty === 'certain';
}

/** Shown with a file's name above it: what stands in that file. */
function isFile({ attributes }: InfoString): boolean {
  const { title = '', filename = '', file = '' } = attributes.other;
  return /^[\w./@-]+\.[a-z]{1,5}$/i.test(title || filename || file);
}

/** A batch file's commands mean other things in PowerShell: shown with the reason, never run. */
function commandPrompt(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
): BlockReading {
  const reading = step(document, block, context, 'powershell', true, false);
  return toCopy(reading, writtenFor('cmd'));
}

/** `Switch(config)# vlan 7`: a session on a switch, a router or a firewall, which no shell reads. */
function isOnDevice(content: string): boolean {
  return DEVICE.test(content);
}

const DEVICE =
  /^\s*(?:[A-Za-z][\w.-]{0,60}\((?:config|conf|cfg)[\w-]*\)[#>] ?\S|[A-Za-z][\w.-]{0,60}[#>] ?(?:show|conf(?:igure)? (?:t|terminal|private|exclusive)?|enable|write (?:memory|erase)|copy (?:running|startup|tftp|flash)|reload|erase (?:startup|nvram)|delete flash:|terminal length|display|system-view|request system|commit)(?:[\s:-]|$))/;

/** What is typed into MongoDB's shell, and what belongs to Node.js alone. */
const MONGO =
  /^[ \t]*(?:(?:\w+ = )?(?:db|rs|sh)\.\w|use [\w-]+;?[ \t]*$|show (?:dbs|databases|collections|users|roles)\b)/m;
const NODE = /\brequire\(|^[ \t]*(?:import|export)\b|\bprocess\.|\bawait\b/m;

/** What other code takes from a file: run by itself it does nothing. */
const EXPORTS =
  /^(?:module\.exports\b|exports\.\w+)\s*=|^export\s+(?:default|const|async|function)\b/m;

function isMongoScript(content: string): boolean {
  return MONGO.test(content) && !NODE.test(content);
}

/** Tagged `js` for its colours: Node.js knows neither `db` nor `rs`. */
function mongoScript(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
): BlockReading {
  const reading = step(document, block, context, 'node', false, true);
  return toCopy(reading, writtenFor('mongosh'));
}

/** Shown with the reason, never run. */
function toCopy(reading: BlockReading, reason: NotRunnable): BlockReading {
  const own = reading.step;
  if (own === undefined) return reading;
  return { ...reading, step: { ...own, notRunnable: own.notRunnable ?? reason } };
}

function isPlain(tag: string): boolean {
  return /^(?:text|txt|plain|plaintext)$/.test(tag);
}

/** A first word that names no language: glued output, a command, or a language we do not run. */
function unknownTag(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
): BlockReading {
  const info = block.info.trim();
  if (/^output/i.test(info) || isColumnTitles(info)) return { role: 'output', step: undefined };
  const guess = guessCommand(info);
  if (guess?.certainty === 'certain' && /\s|\$\(/.test(info))
    return commandInInfo(document, block, context);
  return { role: 'data', step: undefined };
}

function commandInInfo(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
): BlockReading {
  const text = block.info.trim();
  const draft = baseDraft(document, block, context, 'bash', text, [], undefined);
  return {
    role: 'step',
    step: {
      ...draft,
      notRunnable: notRunnable(
        'command-in-info-string',
        'The command stands behind the opening fence, where the name of a language belongs. Put it on a line of its own.',
      ),
    },
  };
}

function unlabelled(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
): BlockReading {
  const info = block.info.trim();
  if (info !== '' && context.info.tag === '' && context.info.rest !== '') {
    if (guessCommand(info)?.certainty === 'certain' || /^\w+=\$\(/.test(info))
      return commandInInfo(document, block, context);
    if (isColumnTitles(info)) return { role: 'output', step: undefined };
  }
  if (/^ {0,3}(?:`{3,}|~{3,})/m.test(block.content) && block.markup.length > 3)
    return { role: 'sample', step: undefined };
  const lines = block.content.split('\n');
  const session = readSession(lines, false, false);
  if (session !== undefined) return step(document, block, context, 'bash', false, false);
  if (leadsToExpected(context.lead)) return { role: 'output', step: undefined };
  const guess = guessRole(block.content, context.lead);
  if (guess.language === undefined && hasOutputBelow(toLines(block.content)))
    return step(document, block, context, 'bash', false, false);
  if (guess.role !== 'step' || guess.language === undefined)
    return { role: guess.role, step: undefined };
  return step(document, block, context, guess.language, false, false);
}

function toLines(content: string): readonly CodeLine[] {
  const lines = content.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines.map((text, line) => ({ text, line }));
}

interface Code {
  readonly language: StepLanguage;
  readonly lines: readonly CodeLine[];
  readonly output: string;
  readonly refused: NotRunnable | undefined;
  readonly doubtful: boolean;
}

/** Prompts stripped and pasted output taken out. */
function unwrap(content: string, language: StepLanguage, tagged: boolean, labelled: boolean): Code {
  const lines = toLines(content);
  const isShell = language === 'bash' || language === 'sh' || language === 'zsh';
  const session =
    language === 'node' || language === 'http' || !mayBeSession(content)
      ? undefined
      : readSession(
          lines.map((entry) => entry.text),
          tagged,
          labelled,
        );
  if (session === undefined) {
    const separated = isShell ? separateOutput(lines, labelled) : { lines, output: '' };
    const refused =
      isShell &&
      labelled &&
      separated.lines.every((entry) => entry.text.trim() === '') &&
      lines.length > 0 &&
      separated.output !== ''
        ? notRunnable('output', 'This block holds only the output of a command.')
        : undefined;
    return {
      language,
      lines: refused === undefined ? separated.lines : lines,
      output: separated.output,
      refused,
      doubtful: false,
    };
  }
  const shellAsSql = session.language === 'psql' && isShell ? 'psql' : session.language;
  if (session.mixed || shellAsSql === 'other') {
    const refused = notRunnable(
      'output',
      session.mixed
        ? 'This is the record of a session: commands of a shell and of a program inside it, with what they printed.'
        : 'This is the record of a session in a program that cannot be fed from here.',
    );
    return {
      language,
      lines: session.lines.length > 0 ? session.lines : lines,
      output: session.output,
      refused,
      doubtful: false,
    };
  }
  const own = shellAsSql === 'bash' ? (isShell ? language : 'bash') : shellAsSql;
  const kept = session.lines;
  return {
    language: own,
    lines: kept,
    output: session.output,
    refused: session.shell === undefined ? undefined : writtenFor(session.shell),
    doubtful: session.doubtful,
  };
}

function step(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
  language: StepLanguage,
  tagged: boolean,
  labelled: boolean,
): BlockReading {
  const code = unwrap(block.content, language, tagged, labelled);
  const reading = readCode(code.lines, code.language);
  const expected = expectedOf(code, reading);
  const draft = baseDraft(
    document,
    block,
    context,
    reading.language,
    reading.text,
    reading.parts,
    expected,
  );
  const attributes =
    code.doubtful && draft.attributes.confirm === undefined
      ? { ...draft.attributes, confirm: true }
      : draft.attributes;
  return {
    role: 'step',
    step: {
      ...draft,
      attributes,
      notRunnable: reasonFor(draft, context, code.refused ?? reading.refused),
    },
  };
}

/** What was pasted below the commands, or what a comment says. */
function expectedOf(code: Code, reading: CodeReading): ExpectedWords | undefined {
  if (code.refused?.code === 'output') return undefined;
  if (code.output !== '') return { source: code.output, place: 'transcript' };
  const source = reading.parts.length === 1 ? saidInComment(reading.text) : undefined;
  return source === undefined ? undefined : { source, place: 'cell' };
}

function reasonFor(
  draft: StepDraft,
  context: BlockContext,
  refused: NotRunnable | undefined,
): NotRunnable | undefined {
  if (context.trouble?.notRunnable !== undefined) return context.trouble.notRunnable;
  if (refused !== undefined) return refused;
  if (draft.text.trim() === '') return notRunnable('empty', 'The block is empty.');
  if (
    !hasCode(draft.text, draft.language) ||
    (draft.parts.length > 0 && draft.parts.every((part) => part.manual))
  )
    return notRunnable(
      'comments-only',
      'The block holds only comments: instructions for a person.',
    );
  const isShell = draft.language === 'bash' || draft.language === 'sh' || draft.language === 'zsh';
  if (isShell && goesOn(draft.text))
    return notRunnable(
      'fence-cut-short',
      'The last command goes on in a next line, and there is none. Write the rest of it, or take the `\\` away.',
    );
  return (
    (isShell ? findForeignCode(draft.text) : undefined) ??
    findTypography(draft.text, draft.language) ??
    (draft.attributes.connection === undefined
      ? foreignSql(draft.text, draft.language, context.info.tag)
      : undefined)
  );
}

/** Its last line ends with a backslash that is not itself written with one. */
function goesOn(text: string): boolean {
  const end = text.trimEnd();
  return end.endsWith('\\') && /(?:^|[^\\])(?:\\\\)*\\$/.test(end.slice(-40));
}

function baseDraft(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
  language: StepLanguage,
  text: string,
  parts: readonly PartDraft[],
  expected: ExpectedWords | undefined,
): StepDraft {
  const { attributes } = context.info;
  const own = attributes.expect;
  return {
    kind: 'block',
    range: block.range,
    source: codeOffsets(document, block.code),
    title: attributes.name ?? parts[0]?.title ?? '',
    language,
    text,
    parts,
    codeLine: block.code.start,
    notRunnable: undefined,
    expected: own === undefined ? expected : { source: own, place: 'attribute' },
    attributes,
    item: context.item,
  };
}

/** Code indented by four spaces: a step only when every line of it is sure to be one. */
export function readIndentedStep(
  document: MarkdownDocument,
  block: RawBlock,
  context: BlockContext,
): BlockReading {
  const session = readSession(block.content.split('\n'), false, false);
  const guess = guessRole(block.content, context.lead);
  const below =
    session === undefined && guess.role !== 'drawing' && hasOutputBelow(toLines(block.content));
  if (below) return step(document, block, context, 'bash', false, false);
  const language = session === undefined ? guessLanguage(block.content) : 'bash';
  if (language === undefined || (session === undefined && guess.role !== 'step'))
    return { role: guess.role === 'step' ? 'data' : guess.role, step: undefined };
  return step(document, block, context, language, false, false);
}
