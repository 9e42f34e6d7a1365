import { beforeAll, describe, expect, it } from 'vitest';
import { fence, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

describe('characters that a shell takes for letters', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'typographic-characters', { faults, sound });

  it('are found wherever they change what runs', () => {
    const faults = [
      'for i in {1\u20263}; do date; done',
      'git log v1.2\u2026v1.3',
      'seq 1\u202610 | wc -l',
      'df \u2014output=pcent /srv',
      'df \u2013h /srv',
      'df \u2013-output=pcent /srv',
      'ping \u2011c 4 srv-1',
      'qm snapshot 104 a \u2212\u2212description b',
      'curl \u2010fsS https://a.example',
      'echo \u201chello\u201d',
      'echo \u201ehello\u201c',
      'echo \u2018hello\u2019',
      'grep \u00abword\u00bb a.txt',
      'echo \u00b4hello\u00b4',
      'journalctl -n\u200b 50',
      'journalctl\u00a0-n 50',
      'df\u2003-h',
      'df\u202f-h',
      '\uff44\uff46 -h',
      'df \uff0dh',
      'cat a.txt \uff5c wc -l',
      'ls \uff0fsrv',
      'grep a\uff0a a.txt',
      'echo \uff04HOME',
      '\u0441url https://a.example',
      'systemctl restart k\u0456ln',
      'ls | \ufb01nd . -name a',
      'cp a.txt a\u00adb.txt',
      'test $((3 \u00d7 4)) -gt 2',
      'cp a.txt b.txt\uff1b ls',
      'awk \u2019{print $1}\u2019 a.txt',
      'cd \u02dc/kiln',
    ].map((line) => fence('bash', line));
    const sound = [
      'echo "h\u00e9llo \u2014 w\u00f6rld\u2026"',
      "grep '\u201cword\u201d' a.txt",
      'ls # \u2014 the long list',
      'cat /srv/\u00d6fen.txt',
      'cat /srv/\u043f\u0435\u0447\u044c.txt',
      'cat /srv/\u7a91.txt',
      'echo "1\u20263"',
      'curl https://a.example/\u2026',
      'mv r\u00e9sum\u00e9.txt /srv',
      'echo caf\u00e9',
      'printf "\u2713 done\\n"',
    ].map((line) => fence('bash', line));
    expect(wrong(faults, sound)).toEqual([]);
  });
});
