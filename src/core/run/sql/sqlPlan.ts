import { fail, succeed, type Result } from '../../../util/result';
import type { Step } from '../../model/step';
import { findPlaceholders } from '../../parser/placeholders';
import { substitute } from '../quote';
import { bindValues } from './bindValues';
import { readMetaCommand } from './metaCommand';
import { namesUsed } from './namesUsed';
import type { SqlGrammar } from './postgresGrammar';
import { readPsqlCommand } from './psqlCommand';
import { whyNotReadOnly } from './readOnlyGuard';
import type { SqlItem } from './sqlItem';
import { readScript } from './sqlScript';
import {
  completeTarget,
  describeTarget,
  readConnectionString,
  type PartialTarget,
  type SqlTarget,
} from './sqlTarget';
import { PLAIN_TABLE, type TableFormat } from './tableText';

/** What a SQL plan takes from outside the document. */
export interface SqlContext {
  readonly grammar: SqlGrammar;
  /** Named connections of the settings. */
  readonly connections: readonly PartialTarget[];
  /** Name of the connection that was chosen for steps that name none. */
  readonly chosen: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Who the program runs as: the default user. */
  readonly osUser: string;
  readonly isArmed: (target: SqlTarget) => boolean;
  /** Without psql a `psql …` command can only run as a SQL step. */
  readonly hasPsql: boolean;
}

/** What a step does on a PostgreSQL connection. */
export interface SqlPlan {
  readonly target: SqlTarget;
  readonly items: readonly SqlItem[];
  readonly format: TableFormat;
  /** The script that errors name lines of. */
  readonly script: string;
  readonly armed: boolean;
}

export type SqlRefusal =
  | 'connection-missing'
  | 'connection-unknown'
  | 'meta-not-supported'
  | 'unsafe-place'
  | 'writes-not-armed';

export interface SqlStepText {
  readonly step: Step;
  /** Before substitution, of the step or one of its parts. */
  readonly template: string;
  /** As it is shown: values quoted in place. */
  readonly filled: string;
  readonly values: Readonly<Record<string, string>>;
}

/** True when a step may have to do with a database at all: decides whether a context is made. */
export function mayBeSql({ language, text }: Step): boolean {
  return language === 'sql' || language === 'psql' || /\bpsql\b/.test(text);
}

/**
 * Plans the SQL of a step: of a SQL step always, of a shell step when it is one `psql` command
 * whose SQL is known and that psql itself cannot or need not run. `undefined` leaves it to the
 * shell.
 */
export function planSql(
  text: SqlStepText,
  context: SqlContext,
): Result<SqlPlan | undefined, SqlRefusal> {
  const { language } = text.step;
  if (language === 'sql' || language === 'psql') return planSqlStep(text, context);
  return planPsqlCommand(text, context);
}

function planSqlStep(text: SqlStepText, context: SqlContext): Result<SqlPlan, SqlRefusal> {
  const target = findTarget(text.step.attributes.connection, context);
  if (!target.ok) return target;
  const items = readItems(text.template, text.values, target.value, context.grammar);
  if (!items.ok) return items;
  return guarded(
    { target: target.value, items: items.value, format: PLAIN_TABLE, script: text.filled },
    context,
  );
}

function planPsqlCommand(
  text: SqlStepText,
  context: SqlContext,
): Result<SqlPlan | undefined, SqlRefusal> {
  const environment = { ...context.environment, ...text.values };
  const command = readPsqlCommand(text.filled, environment);
  if (command === undefined) return succeed(undefined);
  if (context.hasPsql && !command.typed) return succeed(undefined);
  const target = completeTarget(
    command.target,
    { ...context.environment, ...command.environment },
    context.osUser,
  );
  const items = readItems(command.script, {}, target, context.grammar);
  if (!items.ok) return context.hasPsql ? succeed(undefined) : items;
  const { format, script } = command;
  return guarded({ target, items: items.value, format, script }, context);
}

