// The database volume: the server's data folder, made once and kept until `down -v`.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { UnocFailure } from '../failure.mjs';
import { systemFolder } from '../home.mjs';
import { connect } from './connect.mjs';
import { serverUser } from './unprivilegedUser.mjs';

/** @param {import('../home.mjs').Config} config @returns {string} */
export function dataFolder(config) {
  return join(config.volume, 'data');
}

/** @param {import('../home.mjs').Config} config @returns {string} */
function seededMark(config) {
  return join(config.volume, 'seeded');
}

/** Written when the data folder is whole. @param {import('../home.mjs').Config} config */
function madeMark(config) {
  return join(config.volume, 'made');
}

/** Makes the data folder if there is none.
 * @param {import('../home.mjs').Config} config @param {import('./binaries.mjs').Binaries} binaries */
export function ensureVolume(config, binaries) {
  const data = dataFolder(config);
  if (existsSync(madeMark(config))) return;
  const user = serverUser();
  rmSync(config.volume, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  chmodSync(config.volume, 0o755);
  chmodSync(data, 0o700);
  if (user !== undefined) chownSync(data, user.uid, user.gid);
  const done = spawnSync(
    binaries.initdb,
    ['-D', data, '-U', 'unoc', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, encoding: 'utf8' },
  );
  if (done.status !== 0) {
    const why = (done.error?.message ?? done.stderr).trim();
    rmSync(config.volume, { recursive: true, force: true });
    throw new UnocFailure(`The database volume could not be made in ${data}: ${why}`);
  }
  writeFileSync(madeMark(config), '');
}

/** Creates the database and its first rows, once per volume, as an image's entry point does.
 * @param {import('../home.mjs').Config} config */
export async function seedVolume(config) {
  if (existsSync(seededMark(config))) return;
  const server = await connect(config, 'postgres');
  try {
    const found = await server.query("SELECT 1 FROM pg_database WHERE datname = 'unocdb'");
    if (found.rowCount === 0) await server.query('CREATE DATABASE unocdb');
  } finally {
    await server.end();
  }
  const database = await connect(config, 'unocdb');
  try {
    const found = await database.query("SELECT to_regclass('public.devices') AS devices");
    if (found.rows[0].devices === null) {
      await database.query(readFileSync(join(systemFolder, 'postgres', 'seed.sql'), 'utf8'));
    }
  } finally {
    await database.end();
  }
  writeFileSync(seededMark(config), '');
}

/** @param {import('../home.mjs').Config} config */
export function deleteVolume(config) {
  rmSync(config.volume, { recursive: true, force: true });
}
