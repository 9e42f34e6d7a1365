import { change, check, type Finding } from '../finding';
import type { Scope, Word } from '../scope';

/** Variables whose value programs run as a command. */
const commands =
  /^(?:PAGER|[A-Z]+_PAGER|MANPAGER|BROWSER|LESSOPEN|LESSCLOSE|GIT_SSH|GIT_SSH_COMMAND|GIT_PROXY_COMMAND|GIT_EXTERNAL_DIFF|KUBECTL_EXTERNAL_DIFF|[A-Z]*_?ASKPASS|RSYNC_RSH|CVS_RSH|PROMPT_COMMAND)$/;
const harmlessTerraform =
  /^(?:\s*-(?:no-color|compact-warnings|(?:lock|input|parallelism|lock-timeout|var-file|var|refresh)=\S+))*\s*$/;
/** Variables that have programs load code, and the values of some that do not. */
const loads: Readonly<Record<string, RegExp>> = {
  LD_PRELOAD: /^(?:.*\/)?lib(?:jemalloc|tcmalloc\w*|mimalloc)\.so[\w.]*$/,
  LD_AUDIT: /^$/,
  DYLD_INSERT_LIBRARIES: /^$/,
  BASH_ENV: /^$/,
  ENV: /^[\w-]*$/,
  PYTHONSTARTUP: /^$/,
  PERL5OPT: /^$/,
  RUBYOPT: /^-W\S*$/,
  NODE_OPTIONS: /^(?!.*(?:--require|--import|--loader|--experimental-loader|(?:^|\s)-r\b))/,
  JAVA_TOOL_OPTIONS: /^(?!.*(?:-javaagent|-agent|OnOutOfMemoryError|OnError))/,
  _JAVA_OPTIONS: /^(?!.*(?:-javaagent|-agent|OnOutOfMemoryError|OnError))/,
  TAR_OPTIONS: /^$/,
  JDK_JAVA_OPTIONS: /^(?!.*(?:-javaagent|-agent|OnOutOfMemoryError|OnError))/,
  DOTNET_STARTUP_HOOKS: /^$/,
  GCONV_PATH: /^$/,
  PERL5DB: /^$/,
  PYTHONBREAKPOINT: /^0?$/,
  OPENSSL_CONF: /^\/(?:dev\/null|etc\/)/,
  OPENSSL_ENGINES: /^$/,
  OPENSSL_MODULES: /^$/,
  RIPGREP_CONFIG_PATH: /^$/,
  PSQLRC: /^\/dev\/null$/,
  // Options and settings for programs that would not do it by themselves.
  GIT_CONFIG: /^\/dev\/null$/,
  GIT_CONFIG_GLOBAL: /^\/dev\/null$/,
  GIT_CONFIG_SYSTEM: /^\/dev\/null$/,
  GIT_CONFIG_COUNT: /^0$/,
  GIT_CONFIG_PARAMETERS: /^$/,
  GIT_EXEC_PATH: /^$/,
  GIT_ALLOW_PROTOCOL: /^(?:(?:https?|ssh|git|file):?)*$/,
  WGETRC: /^\/dev\/null$/,
  CURL_HOME: /^$/,
  TF_CLI_ARGS: harmlessTerraform,
  TF_CLI_ARGS_plan: harmlessTerraform,
  TF_LOG_PATH: /^\/dev\/(?:stderr|stdout|null)$/,
};
/** Programs write into the file they name. */
const writes = new Set(['SSLKEYLOGFILE']);
/** Relative to where the shell is, or a temporary folder: what is called `ls` there is not `ls`. */
const ANYBODYS_FOLDER = /^(?:\.|[\w-]|\$\{?PWD\b|\$\(pwd\)|\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$))/;
const harmless =
  /^(?:|true|:|(?:less|more|cat|most|bat|delta|view|head|tail)(?:\s+-[\w+-]+)*|ssh(?:\s+(?:-[a-zA-Z]+|[\w./~@-]+|-o\s*\w+=(?!.*Command)\S+))*)$/;

/** What setting an environment variable does: nothing, unless programs run its value. */
export function assignmentFindings(
  name: string,
  value: Word | undefined,
  label: string,
  scope: Scope,
): readonly Finding[] {
  const text = value?.text.trim() ?? '';
  if (commands.test(name)) {
    if (harmless.test(text)) return [check(label)];
    return value?.known === true
      ? scope.shell(text)
      : [change(label, 'has programs run its value')];
  }
  if (/^PS[0-4]$/.test(name) && /`|\$\(/.test(text))
    return [change(label, 'has the shell run its value')];
  // A number or `true` has git speak, a path has it write (git(1), GIT_TRACE).
  if ((/^GIT_TRACE/.test(name) && !/^(?:[012]?|true|false)$/.test(text)) || writes.has(name))
    return [change(label, 'has programs write a file')];
  if (/^(?:LD|DYLD)_LIBRARY_PATH$/.test(name) && /^\/(?:tmp|var\/tmp|dev\/shm)\b/.test(text))
    return [change(label, 'has programs load code')];
  if (name === 'PATH' && text.split(':').some((folder) => ANYBODYS_FOLDER.test(folder)))
    return [change(label, 'has programs looked for in a folder that anybody may fill')];
  const safe = Object.hasOwn(loads, name) ? loads[name] : undefined;
  return safe === undefined || text === '' || (safe.test(text) && value?.known === true)
    ? [check(label)]
    : [change(label, 'has programs load code')];
}
