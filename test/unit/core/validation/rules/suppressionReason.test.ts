import { describeWordings } from '../wordings';

const above = (comment: string): string => `# Toy kiln\n\n<!-- ${comment} -->\nSee the lid.\n`;

describeWordings([
  {
    code: 'suppression-reason',
    faults: [
      'runbook-ignore',
      'runbook-ignore secret',
      'runbook-ignore fence-langage it is a picture',
      'runbook-ignore secret,broken-lnk they are examples',
      'runbook-ignore-file Secret the file is an example',
    ].map(above),
    sound: [
      'runbook-ignore secret it is an example',
      'runbook-ignore secret,broken-link they are examples',
      'runbook-ignore-file step-stale nobody runs it any more',
    ].map(above),
  },
]);
