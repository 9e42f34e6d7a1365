import { describeWordings, fence, page, table } from '../wordings';

const threshold = (text: string): string => page(fence('bash', 'queuectl depth main'), text);

describeWordings([
  {
    code: 'unfilled-placeholder',
    faults: [
      'Alert at ___ %.',
      'Wait until the lag is below N ms.',
      'The alert fires at <N> ms.',
      'Page somebody when it is over XX %.',
      'More than ?? messages are a problem.',
      'The limit is TODO per second.',
      'The limit is TBD messages.',
      'Expect about <insert> rows.',
      'The limit is (fill in) messages.',
      'The limit is [number] messages.',
      'Restart when above @@@ connections.',

      'The tolerance is TODO.',
      'Acceptable: up to … seconds',
      'Threshold: n/a yet',
      'Threshold: ask Tom',
      'Threshold: to be measured',
      'Grenzwert: ___ Sekunden',

      'Keep the copy for NN days.',

      'Write the name into the ticket for `k8s-________`.',
      'Note the id and the cluster `eks-@@SITE@@-nl`.',
      'In the ticket, note the server `YOUR_SERVER_NAME`.',
      'Approver for exceptions: [name of the approver].',
      '- [ ] The yard knows: <insert phone of the yard>',
      '- [ ] Told to the potters in {add channel of the potters}',
      '- [ ] The lid is ordered at [enter e-mail address of the dealer]',
      '- [ ] Erledigt: Töpferei angerufen, <bitte Durchwahl eintragen>',

      table('Measure | Limit', 'Lag | 5 s', 'Depth | < N'),

      table('Measure | Limit', 'Lag | 5 s', 'Depth | XX %'),
      ...[
        'sudo smartctl -a /dev/sdXX',
        'sudo mdadm --fail /dev/md0 /dev/sdX1',
        'sudo blkid /dev/nvmeXn1',
        'ping -c 3 kilnXXX',
        'ssh root@potNNN uptime',
        'kilnctl show --ticket INCXXXXX',
      ].map((line) => fence('bash', line)),
    ].map(threshold),
    sound: [
      'Alert at 80 %.',
      '- [ ] Ticket: <insert number of the ticket>',
      '- [ ] Called back the customer: <insert phone of the customer>',
      '- [ ] Begun at [enter time], link to the incident [add link to the incident]',
      '- [ ] users can sign in\n- [x] nodes are up',
      'Wait until the lag is below 5 ms.',
      'The XX macro is kept in `xx.c`.',
      'It has N replicas; N is the number of nodes.',
      'What now?? Read on.',
      'Take the size from the TODO list of the desk.',
      'The time is written as HH:MM.',
      'The file is split at `@@@`.',
      'The name is `a___b`.',
      '`YOUR_SHELF` is the number on the door.',
      'Replace `YOUR_SHELF` by the number on the door.',
      'Python calls it `__init__`.',
      ...[
        'mktemp /tmp/kilnXXXXXX',
        'sudo blkid /dev/sda1 /dev/nvme0n1',
        'kilnctl show --as MAXXX --shelf XXL',
        'ls /dev/sdX*',
      ].map((line) => fence('bash', line)),
      `${fence('bash', 'sudo blkid /dev/sdX')}\n\nHere sdX is the disk that failed, written /dev/sdX.`,
      table('Measure | Limit', 'Lag | 5 s', 'Depth | 500'),
      table('Measure | Limit | Note', 'Lag | 5 s | ', 'Depth | 500 | -'),
    ].map(threshold),
  },
  {
    code: 'placeholder-style',
    faults: [
      page(
        fence('bash', 'NODE=worker-3', 'kubectl drain "$NODE"'),
        'To back out, `kubectl uncordon <node-name>`.',
      ),
      page(fence('bash', 'ssh "$HOST" uptime'), '- Else `ssh <host> sudo reboot`.'),

      page(
        fence('bash', 'NODE=worker-3', 'kubectl drain "$NODE"'),
        'Back:',
        fence('bash', 'kubectl uncordon <node-name>'),
      ),
      page(
        fence('bash', 'NODE=worker-3', 'kubectl drain "$NODE"'),
        'Back:',
        fence('bash', 'kubectl uncordon <node>'),
      ),
      page(
        fence('bash', 'kubectl drain <node>'),
        'Back:',
        fence('bash', 'kubectl uncordon {node}'),
      ),
      page(
        fence('bash', 'kubectl drain <node>'),
        'Back:',
        fence('bash', 'kubectl uncordon NODE_NAME'),
      ),
      page(
        fence('bash', 'kubectl drain <node>'),
        'Back:',
        fence('bash', 'kubectl uncordon [node]'),
      ),
      page(
        fence('bash', 'kubectl -n <ns> get pods'),
        fence('bash', 'kubectl -n <namespace> get svc'),
      ),
      page(
        fence('bash', 'HOST_NAME=db1', 'ssh "$HOST_NAME" uptime'),
        fence('bash', 'ssh <host-name> reboot'),
      ),
      page(fence('bash', 'ssh <host> uptime'), fence('bash', 'ssh %HOST% reboot')),
      page(fence('bash', 'ssh {{ host }} uptime'), fence('bash', 'ssh <host> reboot')),
      page(
        fence('bash', 'export CLUSTER=a', 'kubectl --context "$CLUSTER" get no'),
        fence('bash', 'kubectl --context <cluster> get po'),
      ),
      page(
        'Set `NODE` first.',
        fence('bash', 'kubectl drain "$NODE"'),
        fence('bash', 'kubectl uncordon "<node name>"'),
      ),
      page(
        fence('bash', 'DEPLOYMENT=shop', 'kubectl rollout restart deploy/"$DEPLOYMENT"'),
        fence('bash', 'kubectl rollout undo deploy/<deployment>'),
      ),
    ],
    sound: [
      page(
        fence('bash', 'NODE=worker-3', 'kubectl drain "$NODE"'),
        'Back: `kubectl uncordon "$NODE"`.',
      ),
      page(fence('bash', 'kubectl drain "$NODE"'), 'Set it first: `export NODE=<node>`.'),
      page(fence('bash', 'kubectl drain "$NODE"'), 'It prints `node/<node> cordoned`.'),

      page(
        fence('bash', 'NODE=<node>', 'kubectl drain "$NODE"'),
        fence('bash', 'kubectl uncordon "$NODE"'),
      ),
      page(fence('bash', 'kubectl drain <node>'), fence('bash', 'kubectl uncordon <node>')),
      page(fence('bash', 'kubectl drain <node>'), fence('bash', 'kubectl -n <namespace> get po')),
      page(fence('bash', 'ssh <host> uptime'), fence('bash', 'ssh <host>.example.org uptime')),
      page(
        fence('bash', 'for NODE in a b; do kubectl drain "$NODE"; done'),
        'For one: `NODE` is its name.',
      ),
      page(fence('bash', 'export NODE="<node-name>"'), fence('bash', 'kubectl uncordon "$NODE"')),
      page(fence('bash', 'read -r NODE', 'kubectl drain "$NODE"'), fence('bash', 'kubectl get no')),
    ],
  },
]);
