import type { SupervisorClient } from '../execution/supervisor/client';
import type { Classify } from './classifier';
import type { Environments } from './environments';
import type { LogBook } from './logBook';
import type { Gate, Questions, RunPlace, RunSettings, Terminals } from './ports';
import type { RememberedValues } from './rememberedValues';
import type { SqlRuns } from './sqlRuns';

/** What the runner works with. */
export interface RunnerParts {
  readonly root: string;
  readonly log: LogBook;
  readonly supervisor: SupervisorClient;
  readonly sql: SqlRuns;
  readonly questions: Questions;
  readonly gate: Gate;
  readonly settings: () => RunSettings;
  /** The environment commands get, read at each run, and what was chosen in the status bar. */
  readonly environments: Environments;
  readonly classifier: () => Promise<Classify>;
  /** Undefined where there are no real terminals to open. */
  readonly terminals: Terminals | undefined;
  readonly remembered: RememberedValues;
  readonly keepOutput: (file: string, sha256: string) => Promise<string | undefined>;
  /** Where a run is recorded; asked once for each run, when its turn comes. */
  readonly place: () => RunPlace;
  /** Keeps a runbook as it was read; answers the name of its side file. */
  readonly keepRunbook: (text: string) => Promise<string | undefined>;
  readonly now: () => Date;
  readonly newId: () => string;
}
