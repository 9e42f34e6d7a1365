/** Words of a command that say how or where it works, and not on what. */
const NO_OBJECT =
  /^(?:sudo|ssh|bash|sh|docker|compose|kubectl|oc|podman|helm|psql|redis-cli|mysql|mongosh|systemctl|aws|az|gcloud|terraform|delete|del|remove|rm|drop|destroy|purge|wipe|erase|truncate|clear|reset|prune|cleanup|unlink|flush\w*|from|table|schema|database|where|select|and|or|not|into|set|with|like|between|limit|interval|cascade|force|namespaces?|local|https?|localhost|volumes?|images?|containers?|pods?|nodes?|deployments?|services?|topics?|queues?|snapshots?|backups?|users?|groups?|indexe?s?|index|json|yaml|csv|text|name|names|list|describe|output|recurse|path|item|true|false|null|count|status|days?|hours?|prod|production|staging|echo|cat|then|done|else|item|while|read|for|in|do|if|fi|name|value|query|values|available|old|new|data|main|vol|lun|get|put|post|all|yes)$/;

/** What says where: a host, a namespace, a login. */
export const PLACE =
  /host|server|bootstrap|broker|url|endpoint|addr|namespace|^\$?\{?ns\}?$|context|^\$?\{?ctx|cluster|user(?:name)?$|auth|token|region|profile|home|alias|^\$?\{?(?:db|database|schema|node|es|redis|mongo_uri|uri|realm|project|account|vault|svm|vserver)\}?$/i;

/** Where a command works, in its options; `-g` and `-r` are a group and a region of Azure. */
export const PLACE_FLAGS =
  /\s(?:-n|-g|-r|-h|-H|--(?:resource-group|login-path|namespace|region|host|context|profile|project))[= ]\S+/g;

/** What takes or shows, at the head of each command. */
const PROGRAM =
  /(^|[|;&]|\b(?:do|then|else)\b)[ \t]*(?:sudo\s+(?:-\S+ (?:\w+ )?)?)?["']?[\w./-]+/gm;

/** The names of what some lines work on: variables, the last parts of paths, tables, addresses. */
export function objectsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const words =
    text
      .replace(/(^|\s)#.*$/gm, '')
      .replace(PROGRAM, '$1 ')
      .match(/[^\s'"`=;,|()]+/g) ?? [];
  for (const word of words) {
    if (/^-/.test(word)) continue;
    const bare = word.replace(/[}\])]*$/, (end) => (/[{[(]/.test(word) ? end : ''));
    const name = lastPart(bare.replace(/(?:[\\/.-]?\*)+$|[\\/:]+$/g, ''));
    const lower = name
      .toLowerCase()
      .replace(/^[<[{]+([\w -]+)[>\]}]+$/, '<$1')
      .replace(/^\$\{?(\w+).*$/, '$$$1')
      .replaceAll('-', '_');
    if (lower.length < 3 || !/[a-z]{2}/.test(lower)) continue;
    if (!NO_OBJECT.test(lower) && !PLACE.test(lower)) found.add(lower);
  }
  return found;
}

function lastPart(word: string): string {
  const last = word.split(/[\\/@]/).at(-1) ?? word;
  return FILE.test(last) ? last : (last.split(/(?<=\w)[.:](?=[\w$<{])/).at(-1) ?? last);
}

const FILE =
  /\.(?:csv|json|sql|txt|dump|gz|tgz|zst|xz|zip|mdb|db|log|ya?ml|conf|cfg|ini|rdb|bak|old|img|iso|list|plan|tfplan)$/;

/** Whether two commands work on something of the same name. */
export function sharesObject(one: string, other: string): boolean {
  const objects = objectsIn(one);
  for (const name of objectsIn(other)) if (objects.has(name)) return true;
  return false;
}
