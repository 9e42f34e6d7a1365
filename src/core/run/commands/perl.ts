import { change, destructive, notUnderstood, type Finding } from '../finding';
import type { Call, Rule, Scope } from '../scope';
import { texts } from './arguments';
import { reads } from './tool';

/** Words of Perl that compute, or read what the program is fed. */
const words = new Set(
  `print printf say if unless and or not xor else elsif while until for foreach my our local next last redo
split join map grep sort reverse keys values each push pop shift unshift splice index rindex substr sprintf
lc uc lcfirst ucfirst chomp chop length defined exists delete scalar wantarray abs int sqrt hex oct log exp sin
cos rand time localtime gmtime eq ne lt gt le ge cmp x ord chr pos quotemeta ref sum sum0 max min first uniq
BEGIN END STDIN STDOUT STDERR eof undef die warn exit strftime decode_json encode_json to_json from_json floor ceil
printf any all none pairs shuffle use strict warnings`.split(/\s+/),
);
const modules =
  /^-[mM](?:List::Util|POSIX|Time::(?:Local|Piece|HiRes)|JSON::PP|Data::Dumper|MIME::Base64|Digest::\w+|Text::Wrap|Scalar::Util|strict|warnings|utf8|feature)(?:=[\w,]+)?$/;
const quoted = /"(?:[^"\\@$]|\\.|[@$](?![{(]))*"|'(?:[^'\\]|\\.)*'/g;
/** A pattern where Perl expects a value, and a substitution without code in it. */
const pattern =
  /(?<=(?:^|[~(,;{!|&]|\.\.\.?|\b(?:if|unless|and|or|not|split|grep|while|until))\s*)\/(?:[^/\\\n]|\\.)+\/[a-df-z]*|\b(?:m|qr)\/(?:[^/\\\n]|\\.)+\/[a-df-z]*|\b(?:s|tr|y)\/(?:[^/\\\n]|\\.)*\/(?:[^/\\\n$@]|\\.|\$[\w&]|\$\{\w+\})*\/[a-df-z]*|\bq[wq]?\([^()$@]*\)/g;

/** `perl -ne '…'` that only looks through what it is fed; anything else runs a program. */
export const perl: Rule = (call, scope) => {
  const program: Finding[] = [change(call.label, 'runs a program')];
  const args = texts(call);
  if (args.length === 1 && /^(?:-v|-V|--version)$/.test(args[0] ?? '')) return reads(call);
  let code: string | undefined;
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const text = args[at] ?? '';
    if (code === undefined && /^-[lanpw0-7]*[eE]$/.test(text)) code = args[(at += 1)];
    else if (/^-[lanpw]+$|^-0[0-7]*$|^-F\S+$/.test(text) || modules.test(text)) continue;
    else rest.push(text);
  }
  if (code === undefined) return program;
  // A file's name with such a sign opens a command or writes.
  if (rest.some((text) => /^-|[|<>]/.test(text))) return program;
  if (onlyLooks(call, code)) return reads(call);
  return [notUnderstood(call.label), ...losses(call, code, scope)];
};

/** What is known to be lost in a program that is not understood as a whole. */
function losses(call: Call, code: string, scope: Scope): readonly Finding[] {
  const inner = [...code.matchAll(/\b(?:system|exec)\s*\(?\s*(?:"([^"$@]*)"|'([^']*)')/g)]
    .flatMap(([, double, single]) => scope.shell(double ?? single ?? ''))
    .filter(({ intent }) => intent === 'destructive');
  const bare = code.replace(quoted, '""').replace(pattern, '//');
  return /(?<![$@%&\w>])(?:unlink|rmdir|rmtree|remove_tree|truncate|kill)(?![\w:]|\s*=>?)/.test(
    bare,
  )
    ? [destructive(call.label, 'deletes files or ends processes'), ...inner]
    : inner;
}

function onlyLooks(call: Call, code: string): boolean {
  if (!call.args.every((word) => word.known || word.text !== code)) return false;
  // Code in a pattern, or in a text between braces.
  if (/\(\?\??\{|[$@]\{\s*[^\s\w^}$]/.test(code)) return false;
  const bare = code
    .replace(quoted, '""')
    .replace(pattern, '//')
    .replace(/[$@%&]#?\{?\^?\w+\}?/g, (name) => (/^&|ARGV\b|\^/.test(name) ? 'call' : '$'));
  if (
    /[`<]|->\s*[\w$(]|&\w|(?<!&)&\s*[{$"]|\*\w|::/.test(bare.replace(/<(?:STDIN|>)|<=>?|<\s/g, ''))
  )
    return false;
  return [...bare.matchAll(/[A-Za-z_]\w*/g)].every(([word]) => words.has(word));
}
