import { isWorse } from '../finding';
import type { Intent } from '../intent';

/**
 * What an address asks for by its words. A GET should be safe (RFC 9110 §9.2.1), but many servers
 * have addresses that act when they are read: `/admin/reload`, `?action=restart`.
 */

/** Verbs that take something away. */
const losing =
  /^(?:delete|del|destroy|purge|drop|truncate|flush|wipe|erase|remove|prune|clear|undelete_|shutdown|poweroff|halt|reboot|terminate|kill|drain|quit|quitquitquit|stop|evict|revoke|undeploy|unpublish|unload|deregister|unregister|decommission|deactivate|uninstall|abandon|forget|seal|leave)$/;
/** Verbs that alter something, and are no names of things. */
const altering =
  /^(?:reload|restart|rebuild|reindex|refresh|regenerate|resync|resynchronize|recreate|recompute|recalculate|rescan|reprocess|reprovision|redeploy|requeue|replay|rerun|retry|redeliver|resend|reset|reopen|renew|rotate|rollback|revert|rebalance|reroute|reconfigure|reconnect|reconcile|invalidate|expire|cancel|abort|pause|resume|suspend|unsuspend|enable|disable|activate|toggle|trigger|invoke|execute|exec|launch|fire|start|promote|demote|failover|failback|switchover|cordon|uncordon|migrate|compact|defrag|defragment|optimize|vacuum|repair|warmup|prewarm|create|add|insert|register|save|apply|provision|publish|unlock|upgrade|update|import|fetchindex|ack|acknowledge|approve|reject|merge|split|move|rename|enqueue|logout|unsubscribe|push|send|notify|gc|cleanup|quietdown|unmaintain|silence|unsilence|mute|unmute|ban|unban|block|unblock|write|undelete|install)$/;
/** Verbs that are also names of things: they count only where the address ends in them. */
const doubtful =
  /^(?:run|build|deploy|sync|backup|restore|set|lock|switch|clean|test_|on|off|fail|upload|mark|install|commit|rebuild|load|assign|attach|detach|scale|force)$/;
/** What such an address says about its verb: it is shown, not done. */
const shown =
  /^(?:status|statuses|state|states|report|reports|history|log|logs|list|count|counts|info|stats|statistics|metrics|config|configuration|settings|policy|policies|schedule|schedules|queue|events?|errors?|time|times|date|at|by|id|ids|reason|reasons|result|results|progress|preview|plan|estimate|eligibility|options|help|docs?|summary|details?|health|version|versions|candidates|check|checks|validate|requests?|jobs?|tasks?|rate|rates|ready|required|needed|allowed|possible|token_|rules?|audit|diff|show|get|search|notes|dashboard|overview|view|template|templates|script|scripts|guide|protection|lag|window|windows)$/;
/** A verb behind these was done or is to be done: `/last-restart`. */
const waiting = /^(?:last|latest|pending|next|recent|scheduled|planned|previous|failed|how|no)$/;
/** Query parameters that name what is to be done. */
const asking =
  /^(?:action|cmd|cmnd|command|op|operation|do|task|method|turn|press|power|toggle|act)$/i;
/** Values of them that only look. */
const looking =
  /^(?:status|list|get|show|info|details?|view|search|query|describe|read|check|download|stats|statistics|metrics|version|help|ping|health|count|find|lookup|display|print|dump|export|browse|test|validate|verify|overview|history|log|logs|head|stat|exists|has|is|indexversion|filelist|requeststatus|clusterstatus|overseerstatus|listaliases|liststatus|listxattrs|getfilestatus|getcontentsummary|getfilechecksum|gethomedirectory|getaclstatus|open|tables|schema|index|login|sessions|serverinfo|resources|threaddump|select|explain)$/;
/** Query parameters that ask for it by their mere presence. */
const switches =
  /^(?:delete|purge|flush|drop|truncate|wipe|destroy|reload|rebuild|reindex|restart|clear|invalidate|regenerate|resync|shutdown|reboot|reset|recreate|quit|kill|trigger|run|execute|submit|apply|sync|enable|disable|optimize|restore|upgrade|failover|promote)$/;
const off = /^(?:0|false|no|off|none|null)$/i;
const file = /\.[a-z][a-z0-9]{0,4}$/i;
/** Stores in which every name is a key, and sites that carry files and texts. */
const plainStores =
  /^\/(?:v1\/kv|v2\/keys|v1\/catalog|api\/v1\/namespaces|apis|static|assets|docs|blog|wiki|help|download|downloads|pkg|packages|artifacts?|artifactory|repository)\//i;

/** Says what a request to read an address does by the words in it. */
export function addressIntent(address: string): Intent {
  const [path = '', query = ''] =
    withoutHost(address)
      .split('#', 1)[0]
      ?.split(/\?(.*)/s) ?? [];
  return worse(pathIntent(path), queryIntent(query, path));
}

/** True when the address asks the server only to say what it would do. */
export function isDryRunAddress(address: string): boolean {
  return parameters(withoutHost(address).split(/\?(.*)/s)[1] ?? '').some(
    ([name, value]) =>
      /^(?:dry[-_]?run|validate[-_]?only|simulate)$/i.test(name) && !off.test(value),
  );
}

function worse(a: Intent, b: Intent): Intent {
  return isWorse(a, b) ? a : b;
}

