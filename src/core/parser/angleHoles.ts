import { wordSet } from '../text/words';
import { inUsage, PATTERN_PROGRAMS } from './holePrograms';
import type { HoleSite } from './holeSite';

const NEVER = wordSet(
  'none nil null unknown pending invalid unset defunct empty missing default error eof',
);
const TAGS = wordSet(
  'html head body title meta link script style div span p br hr a b i u ul ol li table tr td th pre code img h1 h2 h3 h4 h5 h6 form input button strong em xml details summary',
);

/** `<pod-name>`, not `<file`, `sort <in >out`, `<user@host>`, `<html>…</html>`, `(?<group>…)`. */
export function isAngle(site: HoleSite, inner: string): boolean {
  const { left, right } = site;
  const lower = inner.toLowerCase();
  if (/\s\d*$/.test(inner) || NEVER.has(lower)) return false;
  // An address of mail is written so; unquoted a shell would take it for two redirections.
  if (/@.*\./.test(inner) && (site.quoted || !site.shell) && !isWholeWord(site, inner))
    return false;
  if (lower === 'no value' || lower === 'not set') return false;
  if (left === '?' || (left === '\\' && site.language !== 'powershell')) return false;
  if (isMarkup(site, inner)) return false;
  if (inUsage(site)) return false;
  const file = /^[\w./-]+\.(?:txt|sql|log|json|ya?ml|csv|conf|sh|in|out|gz)$/.test(inner);
  return !(file && !site.quoted && (/^[\w./]/.test(right) || right === '>'));
}

/** `"<your-email@example.com>"`, but not the address behind a name, which keeps its brackets. */
function isWholeWord({ left, right }: HoleSite, inner: string): boolean {
  return /\byour\b/i.test(inner) && /^["']$/.test(left) && left === right;
}

/** A file of which elements are counted and searched for. */
const MARKUP_FILE = /\.(?:xml|x?html?|xsd|xslt?|svg|plist|pom|wsdl|rss|atom)\b|sitemap/i;

/** `<br>`, `<info/>`, and whatever a closing tag follows, also one that a pattern escapes. */
function isMarkup(site: HoleSite, inner: string): boolean {
  const { text, start, end } = site;
  const following = text.slice(end, end + 2000);
  if (following.includes(`</${inner}>`) || following.includes(`<\\/${inner}>`)) return true;
  if (site.shell && !site.quoted) return false;
  if (inner.endsWith('/')) return true;
  if (PATTERN_PROGRAMS.has(site.program)) {
    const line = text.slice(text.lastIndexOf('\n', start) + 1, end + 400).split('\n', 1)[0] ?? '';
    if (MARKUP_FILE.test(line)) return true;
  }
  return TAGS.has(inner) && site.language !== 'sql';
}
