import type { Rule } from '../scope';
import { tool } from './tool';

/** Backups of clusters. */
export const velero: Rule = tool({
  valueFlags: '-n, --namespace, --kubeconfig, --kubecontext, -o, --selector, -l',
  check:
    'get, backup get, backup describe, backup logs, restore get, restore describe, restore logs, schedule get, schedule describe, version, describe, plugin get, backup-location get, snapshot-location get',
  destructive: {
    'restore create, create restore': 'restores over live objects',
    'backup delete, delete, schedule delete, restore delete': 'deletes it',
    uninstall: 'removes velero',
    'schedule pause': 'stops backups',
  },
});
