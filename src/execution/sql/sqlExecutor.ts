import { RulesCache } from '../masking/rulesCache';
import { Connections } from './connections';
import type { SqlRun, SqlRunRequest } from './sqlRequest';
import { SqlStep } from './sqlStep';

/** Runs the SQL of steps over connections of its own. Nothing is opened before the first step. */
export class SqlExecutor {
  readonly #connections = new Connections();
  readonly #rules = new RulesCache();
  readonly #outputDir: string;

  constructor(outputDir: string) {
    this.#outputDir = outputDir;
  }

  /** Never throws for an expected failure: the result says what happened. */
  run(request: SqlRunRequest): SqlRun {
    return new SqlStep(request, {
      connections: this.#connections,
      outputDir: this.#outputDir,
      rules: this.#rules.get(request.secrets),
    });
  }

  dispose(): void {
    this.#connections.dispose();
  }
}
