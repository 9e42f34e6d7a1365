import type { Result } from '../../util/result';
import { fail, succeed } from '../../util/result';
import { MASK } from '../incident/redaction';
import type { Expectation } from '../model/expectation';
import type { Runbook } from '../model/runbook';
import type { Part, Step, StepLanguage } from '../model/step';
import { writtenSecrets } from '../secrets/writtenSecrets';
import type { Classification, Intent } from './intent';
import { shellFor, type Shell } from './shell';
import { readDuration } from '../parser/infoString';
import type { Habits } from './habits/habits';
import { substitute } from './quote';
import { explainScript } from './sql/explainScript';
import {
  planSql,
  type SqlContext,
  type SqlPlan,
  type SqlRefusal,
  withoutHoles,
} from './sql/sqlPlan';
import { describeTarget } from './sql/sqlTarget';
import { readTarget } from './target';

/** What to run: a step, or one part of it, with the values for its holes by name. */
export interface PlanRequest {
  readonly stepId: string;
  readonly partId?: string | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** Only the plans of a SQL step's statements are asked for; none is executed. */
  readonly explain?: boolean | undefined;
}

/** What the plan takes from outside the document. Times in milliseconds. */
export interface PlanContext {
  readonly classify: (text: string, language: StepLanguage) => Classification;
  /** Without it nothing is endless or interactive but what the runbook calls so. */
  readonly habits?: ((text: string, language: StepLanguage) => Habits) | undefined;
  readonly target: string;
  /** The chosen environment, such as `staging`. */
  readonly environmentName?: string | undefined;
  readonly cwd: string;
  readonly timeoutMs: number;
  /** A person asked for that timeout, so it holds for what goes on until it is stopped, too. */
  readonly timeoutAsked?: boolean | undefined;
  /** Without it no step is run over a connection. */
  readonly sql?: SqlContext | undefined;
}

/** Exactly what a run will do, made before it does it; shown for consent, then recorded. */
export interface Plan {
  readonly stepId: string;
  readonly partId: string | undefined;
  readonly title: string;
  readonly section: string | undefined;
  /** 0-based line of the step or part. */
  readonly line: number;
  readonly language: StepLanguage;
  /** Undefined for what runs over a connection. */
  readonly shell: Shell | undefined;
  /** What runs over a connection to a database, instead of in a shell. */
  readonly sql: SqlPlan | undefined;
  /** The exact bytes that run, holes filled and quoted for where they stand. */
  readonly text: string;
  /** The text as it may be stored: with a mask for each secret, however it is quoted there. */
  readonly masked: string;
  /** Values of unset variables, given as environment and never pasted. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was put into the holes, for the record: a secret has no value here. */
  readonly values: readonly { readonly name: string; readonly value?: string }[];
  /** Secret values, to be masked wherever they turn up. */
  readonly secrets: readonly string[];
  readonly intent: Intent;
  readonly reasons: readonly string[];
  /** What the step is expected to give, also for a part of it. */
  readonly expectation: Expectation | undefined;
  /** Whether it runs one part of a block that has others, or all of them. */
  readonly parts: 'none' | 'one' | 'all';
  readonly target: string;
  readonly cwd: string;
  /** Undefined for what goes on until it is stopped. */
  readonly timeoutMs: number | undefined;
  /** Wants a person at a keyboard. */
  readonly interactive: boolean;
  /** Goes on until it is stopped, and has succeeded when it is. */
  readonly follow: boolean;
  /** Later steps do not wait for it. */
  readonly background: boolean;
  readonly retry: Retry | undefined;
  readonly environmentName: string | undefined;
}

/** A plan that a shell runs. */
export type ShellPlan = Plan & { readonly shell: Shell };

export function isForShell(plan: Plan): plan is ShellPlan {
  return plan.shell !== undefined;
}

/** A check is tried again until it passes or the time is over. Milliseconds. */
export interface Retry {
  readonly everyMs: number;
  readonly withinMs: number;
}

export type PlanRefusal =
  | 'step-not-found'
  | 'part-not-found'
  | 'not-runnable'
  | 'manual'
  | 'values-missing'
  | 'unsafe-place'
  | 'language-not-supported'
  | 'alternatives'
  | 'bad-target'
  | SqlRefusal;

/**
 * Plans a run. Pure: the same document, request and context give the same plan.
 * Refuses with a code and a sentence when the step cannot be run as asked.
 */
