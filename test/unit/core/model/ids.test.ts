import { describe, expect, it } from 'vitest';
import type { AnchorSource } from '../../../../src/core/model/anchor';
import { assignIds, toAnchors } from '../../../../src/core/model/ids';

const item = (text: string, ...sectionPath: string[]): AnchorSource => ({
  kind: 'item',
  text,
  sectionPath,
});

describe('ids', () => {
  it('come from the words, not from the place', () => {
    const first = assignIds([item('Check disks', 'Daily'), item('Call Ann', 'Daily')]);
    const later = assignIds([
      item('New', 'Other'),
      item('Call Ann', 'Renamed'),
      item('Check  *disks*.', 'X'),
    ]);
    expect([later[2], later[1]]).toEqual(first);
    expect(first[0]).toMatch(/^check-disks-[0-9a-z]{8}$/);
  });

  it('are told apart by their titles when the words are the same, and do not swap', () => {
    const [daily, weekly] = assignIds([
      item('Check disks', 'Daily'),
      item('Check disks', 'Weekly'),
    ]);
    const swapped = assignIds([item('Check disks', 'Weekly'), item('Check disks', 'Daily')]);
    expect(daily).not.toBe(weekly);
    expect(swapped).toEqual([weekly, daily]);
  });

  it('are unique for twins under the same title', () => {
    const ids = assignIds(Array.from({ length: 50 }, () => item('Again', 'Daily')));
    expect(new Set(ids).size).toBe(50);
  });

  it("are the author's own names where there are some", () => {
    const named = (name: string, text: string): AnchorSource => ({
      kind: 'step',
      text,
      sectionPath: [],
      name,
    });
    expect(assignIds([named('restart-web', 'a'), named('Stop DB', 'b')])).toEqual([
      'restart-web',
      'stop-db',
    ]);
    expect(new Set(assignIds([named('x', 'a'), named('x', 'b')])).size).toBe(2);
  });

  it('are unique over many texts and empty ones', () => {
    const sources = Array.from({ length: 20_000 }, (_, i) => item(`Do thing ${i}`, 'A'));
    const ids = assignIds([...sources, item('', 'A'), item('…', 'A')]);
    expect(new Set(ids).size).toBe(sources.length + 2);
    expect(ids.every((id) => /^[a-z0-9-]+$/.test(id))).toBe(true);
  });

  it('keep case and symbols of code apart', () => {
    const step = (text: string): AnchorSource => ({ kind: 'step', text, sectionPath: [] });
    expect(new Set(assignIds([step('rm -r A'), step('rm -R A'), step('rm -r A*')])).size).toBe(3);
  });

  it('number anchors within their section', () => {
    const anchors = toAnchors([item('a', 'X'), item('b', 'X'), item('c', 'Y')]);
    expect(anchors.map((anchor) => anchor.ordinal)).toEqual([0, 1, 0]);
  });
});
