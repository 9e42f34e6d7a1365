import { change, notUnderstood } from '../finding';
import type { Rule } from '../scope';
import { flagValue, texts } from './arguments';
import { named } from './named';
import { reads } from './tool';

/** `trap '…' EXIT` runs its text later. */
const trap: Rule = (call, scope) => {
  const script = call.args.find((word) => !word.text.startsWith('-'));
  if (script === undefined || call.args.length === 1) return reads(call);
  return script.text === '' ? reads(call) : scope.shell(script.text);
};

/** `mapfile -C cmd` runs a command for what it reads. */
const mapfile: Rule = (call, scope) => {
  const callback = flagValue(call, '-C');
  if (callback !== undefined) return scope.shell(callback.text);
  return texts(call).some((text) => /^-[a-zA-Z]*C/.test(text))
    ? [notUnderstood(call.label)]
    : reads(call);
};

/** `alias ls=rm`: what another name will do from the next line or step on. */
const alias: Rule = (call, scope) =>
  call.args
    .flatMap(({ text }) => {
      const [, name = '', body] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (body === undefined || isWithOptions(name, body)) return reads(call);
      // Steps below with that name would be taken for what they no longer are.
      if (scope.shell(name).every(({ intent }) => intent === 'check'))
        return [change(call.label, `gives another command the name ${name}`)];
      return scope.shell(body).filter(({ intent }) => intent !== 'check');
    })
    .concat(reads(call));

/** What these names are taken for anyway. */
const USUAL: Readonly<Record<string, string>> = { k: 'kubectl', l: 'ls', la: 'ls', ll: 'ls' };

/** `alias rm='rm -i'`: the command itself, which is judged where it is used. */
function isWithOptions(name: string, body: string): boolean {
  const [program, ...options] = body.trim().split(/\s+/);
  const own = Object.hasOwn(USUAL, name) ? USUAL[name] : name;
  return program === own && options.every((option) => /^--?[\w-]+(?:=[\w.,:/-]*)?$/.test(option));
}

/** The shell's own commands that keep a text to run it later. */
export const laterCode: Readonly<Record<string, Rule>> = {
  ...named('mapfile, readarray', mapfile),
  alias,
  trap,
};
