import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { otherSide } from './otherSide';
import { readTarget, shellLine, wrapForTarget, type Target } from '../../../../src/core/run/target';

const target = (written: string): Target => {
  const read = readTarget(written);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

describe('reading a target', () => {
  test.each([
    ['local', { kind: 'local' }],
    ['docker:api', { kind: 'container', tool: 'docker', name: 'api' }],
    ['podman:api_1', { kind: 'container', tool: 'podman', name: 'api_1' }],
    ['ssh:ops@web-1.example', { kind: 'ssh', host: 'ops@web-1.example' }],
    ['k8s:shop/api-0', { kind: 'pod', namespace: 'shop', pod: 'api-0', container: undefined }],
    ['k8s:shop/api-0/app', { kind: 'pod', namespace: 'shop', pod: 'api-0', container: 'app' }],
    ['k8s:api-0', { kind: 'pod', namespace: undefined, pod: 'api-0', container: undefined }],
  ])('%s', (written, read) => expect(target(written)).toEqual(read));

  test.each([
    'docker:',
    'docker:-v',
    'docker:a b',
    'ssh:-oProxyCommand=id',
    'ssh:a;b',
    'ssh:-l@x y',
    'k8s:a/b/c/d',
    'k8s:a/-x',
    'https://example.org',
    'production',
    'ssh:$(id)',
  ])('refuses %s', (written) => expect(readTarget(written)).toMatchObject({ code: 'bad-target' }));
});

describe('wrapping a text', () => {
  const none = { runId: 'r1', environment: {}, cwd: undefined };

  test('local is not wrapped', () => {
    expect(wrapForTarget({ kind: 'local' }, 'bash', 'ls', none)).toBeUndefined();
  });

  test('no text and no value is ever an argument', () => {
    for (const written of ['docker:db', 'ssh:web-1', 'k8s:shop/api-0/app']) {
      const wrapped = wrapForTarget(target(written), 'bash', 'echo secret-text', {
        runId: 'r1',
        environment: { KEY: 'secret-value' },
        cwd: '/secret-folder',
      });
      expect(wrapped?.argv.join(' ')).not.toMatch(/secret/);
      expect(wrapped?.stdin).toMatch(/secret-text[^]*|secret-value/);
    }
  });

  test('the other side gets exactly the text, variables and folder', async () => {
    const text = `printf '%s|' "$KEY" "$PWD" 'it'"'"'s' "$(cat)"`;
    const wrapped = wrapForTarget(target('docker:db'), 'bash', text, {
      runId: 'r1',
      environment: { KEY: `a'b "c" $(id) \\ \n!` },
      cwd: '/usr',
    });
    // What docker would start inside the container: everything behind the container's name.
    const [program = '', ...args] = wrapped?.argv.slice(4) ?? [];
    const { output } = await otherSide(program, args, wrapped?.stdin ?? '').ended;
    expect(output).toBe(`a'b "c" $(id) \\ \n!|/usr|it's||`);
  });

  test('any text reaches the shell as it is, through a login shell that joins words too', async () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).map((w) => w.replaceAll('\0', '0'));
    await fc.assert(
      fc.asyncProperty(word, async (word) => {
        const text = `printf %s '${word.replaceAll("'", "'\\''")}'`;
        const wrapped = wrapForTarget(target('ssh:h'), 'sh', text, none);
        const remote = ['-c', wrapped?.argv.at(-1) ?? ''];
        const { output } = await otherSide('sh', remote, wrapped?.stdin ?? '').ended;
        expect(output).toBe(word.replace(/\p{Surrogate}/gu, '\uFFFD'));
      }),
      { numRuns: 40 },
    );
  });

  test('the line for sh hands every word on as it is', () => {
    const words = [`it's`, '$HOME', '`id`', 'a b', '*', ''];
    const output = execFileSync('sh', ['-c', shellLine(['printf', '%s|', ...words])], {
      encoding: 'utf8',
    });
    expect(output).toBe(words.map((word) => `${word}|`).join(''));
  });
});
