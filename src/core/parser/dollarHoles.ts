import { wordSet } from '../text/words';
import type { HoleSite } from './holeSite';

/**
 * `${SCHEMA}` and `$USER_ID` where no shell is that would know them, and `Bearer $token`; not `$1`,
 * `$tag$`, `$filter` of an address, `$set` of a document or `v$session`.
 */
export const DOLLAR_NAME =
  /\$\{[A-Za-z_][\w.]{0,60}\}|(?<![\w$])\$[A-Z][A-Z\d]+(?:_[A-Z\d]+)*(?![\w$(])|(?<=\b(?:Bearer|Basic|Token) )\$[a-z_]\w{0,60}/g;

/** Columns and functions of SQL Server that begin so. */
const SERVER_NAMES = wordSet('ROWGUID IDENTITY ACTION PARTITION');

/** The text goes to a server as it is: no shell puts a variable's value there. */
export function isDollarName(site: HoleSite): boolean {
  const { language, text, start, end } = site;
  const written = text.slice(start, end);
  if (language === 'http') return true;
  if (language !== 'sql' && language !== 'psql') return false;
  if (written.startsWith('${')) return true;
  const name = written.slice(1);
  return (
    /^[A-Z]/.test(name) &&
    site.context !== 'block-string' &&
    !SERVER_NAMES.has(name) &&
    !text.toLowerCase().includes(`set ${name.toLowerCase()}`)
  );
}

/** `:coin_id`, `:'email'`: what psql and drivers put a value for; not in a text that sets its own. */
export function isColonName(site: HoleSite): boolean {
  return (
    (site.language === 'sql' || site.language === 'psql') &&
    !site.quoted &&
    !/\\set\b|\w\s*\?\s*$/.test(site.text)
  );
}
