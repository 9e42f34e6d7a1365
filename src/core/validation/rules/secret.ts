import type { Rule } from '../rule';

/** A password or key in the text, for everybody who reads the repository. */
export const secret: Rule = {
  code: 'secret',
  severity: 'error',
  explanation:
    'A secret in a runbook is known to everybody who can read the repository, and stays in its history. Change it now, keep it in a vault or an environment variable, and write a placeholder here.',
  find: ({ text, runbook, lines }) => {
    const steps = runbook.steps.map(({ source }) => source);
    return PATTERNS.flatMap(({ pattern, what, inCode, inWords }) =>
      [...text.matchAll(pattern)].flatMap((match) => {
        const [start, end] = match.indices?.groups?.['secret'] ?? [
          match.index,
          match.index + match[0].length,
        ];
        const value = text.slice(start, end);
        if (isDummy(value) || ((inCode ?? inWords) === true && isWeak(value))) return [];
        if (
          inCode === true &&
          !steps.some((range) => range.start <= start && start < range.end) &&
          !inBlock(lines.lineAt(start))
        )
          return [];
        return [
          {
            span: { start, end },
            message: `This looks like ${what}. Change it where it is used, and write a placeholder or a variable here.`,
          },
        ];
      }),
    );
    function inBlock(line: number): boolean {
      return runbook.blocks.some(({ range }) => range.start <= line && line < range.end);
    }
  },
};

interface Pattern {
  readonly pattern: RegExp;
  readonly what: string;
  /** Too common in prose to count there. */
  readonly inCode?: boolean;
  /** Only what no person would write as a word. */
  readonly inWords?: boolean;
}

