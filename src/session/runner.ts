import { resolve } from 'node:path';
import type { RunSubject } from '../core/incident/eventData';
import type { Runbook } from '../core/model/runbook';
import { parseRunbook } from '../core/parser/parseRunbook';
import type { Verdict } from '../core/run/outcome';
import { isForShell, planRun, secretValues, type Plan, type ShellPlan } from '../core/run/plan';
import { shellFor } from '../core/run/shell';
import { showDeceptive } from '../core/text/escapes';
import type { CommandRun } from '../execution/command';
import { Emitter, type Listen } from '../util/emitter';
import { fail, type Result } from '../util/result';
import { runAttempts } from './attempts';
import { commandFor } from './commandFor';
import { Consent } from './consent';
import { secretsOf } from './environments';
import { explainResult } from './explainResult';
import { ShellStates } from './shellStates';
import { stepValues } from './stepValues';
import { NO_TERMINAL, terminalEnding, terminalRefusal } from './terminalRecord';
import { maskText, textMasker } from './maskText';
import type { RunPlace } from './ports';
import {
  commandEnding,
  endedEvent,
  hasPassed,
  judgeResult,
  maskSubject,
  refusedEnding,
  startedEvent,
  stoppedEnding,
  subjectOf,
  type Ending,
} from './runRecord';
import type { RunnerParts } from './runnerParts';
import type { RunEvent, RunReport, RunRequest } from './runReport';

/** A run on its way: what was asked for, and where it is recorded from its start to its end. */
interface Job {
  readonly request: RunRequest;
  readonly runId: string;
  readonly place: RunPlace;
  /** How often everything had been stopped when it was asked for. */
  readonly stops: number;
  /** Called when the runs after this one need not wait for its end. */
  readonly inBackground: () => void;
}

