import type { StepLanguage } from '../model/step';
import { ALONE, CMDLET_VERBS, STRONG, UNFINISHED, WEAK, WINDOWS } from './commandWords';
import { firstWord, wordSet } from '../text/words';

/** How sure it is that a text is a command, and what would run it. */
export interface CommandGuess {
  readonly language: StepLanguage;
  /** `certain` stands on its own; `likely` needs a place where commands are expected. */
  readonly certainty: 'certain' | 'likely';
}

const HTTP =
  /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) +(?:https?:\/\/|\/|_[a-z])\S*(?: HTTP\/[\d.]+)?$/;
const PSQL_META =
  /^\\(?:d[A-Za-z]{0,3}\+?|l\+?|c|connect|conninfo|x|timing|watch|du|dn|dt\+|copy|i|ef|sf|z|g[a-z]*)(?:\s+\S.*)?;?$/;
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=(?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^\s"'])*\s+/;
const PATH_CALL =
  /^(?:\.{1,2}|~|\$[A-Za-z_{]\w*}?|[A-Za-z]:)?[\\/][\w.$@{}~+-]+(?:[\\/][\w.$@{}~+-]+)*$/;
const SCRIPTS = wordSet('sh bash ps1 py pl rb js mjs exe bat cmd jar bin run');
const METHODS = wordSet('GET POST PUT PATCH DELETE HEAD OPTIONS');
const SENTENCE_WORD =
  /(?<!\S)(?:the|and|is|are|was|will|should|must|your|you|this|that|it|which|when|has|have|been)(?![^\s.,])/;

function isScript(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot >= 0 && SCRIPTS.has(name.slice(dot + 1).toLowerCase());
}

/** Whether a text holds words that only sentences hold. */
export function isProse(text: string): boolean {
  return SENTENCE_WORD.test(text.toLowerCase());
}

/**
 * Whether a piece of inline code is a command rather than the mention of a name. Works on one
 * line; longer text is judged by its first. Undefined when it is no command.
 */
export function guessCommand(text: string): CommandGuess | undefined {
  const trimmed = text.trim();
  if (trimmed.length < 2 || trimmed.length > 4000) return undefined;
  // Most inline code is one word, and most words are names: decided without the patterns below.
  if (/^[\w:@%+-]+(?:\.[\w-]+)*$/.test(trimmed)) return guessWord(trimmed);
  const line = firstLine(trimmed);
  if (isRequest(line)) return { language: 'http', certainty: 'certain' };
  if (line.startsWith('\\')) {
    return PSQL_META.test(line) ? { language: 'psql', certainty: 'likely' } : undefined;
  }
  const sql = guessSql(trimmed);
  if (sql !== undefined) return { language: 'sql', certainty: sql };
  const powershell = guessPowershell(line);
  if (powershell !== undefined) return powershell;
  return guessShell(line);
}

function isRequest(line: string): boolean {
  const space = line.indexOf(' ');
  return space > 2 && space < 8 && METHODS.has(line.slice(0, space)) && HTTP.test(line);
}

function guessWord(word: string): CommandGuess | undefined {
  if (ALONE.has(word)) return BASH('likely');
  return word.includes('-') && /^[A-Z][a-z]+-[A-Z]/.test(word) ? guessPowershell(word) : undefined;
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end).trimEnd();
}

