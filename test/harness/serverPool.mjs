import { startVsCodeServer } from './startServer.mjs';

/**
 * Servers shared by all who ask for the same kind; starting one costs a second, a window costs
 * less.
 */
export class ServerPool {
  /** @type {Map<string, Promise<import('./startServer.mjs').VsCodeServer>>} */
  #servers = new Map();

  /**
   * @param {import('./startServer.mjs').ServerOptions} options
   * @returns {Promise<import('./startServer.mjs').VsCodeServer>}
   */
  async get(options) {
    const { userSettings = {}, ...kind } = options;
    const key = JSON.stringify(kind, Object.keys(kind).sort());
    const keyWithEnv = `${key} ${JSON.stringify(kind.env ?? {})}`;
    const starting =
      this.#servers.get(keyWithEnv) ?? startVsCodeServer({ ...kind, fewBuiltIns: true });
    this.#servers.set(keyWithEnv, starting);
    const server = await starting;
    await server.writeUserSettings(userSettings);
    return server;
  }

  /** Stops every server that was started. */
  async stopAll() {
    const all = [...this.#servers.values()];
    this.#servers.clear();
    await Promise.allSettled(all.map(async (starting) => (await starting).stop()));
  }
}
