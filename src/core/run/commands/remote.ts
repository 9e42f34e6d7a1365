import { change } from '../finding';
import { joinWords, type Rule } from '../scope';
import { flagValue, hasFlag, listOf, positionals } from './arguments';
import { named } from './named';
import { alters, does, reads } from './tool';

/** One line of a shell for many machines; what stands before it are flags. */
const onMany =
  (valueFlags: string): Rule =>
  (call, scope) => {
    const { at } = positionals(call.args, new Set(listOf(valueFlags)));
    const [first] = at;
    return first === undefined
      ? does('opens a shell on other machines')(call, scope)
      : scope.shell(joinWords(call.args.slice(first)));
  };

/** `bolt command run CMD --targets …`. */
const bolt: Rule = (call, scope) => {
  const { words } = positionals(
    call.args,
    new Set(listOf('-t, --targets, -u, --user, -p, --run-as')),
  );
  const [noun, verb, script] = words;
  if (noun?.text === 'command' && verb?.text === 'run' && script !== undefined)
    return scope.shell(script.text);
  return verb?.text === 'show' ? reads(call) : alters(call);
};

/** Commands for a file server, separated by semicolons. */
const session =
  (flags: string, looks: RegExp): Rule =>
  (call, scope) => {
    const script = flagValue(call, ...listOf(flags));
    if (script === undefined) {
      return hasFlag(call, '-L', '--list')
        ? reads(call)
        : does('opens a session on another machine')(call, scope);
    }
    const commands = script.text.split(/[;\n]/).filter((command) => command.trim() !== '');
    return script.known && commands.every((command) => looks.test(command))
      ? reads(call)
      : [change(call.label, 'works on files of another machine')];
  };

/** Programs that carry commands to other machines. */
export const remote: Readonly<Record<string, Rule>> = {
  ...named('pssh, parallel-ssh', onMany('-h, -H, -l, -p, -t, -o, -e, -O, -x, -X, -g')),
  ...named('pdsh, dsh', onMany('-w, -x, -l, -g, -t, -u, -f, -R, -X, -m')),
  ...named('clush', onMany('-w, -x, -g, -X, -l, -t, -u, -f, -bw, -Bw, -bg, -o')),
  bolt,
  lftp: session('-e, -c', /^\s*(?:ls|cls|du|pwd|cd|lcd|bye|exit|quit|set|open|find|cat|nlist)\b/),
  smbclient: session('-c, --command', /^\s*(?:ls|dir|du|pwd|cd|stat|allinfo|volume|quit|exit)\b/),
};
