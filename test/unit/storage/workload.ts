import type { KnownEvent, NewEvent } from '../../../src/core/incident/event';
import { LogFolders } from '../../../src/storage/logFolders';
import type { LogWriter } from '../../../src/storage/logWriter';
import { OutputStore } from '../../../src/storage/outputs';
import type { StoragePorts } from '../../../src/storage/ports';
import { incidentIn, note, openTestLog } from './testLog';

/** What the outside world was told. */
export interface Told {
  readonly writer: LogWriter | undefined;
  readonly acknowledged: readonly KnownEvent[];
  /** Note ids that were reported as not saved. */
  readonly notSaved: readonly string[];
  readonly outputs: readonly { readonly file: string; readonly bytes: Buffer }[];
}

/** Appends, groups, concurrent appends and side files, whatever the file system does meanwhile. */
export async function work(root: string, ports: StoragePorts, writer = 'host-a'): Promise<Told> {
  const log = await openTestLog(incidentIn(root), ports, writer);
  const store = new OutputStore(new LogFolders(root), ports.fs);
  const acknowledged: KnownEvent[] = [];
  const notSaved: string[] = [];
  const outputs: { file: string; bytes: Buffer }[] = [];
  const record = async (events: readonly NewEvent[]): Promise<boolean> => {
    const result = await log.appendGroup(events);
    if (result.ok) acknowledged.push(...result.value);
    else for (const event of events) notSaved.push(idOf(event));
    return result.ok;
  };
  for (let i = 0; i < 3; i++) await record([note(`${writer}-one-${i}`)]);
  await record([0, 1, 2].map((i) => note(`${writer}-group-${i}`, 'x'.repeat(300))));
  for (const size of [10, 5_000]) {
    const bytes = Buffer.from(`${writer} ${'output '.repeat(size)}`);
    const stored = await store.putOutput(bytes);
    if (!stored.ok) continue; // the caller was told, and no event names it
    outputs.push({ file: stored.value.file, bytes });
    await record([note(`${writer}-output-${size}`, stored.value.file)]);
  }
  await Promise.all([0, 1, 2].map((i) => record([note(`${writer}-together-${i}`)])));
  return { writer: log, acknowledged, notSaved, outputs };
}

function idOf(event: NewEvent): string {
  return event.type === 'note.added' ? event.data.noteId : event.type;
}
