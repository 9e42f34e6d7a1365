import { beforeAll, describe, expect, it } from 'vitest';
import { fence, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const CODE = fence('bash', 'kilnctl status');
const below = (words: string): string => `${CODE}\n\n${words}`;
const alone = (words: string): string => `Ring the potter and let her try it.\n\n${words}`;
const cell = (words: string): string =>
  `| Check | Command | Expected |\n|---|---|---|\n| Kiln | \`kilnctl status\` | ${words} |`;

/** What nobody can tell right from wrong by, in the words of people. */
const VAGUE = [
  'no surprising differences',
  'latency in the usual range',
  'the sound quality is decent',
  'the order goes through quickly',
  'the kiln gets its fair share of the gas',
  'nothing out of the ordinary',
  'the clay dries at a sensible pace',
  'response times are tolerable',
  'the graph has calmed down',
  'a healthy amount of heat',
  'the queue drains in good time',
  'the log is fairly quiet',
  'plenty of room on the shelf',
  'the lid closes without much effort',
  'the page feels snappy',
  'things have settled',
  'not too many cracks',
  'a handful of warnings at most',
  'the numbers add up, more or less',
  'load back to where it normally is',
  'it starts up reasonably fast',
  'alles läuft wieder rund',
  'die Temperatur ist einigermaßen stabil',
  'keine Auffälligkeiten im Protokoll',
  'der Ofen reagiert zügig',
  'die Antwortzeiten sind im Rahmen',
  'le chauffage répond assez vite',
  'une charge raisonnable',
  'rien de particulier dans le journal',
  'el horno responde con rapidez',
  'una carga razonable en las máquinas',
  'nada fuera de lo común',
  'o forno responde depressa',
  'il forno risponde in tempi ragionevoli',
  'niente di strano nel registro',
  'de oven reageert vlot',
  'inget konstigt i loggen',
];

/** What can be told by a number, a name, a state or by there being none. */
const PRECISE = [
  '`kiln: ready`',
  'below 800 degrees',
  'the order goes through within 5 seconds',
  'no output',
  'the lid is closed',
  'both kilns are listed',
  'a new entry for this kiln',
  'the light is green',
  'status Ready for all kilns',
  'exit code 0 and a quick answer below 200 ms',
  'the high shelf is listed first',
  'the fast lane is `open`',
  'one line per kiln',
  'the hash is that of the release',
  'keine Ausgabe',
  'der Deckel ist zu',
  'aucune ligne',
  'sin salida',
  'nessuna riga',
];

describe('an expectation that cannot be checked', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'expectation-vague', { faults, sound });

  it('is found below a block', () => {
    const lead = (words: string): string => below(`Expected: ${words}.`);
    expect(wrong(VAGUE.map(lead), PRECISE.map(lead))).toEqual([]);
  });

  it('is found where no command stands above it', () => {
    const lead = (words: string): string => alone(`- Expected: ${words}.`);
    expect(wrong(VAGUE.map(lead), PRECISE.map(lead))).toEqual([]);
  });

  it('is found in the cells of a table', () => {
    const sound = ['`kiln: ready`', 'below 800 degrees', 'exit code 0', 'no output'].map(cell);
    expect(wrong(VAGUE.map(cell), sound)).toEqual([]);
  });

  it('is found behind any word that leads to it', () => {
    const faults = [
      below('You should see a reasonable load.'),
      below('The load should be in the usual range.'),
      below('**Expect:** decent answers.'),
      below('Pass: the kiln answers quickly.'),
      below('Good result: nothing alarming.'),
      below('Healthy: a moderate load.'),
      below('Success criteria: the kiln is responsive.'),
      below('It should be fairly quick.'),
      below('The log must not contain anything unusual.'),
      below('Erwartetes Ergebnis: der Ofen ist einigermaßen warm.'),
      below('Soll: angemessene Temperatur.'),
      below('Der Ofen sollte recht zügig antworten.'),
      below('Résultat attendu : des temps corrects.'),
      below('Debería responder con normalidad.'),
      below('Resultado esperado: carga aceptable.'),
      below('Risultato atteso: tempi accettabili.'),
      alone('Expected: the potter is content with it.'),
    ];
    const sound = [
      below('This is usually quick.'),
      below('The kiln should answer `ready` quickly.'),
      below('It should be below 20.'),
      below('A quick look at the board is enough.'),
      alone('She should be friendly and quick.'),
      below('If it is slow, ring the potter.'),
      below('Pass the number on to the potter.'),
      below('Normally the kiln is cold at this point; go on.'),
      alone('The shelf is usually full on Mondays.'),
      below('You should see both kilns.'),
      below('Healthy kilns are listed first.'),
      below('It should say which kiln is hot.'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });
});
