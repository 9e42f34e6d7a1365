/** What verifying a log gave, as far as sentences need it. */
export interface VerificationFacts {
  readonly intact: boolean;
  readonly events: number;
  readonly checkpoints: number;
  readonly writers: readonly {
    readonly writer: string;
    readonly count: number;
    readonly proven: number;
    readonly damaged: boolean;
  }[];
  readonly tornTails: readonly { readonly file: string; readonly bytes: number }[];
}

/** Says what is proven and what is not, one sentence per line; findings are listed elsewhere. */
export function describeVerification(facts: VerificationFacts): readonly string[] {
  const proven = facts.writers.reduce((sum, writer) => sum + writer.proven, 0);
  const sentences = [
    facts.intact
      ? `${count(facts.events, 'event')} by ${count(facts.writers.length, 'writer')}; every hash is right and every event follows the one before it.`
      : `Damaged: see the findings. ${count(facts.events, 'event')} can be read.`,
  ];
  for (const { writer, damaged } of facts.writers) {
    if (damaged) sentences.push(`${writer}: damaged, so nothing of it is proven.`);
  }
  if (facts.checkpoints === 0) {
    sentences.push(
      'Not proven: no checkpoint of this log was given. Without one, events cut from the end or a log written anew as a whole cannot be noticed.',
    );
  } else {
    sentences.push(
      `Proven with ${count(facts.checkpoints, 'checkpoint')}: ${count(proven, 'event')} are exactly those that stood here when the checkpoint was taken.`,
    );
    const later = facts.events - proven;
    if (later > 0) {
      sentences.push(`Not proven: ${count(later, 'event')} which no checkpoint covers.`);
    }
  }
  for (const { file, bytes } of facts.tornTails) {
    sentences.push(
      `${file} ends in ${count(bytes, 'byte')} of an event that was never acknowledged; they were passed over.`,
    );
  }
  sentences.push('Who the people named are, and whether their clocks were right, is not proven.');
  return sentences;
}

/** What was found in a log, one line each; `most` of them, and then how many more there are. */
export function describeFindings(
  findings: readonly {
    readonly file: string;
    readonly line: number | undefined;
    readonly message: string;
  }[],
  most = Infinity,
): readonly string[] {
  const lines = findings
    .slice(0, most)
    .map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  const more = findings.length - lines.length;
  return more === 0 ? lines : [...lines, `${count(more, 'more finding')}.`];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
