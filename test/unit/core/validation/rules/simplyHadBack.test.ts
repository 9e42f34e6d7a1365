import { beforeAll, describe, expect, it } from 'vitest';
import { openCheck, type Check } from '../openCheck';

const fence = (text: string): string => `\`\`\`bash\n${text}\n\`\`\`\n`;
const page = (...parts: readonly string[]): string => `# Toy shop\n\n${parts.join('\n\n')}\n`;

const QUIET: Readonly<Record<string, string>> = {
  'a bucket that has to be empty': page(
    '## Take the bucket away',
    fence('aws s3api delete-bucket --bucket toys-old'),
    fence('aws s3 rb s3://toys-old'),
  ),
  'an application without what it runs': page(
    '## Let it run by hand',
    fence('argocd app delete toys --cascade=false --yes'),
  ),
  'a restore that leaves alone what is there': page(
    '## Fetch the rest',
    fence('velero restore create --from-backup toys-nightly'),
  ),
};

const ALARMS: Readonly<Record<string, string>> = {
  'a bucket with all that is in it': page(
    '## Take the bucket away',
    fence('aws s3 rb s3://toys-old --force'),
  ),
  'a restore over what is there': page(
    '## Fetch the rest',
    fence('velero restore create --from-backup toys --existing-resource-policy update'),
  ),
};

describe('what is refused when there is something to lose, or kept', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const codes = (text: string) => check(text).map(({ code }) => code);

  it.each(Object.entries(QUIET))('is not warned of: %s', (_, text) => {
    expect(codes(text)).not.toContain('destructive-unguarded');
  });

  it.each(Object.entries(ALARMS))('is warned of otherwise: %s', (_, text) => {
    expect(codes(text)).toContain('destructive-unguarded');
  });
});
