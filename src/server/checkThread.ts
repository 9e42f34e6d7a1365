import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { StepLanguage } from '../core/model/step';
import { parseText, type ParsedText } from '../core/parser/incremental';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { Classification } from '../core/run/intent';
import { CodeReader } from '../core/validation/codeReader';
import type { Finding } from '../core/validation/finding';
import { FolderIndex } from '../core/validation/folderIndex';
import {
  MachineAnswers,
  type MachineAnswer,
  type MachineQuestion,
} from '../core/validation/machine';
import { Recall } from '../core/validation/recall';
import { keepSafeFixes } from '../core/validation/safeFixes';
import type { RunbookHistory } from '../core/validation/stepHistory';
import { validateRunbook, type RuleSettings } from '../core/validation/validateRunbook';
import { isMarkdown, readText } from './folder';
import { openGrammars } from './grammarFiles';

/** A document to check. Paths are relative to the folder, with `/`. */
export interface CheckQuestion {
  readonly kind: 'check';
  /** The folder it is in; undefined for one outside of every folder. */
  readonly root: string | undefined;
  readonly path: string | undefined;
  readonly text: string;
  readonly settings: RuleSettings;
  readonly today: string;
  readonly history: RunbookHistory | undefined;
  readonly staleDays: number | undefined;
  /** Somebody writes in it: its reading is kept, and the machine is asked about it. */
  readonly isOpen: boolean;
  /** Leaves out fixes that would bring more findings; only worth it when a fix is asked for. */
  readonly safeFixes: boolean;
}

/** A command to tell the intent of. */
export interface IntentQuestion {
  readonly kind: 'intent';
  readonly text: string;
  readonly language: StepLanguage;
}

/** What the worker is told without an answer. */
export type CheckNews =
  | { readonly kind: 'folder'; readonly root: string; readonly paths: readonly string[] }
  | {
      readonly kind: 'machine';
      readonly questions: readonly MachineQuestion[];
      readonly answers: readonly MachineAnswer[];
    };

export type CheckRequest = ((CheckQuestion | IntentQuestion) & { readonly id: number }) | CheckNews;

export interface CheckAnswer {
  readonly id: number;
  readonly findings: readonly Finding[];
  /** What only the machine can tell of an open document, and was not asked yet. */
  readonly questions: readonly MachineQuestion[];
  readonly classification: Classification | undefined;
  /** The grammars could not be read, so commands were not looked into. */
  readonly blind: boolean;
}

/** What is kept of an open document for its next edit. */
interface Open {
  readonly parsed: ParsedText;
  readonly recall: Recall;
}

/** Open documents of which something is kept. */
const KEPT = 20;

/** The worker's side: reads and checks documents one after the other. */
export function answerChecks(port: MessagePort, grammarFolder: string): void {
  const opening = openGrammars(grammarFolder).then(
    (grammars) => grammars && new CodeReader(grammars),
  );
  const opened = new Map<string, Open>();
  const folders = new Map<string, FolderIndex>();
  const machine = new MachineAnswers();

  const readAgain = (key: string, text: string): Open => {
    const before = opened.get(key);
    const open = {
      parsed: parseText(text, before?.parsed),
      recall: before?.recall ?? new Recall(),
    };
    opened.delete(key);
    opened.set(key, open);
    const [oldest] = opened.keys();
    if (opened.size > KEPT && oldest !== undefined) opened.delete(oldest);
    return open;
  };
  const check = (
    question: CheckQuestion,
    code: CodeReader | undefined,
  ): Pick<CheckAnswer, 'findings' | 'questions'> => {
    const { root, path, text, settings, today, history, staleDays, safeFixes, isOpen } = question;
    const files = root === undefined ? undefined : folders.get(root);
    const open = isOpen ? readAgain(`${root ?? ''}\n${path ?? ''}`, text) : undefined;
    const runbook = open?.parsed.runbook ?? parseRunbook(text);
    const own = { machine: isOpen ? machine : undefined, recall: open?.recall };
    const around = { code, path, files, today, history, staleDays, ...own };
    const found = validateRunbook(runbook, text, around, settings);
    const questions = machine.takeOpen();
    const again = (fixed: string) => validateRunbook(parseRunbook(fixed), fixed, around, settings);
    const findings = safeFixes ? keepSafeFixes(found, text, again) : found;
    machine.takeOpen();
    return { findings, questions };
  };
  const answer = async (
    request: Exclude<CheckRequest, CheckNews>,
  ): Promise<Omit<CheckAnswer, 'id'>> => {
    const code = await opening;
    const nothing = { findings: [], questions: [], classification: undefined };
    const blind = code === undefined;
    if (request.kind === 'check') return { ...nothing, ...check(request, code), blind };
    return { ...nothing, classification: code?.classify(request.text, request.language), blind };
  };
  port.on('message', (request: CheckRequest) => {
    if (request.kind === 'folder') folders.set(request.root, indexOf(request.root, request.paths));
    else if (request.kind === 'machine') machine.learn(request.questions, request.answers);
    else {
      const { id } = request;
      // A failure of a check is a bug; whoever asked gets no findings rather than no answer.
      const failed = { findings: [], questions: [], classification: undefined, blind: false };
      void answer(request)
        .catch(() => failed)
        .then((found) => port.postMessage({ id, ...found } satisfies CheckAnswer));
    }
  });
}

/** Texts are read when a link leads to them, and only their headings are kept. */
function indexOf(root: string, paths: readonly string[]): FolderIndex {
  return new FolderIndex(paths, {
    get: (path) => (isMarkdown(path) ? readText(join(root, path)) : undefined),
    keys: () => paths.filter(isMarkdown),
  });
}