function guessPowershell(line: string): CommandGuess | undefined {
  if (line.startsWith('$') && /^\$(?:env:)?\w+\s*=\s*\S/.test(line) && !line.includes('=='))
    return { language: 'powershell', certainty: 'certain' };
  if (line.includes('.ps1') && /^(?:&\s*)?["']?\.?\\?[\w:.\\ -]*\.ps1\b/.test(line))
    return /\\|\s/.test(line) ? { language: 'powershell', certainty: 'certain' } : undefined;
  if (line.startsWith('[') && /^\[[A-Za-z][\w.]*\]::\w+(?:\(|$)/.test(line))
    return { language: 'powershell', certainty: 'certain' };
  if (!mayBeCmdlet(line)) return undefined;
  const cmdlet = /^\(?([A-Z][A-Za-z]+)-([A-Z]\w+)(?=$|[\s|;)])/.exec(line);
  if (cmdlet === null || !CMDLET_VERBS.has(cmdlet[1] ?? '')) return undefined;
  if (cmdlet[2] === 'Cookie' || isProse(line)) return undefined;
  return { language: 'powershell', certainty: 'certain' };
}

/** It begins with a capital, under a bracket or not. */
function mayBeCmdlet(line: string): boolean {
  const unit = line.charCodeAt(line.startsWith('(') ? 1 : 0);
  return unit >= 65 && unit <= 90;
}

const BASH = (certainty: CommandGuess['certainty']): CommandGuess => ({
  language: 'bash',
  certainty,
});

/** `sudo -i`, `sudo -iu oracle`, `su - postgres`: a shell as somebody else. */
const OTHER_USER =
  /^(?:(?:sudo|doas) (?:-[A-Za-z]*[is][A-Za-z]*|--login|--shell)(?: -?[a-z_][\w-]*){0,2}|(?:(?:sudo|doas) )?su (?:-l?|--login)(?: [a-z_][\w-]*)?)$/;

function guessShell(line: string): CommandGuess | undefined {
  if (/^(?:sudo|doas|su) /.test(line) && OTHER_USER.test(line)) return BASH('certain');
  if ('fwus[({:>'.includes(line.charAt(0)) && WHOLE.test(line)) return BASH('certain');
  const bare = withoutPrefixes(line);
  const assigned = bare !== line && ASSIGNMENT.test(line);
  const words = bare.split(/\s+/);
  const name = words[0] ?? '';
  const rest = bare.slice(name.length).trim();
  if (name === 'export' || name === 'source' || name === '.') return guessBuiltin(name, rest);
  if (bare.includes('$(') && /^[A-Za-z_]\w*=["']?[\w:/.@-]*\$\(/.test(bare)) return BASH('certain');
  if (name === '' || isProse(withoutQuotes(bare))) return undefined;
  if (PATH_CALL.test(name)) return guessPath(name, rest);
  const program = name.slice(name.lastIndexOf('/') + 1);
  if (!/^[A-Za-z][\w.+-]*$/.test(program)) return undefined;
  if (WINDOWS.has(program.toLowerCase()) && rest !== '')
    return { language: 'powershell', certainty: 'certain' };
  if (rest === '') return guessAlone(program, name);
  if (isComparison(rest)) return undefined;
  if (isUnfinished(program, rest)) return undefined;
  if (rest.includes('<(') || (bare !== line && isAsOther(line, program, rest)))
    return BASH('certain');
  if (WEAK.has(program)) return guessWeak(program, rest);
  if (STRONG.has(program)) return BASH('certain');
  if (isScript(program)) return BASH('certain');
  if (assigned && /^[a-z]/.test(program)) return BASH('likely');
  if (/^[a-z][a-z\d_.-]*$/.test(program) && /(?:^|\s)--?[A-Za-z][\w-]*(?:[\s=]|$)/.test(rest))
    return BASH('certain');
  return pipesInto(rest) ? BASH('certain') : undefined;
}

/** A loop from its first word to its last, a test with what follows from it, a file emptied. */
const WHOLE =
  /^(?:sleep \d+[smh]?$|(?:for \w+ in|while|until|select \w+ in)\b.+;\s*do\b.+\bdone\b|\[\[? .+ \]\]?\s*(?:&&|\|\|)\s*\S|\(\(.+\)\)\s*(?:&&|\|\|)\s*\S|\{ .+; ?\}$|:? ?> ?[\w.~$-]*\/[\w.\/$-]+$)/;

/** `sudo fail2ban-client status`, `sudo -iu app true`; not "sudo rights". */
function isAsOther(line: string, program: string, rest: string): boolean {
  if (!/^(?:sudo|doas) /.test(line)) return false;
  return /^(?:sudo|doas) +-/.test(line) || /[-_\d]|ctl$/.test(program) || /[-/.={<]/.test(rest);
}

/** `x = 1`, `a -> b`, `count > 5`, `f (x)`. */
function isComparison(rest: string): boolean {
  const first = rest.charAt(0);
  if (first === '=' || first === ':' || first === '(') return true;
  return '-!<>+*/'.includes(first) && /^(?:->|!=|<=|>=|[<>]=? ?\d+%?$|[+*/-] )/.test(rest);
}

const PREFIXES = wordSet('sudo doas time nohup env command exec nice timeout watch');

/** Without `sudo -u x`, `time`, `env A=b`, `A=b` and a leading `!` or `(`. */
function withoutPrefixes(line: string): string {
  if (!/^(?:[({!]|[A-Za-z_]\w*\+?=)/.test(line) && !PREFIXES.has(firstWord(line))) return line;
  let bare = line.replace(/^[({!]\s*/, '');
  for (let turn = 0; turn < 6; turn++) {
    const next = bare
      .replace(ASSIGNMENT, '')
      .replace(/^(?:sudo|doas)\s+(?:-[ugCp]\s+\S+\s+|-[A-Za-z]+\s+|--\S+\s+)*/, '')
      .replace(
        /^(?:time|nohup|env|command|exec|nice|timeout\s+\S+|watch\s+(?:-\S+\s+(?:[\d.]+\s+)?)*)\s+(?=[\w./]+\s|[A-Z_]+=)/,
        '',
      );
    if (next === bare) return bare;
    bare = next;
  }
  return bare;
}

function withoutQuotes(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, '""');
}

function guessBuiltin(name: string, rest: string): CommandGuess | undefined {
  if (name === 'export') return /^[A-Za-z_]\w*=/.test(rest) ? BASH('certain') : undefined;
  return /^[\w./~$-]*[/.][\w./~$-]*$/.test(rest) ? BASH('certain') : undefined;
}

/** `./deploy.sh`, `/usr/bin/x -v`, `bin/console cache:clear`; a bare path is only a place. */
function guessPath(name: string, rest: string): CommandGuess | undefined {
  const last = name.replace(/^.*[\\/]/, '');
  if (/\.ps1$/i.test(name) || (/^[A-Za-z]:\\.*\.(?:exe|cmd|bat)$/i.test(name) && rest !== ''))
    return { language: 'powershell', certainty: 'certain' };
  if (name.startsWith('./') || name.startsWith('../')) {
    if (isScript(last)) return BASH('certain');
    if (rest === '') return last.includes('.') ? undefined : BASH('likely');
    return BASH('certain');
  }
  if (rest === '') return isScript(last) && /^[~$]?\//.test(name) ? BASH('likely') : undefined;
  if (STRONG.has(last) || WEAK.has(last) || isScript(last)) return BASH('certain');
  return /(?:^|\s)--?[A-Za-z]/.test(rest) || /[|>]/.test(rest) ? BASH('certain') : undefined;
}

function guessAlone(program: string, name: string): CommandGuess | undefined {
  if (name.includes('/')) return isScript(program) ? BASH('likely') : undefined;
  return ALONE.has(program) ? BASH('likely') : undefined;
}

/** Options that need no more beside them. */
const COMPLETE_OPTIONS = wordSet('version help all V v h l a la al x e aux ef t k s i list');
/** Programs that do nothing with another option alone. */
const NEEDS_MORE = wordSet(
  'rm kubectl docker git curl ssh chmod chown kill grep psql mysql oc helm',
);

function isUnfinished(program: string, rest: string): boolean {
  if (program === 'kill' && /^-\w+$/.test(rest) && rest !== '-l') return true;
  if (/^-+(?:[A-Za-z-]*|\d+)$/.test(rest) && !COMPLETE_OPTIONS.has(rest.replace(/^--?/, '')))
    return NEEDS_MORE.has(program);
  // "kubectl apply/create/delete" lists sub-commands, it calls none.
  if (
    /^[a-z]+(?:\/[a-z]+)+$/.test(rest) &&
    UNFINISHED.get(program)?.has(rest.split('/')[0] ?? '') === true
  )
    return true;
  const known = UNFINISHED.get(
    program === 'oc' ? 'kubectl' : program === 'podman' ? 'docker' : program,
  );
  return known?.has(rest) === true;
}

/** Weak names whose arguments are plain words: `make deploy`, `vault status`. */
const PLAIN_ARGUMENTS: ReadonlySet<string> = new Set(
  (
    'make go node rake bundle dbt airflow vercel heroku supabase firebase consul vault nomad ' +
    'salt celery ip net fly flux argo puppet kill cat tail knife gem terraform bash sh cd ' +
    'shutdown systemd confluent pulsar nats patroni prisma knex copilot nova cinder glance less ' +
    'find touch mysql mongo clickhouse cockroach influx rancher invoke uv which date sc crm ' +
    'packer netlify railway stat dd env curator drill host age source sam mount reg xe qm mc ' +
    'exec echo eval init puma boundary'
  ).split(' '),
);

/** English words that are also programs: an argument that prose would not have. */
function guessWeak(program: string, rest: string): CommandGuess | undefined {
  if (/(?:^|\s)-{1,2}[A-Za-z0-9]/.test(rest)) return BASH('certain');
  if (/[|>]\s*\S|&&|\$[({A-Za-z]|(?:^|\s)[~.]?\.?\/\S|^https?:/.test(rest)) return BASH('certain');
  if (/^["']/.test(rest) || /(?:^|\s)\S+\.[a-z]{1,5}(?:\s|$)/.test(rest)) return BASH('certain');
  if (/^(?:service)$/.test(program) && /\s(?:re)?(?:start|stop|status|load|reload)$/.test(rest))
    return BASH('certain');
  if (
    !PLAIN_ARGUMENTS.has(program) ||
    /^(?:(?:sure|no|it|use|to|of|in|on|for|from|with|by)\b|an? \w)/.test(rest)
  )
    return undefined;
  return /^[a-z:@_./<$[{"%-]/.test(rest) && rest.split(/\s+/).length <= 8
    ? BASH('likely')
    : undefined;
}

function pipesInto(rest: string): boolean {
  const match = /\|\s*([a-z][\w.-]*)/.exec(rest);
  return match !== null && (STRONG.has(match[1] ?? '') || WEAK.has(match[1] ?? ''));
}

/** By the word they begin with. */
const SQL_SHAPES: ReadonlyMap<string, RegExp> = shapes(
  ['SELECT', /^SELECT(?!\w)[\s\S]*\b(?:FROM\s+[\w"`[.<]|\w+\s*\(|\d)/i],
  ['INSERT REPLACE', /^(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+\S+/i],
  ['UPDATE', /^UPDATE\s+(?:ONLY\s+)?\S+(?:\s+\w+)?\s+SET\s/i],
  ['DELETE', /^DELETE\s+FROM\s+\S+/i],
  [
    'CREATE ALTER DROP',
    /^(?:CREATE|ALTER|DROP)\s+(?:OR\s+REPLACE\s+)?(?=)(?:UNIQUE\s+|TEMP(?:ORARY)?\s+|MATERIALIZED\s+|FOREIGN\s+)?(?=)(?:TABLE|INDEX|VIEW|DATABASE|SCHEMA|USER|ROLE|SEQUENCE|FUNCTION|PROCEDURE|TRIGGER|EXTENSION|TYPE|PUBLICATION|SUBSCRIPTION|SYSTEM|TABLESPACE|KEYSPACE|LOGIN|EVENT)\s+\S+/i,
  ],
  ['TRUNCATE', /^TRUNCATE\s+(?:TABLE\s+)?[\w".`]+/i],
  ['GRANT REVOKE', /^(?:GRANT|REVOKE)\s[\s\S]+\s(?:TO|FROM)\s+\S+/i],
  ['EXPLAIN', /^EXPLAIN\s+(?:\(|ANALYZE\b|SELECT\b|UPDATE\b|DELETE\b|INSERT\b|WITH\b)[\s\S]*/i],
  [
    'WITH',
    /^WITH\s+(?:RECURSIVE\s+)?\w+(?:\s*\([^)]*\))?\s+AS\s+(?:NOT\s+MATERIALIZED\s+|MATERIALIZED\s+)?\(/i,
  ],
  ['COPY', /^COPY\s+\S+[\s\S]*\s(?:TO|FROM)\s/i],
  ['MERGE', /^MERGE\s+INTO\s+\S+/i],
);

function shapes(...list: readonly (readonly [string, RegExp])[]): ReadonlyMap<string, RegExp> {
  return new Map(list.flatMap(([words, shape]) => words.split(' ').map((word) => [word, shape])));
}

/** How any of them may begin: keeps the patterns off most texts, which are commands. */
const SQL_START: ReadonlySet<string> = new Set(
  (
    'ALTER ANALYZE BACKUP BEGIN CALL CHANGE CHECK CHECKPOINT CLUSTER COMMENT COMMIT COPY ' +
    'CREATE DBCC DEALLOCATE DECLARE DELETE DESC DESCRIBE DISCARD DO DROP EXEC EXECUTE EXPLAIN ' +
    'FETCH FLUSH GO GRANT INSERT KILL LISTEN LOCK MERGE NOTIFY OPTIMIZE PREPARE PURGE ' +
    'REASSIGN REFRESH REINDEX REPAIR REPLACE RESET RESTORE REVOKE ROLLBACK SAVEPOINT SELECT ' +
    'SET SHOW SHUTDOWN START STOP TABLE TRUNCATE UNLOCK UPDATE USE VACUUM VALUES WITH'
  ).split(' '),
);
const SQL_WORDS: ReadonlySet<string> = wordSet(
  'VACUUM ANALYZE REINDEX SHOW SET CALL KILL OPTIMIZE FLUSH CHECKPOINT USE DESCRIBE ' +
    'DESC LOCK UNLOCK REPAIR PURGE START STOP RESET CHANGE BEGIN COMMIT ROLLBACK ' +
    'REFRESH CLUSTER COMMENT DISCARD LISTEN NOTIFY EXEC EXECUTE DBCC BACKUP RESTORE ' +
    'SHUTDOWN SAVEPOINT DEALLOCATE REASSIGN SELECT CREATE ALTER DROP TRUNCATE DO ' +
    'PREPARE FETCH DECLARE VALUES TABLE CHECK GO',
);

function sqlWord(text: string): string {
  return (/^[A-Za-z]{2,12}(?!\w)/.exec(text)?.[0] ?? '').toUpperCase();
}

/** Whether a line may begin an SQL statement: a cheap question before `guessSql`. */
export function startsSql(line: string): boolean {
  const bare = line.trimStart();
  return bare.startsWith('/*') || SQL_START.has(sqlWord(bare));
}

/** Whether a text is an SQL statement: by its shape, or by its first word and its semicolon. */
export function guessSql(text: string): CommandGuess['certainty'] | undefined {
  const bare = /^\s*(?:--|\/\*)/.test(text)
    ? text.replace(/^(?:\s*--[^\n]*(?:\n|$)|\s*\/\*[\s\S]*?\*\/)+/, '').trimStart()
    : text.trimStart();
  const first = sqlWord(bare);
  if (!SQL_START.has(first)) return undefined;
  const ended = /(?:;|\\[gG])\s*(?:--[^\n]*)?$/.test(bare.trimEnd());
  if (SQL_SHAPES.get(first)?.test(bare) === true) {
    if (ended || /^[A-Z]+\s/.test(bare)) return 'certain';
    return /\s(?:from|into|set|table|to|as)\s/i.test(bare) ? 'likely' : undefined;
  }
  if (!SQL_WORDS.has(first)) return undefined;
  if (ended)
    return /^[A-Z]/.test(bare) || !/^(?:set|use|start|stop|exec|kill|go|do)\b/.test(bare)
      ? 'certain'
      : 'likely';
  return /^(?:SHOW|VACUUM|DBCC|OPTIMIZE|FLUSH|PURGE|REINDEX|ANALYZE)\s+[A-Z]/.test(bare)
    ? 'likely'
    : undefined;
}