/** Shapes published by those who issue the keys. */
const PATTERNS: readonly Pattern[] = [
  { pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g, what: 'an AWS access key' },
  {
    pattern: /\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}/g,
    what: 'a GitHub token',
  },
  { pattern: /\bgl(?:pat|rt|dt|ft|cbt|ptt|soat|imt|agent)-[\w-]{20,}/g, what: 'a GitLab token' },
  { pattern: /\bxox[abprs]-[\w-]{10,}/g, what: 'a Slack token' },
  {
    pattern: /https:\/\/hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/(?<secret>\w{16,})/dg,
    what: 'a Slack webhook',
  },
  {
    pattern:
      /https:\/\/(?:[\w-]+\.)?(?:webhook\.office\.com\/webhookb2\/[\w@/-]{40,}|discord(?:app)?\.com\/api\/webhooks\/\d{15,}\/[\w-]{40,})/g,
    what: 'the address of a webhook',
  },
  { pattern: /\b[sr]k_live_[A-Za-z0-9]{16,}/g, what: 'a Stripe key' },
  { pattern: /\bAIza[\w-]{35}\b/g, what: 'a Google API key' },
  { pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/g, what: 'a SendGrid key' },
  { pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, what: 'an npm token' },
  { pattern: /\bhvs\.[\w-]{24,}/g, what: 'a Vault token' },
  { pattern: /\bdop_v1_[a-f0-9]{64}\b/g, what: 'a DigitalOcean token' },
  { pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g, what: 'a signed token (JWT)' },
  {
    pattern:
      /-----BEGIN (?:RSA |EC |OPENSSH |DSA |PGP )?PRIVATE KEY(?: BLOCK)?-----\s+[A-Za-z0-9+/=]{20,}/g,
    what: 'a private key',
  },
  {
    pattern: /\b[a-z][a-z+]{2,20}:\/\/[^\s:/@"'<>]{1,60}:(?<secret>[^\s:/@"'<>]{4,100})@[\w.-]+/dg,
    what: 'a password in an address',
  },
  {
    pattern:
      /(?:\b\w*(?:password|passwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|(?:private|vault)-token|_token|PGPASSWORD|MYSQL_PWD)["']?\s*[=:]\s*|--(?:password|token|secret|api-key)[= ])["']?(?<secret>[^\s"'`;,<>${}()[\]|&\\]{6,120})/dgi,
    what: 'a password or token',
    inCode: true,
  },
  {
    // A line of .netrc.
    pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(?<secret>[^\s"'`<>${}]{6,80})/dg,
    what: 'a password',
  },
  {
    // The signature of a link that Azure or Google lets anybody follow.
    pattern: /[?&](?:sig|X-Goog-Signature|X-Amz-Signature)=(?<secret>[A-Za-z0-9%+/=]{32,})/dg,
    what: 'a signed link',
  },
  {
    pattern: /\bBearer\s+(?<secret>[A-Za-z0-9._~+/-]{20,})/dg,
    what: 'an access token',
    inCode: true,
  },
  {
    pattern:
      /\b(?:mysql\w*|mariadb[\w-]*|sshpass|mongo\w*|redis-cli|7z|zip|sqlcmd|curl)\b[^\n|;&]*\s-p(?<secret>(?=\S*\d)(?=\S*[A-Za-z])[^\s"'`<>${}\d/-][^\s"'`<>${}]{7,60})(?=\s|$)/dgm,
    what: 'a password',
    inCode: true,
  },
  {
    pattern:
      /\b(?:curl|wget|http|https|xh|httpie|ab|hey)\b[^\n|;&]*?\s(?:-u|--user|-a|--auth|--proxy-user|-U)[= ]?["']?[\w.@+-]{1,60}:(?<secret>[^\s"'`<>${}()]{6,80})/dg,
    what: 'a password',
    inCode: true,
  },
  {
    pattern: /\bredis-cli\b[^\n|;&]*?\s(?:-a|--pass)[= ]["']?(?<secret>[^\s"'`<>${}()]{6,80})/dg,
    what: 'a password',
    inCode: true,
  },
  {
    pattern:
      /\b(?:docker|podman|az|helm registry|ldap(?:search|modify|add|delete|whoami)|smbclient|net use|influx|rabbitmqadmin|cqlsh|impala-shell|isql|bcp|osql|xfreerdp)\b[^\n|;&]*?\s(?:-p|-w|-P|\/p:)[= ]?["']?(?<secret>(?=\S*\d)(?=\S*[A-Za-z])[^\s"'`<>${}/:-][^\s"'`<>${}/:]{7,60})(?=["']?(?:\s|$))/dgm,
    what: 'a password',
    inCode: true,
  },
  {
    pattern:
      /\bConvertTo-SecureString\s+(?:-String\s+)?["'](?<secret>[^"'\n$]{4,80})["'][^\n]*-AsPlainText/dgi,
    what: 'a password',
  },
  {
    // Configuration of routers, firewalls and servers: the word, a blank, the value.
    pattern:
      /^[ \t]*(?:set |sentinel |neighbor \S+ |username \S+ (?:privilege \d+ )?|enable )?(?:psksecret|passwd|password|secret|pre-shared-key|key-string|requirepass|masterauth|auth-pass \S+|bindpw|rootpw)[ \t]+(?:[05] )?["']?(?<secret>[^\s"'`<>${}()[\]]{6,80})["']?[ \t]*$/dgim,
    what: 'a password',
    inCode: true,
  },
  {
    pattern:
      /(?:\bnet\s+use\b[^\n]*\/user:\S+[ \t]+|\s\/p(?:ass(?:word)?)?:)(?<secret>[^\s"'`<>${}%*\/]{6,60})/dgi,
    what: 'a password',
    inCode: true,
  },
  {
    // Told in words: "password `Q7x!9pLm`", "Passwort: **…**".
    pattern:
      /\b(?:password|passphrase|passwd|passcode|passwort|kennwort|mot de passe|contrase(?:ñ|n)a|senha|wachtwoord|api key|secret key)\b(?:\s+(?:of|for|des|der|vom|für|du|de|del|da|do|van)\s+[\p{L}\w .@\\-]{1,40}?)?(?:\s+(?:is|ist|lautet|est|es|é))?\s*[:=]?\s*(?<mark>`|\*\*|["'“])(?<secret>[^\s`"'“”*<>${}()[\]]{6,60})(?=`|\*\*|["'”])/dgiu,
    what: 'a password',
    inWords: true,
  },
];

const DUMMY =
  /example|placeholder|dummy|sample|changeme|change[-_]me|redacted|replace|your|xxx|\*{2,}|\.{3}|…|todo|insert|fake|test(?:ing|er)?\b|^pass(?:word|wd)?\d{0,3}$|^secret\d{0,3}$|^(?:user|admin|root|postgres|token|none|null|true|false|hunter2|foobar)$|^my[-_]?(?:token|password|secret|key)\d*$|^secret\W*$|^\$|^%|^<|^\{|^\[|\bhere\b|_HERE|^[A-Z][A-Z_]+$|(.)\1{5}|^-|^[a-z]+[-_][a-z]+(?:[-_][a-z]+)*$/i;

function isDummy(value: string): boolean {
  return DUMMY.test(value) || /1234567|abcdef/i.test(value);
}

/** A word or a path, not made by a generator. */
function isWeak(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(value)).length;
  return (
    kinds < 2 ||
    /^(?:[\w.-]*\/)+[\w.-]*$/.test(value) ||
    /^[a-z]+[A-Z][a-zA-Z]*$/.test(value) ||
    /^[\w-]+\.[a-z.]+$/i.test(value) ||
    !/\d|[!@#%^*+=?]/.test(value)
  );
}
