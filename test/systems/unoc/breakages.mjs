// The ways to break the practice system, and the way back.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContainer, startContainer, stopContainer } from './containers/life.mjs';
import { whileLocked } from './containers/lock.mjs';
import { services } from './containers/specs.mjs';
import { readState } from './containers/state.mjs';
import { latestBackup } from './backups.mjs';
import { requireConfig, systemFolder } from './home.mjs';
import { goodEnvironment } from './layOut.mjs';
import { connect } from './postgres/connect.mjs';
import { until } from './processIdentity.mjs';

/** @typedef {'database-stopped' | 'backend-crash-loop' | 'data-lost'} Breakage */

export const breakages = /** @type {const} */ ([
  'database-stopped',
  'backend-crash-loop',
  'data-lost',
]);

/** @param {string} home @param {Breakage} breakage */
export async function breakSystem(home, breakage) {
  await whileLocked(home, async () => {
    switch (breakage) {
      case 'database-stopped':
        return stopContainer(home, 'postgres');
      case 'backend-crash-loop':
        return crashLoop(home);
      case 'data-lost':
        return loseData(home);
    }
  });
}

/** A setting that is no number: the backend ends at each start. @param {string} home */
async function crashLoop(home) {
  const file = join(home, '.env');
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('POLL_SECONDS='));
  writeFileSync(file, [...lines.filter(Boolean), 'POLL_SECONDS=often', ''].join('\n'));
  await stopContainer(home, 'backend');
  await startContainer(home, 'backend');
  await until(() => readState(home, 'backend')?.status === 'restarting', 10_000);
}

/** @param {string} home */
async function loseData(home) {
  const client = await connect(requireConfig(home), 'unocdb');
  await client.query('DROP TABLE IF EXISTS devices');
  await client.end();
}

/** Brings everything back: settings, containers, and the data if it is gone. @param {string} home */
export async function repair(home) {
  const config = requireConfig(home);
  writeFileSync(join(home, '.env'), goodEnvironment(config));
  await whileLocked(home, async () => {
    for (const service of services) {
      const state = readState(home, service);
      if (state === undefined) createContainer(home, service);
      // In a crash loop it is up for moments too, and keeps the settings it was started with.
      if (service === 'backend' && state !== undefined) await stopContainer(home, service);
      await startContainer(home, service);
      if (service === 'postgres') await restoreData(home, config);
    }
  });
}

/** @param {string} home @param {import('./home.mjs').Config} config */
async function restoreData(home, config) {
  const client = await connect(config, 'unocdb');
  const found = await client.query("SELECT to_regclass('public.devices') AS devices");
  await client.end();
  if (found.rows[0].devices !== null) return;
  const program = join(systemFolder, 'stand-ins', 'psql', 'psql');
  const where = [
    '-h',
    '127.0.0.1',
    '-p',
    String(config.postgresPort),
    '-U',
    'unoc',
    '-d',
    'unocdb',
  ];
  await promisify(execFile)(program, [...where, '-f', latestBackup(home)]);
}
