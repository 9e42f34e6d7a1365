/** What reads files or the output of programs into the shell, none of which are seen from here. */
const MAY_SOURCE = /(?:^|[;&|]\s*)(?:(?:source|\.)\s+["']?[\w./~$<(-]|eval\s)|\bset -a\b/m;
const CALL = /(?<=^[ \t]*|[;&|]\s*)(?:(?:source|\.)\s+["']?[\w./~$<(-]|eval\s)[^\n;&|]*/gm;
const ANY = /^/;
const NONE = /$^/;

/** Well-known things that are read in and set names of their own only. */
const OWN_NAMES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:source|\.)\s+["']?\S*\bc?oraenv\b/, /^(?:ORA|NLS_|TNS_ADMIN)/],
  [/^(?:source|\.)\s+["']?\S*\/activate\b/, /^(?:VIRTUAL_ENV|CONDA_|PYTHON)/],
  [/^(?:source|\.)\s+["']?\/etc\/os-release\b/, /^(?:ID|NAME|PRETTY_NAME|VERSION)/],
  [/^(?:source|\.)\s+["']?(?:\S*bash[_-]completion|<\([^)]*\bcompletion\b)/, NONE],
  [/^(?:source|\.)\s+["']?\S*\bnvm\.sh\b/, /^NVM_/],
  [/^eval\s+["']?(?:\$\(|`)\s*ssh-agent\b/, /^SSH_/],
  [
    /^eval\s+["']?(?:\$\(|`)\s*(?:minikube|docker-machine|colima|podman)\b/,
    /^(?:DOCKER|MINIKUBE|PODMAN)_/,
  ],
  [
    /^eval\s+["']?(?:\$\(|`)\s*(?:opam|brew|rbenv|pyenv|starship|zoxide)\b/,
    /^(?:OPAM|HOMEBREW|RBENV|PYENV)/,
  ],
];

/** Which names may come out of what a shell text reads in. */
export function namesSourcedBy(code: string): readonly RegExp[] {
  if (!MAY_SOURCE.test(code)) return [];
  const calls = [...code.matchAll(CALL)];
  if (calls.length === 0) return [ANY];
  return calls.flatMap(({ 0: call, index }) => {
    const known = OWN_NAMES.find(([program]) => program.test(call))?.[1];
    return known === undefined ? namesTold(code, index) : [known];
  });
}

/** "# brings the AWS_* keys" beside what is read in: then it is these, and else anything. */
function namesTold(code: string, at: number): readonly RegExp[] {
  const end = code.indexOf('\n', at);
  const comment = /\s#(.*)$/.exec(code.slice(at, end < 0 ? code.length : end))?.[1] ?? '';
  const names = comment.match(/\b[A-Z][A-Z\d]*_(?:\*|[A-Z\d_]+\*?)|\b[A-Z]{4,}\*?/g) ?? [];
  if (names.length === 0) return [ANY];
  return names.map(
    (name) => new RegExp(name.endsWith('*') ? `^${name.slice(0, -1)}` : `^${name}$`),
  );
}

/** Whether a PowerShell text reads in a script: a module of the system sets no variable. */
export function readsScript(code: string): boolean {
  return /^\s*\.\s+\S+\.ps1\b|\bImport-Module\s+(?:-Name\s+)?["']?(?:\S*[\\/$]|\S+\.ps[dm]?1\b)/im.test(
    code,
  );
}
