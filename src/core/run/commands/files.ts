import { controlFile } from '../bash/redirects';
import { change, destructive, type Finding } from '../finding';
import type { Call, Rule, Word } from '../scope';
import { flagValue, flagValues, hasFlag, hasLetter, listOf, positionals, texts } from './arguments';
import { named } from './named';
import { sedActs } from './sedScript';
import { alters, does, loses, reads, readsWith } from './tool';

const readers = `
  ls, ll, dir, cat, tac, nl, head, tail, less, more, grep, egrep, fgrep, zgrep, rg, ag, ack, wc,
  col, colrm, colcrt, cut, tr, uniq, comm, join, paste, column, fold, fmt, expand, rev, diff, cmp, sdiff, file, stat,
  du, df, lsof, pwd, realpath, readlink, basename, dirname, which, whereis, type, command -v, jq,
  md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum, b2sum, cksum, base64, base32, xxd,
  hexdump, od, strings, zcat, bzcat, xzcat, zstdcat, zless, tree, locate, lsattr, getfacl, seq,
  numfmt, factor, bat, exa, eza, envsubst, yamllint, tput, cal, jo, gron, htmlq, xmllint,
  pv, iconv, csvtool, mlr, csvlook, csvstat, csvcut, bc, expr, dc, shellcheck, nproc, arch
`;

/** `find` runs and deletes only when told to. */
const find: Rule = (call, scope) => {
  const findings: Finding[] = [];
  const words = call.args;
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at]?.text ?? '';
    if (text === '-delete') findings.push(destructive(call.label, 'deletes every file it finds'));
    if (/^-(fprint0?|fprintf|fls)$/.test(text)) findings.push(change(call.label, 'writes a file'));
    if (!/^-(exec|execdir|ok|okdir)$/.test(text)) continue;
    const from = at + 1;
    while (at < words.length && !isEndOfExec(words[at]?.text, words[at - 1]?.text)) at += 1;
    findings.push(...scope.run(words.slice(from, at), undefined));
  }
  return findings.length === 0 ? reads(call) : findings;
};

function isEndOfExec(text: string | undefined, before: string | undefined): boolean {
  return text === ';' || text === '\\;' || (text === '+' && before === '{}');
}

/** `fd` runs a command for what it finds; everything behind the flag is that command. */
const fd: Rule = (call, scope) => {
  const at = call.args.findIndex(({ text }) => /^(?:-x|-X|--exec|--exec-batch)$/.test(text));
  if (at >= 0) return scope.run(call.args.slice(at + 1), undefined);
  return texts(call).some((text) => /^(?:-[a-zA-Z]*[xX]|--exec)/.test(text))
    ? alters(call)
    : reads(call);
};

const rm: Rule = (call) => {
  const what = positionals(call.args, new Set()).words.map((word) => word.text);
  return [destructive(call.label, `deletes ${what.slice(0, 4).join(', ') || 'files'}`)];
};

/** `1,500d`, `1,100!d`, `d`: lines go whatever they hold. `/old/d` edits. */
const CUTS = /^\s*(?:\d+(?:,(?:\d+|\$))?!|\d+,(?:\d+|\$))?\s*d\s*$/;

/** `-i.bak` keeps the file as it was. */
function keepsOld(call: Call): boolean {
  return texts(call).some((text) => /^-i.|^--in-place=./.test(text) && !/^-i[Enrsuz]+$/.test(text));
}

const sed: Rule = (call) => {
  if (texts(call).some((text) => /^-[a-zA-Z]*i|^--i/.test(text))) {
    return [
      texts(call).some((text) => CUTS.test(text)) && !keepsOld(call)
        ? destructive(call.label, 'deletes lines by their numbers')
        : change(call.label, 'edits files in place'),
    ];
  }
  if (texts(call).some((text) => /^--fi|^-[nErsuz]*f/.test(text))) return alters(call);
  return sedScripts(call).some(mayAct) ? alters(call) : reads(call);
};

/** The scripts that sed is given, by `-e` also behind other letters, or as its first word. */
function sedScripts(call: Call): readonly Word[] {
  const given = call.args.flatMap((word, at) => {
    const [, value] = /^(?:-[nErsuz]*e|--e[a-z]*=)([^]*)$/.exec(word.text) ?? [];
    if (value === undefined && !/^--e[a-z]*$/.test(word.text)) return [];
    if (value === undefined || value === '') return call.args[at + 1] ?? [];
    return { text: value, known: word.known };
  });
  if (given.length > 0) return given;
  return positionals(call.args, new Set(['-l'])).words.slice(0, 1);
}

/** Where it cannot be read, as it looks. In a known script `$w` is the last line, and a command. */
function mayAct({ text: script, known }: Word): boolean {
  const variables = /\$\{?\w+\}?/g;
  if (!known && sedActs(script) === true) return true;
  const acts = sedActs(known ? script : script.replace(variables, '1'));
  return (
    acts ??
    (/^\s*(?:\S*[\s;])?s([^\w\s\\;])(?:(?!\1).|\\.)*\1(?:(?!\1).|\\.)*\1[gpmiI0-9]*[ewEW]/s.test(
      script,
    ) ||
      /(^|[;}\s/])[wW]\s+\S|[/|#,][gipmI0-9]*e[gipmI0-9]*\s*(?:$|;|})|^\s*(?:\d+|\$|\/[^/]*\/)?\s*e(?:\s|$)/.test(
        script,
      ))
  );
}

