import { systemCode } from './ports';

/** What the status bar shows about a log. */
export type LogState =
  | { readonly kind: 'saved' }
  | {
      readonly kind: 'not-saved';
      /** Events kept in memory until they can be saved. */
      readonly count: number;
      readonly code: NotSavedCode;
      readonly message: string;
    };

export type NotSavedCode =
  | 'disk-full'
  | 'read-only'
  | 'no-permission'
  | 'too-many-files'
  | 'not-a-folder'
  | 'device'
  | 'other';

/** Something stands where a folder should be; the message says what. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

const reasons: Readonly<Record<string, readonly [NotSavedCode, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full'],
  EDQUOT: ['disk-full', 'the disk quota is used up'],
  EFBIG: ['disk-full', 'the file may not grow further'],
  EROFS: ['read-only', 'the file system is read-only'],
  EACCES: ['no-permission', 'permission was denied'],
  EPERM: ['no-permission', 'permission was denied'],
  EMFILE: ['too-many-files', 'too many files are open'],
  ENFILE: ['too-many-files', 'too many files are open'],
  ENOTDIR: ['not-a-folder', 'something that is not a folder is in the way'],
  ELOOP: ['not-a-folder', 'a symbolic link is in the way'],
  EIO: ['device', 'the device reported an error'],
};

/** Why an operation on a path failed, as a code and a sentence. */
export function notSavedReason(error: unknown, path: string): [NotSavedCode, string] {
  if (error instanceof FolderError) return ['not-a-folder', error.message];
  const system = systemCode(error);
  const [code, why] = reasons[system ?? ''] ?? ['other', system ?? 'an unknown error'];
  return [code, `${path} could not be written: ${why}.`];
}
