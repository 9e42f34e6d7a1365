import { change, destructive } from '../finding';
import type { Rule } from '../scope';
import { flagValue, hasFlag, positionals, texts } from './arguments';
import { named } from './named';
import { alters, does, reads, readsWith, tool } from './tool';

const vercel: Rule = tool({
  valueFlags:
    '-t, --token, -S, --scope, --cwd, -A, --local-config, -e, --env, -n, --limit, --since, --until, -m, --meta, --environment, --status',
  check:
    'ls, list, inspect, logs, whoami, env ls, env list, domains ls, domains inspect, dns ls, certs ls, alias ls, aliases ls, teams ls, project ls, project inspect, projects ls, secrets ls, bisect, target ls, help, telemetry status, integration list, blob list, redirects list, httpstat, rollback status, promote status',
  change: 'deploy, promote, rollback, redeploy, alias',
  destructive: {
    'rm, remove': 'deletes deployments',
    'env rm, env remove': 'deletes an environment variable of the running site',
    'domains rm, dns rm, alias rm, certs rm, project rm, project remove, projects rm, secrets rm, blob del':
      'deletes it',
  },
  bare: does('deploys'),
});

const netlify: Rule = tool({
  valueFlags: '--site, -s, --auth, --filter, --context',
  check:
    'status, sites:list, env:list, env:get, functions:list, logs, logs:deploy, logs:function, api listSites, watch, open, addons:list, blobs:list, blobs:get, login',
  destructive: { 'sites:delete, env:unset, blobs:delete, addons:delete, unlink': 'deletes it' },
});

const heroku: Rule = tool({
  valueFlags: '-a, --app, -r, --remote, -n, --num, -s, --source, -d, --dyno',
  check: `apps, apps:info, info, ps, logs, config, config:get, releases, releases:info, addons, addons:info, domains, status, pg, pg:info, pg:ps, pg:diagnose, pg:locks, pg:blocking, pg:long-running-queries,
    pg:outliers, pg:bloat, pg:index-usage, pg:cache-hit, pg:table-size, pg:total-table-size, pg:unused-indexes, pg:wait, pg:connection-pooling, pg:credentials, pg:backups, pg:backups:info, pg:backups:url, pg:backups:schedules, redis:info, redis, certs, certs:info, features, labs, stack,
    maintenance, pipelines, pipelines:info, pipelines:diff, access, drains, regions, auth:whoami, login, whoami, ps:type, builds, builds:info, buildpacks, apps:errors, members, orgs, run:list, webhooks, version`,
  destructive: {
    'maintenance:on': 'shows the maintenance page to everybody',
    'pg:reset': 'deletes all data of the database',
    'pg:backups:restore': 'restores over the live database',
    'pg:backups:delete, pg:killall, pg:kill': 'deletes backups or ends sessions',
    'apps:destroy, destroy, addons:destroy': 'destroys it',
    'ps:stop, ps:kill, dyno:stop, dyno:kill, stop': 'stops processes',
    'config:unset, config:remove, domains:remove, domains:clear, drains:remove, certs:remove, certs:auto:disable, access:remove':
      'removes it',
  },
  rules: {
    'ps:scale, scale': (call) =>
      texts(call).some((text) => /=0(?::|$)/.test(text))
        ? [destructive(call.label, 'scales to 0')]
        : positionals(call.args, new Set(['-a', '--app'])).words.length === 1
          ? reads(call)
          : [change(call.label)],
    'pg:psql, psql': (call, scope) => {
      const command = flagValue(call, '-c', '--command');
      return command === undefined
        ? [change(call.label, 'opens a database session')]
        : scope.sql(command.text);
    },
    run: (call, scope) => {
      const at = call.args.findIndex((word) => word.text === 'run');
      const { words } = positionals(
        call.args.slice(at + 1),
        new Set(['-a', '--app', '-s', '--size', '-r']),
      );
      const inner = words.map((word) => word.text).join(' ');
      return [
        change(call.label, 'starts a process'),
        ...scope.shell(inner).filter((finding) => finding.intent === 'destructive'),
      ];
    },
    'pg:backups:download': does('downloads a backup'),
  },
});

