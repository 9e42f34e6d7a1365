import type { Placeholder } from '../core/model/placeholder';
import type { Questions } from '../session/ports';
import { namesOf } from '../session/stepValues';
import { askTerminal, type TerminalInput } from './askTerminal';

/** Where the command line reads and writes: the process's streams, or a test's. */
export interface Terminal {
  readonly input: TerminalInput;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** What was agreed to on the command line. */
export interface AgreedTo {
  readonly yes: boolean;
  /** The name that a change in production wants typed. */
  readonly confirm: string | undefined;
}

/**
 * Asks on the terminal; without one nothing is agreed to and no value is given. Nor is it once
 * `stopped`, by which an open question is taken back, and which Ctrl+C at a question does, too.
 */
export function terminalQuestions(
  terminal: Terminal,
  agreed: AgreedTo,
  stopped: AbortController,
): Questions {
  const ask = (question: string, hidden = false) =>
    askTerminal(terminal.input, question, {
      stopped: stopped.signal,
      hidden,
      onInterrupt: () => stopped.abort(),
    });
  return {
    async consent({ plan, shownText, detail, typeToConfirm }) {
      if (typeToConfirm === undefined ? agreed.yes : agreed.yes && agreed.confirm === typeToConfirm)
        return true;
      const what = plan.intent === 'destructive' ? 'destructive step' : plan.intent;
      terminal.err(`Run this ${what}?\n\n${shownText}\n\n${detail}\n`);
      const wanted = typeToConfirm ?? 'yes';
      const answer = await ask(`Type ${wanted} to run it: `);
      if (answer === undefined && terminal.input.isTTY !== true) {
        const more = typeToConfirm === undefined ? '' : ` --confirm ${typeToConfirm}`;
        terminal.err(`Not a terminal: give --yes${more} to run it unasked.\n`);
      }
      return answer?.trim().toLowerCase() === wanted.toLowerCase();
    },
    async manual(title) {
      const answer = await ask(`For a person: ${title}\nType done, skip or stop: `);
      const said = answer?.trim().toLowerCase();
      return said === 'done' || said === 'skip' ? said : 'stop';
    },
    async choose(title, options) {
      const list = options.map((option, index) => `  ${index + 1}. ${option}`).join('\n');
      const answer = await ask(`${title}\n${list}\nType the number of the one to run: `);
      const index = Number(answer) - 1;
      return Number.isInteger(index) && index >= 0 && index < options.length ? index : undefined;
    },
    async verdict(_runId, message) {
      const answer = await ask(`${message}\nDoes it look right? Type yes or no: `);
      const said = answer?.trim().toLowerCase();
      return said === 'yes' ? 'pass' : said === 'no' ? 'fail' : undefined;
    },
    runFirst: (steps) =>
      `${namesOf(steps)} sets it, in a shell that lasts as long as one command: run both with ` +
      `--all --from ${steps[0]?.id ?? 'ID'}, or give the value with --set.`,
    async values(title: string, holes: readonly Placeholder[], help) {
      const values: Record<string, string> = {};
      if (terminal.input.isTTY !== true) {
        terminal.err(noValueFor(holes));
        return undefined;
      }
      for (const hole of holes) {
        const first = help?.proposals[hole.name]?.[0];
        const proposal = first === undefined ? '' : ` [${first}]`;
        const typed = await ask(
          `${title}: value for ${hole.written}${proposal}: `,
          hole.kind === 'secret',
        );
        const answer = typed === '' ? first : typed;
        if (answer === undefined || answer === '') {
          terminal.err(noValueFor([hole]));
          return undefined;
        }
        values[hole.name] = answer;
      }
      return values;
    },
  };
}

function noValueFor(holes: readonly Placeholder[]): string {
  const written = holes.map((hole) => hole.written).join(', ');
  const options = holes.map(({ name }) => `--set ${name}=VALUE`).join(' ');
  return `No value for ${written}: give ${options}.\n`;
}
