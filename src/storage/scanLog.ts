import { join } from 'node:path';
import type { LogFileName } from './logNames';
import { parseLogFileName } from './logNames';
import type { LogProblem } from './logProblem';
import { notSavedReason } from './logState';
import type { Fs } from './ports';
import { systemCode } from './ports';
import type { LinePosition, LinesRead } from './readLines';
import { readLines } from './readLines';

/** One file of a log. */
export interface LogFile extends LogFileName {
  readonly name: string;
}

/** The log files of a folder in the order in which they are to be read, and what else lies there. */
export async function listLogFiles(
  path: string,
  fs: Fs,
): Promise<{ files: readonly LogFile[]; problems: readonly LogProblem[] }> {
  const files: LogFile[] = [];
  const problems: LogProblem[] = [];
  let entries;
  try {
    entries = await fs.readFolder(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') problems.push(unreadable('.', path, error));
    return { files, problems };
  }
  for (const { name, kind } of entries) {
    const parsed = kind === 'file' ? parseLogFileName(name) : undefined;
    if (parsed === undefined) {
      const what = kind === 'link' ? 'a symbolic link, not followed' : 'not a file of this log';
      problems.push(problem('foreign-file', name, `${what}; it was left alone`));
      continue;
    }
    if (parsed.copy) {
      const message = 'a copy set aside by a file synchroniser; its events were added';
      problems.push(problem('conflict-copy', name, message));
    }
    files.push({ ...parsed, name });
  }
  files.sort(
    (a, b) =>
      compare(a.writer, b.writer) ||
      Number(a.copy) - Number(b.copy) ||
      a.part - b.part ||
      compare(a.name, b.name),
  );
  return { files, problems };
}

/** Reads the lines of one log file; a file that cannot be read is a problem, not an exception. */
export async function scanLogFile(
  path: string,
  file: LogFile,
  fs: Fs,
  sink: {
    line(text: string, number: number): boolean;
    problem(problem: LogProblem): void;
  },
  from?: LinePosition,
): Promise<LinesRead | undefined> {
  const filePath = join(path, file.name);
  try {
    const open = await fs.openFile(filePath);
    try {
      return await readLines(
        open,
        {
          line: (text, number) => sink.line(text, number),
          bad: (code, number) => {
            const what = code === 'too-long' ? 'a line too long to be an event' : 'not UTF-8';
            sink.problem({ code, file: file.name, line: number, message: what });
          },
        },
        from,
      );
    } finally {
      await open.close();
    }
  } catch (error) {
    sink.problem(unreadable(file.name, filePath, error));
    return undefined;
  }
}

function unreadable(name: string, path: string, error: unknown): LogProblem {
  const [, message] = notSavedReason(error, path);
  return problem('unreadable', name, message.replace('written', 'read'));
}

function problem(code: LogProblem['code'], file: string, message: string): LogProblem {
  return { code, file, line: undefined, message };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
