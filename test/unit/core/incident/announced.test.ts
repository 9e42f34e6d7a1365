import { expect, it } from 'vitest';
import { announce, type Announced } from '../../../../src/core/incident/announced';

it('keeps what was announced of an incident while another one is worked on', () => {
  let announced: Announced = {};
  announced = announce(announced, 'inc-a', 'acknowledge', null);
  announced = announce(announced, 'inc-b', 'acknowledge', 5_000);
  announced = announce(announced, 'inc-a', 'escalate', 9_000);
  expect(announced).toEqual({
    'inc-a': { acknowledge: null, escalate: 9_000 },
    'inc-b': { acknowledge: 5_000 },
  });
});

it('forgets the incident that nobody has worked on for longest', () => {
  let announced: Announced = {};
  for (let i = 0; i < 20; i++) announced = announce(announced, `inc-${i}`, 'k', null);
  announced = announce(announced, 'inc-0', 'k', 1);
  announced = announce(announced, 'new', 'k', null);
  expect(Object.keys(announced)).toHaveLength(20);
  expect(announced).toMatchObject({ 'inc-0': { k: 1 }, new: { k: null } });
  expect(announced).not.toHaveProperty('inc-1');
});
