import type { Word } from '../scope';

/** A value that is only known when it runs, in a text that is tried as a command line. */
const VALUE = 'item';

/**
 * The command lines that a program is told to put together for a shell behind it, as far as they
 * are spelled out: `awk '{print "rm " $1}' | sh`, `sed 's/^/kill /' | sh`.
 */
export function spelledOut(name: string, args: readonly Word[]): readonly string[] {
  const texts = args.map((word) => word.text);
  switch (name) {
    case 'awk':
    case 'gawk':
    case 'mawk':
    case 'nawk':
      return texts.flatMap(awkTexts);
    case 'jq':
      return texts.flatMap(awkTexts);
    case 'sed':
      return texts.flatMap(replacements);
    case 'xargs': {
      const at = texts.findIndex((text) => /^(?:echo|printf)$/.test(text));
      return at < 0 ? [] : [texts.slice(at + 1).join(' ')];
    }
    default:
      return [];
  }
}

/** The texts of a program, with what is put into them: `"rm \(.id)"` of jq, `%s` of printf. */
function awkTexts(program: string): readonly string[] {
  return [...program.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
    .map(([, text = '']) => text.replace(/\\\([^)]*\)|%[-\d.]*[sdi]/g, VALUE).replace(/\\n/g, '\n'))
    .filter((text) => /[a-z]{2}/.test(text))
    .map((text) => `${text} ${VALUE}`);
}

/** What `s/…/…/` puts in place of what it finds. */
function replacements(script: string): readonly string[] {
  return [...script.matchAll(/(?:^|[;{}\s\d])s([/|#,@!])(?:(?!\1).|\\.)*\1((?:(?!\1).)*)\1/g)].map(
    ([, , text = '']) => `${text.replace(/\\\d|&/g, VALUE)} ${VALUE}`,
  );
}
