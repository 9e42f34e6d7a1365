import type { RunSubject } from '../core/incident/eventData';
import type { Runbook } from '../core/model/runbook';
import type { Step, StepLanguage } from '../core/model/step';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { Classification } from '../core/run/intent';
import type { Verdict } from '../core/run/outcome';
import { planRun, type Plan } from '../core/run/plan';
import { showDeceptive } from '../core/text/escapes';
import type { CommandRun } from '../execution/command';
import type { SupervisorClient } from '../execution/supervisor/client';
import { Emitter, type Listen } from '../util/emitter';
import { fail, type Result } from '../util/result';
import { Consent } from './consent';
import type { LogBook } from './logBook';
import { maskText } from './maskText';
import type { Gate, Questions, RunPlace, RunSettings } from './ports';
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
  /** Where a run is recorded; asked once for each run, when its turn comes. */
  readonly place: () => RunPlace;
  /** Keeps a runbook as it was read; answers the name of its side file. */
  readonly keepRunbook: (text: string) => Promise<string | undefined>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A run on its way: what was asked for, and where it is recorded from its start to its end. */
interface Job {
  readonly request: RunRequest;
  readonly runId: string;
  readonly place: RunPlace;
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
    const job = {
      request,
      runId: this.#parts.newId(),
      place: request.place ?? this.#parts.place(),
    };
    const gate = this.#parts.gate.check();
    if (!gate.ok) return this.#report(job, refusedEnding(gate), true);
    const runbook = parseRunbook(request.text);
    const plan = await this.#plan(runbook, request);
    const subject = await this.#subject(job, runbook);
    if (!plan.ok) return this.#refuse(job, subject, plan);
    const practised = practise(job.place, plan.value);
    if (practised !== undefined) return this.#refuse(job, subject, practised, plan.value);
    if (!(await this.#consent.agree(plan.value, this.#parts.settings(), this.#parts.log.today()))) {
      return this.#refuse(job, subject, {
        code: 'not-confirmed',
        message: 'You chose not to run it.',
      });
    }
    return this.#execute(job, subject, plan.value);
  }

  /** In an incident the runbook is kept as it was, so that what was done differently can be told. */
  async #subject({ request, runId, place }: Job, runbook: Runbook): Promise<RunSubject> {
    const subject = subjectOf(request, runbook, runId);
    if (place.incident === undefined) return subject;
    const runbookFile = await this.#parts.keepRunbook(request.text);
    return runbookFile === undefined ? subject : { ...subject, runbookFile };
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

  async #execute(job: Job, subject: RunSubject, plan: Plan): Promise<RunReport> {
    const { request, runId, place } = job;
    const secrets = plan.secrets;
    const started = await this.#parts.log.recordRun(
      startedEvent(subject, plan, maskText(plan.text, secrets), place.drill),
      place.incident,
    );
    if (!started.ok) {
      const message = `Not run, because it could not be recorded: ${started.message}`;
      return this.#report(job, refusedEnding({ code: 'not-recorded', message }), false);
    }
    const environment = await this.#parts.environment();
    // The last line before the process exists: trust or settings may have changed while asking.
    const gate = this.#parts.gate.check();
    if (!gate.ok) return this.#end(job, refusedEnding(gate), undefined);
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
    return this.#end(job, commandEnding(result, kept), judgeResult(plan, result));
  }

  async #end(job: Job, ending: Ending, verdict: Verdict | undefined): Promise<RunReport> {
    const { runId, place } = job;
    const saved = await this.#parts.log.recordRun(
      endedEvent(runId, ending, verdict),
      place.incident,
    );
    return this.#report(job, ending, saved.ok, verdict);
  }

  async #refuse(
    job: Job,
    subject: RunSubject,
    why: { readonly code: string; readonly message: string },
    shown?: Plan,
  ): Promise<RunReport> {
    const { code, message } = why;
    const { drill, incident } = job.place;
    const saved = await this.#parts.log.recordRun(
      {
        type: 'run.refused',
        data: {
          ...subject,
          code,
          message,
          ...(shown === undefined
            ? {}
            : { text: maskText(shown.text, shown.secrets), intent: shown.intent }),
          ...(drill ? { drill } : {}),
        },
      },
      incident,
    );
    return this.#report(job, refusedEnding(why), saved.ok);
  }

  #report(job: Job, ending: Ending, saved: boolean, verdict?: Verdict): RunReport {
    const { request, runId } = job;
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

/** In a drill that is not armed a change is shown and not executed: why, or undefined to go on. */
function practise({ drill, armed }: RunPlace, plan: Plan) {
  if (!drill || armed || plan.intent === 'check') return undefined;
  const text = showDeceptive(plan.text);
  const message = `Drill: this ${plan.intent} was not run. Mark it as done once you have walked through it: ${text}`;
  return { code: 'drill', message };
}

function canRun(step: Step): boolean {
  return step.notRunnable === undefined || step.notRunnable.code === 'unfilled-hole';
}

function sessionKey(runbook: string, shell: string): string {
  return `${shell} ${runbook}`;
}
