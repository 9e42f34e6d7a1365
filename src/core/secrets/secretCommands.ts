import { partsOf, type PatternPart } from '../text/patternParts';
import { nameKind, type NameKind } from './secretNames';
import { isDummy, isLiteral, isMixed, looksGenerated } from './secretValue';

/** A secret within a line; offsets into it. */
export interface SecretPlace {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

/** A value behind whatever says that it is secret: in quotes, or up to the next blank. */
const VALUE =
  '(?=\\\\?"(?<double>[^"\\\\\\s;,|)][^"\\\\\\n]{3,160})|\'(?<single>[^\'\\s;,|)][^\'\\n]{3,160})|(?<bare>[^\\s"\'`;,<>|&(){}[\\]\\\\*-][^\\s"\'`;,<>|&()\\\\]{3,160}))';

const ASSIGNED = new RegExp(
  `(?<!\\w)(?<name>[A-Za-z_][\\w./-]{1,80})(?:\\\\?["'])?\\]?\\s*(?:=>|:=|=(?!=)|:(?![:/]))\\s*${VALUE}`,
  'g',
);
const FLAG = new RegExp(
  `(?<=\\s|["'\`])(?:-{1,2}|/)(?<name>[A-Za-z][\\w-]{1,40})(?:[ =:]|\\s+)(?:pass:)?${VALUE}`,
  'g',
);
/** Fields that are set by two words: \`aws configure set aws_secret_access_key …\`. */
const SET = new RegExp(
  `(?<=^|\\s)(?:set|put|config|sentinel|neighbor \\S+|username \\S+(?: privilege \\d+)?|enable|requirepass|auth|dev|connect|)\\s*(?<name>[A-Za-z_/][\\w:./-]{2,60})\\s+(?:\\S+\\s+)?(?:[057] )?(?=\\S+\\s*$)${VALUE}`,
  'g',
);

interface Use {
  readonly pattern: RegExp;
  /** One of these is in small letters in whatever matches; none where that is not known. */
  readonly words?: readonly string[];
  /** What stands before the value, in parts: of one of them each list has a word in the text. */
  readonly parts?: readonly PatternPart[];
  readonly what: string;
  /** What a value has to be like, where what stands before it may be of something else. */
  readonly accepts?: (value: string) => boolean;
}

const use = (before: string, what = 'a password', flags = 'g'): Use => ({
  pattern: new RegExp(`${before}${VALUE}`, flags),
  words: firstWords(before),
  parts: partsOf(before, true),
  what,
});

/** The names a pattern begins with: to look for them costs less than to build what follows. */
function firstWords(before: string): readonly string[] {
  const [, several, one] =
    /^\\b(?:\(\?:((?:[^()]|\(\?:[^()]*\))*)\)(?!\?)|([\w-]+))/.exec(before) ?? [];
  const names = several?.split('|') ?? (one === undefined ? [] : [one]);
  return names.map((name) => (/^[\w-]+(?![\w?*{-])/.exec(name)?.[0] ?? '').toLowerCase());
}

function mayBeIn(lower: string, { words = [], parts = [] }: Use): boolean {
  const isIn = (word: string): boolean => lower.includes(word);
  if (words.length > 0 && !words.some(isIn)) return false;
  return parts.length === 0 || parts.some(({ needs }) => needs.every((oneOf) => oneOf.some(isIn)));
}

/** SQL is written in any case. */
const inSql = (before: string): Use => use(before, 'a password', 'gi');

/** Words between a program and what stands behind a flag of it. */
const ON = '\\b[^\\n|;&]*?\\s';

/** `user/password`, of Oracle, up to what says that it is one: `@database`, `as sysdba`. */
const login = (before: string, end: string): Use => ({
  pattern: new RegExp(
    `${before}["']?[A-Za-z][\\w$#]{0,40}(?:\\[[\\w$#]+\\])?/\\\\?"?(?=(?<bare>[^\\s"'\`;,<>|&(){}@/\\\\]{4,60})${end})`,
    'gi',
  ),
  what: 'a password',
});

/** Where programs take a secret without naming it; made when the first command is looked at. */
const usesOf = (): readonly Use[] => [
  use(
    '\\b(?:Proxy-)?Authorization["\']?\\s*[:=]\\s*["\']?(?:Bearer|Basic|Token|ApiKey|Api-Key|Splunk|GenieKey|Key|Negotiate|Digest|SSWS|Bot)\\s+',
    'an access token',
  ),
  use('\\bBearer\\s+', 'an access token'),
  use('[\\s"\'](?:X|DD)-[\\w-]*Key:\\s*', 'a key'),
  use(
    `\\b(?:mysql\\w*|mariadb[\\w-]*|sshpass|mongo\\w*|7z[az]?|zip|rar|unrar|x11vnc|mosquitto_(?:pub|sub))${ON}-p(?=[^\\s\\d-])(?!rotocol|ort)`,
  ),
  use(
    `\\b(?:sshpass|mongo\\w*|docker|podman|nerdctl|az|oc|helm|cqlsh|influx|influxd|rabbitmqadmin|psexec(?:64)?|impala-shell|skopeo|buildah|crane|oras|argocd|vault|consul|xfreerdp|rdesktop|kadmin(?:\\.local)?|clickhouse-client|isql|curl|nomad|pwsh|etcdctl|http|rclone|htcacheclean|mosquitto_(?:pub|sub)|zabbix_\\w+|bteq|beeline|adminer|jfrog|jf|twine|cf|ibmcloud|expect|lftp|doas|sudo)${ON}(?:-p|--pass)[ =](?=\\S*\\d|\\S*[!#%^*?])(?![\\d.:/-]+(?:\\s|$))`,
  ),
  use(
    `\\b(?:ldap(?:search|modify|add|delete|whoami|passwd)|influx|redis-cli|beeline|isql|proxychains|bteq|dsmadmc|kinit)${ON}-w[ =]?`,
  ),
  use(
    `\\b(?:sqlcmd|bcp|osql|ipmitool|unzip|zip|zipcloak|vncviewer|tsql|ipmi-\\w+|bmc-\\w+|racadm|smbclient|mosquitto_(?:pub|sub))${ON}-P[ =]?`,
  ),
  use(`\\bracadm${ON}-p `),
  // What a store of secrets is given to keep.
  use(
    `\\b(?:az keyvault (?:secret|key) set|aws ssm put-parameter|heroku config:set|fly secrets set|gh secret set|vercel env add|pulumi config set --secret|wrangler secret put)${ON}(?:--value|--body|-b)[= ]`,
    'a secret',
  ),
  use(`\\baws secretsmanager [\\w-]+${ON}--secret-string[= ]`, 'a secret'),
  use(`\\bredis-cli${ON}(?:-a|--pass)[= ]`),
  use(`\\bsnmp\\w+${ON}-[AXac] ?`, 'a community or passphrase'),
  use(`\\b(?:plink|pscp|psftp|nodetool|putty|winscp)${ON}-pw `),
  use(
    `\\b(?:schtasks|runas|net|winrs|cmdkey|wmic|psexec|xfreerdp|mstsc|tasklist|shutdown|dsmod|dsadd)${ON}/(?:p|pass|password|pwd)[: ]`,
  ),
  use(
    `\\b(?:curl|wget|http|https|xh|httpie|ab|hey|wrk|jenkins-cli(?:\\.jar)?|restic|rclone|lftp|nexus3?)${ON}(?:-u|--user|-a|--auth|-auth|--proxy-user|-U|-x)[= ]?["']?[\\w.@+\\\\-]{1,60}[:,]`,
  ),
  {
    // Any program's login in one word: `--user name:password`.
    ...use(
      '(?<=\\s)(?:-[uU]|--(?:[a-z]+-)?(?:user(?:name|pass)?|auth|basic|basic-auth|creds?|credentials?|login|account))[= ]["\']?[A-Za-z][\\w.@+\\\\-]{1,40}:',
    ),
    accepts: (value) => value.length >= 8 && isMixed(value),
  },
  use(
    `\\b(?:smbclient|rpcclient|smbmap|net|rpcinfo|nmblookup|wmic)${ON}-U[= ]?["']?[\\w.@\\\\/-]{1,60}%`,
  ),
  // The fields of a connection in one word, as Percona's tools have them.
  use('(?<![\\w=])(?:\\w=[^\\s,]+,)+p='),
  {
    // `user:password@tcp(db:3306)`, and any other login before a host.
    pattern:
      /(?<![\w/@.-])[A-Za-z][\w.-]{0,40}:(?=(?<bare>[^\s"'`;,<>|&(){}@/\\]{6,60})@(?!sha\d)(?:(?:tcp|udp|unix)\(|[A-Za-z][\w-]*(?:\.[\w-]+)+|[A-Za-z][\w-]*:\d{2,5}(?!\d)))/g,
    what: 'a password',
    accepts: (value) => value.length >= 8 && isMixed(value),
  },
  {
    // A user and a password behind options of one letter, whatever the program.
    ...use(
      '(?<=\\s)(?:-[uUD]|--user(?:name)?)[ =]?(?:"[^"\\n]*"|[\\w.@\\\\+=-]+)(?:\\s[^\\n|;&]*?)?\\s-[pPwW][ =]?',
    ),
    accepts: (value) => value.length >= 8 && isMixed(value),
  },
  {
    // A number alone, by its name.
    ...use('(?<=\\s)--?(?:[a-z]+-)?(?:pin|puk)[ =]'),
    accepts: (value) => /^(?!1234|(\d)\1+$)\d{4,12}$/.test(value),
  },
  use('\\.?logon\\s+\\S+/[\\w$]+,', 'a password', 'gi'),
  use('\\bconnect\\s+to\\s+\\S+\\s+user\\s+\\S+\\s+using\\s+', 'a password', 'gi'),
  use('\\bisql\\s+(?!-)\\S+\\s+\\w+\\s+(?!-)'),
  use('\\bssh-keygen\\b[^\\n|;&]*?\\s-[PN]\\s+(?=\\S)', 'a passphrase'),
  use('\\bslappasswd\\b[^\\n|;&]*?\\s-s\\s+'),
  use('\\bsmbclient\\s+//\\S+\\s+(?!-)'),
  use(
    '\\b(?:dig|nsupdate|host|rndc|knsupdate)\\b[^\\n|;&]*?\\s-[yk]\\s+(?:hmac-\\w+:)?[\\w.-]+:',
    'a key',
  ),
  use('\\bsqlplus\\s+(?:-\\S+\\s+)*["\']?[\\w$]+/(?!\\S*@)'),
  login(
    '\\b(?:sqlplus|sql|sqlcl|rman|dgmgrl|exp|imp|expdp|impdp|sqlldr|ggsci|odisrvreg|tnsping)\\b[^\\n|;&]*?\\s(?:userid=)?',
    '\\\\?"?@[\\w/]',
  ),
  // Typed at the prompt of one of them.
  login(
    '^\\s*(?:[A-Z]+\\w*> *)?(?:conn(?:ect)?|dblogin\\s+userid)\\s+(?:(?:target|catalog|auxiliary)\\s+)?',
    '"?(?:@[\\w/]|["\']?\\s*(?:;|$|as\\s))',
  ),
  use('\\bnet\\s+use\\b[^\\n]*?/user:\\S+\\s+'),
  use('\\bnet\\s+use\\s+\\S+\\s+(?:\\S+\\s+)?(?![/\\\\*])(?=\\S+\\s+/user:)'),
  use('\\bnet\\s+user\\s+[\\w.-]+\\s+(?![/*])'),
  use(
    '\\b(?:rabbitmqctl|rabbitmq)\\s+(?:-\\S+\\s+)*(?:change_password|add_user|authenticate_user)\\s+\\S+\\s+',
  ),
  // The user comes first, without an option.
  use('\\bmc\\s+(?:alias\\s+set|config\\s+host\\s+add)\\s+\\S+\\s+\\S+\\s+\\S+\\s+', 'a key'),
  use('\\bmc\\s+admin\\s+user\\s+add\\s+\\S+\\s+\\S+\\s+'),
  use('\\b(?:ejabberdctl|prosodyctl)\\s+(?:register|change_password)\\s+\\S+\\s+\\S+\\s+'),
  use('\\bsamba-tool\\s+user\\s+(?:create|add)\\s+[\\w.-]+\\s+(?!-)'),
  use('\\bmosquitto_passwd\\s+-\\w*b\\w*\\s+\\S+\\s+\\S+\\s+'),
  use('\\bipmitool\\b[^\\n|;]*\\buser\\s+set\\s+password\\s+\\d+\\s+'),
  use('\\bmysqladmin\\b[^\\n|;]*\\spassword\\s+(?!-)'),
  use('\\betcdctl\\b[^\\n|;]*\\buser\\s+add\\s+[\\w.-]+:'),
  use('\\brclone\\s+obscure\\s+(?!-)'),
  use('\\bwpa_passphrase\\s+\\S+\\s+'),
  use('\\bhtpasswd\\s+-\\w*b\\w*\\s+\\S+\\s+\\S+\\s+'),
  use('\\bopenssl\\s+passwd\\s+(?:-\\w+\\s+)*(?!-)'),
  use('\\bvault\\s+(?:operator\\s+)?unseal\\s+(?!-)', 'an unseal key'),
  use('\\bvault\\s+login\\s+(?!-|\\w+=)(?=\\S{16})', 'a Vault token'),
  use('\\bnmcli\\b[^\\n]*\\bpassword\\s+'),
  use('\\bsnmp-server\\s+community\\s+', 'a community'),
  use('\\b(?:isakmp|(?:tacacs|radius)(?:-server)?)\\s+key\\s+(?:\\d\\s+)?', 'a shared key'),
  use('\\bplain-text-password(?:-value)?\\s+'),
  inSql(
    '\\b(?:ALTER|CREATE)\\s+(?:USER|ROLE|LOGIN|GROUP|APPLICATION\\s+ROLE)\\s+(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?\\S+\\s+[^;\\n]{0,120}?\\bPASSWORD\\s*=?\\s*',
  ),
  inSql(
    '\\b(?:WITH|BY|ENCRYPTED|SET)\\s+PASSWORD\\s*(?:=|FOR\\s+\\S+\\s*=|TO)?\\s*(?:PASSWORD\\s*\\(\\s*)?',
  ),
  inSql(
    '\\bIDENTIFIED\\s+(?:(?:WITH|VIA)\\s+\\S+\\s+)?(?:BY|AS|USING)\\s+(?:PASSWORD\\s*\\(\\s*)?',
  ),
  inSql('\\bOPTIONS\\s*\\([^)\\n]*\\bpassword\\s+'),
  inSql('\\b(?:PASSWORD|crypt|pwdencrypt)\\(\\s*(?=[\'"])'),
  inSql('\\bsp_(?:addlogin|password)\\s+[^,\\n]+,\\s*'),
  inSql('\\b(?:changeUserPassword|db\\.auth)\\(\\s*["\'][^"\'\\n]*["\']\\s*,\\s*'),
  inSql('\\bACL\\s+SETUSER\\s+[^>\\n]*>'),
  use('\\bCONFIG\\s+SET\\s+(?:requirepass|masterauth)\\s+'),
  use('\\bAUTH\\s+(?:\\w+\\s+)?(?=[^\\s]*\\d)(?=[^\\s]*[A-Za-z])'),
  use('\\bConvertTo-SecureString\\s+(?:-String\\s+|-AsPlainText\\s+|-Force\\s+)*(?!-|\\$)'),
  use('\\bNetworkCredential\\(\\s*["\'][^"\']*["\']\\s*,\\s*'),
  use(
    '\\b(?:docker|podman|helm|skopeo|sudo|kinit|cryptsetup|gpg|gpg2|passwd|su|openssl|az|mysql|sshpass|smbpasswd|ldapsearch|vault|gh|glab|argocd|borg|restic)\\b[^\\n|;]*<<<\\s*',
  ),
  // expect's answer to a question.
  use('\\bsend(?:_user)?\\s+(?:--\\s+)?\\\\?(?=["\'][^"\'\\\\]*\\d)'),
];

let uses: readonly Use[] | undefined;

/** \`echo X | docker login --password-stdin\`: what goes in is the secret. */
const FED =
  /\b(?:echo|printf|print)(?=)\s+(?:-\w+\s+)*(?=)(?:"(?<double>[^"\n$`]{4,120})"|'(?<single>[^'\n]{4,120})'|(?<bare>[^\s"'`$|;&<>-][^\s"'`$|;&<>]{3,120}))(?=)\s*\|\s*(?:sudo\s+)?(?=)(?:\S*password-stdin|sudo\s+-\w*S|kinit|cryptsetup|gpg2?\b[^|]*--passphrase-fd|(?:ch)?(?=)passwd|smbpasswd|openssl\b[^|]*stdin|su\b|(?:docker|podman|helm|skopeo|oras|crane|gh|glab|argocd|vault|az|npm|borg|restic|mysql_config_editor|keepassxc-cli)(?=)\b[^|]*(?:login|stdin|-with-token|\s-(?:\s|$)))/g;

/** What stands behind a flag that only sounds like a secret's. */
const NO_SECRET_FLAG =
  /^(?:no-|without-|ask-|prompt-|show-|with-)?(?=)(?:password|token|secret|pass)(?=)(?:-?(?:stdin|file|store|env|name|path))$/i;

/** The secrets in a line of code. */
export function secretsInCode(line: string): readonly SecretPlace[] {
  if (!/\d|[!#%^*+?~&@]/.test(line)) return [];
  const found: SecretPlace[] = [];
  const add = (
    match: RegExpMatchArray,
    from: number,
    what: string,
    accepts: (value: string) => boolean,
  ) => {
    const { double, single, bare } = match.groups ?? {};
    let value = double ?? single ?? bare ?? '';
    // The end of the sentence or of the JSON around it.
    if (bare !== undefined) value = value.replace(/(?:[.:]|\}|\]|"|')+$/, '');
    const quote = single !== undefined ? "'" : double !== undefined ? '"' : '';
    if (value.length < 4 || isDummy(value) || !isLiteral(value, quote) || !accepts(value)) return;
    const start = line.indexOf(value, from);
    found.push({ start, end: start + value.length, what });
  };
  for (const pattern of MAY_NAME.test(line) ? [ASSIGNED, FLAG, SET] : []) {
    for (const match of line.matchAll(pattern)) {
      const name = match.groups?.['name'] ?? '';
      const kind = nameKind(name);
      if (kind === undefined || NO_SECRET_FLAG.test(name)) continue;
      add(match, endOf(match), 'a password or token', (value) => isSecretOf(kind, value));
    }
  }
  const lower = line.toLowerCase();
  for (const one of (uses ??= usesOf())) {
    if (!mayBeIn(lower, one)) continue;
    const { pattern, what, accepts = isWorth } = one;
    for (const match of line.matchAll(pattern)) add(match, endOf(match), what, accepts);
  }
  const feeds = line.includes('|') && /echo|print/.test(line);
  for (const match of feeds ? line.matchAll(FED) : [])
    add(match, match.index, 'a password', (value) => isWorth(value.replace(/^[\w.-]+:/, '')));
  return found;
}

/** The value itself is only looked at, so that it may hold another name. */
function endOf(match: RegExpMatchArray): number {
  return (match.index ?? 0) + match[0].length;
}

/** A value of something that is called a password may be any word; a token is generated. */
function isSecretOf(kind: NameKind, value: string): boolean {
  if (kind === 'key') return value.length >= 20 && isMixed(value) && !/[/.:-]/.test(value);
  if (kind === 'token') return value.length >= 8 && looksGenerated(value);
  return isWorth(value);
}

/** Not a plain word, number or switch. */
export function isWorth(value: string): boolean {
  if (/^[a-z]+$|^[A-Z]?[a-z]+$|^\d{1,5}$|^[a-z]+(?:[A-Z][a-z]+)+$/.test(value)) return false;
  if (/^(?:[a-z]+[-_./:])+[a-z]+\d?$/i.test(value)) return false;
  return /\d|[!@#%^*+=?~$& ]/.test(value) && /[A-Za-z]/.test(value);
}

/** Something of every name of `nameKind`. */
const MAY_NAME =
  /pass|pwd|psk|pw|secret|token|key|masterauth|rediscli_auth|kennwort|passwort|motdepasse|contrasena|senha|wachtwoord|\bpat\b|jwt/i;

/** What a line holds that may have any of it. */
export const MAY_HOLD_SECRET =
  /\s[-/][pPwaAXcUu]\w*[ =:'"]|\s--[a-z-]*(?:user|cred|basic|account)|pass|pwd|psk|pw[ =:]|secret|token|key|auth|credential|bearer|login|identified|\b(?:mysql|mariadb|mongo|7z|zip|redis|ldap|snmp|sqlcmd|bcp|sqlplus|sqlcl|sql |rman|dgmgrl|exp |imp |expdp|impdp|sqlldr|ggsci|conn(?:ect)? |dblogin |unzip|curl|wget|http|ipmi|mc |rclone|samba|ejabberd|prosody|wpa_|plink|net user|net use|htpasswd|community|kinit|cryptsetup|unseal|send|sudo|chpasswd|smb|rpc|docker|podman|az |oc |cqlsh|influx|rabbit|helm|jenkins|nodetool|lftp|racadm|schtasks|psexec|expect|isql|db2|ssh-keygen|dig |nsupdate|hmac)|--?(?:[a-z]+-)?(?:pin|puk)[ =]|,p=|logon |:\S+@/i;
