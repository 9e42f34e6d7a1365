import { change, type Finding } from '../finding';
import { methodFinding, requestFinding } from '../http/classifyHttp';
import type { Rule } from '../scope';
import { flagValues, hasFlag, listOf, positionals, texts } from './arguments';
import { optionsOf, spellOut, spelled } from './spelling';
import { alters, asksForHelp, reads } from './tool';

/** Destinations that leave nothing behind. */
export function leavesNothing(place: string): boolean {
  return (
    place === '-' ||
    place === '' ||
    /^\/dev\/(?:null|stdout|stderr)$/i.test(place) ||
    /^nul$/i.test(place)
  );
}

/** The options of wget (wget(1)), as far as one is the beginning of another or takes a value. */
const wgetOptions = `
  A accept=, a append-output=, B base=, b background, c continue, d debug, D domains=, e execute=,
  E adjust-extension, F force-html, H span-hosts, h help, i input-file=, I include-directories=, k convert-links,
  K backup-converted, l level=, L relative, m mirror, N timestamping, n no=, o output-file=, O output-document=,
  p page-requisites, P directory-prefix=, q quiet, Q quota=, r recursive, R reject=, S server-response,
  t tries=, T timeout=, U user-agent=, v verbose, V version, w wait=, x force-directories,
  X exclude-directories=, 4 inet4-only, 6 inet6-only, accept-regex=, ask-password, auth-no-challenge,
  bind-address=, body-data=, body-file=, ca-certificate=, ca-directory=, certificate=, certificate-type=,
  ciphers=, compression=, config=, connect-timeout=, content-disposition, content-on-error, crl-file=,
  cut-dirs=, default-page=, delete-after, dns-timeout=, exclude-domains=, follow-tags=, ftp-password=,
  ftp-user=, header=, hsts-file=, http-passwd=, http-password=, http-user=, https-only, ignore-case,
  ignore-length, ignore-tags=, input-metalink=, keep-session-cookies, limit-rate=, load-cookies=,
  local-encoding=, max-redirect=, method=, no-check-certificate, no-clobber, no-parent, no-proxy, no-verbose, password=, pinnedpubkey=,
  post-data=, post-file=, prefer-family=, private-key=, private-key-type=, progress=, protocol-directories,
  proxy-password=, proxy-user=, random-wait, read-timeout=, referer=, regex-type=, reject-regex=,
  rejected-log=, remote-encoding=, report-speed=, restrict-file-names=, retry-connrefused,
  retry-on-host-error, retry-on-http-error=, save-cookies=, save-headers, secure-protocol=,
  show-progress, spider, start-pos=, strict-comments, trust-server-names, unlink, use-askpass=,
  use-server-timestamps, user=, waitretry=, warc-cdx, warc-dedup=, warc-file=, warc-header=, warc-max-size=,
  warc-tempdir=, xattr`;

/** Files that wget writes besides what it gets. */
const wgetFiles = [
  '--output-file',
  '--append-output',
  '--save-cookies',
  '--warc-file',
  '--rejected-log',
];

/** `wget` saves what it gets unless told otherwise. */
export const wget: Rule = spelled(wgetOptions, (call) => {
  if (asksForHelp(call)) return reads(call);
  if (hasFlag(call, '--execute', '--config', '--use-askpass'))
    return [change(call.label, 'takes its settings from elsewhere or runs a program')];
  if (hasFlag(call, '--post-data', '--post-file', '--body-data', '--body-file')) {
    return [methodFinding(flagValues(call, '--method').at(-1)?.text ?? 'POST', call.label)];
  }
  const method = flagValues(call, '--method').at(-1)?.text ?? 'GET';
  const addresses = positionals(call.args, new Set()).words.map((word) => word.text);
  const findings: Finding[] = [requestFinding(method, addresses, call.label)];
  if (flagValues(call, ...wgetFiles).some(({ text }) => !leavesNothing(text)))
    findings.push(change(call.label, 'writes a file'));
  if (hasFlag(call, '--spider')) return findings;
  const places = flagValues(call, '--output-document');
  if (places.length > 0 && places.every(({ text }) => leavesNothing(text))) return findings;
  return [...findings, change(call.label, 'downloads a file')];
});

