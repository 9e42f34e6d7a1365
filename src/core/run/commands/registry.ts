import { notUnderstood, type Finding } from '../finding';
import type { Call, Rule, Scope } from '../scope';
import { files } from './files';
import { asksForHelp, reads } from './tool';

const rules: ReadonlyMap<string, Rule> = new Map([...Object.entries(files)]);

/** Classifies one command by what is known about its tool; an unknown one is a change. */
export function classifyCall(call: Call, scope: Scope): readonly Finding[] {
  const name = toolName(call.name);
  const rule = name === undefined ? undefined : rules.get(name);
  if (rule !== undefined && name !== undefined) return rule({ ...call, name }, scope);
  const plain = /^[\w.+-]+$/.test(call.name) && !/\.(sh|bash|py|js|ts|rb|pl|ps1)$/.test(call.name);
  if (plain && call.args.length === 1 && asksForHelp(call)) return reads(call);
  return [notUnderstood(call.label)];
}

/** Scripts that tools put into a project under a name of their own. */
const wrapperScripts = new Set(['gradlew', 'mvnw', 'manage.py']);

/** The name a tool is known by; undefined for somebody's own script. */
function toolName(name: string): string | undefined {
  const parts = name.split(/[/\\]/);
  const base = (parts.at(-1) ?? '').replace(/\.(exe|cmd)$/i, '');
  if (parts.length === 1) return base;
  const folder = parts.at(-2) ?? '';
  if (/^(s?bin|\.bin)$/.test(folder) || wrapperScripts.has(base)) return base;
  return undefined;
}
