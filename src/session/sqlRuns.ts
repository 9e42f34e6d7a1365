import { userInfo } from 'node:os';
import type { Step } from '../core/model/step';
import { mayBeSql, type SqlContext, type SqlPlan } from '../core/run/sql/sqlPlan';
import {
  completeTarget,
  describeTarget,
  targetKey,
  type PartialTarget,
  type SqlTarget,
} from '../core/run/sql/sqlTarget';
import type { SqlExecutor } from '../execution/sql/sqlExecutor';
import type { SqlRun } from '../execution/sql/sqlRequest';
import type { Disposable } from '../util/dispose';
import { Emitter, type Listen } from '../util/emitter';
import type { Classify } from './classifier';
import type { ConnectionSource } from './ports';

/** What a SQL run needs that is not in its plan. */
export interface SqlSurroundings {
  readonly runId: string;
  readonly timeoutMs: number | undefined;
  readonly secrets: readonly string[];
}

interface SqlRunsParts {
  readonly outputDir: string;
  readonly source: ConnectionSource | undefined;
  /** Whether psql is installed where commands run. */
  readonly hasPsql: (environment: Readonly<Record<string, string>>) => boolean;
}

const NO_TIMEOUT_MS = 24 * 60 * 60 * 1000;

/**
 * The databases of a workspace folder: which connection is chosen, which are armed for writes
 * (until the window closes, never remembered), and the runs over them.
 */
export class SqlRuns implements Disposable {
  /** Fires when another connection is chosen or one is armed or disarmed. */
  readonly onDidChange: Listen<undefined>;
  readonly #changed = new Emitter<undefined>();
  readonly #parts: SqlRunsParts;
  readonly #armed = new Map<string, SqlTarget>();
  readonly #armedNames = new Set<string>();
  #seen: SqlTarget | undefined;
  #chosen: string | undefined;
  #executor: SqlExecutor | undefined;

  constructor(parts: SqlRunsParts) {
    this.#parts = parts;
    this.onDidChange = this.#changed.event;
  }

  /** Named connections of the settings. */
  get named(): readonly PartialTarget[] {
    return this.#parts.source?.named() ?? [];
  }

  /** A named connection with what libpq takes for what it leaves out. */
  complete(connection: PartialTarget): SqlTarget {
    return completeTarget(connection, {}, userInfo().username);
  }

  /** The connection for steps that name none. */
  get chosen(): string | undefined {
    return this.#chosen;
  }

  /** The targets that may be written to. */
  get armed(): readonly SqlTarget[] {
    return [...this.#armed.values()];
  }

  /** The target of the last SQL step that was planned. */
  get lastSeen(): SqlTarget | undefined {
    return this.#seen;
  }

  choose(name: string | undefined): void {
    this.#chosen = name;
    this.#changed.fire(undefined);
  }

  isArmed(target: SqlTarget): boolean {
    return this.#armed.has(targetKey(target)) || this.#armedNames.has(nameToArm(target));
  }

  /** Arms a target before any step has named it; see `nameToArm`. */
  armByName(name: string): void {
    this.#armedNames.add(name.replace(/^postgres /, ''));
  }

  /** Lets steps write to a target until it is disarmed or the window closes. */
  arm(target: SqlTarget, on: boolean): void {
    if (on) this.#armed.set(targetKey(target), target);
    else this.#armed.delete(targetKey(target));
    this.#changed.fire(undefined);
  }

  /** What planning a step needs; undefined for steps that have nothing to do with a database. */
  context(
    step: Step | undefined,
    classify: Classify,
    environment: Readonly<Record<string, string>>,
  ): SqlContext | undefined {
    if (step === undefined || !mayBeSql(step)) return undefined;
    return {
      grammar: classify.sql,
      connections: this.named,
      chosen: this.#chosen,
      environment,
      osUser: environment['USER'] ?? userInfo().username,
      isArmed: (target) => this.#look(target),
      hasPsql: this.#parts.hasPsql(environment),
    };
  }

  /** To be awaited before the first `start`: a window without SQL steps never loads the client. */
  async load(): Promise<void> {
    const { SqlExecutor } = await import('../execution/sql/sqlExecutor');
    this.#executor ??= new SqlExecutor(this.#parts.outputDir);
  }

  /** Never throws for an expected failure: the run's result says what happened. */
  start(plan: SqlPlan, surroundings: SqlSurroundings): SqlRun {
    if (this.#executor === undefined) throw new Error('the SQL client was not loaded');
    const { target, items, format, armed, script } = plan;
    return this.#executor.run({
      runId: surroundings.runId,
      target,
      items,
      format,
      armed,
      shownText: script,
      timeoutMs: surroundings.timeoutMs ?? NO_TIMEOUT_MS,
      secrets: surroundings.secrets,
      password: async (refused) => this.#parts.source?.password(target, refused),
    });
  }

  dispose(): void {
    this.#executor?.dispose();
    this.#changed.dispose();
  }

  #look(target: SqlTarget): boolean {
    this.#seen = target;
    return this.isArmed(target);
  }
}

/** `user@host/database`: what a person types to arm a target. Holds no password. */
export function nameToArm(target: SqlTarget): string {
  return describeTarget(target).replace(/^postgres /, '');
}
