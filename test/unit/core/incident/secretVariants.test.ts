import { expect, test } from 'vitest';
import { secretVariants, toByteString } from '../../../../src/core/incident/secretVariants';

/** As programs write them: Python's json and urllib, a shell's double quotes, an encoded JSON. */
test.each([
  ['a path kept in a URL', '~/home*?[x]', '~/home%2A%3F%5Bx%5D'],
  ['JSON in JSON, in ASCII', 'Ünïcödé', '\\\\u00dcn\\\\u00efc\\\\u00f6d\\\\u00e9'],
  ['an exclamation mark within double quotes', 'it!"$x!!', `it"'!'"\\"\\$x"'!!'"`],
  ['JSON as Go writes it', `it's <b>&`, String.raw`it's \u003cb\u003e\u0026`],
  ['XML', `it's "<b>"&`, 'it&apos;s &quot;&lt;b&gt;&quot;&amp;'],
  ['HTML as Go writes it', `it's "<b>"&`, 'it&#39;s &#34;&lt;b&gt;&#34;&amp;'],
  ['a URL in a URL', `it's a/b`, `it's%2520a%252Fb`],
  ['every byte with a percent sign', 'secret', '%73%65%63%72%65%74'],
  ['octal', 'Zürich\\9', String.raw`Z\303\274rich\\9`],
  ["bash's printf %q", 'Ship at~7,ö!', String.raw`Ship\ at~7\,ö\!`],
  ["zsh's printf %q", 'Ship #7,ö!', String.raw`Ship\ \#7,ö\!`],
  ['few characters of many bytes', 'パスワード', 'パスワード'],
])('%s is a form of the secret', (_, secret, form) => {
  expect(secretVariants(secret)).toContain(toByteString(form));
});

test('the password of a registry in a Kubernetes secret is found wherever it stands', () => {
  const secret = 'c4rgo-Pa55';
  const variants = secretVariants(secret);
  for (const user of ['u', 'us', 'use', 'user']) {
    const auth = Buffer.from(`${user}:${secret}`).toString('base64');
    for (const server of ['a', 'ab', 'abc']) {
      const config = JSON.stringify({ auths: { [server]: { auth } } });
      const shown = Buffer.from(config).toString('base64');
      const found = variants.filter((variant) => shown.includes(variant));
      expect(Math.max(0, ...found.map(({ length }) => length))).toBeGreaterThan(14);
    }
  }
});

test.each([64, 76])('base64 in lines of %i characters shows no line of a secret', (width) => {
  const secret = Array.from({ length: 31 }, (_, at) => `k${at * 7919}Z`).join('-');
  const variants = secretVariants(secret);
  for (const end of ['', '\n']) {
    const encoded = Buffer.from(`${secret}${end}`).toString('base64');
    for (const line of encoded.match(new RegExp(`.{1,${width}}`, 'g')) ?? []) {
      let shown = line;
      for (const variant of variants) shown = shown.replaceAll(variant, '');
      // What depends on the bytes behind the secret, or is the end of a line by itself.
      expect(shown.length).toBeLessThan(8);
    }
  }
});
