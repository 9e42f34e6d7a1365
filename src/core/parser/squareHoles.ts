import { wordSet } from '../text/words';
import { inUsage, PATTERN_PROGRAMS, SCRIPT_PROGRAMS, SPEAKING } from './holePrograms';
import type { HoleSite } from './holeSite';

const LEVELS = wordSet(
  'INFO WARN WARNING ERROR OK FAIL FAILED PASS PASSED DEBUG FATAL SKIP DONE TRACE NOTICE CRITICAL SUCCESS true false null error warning info debug x ok done',
);
const POWERSHELL_TYPES = wordSet(
  'string int int32 int64 long bool boolean double float decimal char byte array hashtable ordered object psobject pscustomobject void xml regex datetime timespan guid uri version switch scriptblock math convert environment securestring ipaddress net io system cmdletbinding parameter ref type console text pscredential mailaddress validateset',
);

/** `[deployment-url]`, `[number]_rollback.sql`, not a test, glob, index, array, type or log level. */
export function isSquare(site: HoleSite, inner: string): boolean {
  const { left, right, program, language } = site;
  if (LEVELS.has(inner) || inUsage(site) || isSectionTitle(site)) return false;
  const inHost = site.shell && !site.quoted && isInHost(site, inner);
  if (/[*+?{\\(:=[\]]/.test(right) && !inHost) return false;
  if (/[$*.^)\]}?!+[]/.test(left) && !inHost) return false;
  // Behind a letter it may be a class of characters, or an index.
  if (
    /[A-Za-z0-9]/.test(left) &&
    !(GLUED_NAMES.has(inner.toLowerCase()) && !/[$@{]\w*$/.test(site.before))
  )
    return false;
  if ((left === '\\' && language !== 'powershell') || /["']:\s*$/.test(site.before)) return false;
  if (SCRIPT_PROGRAMS.test(program)) return false;
  if (PATTERN_PROGRAMS.has(program) && !/^[a-z]{2,}(?:[-_][a-z]{2,})+$/i.test(inner)) return false;
  if (language === 'python' || language === 'node') return false;
  if ((language === 'sql' || language === 'psql') && !site.quoted && SQL_SERVER.test(site.text))
    return false;
  if (language === 'powershell' && !site.quoted) {
    return (
      !POWERSHELL_TYPES.has((/^\w*/.exec(inner)?.[0] ?? '').toLowerCase()) &&
      !inner.includes('.') &&
      right !== '$' &&
      right !== ':'
    );
  }
  const word = /^[A-Za-z][a-z]+(?:[ _/.-][A-Za-z0-9]+)*$|^[A-Z][A-Z0-9]+(?:[ _-][A-Z0-9]+)*$/;
  if (SHORT_NAMES.has(inner) && /^[\s"'=:/@]?$/.test(left) && /^[\s"':/.]?$/.test(right))
    return true;
  if (isHumpedName(site, inner)) return true;
  if (!word.test(inner) || /^(?:\w-\w|\w{1,3})$/.test(inner) || /-\w-|^\w-/.test(inner))
    return false;
  return (
    /[aeiouyAEIOUY]/.test(inner) &&
    !(site.quoted && SPEAKING.has(program.toLowerCase()) && /^[A-Z]|\./.test(inner))
  );
}

/** What only SQL Server writes, where brackets are the quotes of names. */
const SQL_SERVER =
  /\bTOP\s*\(?\s*\d|\bN'|\]\s*\.\s*\[|\bdbo\b|@@\w|\bDECLARE\s+@|\bNOLOCK\b|\b(?:GETDATE|GETUTCDATE|SYSDATETIME|SYSUTCDATETIME|DATEADD|DATEDIFF|ISNULL|DB_NAME|OBJECT_ID)\s*\(|\bsys\.\w|^\s*(?:GO|USE\s+\[\w+\])\s*;?\s*$/im;

/** `"[ServiceName]"`, but not beside an operator of PowerShell's that takes a pattern. */
function isHumpedName({ left, right, before, quoted, program }: HoleSite, inner: string): boolean {
  return (
    /^[A-Za-z][a-z]+(?:[A-Z][a-z]+)*[A-Z][a-z]{2,}$/.test(inner) &&
    inner.length > 5 &&
    /^[\s"'=:/@]?$/.test(left) &&
    /^[\s"':/.;,]?$/.test(right) &&
    !PATTERN_PROGRAMS.has(program) &&
    !(quoted && SPEAKING.has(program.toLowerCase())) &&
    !/(?:-[ci]?(?:not)?(?:match|like|replace|split)|\b(?:Select-String|sls|Write-\w+)\b[^|;]*?)\s*\(?["']$/i.test(
      before,
    )
  );
}

/** `ops@[HOST]:/tmp`, `db.[REGION].example.com`: of the name of a machine a word is left open. */
function isInHost({ left, right, program }: HoleSite, inner: string): boolean {
  if (PATTERN_PROGRAMS.has(program) || SCRIPT_PROGRAMS.test(program)) return false;
  return (
    /^[A-Za-z][A-Za-z_-]{2,}$/.test(inner) &&
    ((left === '@' && /^[\s:/.]?$/.test(right)) || (left === '.' && right === '.'))
  );
}

/** What people mean by `v[version]` and `web[number]`. */
const GLUED_NAMES = wordSet(
  'version tag name number date build release environment service namespace region cluster username hostname timestamp branch node-number version-number build-number',
);

/** Names of holes too short to be told from the letters of a glob by themselves. */
const SHORT_NAMES = wordSet(
  'ip IP id ID pid PID env ENV ns NS db DB vm VM url URL app APP tag TAG pod POD job JOB key svc dc vip',
);

/** `[mysqld]` alone on a line of a here-document: a section of the file it writes. */
export function isSectionTitle({ text, start, end, context }: HoleSite): boolean {
  if (!context.startsWith('heredoc')) return false;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const behind = /^[ \t]*(?:\n|$)/.test(text.slice(end, end + 200));
  return behind && text.slice(line, start).trim() === '';
}
