import { expect, it } from 'vitest';
import { guessRole } from '../../../../src/core/parser/blockRole';

it.each([
  ['drain.sh NODE [--force] [--timeout SECONDS]', 'data'],
  ['kubectl drain NODE [--force]\n  [--grace-period=SECONDS]', 'data'],
  ['kubectl drain web-1 --force', 'step'],
  ['kubectl get pods\nkubectl drain web-1 [--force]', 'step'],
  ['[ -f /etc/hosts ] && cat /etc/hosts', 'step'],
])('%j is %s', (content, role) => {
  expect(guessRole(content, '').role).toBe(role);
});