function withoutHost(address: string): string {
  return address
    .replace(/^["']|["']$/g, '')
    .replace(/^[a-z][a-z+.-]*:\/\/[^/?#]*/i, '')
    .replace(/^[\w.${}-]+(?::[\w${}]+)?(?=\/)/, '');
}

/** The words of a segment: `safeRestart`, `cache-clear`, `_flush` are cut into theirs. */
function wordsOf(segment: string): readonly string[] {
  return decode(segment)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function pathIntent(path: string): Intent {
  if (plainStores.test(path)) return 'check';
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '-');
  let intent: Intent = 'check';
  const last = segments.length - 1;
  for (let at = last; at >= Math.max(0, last - 3); at -= 1) {
    const words = wordsOf(segments[at] ?? '');
    const tail = words.at(-1) ?? '';
    // What stands behind a verb says what is shown of it: `/reload/status`, `/reload-status`.
    if (shown.test(tail)) return intent;
    // A file is fetched, unless a cache is told to drop it: `/purge/images/logo.png`.
    if (at === last && file.test(segments[at] ?? '')) {
      return /^(?:purge|invalidate|ban)$/.test(segments[0] ?? '') && last > 0
        ? 'destructive'
        : 'check';
    }
    intent = worse(segmentIntent(segments[at] ?? '', words, at === last), intent);
  }
  return intent;
}

/** Names of things that begin as a verb: `/stop-words`, `/drop-shipments`. */
const things =
  /^(?:stop (?:words?|lists?|loss(?:es)?|codes?|points?|orders?|overs?|signs?|times?)|drop (?:ships?|shipments?|shipping|downs?|offs?|zones?|box(?:es)?|points?|outs?|ins?)|kill (?:switches|chains?)|leave (?:types?|balances?|days?|records?|applications?|allowances?|calendars?|policies|entitlements?)|clear(?:ing)? (?:rates?|houses?)|delete markers?|seal (?:numbers?|types?)|push (?:notifications|tokens|subscriptions|devices|channels)|write (?:offs?|concerns?)|add ons?|move (?:ins?|outs?|orders?)|merge (?:requests?|fields?|tags?)|split (?:tests?|payments?|shipments?)|launch (?:dates?|sites?|pads?)|fire (?:alarms?|stations?|drills?)|start (?:ups?|dates?|points?)|save (?:games?|points?)|trigger (?:words?|types?)|block (?:heights?|lists?|numbers?|rewards?)|release (?:notes?|dates?)|execute (?:permissions?|rights?)|upgrade paths?|update (?:channels?|notes?|sites?)|register (?:offices?|entries)|insert (?:types?|slots?))$/;

function segmentIntent(segment: string, words: readonly string[], isLast: boolean): Intent {
  const [first = '', second = ''] = words;
  // Elasticsearch's `_flush` writes to disk, and so does a flush to storage.
  if (/^_flush$|^force_flush$/.test(segment)) return 'change';
  const only = words.length === 1;
  if (things.test(words.join(' '))) return 'check';
  if (!only && (!isLast || waiting.test(first))) return 'check';
  const verbs = /^(?:force|safe|do|bulk|batch|soft|hard|manual|full|delta|auto)$/.test(first)
    ? [second]
    : [first, ...(words.length === 2 ? [second] : [])];
  if (verbs.some((verb) => losing.test(verb))) return 'destructive';
  if (verbs.some((verb) => altering.test(verb))) return 'change';
  if (isLast && only && doubtful.test(first)) return 'change';
  return isLast && !only && /^(?:build|run|deploy|sync|set|lock|clean|load)$/.test(verbs[0] ?? '')
    ? 'change'
    : 'check';
}

function parameters(query: string): readonly (readonly [string, string])[] {
  return query
    .split(/[&;]/)
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', value = ''] = part.split(/=(.*)/s);
      return [decode(name), decode(value)] as const;
    });
}

function queryIntent(query: string, path: string): Intent {
  let intent: Intent = 'check';
  for (const [name, value] of parameters(query)) {
    if (asking.test(name)) intent = worse(askedIntent(name, value), intent);
    else if (isStatement(name, path)) intent = worse(statementIntent(value), intent);
    else if (/<delete>/i.test(value)) intent = 'destructive';
    else if (/^(?:1|true|yes|on|all|force|now|full|)$/i.test(value)) {
      const [verb = '', ...rest] = wordsOf(name);
      const asks =
        rest.length === 0 || /^(?:cache|caches|all|now|index|data|queue)$/.test(rest.at(-1) ?? '');
      if (!asks || !switches.test(verb)) continue;
      intent = worse(losing.test(verb) ? 'destructive' : 'change', intent);
    }
  }
  return intent;
}

/** What is looked for may read like a statement: `/search?q=drop+table`. */
function isStatement(name: string, path: string): boolean {
  if (/search|find|autocomplete|suggest/i.test(path)) return false;
  return /^(?:query|sql|statement)$/i.test(name) || (name === 'q' && /\/query\/?$/.test(path));
}

/** `?action=restart`; what nobody knows is a change, where the name leaves no doubt. */
function askedIntent(name: string, value: string): Intent {
  const words = wordsOf(value);
  const whole = words.join('');
  if (value === '' || /^[{<$[]/.test(value)) return 'check';
  if (words.some((word, at) => at < 2 && losing.test(word)) || /^delete/.test(whole))
    return 'destructive';
  if (looking.test(whole) || words.some((word) => looking.test(word))) return 'check';
  if (/^(?:get|list|describe|show)/.test(whole)) return 'check';
  if (words.some((word, at) => at < 3 && (altering.test(word) || doubtful.test(word))))
    return 'change';
  return /^(?:cmd|cmnd|command|op|action|turn|press|power|toggle)$/i.test(name)
    ? 'change'
    : 'check';
}

/** A statement for a database stands in the address. */
function statementIntent(value: string): Intent {
  if (/^\s*(?:drop|delete|truncate|kill|detach)\s+\w/i.test(value)) return 'destructive';
  return /^\s*(?:insert|update|create|alter|grant|revoke|rename|optimize|system|attach)\s+\w/i.test(
    value,
  ) || /^\s*mutation\b/.test(value)
    ? 'change'
    : 'check';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
