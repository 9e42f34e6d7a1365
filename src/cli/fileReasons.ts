const READING: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file; check the path'],
  ['ENOTDIR', 'there is no such file; check the path'],
  ['EACCES', 'permission was denied; check who may read it'],
  ['EPERM', 'permission was denied; check who may read it'],
  ['EISDIR', 'it is a folder; name a file in it'],
  ['ENAMETOOLONG', 'its name is longer than a file can have'],
]);

const WRITING: ReadonlyMap<string, string> = new Map([
  ['EEXIST', 'it exists already; name another file'],
  ['ENOENT', 'its folder does not exist; make it first'],
  ['ENOTDIR', 'its folder does not exist; make it first'],
  ['EACCES', 'permission was denied; check who may write there'],
  ['EPERM', 'permission was denied; check who may write there'],
  ['EROFS', 'nothing can be written there; name another folder'],
  ['EISDIR', 'it is a folder; name a file in it'],
  ['ENOSPC', 'no space is left there'],
  ['EDQUOT', 'no space is left there'],
  ['EIO', 'the device failed'],
  ['ENAMETOOLONG', 'its name is longer than a file can have'],
]);

/** Why a file could not be read, and what to do, as the end of a sentence. */
export function whyUnread(error: unknown): string {
  return reason(error, READING);
}

/** Why something could not be written, and what to do, as the end of a sentence. */
export function whyUnwritten(error: unknown): string {
  return reason(error, WRITING);
}

function reason(error: unknown, known: ReadonlyMap<string, string>): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return error instanceof Error ? error.message : String(error);
  return known.get(code) ?? `the system answered ${code}`;
}
