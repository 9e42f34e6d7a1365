import { startSupervisor } from '../../../../src/execution/supervisor/client';

/** A host to be killed: runs one script, says what it prints, and waits for its end. */
const [scriptPath = '', outputDir = '', script = '', marker = ''] = process.argv.slice(2);
const client = startSupervisor({
  scriptPath,
  outputDir,
  nodePath: process.execPath,
  env: process.env,
});
const run = client.run({
  runId: `host-${process.pid}`,
  script,
  shell: 'bash',
  cwd: '/',
  env: { PATH: process.env['PATH'] ?? '', ORPHAN_TEST: marker },
  secrets: [],
});
run.onOutput(({ text }) => process.stdout.write(text));
void run.result.then((result) => process.stdout.write(JSON.stringify(result)));
