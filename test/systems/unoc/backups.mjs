// The backup folder: the newest dump under a fixed name, and one per night by its time.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireConfig, systemFolder } from './home.mjs';
import { findBinaries } from './postgres/binaries.mjs';

const nights = 3;
const latest = 'unoc_latest.sql';

/** The SQL which brings the database back, also over what is left of it.
 * @param {string} home @returns {Promise<string>} */
async function dump(home) {
  const config = requireConfig(home);
  const folder = findBinaries(config.postgres).clients;
  const program = folder
    ? join(folder, 'pg_dump')
    : join(systemFolder, 'stand-ins', 'pg_dump', 'pg_dump');
  const args = ['--clean', '--if-exists', '-h', '127.0.0.1', '-p', String(config.postgresPort)];
  const { stdout } = await promisify(execFile)(program, [...args, '-U', 'unoc', 'unocdb']);
  return stdout;
}

/** Writes the backups of the last nights, unless there are some. @param {string} home */
export async function ensureBackups(home) {
  const folder = join(home, 'backups');
  if (existsSync(join(folder, latest))) return;
  const sql = await dump(home);
  for (let night = nights - 1; night >= 0; night -= 1) {
    const time = lastNight(night);
    writeAt(join(folder, `unoc_${stamp(time)}.sql`), sql, time);
  }
  const sum = createHash('sha256').update(sql).digest('hex');
  writeAt(join(folder, `${latest}.sha256`), `${sum}  ${latest}\n`, lastNight(0));
  writeAt(join(folder, latest), sql, lastNight(0));
}

/** The file of the newest backup. @param {string} home @returns {string} */
export function latestBackup(home) {
  return join(home, 'backups', latest);
}

/** Two in the morning, `ago` nights before the last one. @param {number} ago @returns {Date} */
function lastNight(ago) {
  const time = new Date();
  if (time.getHours() < 2) time.setDate(time.getDate() - 1);
  time.setDate(time.getDate() - ago);
  time.setHours(2, 0, 0, 0);
  return time;
}

/** @param {Date} time @returns {string} YYYYMMDD_HHMMSS in local time, as `date` writes it. */
function stamp(time) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  return `${day}_${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}

/** @param {string} file @param {string} text @param {Date} time */
function writeAt(file, text, time) {
  writeFileSync(file, text);
  utimesSync(file, time, time);
}