/** Patterns, where awk expects a value, and texts. */
const awkTexts =
  /(?<=(?:^|[(,{};!~&|?:=\n]|\b(?:print|return|case))\s*)\/(?:[^/\\\n]|\\.)+\/|"(?:[^"\\\n]|\\.)*"/g;

/** A program of awk with its patterns and texts emptied; as it is where they do not come out even. */
function awkBare(text: string): string {
  const bare = text.replace(awkTexts, (found) => (found.startsWith('"') ? '""' : '//'));
  return bare.replaceAll('""', '').includes('"') ? text : bare;
}

/**
 * A pipe to or from a command that no text names, a function called by a name in a variable, and
 * code that is loaded: `print | c`, `@f(x)`, `@include` (GNU awk manual, "Directing output").
 */
function awkPipes(text: string): boolean {
  const bare = awkBare(text);
  if (/^\s*@(?:load|include)\b/m.test(bare)) return true;
  return /\{|BEGIN|END/.test(bare) && /\|&|(?<!\|)\|\s*[\w$(]|@\w+/.test(bare);
}

/** What `system("…")` and `print | "…"` run, when the text says it. */
const awkRuns = /(?:system\s*\(\s*|\|&?\s*)"((?:[^"\\]|\\.)*)"/g;

const awk: Rule = (call, scope) => {
  if (
    texts(call).some(
      (text) =>
        /^(?:-[odp]|--(?:pretty-print|dump-variables|profile))/.test(text) &&
        !/^-[odp]\w*=/.test(text),
    )
  )
    return [change(call.label, 'writes a file')];
  const inner = texts(call).flatMap((text) =>
    [...text.matchAll(awkRuns)].flatMap((run) => scope.shell(run[1] ?? '')),
  );
  if (inner.some(({ intent }) => intent === 'destructive')) return inner;
  if (texts(call).some((text) => /^(?:--include=|-i)?inplace$/.test(text))) return alters(call);
  if (hasFlag(call, '-f', '--file', '-E', '--exec', '-l', '--load')) return alters(call);
  if (texts(call).some(awkPipes)) return alters(call);
  // What goes to the terminal is read there.
  const risky = texts(call).some((word) =>
    /system\s*\(|>\s*["a-zA-Z]+\S*\s*[;}]|print[^;}]*>|\|\s*(?:"|getline)/.test(
      awkBare(word.replace(/>>?\s*"\/dev\/(?:stderr|stdout|tty|null)"/g, '')),
    ),
  );
  return risky ? [change(call.label, 'may write files or run commands')] : reads(call);
};

const tar: Rule = (call) => {
  if (
    texts(call).some((text) =>
      /^--(?:to-command|use-compress-program|checkpoint-action|info-script|new-volume-script|rsh-command|rmt-command|index-file)/.test(
        text,
      ),
    ) ||
    hasFlag(call, '-I', '-F')
  )
    return [change(call.label, 'runs a program')];
  const first = call.args[0]?.text ?? '';
  const letters = texts(call)
    .filter((text) => /^-[A-Za-z]+$/.test(text))
    .join('');
  const mode = letters + (/^[A-Za-z]+$/.test(first) ? first : '');
  if (hasFlag(call, '--remove-files')) {
    return [destructive(call.label, 'deletes the files it has packed')];
  }
  if (hasFlag(call, '--list', '--diff', '--compare') || /[td]/.test(mode)) return reads(call);
  if (hasFlag(call, '--delete')) return [destructive(call.label, 'removes members of the archive')];
  if (/x/.test(mode) && (/O/.test(mode) || hasFlag(call, '--to-stdout'))) return reads(call);
  return [change(call.label, /x/.test(mode) ? 'unpacks files' : 'writes an archive')];
};

const dd: Rule = (call) => {
  const target = texts(call)
    .find((text) => text.startsWith('of='))
    ?.slice(3);
  if (target === undefined || target === '/dev/null') return reads(call);
  if (target.startsWith('/dev/')) return [destructive(call.label, `overwrites ${target}`)];
  return [change(call.label, `writes ${target}`)];
};

const tee: Rule = (call) => {
  const { words } = positionals(call.args, new Set());
  const places = words.filter((word) => !/^\/dev\/(null|stdout|stderr|tty)$/.test(word.text));
  if (places.length === 0) return reads(call);
  for (const { text } of places) {
    const controlled = controlFile(text);
    if (controlled !== undefined) return [destructive(call.label, controlled)];
    if (/^\/dev\/(?!shm\/)/.test(text))
      return [destructive(call.label, `overwrites the device ${text}`)];
  }
  return [change(call.label, `writes ${places.map((word) => word.text).join(', ')}`)];
};

/** Of nothing, a file is made that holds nothing. */
const cp: Rule = (call) => {
  const [from, to] = positionals(call.args, new Set(['-t', '-S'])).words;
  return from?.text === '/dev/null' && to !== undefined
    ? [destructive(call.label, `empties ${to.text}`)]
    : [change(call.label, 'copies files')];
};

const truncate: Rule = (call) => {
  const size = flagValue(call, '-s', '--size')?.text ?? '';
  if (/^\+/.test(size)) return alters(call);
  return [destructive(call.label, 'cuts the file off')];
};

const rsync: Rule = (call) => {
  const runs = flagValues(call, '-e', '--rsh', '--rsync-path').find(
    ({ text }) => !/^(?:ssh|rsh|(?:sudo )?\S*\brsync)(?: (?:-[a-zA-Z]+|[\w./~@-]+))*$/.test(text),
  );
  if (runs !== undefined) return [change(call.label, `runs ${runs.text}`)];
  if (hasFlag(call, '--dry-run', '--list-only') || hasLetter(call, 'n')) return reads(call);
  if (texts(call).some((text) => /^--(delete|del|remove-source-files)/.test(text))) {
    return [destructive(call.label, 'deletes files at one side')];
  }
  return [change(call.label, 'copies files')];
};

const gzip: Rule = (call) => {
  const toOutput = hasLetter(call, 'c') || hasFlag(call, '--stdout', '--to-stdout');
  const test = hasLetter(call, 't') || hasLetter(call, 'l') || hasFlag(call, '--test', '--list');
  const files = positionals(call.args, new Set()).words.length;
  if (toOutput || test || files === 0) return reads(call);
  return [change(call.label, 'replaces the file')];
};

const sort: Rule = (call) =>
  hasFlag(call, '--compress-program') ||
  hasFlag(call, '-o', '--output') ||
  texts(call).some((text) => /^-[a-zA-Z]*o/.test(text))
    ? [change(call.label, 'writes a file')]
    : reads(call);

const yq: Rule = (call) =>
  hasFlag(call, '-s', '--split-exp') ||
  hasFlag(call, '--inplace', '--in-place') ||
  hasLetter(call, 'i')
    ? alters(call)
    : reads(call);

const unzip: Rule = (call) =>
  hasFlag(call, '-l', '-t', '-v', '-Z', '-p') ? reads(call) : [change(call.label, 'unpacks files')];

/** A flag that writes a file or runs a program. */
function readsUnless(flags: string): Rule {
  const list = listOf(flags);
  return (call) =>
    hasFlag(call, ...list) ? [change(call.label, 'writes a file or runs a program')] : reads(call);
}

const split: Rule = does('writes files');

/** Files: reading, copying, packing, deleting. */
export const files: Readonly<Record<string, Rule>> = {
  ...named(readers, reads),
  ...named('touch, mkdir, install, ln, link, patch, mktemp, mkfifo, mv, rename', alters),
  cp,
  ...named('chmod, chown, chgrp, setfacl, chattr, chcon', does('changes permissions')),
  restorecon: (call) =>
    hasLetter(call, 'n') ? reads(call) : [change(call.label, 'changes permissions')],
  ...named('zip, 7z, cpio, ar, split, csplit, dos2unix, unix2dos, scp, sftp, rclone', split),
  ...named('rm, unlink', rm),
  ...named('shred, wipe, srm', loses('destroys the file beyond recovery')),
  ...named('awk, gawk, mawk, nawk', awk),
  ...named('gzip, gunzip, bzip2, bunzip2, xz, unxz, zstd, unzstd, lz4, pigz', gzip),
  ...named('xmllint, tree, iconv, sdiff, pv', sort),
  ...named('base64, base32', (call) =>
    hasFlag(call, '-o', '--output') ? [change(call.label, 'writes a file')] : reads(call),
  ),
  bat: readsUnless('--pager, --diff-pager'),
  rg: readsUnless('--pre, --hostname-bin'),
  ...named('less, more, zless', readsUnless('-o, -O, --log-file, --LOG-FILE')),
  xxd: (call) =>
    positionals(call.args, new Set(['-c', '-g', '-l', '-n', '-o', '-s'])).words.length > 1
      ? [change(call.label, 'writes a file')]
      : reads(call),
  file: readsUnless('-C, --compile'),
  mlr: (call, scope) =>
    hasFlag(call, '-I', '--prepipe', '--prepipex') ||
    texts(call).some((text) =>
      /^(?:tee|split)$|\b(?:system|exec)\s*\(|\b(?:tee|emit\w*|print\w*|dump)\b[^;]*?>|\|\s*"/.test(
        text,
      ),
    )
      ? alters(call)
      : sort(call, scope),
  uniq: (call) =>
    positionals(call.args, new Set(['-f', '-s', '-w'])).words.length > 1
      ? alters(call)
      : reads(call),
  rmdir: does('removes empty folders'),
  find,
  ...named('fd, fdfind', fd),
  sed,
  tar,
  dd,
  tee,
  truncate,
  rsync,
  sort,
  yq,
  unzip,
  logrotate: readsWith('-d, --debug', alters),
};
