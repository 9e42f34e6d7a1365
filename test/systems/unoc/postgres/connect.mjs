// One connection to the practice database.
import pg from 'pg';

/**
 * @param {{ postgresPort: number }} config
 * @param {string} database
 * @returns {Promise<pg.Client>}
 */
export async function connect(config, database) {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: config.postgresPort,
    user: 'unoc',
    database,
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined); // The server going away shows in the next query.
  await client.connect();
  return client;
}

/** Whether the server takes connections. @param {{ postgresPort: number }} config */
export async function acceptsConnections(config) {
  try {
    const client = await connect(config, 'postgres');
    await client.end();
    return true;
  } catch {
    return false;
  }
}
