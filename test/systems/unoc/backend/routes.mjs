// The HTTP interface of the backend.
import { log } from './log.mjs';

/** @typedef {{ status: number, body: unknown }} Answer */

const service = { service: 'unoc-backend', version: '2.0.0' };

/**
 * Answers one request; a failure becomes an answer too.
 * @param {import('./devices.mjs').Devices} devices
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {Promise<number>} the status sent
 */
export async function handle(devices, request, response) {
  /** @type {Answer} */
  let answer;
  try {
    answer = await route(devices, request);
  } catch (error) {
    answer = failure(error);
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  return answer.status;
}

/** @param {unknown} error @returns {Answer} */
function failure(error) {
  if (error instanceof SyntaxError) return { status: 400, body: { detail: 'Body is not JSON' } };
  const code = /** @type {{ code?: string }} */ (error).code;
  const detail = error instanceof Error ? error.message || String(code) : String(error);
  if (code === '23505') return { status: 409, body: { detail: 'A device of this name exists' } };
  log('ERROR', `DatabaseError: ${detail}`);
  return { status: 500, body: { detail } };
}

/** @param {import('./devices.mjs').Devices} devices @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Answer>} */
async function route(devices, request) {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const override = /^\/api\/devices\/(\d+)\/override$/.exec(path);
  const what = `${request.method === 'HEAD' ? 'GET' : request.method} ${override ? 'override' : path}`;
  switch (what) {
    case 'GET /health':
      return health(devices);
    case 'GET /api/devices':
      return { status: 200, body: await devices.list() };
    case 'POST /api/devices/provision':
      return provision(devices, await readBody(request));
    case 'PATCH override':
      return setOverride(devices, Number(override?.[1]), (await readBody(request)).status ?? null);
    case 'DELETE override':
      return setOverride(devices, Number(override?.[1]), null);
    default:
      return { status: 404, body: { detail: 'Not Found' } };
  }
}

/** @param {import('./devices.mjs').Devices} devices @returns {Promise<Answer>} */
async function health(devices) {
  try {
    await devices.probe();
    return { status: 200, body: { status: 'healthy', ...service } };
  } catch (error) {
    const detail = failure(error).body;
    return {
      status: 503,
      body: { status: 'unhealthy', ...service, .../** @type {object} */ (detail) },
    };
  }
}

/** @param {import('./devices.mjs').Devices} devices @param {any} body @returns {Promise<Answer>} */
async function provision(devices, { name, kind }) {
  if (typeof name !== 'string' || typeof kind !== 'string' || name === '' || kind === '') {
    log('ERROR', 'ProvisioningError: name and kind are required');
    return { status: 422, body: { detail: 'name and kind are required' } };
  }
  const device = await devices.provision(name, kind);
  log('INFO', `Provisioned device ${name}`);
  return { status: 201, body: device };
}

/** @param {import('./devices.mjs').Devices} devices @param {number} id @param {string | null} status
 * @returns {Promise<Answer>} */
async function setOverride(devices, id, status) {
  const device = await devices.override(id, status);
  if (device === undefined) return { status: 404, body: { detail: `No device ${id}` } };
  return { status: 200, body: device };
}

/** @param {import('node:http').IncomingMessage} request @returns {Promise<any>} an object */
async function readBody(request) {
  let text = '';
  for await (const piece of request) text += piece;
  const body = JSON.parse(text === '' ? '{}' : text);
  return typeof body === 'object' && body !== null ? body : {};
}
