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
  [
    'bash: eval: line 1: unexpected EOF while looking for matching `"\'',
    /^The shell could not read it: unexpected EOF while/,
  ],
  ['sh: 1: eval: Syntax error: Unterminated quoted string', /could not read it: Syntax error/],
  ['bash: syntax error: unexpected end of file', /could not read it: syntax error/],
  ["bash: line 3: syntax error near unexpected token `fi'", /could not read it: syntax error/],
  ['error: unexpected EOF', /connection broke/],
  ['server closed the connection unexpectedly', /connection broke/],
  [
    "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server",
    /no connection to that address/,
  ],
  [
    "curl: (60) SSL: no alternative certificate subject name matches target host name 'x'",
    /certificate/,
  ],
  ['Error: unable to verify the first certificate', /certificate/],
  ["ERROR: cannot verify x.example's certificate, issued by 'CN=y':", /certificate/],
  ['unauthorized: incorrect username or password', /name or the password/],
  ['sudo: 1 incorrect password attempt', /name or the password/],
  ['cat: /etc/shadow: Permission denied', /permission was denied/],
  ['chown: changing ownership of x: Operation not permitted', /permission was denied/],
  ['tar: write error: No space left on device', /no room/],
  ['The connection to the server localhost:8080 was refused', /refused/],
])('%s', (stderr, sentence) => expect(told(stderr)).toMatch(sentence));

test('names the target, and says nothing where the output tells nothing', () => {
  expect(told('Connection refused', 'ssh:web-1')).toMatch(/^On ssh:web-1: /);
  expect(told('something else')).toBeUndefined();
});

test('a connection that breaks without a word, and a command that ends as ssh does', () => {
  const silent = { stderr: '', stdout: '', exitCode: 255, askedForInput: false };
  expect(troubleOf({ ...silent, target: 'ssh:web' })).toMatch(/^On ssh:web: The connection broke/);
  expect(troubleOf({ ...silent, target: 'local' })).toBeUndefined();
  expect(troubleOf({ ...silent, target: 'ssh:web', exitCode: 1 })).toBeUndefined();
  expect(troubleOf({ ...silent, target: 'ssh:web', stderr: 'no disk' })).toBeUndefined();
});