export function planRun(
  runbook: Runbook,
  request: PlanRequest,
  context: PlanContext,
): Result<Plan, PlanRefusal> {
  const step = runbook.steps.find((candidate) => candidate.id === request.stepId);
  if (step === undefined) {
    return fail(
      'step-not-found',
      'This step is no longer in the runbook. Run it from its new place.',
    );
  }
  const part = step.parts.find((candidate) => candidate.id === request.partId);
  const refusal = refuse(step, part, request);
  if (refusal !== undefined) return refusal;
  const template = templateOf(step, part, request);
  if (template === undefined) return NOT_EXPLAINABLE;
  const filled = substitute(template, step.language, request.values, laterText(runbook, step));
  if (!filled.ok) {
    return fail(filled.code === 'missing' ? 'values-missing' : 'unsafe-place', filled.message);
  }
  const target = readTarget(step.attributes.target ?? context.target);
  if (!target.ok) return target;
  const isLocal = target.value.kind === 'local';
  const sql = sqlOf(
    { step, template, filled: filled.value, values: request.values },
    isLocal,
    context,
  );
  if (!sql.ok) return sql;
  const shell = sql.value === undefined ? shellFor(step.language) : undefined;
  if (shell === undefined && sql.value === undefined) return notSupported(step.language);
  const { text, ...how } = runsHow(step, filled.value, context, sql.value !== undefined);
  if (how.fault !== undefined) {
    return fail(
      'not-runnable',
      `A shell would not read it as meant: ${how.fault}. Correct the step, then run it.`,
    );
  }
  const { intent, reasons } = decideIntent(step, context.classify(text, step.language));
  return succeed({
    stepId: step.id,
    partId: part?.id,
    title: part === undefined ? step.title : part.title || step.title,
    section: runbook.sections.find((section) => section.id === step.sectionId)?.title,
    line: (part ?? step).range.start,
    language: step.language,
    shell,
    sql: sql.value,
    text,
    masked: maskedText(step, template, request.values, context, sql.value !== undefined) ?? text,
    environment: variables(step, request.values),
    values: filledValues(step, request.values),
    secrets: [
      ...secretsIn(step, request.values, sql.value),
      ...secretsSpelledOut(runbook, step, text),
    ],
    intent,
    reasons: how.reason === undefined ? reasons : [...reasons, how.reason],
    expectation: request.explain === true ? undefined : step.expectation,
    parts: step.parts.length < 2 ? 'none' : part === undefined ? 'all' : 'one',
    target:
      sql.value === undefined
        ? (step.attributes.target ?? context.target)
        : describeTarget(sql.value.target),
    cwd: step.attributes.cwd ?? (isLocal ? context.cwd : '~'),
    timeoutMs: how.timeoutMs,
    interactive: how.interactive,
    follow: how.follow,
    background: how.background,
    retry: intent === 'check' && !how.follow && !how.interactive ? retryOf(step) : undefined,
    environmentName: context.environmentName,
  });
}

/** What the session of a step may run after it: the steps below in the same language. */
function laterText({ steps }: Runbook, step: Step): string {
  return steps
    .slice(steps.indexOf(step) + 1)
    .filter(({ language }) => language === step.language)
    .map(({ text }) => text)
    .join('\n');
}

/** A command for another machine is that machine's: only a local one can run over a connection. */
function sqlOf(
  text: Parameters<typeof planSql>[0],
  isLocal: boolean,
  { sql }: PlanContext,
): Result<SqlPlan | undefined, SqlRefusal> {
  const isSql = text.step.language === 'sql' || text.step.language === 'psql';
  return sql === undefined || (!isSql && !isLocal) ? succeed(undefined) : planSql(text, sql);
}

const NOT_EXPLAINABLE = fail(
  'language-not-supported',
  'Only the queries of a SQL step can be explained, and there are none in this one.',
);

function templateOf(step: Step, part: Part | undefined, { explain }: PlanRequest) {
  const text = part?.text ?? step.text;
  if (explain !== true) return text;
  const isSql = step.language === 'sql' || step.language === 'psql';
  return isSql ? explainScript(text, withoutHoles(text)) : undefined;
}

function notSupported(language: StepLanguage) {
  return fail(
    'language-not-supported',
    language === 'http'
      ? 'An HTTP request is not sent from here. Copy it, or write it as a curl command.'
      : `A ${language} step needs a connection, which cannot be opened here. Copy it, or write it as a psql command.`,
  );
}

