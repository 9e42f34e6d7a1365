import type { StepLanguage } from '../../model/step';
import type { Grammars } from '../grammars';
import { shellFault } from '../../validation/shell/shellCommands';
import { callsOf } from './calls';
import { dropTty, type WithoutTty } from './dropTty';
import { isFollow } from './follow';
import { isInteractive } from './interactive';
import { readsAnswer } from './readsAnswer';

/** What kind of run a step's text makes, beside its intent. */
export interface Habits extends WithoutTty {
  /** It goes on until it is stopped, and has succeeded when it is. */
  readonly follow: boolean;
  /** It wants a person at a keyboard, so it belongs into a real terminal. */
  readonly interactive: boolean;
  /** Why a shell would refuse it, or read other than what is meant; undefined where not sure. */
  readonly fault: string | undefined;
}

/** Reads the habits of a text as it would run, holes filled. */
export function habitsOf(text: string, language: StepLanguage, grammars: Grammars): Habits {
  const calls = callsOf(text, language, grammars);
  const interactive = isInteractive(calls) || readsAnswer(calls, text);
  const plain = interactive ? { text, reason: undefined } : dropTty(text, language, grammars);
  const fault = faultIn(text, language, grammars);
  return { ...plain, interactive, fault, follow: !interactive && isFollow(calls, language) };
}

/** Sure where the grammar and the reader that knows what is wrong agree. */
function faultIn(text: string, language: StepLanguage, grammars: Grammars): string | undefined {
  if (language !== 'bash' && language !== 'sh') return undefined;
  return grammars.bash(text)?.broken === true ? shellFault(text)?.what : undefined;
}
