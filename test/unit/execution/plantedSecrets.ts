/** Secrets of all kinds: long, short, with quotes and spaces, not ASCII, over several lines. */
export const PLANTED_SECRETS: readonly string[] = [
  ...Array.from({ length: 20 }, (_, n) => `pL4nt3d-${(n * 7_919 + 104_729).toString(36)}-${n}xQ`),
  ...['a b c=d&e', `it's "so" $PECIAL`, 'naïve-Zürich-77', '密码-горизонт', 'back\\slash\\n'],
  ...['sh0rt!', '<tag>&amp;', '%41percent%', '/slash/+plus==', 'first-Line-77\nsecond-Line-88'],
];