const fly: Rule = tool({
  valueFlags:
    '-a, --app, -c, --config, -r, --region, -o, --org, -t, --access-token, -i, --instance, --machine',
  check:
    'status, logs, apps list, list, info, releases, history, ips list, secrets list, volumes list, volumes show, volume list, volumes snapshots list, machine list, machine status, machines list, m list, m status, regions list, certs list, certs show, certs check, checks list, scale show, config show, config validate, config display, doctor, dig, ping, services list, platform status, platform regions, orgs list, auth whoami, version, postgres list, pg list, image show, dashboard, tokens list, autoscale show, machine config',
  destructive: {
    'apps destroy, destroy': 'destroys the app',
    'volumes destroy, volumes delete, volume destroy': 'deletes a volume',
    'machine stop, machine destroy, machine kill, machine remove, machine suspend, machines stop, machine cordon, m stop, m destroy, suspend':
      'takes a machine away',
    'secrets unset, certs remove, ips release, tokens revoke': 'removes it',
  },
  rules: {
    'scale count': (call) =>
      texts(call).some((text) => text === '0' || /=0$/.test(text))
        ? [destructive(call.label, 'scales to 0')]
        : alters(call),
    'ssh console': (call, scope) => {
      const command = flagValue(call, '-C', '--command');
      return command === undefined
        ? [change(call.label, 'opens a shell')]
        : scope.shell(command.text);
    },
  },
});

const cloudFoundry: Rule = tool({
  valueFlags: '-s, -o, -u, -p, -i, -k, -m',
  check:
    'apps, a, app, logs, env, e, events, services, s, service, routes, r, t, spaces, orgs, org, space, buildpacks, domains, stacks, marketplace, m, service-keys, service-key, version, health, quotas, quota, network-policies, tasks, revisions, droplets, packages, oauth-token, api, login, auth, users, org-users, space-users, feature-flags, security-groups, isolation-segments, get-health-check, service-brokers, plugins',
  destructive: {
    'delete, d, delete-service, ds, delete-route, delete-space, delete-org, delete-orphaned-routes, delete-service-key, purge-service-instance':
      'deletes it',
    'stop, sp': 'stops the app',
    'unmap-route, unbind-service, unset-env': 'takes it away from the app',
  },
  rules: {
    scale: (call) =>
      flagValue(call, '-i')?.text === '0' ? [destructive(call.label, 'scales to 0')] : alters(call),
    ssh: (call, scope) => {
      const command = flagValue(call, '-c', '--command');
      return command === undefined
        ? [change(call.label, 'opens a shell')]
        : scope.shell(command.text);
    },
    // A tunnel for the command behind `--`.
    conduit: (call, scope) => {
      const lone = call.args.findIndex((word) => word.text === '--');
      return lone === -1 ? alters(call) : scope.run(call.args.slice(lone + 1), call.input);
    },
  },
});

const prisma: Rule = tool({
  valueFlags: '--schema, --url',
  check: 'validate, version, -v, migrate status, migrate diff, debug',
  destructive: { 'migrate reset': 'deletes all data of the database' },
  rules: {
    'db push': (call) =>
      hasFlag(call, '--force-reset', '--accept-data-loss')
        ? [destructive(call.label, 'loses data')]
        : alters(call),
    'db execute': (call, scope) =>
      call.input?.kind === 'text' ? scope.sql(call.input.text) : alters(call),
  },
});

const migrator = (status: string, back: string, reset: string): Rule =>
  tool({
    valueFlags:
      '-c, --config, -x, -n, --name, --env, -e, --knexfile, -path, -database, -url, -configFiles, --dir, -d, --database-url, --migrations-dir, -p, --source, --dialect, -conn',
    check: status,
    change: back,
    destructive: reset === '' ? {} : { [reset]: 'deletes data or tables' },
    dryRun: '--dry-run, --dryRun, --sql',
  });

