import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signalGroup } from '../../../src/execution/process/processGroup';
import type { RunReport } from '../../../src/session/runReport';
import { eventually } from '../execution/bundledSupervisor';
import { programFolder } from '../builtProgram';
import { ContainerEngine } from './containerEngine';
import { SessionUnderTest } from './sessionUnderTest';

const CONTAINERS = (
  [
    ['/bin/dash', ['docker:api']],
    ['/bin/busybox', ['k8s:shop/api/app', 'k8s:api']],
    ['/bin/bash', ['podman:api']],
  ] as const
).filter(([shell]) => existsSync(shell));

/** For ever, with nothing but the shell and without the processor. */
const WAIT = 'while :; do read -r line <"$PATH/silent"; done';

let program: string;
let trial: SessionUnderTest;
beforeAll(async () => {
  program = await programFolder();
}, 60_000);

describe.each(CONTAINERS)(
  'a container that has %s and nothing else (a stand-in)',
  (shell, targets) => {
    let engine: ContainerEngine;
    beforeAll(() => {
      engine = new ContainerEngine(shell);
    });
    afterEach(() => trial.close());
    afterAll(() => engine.close());

    function run(script: string, target: string, settings = {}): Promise<RunReport> {
      trial = new SessionUnderTest(program, { environment: { PATH: engine.path }, settings });
      return trial.run(`# Trial\n\n\`\`\`sh\n${script}\n\`\`\`\n`, script, { target });
    }

    /** Its processes cannot be found from here by their environment: only the group can be ended. */
    const STUBBORN = `unset RUNBOOK_RUN_ID
      exec sh -c 'trap "" TERM HUP; (${WAIT}) & echo ready; ${WAIT}'`;

    async function started(target: string, settings = {}): Promise<[number, Promise<RunReport>]> {
      const report = run(STUBBORN, target, settings);
      let said = '';
      trial.session.runs.onEvent((event) => {
        if (event.kind === 'output') said += event.text;
      });
      await eventually(() => said.includes('ready'), 10_000);
      const group = engine.started.at(-1)?.pid ?? 0;
      expect(signalGroup(group, 0)).toBe(true);
      return [group, report];
    }

    test.each(targets)('on %s it runs and ends as it should', async (target) => {
      const report = await run(
        `echo "it's $((2 + 3)) →"; f() { read -r x || echo empty >&2; }; f; exit 7`,
        target,
      );
      expect(report).toMatchObject({ outcome: 'failed', exitCode: 7 });
      expect(report.output?.head.split('\n').toSorted()).toEqual(['', 'empty', `it's 5 →`]);
    });

    test.each(targets)('on %s it ends when it is cancelled', async (target) => {
      const [group, report] = await started(target);
      trial.session.runs.stop();
      expect((await report).outcome).toBe('cancelled');
      await eventually(() => !signalGroup(group, 0), 4_000);
    });

    test('it ends when its time is over', async () => {
      const [group, report] = await started(targets[0], { timeoutMs: 3_000 });
      expect((await report).outcome).toBe('timed-out');
      await eventually(() => !signalGroup(group, 0), 4_000);
    });

    test.each(targets)('%s has gone', async (target) => {
      const { message } = await run('true', target.replace('api', 'gone'));
      expect(message).toMatch(/^On \S+: The (?:container|pod) is not there\./);
    });
  },
);
