import { change } from '../finding';
import type { Rule } from '../scope';
import { hasFlag, texts } from './arguments';
import { leavesNothing } from './requests';
import { reads } from './tool';

const readers =
  /^(?:s_client|x509|verify|version|ciphers|dgst|rsa|ec|pkey|req|crl|ocsp|asn1parse|rand|md5|sha1|sha256|sha512|enc|base64|passwd|crl2pkcs7|pkcs12|pkcs7|speed|list|errstr|prime|s_time|help)$/;

const places = /^--?(?:out|keyout|sess_out|CAserial|writerand|keylogfile|msgfile|respout|reqout)$/;
/** These have openssl load a library. */
const loaders = /^--?(?:engine|provider|provider-path|config)$/;
const ownProviders = /^(?:legacy|default|base|fips|null|\/dev\/null)$/;

/** Options as openssl takes them: with one dash or two, the value behind a `=` or a blank. */
function options(words: readonly string[]): readonly (readonly [string, string])[] {
  return words.flatMap((word, at) => {
    if (!word.startsWith('-')) return [];
    const [, name = word, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    return [[name, value ?? words[at + 1] ?? ''] as const];
  });
}

/** `openssl`: most of it looks at certificates (openssl(1) and the manual of each command). */
export const openssl: Rule = (call) => {
  const verb = call.args[0]?.text ?? '';
  if (!readers.test(verb)) return [change(call.label, 'makes keys or certificates')];
  const given = options(texts(call));
  const place = given.find(([name, value]) => places.test(name) && !leavesNothing(value))?.[1];
  if (place !== undefined) return [change(call.label, `writes ${place}`)];
  if (given.some(([name, value]) => loaders.test(name) && !ownProviders.test(value)))
    return [change(call.label, 'loads a library or settings')];
  if (hasFlag(call, '-CAcreateserial')) return [change(call.label, 'writes a serial number')];
  // Without `-keyout` a new key lands in the file that the settings name.
  const makes =
    verb === 'req' &&
    hasFlag(call, '-x509', '-newkey', '-new') &&
    (hasFlag(call, '-keyout', '-newkey') || !hasFlag(call, '-key'));
  return makes ? [change(call.label, 'makes keys or certificates')] : reads(call);
};