/** The options of HTTPie (its manual, and that of xh, which follows it). */
const httpieOptions = optionsOf(`
  j json, f form, x compress, p print=, h headers, m meta, b body, v verbose, S stream, o output=,
  d download, c continue, q quiet, a auth=, A auth-type=, s style=, F follow, I, 4 ipv4, 6 ipv6,
  raw=, multipart, boundary=, pretty=, unsorted, sorted, response-charset=, response-mime=, format-options=,
  all, session=, session-read-only=, proxy=, max-redirects=, max-headers=, timeout=, check-status,
  path-as-is, chunked, verify=, ssl=, ciphers=, cert=, cert-key=, cert-key-pass=, ignore-stdin, offline,
  default-scheme=, debug, traceback, ignore-netrc, auth-plugin=, history-print=, bearer=, resolve=,
  interface=, unix-socket=, curl, curl-long, http-version=, native-tls, https, print-curl`);

/** HTTPie: `http POST url a=b`; items with `=` or `@` make it a POST. */
export const httpie: Rule = (raw) => {
  const call = spellOut(raw, httpieOptions);
  const { words } = positionals(call.args, new Set());
  if (hasFlag(call, '--offline')) return reads(call);
  const saves = hasFlag(call, '--download', '--output', '--session');
  const findings = saves ? [change(call.label, 'downloads a file or keeps a session')] : [];
  const first = words[0]?.text ?? '';
  // A lone word is the address; in front of one a word of letters is the method.
  const hasMethod = /^[A-Z]+$/.test(first) || (words.length > 1 && isMethod.test(first));
  const rest = hasMethod ? words.slice(1) : words;
  const items = rest.slice(1).map((word) => word.text);
  const asked = items.filter((item) => isQuery.test(item)).map((item) => item.replace('==', '='));
  const address = [rest[0]?.text ?? '', ...asked].join('&').replace('&', '?');
  const sends =
    hasFlag(call, '--raw', '--multipart') ||
    items.some((item) => !isQuery.test(item) && !isHeader.test(item));
  const method = hasMethod ? first : sends || call.input !== undefined ? 'POST' : 'GET';
  return [...findings, requestFinding(method, [address], call.label)];
};

const isMethod =
  /^(?:get|head|options|trace|post|put|patch|delete|purge|propfind|copy|move|mkcol|link|unlink)$/i;
/** Of the separators of an item the first decides: `a==b` asks, `a:b` is a header. */
const isQuery = /^[^=:@]*==/;
const isHeader = /^[^=:@]+(?::(?!=)|;$)/;

/** The options of grpcurl that take a value (its help); it knows one `-` and two. */
const grpcurlValues = new Set(
  listOf(
    `-alts-handshaker-service, -alts-target-service-account, -authority, -cacert, -cert, -connect-timeout, -d,
    -expand-headers, -format, -H, -import-path, -keepalive-time, -key, -max-msg-sz, -max-time, -proto, -protoset,
    -protoset-out, -proto-out-dir, -reflect-header, -rpc-header, -servername, -user-agent`,
  ).flatMap((flag) => [flag, `-${flag}`]),
);
/** By its name a method does more than its first word says: `GetOrCreateUser`. */
const doesMore =
  /(?:And|Or|Then)(?:Create|Delete|Update|Set|Purge|Remove|Insert|Add|Lock|Reset|Clear|Mark|Ack|Start|Stop|Reserve|Increment|Refresh|Register|Save|Rotate|Pop|Put|Drop|Touch|Claim)/;

/** `grpcurl`: a call by the name of its method. */
export const grpcurl: Rule = (call) => {
  if (texts(call).some((text) => /^--?proto(?:set-out|-out-dir)(?:=|$)/.test(text)))
    return [change(call.label, 'writes files')];
  const { words } = positionals(call.args, grpcurlValues);
  const [first, second] = words.map(({ text }) => text);
  if (/^(?:list|describe)$/.test(second ?? '') || /^(?:list|describe)$/.test(first ?? ''))
    return reads(call);
  const method = words.at(-1)?.text ?? '';
  const asks =
    /(?:Health[/.](?:Check|Watch)|[/.](?:Get|List|Search|Describe|BatchGet)(?![a-z])\w*)$/;
  return asks.test(method) && !doesMore.test(method) ? reads(call) : alters(call);
};
