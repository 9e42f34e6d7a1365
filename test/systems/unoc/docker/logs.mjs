// docker logs: what the container's processes wrote, also while they go on writing.
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { isUp } from '../containers/life.mjs';
import { logFile } from '../containers/state.mjs';
import { DockerFailure } from './answer.mjs';
import { findContainer } from './find.mjs';
import { readOptions } from './options.mjs';

const known = /** @type {const} */ ({
  '-f': 'flag',
  '--follow': 'flag',
  '-n': 'value',
  '--tail': 'value',
  '--since': 'value',
  '-t': 'flag',
  '--timestamps': 'flag',
});
const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 };

/** @param {string} home @param {readonly string[]} args @returns {Promise<number>} */
export async function logs(home, args) {
  const { options, operands } = readOptions(args, known);
  if (operands.length !== 1) throw new DockerFailure("docker: 'docker logs' requires 1 argument");
  const { service } = findContainer(home, operands[0] ?? '').spec;
  const file = logFile(home, service);
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const tail = options.get('-n') ?? options.get('--tail');
  write(lastLines(linesSince(bytes.toString('utf8'), options.get('--since')), tail));
  if (options.has('-f') || options.has('--follow')) await follow(home, service, file, bytes.length);
  return 0;
}

/** @param {string} text */
function write(text) {
  if (text !== '') process.stdout.write(text);
}

/** @param {string} text @param {string | undefined} count @returns {string} */
function lastLines(text, count) {
  if (count === undefined || count === 'all') return text;
  if (!/^\d+$/.test(count))
    throw new DockerFailure(`invalid tail "${count}": want a number or all`);
  const lines = text.split(/(?<=\n)/);
  return lines.slice(Math.max(lines.length - Number(count), 0)).join('');
}

/** The lines written since a time (`10m`, or ISO 8601); a line without a time goes with the one
 * before it. @param {string} text @param {string | undefined} since @returns {string} */
function linesSince(text, since) {
  if (since === undefined) return text;
  const ago = /^(\d+)([smh])$/.exec(since);
  const unit = /** @type {keyof typeof unitMs} */ (ago?.[2]);
  const from = ago ? Date.now() - Number(ago[1]) * unitMs[unit] : Date.parse(since);
  const lines = text.split(/(?<=\n)/);
  const first = lines.findIndex((line) => timeOf(line) >= from);
  return first < 0 ? '' : lines.slice(first).join('');
}

/** @param {string} line @returns {number} NaN when it begins with no time */
function timeOf(line) {
  const time = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d\.\d+)(Z| UTC)/.exec(line);
  return time ? Date.parse(`${time[1]}T${time[2]}Z`) : NaN;
}

/** Writes what is added until the container ends.
 * @param {string} home @param {string} service @param {string} file @param {number} from */
function follow(home, service, file, from) {
  let at = from;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const up = isUp(home, service);
      at += copyRest(file, at);
      if (up) return;
      clearInterval(timer);
      resolve(undefined);
    }, 100);
  });
}

/** @param {string} file @param {number} from @returns {number} how many bytes were written */
function copyRest(file, from) {
  if (!existsSync(file)) return 0;
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(64 * 1024);
  const count = readSync(descriptor, buffer, 0, buffer.length, from);
  closeSync(descriptor);
  if (count > 0) process.stdout.write(buffer.subarray(0, count));
  return count;
}
