/** A name that is written out, as the first word of a command. */
const NAME = /[\w./~+-]+(?=[ \t\n;|&]|$)/y;

const VARIABLE = String.raw`\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})`;
const LETTER = String.raw`[\w./:=,@%+~^*?[\]-]`;
const BRACES = String.raw`\{[\w./:=,@%+*?[\]-]*\}(?![<>\\])`;
const SINGLE = `'[^']*'`;
const IN_DOUBLE = String.raw`[^"\\$\x60]|\\[^]|${VARIABLE}`;
/**
 * What runs in it cannot change the shell around it, whatever it is. Letter by letter: where it has no
 * end, words of letters could be taken apart in as many ways as there are.
 */
const SUBSTITUTION = String.raw`\$\((?:${LETTER}|[ \t|]|${VARIABLE}|${BRACES}|${SINGLE}|"(?:${IN_DOUBLE})*")*\)`;

/**
 * What may follow it: words in which bash only puts in variables and what other programs print, and
 * redirections to files. Not what it would calculate or assign (`$((…))`, `${x:=…}`, `{fd}>file`), nor
 * here-documents.
 */
const ARGUMENT = new RegExp(
  [
    `${LETTER}+`,
    BRACES,
    SINGLE,
    `"(?:${IN_DOUBLE}|${SUBSTITUTION})*"`,
    VARIABLE,
    SUBSTITUTION,
    String.raw`\\[^]`,
    String.raw`[<>]&(?=[\d-])|&?>>?(?![(&\\])|<(?![<(&\\])`,
    String.raw`[ \t]+(?:#.*)?`,
  ].join('|'),
  'y',
);

/** Between two commands. A comment begins where a word could. */
const BETWEEN = /(?:[ \t\n]|\\\n|(?<![^ \t\n;&|]|\\[^])#.*|&&|\|&?|;)*/y;

/** What is no program, but part of bash, and may change it. `:`, `true`, `false`, `echo` and `pwd` do not. */
const PARTS_OF_BASH = new Set(
  (
    '. alias bg bind break builtin caller case cd command compgen complete compopt continue coproc ' +
    'declare dirs disown do done elif else enable esac eval exec exit export fc fg fi for function ' +
    'getopts hash help history if in jobs kill let local logout mapfile popd printf pushd read ' +
    'readarray readonly return select set shift shopt source suspend test then time times trap type ' +
    'typeset ulimit umask unalias unset until wait while'
  ).split(' '),
);

/** A longer text is not looked at: its words may be more than an expression can go through. */
const LONGEST = 20_000;

/**
 * Whether a step can only leave its shell as it was: commands of plain words, each of which names a
 * program. What cannot be told is taken for a step that may change it.
 * @param names functions of this shell, which hide programs
 */
export function leavesShell(script: string, names: ReadonlySet<string>): boolean {
  if (script.length > LONGEST) return false;
  let at = end(BETWEEN, script, 0) ?? 0;
  while (at < script.length) {
    const nameEnd = end(NAME, script, at);
    if (nameEnd === undefined) return false;
    const name = script.slice(at, nameEnd);
    if (PARTS_OF_BASH.has(name) || names.has(name)) return false;
    at = nameEnd;
    for (
      let next = end(ARGUMENT, script, at);
      next !== undefined;
      next = end(ARGUMENT, script, at)
    ) {
      at = next;
    }
    const after = end(BETWEEN, script, at) ?? at;
    if (after === at && at < script.length) return false;
    at = after;
  }
  return true;
}

/** Where a match that begins there ends. */
function end(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
