import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ConsentQuestion,
  Questions,
  RunSettings,
  Terminals,
} from '../../../src/session/ports';
import type { RunReport } from '../../../src/session/runReport';
import { WorkspaceSession } from '../../../src/session/workspaceSession';
import { parseRunbook } from '../../../src/core/parser/parseRunbook';
import { fail, succeed } from '../../../src/util/result';
import { sharedClassifier } from '../builtProgram';

export interface SessionSetup {
  readonly environment?: Readonly<Record<string, string>>;
  readonly settings?: Partial<RunSettings>;
  readonly questions?: Partial<Questions>;
  readonly terminals?: Terminals;
  /** Nothing may run, as in Restricted Mode. */
  readonly untrusted?: boolean;
}

/** A session in an empty folder, with answers given beforehand. */
export class SessionUnderTest {
  readonly root = mkdtempSync(join(tmpdir(), 'runbook-session-'));
  readonly asked: ConsentQuestion[] = [];
  readonly session: WorkspaceSession;

  constructor(program: string, setup: SessionSetup = {}) {
    mkdirSync(join(this.root, 'bin'));
    this.session = new WorkspaceSession({
      root: this.root,
      logDirectory: join(this.root, '.runbook'),
      programFolder: program,
      classifier: sharedClassifier(program),
      app: 'test',
      version: '0',
      questions: {
        consent: (question) => {
          this.asked.push(question);
          return Promise.resolve(true);
        },
        values: () => Promise.resolve(undefined),
        ...setup.questions,
      },
      gate: {
        check: () =>
          setup.untrusted === true
            ? fail('untrusted', 'Nothing is run in Restricted Mode.')
            : succeed(undefined),
      },
      settings: () => ({ timeoutMs: 20_000, confirm: 'changes', ...setup.settings }),
      environment: () => ({
        PATH: process.env['PATH'],
        HOME: this.root,
        LANG: 'C.UTF-8',
        ...setup.environment,
      }),
      terminals: setup.terminals,
    });
  }

  /** Runs the step whose text contains `part`. */
  run(text: string, part: string, more: object = {}): Promise<RunReport> {
    const step = parseRunbook(text).steps.find((candidate) => candidate.text.includes(part));
    if (step === undefined) throw new Error(`no step with ${part}`);
    return this.session.runs.run({ runbook: 'r.md', text, stepId: step.id, ...more });
  }

  async events(): Promise<readonly { type: string; data: Record<string, unknown> }[]> {
    const reading = await this.session.log.readJournal(this.session.log.today());
    if (!reading.ok) throw new Error(reading.message);
    return reading.value.events as never;
  }

  async close(): Promise<void> {
    await this.session.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A runbook of blocks of Bash. */
export function bash(...blocks: readonly string[]): string {
  return `# Trial\n\n${blocks.map((block) => `\`\`\`bash\n${block}\n\`\`\`\n`).join('\n')}`;
}
