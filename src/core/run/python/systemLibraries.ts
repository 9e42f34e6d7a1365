import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Input, Word } from '../scope';
import { byNames, calls, data, type Library, type LibraryCall, type Value } from './library';
import { losingNames } from './plainNames';

/** A hole in a shell command that the script fills. */
const shellHole = '$_';

/** A command line in a text, as a shell reads it. */
function shellText(call: LibraryCall): readonly Finding[] {
  const first =
    call.args.positional[0] ?? call.args.named.get('cmd') ?? call.args.named.get('args');
  const text = call.script.textOf(first, shellHole);
  return text === undefined ? [runsUnknown(call.label)] : call.scope.shell(text.text);
}

function runsUnknown(label: string): Finding {
  return change(label, 'runs a command that is only known when it runs');
}

/** Signals that ask a process to do something, and do not end it. */
const asking =
  /(?:^|\.)SIG(?:HUP|USR1|USR2|CONT|WINCH)$|^(?:1|10|12|18|28)$|^["']?(?:HUP|USR1|USR2)["']?$/;

function signalled(call: LibraryCall): readonly Finding[] {
  const node = call.args.positional[1] ?? call.args.named.get('signal');
  const signal = node === undefined ? '' : call.script.slice(call.script.constantOf(node) ?? node);
  if (signal === '0') return [check(call.label)];
  return asking.test(signal)
    ? [change(call.label, 'signals a process')]
    : [destructive(call.label, `calls ${call.name}`)];
}

const osReads =
  /^(?:listdir|scandir|walk|fwalk|stat|lstat|fstat|statvfs|access|getcwd|getcwdb|chdir|getpid|getppid|getuid|geteuid|getgid|getegid|getlogin|getenv|uname|cpu_count|process_cpu_count|getloadavg|sched_getaffinity|readlink|sysconf|confstr|get_terminal_size|fspath|fsencode|fsdecode|urandom|isatty|ttyname|getgroups|times|strerror|getpgid|getsid|getpriority|listxattr|getxattr|_exit|close|read|fsync|waitpid|wait|pathconf|major|minor|get_exec_path|WEXITSTATUS|expandvars|getpgrp|pipe)$/;

/** The operating system. */
export const os: Library = {
  does: (call) => {
    const { name, path, label } = call;
    if (path[0] === 'path' || path[0] === 'environ' || osReads.test(name)) return [check(label)];
    if (name === 'kill' || name === 'killpg') return signalled(call);
    if (name === 'system' || name === 'popen') return shellText(call);
    if (name === 'open') return openedFlags(call);
    if (/^(?:remove|unlink|rmdir|removedirs|truncate|ftruncate)$/.test(name))
      return [destructive(label, `calls ${name}`)];
    return [calls(label, path.join('.'))];
  },
  gives: () => data,
  plain: /^(?:environ|sep|linesep|pathsep|curdir|devnull|name|[A-Z]\w*)$/,
};

function openedFlags(call: LibraryCall): readonly Finding[] {
  const node = call.args.positional[1];
  const flags = node === undefined ? '' : call.script.slice(node);
  if (/^(?:os\.)?O_RDONLY$|^0$/.test(flags)) return [check(call.label)];
  return /O_TRUNC/.test(flags)
    ? [destructive(call.label, 'empties a file')]
    : [change(call.label, 'opens a file to write')];
}

export const shutil: Library = byNames({
  reads:
    /^(?:disk_usage|which|get_terminal_size|get_archive_formats|get_unpack_formats|ignore_patterns|copyfileobj_)$/,
  loses: /^rmtree$/,
  yields: /./,
});

const pathParts = /^(?:name|stem|suffix|suffixes|parts|anchor|drive|root)$/;

/** Paths as objects. */
export const pathlib: Library = {
  does: (call) => {
    const { name, label, args } = call;
    if (/^(?:unlink|rmdir)$/.test(name)) return [destructive(label, `calls ${name}`)];
    if (/^write_(?:text|bytes)$/.test(name)) {
      const text = call.script.textOf(args.positional[0], '?');
      return text?.text === ''
        ? [destructive(label, 'empties a file')]
        : [change(label, 'writes a file')];
    }
    if (name === 'open') return opened(call, 0);
    return pathReads.test(name) ? [check(label)] : [calls(label, name)];
  },
  gives: (call) => (pathPlain.test(call.name) ? data : { library: pathlib, path: [] }),
  plain: pathParts,
};
const pathReads =
  /^(?:Path|PurePath|PosixPath|PurePosixPath|WindowsPath|exists|is_\w+|stat|lstat|read_text|read_bytes|iterdir|glob|rglob|walk|resolve|absolute|expanduser|joinpath|with_suffix|with_name|with_stem|with_segments|relative_to|samefile|owner|group|match|full_match|as_posix|as_uri|home|cwd|readlink|__str__)$/;
const pathPlain =
  /^(?:exists|is_\w+|stat|lstat|read_text|read_bytes|samefile|owner|group|match|full_match|as_posix|as_uri|open|write_\w+)$/;

/**
 * What opening a file does, by its mode.
 * @param at where the mode stands among the arguments
 */
export function opened(call: LibraryCall, at: number): readonly Finding[] {
  const node = call.args.positional[at] ?? call.args.named.get('mode');
  if (call.args.open) return [change(call.label, 'may write a file')];
  if (node === undefined) return [check(call.label)];
  const mode = call.script.textOf(node, '?');
  return mode?.known === true && /^[rbtU]+$/.test(mode.text)
    ? [check(call.label)]
    : [change(call.label, 'writes a file')];
}

/** Compressed files and archives: read, unless a mode says otherwise. */
export const files: Library = {
  does: (call) => {
    if (/^(?:open|GzipFile|BZ2File|LZMAFile|ZipFile|TarFile)$/.test(call.name))
      return opened(call, 1);
    return /^(?:decompress|compress|is_zipfile|is_tarfile|decode|encode|lookup|getreader)$/.test(
      call.name,
    )
      ? [check(call.label)]
      : fileMethods.does(call);
  },
  gives: () => ({ library: fileMethods, path: [] }),
};
/** `extractall` writes what it finds. */
const fileMethods: Library = byNames({
  reads:
    /^(?:namelist|infolist|getinfo|getnames|getmembers|getmember|testzip|printdir|list|read|readline|readlines|open|close|extractfile|seek|tell|splitlines)$/,
  yields: /./,
});

const askedNames =
  /^(?:gethost\w+|getaddrinfo|getnameinfo|getfqdn|getserv\w+|getproto\w+|create_connection|socket|connect|connect_ex|settimeout|setdefaulttimeout|setsockopt|setblocking|close|shutdown|getpeername|getsockname|getsockopt|recv\w*|makefile|inet_\w+|hton\w+|ntoh\w+|if_name\w+|has_dualstack_ipv6|create_default_context|_create_unverified_context|SSLContext|wrap_socket|getpeercert|version|cipher|selected_alpn_protocol|get_server_certificate|cert_time_to_seconds|DER_cert_to_PEM_cert|PEM_cert_to_DER_cert|load_verify_locations|load_cert_chain|resolve|query|Resolver|resolve_address|reverse_name|to_text|from_text|where|get_ca_certs|get_default_verify_paths|fileno|detach)$/;

/** Sockets: to connect and to listen to what comes changes nothing, to send may do anything. */
export const sockets: Library = byNames({
  reads: askedNames,
  yields:
    /^(?:gethost\w+|getpeername|getsockname|recv\w*|getpeercert|getaddrinfo|version|cipher|get_server_certificate|cert_time_to_seconds|getfqdn|connect_ex|to_text|where)$/,
  loses: /^$/,
});

/** A mail server that is greeted, and sent nothing. */
export const mail: Library = byNames({
  reads:
    /^(?:SMTP|SMTP_SSL|LMTP|connect|ehlo|helo|ehlo_or_helo_if_needed|noop|starttls|login|has_extn|verify|vrfy|quit|close|set_debuglevel|does_esmtp)$/,
  loses: /^$/,
});

export const psutil: Library = byNames({
  reads:
    /^(?:cpu_\w+|virtual_memory|swap_memory|disk_\w+|net_\w+|sensors_\w+|boot_time|users|pids|pid_exists|process_iter|Process|getloadavg|name|exe|cmdline|cwd|status|username|create_time|uids|gids|terminal|memory_\w+|num_\w+|threads|open_files|connections|is_running|parent|parents|children|as_dict|io_counters|environ|oneshot|wait|wait_procs|win_service_\w+)$/,
  loses: /^(?:kill|terminate|suspend)$/,
});

/** Threads and processes of the script itself. */
export const processes: Library = byNames({
  reads:
    /^(?:Thread|Lock|RLock|Event|Semaphore|BoundedSemaphore|Barrier|Timer|local|Queue|start|join|is_alive|wait|set|is_set|acquire|release|current_thread|enumerate|active_count|cpu_count|Process|Pool|map|imap|imap_unordered|starmap|close|apply_async|get)$/,
  loses: /^$/,
});

/** Tables in memory: only what is written to a file leaves them. */
export const tables: Library = {
  does: ({ name, args, label }) => {
    const writes =
      /^to_(?!dict|string|numpy|list|datetime|numeric|timedelta|frame|period|timestamp)\w+$/.test(
        name,
      );
    if (writes && (args.positional.length > 0 || args.named.size > 0))
      return [change(label, 'writes a file')];
    return /^(?:read_(?:pickle|sql\w*)|eval|ExcelWriter|HDFStore|save\w*|tofile|dump|load)$/.test(
      name,
    )
      ? [calls(label, name)]
      : [check(label)];
  },
  gives: () => ({ library: tables, path: [] }),
};

const starters = /^(?:run|call|check_call|check_output|Popen)$/;

/** Commands that a script starts are classified as commands. */
export const subprocess: Library = {
  does: (call) => {
    if (/^get(?:status)?output$/.test(call.name)) return shellText(call);
    if (starters.test(call.name)) return started(call);
    if (
      /^(?:communicate|wait|poll|read|readline|readlines|decode|strip|splitlines|close|check_returncode|list2cmdline)$/.test(
        call.name,
      )
    )
      return [check(call.label)];
    if (call.name === 'send_signal') return [change(call.label, 'signals a process')];
    return [
      losingNames.test(call.name)
        ? destructive(call.label, 'ends a process')
        : calls(call.label, call.name),
    ];
  },
  gives: (call) =>
    call.name === 'Popen' ? { library: subprocess, path: [] } : (data satisfies Value),
  plain:
    /^(?:[A-Z][A-Z_]+|stdout|stderr|returncode|pid|CalledProcessError|TimeoutExpired|SubprocessError)$/,
};

/** `subprocess.run(["systemctl", "restart", x])`, `subprocess.run("…", shell=True)`. */
function started(call: LibraryCall): readonly Finding[] {
  const { args, script, label } = call;
  const command = script.constantOf(args.positional[0] ?? args.named.get('args'));
  if (
    args.open ||
    command === undefined ||
    args.named.has('executable') ||
    args.named.has('preexec_fn')
  )
    return [runsUnknown(label)];
  if (command.type === 'call' && script.slice(command).startsWith('shlex.split('))
    return shellText({ ...call, args: script.argumentsOf(command) });
  const text = script.textOf(command, shellHole);
  if (text !== undefined) {
    return /^\s*\$_(?:\s|$)/.test(text.text) ? [notUnderstood(label)] : call.scope.shell(text.text);
  }
  if (!/^(?:list|tuple)$/.test(command.type)) return [runsUnknown(label)];
  if (args.named.has('shell') && !/^False$/.test(slice(call, 'shell'))) return [runsUnknown(label)];
  return call.scope.run(wordsOf(call, command), inputOf(call));
}

function slice(call: LibraryCall, name: string): string {
  const node = call.args.named.get(name);
  return node === undefined ? '' : call.script.slice(node);
}

function wordsOf(
  call: LibraryCall,
  list: { readonly children: readonly LibraryCall['node'][] },
): readonly Word[] {
  return list.children
    .filter((child) => child.named && child.type !== 'comment')
    .map((child) => {
      if (child.type === 'list_splat') return { text: shellHole, known: false };
      return call.script.textOf(child, shellHole) ?? { text: shellHole, known: false };
    });
}

function inputOf(call: LibraryCall): Input | undefined {
  if (call.args.named.has('stdin') && !/DEVNULL$/.test(slice(call, 'stdin')))
    return { kind: 'stream' };
  const input = call.args.named.get('input');
  if (input === undefined)
    return call.name === 'Popen' && call.args.named.has('stdin') ? { kind: 'stream' } : undefined;
  const text = call.script.textOf(input, shellHole);
  return text === undefined ? { kind: 'stream' } : { kind: 'text', text: text.text };
}
