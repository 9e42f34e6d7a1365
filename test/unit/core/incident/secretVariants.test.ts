import { expect, test } from 'vitest';
import { secretVariants, toByteString } from '../../../../src/core/incident/secretVariants';

/** As programs write them: Python's json and urllib, a shell's double quotes, an encoded JSON. */
test.each([
  ['a path kept in a URL', '~/home*?[x]', '~/home%2A%3F%5Bx%5D'],
  ['JSON in JSON, in ASCII', 'Ünïcödé', '\\\\u00dcn\\\\u00efc\\\\u00f6d\\\\u00e9'],
  ['an exclamation mark within double quotes', 'it!"$x!!', `it"'!'"\\"\\$x"'!!'"`],
  ['few characters of many bytes', 'パスワード', 'パスワード'],
])('%s is a form of the secret', (_, secret, form) => {
  expect(secretVariants(secret)).toContain(toByteString(form));
});
