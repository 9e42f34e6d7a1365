import { change, destructive, type Finding } from '../finding';
import { methodFinding, requestFinding } from '../http/classifyHttp';
import { bodyIntent } from '../http/requestBody';
import type { Call, Rule, Word } from '../scope';
import { flagValues, hasFlag } from './arguments';
import { leavesNothing } from './requests';
import { optionsOf, spellOut } from './spelling';
import { reads } from './tool';

/** The options of curl (curl(1)); it took abbreviations of them for most of its life. */
const options = optionsOf(`
  a append, A user-agent=, b cookie=, B use-ascii, c cookie-jar=, C continue-at=, d data=, D dump-header=,
  e referer=, E cert=, f fail, F form=, g globoff, G get, h help, H header=, i include, show-headers,
  I head, j junk-session-cookies, J remote-header-name, k insecure, K config=, l list-only, L location,
  m max-time=, M manual, n netrc, N no-buffer, o output=, O remote-name, p proxytunnel, P ftp-port=,
  q disable, Q quote=, r range=, R remote-time, s silent, S show-error, t telnet-option=, T upload-file=,
  u user=, U proxy-user=, v verbose, V version, w write-out=, x proxy=, X request=, y speed-time=,
  Y speed-limit=, z time-cond=, Z parallel, 0 http1.0, 1 tlsv1, 2 sslv2, 3 sslv3, 4 ipv4, 6 ipv6,
  # progress-bar, : next, abstract-unix-socket=, alt-svc=, anyauth, aws-sigv4=, basic, buffer, cacert=, ca-native, capath=,
  cert-status, cert-type=, ciphers=, compressed, compressed-ssh, connect-timeout=, connect-to=, create-dirs,
  create-file-mode=, crlf, crlfile=, curves=, data-ascii=, data-binary=, data-raw=, data-urlencode=,
  delegation=, digest, dns-interface=, dns-ipv4-addr=, dns-ipv6-addr=, dns-servers=, doh-insecure, doh-url=,
  dump-ca-embed, ech=, egd-file=, engine=, etag-compare=, etag-save=, expect100-timeout=, fail-early,
  fail-with-body, false-start, form-escape, form-string=, ftp-account=, ftp-alternative-to-user=,
  ftp-create-dirs, ftp-method=, ftp-pasv, ftp-skip-pasv-ip, ftp-ssl-ccc, ftp-ssl-ccc-mode=, ftp-ssl-control,
  happy-eyeballs-timeout-ms=, haproxy-clientip=, haproxy-protocol, hostpubmd5=, hostpubsha256=, hsts=,
  http0.9, http1.1, http2, http2-prior-knowledge, http3, http3-only, ignore-content-length, interface=,
  ip-tos=, ipfs-gateway=, json=, keepalive, keepalive-cnt=, keepalive-time=, key=, key-type=, krb=, libcurl=, limit-rate=,
  local-port=, location-trusted, login-options=, mail-auth=, mail-from=, mail-rcpt=, mail-rcpt-allowfails,
  max-filesize=, max-redirs=, metalink, mptcp, negotiate, netrc-file=, netrc-optional, no-alpn, no-clobber,
  no-keepalive, no-npn, no-progress-meter, no-sessionid, noproxy=, ntlm, ntlm-wb, oauth2-bearer=, out-null, output-dir=,
  parallel-immediate, parallel-max=, parallel-max-host=, pass=, path-as-is, pinnedpubkey=, post301, post302,
  post303, postquote=, preproxy=, prequote=, progress-meter, proto=, proto-default=, proto-redir=, proxy-anyauth,
  proxy-basic, proxy-cacert=, proxy-capath=, proxy-cert=, proxy-cert-type=, proxy-ciphers=, proxy-crlfile=,
  proxy-digest, proxy-header=, proxy-http2, proxy-insecure, proxy-key=, proxy-key-type=, proxy-negotiate,
  proxy-ntlm, proxy-pass=, proxy-pinnedpubkey=, proxy-service-name=, proxy-ssl-allow-beast,
  proxy-ssl-auto-client-cert, proxy-tls13-ciphers=, proxy-tlsauthtype=, proxy-tlspassword=, proxy-tlsuser=,
  proxy-tlsv1, proxy1.0=, pubkey=, random-file=, rate=, raw, remote-name-all, remove-on-error,
  request-target=, resolve=, retry=, retry-all-errors, retry-connrefused, retry-delay=, retry-max-time=,
  sasl-authzid=, sasl-ir, service-name=, sigalgs=, skip-existing, socks4=, socks4a=, socks5=, socks5-basic,
  socks5-gssapi, socks5-gssapi-nec, socks5-gssapi-service=, socks5-hostname=, ssl, ssl-allow-beast,
  ssl-auto-client-cert, ssl-no-revoke, ssl-reqd, ssl-revoke-best-effort, ssl-sessions=, stderr=,
  styled-output, suppress-connect-headers, tcp-fastopen, tcp-nodelay, tftp-blksize=, tftp-no-options,
  tls-earlydata, tls-max=, tls13-ciphers=, tlsauthtype=, tlspassword=, tlsuser=, tlsv1.0, tlsv1.1, tlsv1.2,
  tlsv1.3, tr-encoding, trace=, trace-ascii=, trace-config=, trace-ids, trace-time, unix-socket=, url=,
  url-query=, variable=, vlan-priority=, xattr`);

