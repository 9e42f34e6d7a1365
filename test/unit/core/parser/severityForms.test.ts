import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../../src/core/parser/parseRunbook';

const levels = (text: string) =>
  parseRunbook(text).severities.map(({ level, responseMinutes, response, line }) => [
    level,
    responseMinutes,
    response,
    line,
  ]);

describe('the severities of a page', () => {
  it('are read from items with a dash, a bracket or a colon behind the level', () => {
    expect(
      levels(
        '# Till\n\n- SEV1 – no shop can sell, answer within 10 minutes\n- **SEV-2** (respond in 1 h): one shop\n- Sev 3: a blemish. Picked up the next working day.\n',
      ),
    ).toEqual([
      ['SEV1', 10, 'answer within 10 minutes', 2],
      ['SEV-2', 60, 'respond in 1 h', 3],
      ['Sev 3', undefined, 'Picked up the next working day', 4],
    ]);
  });

  it.each([
    [
      '# Kasse\n\nP1 – nichts geht, Reaktion innerhalb von 15 Minuten\nP2 – eine Kasse steht, Reaktion am nächsten Arbeitstag\n',
      [
        ['P1', 15, 'Reaktion innerhalb von 15 Minuten', 2],
        ['P2', undefined, 'Reaktion am nächsten Arbeitstag', 3],
      ],
    ],
    [
      '# Caisse\n\n- Priorité 1 : tout est arrêté, réponse sous 20 minutes\n- Priorité 2 : une caisse, prise en charge le lendemain\n',
      [
        ['Priorité 1', 20, 'réponse sous 20 minutes', 2],
        ['Priorité 2', undefined, 'prise en charge le lendemain', 3],
      ],
    ],
    [
      '# Caja\n\n- Prioridad 1 – no se vende nada; respuesta en menos de 30 minutos\n- Prioridad 2 – una caja; respuesta en 4 horas\n',
      [
        ['Prioridad 1', 30, 'respuesta en menos de 30 minutos', 2],
        ['Prioridad 2', 240, 'respuesta en 4 horas', 3],
      ],
    ],
  ])('are read in other languages (%#)', (text, expected) => {
    expect(levels(text)).toEqual(expected);
  });

  it('have what stands below a level alone on its line', () => {
    expect(
      levels(
        '# Till\n\n**SEV1**\nNo shop can sell.\nRespond within 5 minutes.\n\n**SEV2**\n\nOne shop. Answer in 2 hours.\n',
      ),
    ).toEqual([
      ['SEV1', 5, 'Respond within 5 minutes', 2],
      ['SEV2', 120, 'Answer in 2 hours', 6],
    ]);
    expect(
      levels(
        '# Till\n\n- Sev A\n  - No shop can sell\n  - Answered in 15 min\n- Sev B\n  - One shop\n',
      ),
    ).toEqual([
      ['Sev A', 15, 'Answered in 15 min', 2],
      ['Sev B', undefined, undefined, 5],
    ]);
  });

  it('are read from the titles of columns', () => {
    expect(
      levels(
        '# Till\n\n| | SEV1 | SEV2 |\n|--|--|--|\n| Means | no sales | slow |\n| Respond within | 5 min | next business day |\n',
      ),
    ).toEqual([
      ['SEV1', 5, '5 min', 2],
      ['SEV2', undefined, 'next business day', 2],
    ]);
  });

  it('are read from a sentence that gives one with its time', () => {
    expect(levels('# Till\n\nA dead scanner is a SEV3 (answer by end of day).\n')).toEqual([
      ['SEV3', undefined, 'answer by end of day', 2],
    ]);
    expect(
      levels(
        '# Till\n\nSev 1 when all stand still (respond within 10 minutes), else Sev 2 (1 hour).\n',
      ),
    ).toEqual([
      ['Sev 1', 10, 'respond within 10 minutes', 2],
      ['Sev 2', 60, '1 hour', 2],
    ]);
    expect(
      levels('# Till\n\nTreat it as P2, respond within 30 minutes. Then look at the log.\n'),
    ).toEqual([['P2', 30, 'respond within 30 minutes', 2]]);
  });

  it('keep the words of a time that no clock counts, in a table', () => {
    expect(
      levels(
        '# T\n\n| Sev | Response |\n|--|--|\n| N1 | 15 min |\n| N2 | 1 jour ouvré |\n| N3 | - |\n',
      ),
    ).toEqual([
      ['N1', 15, '15 min', 4],
      ['N2', undefined, '1 jour ouvré', 5],
      ['N3', undefined, undefined, 6],
    ]);
  });

  it.each([
    'S3 – the bucket of the shop\nS4 – another bucket\n',
    'If a P1 lasts longer (see the log), call the lead.\n',
    'A SEV1 (resolved within 4 hours) needs a review.\n',
    'P1 (the first pump) starts within the hour of P2 (the second).\n',
    '| Step | P1 | P2 |\n|--|--|--|\n| Valve | open | shut |\n',
    '- Put SEV1 into the title, within 5 minutes\n- Do not say P2\n',
    'P1 comes up with the tank (within 5 min).\n',
    'Level 2\nStairs up\n',
    '- P1\n- P\n',
  ])('are not found in %j', (text) => {
    expect(levels(`# Till\n\n${text}`)).toEqual([]);
  });
});
