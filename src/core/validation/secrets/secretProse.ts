import { Wordings } from '../../text/wordings';
import type { SecretPlace } from '../../secrets/secretCommands';
import { isDummy, isMixed, looksGenerated } from '../../secrets/secretValue';

/** What a secret is called, in the languages runbooks are written in. */
const NOUN =
  "(?:pass ?words?|pass ?phrases?|passwd|pass ?codes?|pwd|pin(?: code)?|credentials?|log-?in|(?:api|secret|access|wi-?fi|wlan|shared|pre-?shared|recovery|licen[cs]e|account|unlock|encryption|master)[ -]?keys?|api token|access token|tokens?|(?:recovery|backup|emergency|scratch|bypass)[ -]codes?|(?:totp|otp|2fa|mfa)[ -](?:seed|secret|key)|secret|psk|passwort|kennwort|zugangs(?:code|daten)|mot de passe|code d[’']accès|identifiants|contrase(?:ñ|n)a|clave|senha|palavra-passe|wachtwoord|toegangscode|parola(?: chiave)?|credenziali|hasło|lösenord|adgangskode|passord|salasana|heslo|jelszó|şifre|parolă|пароль|пин-код)";
const EAST = '(?:パスワード|暗証番号|合言葉|トークン|密码|口令|密钥|비밀번호|암호)';
/** "of the safe", "(iDRAC)", "für den Router": what it opens. */
const OF =
  '(?:[*_]*(?:\\s+\\([^()\\n]{1,40}\\)|\\s+(?:of|for|on|to|in|until|till|so far|des|der|vom|für|zum|du|de|pour|del|da|do|para|van|voor|per|di|dla|для|от)\\s[^.:=|"“`*\\n]{1,50}?)?)';
const IS =
  '(?:[*_]*\\s*[:=：][*_]*\\s*|\\s+(?:is|was|being|ist|lautet|heißt|est|es|é|è|är|er|to|jest|это)(?:\\s+(?:still|now|currently|set to|always|jetzt|derzeit))?:?\\s+|\\s+(?=[`"“*])|は|为|是|は、|は、?\\s*)';
const VALUE = '(?:\\*\\*|[`"“„«\'‘「])?(?<secret>[^\\s`"“”„«»<>(){}\\[\\]|,;。、」]{4,90})';

