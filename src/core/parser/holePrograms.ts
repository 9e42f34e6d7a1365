import { wordSet } from '../text/words';
import type { HoleSite } from './holeSite';

/** Programs whose arguments are patterns, in which brackets mean something. */
export const PATTERN_PROGRAMS = wordSet(
  'grep egrep fgrep zgrep rg ag ack sed gsed awk gawk jq yq tr perl find fd expr xargs',
);
export const SCRIPT_PROGRAMS = /^(?:python[\d.]*|node|ruby|perl|php|g?awk|jq|yq)$/;
export const SPEAKING = wordSet(
  'echo printf write-host write-output log logger print say notify-send read',
);

/** A usage message shows the script's own arguments, not the runbook's holes. */
export function inUsage(site: HoleSite): boolean {
  if (!site.shell && site.language !== 'powershell') return false;
  const near = site.text.slice(Math.max(0, site.start - 400), site.start);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  return /\busage\b/i.test(line) || /["'][^"'\n]*\$0[^"'\n]*$/.test(line);
}

/** Not inside words said to a person: `echo "your-name"` does no harm unfilled. */
export function notSpoken(site: HoleSite): boolean {
  return !(SPEAKING.has(site.program.toLowerCase()) && /\s/.test(site.word)) && !inUsage(site);
}
