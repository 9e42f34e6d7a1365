import { beforeAll, describe, expect, it } from 'vitest';
import { wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const list = (title: string, above = ''): string =>
  `## ${title}\n\n${above === '' ? '' : `${above}\n\n`}- [ ] Lid closed\n- [ ] Gas off\n- [ ] Log read`;

describe('a checklist that does not say when', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'checklist-cadence', { faults, sound });

  it('is told from one that does', () => {
    const faults = [
      list('Kiln checklist'),
      list('Postmaster checklist', 'To be gone through by whoever is on duty.'),
      list('Kiln checklist (whenever there is time)'),
      list('Kiln checklist: (how often? ask Renate)'),
      list('Kiln checklist, done from time to time'),
      list('Kiln checklist (now and then)'),
      list('Checkliste Ofen'),
      list('Checkliste Ofen (bei Gelegenheit)'),
      list('Liste de contrôle du four'),
      list('Lista de control del horno'),
      list('Kiln checklist (regularly)'),
      list('Kiln checklist', 'To be done often.'),
      list('Kiln checklist (TBD)'),
      list('Kiln checklist (team 2)'),
      list('Kiln checklist (version 15)'),
    ];
    const sound = [
      list('Kiln checklist (1st and 15th of the month)'),
      list('Kiln checklist (on the 1st of each month)'),
      list('Kiln checklist', 'On the 3rd of the month.'),
      list('Kiln checklist (every other Tuesday)'),
      list('Kiln checklist (Mondays)'),
      list('Kiln checklist (Mon, Wed, Fri)'),
      list('Kiln checklist (twice a week)'),
      list('Kiln checklist (first working day of the month)'),
      list('Kiln checklist (last Friday of the month)'),
      list('Kiln checklist (every 90 days)'),
      list('Kiln checklist (at 08:00 and 20:00)'),
      list('Kiln checklist (end of quarter)'),
      list('Checkliste Ofen (jeden zweiten Dienstag)'),
      list('Checkliste Ofen (am 1. und 15. des Monats)'),
      list('Liste de contrôle (le 1er de chaque mois)'),
      list('Lista de control (el día 1 de cada mes)'),
      list('Kiln checklist (after every firing)'),
      list('Kiln checklist (each holiday)'),
      list('Kiln checklist (January and July)'),
      list('Kiln checklist (every spring)'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });
});
