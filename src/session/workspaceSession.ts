import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../execution/environment/findProgram';
import { startSupervisor } from '../execution/supervisor/client';
import { newWriterName } from '../storage/logNames';
import { nodePorts } from '../storage/nodeClock';
import { keepOutput, OutputStore } from '../storage/outputs';
import type { Disposable } from '../util/dispose';
import type { Classifier } from './classifier';
import { Environments } from './environments';
import { Incidents } from './incidents';
import { LastRuns } from './lastRuns';
import { LogBook } from './logBook';
import type { ConnectionSource, Gate, Memory, Questions, RunSettings, Terminals } from './ports';
import { MachineChecks } from './machineChecks';
import { RememberedValues } from './rememberedValues';
import { RunbookCopies } from './runbookCopies';
import { Runner } from './runner';
import { Sequences } from './sequences';
import { SqlRuns } from './sqlRuns';
import { TickOnPass } from './tickOnPass';
import { Ticks } from './ticks';
import { Verdicts } from './verdicts';

/** What a session needs from the program it lives in. */
export interface SessionOptions {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** Absolute path of the log directory, normally `<root>/.runbook`. */
  readonly logDirectory: string;
  /** Absolute path of the folder with the supervisor's bundle. */
  readonly programFolder: string;
  /** One for all sessions of a process, whose grammars are dear to read. */
  readonly classifier: Classifier;
  readonly app: string;
  readonly version: string;
  readonly questions: Questions;
  readonly gate: Gate;
  readonly settings: () => RunSettings;
  readonly environment: () => Readonly<Record<string, string | undefined>>;
  /** Where interactive steps go; without it they are refused. */
  readonly terminals?: Terminals | undefined;
  /** Named connections and passwords; without it only what the environment brings. */
  readonly connections?: ConnectionSource | undefined;
  /** What was typed before; without it values are remembered for as long as the window lives. */
  readonly memory?: Memory | undefined;
  /** The time zone of checklists that name none; by default this machine's. */
  readonly timeZone?: () => string;
  /** Whether a passing check ticks its item; by default not. */
  readonly tickOnPass?: () => boolean;
}

/** Everything that happens in one workspace folder. Opening one reads, writes and spawns nothing. */
export class WorkspaceSession implements Disposable {
  readonly root: string;
  readonly log: LogBook;
  readonly runs: Runner;
  readonly sql: SqlRuns;
  readonly environments: Environments;
  readonly sequences: Sequences;
  readonly verdicts: Verdicts;
  readonly ticks: Ticks;
  readonly incidents: Incidents;
  readonly lastRuns: LastRuns;
  readonly machine: MachineChecks;
  readonly classifier: Classifier;
  readonly now: () => Date;
  readonly #tickOnPass: TickOnPass;
  readonly #supervisor;

  constructor(options: SessionOptions) {
    const ports = nodePorts();
    const { root, programFolder } = options;
    const user = userInfo().username;
    const info = {
      writer: newWriterName(hostname(), ports.ids.next()),
      actor: user,
      host: hostname(),
      user,
      pid: process.pid,
      app: options.app,
      version: options.version,
    };
    this.root = root;
    this.now = () => ports.clock.now();
    this.log = new LogBook(options.logDirectory, info, ports);
    const outputDir = join(options.logDirectory, 'outputs', 'incoming');
    this.#supervisor = startSupervisor({
      scriptPath: join(programFolder, 'supervisor.js'),
      nodePath: process.execPath,
      env: options.environment(),
      outputDir,
    });
    this.classifier = options.classifier;
    const copies = new RunbookCopies(new OutputStore(this.log.folders, ports.fs));
    const newId = () => ports.ids.next();
    this.incidents = new Incidents({
      log: this.log,
      actor: user,
      newId,
      now: this.now,
      copies,
    });
    this.environments = new Environments(
      root,
      options.environment,
      () => options.settings().environments ?? [],
    );
    this.machine = new MachineChecks({
      root,
      environments: this.environments,
      own: options.environment,
      gate: options.gate,
    });
    this.sql = new SqlRuns({
      outputDir,
      source: options.connections,
      hasPsql: (environment) =>
        findProgram('psql', environment['PATH'] ?? '', [root]) !== undefined,
    });
    this.runs = new Runner({
      root,
      log: this.log,
      supervisor: this.#supervisor,
      sql: this.sql,
      questions: options.questions,
      gate: options.gate,
      settings: options.settings,
      environments: this.environments,
      terminals: options.terminals,
      remembered: new RememberedValues(root, options.memory, this.now),
      classifier: () => this.classifier(),
      keepOutput: (file, sha256) => keepOutput(this.log.folders, file, sha256, ports.fs),
      place: () => this.incidents.active.place(),
      keepRunbook: (text) => copies.keep(text),
      now: this.now,
      newId,
    });

    this.ticks = new Ticks({
      log: this.log,
      now: this.now,
      timeZone: () => options.timeZone?.() ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      incident: () => this.incidents.active.place().incident,
    });
    this.#tickOnPass = new TickOnPass(
      this.runs.onEvent,
      this.ticks,
      () => options.tickOnPass?.() ?? false,
    );
    this.lastRuns = new LastRuns(this.runs.onEvent, () => ports.clock.now().getTime());
    this.verdicts = new Verdicts(this.log, this.runs.onEvent, this.lastRuns, options.questions);
    this.sequences = new Sequences({
      runner: this.runs,
      questions: options.questions,
      gate: options.gate,
      verdicts: this.verdicts,
      log: this.log,
      newId,
    });
  }

  /** Process id of the supervisor; undefined while nothing has run. */
  get supervisorPid(): number | undefined {
    return this.#supervisor.pid;
  }

  /** How many processes that steps have left in the background end when this is closed. */
  leftRunning(): Promise<number> {
    return this.#supervisor.countLeft();
  }

  /**
   * Ends what runs and closes the logs; everything acknowledged is on the device already. A box
   * shows its tick before that is recorded: whoever ticks and leaves at once must not lose it.
   */
  async close(): Promise<void> {
    this.runs.stop();
    await this.ticks.settle();
    await this.log.close();
    this.dispose();
  }

  dispose(): void {
    this.#tickOnPass.dispose();
    this.ticks.dispose();
    this.incidents.dispose();
    this.#supervisor.dispose();
    this.sql.dispose();
    this.log.dispose();
  }
}
