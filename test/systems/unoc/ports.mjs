// TCP ports of 127.0.0.1.
import { createServer } from 'node:net';
import { UnocFailure } from './failure.mjs';

/** @param {number} port @returns {Promise<boolean>} whether nobody listens there */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)));
  });
}

const lowest = 20_000;
const highest = 32_000;

/**
 * A port nobody listens on right now, below the range from which systems take the ports of
 * outgoing connections: so it stays free while its owner restarts.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (await isPortFree(port)) return port;
  }
  throw new UnocFailure('No free port on 127.0.0.1 between 20000 and 32000: end what holds them.');
}
