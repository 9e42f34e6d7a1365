import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Scope } from '../scope';
import { fieldOf, type SyntaxNode } from '../syntaxNode';

/** Modules that compute, parse or ask, whatever is called on them below. */
const modules =
  /^(?:json|sys|re|math|datetime|time|base64|hashlib|hmac|secrets|uuid|random|string|platform|collections|itertools|functools|statistics|textwrap|pprint|csv|io|ipaddress|urllib|urllib\.parse|urllib\.request|decimal|calendar|locale|typing|dataclasses|os|os\.path|socket|ssl|struct|zlib|binascii|html|xml\.etree\.ElementTree|yaml|tomllib|configparser|importlib\.metadata|zoneinfo|__future__)$/;
/** Functions and methods that touch nothing. */
const plain = new Set(
  `print len str int float bool list dict set tuple sorted reversed enumerate zip map filter range sum
min max abs round any all isinstance type repr ord chr hex bin format vars getattr hasattr next iter
divmod hash id input_ loads load dumps reader DictReader get items keys values split rsplit splitlines
strip lstrip rstrip join format replace lower upper title startswith endswith find index count encode
decode append extend sort group groups match search findall finditer compile sub now utcnow today
fromtimestamp strftime strptime isoformat timestamp total_seconds time monotonic sleep_ b64encode
b64decode hexdigest digest md5 sha1 sha256 sha512 token_hex token_urlsafe token_bytes uuid4 uuid1
randint choice random getenv getcwd exists isfile isdir basename dirname read readline readlines
urlparse quote quote_plus unquote urlencode parse_qs pprint pformat safe_load Decimal timedelta
datetime date most_common Counter defaultdict mean median exit quit version python_version gethostname
gethostbyname getaddrinfo ip_network ip_address fromstring parse iter findtext sqrt floor ceil log pow
isdigit isalpha zfill ljust rjust center partition rpartition setdefault update copy pop add union
difference intersection most_common system_ StringIO Element dumps_ getLogger namedtuple reduce`
    .split(/\s+/)
    .filter((name) => name !== '' && !name.endsWith('_')),
);

/** Classifies Python: only what certainly computes, reads standard input and prints is a check. */
export function classifyPython(source: string, scope: Scope): readonly Finding[] {
  const tree = scope.grammars.python(source);
  if (tree === undefined || tree.broken) return [notUnderstood(source)];
  const findings: Finding[] = [check(source)];
  const own = new Set<string>();
  const nodes: SyntaxNode[] = [];
  const waiting = [tree.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    waiting.push(...node.children);
    if (node.type === 'function_definition') {
      const name = fieldOf(node, 'name');
      if (name !== undefined) own.add(source.slice(name.start, name.end));
    }
  }
  for (const node of nodes) {
    const text = source.slice(node.start, node.end);
    if (node.type === 'call') findings.push(...callFinding(node, source, own));
    else if (node.type === 'import_statement' || node.type === 'import_from_statement') {
      if (
        !importedModules(node, source).every((name) => modules.test(name)) ||
        !importedNames(node, source).every((name) => plain.has(name) || !acts.test(name))
      ) {
        findings.push(change(text, 'uses a module that may do anything'));
      }
    } else if (node.type === 'attribute' && acts.test(text.slice(text.lastIndexOf('.') + 1))) {
      findings.push(change(text, `names ${text}`));
    } else if (/^(?:delete_statement|exec_statement)$/.test(node.type)) {
      findings.push(change(text));
    }
  }
  return findings;
}

/** What modules that are known alter the world with, also when it is only named: `map(os.remove, …)`. */
const acts =
  /^(?:remove|unlink|rmdir|removedirs|rename|renames|system|popen|exec\w*|spawn\w*|posix_spawn\w*|kill|killpg|chmod|chown|lchown|mkdir|makedirs|mkfifo|mknod|link|symlink|truncate|ftruncate|putenv|startfile|urlretrieve|Request|FileIO|sendall|sendto|fdopen|utime|setxattr|umask|fork|abort|reload|import_module)$/;

/** The names a `from … import …` brings in, as they are called in their module. */
function importedNames(node: SyntaxNode, source: string): readonly string[] {
  if (node.type !== 'import_from_statement') return [];
  return node.children
    .filter((child) => child.field === 'name')
    .map((child) => {
      const inner = child.type === 'aliased_import' ? (fieldOf(child, 'name') ?? child) : child;
      return source.slice(inner.start, inner.end);
    });
}

function importedModules(node: SyntaxNode, source: string): readonly string[] {
  const from = fieldOf(node, 'module_name');
  const named =
    from === undefined ? node.children.filter((child) => child.field === 'name') : [from];
  return named.map((child) => {
    const inner = child.type === 'aliased_import' ? (fieldOf(child, 'name') ?? child) : child;
    return source.slice(inner.start, inner.end);
  });
}

function callFinding(
  node: SyntaxNode,
  source: string,
  own: ReadonlySet<string>,
): readonly Finding[] {
  const callee = fieldOf(node, 'function');
  const text = source.slice(node.start, node.end);
  if (callee === undefined) return [notUnderstood(text)];
  const path = source.slice(callee.start, callee.end);
  const name = path.split('.').at(-1) ?? '';
  if (own.has(path) || plain.has(name)) return [];
  if (path === 'open') return opened(node, source, text);
  if (name === 'urlopen') return /\bdata\s*=|Request\(/.test(text) ? [change(text)] : [];
  if (
    /^(?:remove|unlink|rmtree|rmdir|delete\w*|drop\w*|truncate|flush\w*|kill|terminate)$/.test(name)
  ) {
    return [destructive(text, `calls ${name}`)];
  }
  return [change(text, `calls ${path}`)];
}

function opened(node: SyntaxNode, source: string, label: string): readonly Finding[] {
  const list = fieldOf(node, 'arguments');
  const given = list === undefined ? [] : list.children.filter((child) => child.named);
  if (given.length === 1) return [];
  const mode = given[1] === undefined ? '' : source.slice(given[1].start, given[1].end);
  return /^(?:mode\s*=\s*)?["'][rbt]+["']$|^encoding/.test(mode)
    ? []
    : [change(label, 'writes a file')];
}
