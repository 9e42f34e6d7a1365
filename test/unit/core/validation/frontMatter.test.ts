import Ajv from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import schema from '../../../../src/core/validation/frontMatter.schema.json';
import { openCheck, type Check } from './openCheck';

const GOOD = [
  'title: Lamps\nowner: light team\nlast_updated: 2026-11-01\nnext_review: 2027-03-01',
  'owner: [light team, night shift]\nversion: 2\nstatus: approved',
  'cadence: weekly',
  'cadence: cron 0 9 * * 1 Europe/Berlin',
  'weight: 20\nlayout: page\ntags: [a, b]',
];
const BAD: readonly (readonly [string, string])[] = [
  ['last_updated: some day', 'last_updated'],
  ['next_review: TBD', 'next_review'],
  ['next_review: [2026-12-01, 2027-12-01]', 'next_review'],
  ['owner: ""', 'owner'],
  ['owner:', 'owner'],
  ['version: [1, 2]', 'version'],
  ['cadence: now and then', 'cadence'],
];

describe('front matter', () => {
  let check: Check;
  const found = (yaml: string) =>
    check(`---\n${yaml}\n---\n\n# Lamps\n\nText.\n`)
      .filter(({ code }) => code === 'front-matter-value')
      .map(({ message, range }) => `${range.start + 1} ${message.split('"')[1] ?? ''}`);
  const ajv = new Ajv({
    unknownFormats: 'ignore',
    formats: { cadence: /^(?:weekly|cron .*)$/ },
  }).compile(schema);

  beforeAll(async () => {
    check = await openCheck();
  });

  it.each(GOOD)('takes %j, as the schema does', (yaml) => {
    expect(found(yaml)).toEqual([]);
    expect(ajv(parse(yaml))).toBe(true);
  });

  it.each(BAD)('refuses %j, as the schema does', (yaml, key) => {
    expect(found(`title: Lamps\n${yaml}`)).toEqual([`3 ${key}`]);
    expect(ajv(parse(yaml))).toBe(false);
  });

  it('knows other spellings, and leaves maps and templates to their programs', () => {
    expect(found('Last Updated: never')).toEqual(['2 Last Updated']);
    expect(found('last_update:\n  date: soon')).toEqual([]);
    expect(found('next_review: "{{ date }}"')).toEqual([]);
    expect(found('last_updated: March 3, 2026')).toEqual([]);
  });

  it('gives a checklist its cadence', () => {
    const codes = (front: string) =>
      check(`${front}# Lamps\n\n## Round\n\n- [ ] Look\n- [ ] Listen\n`).map(({ code }) => code);
    expect(codes('')).toContain('checklist-cadence');
    expect(codes('---\ncadence: weekly\n---\n')).not.toContain('checklist-cadence');
  });
});