/** Rails, whose tasks `rake` runs as well. */
export const rails: Rule = tool({
  check:
    'routes, about, stats, notes, db:migrate:status, db:version, -T, -v, version, middleware, time:zones:all, zeitwerk:check, secrets:show, credentials:show, db:abort_if_pending_migrations, tasks, initializers, log:tail',
  destructive: {
    'db:drop, db:reset, db:purge, db:truncate_all, db:schema:load, db:setup, db:migrate:reset, destroy, d':
      'deletes data',
    'log:clear, tmp:clear, cache:clear': 'deletes files',
  },
  bare: alters,
});

const django: Rule = tool({
  check:
    'check, showmigrations, sqlmigrate, diffsettings, inspectdb, version, help, show_urls, findstatic, sqlflush, print_settings, validate_templates, dumpdata',
  dryRun: '--dry-run, --check, --plan',
  destructive: {
    'flush, reset_db, sqlclear, delete_squashed_migrations, remove_stale_contenttypes, clearsessions, clear_cache':
      'deletes data',
  },
  rules: {
    dumpdata: (call) =>
      hasFlag(call, '-o', '--output') ? [change(call.label, 'writes a dump')] : reads(call),
  },
});

const artisan: Rule = tool({
  check:
    'list, route:list, migrate:status, about, env, config:show, queue:monitor, schedule:list, event:list, model:show, db:show, db:table, db:monitor, horizon:status, horizon:list, horizon:supervisors, queue:failed, help, inspire, channel:list, pulse:check, telescope:list',
  destructive: {
    down: 'shows the maintenance page to everybody',
    'migrate:fresh, migrate:reset, migrate:refresh, db:wipe': 'deletes all tables',
    'queue:flush, queue:clear, queue:forget': 'deletes jobs',
    'horizon:terminate, horizon:pause': 'stops the workers',
    'cache:forget, model:prune, telescope:prune, telescope:clear': 'deletes data',
  },
  dryRun: '--pretend',
});

const php: Rule = (call, scope) => {
  if (hasFlag(call, '-v', '--version', '-m', '-i', '--ini', '-l') && call.args.length <= 2)
    return reads(call);
  const [first, ...rest] = call.args;
  const script = first?.text.split('/').at(-1) ?? '';
  if (script === 'artisan') return artisan({ ...call, name: 'artisan', args: rest }, scope);
  if (/^(?:console|occ|wp|wp-cli\.phar|composer\.phar|drush)$/.test(script)) {
    return scope.run(
      [{ text: script.replace(/-cli\.phar|\.phar/, ''), known: true }, ...rest],
      call.input,
    );
  }
  return [change(call.label, 'runs a program')];
};

const wp: Rule = tool({
  valueFlags: '--path, --url, --user, --ssh',
  check:
    'core version, core check-update, core verify-checksums, plugin list, plugin status, plugin verify-checksums, plugin search, theme list, user list, user get, option get, option list, db size, db tables, db check, post list, post get, site list, cron event list, cron test, cron schedule list, config get, config list, transient get, rewrite list, role list, cache type, maintenance-mode status, maintenance-mode is-active, cli info, cli version, term list, comment list, comment count, menu list, profile stage, doctor check, network meta list, help, --info',
  destructive: {
    'db reset, db drop, db clean, site empty, site delete': 'deletes all data',
    'db import': 'restores over the live database',
    'maintenance-mode activate': 'shows the maintenance page to everybody',
    'plugin delete, plugin uninstall, plugin deactivate, theme delete, user delete, post delete, option delete, transient delete, comment delete, cron event delete, cache flush, media delete, user remove-role':
      'takes something away',
  },
  dryRun: '--dry-run',
  rules: {
    'db query': (call, scope) => scope.sql(texts(call)[texts(call).indexOf('query') + 1] ?? ''),
    'db export': does('writes a dump'),
  },
});

const supabase: Rule = tool({
  valueFlags: '--project-ref, --workdir, --db-url, -p, --password, --profile, -s, --schema',
  check:
    'status, projects list, orgs list, migration list, functions list, secrets list, db diff, db lint, inspect db, inspect, branches list, branches get, services, storage ls, domains get, network-bans get, network-restrictions get, ssl-enforcement get, postgres-config get, projects api-keys, backups list, sso list, snippets list, login',
  destructive: {
    'db reset': 'deletes all data of the database',
    'projects delete, functions delete, branches delete, storage rm, secrets unset, migration squash, network-bans remove, branches pause':
      'deletes it',
    stop: 'stops the local services',
    'backups restore': 'restores over the live database',
  },
  dryRun: '--dry-run',
});