/** What a run gets beside its plan. */
interface Given {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
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
  readonly #running = new Map<string, { cancel(): void }>();
  readonly #shells: ShellStates;
  readonly #queues = new Map<string, Promise<unknown>>();
  #stops = 0;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#consent = new Consent(parts.questions);
    this.#shells = new ShellStates(parts.root);
    this.onEvent = this.#events.event;
  }

  /** Ids of the runs whose process exists. */
  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Never rejects for an expected failure: the report says what happened. */
  run(request: RunRequest): Promise<RunReport> {
    const before = this.#queues.get(request.runbook) ?? Promise.resolve();
    let started: () => void = () => undefined;
    const inBackground = new Promise<void>((resolve) => (started = resolve));
    const stops = this.#stops;
    const run = before.then(() => this.#run(request, stops, started));
    this.#queues.set(request.runbook, Promise.race([run.catch(() => undefined), inBackground]));
    return run;
  }

  /** What was typed into holes in this incident or today, by name; never a secret. */
  rememberedValues(): Readonly<Record<string, string>> {
    const { remembered, place, log } = this.#parts;
    return remembered.known(place().incident ?? log.today());
  }

  /** How often everything was stopped: who goes through several runs ends when it has grown. */
  get stops(): number {
    return this.#stops;
  }

  /** Asks one run to end, or every run: also those that are on their way to their process. */
  stop(runId?: string): void {
    if (runId === undefined) this.#stops += 1;
    for (const [id, run] of this.#running) if (runId === undefined || id === runId) run.cancel();
  }

  /** Forgets directory, variables and functions of a runbook's shells. */
  async reset(runbook: string): Promise<void> {
    for (const shell of ['bash', 'sh', 'zsh', 'pwsh']) {
      this.#shells.forget(sessionKey(runbook, shell));
      await this.#parts.supervisor.resetSession(sessionKey(runbook, shell));
    }
  }

  async #run(request: RunRequest, stops: number, inBackground: () => void): Promise<RunReport> {
    const job = {
      request,
      runId: this.#parts.newId(),
      place: request.place ?? this.#parts.place(),
      stops,
      inBackground,
    };
    if (stops !== this.#stops) return this.#report(job, stoppedEnding(), true);
    const gate = this.#parts.gate.check();
    if (!gate.ok) return this.#report(job, refusedEnding(gate), true);
    const runbook = parseRunbook(request.text);
    const plan = await this.#plan(runbook, job);
    const subject = await this.#subject(job, runbook);
    if (!plan.ok) return this.#refuse(job, subject, plan);
    const practised = practise(job.place, plan.value);
    if (practised !== undefined) return this.#refuse(job, subject, practised, plan.value);
    const { chosen } = this.#parts.environments;
    const production = chosen?.production ?? false;
    const settings = this.#parts.settings();
    if (!(await this.#consent.agree(plan.value, settings, this.#parts.log.today(), production))) {
      return this.#refuse(job, subject, {
        code: 'not-confirmed',
        message: 'You chose not to run it.',
      });
    }
    if (chosen?.name !== this.#parts.environments.chosen?.name) {
      return this.#refuse(job, subject, ENVIRONMENT_CHANGED);
    }
    if (wasEdited(request, runbook)) return this.#refuse(job, subject, EDITED);
    return this.#execute(job, subject, plan.value);
  }

  /** In an incident the runbook is kept as it was, so that what was done differently can be told. */
  async #subject({ request, runId, place }: Job, runbook: Runbook): Promise<RunSubject> {
    const subject = subjectOf(request, runbook, runId);
    if (place.incident === undefined) return subject;
    const runbookFile = await this.#parts.keepRunbook(request.text);
    return runbookFile === undefined ? subject : { ...subject, runbookFile };
  }

  async #plan(runbook: Runbook, { request, place }: Job): Promise<Result<Plan>> {
    const { environments, questions, remembered, root } = this.#parts;
    const step = runbook.steps.find((candidate) => candidate.id === request.stepId);
    const shell = step === undefined ? undefined : shellFor(step.language);
    const scope = place.incident ?? this.#parts.log.today();
    const environment = await environments.variables();
    const values = await stepValues(runbook, request, {
      questions,
      environment,
      isRemote: (step?.attributes.target ?? request.target ?? environments.target) !== 'local',
      alreadySet: this.#shells.variables(sessionKey(request.runbook, shell ?? '')),
      proposals: (...about) => remembered.proposals(scope, ...about),
    });
    if (!values.ok) return values;
    const classify = await this.#parts.classifier();
    const plan = planRun(
      runbook,
      {
        stepId: request.stepId,
        partId: request.partId,
        values: values.value,
        explain: request.explain,
      },
      {
        classify,
        habits: classify.habits,
        target: request.target ?? environments.target,
        environmentName: environments.chosen?.name,
        cwd: root,
        timeoutMs: this.#parts.settings().timeoutMs,
        timeoutAsked: this.#parts.settings().timeoutAsked,
        sql: this.#parts.sql.context(step, classify, environment),
      },
    );
    if (!plan.ok) return fail(plan.code, maskText(plan.message, secretValues(step, values.value)));
    remembered.keep(scope, plan.value.values);
    return plan;
  }

  async #execute(job: Job, subject: RunSubject, plan: Plan): Promise<RunReport> {
    const { request, runId, place } = job;
    const environment = await this.#parts.environments.variables();
    const secrets = [...plan.secrets, ...secretsOf(environment)];
    if (plan.sql !== undefined) await this.#parts.sql.load();
    const mask = textMasker(secrets);
    const shown: Plan = {
      ...plan,
      title: mask(plan.title),
      text: mask(plan.masked),
      reasons: plan.reasons.map(mask),
    };
    const started = await this.#parts.log.recordRun(
      startedEvent(maskSubject(subject, mask), shown, place.drill),
      place.incident,
    );
    if (!started.ok) {
      const message = `Not run, because it could not be recorded: ${started.message}`;
      return this.#report(job, refusedEnding({ code: 'not-recorded', message }), false);
    }
    // The last line before the process exists: trust or settings may have changed while asking.
    const gate = this.#parts.gate.check();
    if (!gate.ok) return this.#end(job, refusedEnding(gate), undefined);
    if (job.stops !== this.#stops) return this.#end(job, stoppedEnding(), undefined);
    if (plan.interactive) return this.#inTerminal(job, plan, { environment, secrets });
    const attempt = this.#executor(plan, request, { environment, secrets });
    const run =
      plan.retry === undefined
        ? attempt(runId)
        : runAttempts(runId, {
            run: attempt,
            retry: plan.retry,
            passed: (result) => hasPassed(plan, result, request.share),
            now: () => this.#parts.now().getTime(),
          });
    this.#running.set(runId, run);
    this.#events.fire({ kind: 'started', runId, request, plan: shown });
    if (plan.background || plan.follow) job.inBackground();
    run.onOutput(({ stream, text }) =>
      this.#events.fire({ kind: 'output', runId, request, stream, text }),
    );
    const result = explainResult(await run.result, plan.target);
    this.#running.delete(runId);
    if (isForShell(plan) && !plan.follow) {
      const command = this.#command(plan, request, { runId, environment, secrets });
      if (command.sessionKey !== undefined) this.#shells.ended(command.sessionKey, plan, result);
    }
    const { file, sha256 } = result.output;
    const kept = file === undefined ? undefined : await this.#parts.keepOutput(file, sha256);
    return this.#end(job, commandEnding(result, kept), judgeResult(plan, result, request.share));
  }

  /** What executes a plan under a run id: a shell of the supervisor, or a connection. */
  #executor(plan: Plan, request: RunRequest, given: Given): (runId: string) => CommandRun {
    const { sql } = plan;
    if (isForShell(plan)) {
      return (runId) =>
        this.#parts.supervisor.run(this.#command(plan, request, { ...given, runId }));
    }
    if (sql === undefined) throw new Error('a plan has a shell or a connection');
    const { timeoutMs } = plan;
    return (runId) => {
      const run = this.#parts.sql.start(sql, { runId, timeoutMs, secrets: given.secrets });
      run.onTable((table) => this.#events.fire({ kind: 'table', runId, request, table }));
      return run;
    };
  }

  #command(plan: ShellPlan, request: RunRequest, given: Given & { readonly runId: string }) {
    const key = sessionKey(request.runbook, plan.shell);
    const session = { key, script: this.#shells.scriptOf(key, plan) };
    const { stopCancels } = this.#parts.settings();
    return commandFor(plan, { ...given, root: this.#parts.root, session, stopCancels });
  }

  /** An interactive step: the text is given to a real terminal, the record waits for its end. */
  async #inTerminal(job: Job, plan: Plan, given: Given): Promise<RunReport> {
    const { request, runId } = job;
    const { terminals } = this.#parts;
    const refusal = terminalRefusal(plan, terminals);
    if (terminals === undefined || refusal !== undefined) {
      return this.#end(job, refusedEnding(refusal ?? NO_TERMINAL), undefined);
    }
    const startedAt = this.#parts.now().getTime();
    const run = terminals.run({
      title: plan.title,
      text: plan.text,
      cwd: resolve(this.#parts.root, plan.cwd),
      env: { ...given.environment, ...plan.environment },
    });
    this.#running.set(runId, run);
    const mask = textMasker(given.secrets);
    const shown: Plan = { ...plan, title: mask(plan.title), text: mask(plan.masked) };
    this.#events.fire({ kind: 'started', runId, request, plan: shown });
    job.inBackground();
    const result = await run.result;
    this.#running.delete(runId);
    const durationMs = Math.max(0, this.#parts.now().getTime() - startedAt);
    const { ending, verdict } = terminalEnding(plan, result, {
      durationMs,
      secrets: given.secrets,
      share: request.share,
    });
    return this.#end(job, ending, verdict);
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
    const { drill, incident } = job.place;
    const known = secretsOf(await this.#parts.environments.variables());
    const mask = textMasker([...(shown?.secrets ?? []), ...known]);
    const { code } = why;
    const message = mask(why.message);
    const saved = await this.#parts.log.recordRun(
      {
        type: 'run.refused',
        data: {
          ...maskSubject(subject, mask),
          code,
          message,
          ...(shown === undefined ? {} : { text: mask(shown.masked), intent: shown.intent }),
          ...(drill ? { drill } : {}),
        },
      },
      incident,
    );
    return this.#report(job, refusedEnding({ code, message }), saved.ok);
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
      incident: job.place.incident,
    };
    this.#events.fire({ kind: 'ended', runId, request, report });
    return report;
  }
}

/** In a drill that is not armed a change is shown and not executed: why, or undefined to go on. */
function practise({ drill, armed }: RunPlace, plan: Plan) {
  if (!drill || armed || plan.intent === 'check') return undefined;
  const text = showDeceptive(plan.masked);
  const message = `Drill: this ${plan.intent} was not run. Mark it as done once you have walked through it: ${text}`;
  return { code: 'drill', message };
}

const EDITED = {
  code: 'edited',
  message: 'Not run: the step was edited after Run was pressed. Look at it, then run it again.',
};

const ENVIRONMENT_CHANGED = {
  code: 'environment-changed',
  message: 'Not run: another environment was chosen while this was asked. Run it again.',
};

/** True when what was confirmed is no longer what the document says. */
function wasEdited({ text, current, stepId, partId }: RunRequest, runbook: Runbook): boolean {
  const now = current?.();
  if (now === undefined || now === text) return false;
  const textIn = ({ steps }: Runbook): string | undefined => {
    const step = steps.find((candidate) => candidate.id === stepId);
    if (partId === undefined) return step?.text;
    return step?.parts.find((part) => part.id === partId)?.text;
  };
  return textIn(parseRunbook(now)) !== textIn(runbook);
}

function sessionKey(runbook: string, shell: string): string {
  return `${shell} ${runbook}`;
}
