import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { findDescendants } from '../../../src/execution/process/findProcesses';
import { signalProcess } from '../../../src/execution/process/processGroup';
import { eventually } from '../execution/bundledSupervisor';

const SSHD = ['/usr/sbin/sshd', '/usr/bin/sshd', '/usr/local/sbin/sshd'].find((path) =>
  existsSync(path),
);

/** Whether a server can be started: its program, and the folder it wants when it is root's. */
export const hasSshServer = SSHD !== undefined;

/** A free port, closed again. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/**
 * An OpenSSH server of this user with keys and configuration of its own, and a folder for PATH in
 * which `ssh` is the real one with a configuration that knows these hosts: `here`, `closed` (nothing
 * listens), `stranger` (another host key is known by its name) and `locked` (a key it does not take).
 */
export class SshServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'runbook-sshd-'));
  readonly #server: ChildProcess;

  constructor(port: number, closedPort: number) {
    for (const name of ['host', 'user', 'other']) this.#key(name);
    const at = (name: string) => join(this.folder, name);
    writeFileSync(
      at('sshd_config'),
      `ListenAddress 127.0.0.1\nPort ${port}\nHostKey ${at('host')}\nAuthorizedKeysFile ${at('user.pub')}\n` +
        `PidFile none\nStrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n`,
    );
    const known = (name: string, key: string) =>
      `${name} ${execFileSync('cat', [at(`${key}.pub`)], { encoding: 'utf8' })}`;
    const names = ['here', 'closed', 'locked'].map((name) => known(name, 'host'));
    writeFileSync(at('known'), [...names, known('stranger', 'other')].join(''));
    const host = (name: string, at: number, key: string) =>
      `Host ${name}\n  HostKeyAlias ${name}\n  Port ${at}\n  IdentityFile ${join(this.folder, key)}\n`;
    writeFileSync(
      at('ssh_config'),
      host('here', port, 'user') +
        host('stranger', port, 'user') +
        host('closed', closedPort, 'user') +
        host('locked', port, 'other') +
        `Host *\n  HostName 127.0.0.1\n  User ${userInfo().username}\n` +
        `  IdentitiesOnly yes\n  IdentityAgent none\n` +
        `  UserKnownHostsFile ${at('known')}\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n`,
    );
    mkdirSync(at('bin'));
    writeFileSync(at('bin/ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${at('ssh_config')} "$@"\n`);
    chmodSync(at('bin/ssh'), 0o755);
    this.#server = spawn(SSHD ?? '', ['-D', '-e', '-f', at('sshd_config')], { stdio: 'ignore' });
  }

  get path(): string {
    return `${join(this.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  }

  /** Ends every connection as a machine does that goes down. */
  dropConnections(): void {
    const { pid } = this.#server;
    for (const child of findDescendants([pid ?? 0])) {
      // One may end by itself when another is gone.
      if (child !== pid) signalProcess(child, 'SIGKILL');
    }
  }

  close(): void {
    this.dropConnections();
    this.#server.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #key(name: string): void {
    const args = ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(this.folder, name)];
    execFileSync('ssh-keygen', args);
  }
}

/** Starts one and waits until it listens. */
export async function startSshServer(): Promise<SshServer> {
  // The one folder that a server started by root cannot do without.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const server = new SshServer(port, await freePort());
  let listens = false;
  const attempt = setInterval(() => {
    const socket = connect(port, '127.0.0.1', () => {
      listens = true;
      socket.destroy();
    });
    socket.on('error', () => undefined); // not yet
  }, 50);
  try {
    await eventually(() => listens, 10_000);
  } finally {
    clearInterval(attempt);
  }
  return server;
}