const wrangler: Rule = tool({
  valueFlags: '-c, --config, --env, -e, --name, --namespace-id, --binding',
  check:
    'tail, whoami, deployments list, deployments view, deployments status, versions list, versions view, secret list, kv namespace list, kv key list, kv key get, r2 bucket list, r2 bucket info, d1 list, d1 info, d1 migrations list, d1 insights, pages project list, pages deployment list, queues list, queues info, docs, check, hyperdrive list, hyperdrive get, vectorize list, workflows list, cert list',
  destructive: {
    'delete, secret delete, kv namespace delete, kv key delete, kv bulk delete, r2 bucket delete, r2 object delete, d1 delete, pages project delete, queues delete, versions secret delete, queues purge, queues pause-delivery':
      'deletes it',
    'd1 time-travel restore': 'restores over the live database',
  },
  dryRun: '--dry-run',
  rules: {
    'd1 execute': (call, scope) => {
      const command = flagValue(call, '--command');
      return command === undefined ? alters(call) : scope.sql(command.text);
    },
  },
});

/** Platforms, frameworks and migration tools. */
export const platforms: Readonly<Record<string, Rule>> = {
  ...named('vercel, vc', vercel),
  ...named('netlify, ntl', netlify),
  heroku,
  ...named('fly, flyctl', fly),
  cf: cloudFoundry,
  prisma,
  wasp: tool({
    check: 'version, info, deps, telemetry, completion',
    destructive: { 'db reset': 'deletes all data of the database', clean: 'deletes build results' },
  }),
  knex: migrator(
    'migrate:status, migrate:list, migrate:currentVersion',
    'migrate:rollback, migrate:down',
    '',
  ),
  sequelize: migrator(
    'db:migrate:status',
    'db:migrate:undo',
    'db:drop, db:migrate:undo:all, db:seed:undo:all',
  ),
  'sequelize-cli': migrator('db:migrate:status', 'db:migrate:undo', 'db:drop, db:migrate:undo:all'),
  typeorm: migrator('migration:show', 'migration:revert', 'schema:drop, cache:clear'),
  'drizzle-kit': migrator('check', 'up', 'drop'),
  alembic: migrator('current, history, heads, branches, show, check', 'downgrade', ''),
  flyway: migrator('info, validate, version', 'undo, repair', 'clean'),
  liquibase: migrator(
    'status, validate, history, diff, list-locks, update-sql, updateSQL, snapshot, rollback-sql, calculate-checksum, unexpected-changesets',
    'rollback',
    'drop-all, dropAll',
  ),
  migrate: migrator('version', 'down', 'drop'),
  goose: migrator('status, version, validate', 'down', 'reset'),
  dbmate: migrator('status', 'rollback, down', 'drop'),
  sqlx: migrator('migrate info', 'migrate revert', 'database drop, database reset'),
  atlas: migrator(
    'migrate status, migrate lint, schema inspect, schema diff, migrate validate, version, migrate ls',
    'migrate down',
    'schema clean',
  ),
  rails,
  'manage.py': django,
  'django-admin': django,
  flask: tool({
    check: 'routes, db current, db history, db heads, db show, --version',
    valueFlags: '--app, -A',
  }),
  artisan,
  php,
  console: tool({
    check:
      'list, about, debug:router, debug:container, debug:config, doctrine:migrations:status, doctrine:migrations:list, doctrine:schema:validate, lint:yaml, lint:container, messenger:stats, messenger:failed:show, debug:event-dispatcher, secrets:list, cache:pool:list, doctrine:mapping:info',
    destructive: {
      'doctrine:database:drop, doctrine:schema:drop, messenger:failed:remove, cache:pool:clear, secrets:remove':
        'deletes data',
    },
    dryRun: '--dry-run',
  }),
  wp,
  drush: tool({
    check:
      'status, st, core:status, pm:list, pml, watchdog:show, ws, config:get, cget, updatedb:status, updbst, user:information, uinf, state:get, sql:connect, core:requirements, rq, version, queue:list, migrate:status, ms, site:alias',
    destructive: {
      'sql:drop, sql-drop, site:install, si, user:cancel, pm:uninstall, pmu, queue:delete, watchdog:delete, entity:delete, config:delete':
        'deletes data',
    },
    rules: {
      'sql:query, sqlq, sql-query': (call, scope) => scope.sql(call.args.at(-1)?.text ?? ''),
    },
  }),
  occ: tool({
    check:
      'status, app:list, user:list, user:info, config:list, config:system:get, config:app:get, integrity:check-core, background:queue:status, group:list, log:tail, check, list, --version, security:certificates',
    destructive: {
      'maintenance:mode --on': 'shows the maintenance page to everybody',
      'user:delete, group:delete, app:remove, app:disable, user:disable, config:system:delete':
        'takes something away',
      'files:cleanup, trashbin:cleanup, trashbin:expire, versions:cleanup, versions:expire':
        'deletes files',
    },
    rules: {
      'maintenance:mode': (call) =>
        hasFlag(call, '--on')
          ? [destructive(call.label, 'shows the maintenance page to everybody')]
          : hasFlag(call, '--off')
            ? alters(call)
            : reads(call),
    },
  }),
  supabase,
  wrangler,
  firebase: tool({
    valueFlags: '-P, --project',
    check:
      'projects:list, apps:list, hosting:sites:list, hosting:channel:list, functions:list, functions:log, functions:config:get, login:list, database:get, firestore:indexes, remoteconfig:get, target, apps:sdkconfig, database:instances:list, ext:list, login',
    destructive: {
      'firestore:delete, database:remove, functions:delete, hosting:disable, hosting:channel:delete, functions:config:unset, hosting:sites:delete':
        'deletes it',
    },
  }),
  ...named(
    'railway, render, koyeb, dokku, convox, cap',
    tool({
      valueFlags: '-s, --service, -e, --environment, -a, --app',
      check:
        'status, logs, list, whoami, services, deploys list, services list, apps:list, ps:report, config, config:show, apps, ps, releases, domains, domains:report, version, apps:report, ps:inspect, postgres:info, postgres:list, redis:info, builds, racks, rack, env',
      destructive: {
        'down, delete, apps:destroy, apps delete, ps:stop, config:unset, volume delete, postgres:destroy, postgres:unlink, maintenance:enable, services delete, env unset, ps stop, apps:lock, redis:destroy, ps:scale web=0':
          'takes it away',
      },
    }),
  ),
  amplify: tool({
    check: 'status, env list, env get, diagnose',
    destructive: { 'delete, remove, env remove': 'deletes it' },
  }),
  celery: tool({
    valueFlags: '-A, --app, -b, --broker, -d, --destination, -t, --timeout',
    check: 'status, inspect, report, list, result, --version',
    destructive: {
      purge: 'deletes all waiting tasks',
      'control shutdown, control cancel_consumer, control revoke': 'takes workers away',
    },
  }),
  flower: alters,
  airflow: tool({
    valueFlags: '-d, --dag-id, -S, --subdir, -o, --output',
    check:
      'dags list, dags list-runs, dags state, dags show, dags report, dags list-import-errors, tasks list, tasks state, tasks states-for-dag-run, db check, db check-migrations, info, version, variables list, variables get, connections list, connections get, pools list, pools get, config list, config get-value, users list, jobs check, providers list, cheat-sheet, plugins, dags next-execution, dags details',
    destructive: {
      'db reset, db clean': 'deletes data',
      'dags delete, variables delete, connections delete, pools delete, users delete, tasks clear':
        'deletes it',
      'dags pause': 'stops a schedule',
    },
  }),
  dbt: tool({
    check: 'debug, ls, list, parse, --version, source freshness, show',
    destructive: { clean: 'deletes build results' },
  }),
  gunicorn: readsWith('--check-config, --version', does('starts a server')),
  ...named(
    'uvicorn, hypercorn, waitress-serve, puma, unicorn, sidekiq, resque',
    does('starts a server'),
  ),
};
