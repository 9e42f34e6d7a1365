import { PATTERN_PROGRAMS, SPEAKING } from './holePrograms';
import type { HoleSite } from './holeSite';
import { wordSet } from '../text/words';

export const ENDINGS: ReadonlySet<string> = new Set(
  (
    'NAME ID NAMESPACE POD NODE HOST HOSTNAME IP ADDRESS URL URI FILE FILENAME PATH DIR ' +
    'DIRECTORY VERSION TAG CLUSTER REGION ZONE ACCOUNT ARN BUCKET USERNAME PASSWORD TOKEN KEY ' +
    'SERVICE PROJECT DOMAIN PORT NUMBER DATE TIMESTAMP BRANCH COMMIT SHA PID SECRET CONTAINER ' +
    'ENVIRONMENT IMAGE DEPLOYMENT RELEASE DATABASE INSTANCE VOLUME PVC PV QUEUE TOPIC ROLE EMAIL CONTEXT ' +
    'USER GROUP DEVICE INTERFACE SERVER DISK'
  ).split(' '),
);
const NAMING =
  /(?:^|[\s:-])(?=)(?:env|environ|environment|config|configs?:\w+|secrets?|vars?|variables?|printenv|unset|export|declare|local|readonly|read|getenv|let|typeset|SETTINGS?(?=))(?=)(?:\s|$)|(?:^|\s)(?=)(?:-e|--env|--build-arg|-X|--request|--from-literal|-v|--var|--set|-H|-D|-[a-z]*[oOk]|--output|--sort(?:-by)?|--show|--columns|--fields?)(?=)[= ]["']?(?:[A-Z_]+,)*$/;

/** Files of these names lie in many a folder. */
const FILES = wordSet('VERSION RELEASE');
const READS_FILES =
  /^(?:cat|bat|less|more|head|tail|tac|nl|wc|stat|file|ls|md5sum|sha\d*sum|source|\.|read|mapfile|cmp|diff)$/;

/** `POD_NAME` as an argument; not a variable's own name, a keyword, a verb or an option's value. */
export function isUpperWord(site: HoleSite): boolean {
  const { text, start, end, left, right, before, program, context } = site;
  const written = text.slice(start, end);
  if (!site.shell || written.length < 2) return false;
  if (context !== 'bare' && context !== 'double' && context !== 'single') return false;
  if (right === '=' || right === '+' || right === '(') return false;
  if (site.isSetHere(written) || /\bcustom-columns\b/.test(site.word)) return false;
  const compound = written.includes('_');
  if (site.quoted && (!compound || !/[:/=@. -]/.test(left) || /\s/.test(site.word))) return false;
  if (!compound && written === 'ID' && site.quoted) return false;
  if (program === '' || written === program || NAMING.test(before)) return false;
  if (
    /^[A-Z]/.test(program) ||
    PATTERN_PROGRAMS.has(program) ||
    SPEAKING.has(program.toLowerCase())
  )
    return false;
  if (FILES.has(written) && READS_FILES.test(program)) return false;
  return /[\s=/@:,.'"_+]/.test(left) && !/\$\w*$/.test(before);
}
