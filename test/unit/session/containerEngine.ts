import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the client says first, before the bytes of standard input. */
interface Exec {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * Stands in for the daemon of a container engine and a kubelet, with its clients `docker`, `podman`
 * and `kubectl` in a folder for PATH. As there, a command is a child of the daemon in a session of
 * its own and with nothing of the client's environment; when the client goes, it gets the end of its
 * standard input and nothing else, and goes on. The one container, or pod, is named `api`.
 */
export class ContainerEngine {
  readonly folder = mkdtempSync(join(tmpdir(), 'runbook-engine-'));
  /** All that were started, by the process that ends them. */
  readonly started: ChildProcess[] = [];
  readonly #server: Server;

  /** @param shell what is `sh`, and the only program, in the container */
  constructor(shell: string) {
    for (const name of ['bin', 'container']) mkdirSync(join(this.folder, name));
    // Nobody ever writes to it.
    execFileSync('mkfifo', [join(this.folder, 'container/silent')]);
    symlinkSync(shell, join(this.folder, 'container/sh'));
    const client = join(this.folder, 'client.cjs');
    const socket = join(this.folder, 'socket');
    writeFileSync(client, `(${clientMain.toString()})(${JSON.stringify(socket)});\n`);
    for (const name of ['docker', 'podman', 'kubectl']) {
      const path = join(this.folder, 'bin', name);
      writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${client}' ${name} "$@"\n`);
      chmodSync(path, 0o755);
    }
    this.#server = createServer((connection) => this.#serve(connection)).listen(socket);
  }

  get path(): string {
    return `${join(this.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  }

  close(): void {
    this.#server.close();
    rmSync(this.folder, { recursive: true });
  }

  #serve(connection: Socket): void {
    let head = '';
    connection.setEncoding('utf8');
    connection.on('error', () => undefined); // the client was killed
    const onHead = (text: string) => {
      head += text;
      const end = head.indexOf('\n');
      if (end < 0) return;
      connection.off('data', onHead);
      this.#exec(connection, JSON.parse(head.slice(0, end)) as Exec, head.slice(end + 1));
    };
    connection.on('data', onHead);
  }

  #exec(connection: Socket, { program, args }: Exec, input: string): void {
    const say = (message: object) => connection.write(`${JSON.stringify(message)}\n`);
    const child = spawn(join(this.folder, 'container', program), args, {
      detached: true,
      cwd: '/',
      env: { PATH: join(this.folder, 'container') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.started.push(child);
    child.stdin.on('error', () => undefined); // it does not read
    child.stdin.write(input);
    connection.on('data', (text) => child.stdin.write(text));
    connection.on('close', () => child.stdin.end());
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => say({ name, text }));
    }
    child.once('close', (status) => {
      say({ status: status ?? 137 });
      connection.end();
    });
  }
}

/** The client; it is written to a file, so nothing outside of it can be used. */
function clientMain(socketPath: string): void {
  const { connect } = process.getBuiltinModule('node:net');
  const [tool, command, ...words] = process.argv.slice(2);
  const rest = words.filter((word) => word !== '-i' && word !== '--');
  for (const option of ['-n', '-c']) {
    const at = rest.indexOf(option);
    if (tool === 'kubectl' && at >= 0 && at < rest.indexOf('sh')) rest.splice(at, 2);
  }
  const [name, program, ...args] = rest;
  if (command !== 'exec' || name !== 'api') {
    const notThere = {
      docker: `Error response from daemon: No such container: ${name}`,
      podman: `Error: no container with name or ID "${name}" found: no such container`,
      kubectl: `Error from server (NotFound): pods "${name}" not found`,
    };
    process.stderr.write(`${notThere[tool as keyof typeof notThere]}\n`);
    process.exit(1);
  }
  const connection = connect(socketPath);
  connection.setEncoding('utf8');
  connection.write(`${JSON.stringify({ program, args })}\n`);
  process.stdin.pipe(connection);
  let unread = '';
  connection.on('data', (chunk: unknown) => {
    const lines = (unread + String(chunk)).split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) {
      const { name, text, status } = JSON.parse(line) as Record<string, string>;
      if (status !== undefined) process.exit(Number(status));
      (name === 'stdout' ? process.stdout : process.stderr).write(text ?? '');
    }
  });
}
