// Appends events and outputs and tells each that is saved, whatever the system answers meanwhile.
// Arguments: log directory; the folder where a run left its output as `filled`; that file's SHA-256;
// and `hasty` to tell before it is saved (the negative control).
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { LogFolders } from '../../../../src/storage/logFolders';
import { nodePorts } from '../../../../src/storage/nodeClock';
import { OutputStore, type StoredOutput } from '../../../../src/storage/outputs';
import type { Result } from '../../../../src/util/result';
import { incidentIn, note, openTestLog } from '../testLog';

const [root = '', temp = '', hashOfFilled = '', mode = ''] = process.argv.slice(2);
const tell = (line: string): void => void writeSync(1, `${line}\n`);
const ports = nodePorts();
const store = new OutputStore(new LogFolders(root), ports.fs);
const log = await openTestLog(incidentIn(root), ports);

async function record(names: readonly string[], text?: string): Promise<void> {
  if (mode === 'hasty') for (const name of names) tell(`saved ${name}`);
  const saved = await log.appendGroup(names.map((name) => note(name, text)));
  if (mode !== 'hasty') for (const name of names) tell(`${saved.ok ? 'saved' : 'kept'} ${name}`);
}

async function recordOutput(
  name: string,
  stored: Promise<Result<StoredOutput, string>>,
): Promise<void> {
  const output = await stored;
  if (!output.ok) return tell(`refused ${name}`);
  tell(`output ${output.value.file} ${output.value.sha256}`);
  await record([name], output.value.file);
}

await record(['one']);
await record(['group-1', 'group-2', 'group-3']);
await recordOutput('small', store.putOutput(Buffer.from('small output\n'.repeat(50))));
await recordOutput('large', store.putOutput(Buffer.from('large output\n'.repeat(20_000))));
await recordOutput('adopted', store.adoptOutput(join(temp, 'filled'), hashOfFilled));
await Promise.all(['together-1', 'together-2'].map((name) => record([name])));
const state = await log.retry();
tell(state.kind);
const closed = await log.close();
if (!closed.ok && state.kind === 'saved') tell('not-saved');
