// Lays a practice folder out: the runbooks, the settings of the stack, its compose file, the
// files of its frontend.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson, repositoryFolder, stateFolder, writeJson } from './home.mjs';

/** The stack's settings when nothing is wrong with them. @param {import('./home.mjs').Config} config */
export function goodEnvironment(config) {
  return [
    '# Settings of the backend. Redeploy it after a change: docker compose up -d backend',
    `DATABASE_URL=postgresql://unoc@127.0.0.1:${config.postgresPort}/unocdb`,
    'LOG_LEVEL=info',
    'POLL_SECONDS=30',
    'UNOC_DEV_FEATURES=false',
    'USE_GO_TRAFFIC=false',
    '',
  ].join('\n');
}

/**
 * Writes what is missing. A file the user has changed stays as it is; one that is as it was
 * written follows the repository.
 * @param {string} home @param {import('./home.mjs').Config} config
 */
export function layOut(home, config) {
  mkdirSync(join(home, 'backups'), { recursive: true });
  const record = join(stateFolder(home), 'laid-out.json');
  /** @type {Record<string, string>} */
  const written = readJson(record) ?? {};
  for (const [name, text] of files(config)) {
    const file = join(home, name);
    const mine = !existsSync(file) || hashOf(readFileSync(file, 'utf8')) === written[name];
    if (!mine) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    written[name] = hashOf(text);
  }
  writeJson(record, written);
}

/** @param {string} text @returns {string} */
function hashOf(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** @param {import('./home.mjs').Config} config @returns {[string, string][]} */
function files(config) {
  const runbooks = join(repositoryFolder, 'runbooks', 'unoc');
  return [
    ...readdirSync(runbooks)
      .filter((name) => name.endsWith('.md'))
      .map(
        (name) =>
          /** @type {[string, string]} */ ([
            name,
            withPorts(readFileSync(join(runbooks, name), 'utf8'), config),
          ]),
      ),
    ['.env', goodEnvironment(config)],
    ['docker-compose.yml', composeFile(config)],
    ['frontend/dist/index.html', page],
    ['.vscode/settings.json', editorSettings],
  ];
}

/**
 * A runbook with the ports this practice folder really uses.
 * @param {string} text @param {{ backendPort: number, frontendPort: number }} config @returns {string}
 */
export function withPorts(text, { backendPort, frontendPort }) {
  return text
    .replaceAll('localhost:5001', `localhost:${backendPort}`)
    .replaceAll('localhost:5080', `localhost:${frontendPort}`);
}

/** @param {import('./home.mjs').Config} config @returns {string} */
function composeFile({ backendPort, postgresPort, frontendPort }) {
  return `# Read by people only: the practice docker knows these services by itself.
name: unoc
services:
  postgres:
    image: postgres:16-alpine
    container_name: unoc-postgres
    environment: { POSTGRES_USER: unoc, POSTGRES_DB: unocdb }
    ports: ['127.0.0.1:${postgresPort}:5432']
    volumes: ['pgdata:/var/lib/postgresql/data']
  backend:
    image: unoc/backend:2.0.0
    container_name: unoc-backend
    env_file: .env
    restart: unless-stopped
    depends_on: [postgres]
    ports: ['127.0.0.1:${backendPort}:5001']
  frontend:
    image: unoc/frontend:2.0.0
    container_name: unoc-frontend
    restart: unless-stopped
    depends_on: [backend]
    ports: ['127.0.0.1:${frontendPort}:80']
volumes:
  pgdata:
`;
}

const editorSettings = `{
  "files.exclude": { ".unoc": true },
  "files.watcherExclude": { "**/.unoc/**": true }
}
`;

const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>UNOC</title></head>
  <body>
    <h1>UNOC</h1>
    <p id="status" role="status">connecting</p>
    <ul id="devices"></ul>
    <script>
      fetch('/api/devices')
        .then((response) => response.json())
        .then((devices) => {
          document.getElementById('status').textContent = 'live';
          for (const { name, status } of devices) {
            const item = document.createElement('li');
            item.textContent = name + ': ' + status;
            document.getElementById('devices').append(item);
          }
        })
        .catch(() => { document.getElementById('status').textContent = 'offline'; });
    </script>
  </body>
</html>
`;
