import type { Client } from 'pg';
import type { SqlTarget } from '../../core/run/sql/sqlTarget';
import { destroyClient } from './connections';
import { openClient } from './openClient';

/** From asking a backend to stop to ending it, and from there to cutting the connection. */
const GRACE_MS = 1_000;

/**
 * Stops what a backend does, from outside its connection: no setting of the session can keep it
 * from working. First its statement is cancelled, then the backend is ended, then the socket is
 * closed. `control` connects with the first use of `ready` or `stop`.
 */
export class BackendControl {
  readonly #client: Client;
  readonly #target: SqlTarget;
  readonly #password: string | undefined;
  #control: Promise<Client | undefined> | undefined;
  #stopped = false;

  constructor(client: Client, target: SqlTarget, password: string | undefined) {
    this.#client = client;
    this.#target = target;
    this.#password = password;
  }

  /** Connects ahead of time, so that stopping a slow statement costs one round trip. */
  ready(): void {
    void this.#open(); // never rejects
  }

  /** @param ended resolves when the statement has ended, however it did */
  async stop(ended: Promise<unknown>): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    const control = await this.#open();
    if (control !== undefined) {
      if (await this.#ask(control, 'pg_cancel_backend', ended)) return;
      if (await this.#ask(control, 'pg_terminate_backend', ended)) return;
    }
    destroyClient(this.#client);
  }

  dispose(): void {
    void this.#control?.then((control) => control?.end()).catch(() => undefined); // it may be gone
    this.#control = undefined;
  }

  async #ask(control: Client, what: string, ended: Promise<unknown>): Promise<boolean> {
    const pid = (this.#client as unknown as { readonly processID: number }).processID;
    const asked = control.query(`SELECT ${what}($1)`, [pid]).catch(() => undefined);
    // The answer is awaited too: a signal that is still on its way would hit the next statement.
    return settled(Promise.all([ended, asked]), GRACE_MS);
  }

  #open(): Promise<Client | undefined> {
    this.#control ??= openClient(this.#target, {
      options: '',
      password: () => Promise.resolve(this.#password),
    }).then((opened) => (opened.ok ? opened.value : undefined));
    return this.#control;
  }
}

function settled(what: Promise<unknown>, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    void what.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
