import { expect, test } from 'vitest';
import { secretsOf } from '../../../src/session/environments';

test('secrets are told by the names of variables and found in addresses, short ones by bytes', () => {
  const variables = {
    API_TOKEN: 'パスワード',
    DB_PASSWORD: 'short',
    DATABASE_URL: 'postgres://me:in-the-address@host/db',
    PWD: '/home/somebody',
    HOME: '/home/somebody',
  };
  expect(secretsOf(variables)).toEqual(['パスワード', 'in-the-address']);
});
