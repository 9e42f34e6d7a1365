import { quote } from './quote';

const NAME = /^[A-Za-z_]\w*$/;

/**
 * Shell commands that bring the environment of an earlier step to that of this one. What a step has
 * itself exported or changed is left alone unless the request's own value changed.
 */
export function environmentSettings(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const settings: string[] = [];
  for (const [name, value] of Object.entries(now)) {
    if (NAME.test(name) && before[name] !== value) settings.push(`export ${name}=${quote(value)}`);
  }
  for (const name of Object.keys(before)) {
    if (NAME.test(name) && now[name] === undefined) settings.push(`unset -v ${name}`);
  }
  return settings;
}
