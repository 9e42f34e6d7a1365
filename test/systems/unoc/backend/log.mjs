// Log lines as a container writes them.

/** @param {'INFO' | 'WARNING' | 'ERROR'} level @param {string} text */
export function log(level, text) {
  process.stdout.write(`${new Date().toISOString()} ${level} ${text}\n`);
}
