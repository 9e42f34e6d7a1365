import { endOfCommand, natureOf } from './clientFeed';
import type { Group } from './groups';
import { joinGroups } from './scripts';
import { SqlScanner } from './sqlLines';

/**
 * Joins groups of SQL in a block of shell where a transaction, a body or a quote is open between
 * them: fed to the client apart, each would be kept at once, or be no statement.
 */
export function joinOpenSql(groups: readonly Group[]): readonly Group[] {
  const joined: Group[] = [];
  for (let at = 0; at < groups.length; at++) {
    const first = groups[at];
    if (first === undefined) break;
    const end = endOfOpen(groups, at);
    joined.push(groups.slice(at + 1, end).reduce(joinGroups, first));
    at = end - 1;
  }
  return joined;
}

/** Behind the last group that belongs to this one: where all is closed, or the SQL ends. */
function endOfOpen(groups: readonly Group[], at: number): number {
  const own = sqlIn(groups[at]);
  if (own === undefined) return at + 1;
  const scanner = new SqlScanner();
  for (const line of own) scanner.next(line);
  let end = at + 1;
  let isSql = true;
  for (let next = end; scanner.holds && next < groups.length; next++) {
    const group = groups[next];
    for (const { text } of group?.lines ?? []) scanner.next(text);
    isSql &&= sqlIn(group) !== undefined;
    if (isSql || !scanner.holds) end = next + 1;
  }
  return end;
}

/** The lines of SQL of a group, without the command that opens the client. */
function sqlIn(group: Group | undefined): readonly string[] | undefined {
  if (group === undefined) return undefined;
  const nature = natureOf(group);
  const lines = group.code.map(({ text }) => text);
  if (nature === 'client-and-sql') return lines.slice(endOfCommand(lines));
  return nature === 'sql' ? lines : undefined;
}
