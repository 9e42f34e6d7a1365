import { createServer, type Server } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { programFolder } from '../builtProgram';
import { bash, SessionUnderTest } from './sessionUnderTest';

let program: string;
let closedPort = 0;
let trial: SessionUnderTest | undefined;
beforeAll(async () => {
  program = await programFolder();
  closedPort = await freePort();
}, 30_000);
afterEach(async () => {
  await trial?.close();
  trial = undefined;
});

async function freePort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function messageOf(text: string, more: object = {}): Promise<string | undefined> {
  trial = new SessionUnderTest(program);
  const report = await trial.run(bash(text), text, more);
  const ended = (await trial.events()).findLast(({ type }) => type === 'run.ended');
  expect(ended?.data['message']).toBe(report.message);
  expect(report.outcome === 'failed' || report.outcome === 'refused').toBe(true);
  return report.message;
}

describe('one clear sentence for what real programs run into', () => {
  test('a command that is not there', async () => {
    expect(await messageOf('no-such-command-here')).toMatch(/was not found/);
  });

  test('a file that may not be executed', async () => {
    expect(await messageOf('touch plain.txt && ./plain.txt')).toMatch(/could not be executed/);
  });

  test('a port where nothing listens', async () => {
    expect(await messageOf(`exec 3<>/dev/tcp/127.0.0.1/${closedPort}`)).toMatch(/was refused/);
  });

  test('a host that ssh cannot reach, as a target', async () => {
    const message = await messageOf('uptime', { target: 'ssh:no-such-host.invalid' });
    expect(message).toMatch(/^On ssh:no-such-host\.invalid: .*(?:resolved|not found)|not found/);
  });

  test('a folder that is not there', async () => {
    trial = new SessionUnderTest(program);
    const text = '# T\n\n```bash {cwd=gone}\nuptime\n```\n';
    expect((await trial.run(text, 'uptime')).message).toMatch(/does not exist/);
  });

  test('what asks for input', async () => {
    const script = `sh -c 'printf "Password: "; read -r answer'`;
    expect(await messageOf(script)).toMatch(/asked for input/);
    expect(await messageOf("printf 'Password: '; read -r answer")).toMatch(/person at a keyboard/);
  });
});