/** Options whose value is the body, or part of it. */
const bodies = /^(?:data(?:-(?:ascii|binary|raw|urlencode))?|json|form|form-string)$/;
/** Options that name a file to write; what `-O` and `-J` write is named by the address or the server. */
const files =
  /^(?:output|output-dir|cookie-jar|dump-header|trace|trace-ascii|etag-save|stderr|libcurl|hsts|alt-svc|ssl-sessions)$/;
const namedByServer = /^(?:remote-name|remote-name-all|remote-header-name)$/;
/** Headers by which servers take another method than the request's. */
const overrides = /^x-(?:http-)?method(?:-override)?\s*:\s*(\w+)/i;

interface Request {
  method: string | undefined;
  override: string | undefined;
  sendsBody: boolean;
  upload: boolean;
  asQuery: boolean;
  readonly saves: string[];
  readonly addresses: string[];
  /** The body, or with `-G` the query, as far as the text tells. */
  readonly data: Word[];
  /** What `--url-query` adds to the address. */
  readonly query: string[];
}

function emptyRequest(): Request {
  return {
    method: undefined,
    override: undefined,
    sendsBody: false,
    upload: false,
    asQuery: false,
    saves: [],
    addresses: [],
    data: [],
    query: [],
  };
}

/** The requests of a call; behind `--next` stands another one, with options of its own. */
function readCurl(call: Call): readonly Request[] {
  const requests = [emptyRequest()];
  for (const word of call.args) {
    const request = requests.at(-1) ?? emptyRequest();
    if (word.text === '--next') requests.push(emptyRequest());
    else if (word.text.startsWith('--')) readOption(word, request);
    else if (!/^-./.test(word.text)) request.addresses.push(word.text);
  }
  return requests;
}

function readOption(word: Word, request: Request): void {
  const [, expanded, name = '', value = ''] =
    /^--(expand-)?([^=]*)(?:=(.*))?$/s.exec(word.text) ?? [];
  const known = word.known && expanded === undefined;
  if (name === 'request') request.method = value;
  else if (bodies.test(name)) {
    request.sendsBody = true;
    request.data.push({ text: value, known });
  } else if (name === 'url') request.addresses.push(value);
  else if (name === 'url-query') request.query.push(value.replace(/^\+/, ''));
  else if (name === 'upload-file') request.upload = true;
  else if (name === 'get') request.asQuery = true;
  else if (name === 'head') request.method ??= 'HEAD';
  else if (name === 'header') request.override ??= overrides.exec(value)?.[1];
  else if (files.test(name)) request.saves.push(value);
  else if (namedByServer.test(name)) request.saves.push('a file');
}

const quoteFlags = ['--quote', '--prequote', '--postquote'];
const losingQuotes = /^(?:DELE|RMD|rm|rmdir|RNFR|rename|SITE\s+(?:DELE|RMDIR))\b/i;
const readingQuotes =
  /^(?:PWD|LIST|NLST|STAT|SIZE|MDTM|NOOP|SYST|HELP|FEAT|TYPE|CWD|CDUP|ls|pwd)\b/i;

