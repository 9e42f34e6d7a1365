import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';

import { fail, succeed, type Result } from '../../util/result';

export type DotEnvFailure = 'not-found' | 'not-readable';

/** The variables of a `.env` file. Nothing in it is expanded and this process is not changed. */
export function loadDotEnv(path: string): Result<Readonly<Record<string, string>>, DotEnvFailure> {
  try {
    return succeed({ ...parse(readFileSync(path)) });
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing
      ? fail(
          'not-found',
          `The environment file ${path} does not exist. Create it or choose another.`,
        )
      : fail('not-readable', `The environment file ${path} cannot be read. Check its permissions.`);
  }
}
