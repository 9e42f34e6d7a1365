import { describeWordings, fence, page } from '../wordings';

describeWordings([
  {
    code: 'placeholder-style',
    faults: [
      page(
        'Pick the shard from the alert.',
        fence('bash', 'shardctl save <shard> keep-<shard>', 'shardctl wait keep-SHARD'),
      ),
      page(
        'Pick the shard from the alert.',
        fence('bash', 'shardctl save <shard>', 'shardctl wait keep-YOURSHARD'),
      ),
      page(
        'Pick the shard from the alert.',
        fence('bash', 'shardctl save <shard>', 'shardctl wait your-shard'),
      ),
      page(
        'Pick the shard from the alert.',
        fence('bash', 'shardctl save <shard>', 'shardctl wait pots/#SHARD#'),
      ),
      page(
        '`<tape-host>` is on the board.',
        fence('bash', 'rsync -a pots.dump ops@[tapehost]:/in/'),
      ),
      page(
        'Pick the shard from the alert.',
        fence('bash', 'shardctl drain <shard>'),
        'Then watch `[shard-id]` in the board.',
      ),
      page(
        '`{{cluster}}` is the cluster of the page.',
        fence('bash', 'kubectl --context {{cluster}} get nodes'),
        fence('yaml', 'context: "<your-cluster>"'),
      ),
      page(
        'Ask the owner of `<queue-name>` first.',
        fence('bash', 'QUEUE=$1', 'rabbitmqctl list_queues "$QUEUE"'),
      ),
      page(
        'Replace `<volume>` with the volume of the alert.',
        fence('bash', 'lvs "/dev/data/{{LV_PATH}}"'),
      ),
      page('Replace `<volume>` with the volume of the alert.', fence('bash', 'lvs /dev/data/[lv]')),
      page(
        'Look for [tenant-id] in the console.',
        fence('bash', 'tenantctl show {tenant}', 'tenantctl list {tenant}'),
      ),
      page(
        '`<SERVER>` is the machine in the alert.',
        fence('powershell', "$Server = '<SERVER>'", "Get-Service -Name '[ServiceName]'"),
      ),
      page(
        'Write the login down as `LOGIN_NAME`.',
        fence('powershell', "$User = '[account]'", 'Unlock-ADAccount -Identity $User'),
      ),
      page(
        'The topic of the alert is TOPIC_NAME below.',
        fence('bash', 'export TOPIC={{topic}}', 'kafka-topics.sh --describe --topic "$TOPIC"'),
      ),
      page('Put the disk in place of `<disk-id>`.', fence('bash', 'diskctl grow --disk [dsk] 20')),
      page(
        'Here DOMAIN stands for the domain of the page.',
        fence('bash', 'certbot renew --cert-name <domain-name>'),
      ),
      page('The bucket is [bucket].', fence('bash', 'aws s3 ls s3://BUCKET_NAME/')),
      page(
        '- `<lot>`: the number on the sack.',
        fence('text', 'postcat -q <lot>', 'postqueue -i [lt]'),
        fence('bash', 'lotctl show <lot>'),
      ),
      page(
        'With `<oven-id>` the plate on the door is meant.',
        fence('bash', 'ovenctl show <oven-id>', 'ovenctl off <OVEN>'),
      ),
      page('Here `<lot>` is the sack.', fence('bash', 'lotctl show <lot>', 'lotctl drop <batch>')),
      page('Here `<lot>` is the sack.', 'Then `lotctl drop <sack>` takes it away.'),
      page(
        'Here `<part>` is the part of the table.',
        fence('sql', 'ALTER TABLE a.b DETACH PARTITION a.[prt];', 'DROP TABLE a.<part>;'),
      ),
      page(
        'Here `<door>` is the plate of the oven.',
        fence('text', 'Oven(config)# door [door-no]', 'Oven(config)# open'),
      ),
      page(
        'Here `<door>` is the plate of the oven.',
        fence('text', '<oven># show door {DOOR_NO}', '<oven># show fan'),
      ),
      page(
        'Here `<door>` is the plate of the oven.',
        fence('text', 'Oven(config)# door {Door} off'),
      ),
      page(fence('bash', 'kubectl -n <namespace> get pods', 'kubectl -n <name-space> get pvc')),
      page('`<kiln>` is the one.', fence('text', 'ssh potter@[KILN_HOST].example')),
      page(
        'The number `<lot-id>` is on the sack.',
        fence('bash', "sed -i 's/^lot:.*/lot: {lot_id}/' lots.yaml"),
        fence('bash', 'lotctl show <lot-id>'),
      ),
    ],
    sound: [
      page(
        '`<id>` is on the alert.',
        fence('bash', 'shardctl show <id>', 'curl -H "X-Request-ID: a" https://shard.example'),
      ),
      page(
        '`<shard>` is on the alert.',
        fence('bash', 'shardctl show <shard>', 'git checkout list-SHARD'),
      ),
      page(
        'Replace `[DATE]` in the mail.',
        fence('powershell', 'Get-Share | ForEach-Object {', '  [math]::Round($_.Size / 1GB)', '}'),
        '> On [DATE] the share is emptied.',
      ),
      page(
        '`<shard>` is in the alert.',
        fence('bash', 'shardctl show <shard>'),
        'Watch `<shard>`.',
      ),
      page(
        '`[[pot]]` is the pot of the alert.',
        fence('bash', 'export LOT=1 OVEN=a SHELF=2', 'potctl --oven "$OVEN" move "$LOT" "$SHELF"'),
        fence('bash', 'potctl show --all [[pot]]'),
      ),
      page(
        '`<db-host>` and `<db-name>` are in the ticket.',
        fence('bash', 'psql -h <db-host> -d <db-name>'),
      ),
      page(
        fence('bash', 'QUEUE=orders   # <queue>', 'rabbitmqctl list_queues "$QUEUE"'),
        'Ask the owner of `<queue>`.',
      ),
      page(
        'It is `$QUEUE` in commands\nand `<queue>` in the text.',
        fence('bash', 'QUEUE=orders', 'rabbitmqctl list_queues "$QUEUE"'),
        'Ask the owner of `<queue>`.',
      ),
      page(
        'The address looks like `/pods/<namespace>/<pod>`.',
        fence('bash', 'NAMESPACE=shop', 'kubectl -n "$NAMESPACE" get pods'),
      ),
      page(
        '`{table}` is the table of the alert.',
        fence('bash', 'TABLE="{table}"', 'psql -c "select count(*) from {table}"', 'echo "$TABLE"'),
      ),
      page(
        '`<service>` is the unit.',
        fence('bash', 'systemctl status <service>'),
        fence('ini', '[service]', 'name = "<service>"'),
      ),
      page(fence('powershell', "[string]$Name = 'web'", 'Get-Service -Name $Name')),
      page('> Hello [customer], we have solved [ticket].'),
      page(
        '- `<kiln>` = the number on the lid',
        fence('bash', 'KILN=4', 'kilnctl show "$KILN"'),
        'From the desk `<kiln>` must answer.',
      ),
      page(
        'Here `<pool>` is a name from the list.',
        fence('bash', 'kilnctl queue <pool>'),
        fence('bash', 'POOL=big', 'kilnctl scale "$POOL" 3'),
      ),
      page(
        'Copy `keep-<claim>` (`<claim>` is the name you typed).',
        fence('bash', 'read -rp "claim: " CLAIM', 'kilnctl drop "$CLAIM"'),
      ),
      page(
        'Here `<lot>` is the sack.',
        fence('bash', 'lotctl show <lot>', '# <sack> is on the label', 'lotctl drop <sack>'),
      ),
      page(
        'Here <lot> is the sack.',
        '| Hole | What |\n|---|---|\n| <oven> | the oven |',
        fence('bash', 'lotctl show <lot> <oven>'),
      ),
      page('Here `<lot>` is the sack.', fence('bash', 'lotctl show <lot> <oven> <lid>')),
      page('Here `<lot>` is the sack.', fence('bash', 'lotctl show <lot> <name of the oven>')),
      page('Here `<lot>` is the sack.', fence('output', 'lot-<hash> removed')),
      page(
        'Set `$LOT` first.',
        fence('bash', 'dumpctl "$LOT" "$DAY" "$LID" --notes-template \'copy of {{name}}\''),
      ),
      page(
        'SQL Server. Here `<lot>` is the sack.',
        fence('sql', "SELECT * FROM [lots].[sacks] WHERE id = '<lot>';"),
      ),
      page('The API is slow, the PVC is full.', fence('bash', 'kubectl get pvc <pvc-name>')),
      page('The limit is called MAX_OPEN there.', fence('bash', 'kubectl logs <pod>')),
      page(
        '`TOPIC_NAME` is in the alert.',
        fence('bash', 'kafkactl show TOPIC_NAME --from <host>'),
      ),
      page('Its state is DEGRADED then.', fence('bash', 'mdadm --detail /dev/<array>')),
      page(fence('bash', 'vmctl show <vm-id>', 'vmctl stop <vm-id>')),
      page(
        fence('powershell', "$Server = 'a'", "Invoke-Sqlcmd -Query 'DROP DATABASE [DRILL_A];'"),
        fence('sql', "SELECT name FROM sys.databases WHERE name = 'DRILL_A';"),
      ),
      page(
        fence(
          'bash',
          'read -rp "Day (YYYYMMDD): " DAY',
          'logctl show "$DAY"',
          'logctl drop "$DAY"',
        ),
      ),
    ],
  },
  {
    code: 'unfilled-placeholder',
    faults: [
      page('Entries older than [N] calendar days may go.'),
      page('Send the summary to {{ cookiecutter.channel }}.'),
      page('The dump goes to `s3://${{ values.bucket }}/dumps`.'),
      page(fence('bash', 'opsctl join --room "war-____" --as lead')),
      page(fence('bash', 'certtool request --mail "<ENTER TEAM ADDRESS>" --host www.example.org')),
      page(fence('yaml', 'lead: Storage desk', 'deputy: "<DEPUTY NAME>"')),
      page(fence('bash', 'lotctl pause TODO_lot_name')),
      page(fence('bash', 'rsync -a /srv/lots/ potter@???:/srv/')),
      page(fence('yaml', 'image: registry.example/CHANGEME/oven')),
      page('It is in the archive (`restic -r sftp:____:/restic restore latest`).'),
      page('Ask it yourself:\n`kubectl -n oven exec POD_NAME_HERE -- kill -USR1 1`.'),
      page('Then `lotctl show FIXME` tells.'),
    ],
    sound: [
      page('Wait 5 business days.'),
      page('Write N for the number of nodes. N minutes per node are enough.'),
      page('Helm fills `{{ .Values.image }}` in from the chart.'),
      page('The template has `{{ values.bucket }}`; Ansible replaces it.'),
      page(fence('yaml', 'name: <name of the bucket>')),
      page('Search for `TODO` in the page.'),
      page('Put the name in place of `LOT_NAME_HERE`: `lotctl show LOT_NAME_HERE`.'),
      page(fence('yaml', '# TODO: ask for more', 'note: "all __init__ files"')),
      page(fence('bash', 'grep -rn TODO src')),
    ],
  },
]);
