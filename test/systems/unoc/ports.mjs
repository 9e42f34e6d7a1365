// TCP ports of 127.0.0.1.
import { createServer } from 'node:net';

/** @param {number} port @returns {Promise<number | undefined>} the port bound; undefined if taken. */
function tryBind(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
export async function isPortFree(port) {
  return (await tryBind(port)) !== undefined;
}

/** A port nobody listens on right now. @returns {Promise<number>} */
export async function freePort() {
  const port = await tryBind(0);
  if (port === undefined) throw new Error('No free port on 127.0.0.1.');
  return port;
}
