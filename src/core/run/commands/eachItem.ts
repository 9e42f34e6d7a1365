import { notUnderstood } from '../finding';
import { joinWords, type Call, type Rule, type Word } from '../scope';
import { flagValue, listOf } from './arguments';
import { innerCommand } from './innerCommand';
import { reads } from './tool';

const xargsValues =
  '-I, -n, -P, -L, -d, -E, -s, -a, --max-args, --max-procs, --delimiter, --arg-file';

/** What stands for the incoming text: `{}` of `-I{}`; undefined when it comes last. */
function replaced(call: Call): string | undefined {
  const given = flagValue(call, '-I', '--replace')?.text;
  return given === '' ? '{}' : given;
}

/** What comes in is a program: `xargs -I{} sh -c '{}'`, `xargs awk`. */
function takesProgram(name: string, rest: readonly Word[], sign: string | undefined): boolean {
  if (rest.length === 0) return /^(?:find|sed|[gmn]?awk|perl|python3?|node|ruby)$/.test(name);
  if (sign === undefined || !/^(?:ba|z|da|k)?sh$/.test(name)) return false;
  return rest.some(({ text }) => text.trimStart().startsWith(sign));
}

/** `xargs` alone echoes; `parallel` takes its command in the same place. */
export const xargs: Rule = (call, scope) => {
  const inner = innerCommand(call.args, new Set(listOf(xargsValues)), 0);
  if (inner.length === 0) return reads(call);
  // What comes in becomes arguments: a shell or a nameless command could be anything.
  const [name, ...rest] = inner;
  if (name !== undefined && /^(?:ba|z|da|k)?sh$/.test(name.text) && rest.length === 0) {
    return [notUnderstood(call.label)];
  }
  if (name !== undefined && takesProgram(name.text, rest, replaced(call)))
    return [notUnderstood(call.label)];
  const words = inner.concat({ text: 'item', known: false });
  return scope.run(words, undefined);
};

/** `parallel` runs its command line in a shell, once for each item. */
export const parallel: Rule = (call, scope) => {
  const end = call.args.findIndex((word) => /^:{3,4}\+?$/.test(word.text));
  const args = end === -1 ? call.args : call.args.slice(0, end);
  const values = new Set(
    listOf('-j, --jobs, -a, --arg-file, --delay, --timeout, -n, -N, --colsep'),
  );
  const inner = innerCommand(args, values, 0);
  if (inner.length === 0) return [notUnderstood(call.label)];
  // Where no `{}` stands, what comes in becomes the last argument.
  const line = joinWords(inner);
  return scope.shell(/\{[^\s}]*\}/.test(line) ? line : `${line} {}`);
};
