import { describe, expect, it } from 'vitest';
import { assignIds } from '../../../../src/core/model/ids';
import { hideInCode, writtenSecrets } from '../../../../src/core/secrets/writtenSecrets';

const idOf = (text: string) => assignIds([{ kind: 'step', text, sectionPath: [] }])[0] ?? '';

describe('secrets that commands spell out', () => {
  it.each([
    ['mysql -pQuay77tide -e "SELECT 1"', 'Quay77tide'],
    ['curl -u admin:Quay77tide http://x', 'Quay77tide'],
    ['sshpass -p Quay77tide ssh pier', 'Quay77tide'],
    ['redis-cli -h cache -a Quay77tide ping', 'Quay77tide'],
    ['sqlcmd -S db \\\n  -P Quay77tide', 'Quay77tide'],
    ['DB_PASSWORD=Quay77tide', 'Quay77tide'],
    ["export API_TOKEN='Quay$77tide'", 'Quay$77tide'],
    ['true --password=Quay77tide', 'Quay77tide'],
    ['login=$(get --password=Quay77tide)', 'Quay77tide'],
  ])('%s', (text, secret) => {
    expect(writtenSecrets(text)).toContain(secret);
    expect(idOf(text)).not.toMatch(/quay|tide/);
  });

  it.each([
    'mysql -p -e "SELECT 1"',
    'PGPASSWORD="$(vault kv get -field=password db)" psql',
    'PGPASSWORD="$DB_PASSWORD" psql',
    'PGPASSWORD=postgres psql',
    'PASSWORD=<password> ./sign-in',
    'docker run -p 8080:80 web',
    'curl -u admin:$TOKEN http://x',
    'kubectl get secret web-2 -o yaml',
  ])('are not in %s', (text) => {
    expect(writtenSecrets(text)).toEqual([]);
  });

  it('are hidden where only the program tells them, on later lines too', () => {
    expect(hideInCode('mysql -pQuay77tide x\ncurl -u a:Quay77tide y', '***')).toBe(
      'mysql -p*** x\ncurl -u a:*** y',
    );
    expect(hideInCode('sqlcmd -S db \\\r\n  -P Quay77tide', '***')).toBe(
      'sqlcmd -S db \\\r\n  -P ***',
    );
  });
});

describe('the id of a step', () => {
  it.each([
    ['true --password=Quay77', 'true-password'],
    ['PGPASSWORD=Quay77 psql -h db', 'pgpassword-psql-h-db'],
    ['echo "password=quayquay"', 'echo-password'],
    ['TOKEN=ghp_0123456789abcdefghijklmnopqrstuvwxyz', 'token'],
  ])('of %s tells no secret', (text, words) => {
    expect(idOf(text).slice(0, -9)).toBe(words);
  });

  it('is the same as ever where a secret is only named', () => {
    expect(idOf('TOKEN="$(vault kv get -field=token web)"')).toMatch(/^token-vault-kv-get-field-/);
    expect(idOf('kubectl get secret web-2')).toMatch(/^kubectl-get-secret-web-2-/);
  });
});
