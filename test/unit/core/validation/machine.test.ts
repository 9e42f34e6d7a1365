import { beforeAll, describe, expect, it } from 'vitest';
import {
  MachineAnswers,
  type MachineAnswer,
  type MachineQuestion,
} from '../../../../src/core/validation/machine';
import { openCheck, type Check } from './openCheck';

const TEXT = `# Lamps

\`\`\`bash
relight() { echo on; }
sudo lampctl status > /root/lamps
relight && cd /srv && sudo wickctl trim <lamp>
ssh lamp-1
oilctl fill
\`\`\`

\`\`\`powershell
Get-Lamp -Name <lamp>
\`\`\`

\`\`\`bash {target=ssh:lamp-1}
flamectl look
\`\`\`
`;

describe('questions to the machine', () => {
  let check: Check;
  const found = (machine: MachineAnswers, settings = {}) =>
    check(TEXT, { machine }, settings)
      .filter(({ code }) => /^(?:shellcheck|powershell-syntax|command-not-found)$/.test(code))
      .map(({ code, span, range }) => [code, range.start + 1, TEXT.slice(span.start, span.end)]);
  const learn = (
    machine: MachineAnswers,
    answer: (question: MachineQuestion) => MachineAnswer,
  ): void => {
    const open = machine.takeOpen();
    machine.learn(open, open.map(answer));
  };

  beforeAll(async () => {
    check = await openCheck();
  });

  it('are asked once for each text, with a word in every hole', () => {
    const machine = new MachineAnswers();
    expect(found(machine)).toEqual([]);
    const open = machine.takeOpen();
    expect(open.map(({ kind }) => kind)).toEqual([
      'command',
      'command',
      'command',
      'command',
      'powershell',
      'shellcheck',
    ]);
    expect(open.slice(0, 4).map(({ text }) => text)).toEqual(['sudo', 'lampctl', 'wickctl', 'ssh']);
    expect(open.every(({ text }) => !text.includes('<lamp>'))).toBe(true);
    machine.learn(open, []);
    expect(found(machine)).toEqual([]);
    expect(machine.takeOpen()).toEqual([]);
  });

  it('lead to findings at the place of the fault', () => {
    const machine = new MachineAnswers();
    found(machine);
    learn(machine, ({ kind, text }) => {
      if (kind === 'command' && text !== 'wickctl') return [];
      const word = { command: 'wickctl', shellcheck: '>', powershell: '-Name' }[kind];
      const start = text.indexOf(word);
      const code = kind === 'shellcheck' ? 'SC2024' : '';
      const remark = { code: 'SC2034', message: 'Style.', start: 0, end: 1 };
      return [remark, { code, message: 'Wrong.', start, end: start + word.length }].slice(
        kind === 'shellcheck' ? 0 : 1,
      );
    });
    expect(found(machine)).toEqual([
      ['shellcheck', 5, '>'],
      ['command-not-found', 6, 'wickctl'],
      ['powershell-syntax', 12, '-Name'],
    ]);
  });

  it('are not asked for a rule that is off, nor of a kind that is left out', () => {
    const machine = new MachineAnswers();
    found(machine, { '*': 'off', 'command-not-found': 'warning' });
    expect(new Set(machine.takeOpen().map(({ kind }) => kind))).toEqual(new Set(['command']));
    const some = new MachineAnswers(['shellcheck']);
    found(some);
    expect(some.takeOpen().map(({ kind }) => kind)).toEqual(['shellcheck']);
  });
});
