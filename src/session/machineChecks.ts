import { LineIndex } from '../core/text/lineIndex';
import type { MachineAnswer, MachineKind, MachineQuestion } from '../core/validation/machine';
import { findProgram, findShell } from '../execution/environment/findProgram';
import { parsePowershell } from '../execution/inspect/powershell';
import { shellcheckTexts, type ShellRemark } from '../execution/inspect/shellcheck';
import type { Environments } from './environments';
import type { Gate } from './ports';

/** A check that takes longer is of no use to who writes. */
const DEADLINE_MS = 20_000;

export interface MachineCheckParts {
  readonly root: string;
  readonly environments: Pick<Environments, 'variables'>;
  /** The environment of the window itself, to which the folder's `.env` files add nothing. */
  readonly own: () => Readonly<Record<string, string | undefined>>;
  readonly gate: Gate;
}

/**
 * Asks programs of this machine what they think of a runbook's commands. They read the text and
 * run none of it; still, nothing is started where nothing may run. They start because a file was
 * opened, so what the folder's `.env` says (`PATH`, `LD_PRELOAD`) has no part in how they start.
 */
export class MachineChecks {
  readonly #parts: MachineCheckParts;

  constructor(parts: MachineCheckParts) {
    this.#parts = parts;
  }

  /** An answer for each question in order; undefined where the machine cannot tell. */
  async answer(
    questions: readonly MachineQuestion[],
    signal?: AbortSignal,
  ): Promise<readonly MachineAnswer[]> {
    if (!this.#parts.gate.check().ok) return questions.map(() => undefined);
    const env = ownVariables(this.#parts.own());
    const ofSteps = await this.#parts.environments.variables();
    const answers = new Map<MachineQuestion, MachineAnswer>();
    const ask = async (
      kind: MachineKind,
      answersTo: (texts: readonly string[]) => Promise<readonly MachineAnswer[]>,
    ): Promise<void> => {
      const own = questions.filter((question) => question.kind === kind);
      if (own.length === 0) return;
      const found = await answersTo(own.map(({ text }) => text));
      own.forEach((question, index) => answers.set(question, found[index]));
    };
    await ask('command', (names) => Promise.resolve(this.#commands(names, ofSteps)));
    await ask('shellcheck', (texts) => this.#shellcheck(texts, env, signal));
    await ask('powershell', (texts) => this.#powershell(texts, env, signal));
    return questions.map((question) => answers.get(question));
  }

  #commands(names: readonly string[], env: Environment): readonly MachineAnswer[] {
    const path = env['PATH'] ?? env['Path'] ?? '';
    // Batch files and aliases of Windows are not looked for, so a program may be there all the same.
    if (process.platform === 'win32' || path === '') return [];
    return names.map((name) =>
      findProgram(name, path, [this.#parts.root]) === undefined
        ? [{ start: 0, end: name.length, code: 'not-found', message: '' }]
        : [],
    );
  }

  async #shellcheck(
    texts: readonly string[],
    env: Environment,
    signal: AbortSignal | undefined,
  ): Promise<readonly MachineAnswer[]> {
    const program = findProgram('shellcheck', env['PATH'] ?? '', [this.#parts.root]);
    if (program === undefined) return [];
    const found = await shellcheckTexts(texts, { program, env, deadlineMs: DEADLINE_MS, signal });
    if (!found.ok) return [];
    return found.value.map((remarks, index) =>
      remarks.map((remark) => toFault(remark, new LineIndex(texts[index] ?? ''))),
    );
  }

  async #powershell(
    texts: readonly string[],
    env: Environment,
    signal: AbortSignal | undefined,
  ): Promise<readonly MachineAnswer[]> {
    const program = findShell('pwsh', env, [this.#parts.root]);
    if (program === undefined) return [];
    const how = { program, cwd: this.#parts.root, env, deadlineMs: DEADLINE_MS, signal };
    const found = await parsePowershell(texts, how);
    if (!found.ok) return [];
    return found.value.map((errors) => errors.map((error) => ({ ...error, code: 'parse' })));
  }
}

type Environment = Readonly<Record<string, string>>;

function ownVariables(own: Readonly<Record<string, string | undefined>>): Environment {
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function toFault({ code, message, ...at }: ShellRemark, lines: LineIndex) {
  const start = lines.start(at.line - 1) + at.column - 1;
  const end = lines.start(at.endLine - 1) + at.endColumn - 1;
  return { code: `SC${code}`, message, start, end };
}
