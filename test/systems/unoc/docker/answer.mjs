// How the stand-in for docker fails, in docker's words.

/** A command that ends with a message and an exit code. */
export class DockerFailure extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** @param {string} message @param {number} [exitCode] @returns {DockerFailure} */
export function fromDaemon(message, exitCode = 1) {
  return new DockerFailure(`Error response from daemon: ${message}`, exitCode);
}

/** @param {string} text */
export function print(text) {
  process.stdout.write(`${text}\n`);
}
