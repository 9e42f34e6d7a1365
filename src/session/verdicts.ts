import type { VerdictKind } from '../core/run/outcome';
import type { Listen } from '../util/emitter';
import { fail, succeed, type Result } from '../util/result';
import type { LastRuns } from './lastRuns';
import type { LogBook } from './logBook';
import type { Questions } from './ports';
import type { RunEvent, RunReport, RunRequest } from './runReport';

/** A run of this window that has ended. */
export interface EndedRun {
  readonly request: RunRequest;
  readonly report: RunReport;
}

/** So many ended runs can still be judged and accepted. */
const MOST = 200;

/** What people say of runs that they had to look at, recorded beside the run. */
export class Verdicts {
  readonly #log: LogBook;
  readonly #lastRuns: LastRuns;
  readonly #questions: Questions;
  readonly #ended = new Map<string, EndedRun>();

  constructor(log: LogBook, runs: Listen<RunEvent>, lastRuns: LastRuns, questions: Questions) {
    this.#log = log;
    this.#lastRuns = lastRuns;
    this.#questions = questions;
    runs((event) => {
      if (event.kind !== 'ended') return;
      const { request, report } = event;
      this.#ended.set(event.runId, { request, report });
      for (const id of this.#ended.keys()) {
        if (this.#ended.size <= MOST) break;
        this.#ended.delete(id);
      }
    });
  }

  /** A run that this window has seen end. */
  ended(runId: string): EndedRun | undefined {
    return this.#ended.get(runId);
  }

  /** Records that a person looked at a run; the run itself stays as it was recorded. */
  async give(
    runId: string,
    verdict: 'pass' | 'fail',
  ): Promise<Result<undefined, 'not-found' | 'not-saved'>> {
    const run = this.#ended.get(runId);
    if (run === undefined) {
      return fail('not-found', 'This run is not known in this window. Run the step again.');
    }
    const kind: VerdictKind = verdict;
    const saved = await this.#log.recordRun(
      { type: 'verdict.given', data: { runId, verdict: kind } },
      run.report.incident,
    );
    if (!saved.ok) return fail('not-saved', saved.message);
    this.#lastRuns.judge(run.request, runId, verdict);
    return succeed(undefined);
  }

  /** Asks when a run needs eyes; answers what was said, undefined when nobody said anything. */
  async ask({ runId, verdict }: RunReport): Promise<'pass' | 'fail' | undefined> {
    if (verdict?.kind !== 'needs-eyes') return undefined;
    const answer = await this.#questions.verdict?.(runId, verdict.message);
    if (answer !== undefined) await this.give(runId, answer);
    return answer;
  }
}
