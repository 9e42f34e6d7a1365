import { describe, expect, it } from 'vitest';
import { ordersMoreThanWork } from '../../../../../src/core/validation/rules/readerOrders';

/** Orders that are no part of the work which the command does. */
const MORE: readonly string[] = [
  'Convince yourself that it is the red box.',
  'Know what you burn.',
  'Double the guard at the door.',
  'Mark the beginning in the book.',
  'Please satisfy yourself that no parcel is left.',
  'Shield your neighbours from it.',
];

/** The work itself, what leads there, and what is no order at all. */
const WORK: readonly string[] = [
  '',
  'Empty the box.',
  'Then take the next box.',
  'Type the number of the box.',
  'Choose the fullest shelf.',
  'Convince yourself that it is the red box:',
  'Users the shop does not know.',
  'Once the belt stands, nothing moves.',
  'Replication the other way.',
  'Most of it is paper.',
  'Ask the carpenter for a lamp.',
  'Boxes go back to the mill.',
  'Rarely the letter box is full.',
];

describe('an order to the reader', () => {
  it.each(MORE)('asks for more than work: "%s"', (sentence) => {
    expect(ordersMoreThanWork(sentence)).toBe(true);
  });

  it.each(WORK)('asks for none: "%s"', (sentence) => {
    expect(ordersMoreThanWork(sentence)).toBe(false);
  });
});