const TOLD = new RegExp(`(?<![\\p{L}\\d-])${NOUN}${OF}${IS}\\s*${VALUE}`, 'giu');
const TOLD_EAST = new RegExp(`${EAST}[^。、:：\\n]{0,12}?(?:は|:|：|为|是|＝|=)\\s*${VALUE}`, 'gu');
/** "password Q7x!9pLm": the bare word, when only a generator makes such. */
const BARE = new RegExp(`(?<![\\p{L}\\d-])${NOUN}\\s+${VALUE}`, 'giu');
const DIGITS = new RegExp(
  `(?<![\\p{L}\\d-])(?:pin(?: code)?|pass ?code|(?:door|gate|alarm|safe|access|unlock|lock) code|combination|zugangscode|türcode|code d[’']accès)${OF}${IS}\\s*(?:\\*\\*|[\`"“])?(?<secret>\\d{4,10})(?!\\d|-\\d)`,
  'giu',
);
/** "admin / Q7x9pLm", \`ops:Q7x9pLm\`, where the line speaks of signing in. */
const PAIR =
  /(?<=^|[\s(`"“*>])(?<!\]\()[\w.@-]{2,40}(?:(?:`|\*\*)?\s+\/\s+(?:`|\*\*)?|(?:`|\*\*)?\/(?:`|\*\*)?|:)(?<secret>[^\s`"“”<>(){}[\]|,;/]{6,60})/g;
const SIGN_IN = new Wordings(
  /(?<![\w/.@-])(?:root|administrator|operator|superuser|sysadmin|sysop|maint(?:enance)?|ubnt|sa|sys)(?::| \/ )\S{8}|\b(?:log(?:s|ged|ging)?[ -]?(?:in|on)|sign[ -]?in|credentials?|account|user(?:name)?s?|connect|viewer|admin|anmeld\w*|benutzer|zugang|connexion|identifiant|usuario|usuário|gebruiker)\b|https?:|\b(?:opens? (?:with|by|to|for|as)|console (?:is|takes)|bmc|idrac|ilo)\b.*\s\/\s/i,
);
/** "Login: adm, Q7x9pLm", "sign in as adm with Q7x9pLm", "root is `Q7x9pLm`". */
const LOGIN =
  /(?<![a-zà-ɏа-я-])(?:(?:log-?in|credentials?|zugang|identifiants?)(?=)(?: (?:of|for|to|on)(?=) [^:\n]{2,30})?(?=):\s*[*`"“]*[\w.@-]{2,40}[*`"”]*(?:,| and| with| mit| et| y)|(?:log(?:ged|s)?(?=)[ -]?(?:in|on)|sign(?:ed)?(?=)[ -]?(?:in|on)|connect(?:ed)?|authenticate)(?=)(?: to [^.,;\n]{2,30}?)?(?=) (?:as|by)(?=) [*`"“]*[\w.@\\-]{2,40}[*`"”]*(?:,| and| with| using)(?=)(?: (?:the )?(?=)(?:password|code|key))?|(?:root|admin(?:istrator)?|sysadmin|maint|ubnt)(?=)[`*]* (?:is|has|is still|still has)(?=) (?=[`"“*]))(?=)\s*[*`"“]*(?<secret>[^\s`"“”<>(){}[\]|,;]{8,60})/giu;
const MAY_BE_LOGIN = /\blog|sign|cred|account|zugang|ident|connect|authen|root|admin|maint|ubnt/i;

/** "The vault opens with `Q7x9pLm-z`", whatever it is called. */
const OPENS =
  /(?<![a-zà-ɏа-я])(?:opens?|opened|unlocks?|unlocked|decrypts?|decrypted|answers?|gets? (?:you )?(?=)in|lets? (?:you|one|us)(?=) in|protected|sealed|locked|öffnet|entsperrt|s['’]ouvre|se abre)(?=)(?: (?:it|them|the \p{L}+))?(?=) (?:to|with|by|using|on|mit|avec|con)(?=) (?:\*\*|[`"“„'‘])(?=)(?<secret>[^\s`"“”„«»<>(){}[\]|,;]{8,60})(?=\*\*|[`"”“'’])/giu;
const MAY_OPEN = /open|unlock|decrypt|answer|get|let|protect|seal|lock|öffn|sperr|ouvre|abre/i;
/** Keys that are pressed together. */
const PRESSED = /^(?:ctrl|control|alt|shift|cmd|strg|esc|super)\b/i;

/** The seed of a generator of codes. */
const BASE_32 = /^(?=.*[2-7])[A-Z2-7]{16,64}$/;

/** Something of every name. */
const QUICK =
  /otp|[2m]fa|pass|pwd|pin|cred|log|key|token|secret|psk|wort|woord|zugang|mot de|code|ident|contras|clave|senha|palavra|parola|has[lł]|lösen|adgang|sana|heslo|jel|ifre|парол|пин/i;

/** Everybody may know which key it is. */
const FINGERPRINT = /^(?:SHA-?\d+|MD5):/i;
const NO_SECRET = /\b(?:no|not an?|isn['’]t an?)(?=) (?:secret|password|credential)(?=)\b/i;

const PLACE =
  /(?<![a-zà-ɏа-я])(?:in|at|under|from|see|entry|item|vault|safe|into|via|im|unter|bei|dans|sous|en|bajo|nel|sotto|onder)(?: (?:the|der|dem|la|le|el|il))?\s+[*_`"“„«]*$/iu;

/** What stands behind the value when the sentence goes on about something else. */
const END = /(?:\*\*|[.:!?'’*_])+$/;

/** The secrets that a line of prose tells. */
export function secretsInProse(line: string): readonly SecretPlace[] {
  const found: SecretPlace[] = [];
  const add = (match: RegExpMatchArray, what: string, accepts: (value: string) => boolean) => {
    const full = match.groups?.['secret'] ?? '';
    // A sign at the end is of the sentence, unless marks or a mixture show that it is not.
    const trimmed = full.replace(/(?:\*\*|__|[.:?'’*_])+$/, '');
    const value = trimmed.length < 4 ? full : trimmed;
    if (isDummy(value) || FINGERPRINT.test(value) || !accepts(value)) return;
    const start = (match.index ?? 0) + match[0].lastIndexOf(full);
    // "is in the safe at *Ovens/2*": where it is, not what.
    if (PLACE.test(line.slice(0, start))) return;
    found.push({ start, end: start + value.length, what });
  };
  // A secret has a digit or a sign in it, and a line without its name tells none.
  if (!/\d|[!#$%^&?~+=@]/.test(line) || NO_SECRET.test(line)) return [];
  if (QUICK.test(line))
    for (const match of line.matchAll(TOLD)) add(match, 'a password', looksGenerated);
  for (const match of line.matchAll(TOLD_EAST)) add(match, 'a password', looksGenerated);
  if (QUICK.test(line))
    for (const match of line.matchAll(BARE))
      add(match, 'a password', (value) => isMixed(value) || BASE_32.test(value));
  if (/\d{4}/.test(line))
    for (const match of line.matchAll(DIGITS))
      add(match, 'a code', (value) => !/^(\d)\1+$|^1234/.test(value));
  if (MAY_OPEN.test(line))
    for (const match of line.matchAll(OPENS))
      add(match, 'a password', (value) => isMixed(value) && !PRESSED.test(value));
  if (MAY_BE_LOGIN.test(line))
    for (const match of line.matchAll(LOGIN)) add(match, 'a password', isPaired);
  if (SIGN_IN.test(line))
    for (const match of line.matchAll(PAIR)) add(match, 'a password', isPaired);
  return found;
}

/** Behind a user's name stands a password only when it is nothing else that has a slash or colon. */
function isPaired(value: string): boolean {
  const bare = value.replace(END, '');
  return isMixed(bare) && bare.length >= 8 && !/^[\d.:]+$|^[A-Z][a-z]+\d?$/.test(bare);
}

/**
 * `xQ7d…` in a paragraph that speaks of a token, wherever it does: so many changes from letters to
 * digits and from small to capital ones has nothing that people name.
 */
export function generatedIn(paragraph: string): readonly SecretPlace[] {
  if (!SPEAKS_OF_SECRET.test(paragraph) || NO_SECRET.test(paragraph)) return [];
  return [...paragraph.matchAll(/`(?<secret>[A-Za-z\d+=_-]{24,90})`/g)].flatMap((match) => {
    const value = match.groups?.['secret'] ?? '';
    const changes = value.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g)?.length ?? 0;
    if (changes * 3 < value.length || !isMixed(value) || isDummy(value)) return [];
    return [{ start: match.index + 1, end: match.index + 1 + value.length, what: 'a secret' }];
  });
}

const SPEAKS_OF_SECRET = new RegExp(`(?<![\\p{L}\\d-])${NOUN}(?![\\p{L}\\d])`, 'iu');

/** The title of a column or row that holds a secret. */
const TITLE = new Wordings(new RegExp(`^\\W*(?:[\\p{L}]+ )?(?:${NOUN}|${EAST})\\W*$`, 'iu'));

export function isSecretTitle(title: string): boolean {
  return title.length < 40 && TITLE.test(title);
}
