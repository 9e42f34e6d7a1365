import { change, check, destructive, type Finding } from '../finding';
import { redisCommand } from '../commands/redis';
import type { Word } from '../scope';
import { byNames, calls, data, type Library, type LibraryCall } from './library';
import { losingNames, readsAnywhere } from './plainNames';

const redisMakes =
  /^(?:Redis|StrictRedis|from_url|RedisCluster|Sentinel|ConnectionPool|BlockingConnectionPool|master_for|slave_for|pipeline|client)$/;
/** Methods of the client that are no commands of the server. */
const redisOwn =
  /^(?:close|aclose|execute|discover_master|discover_slaves|get_primary|reset|unwatch|watch|scan_iter|[hsz]scan_iter|cluster_info|register_script|get_connection_kwargs|pubsub|subscribe|psubscribe|get_message|listen|ClusterNode)$/;

/** Redis: a method is a command of the server. */
export const redis: Library = {
  does: (call) => {
    const { name, label, args, script } = call;
    if (redisMakes.test(name) || redisOwn.test(name)) return [check(label)];
    const values = args.positional.map(
      (node) => script.textOf(node, 'x')?.text ?? script.slice(node),
    );
    if (name === 'execute_command')
      return redisCommand(
        label,
        values.flatMap((v) => v.split(' ')),
      );
    if (name === 'delete') return redisCommand(label, ['del', ...values]);
    // `config_get`, `client_list`; `hmget` has no second word.
    return redisCommand(label, [...name.split('_'), ...values]);
  },
  gives: ({ name }) => (redisMakes.test(name) ? { library: redis, path: [] } : data),
  plain: /^(?:exceptions|[A-Z]\w*Error)$/,
};

const pipelineWrites = /\$(?:out|merge)\b/;

/** MongoDB. */
export const mongo: Library = {
  does: (call) => {
    const { name, label } = call;
    if (/^(?:delete_\w+|drop\w*|remove|find_one_and_delete)$/.test(name))
      return [destructive(label, `calls ${name}, which loses data`)];
    if (name === 'aggregate' && pipelineWrites.test(label))
      return [change(label, 'writes a collection')];
    if (name === 'command') {
      const command = call.script.textOf(call.args.positional[0], '?')?.text ?? '';
      return /^(?:ping|serverStatus|dbStats|collStats|replSetGetStatus|isMaster|hello|buildInfo|hostInfo|listDatabases|listCollections|connectionStatus|getParameter|top)$/.test(
        command,
      )
        ? [check(label)]
        : [change(label, 'runs a command of the server')];
    }
    const isRead =
      /^(?:MongoClient|AsyncIOMotorClient|find|find_one|aggregate|count_documents|estimated_document_count|distinct|index_information|list_\w+|server_info|get_\w+|sort|limit|skip|hint|batch_size|max_time_ms|explain|rewind|close|validate_collection|to_list|profiling_level|admin|with_options|start_session|close)$/.test(
        name,
      );
    return isRead || readsAnywhere(name) ? [check(label)] : [calls(label, name)];
  },
  gives: () => ({ library: mongo, path: [] }),
};

/** boto3: a client's method is a command of `aws`, a resource says by its names what it does. */
export const awsRoot: Library = {
  does: ({ name, label }) =>
    /^(?:client|resource|Session|setup_default_session|get_session|Config|available_\w+|get_available_\w+|get_credentials|set_stream_logger)$/.test(
      name,
    )
      ? [check(label)]
      : [calls(label, name)],
  gives: (call) => {
    if (call.name === 'client') {
      const node = call.args.positional[0] ?? call.args.named.get('service_name');
      const service = call.script.textOf(node, '?');
      return { library: awsClient, path: [service?.known === true ? service.text : '?'] };
    }
    if (call.name === 'resource') return { library: awsResource, path: [] };
    return /ession$/.test(call.name) ? { library: awsRoot, path: [] } : data;
  },
  plain: /^(?:exceptions|session)$/,
};

const awsClient: Library = {
  does: (call) => {
    const { name, label, path } = call;
    if (/^(?:get_paginator|get_waiter|can_paginate|close)$/.test(name)) return [check(label)];
    const service = path[0] === 's3' ? 's3api' : (path[0] ?? '?');
    if (/^(?:upload|download|copy|put)_?(?:file|fileobj|object)?$|^generate_presigned/.test(name))
      return [calls(label, name)];
    return call.scope.run(
      ['aws', service, name.replaceAll('_', '-')]
        .map((text): Word => ({ text, known: text !== '?' }))
        .concat(awsOptions(call)),
      undefined,
    );
  },
  gives: ({ name }) =>
    /^get_(?:paginator|waiter)$/.test(name) ? { library: awsPages, path: [] } : data,
  plain: /^(?:exceptions|meta)$/,
};

/** Only operations that read have pages, and a waiter only looks. */
const awsPages: Library = byNames({
  reads: /^(?:paginate|search|build_full_result|wait)$/,
  yields: /./,
});

