// Writes so many events, some with a large output beside them, and ends.
// Arguments: log directory, writer, events, largest output in bytes.
import { LogFolders } from '../../../../src/storage/logFolders';
import { nodePorts } from '../../../../src/storage/nodeClock';
import { OutputStore } from '../../../../src/storage/outputs';
import { followLog } from '../../../../src/storage/followLog';
import { incidentIn, note, openTestLog, seeded } from '../testLog';

const [root = '', writer = '', count = '0', largest = '0'] = process.argv.slice(2);
const ports = nodePorts();
const random = seeded(writer.charCodeAt(writer.length - 1));
const store = new OutputStore(new LogFolders(root), ports.fs);
const log = await openTestLog(incidentIn(root), ports, writer);
const others = await followLog(incidentIn(root), ports, (events) => log.observe(events));
log.observe(others.reading().events);
const total = Number(count);
for (let i = 0; i < total;) {
  const group = [];
  for (let size = 1 + Math.floor(random() * 16); size > 0 && i < total; size--, i++) {
    group.push(note(`${writer}-${i}`, 'x'.repeat(Math.floor(random() * 400))));
  }
  if (random() < 0.01) {
    const stored = await store.putOutput(
      Buffer.alloc(1 + Math.floor(random() * Number(largest)), `${writer} ${i}\n`),
    );
    if (!stored.ok) throw new Error(stored.message);
    group.pop();
    group.push(note(`${writer}-${i - 1}`, `output ${stored.value.file}`));
  }
  const saved = await log.appendGroup(group);
  if (!saved.ok) throw new Error(saved.message);
}
others.dispose();
const closed = await log.close();
if (!closed.ok) throw new Error(closed.message);
