import fc from 'fast-check';
import { expect, test } from 'vitest';

import { repeats } from '../../effort';
import { Masker, maskingRules } from '../../../../src/execution/masking/masker';

const SECRETS = ['hunter2-Blue/Sky+9', 'it\'s "complicated" $x', 'naïve-Zürich-77', 'a&b<c>d==f'];

function mask(secrets: readonly string[], chunks: readonly Buffer[], idle = false): string {
  return maskBy(maskingRules(secrets), chunks, idle);
}

function maskBy(
  rules: ReturnType<typeof maskingRules>,
  chunks: readonly Buffer[],
  idle = false,
): string {
  const masker = new Masker(rules);
  const out: Buffer[] = [];
  for (const chunk of chunks) {
    const reused = Buffer.from(chunk);
    out.push(Buffer.from(masker.push(reused)));
    reused.fill('!'); // as the reader of a pipe does with the next chunk
    if (idle) out.push(masker.idle());
  }
  out.push(masker.end());
  return Buffer.concat(out).toString('utf8');
}

function forms(secret: string): Record<string, string> {
  const bytes = Buffer.from(secret);
  return {
    raw: secret,
    base64: bytes.toString('base64'),
    'base64 after one byte': Buffer.from(`u${secret}`).toString('base64'),
    'base64 after two bytes': Buffer.from(`u:${secret}tail`).toString('base64'),
    base64url: bytes.toString('base64url'),
    hex: bytes.toString('hex'),
    'hex upper': bytes.toString('hex').toUpperCase(),
    'hex spaced': bytes.toString('hex').replace(/(..)(?=.)/g, '$1 '),
    url: encodeURIComponent(secret),
    form: new URLSearchParams({ a: secret }).toString().slice(2),
    json: JSON.stringify(secret),
    'shell single quotes': `'${secret.replaceAll("'", `'\\''`)}'`,
  };
}

/** Every piece of six characters of the secret, in the form in which it was written. */
function pieces(form: string): string[] {
  return Array.from({ length: Math.max(0, form.length - 5) }, (_, at) => form.slice(at, at + 6));
}

for (const secret of SECRETS) {
  for (const [name, form] of Object.entries(forms(secret))) {
    for (const idle of [false, true]) {
      test(`${name} of ${secret} is masked wherever it is cut${idle ? ', with pauses' : ''}`, () => {
        const text = Buffer.from(`before ${form} after\n`);
        const rules = maskingRules([secret]);
        for (let at = 0; at <= text.length; at += 1) {
          const out = maskBy(rules, [text.subarray(0, at), text.subarray(at)], idle);
          expect(out).toContain('***');
          expect(out.startsWith('before ')).toBe(true);
          // Base64 at another alignment keeps characters that also hold bits of a neighbour.
          const known = name.startsWith('base64') ? pieces(form.slice(4, -6)) : pieces(form);
          for (const piece of known) expect(out).not.toContain(piece);
        }
      });
    }
  }
}

test('one byte at a time, with a pause after each, nothing of a secret comes through', () => {
  const bytes = Buffer.from('x=Tr0ub4dor&3zz; done\nnext line\n');
  const out = mask(
    ['Tr0ub4dor&3zz'],
    [...bytes].map((byte) => Buffer.from([byte])),
    true,
  );
  expect(out).toBe('x=***; done\nnext line\n');
});

test('text without secrets passes unchanged, byte for byte, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }),
      fc.boolean(),
      (parts, idle) => {
        const masker = new Masker(maskingRules(['not-in-there-at-all']));
        const out: Buffer[] = [];
        for (const part of parts) {
          out.push(masker.push(Buffer.from(part)));
          if (idle) out.push(masker.idle());
        }
        out.push(masker.end());
        expect(Buffer.concat(out).equals(Buffer.concat(parts))).toBe(true);
      },
    ),
    { numRuns: repeats(500) },
  );
});

const BY_LOOKS: readonly (readonly [text: string, secret: string])[] = [
  ['aws id AKIAQ3EGPR7MT2WZ5XKD found', 'AKIAQ3EGPR7MT2WZ5XKD'],
  [
    'cookie eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLXBhcnQ end',
    'eyJzdWIiOiIxMjM0In0',
  ],
  ['Authorization: Bearer 9f8e7d6c5b4a3f2e1d0c', '9f8e7d6c5b4a3f2e1d0c'],
  ['PGPASSWORD=correcthorse psql', 'correcthorse'],
  ['MYSQL_PWD=correcthorse mysql', 'correcthorse'],
  ['MYSQL_PWD=/orrect/horse mysql', '/orrect/horse'],
  ['Server=db;UID=sa;PWD=/orrect-horse;', '/orrect-horse'],
  ['PWD=correcthorse', 'correcthorse'],
  ['passwd: correcthorse', 'correcthorse'],
  ['AWS_SECRET_ACCESS_KEY=/wJalrXUtnFEMI/K7MDENG+bPxRfiCYEX', 'wJalrXUtnFEMI'],
  ['db_password: "two words"', 'two words'],
  ['{"api_key":"zxcvbnm-asdf"}', 'zxcvbnm-asdf'],
  ['mysql --password swordfish -h db', 'swordfish'],
  ["ALTER USER app WITH PASSWORD 'opensesame'", 'opensesame'],
  ['postgres://app:s3kr1t-pw@db:5432/app', 's3kr1t-pw'],
  ['token ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
];

for (const [text, secret] of BY_LOOKS) {
  test(`by its looks, wherever it is cut: ${text}`, () => {
    const bytes = Buffer.from(`${text}\n`);
    const rules = maskingRules([]);
    for (let at = 0; at <= bytes.length; at += 1) {
      const out = maskBy(rules, [bytes.subarray(0, at), bytes.subarray(at)]);
      for (const piece of pieces(secret)) expect(out).not.toContain(piece);
    }
  });
}

test('a private key is masked over all its lines, and what follows is not', () => {
  const body = Array.from({ length: 30 }, (_, line) => `MIIEvQIBADANBgkqhkiG${line}`).join('\n');
  const text = `key:\n-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----\nafter\n`;
  const chunks = text.match(/[^]{1,7}/g)?.map((chunk) => Buffer.from(chunk)) ?? [];
  const out = mask([], chunks);
  expect(out).not.toContain('MIIE');
  expect(out.startsWith('key:\n')).toBe(true);
  expect(out.endsWith('\nafter\n')).toBe(true);
});

const HARMLESS = [
  'secret/db-credentials created',
  'password: required',
  'token=$TOKEN ./deploy.sh',
  'tokens: 512, keys: 12',
  'Type: kubernetes.io/tls  key: <none>',
  'http://localhost:5001/health 200',
  'waiting for password authentication to be enabled',
  'bearer authentication is on',
  'PWD=/home/ops/service',
  'OLDPWD=/srv/app+x',
  'declare -x OLDPWD="/home/x y"',
  '            "PWD=/usr/src/app",',
  'PWD=C:\\Users\\ops',
  'pwd: /var/lib',
  'private_key=/etc/ssl/private/server.key',
  '"secret": "/run/secrets/db",',
  'credentials: ~/.aws/credentials',
  'passwd: files systemd',
  'passwd: password updated successfully',
  'SyntaxError: Unexpected token: punc (,)',
  'fetch(url, { credentials: include })',
  'MountVolume.SetUp failed for volume "kube-api-access" : secret "tls" not found',
  '  DB_PASSWORD:  <set to the key in secret>  Optional: false',
  'token:     1024 bytes',
  'imagePullSecrets: 2',
];

for (const text of HARMLESS) {
  test(`left alone: ${text}`, () =>
    expect(mask(['unrelated-value'], [Buffer.from(`${text}\n`)])).toBe(`${text}\n`));
}

test('an endless line is passed on in pieces, and a secret on a seam is masked', () => {
  const masker = new Masker(maskingRules(['sEcReT-on-a-seam']));
  const filler = 'ab cd '.repeat(10_000);
  const text = Buffer.from(`${filler}sEcReT-on-a-seam${filler}sEcReT-on-a-seam${filler}`);
  const out: Buffer[] = [];
  for (let at = 0; at < text.length; at += 997) out.push(masker.push(text.subarray(at, at + 997)));
  expect(Buffer.concat(out).length).toBeGreaterThan(60_000);
  out.push(masker.end());
  expect(Buffer.concat(out).toString()).toBe(`${filler}***${filler}***${filler}`);
});
