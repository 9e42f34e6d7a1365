import { change, destructive, type Finding } from '../finding';
import { methodFinding, requestFinding } from '../http/classifyHttp';
import type { Call, Rule, Word } from '../scope';
import { flagValue, flagValues, hasFlag, listOf, positionals, texts } from './arguments';
import { alters, asksForHelp, reads } from './tool';

const bodyFlags = [
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-urlencode',
  '--data-ascii',
  '--json',
  '-F',
  '--form',
  '--form-string',
];
/** Letters of curl that take a value, so that what follows in the same word is not a flag. */
const curlValueLetters = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

interface Request {
  readonly method: string | undefined;
  readonly sendsBody: boolean;
  readonly upload: boolean;
  readonly saves: readonly string[];
  readonly addresses: readonly string[];
  /** The body, or with `-G` the query, as far as the text tells. */
  readonly data: readonly Word[];
  readonly asQuery: boolean;
}

/** Long options of curl that take no value, so that the next word is the address. */
const curlSwitches = new Set(
  listOf(
    `--silent, --show-error, --fail, --fail-with-body, --insecure, --location, --include, --head, --get,
    --compressed, --verbose, --globoff, --ipv4, --ipv6, --http1.1, --http2, --http3, --no-buffer, --netrc,
    --negotiate, --basic, --digest, --anyauth, --ntlm, --tlsv1.2, --tlsv1.3, --ssl-reqd, --remote-name,
    --remote-name-all, --location-trusted, --no-progress-meter, --progress-bar, --path-as-is, --parallel`,
  ),
);

function readCurl(call: Call): Request {
  let method: string | undefined;
  let sendsBody = false;
  let upload = false;
  let get = false;
  const saves: string[] = [];
  const addresses: string[] = [];
  const data: Word[] = [];
  for (let at = 0; at < call.args.length; at += 1) {
    const text = call.args[at]?.text ?? '';
    const next = call.args[at + 1]?.text;
    if (text.startsWith('--')) {
      const [flag = '', glued] = text.split(/=(.*)/s);
      if (flag === '--request') method = glued ?? next;
      else if (bodyFlags.includes(flag)) {
        sendsBody = true;
        const known = call.args[glued === undefined ? at + 1 : at]?.known ?? false;
        data.push({ text: glued ?? next ?? '', known });
      } else if (flag === '--url') addresses.push(glued ?? next ?? '');
      else if (flag === '--upload-file') upload = true;
      else if (flag === '--get') get = true;
      else if (flag === '--head') method ??= 'HEAD';
      else if (flag === '--output' || flag === '--output-dir') saves.push(glued ?? next ?? '');
      else if (/^--(?:remote-name|remote-name-all)$/.test(flag)) saves.push('a file');
      else if (
        /^--(?:cookie-jar|dump-header|trace|trace-ascii|etag-save|stderr|libcurl|hsts|alt-svc)$/.test(
          flag,
        )
      )
        saves.push(glued ?? next ?? '');
      if (glued === undefined && !curlSwitches.has(flag) && !/^(?:https?:\/\/|-)/.test(next ?? ''))
        at += 1;
      continue;
    }
    if (!/^-[A-Za-z]/.test(text)) {
      addresses.push(text);
      continue;
    }
    for (let letterAt = 1; letterAt < text.length; letterAt += 1) {
      const letter = text[letterAt] ?? '';
      const value = text.slice(letterAt + 1) || next;
      if (letter === 'X') method = value;
      else if (letter === 'd' || letter === 'F') {
        sendsBody = true;
        const glued = text.slice(letterAt + 1) !== '';
        const known = call.args[glued ? at : at + 1]?.known ?? false;
        data.push({ text: value ?? '', known });
      } else if (letter === 'T') upload = true;
      else if (letter === 'G') get = true;
      else if (letter === 'I') method ??= 'HEAD';
      else if (letter === 'O' || letter === 'J') saves.push('a file');
      else if (letter === 'o' || letter === 'c' || letter === 'D') saves.push(value ?? '');
      if (!curlValueLetters.includes(letter)) continue;
      if (text.slice(letterAt + 1) === '') at += 1;
      break;
    }
  }
  const asQuery = get;
  return { method, sendsBody: sendsBody && !get, upload, saves, addresses, data, asQuery };
}

const quoteFlags = ['-Q', '--quote', '--prequote', '--postquote'];
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

/** Destinations that leave nothing behind. */
export function leavesNothing(place: string): boolean {
  return (
    place === '-' ||
    place === '' ||
    /^\/dev\/(?:null|stdout|stderr)$/i.test(place) ||
    /^nul$/i.test(place)
  );
}

