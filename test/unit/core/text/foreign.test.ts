import { describe, expect, it } from 'vitest';
import { mayBeForeign } from '../../../../src/core/text/foreign';

describe('a text that may be in another language', () => {
  it.each([
    'Nur mit Freigabe der Leitung.',
    'Vorher sichern, dann nicht mehr anfassen.',
    'Seulement avec le chef de service.',
    'Sin vuelta atrás.',
    'Solo para el turno de noche.',
    'Eerst een kopie van het bestand.',
    '元に戻せません',
    'Осторожно',
  ])('is told by a letter or a small word: %s', (text) => {
    expect(mayBeForeign(text)).toBe(true);
  });

  it.each([
    'There is no way back; ask before you delete the old boxes.',
    'Don’t run this on the live belt – it stops.',
    'Warning: 3 rows are lost.',
  ])('is not told by English: %s', (text) => {
    expect(mayBeForeign(text)).toBe(false);
  });
});
