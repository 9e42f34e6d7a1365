import type { SqlTree } from './postgresGrammar';
import { nameOf } from './objectNames';
import type { Effect } from './effect';

/**
 * Functions of PostgreSQL and its usual extensions that alter the server (System Administration
 * Functions, 9.28 of its manual, and the manuals of the extensions).
 */
const writers =
  /^(?:pg_(?:terminate_backend|cancel_backend|reload_conf|rotate_logfile|promote|switch_wal|switch_xlog|create_restore_point|start_backup|stop_backup|backup_start|backup_stop|wal_replay_(?:pause|resume)|xlog_replay_(?:pause|resume)|log_standby_snapshot|log_backend_memory_contexts|create_(?:physical|logical)_replication_slot|copy_(?:physical|logical)_replication_slot|drop_replication_slot|sync_replication_slots|replication_slot_advance|replication_origin_\w+|logical_emit_message|logical_slot_get_(?:binary_)?changes|advisory_(?:xact_)?(?:try_)?lock\w*|try_advisory_(?:xact_)?lock\w*|advisory_unlock\w*|import_system_collations|stat_reset\w*|stat_statements_reset|stat_force_next_flush|prewarm|notify|file_(?:write|rename|unlink|sync)|logfile_rotate|restore_\w+|clear_\w+|set_\w+|truncate_\w+|extension_config_dump|export_snapshot|nextoid|surgery|visibility_map_truncate|squeeze|repack|buffercache_evict\w*)|setval|nextval|lo_\w+|lowrite|loread|dblink(?:_exec|_connect\w*|_disconnect|_send_query|_open|_close|_cancel_query)?|brin_(?:summarize|desummarize)\w*|gin_clean_pending_list|set_config|query_to_xml\w*|cursor_to_xml|database_to_xml|http|http_(?:get|post|put|delete|patch)|cron\w*|schedule\w*|unschedule|create_\w+|drop_\w+|alter_\w+|add_\w+|remove_\w+|run_job|run_maintenance\w*|attach_\w+|detach_\w+|move_\w+|rebalance_\w+|compress_chunk|decompress_chunk|refresh_\w+|delete_\w+|update_\w+|insert_\w+|reset_\w+|set_\w+|citus_(?:add|remove|drain|move|rebalance|disable|activate)\w*|master_\w+|undistribute_table|disable_\w+|enable_\w+|purge\w*|cleanup\w*|clean_\w+|kill_\w+|terminate_\w+|heap_force_\w+|exec\w*|call_\w+|send_\w+|publish_\w+)$/i;
const losers =
  /^(?:pg_drop_replication_slot|lo_unlink|drop_chunks|pg_logical_slot_get_(?:binary_)?changes|pg_replication_slot_advance|drop_\w+|delete_\w+|purge\w*|heap_force_kill|pg_file_unlink|truncate_\w+)$/i;
/** Functions that sound like writers and are not. */
const readers =
  /^(?:lo_get|pg_export_snapshot|set_bit|set_byte|set_masklen|http_\w+_header|exec_\w+_count|set_union)$/i;

/** What a function does by its name. */
const sayings: Readonly<Record<string, string>> = {
  pg_terminate_backend: 'ends other sessions',
  pg_cancel_backend: "cancels other sessions' queries",
  pg_reload_conf: 'makes the server read its settings again',
  pg_promote: 'makes the standby the primary',
  pg_switch_wal: 'starts a new WAL file',
  setval: 'sets a sequence',
  nextval: 'takes a number from a sequence',
  pg_stat_reset: 'forgets the statistics',
  pg_stat_statements_reset: 'forgets the statistics of statements',
  set_config: 'changes a setting',
};

/** What calling a function in a query does. A function nobody knows is a change. */
export function functionEffect(call: SqlTree): Effect {
  const parts = functionName(call);
  const name = (parts.at(-1) ?? '').toLowerCase();
  const saying = sayings[name];
  if (saying !== undefined) return { intent: 'change', what: saying };
  if (readers.test(name)) return { intent: 'check', what: 'only reads' };
  if (losers.test(name)) return { intent: 'destructive', what: `calls ${name}, which loses data` };
  if (/^dblink/.test(name) && carriesLoss(call))
    return { intent: 'destructive', what: `has another database delete, by ${name}` };
  if (writers.test(name))
    return { intent: 'change', what: `calls ${name}, which has side effects` };
  if (isKnownReader(name, parts)) return { intent: 'check', what: 'only reads' };
  return { intent: 'change', what: `calls ${name}, which may have side effects` };
}

