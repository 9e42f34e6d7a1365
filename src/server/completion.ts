import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runbook } from '../core/model/runbook';
import type { Known } from '../protocol';
import { frontMatterCompletions, isInFrontMatter } from './frontMatter';
import { placeholders, stepNames } from './names';

const LANGUAGES: readonly (readonly [string, string])[] = [
  ['bash', 'Commands for a shell'],
  ['console', 'A session with prompts and output'],
  ['powershell', 'Commands for PowerShell'],
  ['sql', 'Statements for PostgreSQL'],
  ['python', 'Python'],
  ['http', 'An HTTP request'],
  ['output', 'What the step above should print'],
  ['json', 'Data, not run'],
  ['yaml', 'Data, not run'],
  ['text', 'Not run'],
];

const ATTRIBUTES: readonly (readonly [string, string])[] = [
  ['name', 'What the step is called in links, logs and on the command line'],
  ['expect', 'What should come out'],
  ['timeout', 'Seconds after which the step is stopped'],
  ['cwd', 'The folder it runs in'],
  ['target', 'Where it runs'],
  ['connection', 'The database that SQL goes to'],
  ['confirm', 'Ask before running it'],
  ['interactive', 'Needs a terminal'],
  ['intent', 'check, change or destructive'],
];

/** Completions where the built-in Markdown support has none: info strings, holes, names. */
export function completionsAt(
  runbook: Runbook,
  document: TextDocument,
  offset: number,
  known: Known,
): readonly CompletionItem[] {
  const text = document.getText();
  if (isInFrontMatter(text, offset)) return frontMatterCompletions(text, offset);
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const fence = /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:`{3,}|~{3,})\s*(.*)$/.exec(line);
  const names = stepNames(runbook, text);
  if (/\]\(#step-[\w-]*$/.test(line))
    return names.map(({ name }) => ({ label: name, kind: CompletionItemKind.Reference }));
  if (fence !== null) return inInfoString(fence[1] ?? '', known);
  const inCode = runbook.steps.some(({ source }) => source.start <= offset && offset <= source.end);
  if (inCode && /[<[{]\w*$/.test(line)) return holes(runbook, text, line);
  if (/\b(?:see|follow|playbook)\s+(?:the\s+)?\*\*[^*]*$/i.test(line))
    return runbook.sections
      .filter(({ level }) => level > 1)
      .map(({ title }) => ({ label: title, kind: CompletionItemKind.Reference }));
  if (/\bsev(?:erity)?\w*[:\s=]+\S*$/i.test(line))
    return runbook.severities.map(({ level, description }) => ({
      label: level,
      detail: description,
      kind: CompletionItemKind.EnumMember,
    }));
  return [];
}

const TARGETS: readonly string[] = ['docker:', 'podman:', 'ssh:', 'k8s:'];
const INTENTS: readonly string[] = ['check', 'change', 'destructive'];

function inInfoString(info: string, known: Known): readonly CompletionItem[] {
  const attribute = /\b(target|connection|intent)=["']?[^\s"']*$/.exec(info)?.[1];
  if (attribute !== undefined) {
    const values = {
      target: [...known.targets, ...TARGETS],
      connection: known.connections,
      intent: INTENTS,
    }[attribute];
    return (values ?? []).map((label) => ({ label, kind: CompletionItemKind.Value }));
  }
  // Within any other value nothing is known.
  if (/\s[\w-]+=\S*$/.test(info)) return [];
  if (!/\s/.test(info))
    return LANGUAGES.map(([label, detail]) => ({ label, detail, kind: CompletionItemKind.Value }));
  return ATTRIBUTES.filter(([name]) => !new RegExp(`\\b${name}=`).test(info)).map(
    ([name, detail]) => ({
      label: name,
      detail,
      insertText: `${name}=`,
      kind: CompletionItemKind.Property,
    }),
  );
}

function holes(runbook: Runbook, text: string, line: string): readonly CompletionItem[] {
  const open = /[<[{]+\w*$/.exec(line)?.[0] ?? '';
  return placeholders(runbook, text)
    .filter(({ name }) => name.startsWith(open.charAt(0)) && name !== open)
    .map(({ name }) => ({
      label: name,
      filterText: name,
      insertText: name.slice(open.replace(/\w+$/, '').length),
      kind: CompletionItemKind.Variable,
    }));
}
