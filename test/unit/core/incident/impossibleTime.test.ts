import { expect, it } from 'vitest';
import { whyImpossible } from '../../../../src/core/incident/impossibleTime';

const now = Date.parse('2026-03-29T12:00:00Z');
const at = (time: string) => ({ time: `2026-03-29T${time}:00.000Z` });
const times = { detected: at('10:10'), declared: at('10:20'), resolved: at('11:00') };
const why = (
  ...[moment, time, more = {}]: [Parameters<typeof whyImpossible>[0], string, object?]
) => whyImpossible(moment, at(time).time, { ...times, ...more }, now);

it('takes what can be, within the minute by which clocks differ', () => {
  expect(why('mitigated', '10:40')).toBeUndefined();
  expect(why('mitigated', '10:09')).toBeUndefined();
  expect(why('started', '10:11')).toBeUndefined();
  expect(why('detected', '09:00')).toBeUndefined();
  expect(why('declared', '09:00')).toBeUndefined();
  expect(why(undefined, '09:00')).toBeUndefined();
  expect(why('resolved', '12:01')).toBeUndefined();
});

it('tells the future, and what would stand before the start or after the end', () => {
  expect(why('resolved', '12:02')).toMatch(/has not come yet/);
  expect(why(undefined, '12:02')).toMatch(/has not come yet/);
  expect(why('mitigated', '10:08')).toMatch(/before the incident started/);
  expect(why('detected', '09:00', { started: at('09:30') })).toMatch(/before/);
  expect(why('started', '10:12')).toMatch(/after the incident was detected/);
});