/** Commands for the FTP or SFTP server, sent before or after the transfer. */
function quoteFindings(call: Call): Finding[] {
  return flagValues(call, ...quoteFlags).flatMap(({ text }) => {
    const command = text.replace(/^[-+*]+/, '').trim();
    if (losingQuotes.test(command)) return [destructive(call.label, `has the server ${command}`)];
    return readingQuotes.test(command) ? [] : [change(call.label, `has the server ${command}`)];
  });
}

/** Options whose values curl fills in from variables (`--expand-data`) are read as the plain ones. */
function spellCurl(raw: Call): Call {
  const args = raw.args.map(({ text, known }) =>
    /^--expand-\w/.test(text)
      ? { text: text.replace('--expand-', '--'), known: false }
      : { text, known },
  );
  return spellOut({ ...raw, args }, options);
}

/** `curl`: a request by its method, and what it saves. */
export const curl: Rule = (raw) => {
  const call = spellCurl(raw);
  if (hasFlag(call, '--version', '--help') && call.args.length <= 2) return reads(call);
  const requests = readCurl(call);
  const findings: Finding[] = [];
  const saved = requests.flatMap(({ saves }) => saves).filter((place) => !leavesNothing(place));
  if (saved.length > 0) findings.push(change(call.label, `downloads to ${saved.join(', ')}`));
  if (flagValues(call, '--write-out').some(({ text }) => text.includes('%output{')))
    findings.push(change(call.label, 'writes a file'));
  if (hasFlag(call, '--config')) findings.push(change(call.label, 'takes its options from a file'));
  findings.push(...quoteFindings(call), ...requests.map((request) => requestIn(call, request)));
  return findings;
};

function requestIn(call: Call, request: Request): Finding {
  const { override, data } = request;
  // Whatever is typed or stands in such an address is said to the server as it is.
  const talks =
    request.addresses.some((address) => /^(?:gopher|dict):/i.test(address)) ||
    (call.input !== undefined && request.addresses.some((address) => /^telnet:/i.test(address)));
  if (talks && !isSilent(call)) return change(call.label, 'sends a server what it is given');
  const sendsBody = request.sendsBody && !request.asQuery;
  if (request.upload) return methodFinding(request.method ?? 'PUT', call.label);
  const method = request.method ?? (sendsBody ? 'POST' : 'GET');
  if (override !== undefined) return methodFinding(override.toUpperCase(), call.label);
  const asked = [...request.query, ...(request.asQuery ? data.map(({ text }) => text) : [])];
  const addresses = request.addresses.map((address) =>
    asked.length === 0
      ? address
      : `${address}${address.includes('?') ? '&' : '?'}${asked.join('&')}`,
  );
  const body = sendsBody ? bodyOf(call, data) : undefined;
  // Of a body with a variable in it, only what it takes away is sure.
  const written = data.map(({ text }) => text).join('&');
  const isLoss = (address: string): boolean => bodyIntent(address, written) === 'destructive';
  if (sendsBody && body === undefined && addresses.some(isLoss))
    return destructive(call.label, 'asks a server to take something away');
  return requestFinding(method, addresses, call.label, body);
}

/** Fed with nothing, a connection is only tried. */
function isSilent(call: Call): boolean {
  const { input } = call;
  if (input?.kind === 'text') return /^(?:\s|quit|exit)*$/i.test(input.text);
  return input?.kind === 'file' && input.name === '/dev/null';
}

/** The body as it is sent; undefined when a file or a variable says it. */
function bodyOf(call: Call, data: readonly Word[]): string | undefined {
  if (!data.every(({ known }) => known)) return undefined;
  const texts = data.map(({ text }) => text);
  if (texts.length === 1 && /^@(?:-|\/dev\/stdin)$/.test(texts[0] ?? ''))
    return call.input?.kind === 'text' ? call.input.text : undefined;
  return texts.some((text) => text.startsWith('@')) ? undefined : texts.join('&');
}