/** `curl`: a request by its method, and what it saves. */
export const curl: Rule = (call) => {
  if (hasFlag(call, '--version', '-V', '--help', '-h') && call.args.length <= 2) return reads(call);
  const request = readCurl(call);
  const findings: Finding[] = [];
  const saved = request.saves.filter((place) => !leavesNothing(place));
  if (saved.length > 0) findings.push(change(call.label, `downloads to ${saved.join(', ')}`));
  if (flagValues(call, '-w', '--write-out').some(({ text }) => text.includes('%output{')))
    findings.push(change(call.label, 'writes a file'));
  if (hasFlag(call, '-K', '--config'))
    findings.push(change(call.label, 'takes its options from a file'));
  findings.push(...quoteFindings(call), curlFinding(call, request));
  return findings;
};

function curlFinding(call: Call, request: Request): Finding {
  if (request.upload) return methodFinding(request.method ?? 'PUT', call.label);
  const method = request.method ?? (request.sendsBody ? 'POST' : 'GET');
  const override = flagValues(call, '-H', '--header')
    .map(({ text }) => /^x-http-method(?:-override)?\s*:\s*(\w+)/i.exec(text)?.[1])
    .find((other) => other !== undefined);
  if (override !== undefined) return methodFinding(override.toUpperCase(), call.label);
  const data = request.data.map(({ text }) => text).join('&');
  const addresses = request.asQuery
    ? request.addresses.map((address) => `${address}${address.includes('?') ? '&' : '?'}${data}`)
    : request.addresses;
  return requestFinding(method, addresses, call.label, curlBody(call, request));
}

/** The body as it is sent; undefined when a file or a variable says it. */
function curlBody(call: Call, request: Request): string | undefined {
  if (!request.sendsBody || !request.data.every(({ known }) => known)) return undefined;
  const texts = request.data.map(({ text }) => text);
  if (texts.length === 1 && /^@(?:-|\/dev\/stdin)$/.test(texts[0] ?? ''))
    return call.input?.kind === 'text' ? call.input.text : undefined;
  return texts.some((text) => text.startsWith('@')) ? undefined : texts.join('&');
}

const wgetValues = new Set(
  listOf(
    `-O, --output-document, -o, --output-file, -T, --timeout, -t, --tries, --header, --user, --password, -U,
    --user-agent, -P, --directory-prefix, -e, -w, --wait, --method, --ca-certificate, --certificate,
    --private-key, -a, --append-output, -l, --level, -A, -R, -Q`,
  ),
);

/** `wget` saves what it gets unless told otherwise. */
export const wget: Rule = (call) => {
  if (asksForHelp(call)) return reads(call);
  if (hasFlag(call, '--post-data', '--post-file', '--body-data', '--body-file')) {
    return [methodFinding(flagValue(call, '--method')?.text ?? 'POST', call.label)];
  }
  const method = flagValue(call, '--method')?.text ?? 'GET';
  const addresses = positionals(call.args, wgetValues).words.map((word) => word.text);
  const findings = [requestFinding(method, addresses, call.label)];
  if (hasFlag(call, '--spider')) return findings;
  const place =
    flagValue(call, '--output-document')?.text ??
    texts(call).flatMap((text, at) => {
      const glued = /^-[a-zA-Z]*O(.*)$/.exec(text);
      return glued === null ? [] : [glued[1] || (texts(call)[at + 1] ?? '')];
    })[0];
  if (place !== undefined && leavesNothing(place)) return findings;
  return [...findings, change(call.label, 'downloads a file')];
};

/** HTTPie: `http POST url a=b`; items with `=` make it a POST. */
export const httpie: Rule = (call) => {
  const { words } = positionals(
    call.args,
    new Set(listOf('-a, --auth, -s, --style, --timeout, -o, --output, --verify, -p')),
  );
  if (hasFlag(call, '--offline')) return reads(call);
  const saves = hasFlag(call, '--download', '-d', '--output', '-o');
  const findings = saves ? [change(call.label, 'downloads a file')] : [];
  const first = words[0]?.text ?? '';
  const rest = /^[A-Z]+$/.test(first) ? words.slice(1) : words;
  const items = rest.slice(1).map((word) => word.text);
  const asked = items
    .filter((item) => /^[\w.-]+==/.test(item))
    .map((item) => item.replace('==', '='));
  const address = [rest[0]?.text ?? '', ...asked].join('&').replace('&', '?');
  const sends = items.some((item) => /^[\w.-]+(?::?=|@)(?!=)/.test(item));
  const method = rest !== words ? first : sends || call.input !== undefined ? 'POST' : 'GET';
  return [...findings, requestFinding(method, [address], call.label)];
};

/** `grpcurl`: a call by the name of its method. */
export const grpcurl: Rule = (call) => {
  const { words } = positionals(
    call.args,
    new Set(
      listOf(
        '-d, -H, -proto, -import-path, -cacert, -cert, -key, -authority, -max-time, -rpc-header',
      ),
    ),
  );
  const verb = words[1]?.text ?? words[0]?.text ?? '';
  if (
    /^(?:list|describe)$/.test(verb) ||
    words.some((word) => /^(?:list|describe)$/.test(word.text))
  )
    return reads(call);
  const method = words.at(-1)?.text ?? '';
  return /(?:Health\/(?:Check|Watch)|\/(?:Get|List)\w*)$/.test(method) ? reads(call) : alters(call);
};
