import { change } from '../finding';
import { joinWords, type Rule } from '../scope';
import { flagValues, hasFlag, listOf } from './arguments';
import { innerCommand } from './innerCommand';
import { reads } from './tool';

const sshValues =
  '-p, -i, -l, -o, -F, -J, -L, -R, -D, -E, -b, -c, -e, -I, -m, -O, -Q, -S, -W, -w, -B';

/** `ssh host command`; without a command it opens a shell there, or a tunnel. */
export const ssh: Rule = (call, scope) => {
  const local = flagValues(call, '-o').flatMap(({ text }) => {
    const command = /^(?:Proxy|Local|KnownHosts)Command[ =](.+)$/is.exec(text)?.[1];
    return command === undefined || command === 'none'
      ? []
      : scope.shell(command).filter(({ intent }) => intent !== 'check');
  });
  // What only carries the connection does nothing else.
  const carried = local.filter(
    ({ reason }) => !/^`(?:ssh|nc|ncat|cloudflared|aws ssm)\b/.test(reason),
  );
  return [...carried, ...there(call, scope)];
};

const there: Rule = (call, scope) => {
  const inner = innerCommand(call.args, new Set(listOf(sshValues)), 1);
  const line = joinWords(inner);
  // Plain words may read what is fed to ssh: `ssh host bash -s <<EOF`.
  if (call.input !== undefined && /^[\w./:@=-]+(?: +[\w./:@=-]+)*$/.test(line)) {
    const words = line.split(/ +/).map((text) => ({ text, known: true }));
    return scope.run(words, call.input);
  }
  const own = { ...call, args: call.args.slice(0, call.args.length - inner.length) };
  // A log, a network device, a port that is opened on the other side or to everybody.
  const opens = hasFlag(own, '-E', '-w', '-R', '-g') ? [change(call.label, 'opens a way')] : [];
  if (inner.length > 0) return [...opens, ...(showsOnly(line) ? reads(call) : scope.shell(line))];
  if (hasFlag(call, '-V', '-Q', '-G')) return reads(call);
  if (call.input?.kind === 'text') return scope.shell(call.input.text);
  return [change(call.label, 'opens a shell on another machine')];
};

/** What routers and switches are asked: `show ip route | include 10.0.0.0`. */
function showsOnly(line: string): boolean {
  const filters =
    /^(?:no-more|count|include|exclude|begin|section|match|except|find|last|display|trim|grep|i|e)\b/;
  return line.split(';').every((piece) => {
    const [asked = '', ...behind] = piece.split('|').map((part) => part.trim());
    return (
      /^(?:sh|show|display|terminal length 0|terminal len 0)\s?[^`$()<>&]*$/.test(asked) &&
      /^(?:show|display|terminal)\b/.test(asked) &&
      behind.every((part) => filters.test(part) && !/[`$()<>&]/.test(part))
    );
  });
}
