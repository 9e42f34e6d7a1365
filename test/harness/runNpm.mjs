import { spawn } from 'node:child_process';
import { dirname, delimiter } from 'node:path';

/** By itself npm waits five minutes for each of three tries at each package. */
const limitMs = 10 * 60_000;

/**
 * Runs npm in a folder and waits for it. Registry and proxy come from the user's own npm
 * configuration.
 *
 * @param {readonly string[]} args
 * @param {object} where
 * @param {string} where.cwd
 * @param {string} [where.node] the Node that runs npm, when not the current one
 * @param {Readonly<Record<string, string>>} [where.env]
 */
export async function runNpm(args, { cwd, node = process.execPath, env = {} }) {
  const npmScript = process.env.npm_execpath;
  const viaScript = npmScript !== undefined && /npm-cli\.c?js$/u.test(npmScript);
  const command = viaScript ? node : 'npm';
  const fullArgs = viaScript ? [npmScript, ...args] : [...args];
  const child = spawn(command, fullArgs, {
    cwd,
    env: { ...ownEnvironment(), PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
  });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...ending) => resolve(ending));
  });
  if (code !== 0) {
    const text = Buffer.concat(output).toString('utf8').trim();
    const why = signal === null ? `exit ${code}` : `${signal}; it may take ${limitMs / 60_000} min`;
    throw new Error(`npm ${args.join(' ')} failed in ${cwd} (${why}):\n${text}`);
  }
}

/** Without what an outer `npm run` says about the outer package. */
function ownEnvironment() {
  const aboutOuterPackage = /^(?:npm_package_|npm_lifecycle_|npm_config_local_prefix$|INIT_CWD$)/u;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !aboutOuterPackage.test(name)),
  );
}
