import type { RunSubject } from '../core/incident/eventData';
import type { Runbook } from '../core/model/runbook';
import type { Step, StepLanguage } from '../core/model/step';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { Classification } from '../core/run/intent';
import type { Verdict } from '../core/run/outcome';
import { planRun, type Plan } from '../core/run/plan';
import type { CommandRun } from '../execution/command';
import type { SupervisorClient } from '../execution/supervisor/client';
import { Emitter, type Listen } from '../util/emitter';
import { fail, type Result } from '../util/result';
import { Consent } from './consent';
import type { LogBook } from './logBook';
import { maskText } from './maskText';
import type { Gate, Questions, RunSettings } from './ports';
import {
  commandEnding,
  endedEvent,
  judgeResult,
  refusedEnding,
  startedEvent,
  subjectOf,
  type Ending,
} from './runRecord';
import type { RunEvent, RunReport, RunRequest } from './runReport';

export interface RunnerParts {
  readonly root: string;
  readonly log: LogBook;
  readonly supervisor: SupervisorClient;
  readonly questions: Questions;
  readonly gate: Gate;
  readonly settings: () => RunSettings;
  /** The environment commands get, read at each run. */
  readonly environment: () => Promise<Readonly<Record<string, string>>>;
  readonly classifier: () => Promise<(text: string, language: StepLanguage) => Classification>;
  readonly keepOutput: (file: string, sha256: string) => Promise<string | undefined>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * The one way to run something: plan, ask, record *started*, execute, record *ended*. Runs of one
 * runbook happen one after the other, in the order they were asked for.
 */
export class Runner {
  readonly onEvent: Listen<RunEvent>;
  readonly #events = new Emitter<RunEvent>();
  readonly #parts: RunnerParts;
  readonly #consent: Consent;
  readonly #running = new Map<string, CommandRun>();
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#consent = new Consent(parts.questions);
    this.onEvent = this.#events.event;
  }

  /** Ids of the runs whose process exists. */
  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Never rejects for an expected failure: the report says what happened. */
  run(request: RunRequest): Promise<RunReport> {
    const before = this.#queues.get(request.runbook) ?? Promise.resolve();
    const run = before.then(() => this.#run(request));
    this.#queues.set(
      request.runbook,
      run.catch(() => undefined),
    );
    return run;
  }

