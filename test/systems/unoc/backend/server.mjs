// The backend of the practice stack. Reads PORT, DATABASE_URL, POLL_SECONDS, LOG_LEVEL and
// UNOC_DEV_FEATURES from its environment, and ends at once when one of them is wrong.
import { createServer } from 'node:http';
import { handle } from './routes.mjs';
import { readSettings } from './settings.mjs';
import { openDevices } from './devices.mjs';
import { log } from './log.mjs';

const settings = readSettings(process.env);
const devices = openDevices(settings.databaseUrl);

const server = createServer((request, response) => {
  void handle(devices, request, response).then((status) => {
    const level = status >= 500 ? 'ERROR' : 'INFO';
    log(level, `127.0.0.1 "${request.method} ${request.url} HTTP/1.1" ${status}`);
  });
});
server.on('error', (error) => {
  log('ERROR', error.message);
  process.exit(1);
});
server.listen(settings.port, '127.0.0.1', () => {
  log('INFO', `unoc-backend 2.0.0 listening on port ${settings.port}`);
});

process.on('SIGTERM', () => {
  log('INFO', 'Shutting down');
  server.closeAllConnections();
  server.close();
  void devices.close().finally(() => process.exit(0));
});
