// The devices in the database.
import pg from 'pg';
import { log } from './log.mjs';

/** @typedef {ReturnType<typeof openDevices>} Devices */

const columns = 'id, name, kind, coalesce(override, status) AS status';

/** @param {string} databaseUrl */
export function openDevices(databaseUrl) {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 5,
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
  });
  pool.on('error', (error) => log('WARNING', `DatabaseError: lost a connection: ${error.message}`));
  return {
    /** @returns {Promise<void>} rejects when the database does not answer for devices */
    async probe() {
      await pool.query('SELECT 1 FROM devices LIMIT 1');
    },
    async list() {
      return (await pool.query(`SELECT ${columns} FROM devices ORDER BY id`)).rows;
    },
    /** @param {string} name @param {string} kind */
    async provision(name, kind) {
      const insert = `INSERT INTO devices (name, kind) VALUES ($1, $2) RETURNING ${columns}`;
      return (await pool.query(insert, [name, kind])).rows[0];
    },
    /** @param {number} id @param {string | null} status @returns {Promise<object | undefined>} */
    async override(id, status) {
      const update = `UPDATE devices SET override = $2 WHERE id = $1 RETURNING ${columns}`;
      return (await pool.query(update, [id, status])).rows[0];
    },
    close: () => pool.end(),
  };
}
