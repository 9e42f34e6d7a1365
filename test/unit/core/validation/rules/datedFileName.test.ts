import { beforeAll, describe, expect, it } from 'vitest';
import { fence, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const bash = (line: string): string => fence('bash', line);

describe('a date in the name of a file', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck();
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'dated-file-name', { faults, sound });

  it('is found in every way people write it', () => {
    const faults = [
      'SNAP="final-$KILN-20261116"',
      'kilnctl copy --snapshot-name weekly-2026-11-16 a',
      'BACKUP_ID=pots_20261116',
      'cp -p kiln.zone kiln.zone.bak-16-11-26',
      'cp kiln.conf kiln.conf.bak-0611',
      'tar xzf /srv/kiln-2026w45.tgz',
      'tar xzf /srv/kiln-2026-W45.tar.gz',
      'gunzip /srv/backup-kw45.sql.gz',
      'psql kiln < dump_16nov.sql',
      'tar tzf /srv/kiln-02nov2026.tgz',
      'cp pots.csv pots-Nov-16.csv',
      'zcat kiln-nov26.log.gz',
      'pg_restore -d kiln /srv/kiln_261116.dump',
      'restic restore snap-1611',
      'rsync -a /srv/backup_16_11_26/ /srv/kiln/',
      'cat /srv/reports/pots-2026-11.csv',
      'mysql kiln < /srv/kiln.sql.20261116',
      'zfs rollback tank/kiln@before-2026-11-16',
      'cp kiln.yml kiln.yml.old-161126',
      'tar czf kiln-16.11.26.tgz /srv/kiln',
      'lvcreate -s -n kiln_snap_1116 vg0/kiln',
      'mv export-Q4-2026.csv /srv',
      'cp a.conf a.conf.orig.16Nov26',
      'tar xf sicherung-16-nov.tar',
      'cp etat.csv etat-16-novembre.csv',
      'cp datos.csv datos_16nov.csv',
      'head /srv/2026-11-16/kiln.log',
      'less /var/log/kiln-20261116',
      'unzip -t "/srv/2026-11-16-$POT.zip"',
      'unzip -t "/srv/kiln_20261116_${POT}.zip"',
      'cat /srv/2026-11-16-<pot>.csv',
      'tar tzf /srv/kiln-2026-11-16-{{ pot }}.tgz',
    ].map(bash);
    const sound = [
      'SNAP="final-$KILN-$(date +%Y%m%d)"',
      'export TAG=rel-20261116',
      'kilnctl copy --snapshot-name weekly-2 a',
      'cp -p kiln.zone "kiln.zone.bak-$(date +%d-%m-%y)"',
      'tar xzf kiln-1.26.11.tgz',
      'tar xzf kiln-16.11.2.tgz',
      'curl -O https://kiln.example/kiln-2026-11.tgz',
      'unzip -t "/srv/$DAY-$POT.zip"',
      'kilnctl show 2026-11-16-$POT',
      'docker pull kiln:2026.11',
      'apt install linux-image-6.1.0-26-amd64',
      'ssh db-1116.example uptime',
      'kubectl delete pod kiln-5d8c7-161126',
      'cat /srv/kiln-YYYYMMDD.log',
      'cp kiln.iso ubuntu-24.04.iso',
      'gh pr view 161126',
      'kilnctl shelf 16-11-26',
      'cat march.csv mayor.csv decimal.csv sepia.csv',
      'cp /srv/backup-10.0.11.26.conf /srv',
      'nc -z db-0611 5432',
      'cat migrations/20261116_add_pot.sql',
      'date -d 2026-11-16 +%s',
      'journalctl --since 2026-11-16',
      'cat /srv/backup-1.sql /srv/backup-12345.sql',
      'ls backup-5432.sql',
      'openssl x509 -in kiln-rsa2048.pem',
    ].map(bash);
    expect(wrong(faults, sound)).toEqual([]);
  });
});
