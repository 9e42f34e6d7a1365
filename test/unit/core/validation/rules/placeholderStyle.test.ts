import { describeWordings, fence, page } from '../wordings';

describeWordings([
  {
    code: 'placeholder-style',
    faults: [
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
    ],
    sound: [
      page(
        '`<shard>` is in the alert.',
        fence('bash', 'shardctl show <shard>'),
        'Watch `<shard>`.',
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
    ],
    sound: [
      page('Wait 5 business days.'),
      page('Write N for the number of nodes. N minutes per node are enough.'),
      page('Helm fills `{{ .Values.image }}` in from the chart.'),
      page('The template has `{{ values.bucket }}`; Ansible replaces it.'),
      page(fence('yaml', 'name: <name of the bucket>')),
    ],
  },
]);
