import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LetterPattern } from '../../../../src/core/text/letterPattern';

describe('a pattern over letters of every script', () => {
  const source = '^[•\\p{Extended_Pictographic}]?\\s*([\\p{L}_][\\p{L} -]*):';
  const pattern = new LetterPattern(source, '');
  const whole = new RegExp(source, 'u');

  it.each(['Owner: me', 'Zuständig: ich', '🔥 Ответ: 5', '担当: x', '•é: 1', '1: no', ': no'])(
    'reads %j as Unicode does',
    (text) => {
      expect(pattern.for(text).exec(text)).toEqual(whole.exec(text));
    },
  );

  it('means the same whatever the text holds', () => {
    const unit = fc.constantFrom('a', 'Z', 'é', 'Я', '担', '🔥', '•', ' ', '-', '_', '1', ':', 'ſ');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (units) => {
        const text = units.join('');
        expect(pattern.for(text).exec(text)).toEqual(whole.exec(text));
      }),
    );
  });
});
