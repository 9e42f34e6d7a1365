import type { MessagePort } from 'node:worker_threads';
import { parseText, type ParsedText } from '../core/parser/incremental';
import { CodeReader } from '../core/validation/codeReader';
import type { Finding } from '../core/validation/finding';
import { FolderIndex } from '../core/validation/folderIndex';
import { keepSafeFixes } from '../core/validation/safeFixes';
import type { RunbookHistory } from '../core/validation/stepHistory';
import { validateRunbook, type RuleSettings } from '../core/validation/validateRunbook';
import { openGrammars } from './grammarFiles';

/** What the worker is asked. Paths are relative to the folder, with `/`. */
export type CheckRequest =
  | {
      readonly kind: 'check';
      readonly id: number;
      readonly path: string | undefined;
      readonly text: string;
      readonly settings: RuleSettings;
      readonly today: string;
      readonly history: RunbookHistory | undefined;
      readonly staleDays: number | undefined;
      /** Leaves out fixes that would bring more findings; only worth it when a fix is asked for. */
      readonly safeFixes: boolean;
    }
  | {
      readonly kind: 'folder';
      readonly paths: readonly string[];
      readonly texts: readonly (readonly [string, string])[];
    };

export interface CheckAnswer {
  readonly id: number;
  readonly findings: readonly Finding[];
}

/** Documents whose reading is kept for the next edit. */
const KEPT = 20;

/** The worker's side: reads and checks documents one after the other. */
export function answerChecks(port: MessagePort, grammarFolder: string): void {
  const opening = openGrammars(grammarFolder).then(
    (grammars) => grammars && new CodeReader(grammars),
  );
  const read = new Map<string, ParsedText>();
  let files: FolderIndex | undefined;
  const check = async (request: Extract<CheckRequest, { kind: 'check' }>): Promise<void> => {
    const { id, path, text, settings, today, history, staleDays, safeFixes } = request;
    const around = {
      code: await opening,
      path,
      files: path === undefined ? undefined : files,
      today,
      history,
      staleDays,
    };
    const parsed = parseText(text, path === undefined ? undefined : read.get(path));
    if (path !== undefined) {
      read.delete(path);
      read.set(path, parsed);
      const [oldest] = read.keys();
      if (read.size > KEPT && oldest !== undefined) read.delete(oldest);
    }
    const found = validateRunbook(parsed.runbook, text, around, settings);
    const again = (fixed: string) =>
      validateRunbook(parseText(fixed).runbook, fixed, around, settings);
    const findings = safeFixes ? keepSafeFixes(found, text, again) : found;
    port.postMessage({ id, findings } satisfies CheckAnswer);
  };
  port.on('message', (request: CheckRequest) => {
    if (request.kind === 'folder') files = new FolderIndex(request.paths, new Map(request.texts));
    // A failure of a check is a bug; the pool answers for it when its deadline comes.
    else void check(request).catch(() => port.postMessage({ id: request.id, findings: [] }));
  });
}
