import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string, language = 'bash'): string => `\`\`\`${language}\n${text}\n\`\`\`\n`;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;

/** What an author says right above who knows what the command costs. */
const CAREFUL: readonly string[] = [
  'Only when the export of step 2 has been verified.',
  'Nobody uses the folder when the report says zero.',
  'Have a colleague read the name with you.',
  'In the maintenance window, with the owner on the call:',
  'This cannot be undeleted.',
  'The pictures do not come back.',
  'There is no way back from here.',
  'Wait for a yes from the owner.',
  'Count them first; more than ten means that something else is wrong.',
  'Everything older than a year has been moved to the attic.',
  'Stop here if the list shows anything that you know.',
  'Behind this point there is no way to have a picture again.',
  'Wait until the counter of the readers says zero.',
  'Do this between one and three at night.',
  'Look twice at the name of the machine.',
  'The museum still has everything.',
  'The lawyers have released these pictures.',
  'Expect alerts of the web site for a while.',
  'The pictures are past their retention.',
  'Rehearse it on the toy machine.',
  'The pictures are not needed by anybody any more.',
  'Only then, and with the number of the ticket at hand.',
  'Nur, wenn die Kopie geprüft ist.',
  'Das lässt sich nicht zurückholen.',
  'Im Wartungsfenster und nach Absprache mit dem Fachbereich.',
  'Vier Augen: die Leitung liest den Namen mit.',
  'Erst exportieren, dann löschen.',
  'Seulement quand la copie est vérifiée.',
  'Rien ne permet de revenir en arrière.',
  "Pendant la fenêtre de maintenance, avec l'accord du métier.",
  'Solo cuando la copia está comprobada.',
  'No hay vuelta atrás.',
  'Con el visto bueno del área.',
];

/** What is said above, and warns nobody: more in care.test.ts. */
const CARELESS: readonly string[] = [
  'Free some space:',
  'Then delete the old pictures.',
  'Nobody reads them any more after a day.',
  'The folder grows by a gigabyte a week.',
  'It needs no downtime.',
  'Ask in the channel for access first.',
  'Only if there is no room left on the machine.',
  'The folder is emptied.',
  'Der Ordner ist groß.',
  'Alte Bilder löschen:',
  'Faire de la place :',
  'Hacer sitio:',
  'Only when the alert is green can you log in.',
];

describe('the words above a destructive command', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });

  const alarms = (text: string): readonly string[] =>
    check(text).flatMap(({ code, message }) => (code === 'destructive-unguarded' ? [message] : []));

  it.each(CAREFUL)('guard it: "%s"', (words) => {
    expect(alarms(page('## Space', words, fence('rm -rf /srv/pictures/old')))).toEqual([]);
  });

  it.each(CARELESS)('do not guard it: "%s"', (words) => {
    expect(alarms(page('## Space', words, fence('rm -rf /srv/pictures/old')))).toHaveLength(1);
  });
});