/** The connection a SQL step goes to: named, chosen, of the environment, or the only one. */
function findTarget(
  wanted: string | undefined,
  context: SqlContext,
): Result<SqlTarget, 'connection-missing' | 'connection-unknown'> {
  const { connections, environment, osUser } = context;
  const name = wanted ?? context.chosen;
  if (name !== undefined) {
    const named = connections.find((connection) => connection.name === name);
    if (named !== undefined) return succeed(complete(named, context));
    return fail(
      'connection-unknown',
      `There is no connection named "${name}": add it to the setting runbook.connections.`,
    );
  }
  const url = environment['DATABASE_URL'] ?? environment['POSTGRES_URL'];
  const given = url === undefined || url === '' ? undefined : readConnectionString(url);
  if (given !== undefined) return succeed(completeTarget(given, environment, osUser));
  if (['PGHOST', 'PGHOSTADDR', 'PGDATABASE', 'PGUSER'].some((known) => environment[known])) {
    return succeed(completeTarget({}, environment, osUser));
  }
  const [only] = connections;
  if (only !== undefined && connections.length === 1) {
    return succeed(complete(only, context));
  }
  return fail(
    'connection-missing',
    'It is not known which database this step is for: choose a connection, write ' +
      '{connection=name} behind its language, or set DATABASE_URL.',
  );
}

/** A named connection says where; of the environment only the password counts. */
function complete(named: PartialTarget, { environment, osUser }: SqlContext): SqlTarget {
  return completeTarget(named, { PGPASSWORD: environment['PGPASSWORD'] }, osUser);
}

function readItems(
  template: string,
  values: Readonly<Record<string, string>>,
  first: SqlTarget,
  grammar: SqlGrammar,
): Result<readonly SqlItem[], 'meta-not-supported' | 'unsafe-place'> {
  const items: SqlItem[] = [];
  let target = first;
  for (const item of readScript(withoutHoles(template))) {
    const written = template.slice(item.range.start, item.range.end);
    if (item.kind === 'statement') {
      const bound = bindValues(written, values, grammar);
      if (bound === undefined) return unsafe();
      const before = substitute(template.slice(0, item.range.start), 'psql', values);
      const start = before.ok ? before.value.length : item.range.start;
      items.push({ kind: 'statement', ...bound, start, expanded: item.expanded });
      continue;
    }
    if (item.name === 'q' || item.name === 'quit') break;
    const filled = substitute(written, 'psql', values);
    if (!filled.ok) return unsafe();
    const argument = filled.value.slice(1 + item.name.length).trim();
    const answered = readMetaCommand(item.name, argument, target);
    if (!answered.ok) return answered;
    items.push(...answered.value);
    const last = answered.value.at(-1);
    if (last?.kind === 'connect') target = last.target;
  }
  return succeed(items);
}

/** Quotes inside a hole's name end no string. */
export function withoutHoles(template: string): string {
  let text = template;
  for (const hole of findPlaceholders(template, 'psql')) {
    if (hole.variable) continue;
    for (const { start, end } of hole.places) {
      text = text.slice(0, start) + 'x'.repeat(end - start) + text.slice(end);
    }
  }
  return text;
}

function unsafe() {
  return fail('unsafe-place', 'A value cannot be put safely where it stands in this statement.');
}

/** Reading never needs an armed connection: the guard stays on unless a statement needs it off. */
function guarded(
  plan: Omit<SqlPlan, 'armed'>,
  { grammar, isArmed }: SqlContext,
): Result<SqlPlan, 'writes-not-armed'> {
  // Every database that a step connects to must be armed, not only the first.
  const targets = plan.items.flatMap((item) => (item.kind === 'connect' ? [item.target] : []));
  const unarmed = [plan.target, ...targets].find((target) => !isArmed(target));
  for (const item of plan.items) {
    if (item.kind !== 'statement') continue;
    const why = whyNotReadOnly(item.text, grammar);
    if (why === undefined) continue;
    if (unarmed === undefined) return succeed({ ...plan, armed: true });
    return fail(
      'writes-not-armed',
      `Not run: "${beginningOf(item.text)}" ${why}. Arm writes for ${describeTarget(unarmed)} to run it.`,
    );
  }
  const items = plan.items.map((item): SqlItem => {
    if (item.kind !== 'statement') return item;
    const [tree] = grammar.parse(item.text) ?? [];
    return { ...item, used: tree === undefined ? undefined : namesUsed(tree) };
  });
  return succeed({ ...plan, items, armed: false });
}

/** Enough of a statement to know it by; not its strings, which may be secrets. */
function beginningOf(statement: string): string {
  const [beginning = ''] = statement.split(/['$]/, 1);
  const text = beginning.replace(/\s+/g, ' ').slice(0, 80).trim();
  return beginning.length < statement.length || text.length < beginning.trim().length
    ? `${text} …`
    : text;
}
