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
  if (/\bset -a\b/.test(code)) return [ANY];
  return (code.match(CALL) ?? []).map(
    (call) => OWN_NAMES.find(([program]) => program.test(call))?.[1] ?? ANY,
  );
}

/** Whether a PowerShell text reads in a script: a module of the system sets no variable. */
export function readsScript(code: string): boolean {
  return /^\s*\.\s+\S+\.ps1\b|\bImport-Module\s+(?:-Name\s+)?["']?(?:\S*[\\/$]|\S+\.ps[dm]?1\b)/im.test(
    code,
  );
}
