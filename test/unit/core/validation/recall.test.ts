import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Recall } from '../../../../src/core/validation/recall';
import { repeats } from '../../effort';
import { openCheck, type Check } from './openCheck';

/** Lines that rules speak of, and that mean something else between others. */
const LINES = [
  '```',
  '```bash',
  '~~~powershell',
  '# Restore',
  '## Automated, nobody is there',
  '## Database outage',
  '> The disk is {{ disk }}, [insert room].',
  '',
  '- [ ] Check that it looks good: `kubectl get pods -n <ns>`',
  '1. Run `./scripts/run.sh` and see **Database outage** playbook.',
  '2. Follow the **Disk Is Full** playbook, then go to step 9.',
  'kubectl exec -it web-0 -- bash',
  'kubectl logs -f $POD -n [namespace]',
  'kubectl apply -f scripts/gone.yaml',
  'The timer runs this at night.',
  'Set POD to the pod, `<namespace>` is where it is.',
  'export POD=$(kubectl get pods -o name | head -1)',
  'echo "$POD $REGION ${CLUSTER}"',
  'echo "not closed',
  'DB_PASSWORD=Q7x9pLm2vTz4',
  'The password of the safe is Q7x!9pLm2.',
  'ghp_abcdefghij0123456789ABCDEFGHIJ',
  'machine db login ops password Q7x9pLm2',
  '| Role | Contact | Password |',
  '|---|---|---|',
  '| Lead | TBD | Q7x!9pLm2 |',
  'Owner: TBD',
  'Backup: <name>, the limit is TODO ms.',
  'It should look fine.',
  'Expected: all good',
  'Wait until more than N rows are there.',
  'rm -rf /srv/data/${DIR}',
  'DELETE FROM orders;',
  '<!-- runbook-ignore secret it is an example -->',
];

describe('what a check recalls', () => {
  it('is answered once for each text', () => {
    const recall = new Recall();
    let asked = 0;
    const length = (text: string) => recall.once('length', text, () => ((asked += 1), text.length));
    recall.begin();
    expect([length('a'), length('bb'), length('a')]).toEqual([1, 2, 1]);
    recall.begin();
    expect([length('a'), asked]).toEqual([1, 2]);
    expect(recall.once('other question', 'a', () => 'other')).toBe('other');
  });

  it('is forgotten when the last check did not ask for it', () => {
    const recall = new Recall();
    const answers: string[] = [];
    const ask = () => recall.once('question', 'a', () => answers.push('again'));
    recall.begin();
    ask();
    recall.begin();
    recall.begin();
    ask();
    expect(answers.length).toBe(2);
  });

  describe('in a document', () => {
    let check: Check;
    beforeAll(async () => {
      check = await openCheck(['scripts/run.sh']);
    });

    const line = fc.constantFrom(...LINES);
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      line,
      cut: fc.nat(2),
    });

    it('changes no finding, whatever is edited', { timeout: 120_000 }, () => {
      fc.assert(
        fc.property(
          fc.array(line, { minLength: 3, maxLength: 20 }),
          fc.array(edit, { minLength: 1, maxLength: 4 }),
          (start, edits) => {
            const recall = new Recall();
            check(start.join('\n'), { recall });
            let lines = start;
            for (const { at, line: inserted, cut } of edits) {
              lines = lines.toSpliced(Math.floor(at * lines.length), cut, inserted);
              const text = lines.join('\n');
              expect(check(text, { recall })).toEqual(check(text));
            }
          },
        ),
        { numRuns: repeats(1_000, 100) },
      );
    });
  });
});