/** `DesiredCount=0` as `--desired-count 0`. */
function awsOptions(call: LibraryCall): readonly Word[] {
  return [...call.args.named].flatMap(([name, node]) => {
    const flag = `--${name.replace(/([a-z0-9])(?=[A-Z])/g, '$1-').toLowerCase()}`;
    const written = call.script.slice(node);
    if (written === 'False') return [];
    if (written === 'True') return [{ text: flag, known: true }];
    const text = call.script.textOf(node, 'x') ?? { text: written, known: /^\d+$/.test(written) };
    return [{ text: flag, known: true }, text];
  });
}

const awsResource: Library = byNames({
  reads:
    /^(?:[A-Z]\w*|all|filter|limit|page_size|pages|load|reload|get|scan|query|get_item|batch_get_item|get_available_subresources|wait_until_\w+|console_output|password_data)$/,
  loses: /^(?:delete\w*|terminate|stop|purge|detach\w*|deregister\w*|remove\w*|revoke\w*)$/,
  yields: /^(?:get|scan|query|get_item|batch_get_item|console_output)$/,
});

/** Kubernetes: `list_namespaced_pod`, `delete_namespace`, … */
export const kubernetes: Library = {
  does: (call) => {
    const { name, label } = call;
    if (/^(?:delete_|create_namespaced_pod_eviction)/.test(name))
      return [destructive(label, `calls ${name}`)];
    if (/scale$/.test(name) && /replicas["']?\s*[:=]\s*0\b/.test(label))
      return [destructive(label, 'scales to 0')];
    const isRead =
      /^(?:read_|list_|get_|load_\w*config$|[A-Z]|stream$|new_client_from_config$|select_header_|is_)/.test(
        name,
      ) &&
      !/^(?:get_\w*_or_create)/.test(name) &&
      !/_exec\b/.test(label);
    return [isRead || readsAnywhere(name) ? check(label) : calls(label, name)];
  },
  gives: () => ({ library: kubernetes, path: [] }),
};

/** Clients of services whose methods say by a first verb whether they read. */
export const sdk: Library = byNames({
  reads:
    /^(?:[A-Z]\w*|from_env|from_connection_string|connect|(?:get|list|describe|read|head|fetch|search|query|count|exists|info|stats|status|state|health|ping|version|show|lookup|inspect|logs|top|df|attrs|is|has|iter|find|custom_query|nodes|indices|shards|allocation|recovery|aliases|thread_pool|pending_tasks|members|leader|peers|metrics)(?:_(?!or_|and_)\w+)?|all|filter|close|usage|children|bind)$/,
  loses:
    /^(?:delete\w*|remove\w*|kill|stop|prune\w*|drop\w*|destroy\w*|purge\w*|shutdown|power_off|evict\w*|begin_(?:delete|deallocate|power_off|purge)\w*|close_index)$/,
});

/** Commands on another machine. */
export const remoteShell: Library = {
  does: (call) => {
    const { name, label, args, script } = call;
    if (/^(?:exec_command|run|sudo|local)$/.test(name)) {
      const text = script.textOf(args.positional[0] ?? args.named.get('command'), '$_');
      return text === undefined
        ? [change(label, 'runs a command that is only known when it runs')]
        : call.scope.shell(text.text);
    }
    const isRead =
      /^(?:SSHClient|Connection|Config|AutoAddPolicy|RejectPolicy|WarningPolicy|set_missing_host_key_policy|load_system_host_keys|load_host_keys|connect|close|open|open_sftp|listdir|listdir_attr|stat|lstat|from_private_key_file|RSAKey|Ed25519Key|get_transport|is_active|recv_exit_status|set_keepalive|Context|read|readlines|readline)$/.test(
        name,
      );
    if (isRead || readsAnywhere(name)) return [check(label)];
    return [losingNames.test(name) ? destructive(label, `calls ${name}`) : calls(label, name)];
  },
  gives: ({ name }) =>
    /^(?:exec_command|run|sudo|local|read\w*)$/.test(name)
      ? data
      : { library: remoteShell, path: [] },
};

/** Models of Django: what a query set is asked. */
export const djangoModels: Library = {
  does: ({ name, path, label }): readonly Finding[] => {
    if (/^(?:delete|_raw_delete)$/.test(name)) return [destructive(label, 'deletes rows')];
    const isRead =
      /^(?:filter|exclude|all|count|exists|values|values_list|order_by|first|last|latest|earliest|get|aggregate|annotate|distinct|only|defer|using|select_related|prefetch_related|none|reverse|in_bulk|iterator|explain|dates|datetimes|Q|F|Count|Sum|Avg|Max|Min|refresh_from_db)$/.test(
        name,
      );
    return path.length > 0 && (isRead || readsAnywhere(name))
      ? [check(label)]
      : [calls(label, name)];
  },
  gives: ({ name }) =>
    /^(?:count|exists|aggregate|explain)$/.test(name) ? data : { library: djangoModels, path: [] },
};

export const djangoCache: Library = byNames({
  reads: /^(?:get|get_many|has_key|keys|ttl)$/,
  loses: /^(?:clear|delete\w*)$/,
  yields: /./,
});
