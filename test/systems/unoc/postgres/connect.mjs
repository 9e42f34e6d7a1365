// One connection to the practice database.

/**
 * @param {{ postgresPort: number }} config
 * @param {string} database
 * @returns {Promise<import('pg').Client>}
 */
export async function connect(config, database) {
  // Most of what `docker` is asked needs no connection, and this takes longer than all the rest.
  const { default: pg } = await import('pg');
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
