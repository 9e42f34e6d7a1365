// The frontend of the practice stack: the files of `frontend/dist` in the practice folder, and
// /api passed on to the backend.
import { createReadStream, existsSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { extname, join, normalize } from 'node:path';

const home = (process.argv[2] ?? '').replace('--unoc-home=', '');
const port = Number(process.env.PORT);
const backend = process.env.BACKEND ?? '';
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** @param {import('node:http').IncomingMessage} request @param {number} status */
function log(request, status) {
  process.stdout.write(
    `${new Date().toISOString()} "${request.method} ${request.url}" ${status}\n`,
  );
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function passOn(request, response) {
  const options = { method: request.method ?? 'GET', headers: request.headers };
  const onward = ask(`${backend}${request.url}`, options, (answer) => {
    log(request, answer.statusCode ?? 0);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('error', () => {
    log(request, 502);
    response.writeHead(502).end('Bad Gateway\n');
  });
  request.pipe(onward);
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function sendFile(request, response) {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
  const file = join(home, 'frontend', 'dist', path === '/' ? 'index.html' : path);
  const found = existsSync(file);
  log(request, found ? 200 : 404);
  if (!found) {
    response.writeHead(404).end('Not Found\n');
    return;
  }
  const type =
    types[/** @type {keyof typeof types} */ (extname(file))] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

const server = createServer((request, response) => {
  if (/^\/(api|socket\.io)\b/.test(request.url ?? '')) passOn(request, response);
  else sendFile(request, response);
});
server.listen(port, '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
