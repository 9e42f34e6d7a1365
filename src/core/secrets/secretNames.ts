/** How much a name says of its value. */
export type NameKind = 'password' | 'token' | 'key';

const PASSWORD =
  /^(?:pass|pwd|pw|psk|passphrase|passcode|\w*(?:password|passwd|pwd)|(?:user|db|root|admin|smtp|store|key|require|my|auth|http|ldap|bind|vault|ssh|ftp|mail|imap|proxy|redis|mongo|sudo|become|wifi|login)pass|(?:root|bind|admin|db|user)pw|masterauth|rediscliauth|kennwort|passwort|motdepasse|contrasena|senha|wachtwoord)$/;
const TOKEN = /^(?:\w*(?:secret|token|apikey|accesskey|secretkey|clientsecret|authtoken)|pat|jwt)$/;
/** What makes a key a secret one. */
const KEY =
  /^(?:api|access|account|secret|private|shared|signing|signature|encryption|encrypt|master|routing|integration|service|storage|auth|admin|app|application|license|unseal|deploy|webhook|hmac|session|functions|subscription|instrumentation|write|ingest|host|client|preshared|recovery|wifi)$/;
/** Keys that everybody may know. */
const OPEN_KEY =
  /^(?:public|pub|peer|host|cache|partition|sort|primary|foreign|hash|range|object|label|config|map|row|column|lookup|group|order|sha|gpg|pgp|ssh|tag|topology|registry|dedup|idempotency|correlation)$/;
/** Tokens that are no secret: cursors of lists. */
const CURSOR =
  /^(?:page|next|continuation|sync|resume|pagination|cursor|start|end|stop|eos|bos|pad)$/;

/** What the name of a variable, field or flag says: "password", "token", or nothing. */
export function nameKind(name: string): NameKind | undefined {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
  // `password2`.
  const last = (words.at(-1) ?? '').replace(/(?<=[a-z]{4})\d$/, '');
  const before = words.at(-2) ?? '';
  if (PASSWORD.test(last)) return 'password';
  if (last === 'auth' && before === 'rediscli') return 'password';
  if (TOKEN.test(last)) return CURSOR.test(before) ? undefined : 'token';
  if (last === 'key' && KEY.test(before)) return 'token';
  if (last === 'key' && before !== '' && !OPEN_KEY.test(before)) return 'key';
  return last === 'base' && before === 'key' ? 'token' : undefined;
}
