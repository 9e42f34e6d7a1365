import { expect, it } from 'vitest';
import { unwrapped } from '../../../../src/core/text/unwrapped';

it('puts a paragraph on one line', () => {
  expect(unwrapped('Do not go\non here.\n\nThe end.')).toBe('Do not go on here.\n\nThe end.');
});

it('puts a quote that goes on on one line', () => {
  expect(unwrapped('> Do not go\n> on here.\n>\n> - A bear')).toBe(
    '> Do not go on here.\n>\n> - A bear',
  );
});

it('leaves items, rows and headings on lines of their own', () => {
  const text = '- a bear\n- a doll\n1. one\n| a | b |\n# Toys';
  expect(unwrapped(text)).toBe(text);
  expect(unwrapped('- a bear\n  with ears\n- a doll')).toBe('- a bear with ears\n- a doll');
});
