import { expect, test } from 'vitest';
import { troubleOf } from '../../../../src/core/run/trouble';

const told = (stderr: string, target = 'local') =>
  troubleOf({ target, stderr, stdout: '', askedForInput: false });

test.each([
  ['Error response from daemon: No such container: api', /container is not there/],
  ['Error response from daemon: container 12ab is not running', /not running/],
  ['Error from server (NotFound): pods "api-0" not found', /pod is not there/],
  ['ssh: connect to host web-1 port 22: Connection timed out', /could not be reached/],
  ['ops@web-1: Permission denied (publickey).', /did not let you in/],
  ['psql: error: FATAL:  password authentication failed for user "app"', /name or the password/],
  ['curl: (60) SSL certificate problem: certificate has expired', /certificate/],
  ['curl: (7) Failed to connect to localhost port 80: Connection refused', /refused/],
  ['server closed the connection unexpectedly', /connection broke/],
  ['tar: write error: No space left on device', /no room/],
  ['The connection to the server localhost:8080 was refused', /refused/],
])('%s', (stderr, sentence) => expect(told(stderr)).toMatch(sentence));

test('names the target, and says nothing where the output tells nothing', () => {
  expect(told('Connection refused', 'ssh:web-1')).toMatch(/^On ssh:web-1: /);
  expect(told('something else')).toBeUndefined();
});
