import { setsExitTrap } from './setsExitTrap';

/** What a trap is told to do, up to the name of the end: in quotes, or one word. */
const TRAP =
  /\btrap\s+(?:--\s+)?(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'-]\S*))\s+[^\n;&|]*?(?:\bEXIT\b|\b0\b)/gi;
/** A trap that only tells something leaves all as it was. */
const ENDS =
  /\b(?:rm|rmdir|unlink|shred|kill|pkill|umount|unmount|docker|podman|kubectl|stop|delete|drop|down|mv|truncate)\b/;
const VARIABLE = /\$\{?([A-Za-z_]\w*)/g;

/** Said in the output: otherwise a file that is gone would have no reason. */
const NOTE =
  'runbook: an earlier step has set a trap on EXIT, which ran at the end of that step; what it removed or stopped is gone here. Set it in the step that is to end with it.\n';

/** Remembers what the traps on EXIT of a session were about. */
export class ExitTraps {
  readonly #variables = new Set<string>();

  /** What to say before a step that reads what an earlier one has handed to its trap. */
  noteFor(script: string): string | undefined {
    if (this.#variables.size === 0) return undefined;
    const reads = variablesIn(script).some(
      (name) => this.#variables.has(name) && !sets(script, name),
    );
    return reads ? NOTE : undefined;
  }

  /** A step is started. */
  started(script: string): void {
    if (!setsExitTrap(script)) return;
    for (const [, double, single, word] of script.matchAll(TRAP)) {
      const about = double ?? single ?? word ?? '';
      if (!ENDS.test(about.includes('$') ? about : script)) continue;
      // Of a function, whose commands stand elsewhere in the text, what the text sets may be meant.
      const names = about.includes('$')
        ? variablesIn(about)
        : variablesIn(script).filter((name) => sets(script, name));
      for (const name of names) this.#variables.add(name);
    }
  }
}

function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
}

function sets(script: string, name: string): boolean {
  return new RegExp(`\\b${name}=`).test(script);
}
