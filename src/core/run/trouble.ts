/** What is known of a command that failed. */
export interface FailedRun {
  readonly target: string;
  readonly stderr: string;
  readonly stdout: string;
  readonly exitCode?: number | undefined;
  /** It wanted input, which it did not get. */
  readonly askedForInput: boolean;
}

/** Only the end of a long output is looked at. */
const LOOKED_AT = 4000;

/**
 * What programs say on their way out, in the words of libc, OpenSSL, OpenSSH, libpq, Docker and
 * kubectl, and what to do about it. The first that fits is told; the order is from what is wrong
 * with the target to what is wrong behind it.
 */
const TROUBLES: readonly (readonly [RegExp, string])[] = [
  [
    /Cannot connect to the Docker daemon|error during connect.*docker/i,
    'Docker is not running here, or may not be used by you. Start it, or check your permissions.',
  ],
  [
    /No such container|No such service|no container with name or ID/i,
    'The container is not there. It was removed or has another name; look with docker ps.',
  ],
  [
    /container \S+ is not running|is restarting, wait until|Container \S+ is paused/i,
    'The container is not running. Start it, or look at its logs.',
  ],
  [
    /pods? "[^"]*" not found|Error from server \(NotFound\)|container not found \("/i,
    'The pod is not there. It was replaced or stands in another namespace; look with kubectl get pods.',
  ],
  [
    /Could not resolve host(?:name)?|Name or service not known|Temporary failure in name resolution|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|no such host/i,
    'The name of the host could not be resolved. Check its spelling and the network.',
  ],
  [
    /Permission denied \((?:publickey|password|keyboard-interactive|gssapi)[^)]*\)|Too many authentication failures/i,
    'The host did not let you in. Check the user, the key and the agent (ssh-add -l).',
  ],
  [
    /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    'The host is not the one that is known by this name. Ask before you accept its new key.',
  ],
  [
    /password authentication failed|Access denied for user|no password supplied|WRONGPASS|NOAUTH|Authentication failed|incorrect password attempt|incorrect username or password|invalid (?:username or password|credentials)|Login failed for user|ORA-01017/i,
    'The server refused the name or the password. Check both, then run it again.',
  ],
  [
    /certificate (?:has expired|verify failed|is not yet valid)|unable to get local issuer|self[- ]signed certificate|SSL certificate problem|x509: certificate|no alternative certificate subject name|certificate subject name .* does not match|unable to verify the first certificate|cannot verify \S+ certificate|certificate of \S+ (?:is not trusted|has expired)|CERT_HAS_EXPIRED|SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID|alert (?:unknown ca|bad certificate|certificate \w+)/i,
    'The certificate of the server is not accepted. Check its date, its name and who signed it.',
  ],
  [
    /Connection refused|ECONNREFUSED|connection to the server \S+ was refused|actively refused/i,
    'Nothing answers at that address: the connection was refused. Check that it runs, and its port.',
  ],
  [
    /Connection timed out|Operation timed out|No route to host|Network is unreachable|ETIMEDOUT|EHOSTUNREACH|i\/o timeout/i,
    'The host could not be reached. Check the network, the VPN and the firewall.',
  ],
  [
    /Could(?:n't| not) connect to server|Failed to connect to \S+ port/i,
    'There is no connection to that address. Check that something answers there, its port and the network.',
  ],
  [
    /Connection (?:closed by|reset by|to \S+ closed by)|server closed the connection unexpectedly|broken pipe|unexpected EOF|lost connection/i,
    'The connection broke while it ran. Check what was done before you run it again.',
  ],
  [
    /No space left on device|ENOSPC|Disk quota exceeded/i,
    'There is no room left on the disk. Free some, then run it again.',
  ],
  [
    /\bPermission denied\b|\bOperation not permitted\b|\bEACCES\b|\bEPERM\b/i,
    'This user may not do that: permission was denied. Check the owner and the permissions, or run it as another user.',
  ],
];

/** A shell about the text it is given, by its own name: not about a script that has another. */
const UNREADABLE =
  /^(?:bash|sh|dash|zsh|ksh|ash|busybox): (?:eval: |-c: )?(?:line )?(?:\d+: )?(?:eval: )?(?<why>syntax error\b.*|Syntax error: .*|unexpected EOF while looking for .*|parse error\b.*|unmatched .*)$/m;

const ASKED =
  'It asked for input, which a recorded run does not give. Run it in a terminal, or give its ' +
  'answers as options.';

/** With this ssh ends when its connection does (ssh(1)), now and then without a word. */
const SSH_FAILED = 255;
const SILENT =
  'The connection broke while it ran, or the command itself ended with 255: ssh does not tell ' +
  'which. Check what was done before you run it again.';

/** One sentence about why a command failed; undefined when the output does not tell. */
export function troubleOf({
  target,
  stderr,
  stdout,
  exitCode,
  askedForInput,
}: FailedRun): string | undefined {
  const said = stderr.trim() === '' ? stdout : stderr;
  const end = said.slice(-LOOKED_AT);
  const unread = UNREADABLE.exec(end)?.groups?.['why'];
  if (unread !== undefined) return `The shell could not read it: ${unread}`;
  const sentence = TROUBLES.find(([pattern]) => pattern.test(end))?.[1];
  if (sentence !== undefined) return target === 'local' ? sentence : `On ${target}: ${sentence}`;
  if (exitCode === SSH_FAILED && target.startsWith('ssh:') && end.trim() === '')
    return `On ${target}: ${SILENT}`;
  return askedForInput ? ASKED : undefined;
}
