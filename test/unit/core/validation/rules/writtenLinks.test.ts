import { describeWordings, page } from '../wordings';

const counted = (...lines: readonly string[]): string =>
  ['# Toy kiln', '## 1. Look', 'Is it hot?', '## 2. Cool', ...lines, '## 3. Open', 'Lift.'].join(
    '\n\n',
  );
const lettered = (...lines: readonly string[]): string =>
  ['# Toy kiln', '## Step A: look', 'Is it hot?', '## Step B: cool', ...lines].join('\n\n');

describeWordings([
  {
    code: 'broken-link',
    faults: [
      page('Write the [firing slip][slip] first.'),
      page('Write the [firing slip][] first.'),
      page('| What | How |\n|---|---|\n| Slip | the [slip][3] |'),
    ],
    sound: [
      page('Write the [firing slip][slip] first.', '[slip]: https://kiln.example/slip'),
      page('Write the [slip][] first.', '[Slip]: https://kiln.example/slip'),
      page('The pots are pot[i][j], any of [a-z][0-9] and `[pot][lid]`.'),
      page('It is hot[^1].', '[^1]: Very.'),
      page('- [ ] [x] done'),
    ],
  },
  {
    code: 'broken-anchor',
    faults: [
      page('<p><a href="#cooling">Cooling</a></p>'),
      page("Go <a class='x' href='#cooling'>there</a>."),
    ],
    sound: [
      page('<p><a href="#look">Look</a></p>'),
      page('<a id="cooling"></a>', '<a href="#cooling">Cooling</a>'),
      page('`<a href="#cooling">`'),
    ],
  },
  {
    code: 'unknown-playbook',
    faults: [
      page('- the playbook "Lid stuck after firing" in this folder'),
      page('Then follow the procedure **Lid stuck** in the same repository.'),
      counted('| Sign | Go on |\n|---|---|\n| hot | Section 7 |'),
      counted('Then do part 5.'),
      counted('Skip steps 1 and 9.', '1. One', '2. Two'),
      lettered('If it is hot, go back to step E.'),
      lettered('Continue with Step D, then wait.'),
      counted('When the lid is stuck, go\nto section 8 first.'),
      counted('- If the lid is stuck, continue with\n  part 6'),
      page('The lid is lifted as described in section 7 of this page.'),
      page('- [ ] The lid is off, as said in\n      section 12 of this checklist'),
      page('Wie in Abschnitt 9 dieser Anleitung.', '1. Eins\n2. Zwei'),
      ['# Toy kiln', '## Phase 1', 'Heat.', '## Phase 2', 'Cool, then go to phase 4.'].join('\n\n'),
      ['# Toy kiln', '## Do', 'The numbers are in Appendix B.', '## Appendix A', '3'].join('\n\n'),
      ['# Toy kiln', '**A1.** Look.', '**A2.** Cool.', 'Go back to step A7.'].join('\n\n'),
    ],
    sound: [
      page('- the playbook "Lid stuck after firing" in the folder of the potters'),
      page('- the playbook "Look" in this folder'),
      counted('| Sign | Go on |\n|---|---|\n| hot | Section 3 |'),
      counted('See section 9 of the handbook, and in the contract under section 12.'),
      counted('See [section 9](https://kiln.example/book).'),
      counted('Repeat steps 1 to 3.'),
      counted('The times are in the handbook,\nunder section 9.'),
      page('The lid is lifted as described in section 1 of this page.', '1. One\n2. Two'),
      page('As in section 9 of the potter’s plan.', '1. One\n2. Two'),
      counted('As in section 2.1, wait.'),
      lettered('If it is hot, go back to step A. In part a cold one is better.'),
      page('Follow step 4 of the wizard.'),
      page('1. One\n2. Two', 'It is taken back up to step 40, and after step 50 no more.'),
      page('Potters see "Waiting for the lid" for a minute.'),
      page('When customers see "Kiln not found", tell them.'),
    ],
  },
]);
