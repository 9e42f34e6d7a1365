import type { Intent } from '../intent';
import { addressIntent } from './addressWords';

/** What a POST asks for by its body, where the body is in a language that tells reads apart. */

const losing =
  /^(?:delete|remove|destroy|purge|drop|truncate|wipe|erase|terminate|kill|revoke|deactivate|archive_|clear|flush)/i;

/**
 * Says what a request with this body does; undefined when the body does not tell.
 * @param address with or without its host
 */
export function bodyIntent(address: string, body: string): Intent | undefined {
  const path = address.replace(/[?#].*$/s, '');
  const value = parse(body);
  const graph = /\/(?:graphql|gql)(?:\/v?\d*)?\/?$/i.test(path);
  if (graph) return graphIntent(value, body);
  if (/\/_aliases\/?$/.test(path) && /"remove_index"\s*:/.test(body)) return 'destructive';
  if (/\/_bulk\/?$/.test(path) && /^\s*\{\s*"delete"\s*:/m.test(body)) return 'destructive';
  // A shard that is old or empty in the place of the one that is gone (Elasticsearch, reroute).
  if (
    /\/_cluster\/reroute\/?$/.test(path) &&
    /"accept_data_loss\\?"\s*:\s*(?:\\?")?true/.test(body)
  )
    return 'destructive';
  // A form may carry a statement for a database: `q=DROP DATABASE x`.
  if (value === undefined && /^\s*[\w.-]+=/.test(body)) {
    const asked = addressIntent(`${path.endsWith('/query') ? '/query' : '/'}?${body.trim()}`);
    return asked === 'check' ? undefined : asked;
  }
  if (/\/update\/?$/.test(path) && /<delete>|^\s*\{\s*"delete"\s*:/.test(body))
    return 'destructive';
  const calls: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (calls.length === 0 || !calls.every(isRpc)) return undefined;
  return worst(calls.map(rpcIntent));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function worst(intents: readonly Intent[]): Intent {
  if (intents.includes('destructive')) return 'destructive';
  return intents.includes('change') ? 'change' : 'check';
}

function graphIntent(value: unknown, body: string): Intent | undefined {
  const requests: readonly unknown[] = Array.isArray(value) ? value : [value];
  const documents = requests.map((request) =>
    typeof request === 'object' && request !== null && 'query' in request
      ? request.query
      : undefined,
  );
  if (value === undefined && /^\s*(?:query|mutation|\{\s*[A-Za-z_])/.test(body)) {
    return documentIntent(body);
  }
  if (documents.length === 0) return undefined;
  const intents = documents.map((document) =>
    typeof document === 'string' ? documentIntent(document) : 'change',
  );
  return worst(intents);
}

/** Cuts a GraphQL document into words and brackets; texts and comments are left out. */
const tokens = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[A-Za-z_]\w*|[{}()[\]:]/g;

/** A document is as bad as its worst operation; what a mutation is called says what it loses. */
export function documentIntent(document: string): Intent {
  let depth = 0;
  let inArguments = 0;
  let kind = '';
  let intent: Intent = 'check';
  let operations = 0;
  let afterColon = '';
  for (const [token] of document.matchAll(tokens)) {
    if (/^["#]/.test(token)) continue;
    if (token === '(' || token === '[') inArguments += 1;
    else if (token === ')' || token === ']') inArguments -= 1;
    else if (inArguments > 0) continue;
    else if (token === '{') {
      if (depth === 0) operations += 1;
      depth += 1;
    } else if (token === '}') {
      depth -= 1;
      if (depth === 0) kind = '';
    } else if (depth === 0 && kind === '') {
      kind = token;
      if (token === 'mutation') intent = intent === 'destructive' ? intent : 'change';
      else if (!/^(?:query|fragment)$/.test(token)) return 'change';
    } else if (depth === 1 && kind === 'mutation') {
      if (losing.test(token) || /(?:Delete|Remove|Destroy|Purge)$/.test(token))
        intent = 'destructive';
    }
    afterColon = token;
  }
  const whole = depth === 0 && inArguments === 0 && operations > 0 && afterColon === '}';
  return whole || intent !== 'check' ? intent : 'change';
}

interface Rpc {
  readonly method: string;
  readonly params?: unknown;
}

function isRpc(value: unknown): value is Rpc {
  return (
    typeof value === 'object' &&
    value !== null &&
    'method' in value &&
    typeof value.method === 'string' &&
    ('jsonrpc' in value || 'params' in value)
  );
}

/** Methods that are known to read, of the servers that are asked in JSON-RPC. */
const readingMethods = new RegExp(
  `^(?:${[
    'eth_(?:blockNumber|syncing|chainId|gasPrice|call|estimateGas|accounts|coinbase|mining|hashrate|feeHistory|maxPriorityFeePerGas|protocolVersion|get(?!FilterChanges)\\w+)',
    'net_(?:version|listening|peerCount)',
    'web3_(?:clientVersion|sha3)',
    'txpool_(?:status|content|inspect)',
    'admin_(?:nodeInfo|peers)',
    'system_(?:health|peers|syncState|chain|version|name|localPeerId)',
    '(?:chain|state)_get\\w+',
    'get(?:block\\w*|network\\w*|mempool\\w*|peerinfo|mininginfo|connectioncount|bestblockhash|chaintips|difficulty|rawtransaction|rawmempool|txout\\w*|wallet\\w*|balances?|transaction|indexinfo|zmqnotifications|memoryinfo|nettotals|nodeaddresses)',
    'list(?:wallets|unspent|transactions|banned|descriptors|sinceblock)',
    '(?:decode\\w+|validateaddress|estimatesmartfee|uptime|help|testmempoolaccept)',
    'get(?:Health|Slot|Version|Epoch\\w+|Block\\w*|Balance|Cluster\\w+|Vote\\w+|Identity|Transaction\\w*|Account\\w+|Supply|Inflation\\w+|Genesis\\w+|Signature\\w+|Recent\\w+|Leader\\w+|Latest\\w+)',
    '[a-z]+\\.get',
    'apiinfo\\.version',
    'system\\.(?:listMethods|methodSignature|methodHelp|getCapabilities)',
    '(?:torrent|session)-(?:get|stats)',
  ].join('|')})$`,
);

function rpcIntent({ method, params }: Rpc): Intent {
  if (readingMethods.test(method)) return 'check';
  // Switches of Arista take lines of their console.
  if (method === 'runCmds') {
    const lines = /"cmds":(\[[^\]]*\])/.exec(JSON.stringify(params ?? {}))?.[1] ?? '';
    const commands = parse(lines);
    if (Array.isArray(commands) && commands.length > 0)
      return commands.every((line) => typeof line === 'string' && /^(?:show|enable$)\b/.test(line))
        ? 'check'
        : 'change';
  }
  return /[._](?:delete|remove|destroy|purge|drop)\w*$|^(?:delete|remove|destroy|purge|drop)/i.test(
    method,
  )
    ? 'destructive'
    : 'change';
}
