import type { StepLanguage } from '../model/step';

/** What the first word of an info string says about a block. */
export type TagMeaning =
  | { readonly kind: 'step'; readonly language: StepLanguage; readonly session: boolean }
  | { readonly kind: 'data' }
  | { readonly kind: 'output' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'sample' }
  /** For Windows' cmd.exe, which is not run from here. */
  | { readonly kind: 'command-prompt' }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

const words = (text: string): readonly string[] => text.split(' ');

const LANGUAGES: Readonly<Record<StepLanguage, readonly string[]>> = {
  bash: words(
    'bash bash-interactive shell shellscript shell-script azurecli azurecli-interactive awscli ksh fish cli command commands cmdline',
  ),
  sh: words('sh ash dash posix'),
  zsh: words('zsh'),
  powershell: words(
    'powershell pwsh ps1 ps posh powershell-interactive azurepowershell azurepowershell-interactive azps psm1',
  ),
  sql: words('sql mysql tsql plsql postgres postgresql pgsql plpgsql mariadb sqlite sqlite3'),
  psql: words('psql'),
  python: words('python py python3'),
  node: words('node nodejs javascript js mjs cjs'),
  http: words('http rest httpie restclient'),
};

/** Tags of a recorded session: prompt, command, output. The language is that of its commands. */
const SESSIONS: Readonly<Record<string, StepLanguage>> = {
  console: 'bash',
  terminal: 'bash',
  term: 'bash',
  tty: 'bash',
  'shell-session': 'bash',
  shellsession: 'bash',
  'sh-session': 'bash',
  'bash-session': 'bash',
  'console-session': 'bash',
  ps1con: 'powershell',
  'pwsh-session': 'powershell',
  'psql-session': 'psql',
  'postgres-console': 'psql',
};

const OUTPUT = words(
  'output out log logs stdout stderr result results response trace traceback stacktrace syslog',
);

const DRAWING = words(
  'mermaid plantuml puml dot graphviz ascii ditaa tree d2 uml svgbob blockdiag',
);

const SAMPLE = words('md markdown mdx rst asciidoc adoc mdown');

const DATA = words(
  'json jsonc json5 jsonl ndjson yaml yml toml ini cfg conf config properties env dotenv xml html ' +
    'css scss csv tsv text txt plain plaintext hcl terraform tf promql logql traceql diff patch ' +
    'dockerfile docker nginx apache systemd service unit go golang java kotlin scala rust rs c cpp ' +
    'c++ csharp cs php ruby rb perl lua r swift typescript ts tsx jsx vue svelte groovy gradle ' +
    'protobuf proto graphql gql jinja jinja2 j2 erb helm gotmpl go-template handlebars liquid ' +
    'makefile make cmake kql kusto splunk spl lucene esql kibana regex crontab cron hosts ssh ' +
    'ssh-config pem elixir erlang haskell clojure ocaml ' +
    'nix bicep cue rego jsonnet libsonnet puppet pp ansible http-response mongodb mongo redis ' +
    'cypher sparql dns zone email url uri math latex tex vim viml',
);

const COMMAND_PROMPT = words('cmd bat batch batchfile dos cmd-session');

const MEANINGS: ReadonlyMap<string, TagMeaning> = new Map<string, TagMeaning>([
  ...DATA.map((tag) => [tag, { kind: 'data' }] as const),
  ...OUTPUT.map((tag) => [tag, { kind: 'output' }] as const),
  ...DRAWING.map((tag) => [tag, { kind: 'drawing' }] as const),
  ...SAMPLE.map((tag) => [tag, { kind: 'sample' }] as const),
  ...COMMAND_PROMPT.map((tag) => [tag, { kind: 'command-prompt' }] as const),
  ...Object.entries(SESSIONS).map(
    ([tag, language]) => [tag, { kind: 'step', language, session: true }] as const,
  ),
  ...(Object.keys(LANGUAGES) as StepLanguage[]).flatMap((language) =>
    LANGUAGES[language].map((tag) => [tag, { kind: 'step', language, session: false }] as const),
  ),
]);

/** Reads the tag of an info string. The tag is in lower case; empty means none was written. */
export function meaningOfTag(tag: string): TagMeaning {
  if (tag === '') return { kind: 'none' };
  return MEANINGS.get(tag) ?? { kind: 'unknown' };
}
