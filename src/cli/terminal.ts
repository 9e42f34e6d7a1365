import { createInterface } from 'node:readline/promises';
import type { Placeholder } from '../core/model/placeholder';
import type { Questions } from '../session/ports';

/** Where the command line reads and writes: the process's streams, or a test's. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Asks on the terminal; without one nothing is agreed to and no value is given. */
export function terminalQuestions(terminal: Terminal, yes: boolean): Questions {
  const ask = async (question: string): Promise<string | undefined> => {
    if (terminal.input.isTTY !== true) return undefined;
    const lines = createInterface({ input: terminal.input, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  };
  return {
    async consent({ plan, shownText, detail }) {
      if (yes) return true;
      terminal.err(`Run this ${plan.intent}?\n\n${shownText}\n\n${detail}\n`);
      const answer = await ask('Type yes to run it: ');
      if (answer === undefined) terminal.err('Not a terminal: give --yes to run it unasked.\n');
      return answer?.trim().toLowerCase() === 'yes';
    },
    async values(title: string, holes: readonly Placeholder[]) {
      const values: Record<string, string> = {};
      for (const hole of holes) {
        const answer = await ask(`${title}: value for ${hole.written}: `);
        if (answer === undefined || answer === '') {
          terminal.err(`No value for ${hole.written}: give --set ${hole.name}=VALUE.\n`);
          return undefined;
        }
        values[hole.name] = answer;
      }
      return values;
    },
  };
}