  /** Asks one run, or every run, to end. */
  stop(runId?: string): void {
    for (const [id, run] of this.#running) if (runId === undefined || id === runId) run.cancel();
  }

  /** Forgets directory, variables and functions of a runbook's shells. */
  async reset(runbook: string): Promise<void> {
    for (const shell of ['bash', 'sh', 'zsh', 'pwsh']) {
      await this.#parts.supervisor.resetSession(sessionKey(runbook, shell));
    }
  }

  async #run(request: RunRequest): Promise<RunReport> {
    const runId = this.#parts.newId();
    const gate = this.#parts.gate.check();
    if (!gate.ok) return this.#report(request, runId, refusedEnding(gate), true);
    const runbook = parseRunbook(request.text);
    const plan = await this.#plan(runbook, request);
    const subject = subjectOf(request, runbook, runId);
    if (!plan.ok) return this.#refuse(request, subject, plan);
    if (!(await this.#consent.agree(plan.value, this.#parts.settings(), this.#parts.log.today()))) {
      return this.#refuse(request, subject, {
        code: 'not-confirmed',
        message: 'You chose not to run it.',
      });
    }
    return this.#execute(request, subject, plan.value);
  }

  async #plan(runbook: Runbook, request: RunRequest): Promise<Result<Plan>> {
    const values = await this.#values(runbook, request);
    if (values === undefined) {
      return fail('values-missing', 'Not run: no values were given for its placeholders.');
    }
    return planRun(
      runbook,
      { stepId: request.stepId, partId: request.partId, values },
      {
        classify: await this.#parts.classifier(),
        target: 'local',
        cwd: this.#parts.root,
        timeoutMs: this.#parts.settings().timeoutMs,
      },
    );
  }

  async #values(
    runbook: Runbook,
    request: RunRequest,
  ): Promise<Readonly<Record<string, string>> | undefined> {
    const given = request.values ?? {};
    const step = runbook.steps.find((candidate) => candidate.id === request.stepId);
    const environment = await this.#parts.environment();
    const text = step?.parts.find((part) => part.id === request.partId)?.text ?? step?.text ?? '';
    const open = (step?.placeholders ?? []).filter(
      (hole) =>
        given[hole.name] === undefined &&
        text.includes(hole.written) &&
        !(hole.variable && environment[hole.name] !== undefined),
    );
    if (step === undefined || open.length === 0 || !canRun(step)) return given;
    const asked = await this.#parts.questions.values(step.title, open);
    return asked === undefined ? undefined : { ...given, ...asked };
  }

  async #execute(request: RunRequest, subject: RunSubject, plan: Plan): Promise<RunReport> {
    const { runId } = subject;
    const secrets = plan.secrets;
    const started = await this.#parts.log.recordRun(
      startedEvent(subject, plan, maskText(plan.text, secrets)),
    );
    if (!started.ok) {
      const message = `Not run, because it could not be recorded: ${started.message}`;
      return this.#report(request, runId, refusedEnding({ code: 'not-recorded', message }), false);
    }
    const environment = await this.#parts.environment();
    // The last line before the process exists: trust or settings may have changed while asking.
    const gate = this.#parts.gate.check();
    if (!gate.ok) return this.#end(request, runId, refusedEnding(gate), undefined);
    const run = this.#parts.supervisor.run({
      runId,
      script: plan.text,
      shell: plan.shell,
      cwd: plan.cwd,
      env: { ...environment, ...plan.environment },
      timeoutMs: plan.timeoutMs,
      sessionKey: sessionKey(request.runbook, plan.shell),
      secrets,
      untrustedFolders: [this.#parts.root],
    });
    this.#running.set(runId, run);
    this.#events.fire({ kind: 'started', runId, request, plan });
    run.onOutput(({ stream, text }) =>
      this.#events.fire({ kind: 'output', runId, request, stream, text }),
    );
    const result = await run.result;
    this.#running.delete(runId);
    const { file, sha256 } = result.output;
    const kept = file === undefined ? undefined : await this.#parts.keepOutput(file, sha256);
    return this.#end(request, runId, commandEnding(result, kept), judgeResult(plan, result));
  }

  async #end(
    request: RunRequest,
    runId: string,
    ending: Ending,
    verdict: Verdict | undefined,
  ): Promise<RunReport> {
    const saved = await this.#parts.log.recordRun(endedEvent(runId, ending, verdict));
    return this.#report(request, runId, ending, saved.ok, verdict);
  }

  async #refuse(
    request: RunRequest,
    subject: RunSubject,
    why: { readonly code: string; readonly message: string },
  ): Promise<RunReport> {
    const { code, message } = why;
    const saved = await this.#parts.log.recordRun({
      type: 'run.refused',
      data: { ...subject, code, message },
    });
    return this.#report(request, subject.runId, refusedEnding(why), saved.ok);
  }

  #report(
    request: RunRequest,
    runId: string,
    ending: Ending,
    saved: boolean,
    verdict?: Verdict,
  ): RunReport {
    const report: RunReport = {
      runId,
      outcome: ending.outcome,
      code: ending.code,
      message: ending.message,
      exitCode: ending.exitCode,
      durationMs: ending.durationMs,
      verdict,
      output: ending.output,
      saved,
      endedAt: this.#parts.now().toISOString(),
    };
    this.#events.fire({ kind: 'ended', runId, request, report });
    return report;
  }
}

function canRun(step: Step): boolean {
  return step.notRunnable === undefined || step.notRunnable.code === 'unfilled-hole';
}

function sessionKey(runbook: string, shell: string): string {
  return `${shell} ${runbook}`;
}
