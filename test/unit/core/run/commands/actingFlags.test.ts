import { describe, expect, test } from 'vitest';
import { actingFlag } from '../../../../../src/core/run/commands/actingFlags';

function given(line: string): string | undefined {
  const [name = '', ...words] = line.split(' ');
  const args = words.map((text) => ({ text, known: true }));
  return actingFlag({ name, args, label: line, input: undefined });
}

describe('flags that make a reader act', () => {
  test.each([
    ['sort --output=x y', '--output=x'],
    ['sort --out x y', '--out'],
    ['tar -tf a.tar --checkpoint-act=exec=sh', '--checkpoint-act=exec=sh'],
    ['tar -tIevil -f a.tar', '-tIevil'],
    ['journalctl --vac=1', '--vac=1'],
    ['smartctl -tshort /dev/sda', '-tshort'],
    ['podman buildx inspect --bootstrap', '--bootstrap'],
    ['MegaCli -PDList -aALL -AppLogFile f', '-AppLogFile'],
    ['virsh dominfo x ; destroy x', ';'],
  ])('%s', (line, flag) => {
    expect(given(line)).toBe(flag);
  });

  test.each([
    'sort --check --key=2 x',
    'sort -- --output=x',
    'tar --checkpoint=100 -tf a.tar',
    'journalctl --cursor=s --since today',
    'smartctl --scan',
    'ip -br a',
    'docker inspect web',
    'chronyc tracking',
    'constructor --x',
  ])('are not in: %s', (line) => {
    expect(given(line)).toBeUndefined();
  });
});
