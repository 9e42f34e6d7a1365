// Appends notes until it is killed; tells each acknowledged id on standard output.
// Arguments: log directory, writer, events per group, and optionally the operation to die before.
import { writeSync } from 'node:fs';
import { nodePorts } from '../../../../src/storage/nodeClock';
import type { Fs, FsFile } from '../../../../src/storage/ports';
import { incidentIn, note, openTestLog } from '../testLog';

const [root = '', writer = '', group = '1', dieBefore = '0'] = process.argv.slice(2);
const ports = nodePorts();
const log = await openTestLog(incidentIn(root), { ...ports, fs: dying(ports.fs) }, writer);
for (let i = 0; ; i++) {
  const result = await log.appendGroup(
    Array.from({ length: Number(group) }, (_, k) => note(`${writer}-${i}-${k}`)),
  );
  if (!result.ok) throw new Error(result.message);
  writeSync(1, result.value.map((event) => `${event.id} ${event.hash}\n`).join(''));
}

/** Kills this process before its k-th operation on the file system. */
function dying(fs: Fs): Fs {
  let left = Number(dieBefore);
  if (left === 0) return fs;
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          left -= 1;
          if (left === 0) process.kill(process.pid, 'SIGKILL');
          const result: unknown = await method.apply(target, args);
          return name === 'createFile' ? counted(result as FsFile) : result;
        };
      },
    });
  return counted(fs);
}
