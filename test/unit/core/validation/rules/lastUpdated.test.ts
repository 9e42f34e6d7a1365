import { describeWordings, page, table } from '../wordings';

const drills = (text: string): string => page(`## Drills\n\n${text}`);

describeWordings([
  {
    code: 'last-updated',
    faults: [
      drills(table('Rhythm | What | Who', 'every 6 months | failover | all, last 2025-01-20')),
      drills(table('Work | Interval | Last done', 'Failover | quarterly | 2025-01-20')),
      drills(table('Work | How often | Last', 'Failover | once a year | January 2025')),
      drills('- Failover: every 6 months, the last time on 2025-01-20\n- Smoke test: each deploy'),
      drills('- Failover, quarterly (last: 2025-01-20).\n- Smoke test'),
    ],
    sound: [
      drills(table('Rhythm | What | Who', 'every 10 years | failover | all, last 2025-01-20')),
      drills(table('Work | Interval | Last done', 'Failover | quarterly | never')),
      drills(table('Work | Interval | Last done', 'Look at the pots | weekly | 2025-01-20')),
      drills(table('Work | Interval | Last outage', 'Failover | quarterly | 2025-01-20')),
      drills('- It fills up every 6 months; the last outage was on 2025-01-20.\n- Smoke test'),
      drills('- Failover, by hand (last: 2025-01-20).\n- Smoke test'),
    ],
  },
]);
