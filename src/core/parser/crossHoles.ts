import { notSpoken, PATTERN_PROGRAMS } from './holePrograms';
import type { HoleSite } from './holeSite';

/** `i-0XXXXXXXX`, `AKIAXXXXXXXX`: what such a name begins with is told. */
export const GLUED_CROSSES = /(?<!\w)(?:\w{1,30}?X{4,}|\w{0,30}?[\d_]x{4,})(?!\w)/g;

/** `10.0.0.X`, also with a gap further to the left. */
export const OPEN_ADDRESS =
  /(?<![\w.-])(?=[\d.]{0,12}[xXYN])(?:\d{1,3}|[xX]{1,3}|[YN])(?:\.(?:\d{1,3}|[xX]{1,3}|[YN])){3}(?!\w|[.-]\w)/g;

/** `/dev/sdX`, of `/dev/sdX1` too; `eth`X, `node`N. */
export const OPEN_DEVICE =
  /(?<![\w.$%{}-])(?:[shv]d|xvd|nvme(?:\d{1,3}n)?|md|dm-|loop|disk|mpath|eth|bond|br|vlan|veth|tun|tap|wlan|osd\.|node|host|server|worker|web|db|vm)-?[XYN]{1,2}(?=(?:[ps]?\d{1,3}|n\d{1,3}(?:p\d{1,3})?)?(?!\w))/g;

/** `xxx`, `XX`, `x.y.z`; not `mktemp f.XXXXXX`, a redirection or a shell flag. */
export function isCross(site: HoleSite): boolean {
  const written = site.text.slice(site.start, site.end);
  if (
    /\bmktemp\b/.test(site.before) ||
    /(?:^|\s)-$/.test(site.text.slice(Math.max(site.start - 2, 0), site.start))
  )
    return false;
  if (/^[xX]{2}$/.test(written) && !/[-_./:]/.test(site.left + site.right)) return false;
  return !PATTERN_PROGRAMS.has(site.program) && notSpoken(site);
}

/** A device, a machine or an address of which one sign is left open. */
export function isOpenNumber(site: HoleSite): boolean {
  return !PATTERN_PROGRAMS.has(site.program) && site.program !== 'git' && notSpoken(site);
}
