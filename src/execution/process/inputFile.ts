import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { memoryFolder } from './memoryFolder';

/**
 * Text for standard input, readable by its owner only, in memory where there is such a folder. Not
 * a named pipe: `cat /dev/stdin` opens it anew, and would wait for ever once its writer is done.
 */
export class InputFile {
  readonly path: string;

  constructor(text: string) {
    const name = `runbook-input-${randomBytes(12).toString('hex')}`;
    this.path = join(memoryFolder() ?? tmpdir(), name);
    writeFileSync(this.path, text, { flag: 'wx', mode: 0o600 });
  }

  /** Hands the open file to `use`, a child to be; its name is gone before. */
  handOver<Result>(use: (descriptor: number) => Result): Result {
    const descriptor = openSync(this.path, 'r');
    this.dispose();
    try {
      return use(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  dispose(): void {
    rmSync(this.path, { force: true });
  }
}
