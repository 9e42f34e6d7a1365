import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeats } from '../../effort';
import { readCadence } from '../../../../src/core/parser/cadence';
import { readDate } from '../../../../src/core/parser/dates';
import { readMinutes } from '../../../../src/core/parser/minutes';

describe('readCadence', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['Daily Checklist', { unit: 'daily', every: 1 }],
    ['7.2 Weekly Tasks', { unit: 'weekly' }],
    ['Monthly', { unit: 'monthly' }],
    ['Q1, Q2, Q3', { unit: 'quarterly' }],
    ['Annual audit', { unit: 'yearly' }],
    ['Hourly checks', { unit: 'hourly' }],
    ['Every shift', { unit: 'shift' }],
    ['Nightly jobs', { unit: 'daily' }],
    ['Every 6 hours', { unit: 'hourly', every: 6 }],
    ['every two weeks', { unit: 'weekly', every: 2 }],
    ['Bi-weekly review', { unit: 'weekly', every: 2 }],
    ['twice a week', { unit: 'weekly', times: 2 }],
    ['First Tuesday', { unit: 'monthly', weekday: 2, weekOfMonth: 1 }],
    ['Last Friday of each month', { unit: 'monthly', weekday: 5, weekOfMonth: -1 }],
    ['Every Saturday 3 AM', { unit: 'weekly', weekday: 6, minuteOfDay: 180 }],
    ['Evening checks (18:30 UTC)', { unit: 'daily', minuteOfDay: 1110, timeZone: 'UTC' }],
    ['48 Hours Before', { unit: 'once', minutesBefore: 2880 }],
    ['T-30min', { unit: 'once', minutesBefore: 30 }],
    ['Per incident', { unit: 'incident' }],
  ];
  it.each(cases)('%s', (words, expected) => {
    expect(readCadence(words)).toMatchObject(expected as object);
  });
  it.each(['Database restore', 'Release checklist', 'Sunday best', 'Before you start', ''])(
    'finds none in %j',
    (words) => {
      expect(readCadence(words)).toBeUndefined();
    },
  );
  it('never throws and keeps the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        expect(readCadence(`${noise}\nweekly`.slice(-200))?.unit).toBeDefined();
      }),
      { numRuns: repeats(2000) },
    );
  });
});

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
  'September', 'October', 'November', 'December']; // prettier-ignore

describe('readDate', () => {
  it('reads every day in every spelling', () => {
    const days = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = iso.split('-');
        const name = MONTHS[Number(month) - 1] ?? '';
        const spellings = [
          iso,
          `${year}/${month}/${day}`,
          `${Number(day)} ${name.slice(0, 3)} ${year}`,
          `${Number(day)} ${name} ${year}`,
          `${name} ${Number(day)}, ${year}`,
          `${name.slice(0, 3)} ${Number(day)}th ${year}`,
          `${day}.${month}.${year}`,
          `${iso}T10:00:00Z`,
        ];
        for (const text of spellings) expect([text, readDate(text)]).toEqual([text, iso]);
      }),
      { numRuns: repeats(2000) },
    );
  });
  it.each(['2026-02-30', 'Q2 2026', 'TBD', 'May 2026', '03/04/2026', '2025-XX-XX', ''])(
    'makes no date of %j',
    (text) => {
      expect(readDate(text)).toBeUndefined();
    },
  );
});

describe('readMinutes', () => {
  it.each([
    ['15 minutes', 15],
    ['< 1 hour', 60],
    ['1h 30m', 90],
    ['24h', 1440],
    ['15-30 min', 30],
    ['Immediate', 0],
    ['Within 2 hours', 120],
    ['Next business day', undefined],
    ['4 business hours', undefined],
    ['24/7', undefined],
  ])('%s', (text, minutes) => {
    expect(readMinutes(text)).toBe(minutes);
  });
});