/** Undefined where there is no secret, or a mask cannot stand where it does. */
function maskedText(
  step: Step,
  template: string,
  values: Readonly<Record<string, string>>,
  context: PlanContext,
  isSql: boolean,
): string | undefined {
  const secret = step.placeholders.filter(({ kind, name }) => kind === 'secret' && values[name]);
  if (secret.length === 0) return undefined;
  const masks = Object.fromEntries(secret.map(({ name }) => [name, MASK]));
  const filled = substitute(template, step.language, { ...values, ...masks });
  return filled.ok ? runsHow(step, filled.value, context, isSql).text : undefined;
}

/** The values of a step's holes that are secrets. */
export function secretValues(
  step: Step | undefined,
  values: Readonly<Record<string, string>>,
): readonly string[] {
  const secret = step?.placeholders.filter((hole) => hole.kind === 'secret') ?? [];
  return secret.flatMap((hole) => values[hole.name] ?? []);
}

function secretsIn(
  step: Step,
  values: Readonly<Record<string, string>>,
  sql: SqlPlan | undefined,
): readonly string[] {
  const typed = secretValues(step, values);
  const password = sql?.target.password;
  return password === undefined || password === '' ? typed : [...typed, password];
}

/** Those in the text itself, and in the steps above, whose variables it may print. */
function secretsSpelledOut({ steps }: Runbook, step: Step, text: string): readonly string[] {
  const above = steps.slice(0, steps.indexOf(step) + 1).flatMap((one) => writtenSecrets(one.text));
  return [...new Set([...above, ...writtenSecrets(text)])];
}

/** What is known of a text that no grammar has read. */
const UNREAD = { reason: undefined, fault: undefined, follow: false, interactive: false } as const;

/** The text as it runs without a terminal, and how long it may go on. */
function runsHow(
  { attributes, language }: Step,
  filled: string,
  context: PlanContext,
  isSql: boolean,
) {
  const unread = { text: filled, ...UNREAD };
  const found = isSql ? unread : (context.habits?.(filled, language) ?? unread);
  const interactive = !isSql && (attributes.interactive ?? found.interactive);
  const background = attributes.background ?? false;
  const endless = context.timeoutAsked !== true && (found.follow || background || interactive);
  return {
    text: interactive ? filled : found.text,
    fault: found.fault,
    reason: interactive ? undefined : found.reason,
    interactive,
    background,
    follow: found.follow && !interactive,
    timeoutMs: withinTimer(attributes.timeoutMs ?? (endless ? undefined : context.timeoutMs)),
  };
}

/** A timer that is set to more than about 25 days fires at once. */
function withinTimer(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.min(ms, 2 ** 31 - 1);
}

/** `retry=10s until=2m`; without `until` ten times as long as the interval. */
function retryOf({ attributes }: Step): Retry | undefined {
  const every = readDuration(attributes.other['retry'] ?? '');
  const within = readDuration(attributes.other['until'] ?? '');
  if (every === undefined && within === undefined) return undefined;
  const everyMs = Math.max(100, every ?? 5000);
  return { everyMs, withinMs: within ?? 10 * everyMs };
}

function refuse(
  step: Step,
  part: Part | undefined,
  request: PlanRequest,
): Result<never, PlanRefusal> | undefined {
  const reason = step.notRunnable;
  if (reason !== undefined && reason.code !== 'unfilled-hole') {
    return fail('not-runnable', reason.message);
  }
  if (request.partId !== undefined && part === undefined) {
    return fail('part-not-found', 'This part is no longer in the step. Run it from its new place.');
  }
  if (part?.manual === true) {
    return fail('manual', `"${part.title}" is an instruction for a person: do it, then tick it.`);
  }
  if (part === undefined && step.parts.some((candidate) => candidate.alternative !== undefined)) {
    return fail('alternatives', 'This block offers alternatives. Choose the one to run.');
  }
  return undefined;
}

/** The author may call a step worse than it looks, never better than it is. */
function decideIntent(step: Step, found: Classification): Classification {
  const order: readonly Intent[] = ['check', 'change', 'destructive'];
  const said = step.attributes.intent;
  if (said === undefined || order.indexOf(said) <= order.indexOf(found.intent)) return found;
  return { intent: said, reasons: [...found.reasons, `the runbook calls it ${said}`] };
}

function filledValues(step: Step, values: Readonly<Record<string, string>>): Plan['values'] {
  return step.placeholders.flatMap(({ name, kind }) => {
    const value = values[name];
    if (value === undefined) return [];
    return [kind === 'secret' ? { name } : { name, value }];
  });
}

function variables(step: Step, values: Readonly<Record<string, string>>): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const hole of step.placeholders) {
    const value = values[hole.name];
    if (hole.variable && value !== undefined) environment[hole.name] = value;
  }
  return environment;
}