/** A statement for the other side stands in quotes. */
function carriesLoss(call: SqlTree): boolean {
  return /"sval":"\s*(?:delete|drop|truncate)\b/i.test(JSON.stringify(call));
}

/**
 * True when every function that a text of code calls is known to read.
 * @param code without comments and quoted texts
 */
export function callsOnlyReaders(code: string): boolean {
  return [...code.matchAll(/([a-z_][\w.]*)\s*\(/gi)].every(([, written = '']) => {
    const parts = written.split('.');
    const name = (parts.at(-1) ?? '').toLowerCase();
    return notFunctions.test(name) || (!writers.test(name) && isKnownReader(name, parts));
  });
}

/** Words of the language in front of a bracket. */
const notFunctions =
  /^(?:in|and|or|not|on|as|from|where|any|all|exists|over|filter|then|when|else|case|values|using|by|select|if|elsif|while|return|loop|notice|with|is|like|between|array|cast|into|varchar|numeric|char|interval|union|having)$/;

function functionName(call: SqlTree): readonly string[] {
  if (call === null || typeof call !== 'object' || Array.isArray(call)) return [];
  const names = (call as Readonly<Record<string, SqlTree>>)['funcname'];
  return Array.isArray(names) ? (names as readonly SqlTree[]).map(nameOf) : [];
}

/** Families of functions that only compute or look (chapter 9 of the manual). */
const families =
  /^(?:formatreadable\w+|tostartof\w+|tou?int\d+|todatetime\w*|todate\w*|tostring|toyyyymm\w*|uniq\w*|quantile\w*|argmin|argmax|(?:count|sum|avg|min|max)if|topk|grouparray\w*|anylast|hostname|multiif|arrayjoin|pg_(?:size_\w+|(?:total_)?relation_size|table_size|indexes_size|database_size|tablespace_size|column_size|get_\w+|stat_get_\w+|stat_file|is_\w+|last_\w+|current_\w+|wal_lsn_diff|xlog_location_diff|wal\w*name\w*|walfile_name\w*|blocking_pids|safe_snapshot_blocking_pids|isolation_test_\w+|postmaster_start_time|conf_load_time|backend_pid|my_temp_schema|listening_channels|notification_queue_usage|jit_available|trigger_depth|describe_object|identify_object\w*|function_is_visible|table_is_visible|\w+_is_visible|typeof|collation_for|encoding_to_char|char_to_encoding|input_is_valid|column_is_updatable|relation_filenode|relation_filepath|filenode_relation|ls_\w+|read_file|read_binary_file|control_\w+|settings_get_flags|tablespace_location|tablespace_databases|sleep|sleep_for|sleep_until|available_\w+|show_all_settings|lock_status|prepared_\w+|cursor|timezone_\w+|options_to_table|partition_\w+|xact_\w+|snapshot_\w+|visible_in_snapshot|wal_summary_\w+|freespace|visibility\w*|buffercache_\w+|stat_statements\w*|wait_sampling\w*|stat_kcache\w*|replication_slots|logical_slot_peek\w*|numa_available|table_bloat\w*|stats_ext_\w+|hba_file_rules|ident_file_mappings|file_settings|basetype|index_\w+|event_trigger_\w+|mcv_list_items|nextval_dummy)|pgstat\w+|jsonb?_\w+|row_to_json|to_(?:char|date|timestamp|number|jsonb?|tsvector|tsquery|hex|oct|bin|ascii|reg\w+)|array_(?:agg|append|cat|dims|fill|length|lower|ndims|position|positions|prepend|remove|replace|reverse|sample|shuffle|sort|to_string|to_json|upper)|string_(?:agg|to_array|to_table)|regexp_\w+|date_(?:part|trunc|bin|add|subtract|diff|format|sub)|xpath\w*|xml\w*|has_\w+_privilege|inet_\w+|ts_(?:rank\w*|headline|lexize|debug|stat|rewrite)|txid_\w+|age|mxid_age|row_number|rank|dense_rank|percent_rank|cume_dist|ntile|lag|lead|first_value|last_value|nth_value|percentile_\w+|mode|corr|covar_\w+|regr_\w+|stddev\w*|variance|var_pop|var_samp|bool_\w+|every|bit_(?:and|or|xor|count|length)|st_\w+|postgis_\w+|uuid_\w+|gen_random_uuid|gen_random_bytes|gen_salt|crypt|digest|hmac|timescaledb_information\w*|hypertable_\w+|show_chunks|show_tablespaces|chunks?_\w*size\w*|approximate_row_count|time_bucket\w*|citus_(?:total_relation_size|relation_size|table_size|version|stat_\w+|shard_sizes|remote_connection_stats)|aurora_(?:version|replica_status|stat\w*)|crdb_internal\w*|similarity|word_similarity|levenshtein\w*|soundex|unnest|generate_(?:series|subscripts)|make_(?:date|time|timestamp|timestamptz|interval)|overlaps|current_(?:database|schemas?|setting|user|query|catalog|role|date|time|timestamp)|session_user|quote_(?:ident|literal|nullable)|convert_(?:from|to)|width_bucket)$/i;
const single = new Set(
  `abs, avg, count, sum, min, max, round, ceil, ceiling, floor, trunc, sqrt, cbrt, power, exp, ln,
log, mod, div, gcd, lcm, sign, random, random_normal, degrees, radians, pi, sin, cos, tan, asin, acos,
atan, atan2, greatest, least, coalesce, nullif, concat, concat_ws, format, length, char_length,
character_length, octet_length, lower, upper, initcap, left, right, lpad, rpad, ltrim, rtrim, btrim,
trim, replace, reverse, repeat, split_part, strpos, position, substr, substring, overlay, translate,
ascii, chr, md5, sha224, sha256, sha384, sha512, encode, decode, normalize, starts_with, now,
clock_timestamp, statement_timestamp, transaction_timestamp, timeofday, extract, timezone, justify_days,
justify_hours, justify_interval, localtime, localtimestamp, isfinite, version, host, hostmask, netmask,
network, family, masklen, broadcast, abbrev, cardinality, coalesce, col_description, obj_description,
shobj_description, row, bit_count, get_bit, get_byte, setweight, strip, querytree, plainto_tsquery,
websearch_to_tsquery, phraseto_tsquery, numnode, enum_first, enum_last, enum_range, nlevel, subpath,
scale, min_scale, trim_scale, factorial, lower_inc, upper_inc, isempty, range_merge, multirange, like,
any_value, grouping, system_user, user, point, box, circle, line, polygon, area, center, diameter,
numrange, int4range, int8range, daterange, tsrange, tstzrange, ifnull, if, curdate, group_concat,
json, text, date, time, timestamp, int4, int8, float8, numeric, varchar, bool, oid, name, hashtext,
pgp_sym_decrypt, decrypt, unistr, parse_ident, icu_unicode_version, unicode_version, erf, casefold,
currval, lastval, crc32, crc32c, uuidv4, uuidv7, txid_current, pg_current_xact_id, stats, datediff, char, database,
schema, connection_id, last_insert_id, found_rows, isnull, len, getdate, nvl, sysdate, dateadd`
    .split(',')
    .map((name) => name.trim()),
);

function isKnownReader(name: string, parts: readonly string[]): boolean {
  // A schema of one's own may hold a function of a known name.
  const schema = parts.length > 1 ? parts[0]?.toLowerCase() : undefined;
  if (
    schema !== undefined &&
    !/^(?:pg_catalog|information_schema|public|extensions|crdb_internal)$/.test(schema)
  ) {
    return false;
  }
  // What PostgreSQL itself brings lies in its own schema; extensions may lie in these.
  if (/^(?:public|extensions)$/.test(schema ?? '')) return families.test(name);
  return single.has(name) || families.test(name);
}
