import type { StepLanguage } from '../model/step';
import { matchesOf } from '../text/matches';
import type { Group } from './groups';
import type { CodeLine } from './prompts';

const POWERSHELL_SCRIPT =
  /^(?:param\s*\(|\[CmdletBinding|\$ErrorActionPreference\s*=|function\s+[\w-]+)/i;

/** Whether a block is a program rather than a list of commands: it must run as a whole. */
export function isScript(lines: readonly CodeLine[], language: StepLanguage): boolean {
  const first = lines.find((entry) => entry.text.trim() !== '')?.text ?? '';
  if (first.startsWith('#!')) return true;
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
      return lines.some(({ text }) => /^(?:set\s+(?:-[a-z]*[euox]|-o\s)|trap\s+['"\w])/.test(text));
    case 'powershell':
      return lines.some(({ text }) => /^[pf[$]/i.test(text) && POWERSHELL_SCRIPT.test(text));
    case 'sql':
    case 'psql':
    case 'http':
      return false;
    case 'python':
    case 'node':
      return true;
  }
}

const SETS_SHELL =
  /^\s*(?:(?:export|readonly|local|declare|typeset)\s+(?:-\w+\s+)*)?([A-Za-z_]\w*)\+?=(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\(.*|`.*|\(.*|[^\s"'`$(]*)(?:\s*(?:[;&|#].*)?)$/;
const READS_INTO = /^\s*(?:read|mapfile|readarray)\s+(?:-\w+\s+(?:"[^"]*"\s+)?)*([A-Za-z_]\w*)/;
const DEFINES = /^\s*(?:function\s+([A-Za-z_][\w-]*)|([A-Za-z_][\w-]*)\s*\(\s*\))/;
const SETS_POWERSHELL = /^\s*\$(?:script:|global:)?([A-Za-z_]\w*)\s*[+]?=(?!=)/;

/**
 * Joins groups that cannot run without one another: one sets a variable or defines a function,
 * a later one uses it. Everything between them comes along.
 */
export function bindVariables(groups: readonly Group[], language: StepLanguage): readonly Group[] {
  if (groups.length < 2) return groups;
  const setters = new Map<string, number>();
  groups.forEach((group, index) => {
    for (const name of setNames(group, language)) if (!setters.has(name)) setters.set(name, index);
  });
  if (setters.size === 0) return groups;
  const joinsTo = groups.map((_, index) => index);
  groups.forEach((group, index) => {
    const text = group.code.map((entry) => entry.text).join('\n');
    for (const name of usedNames(text, language, setters)) {
      const setter = setters.get(name);
      if (setter !== undefined && setter < index)
        for (let i = setter; i <= index; i++) joinsTo[i] = Math.min(joinsTo[i] ?? i, setter);
    }
  });
  const merged: Group[] = [];
  groups.forEach((group, index) => {
    const last = merged[merged.length - 1];
    const hangs = (joinsTo[index] ?? index) < index;
    if (hangs && last !== undefined) merged[merged.length - 1] = joinGroups(last, group);
    else merged.push(group);
  });
  return merged;
}

/** What comes first introduces both. */
export function joinGroups(a: Group, b: Group): Group {
  return {
    comments: a.comments,
    code: [...a.code, ...b.comments, ...b.code],
    lines: [...a.lines, ...b.lines],
  };
}

const VARIABLE = /\$\{?(?:script:|global:)?([A-Za-z_]\w*)/g;

function usedNames(
  text: string,
  language: StepLanguage,
  setters: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of matchesOf(text, VARIABLE)) {
    const name = match[1] ?? '';
    // `read -r key` in front of `$key`: the group has a value of its own.
    if (!hasName(text.slice(0, match.index), name)) names.add(name);
  }
  if (language === 'powershell') return names;
  // A function may be called behind `if`, in `$(…)`, by `xargs` or `trap`: wherever its name is.
  for (const setter of setters.keys())
    if (setter.endsWith('()') && hasName(text, setter.slice(0, -2))) names.add(setter);
  return names;
}

/** Whether a name stands there by itself, not as a part of a path or as a variable. */
function hasName(text: string, name: string): boolean {
  return text.includes(name) && new RegExp(`(?<![\\w$.{/-])${name}(?![\\w.{/-])`).test(text);
}

function setNames(group: Group, language: StepLanguage): readonly string[] {
  return group.code.flatMap(({ text }) => {
    if (language === 'powershell') {
      const name = SETS_POWERSHELL.exec(text)?.[1];
      return name === undefined ? [] : [name];
    }
    const defined = /\(\s*\)|function/.test(text) ? DEFINES.exec(text) : null;
    if (defined !== null) return [`${defined[1] ?? defined[2] ?? ''}()`];
    const name =
      (text.includes('=') ? SETS_SHELL.exec(text)?.[1] : undefined) ??
      (text.includes('read') ? READS_INTO.exec(text)?.[1] : undefined);
    return name === undefined ? [] : [name];
  });
}
