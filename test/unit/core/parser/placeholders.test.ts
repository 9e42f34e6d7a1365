import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeats } from '../../effort';
import type { StepLanguage } from '../../../../src/core/model/step';
import { findPlaceholders } from '../../../../src/core/parser/placeholders';
import { timestampFor } from '../../../../src/core/parser/timestamp';

const holes = (text: string, language: StepLanguage = 'bash'): readonly string[] =>
  findPlaceholders(text, language).map((hole) => hole.written);

describe('holes', () => {
  const found: readonly (readonly [string, readonly string[], StepLanguage?])[] = [
    ['kubectl logs <pod-name> -n <ns> > <out-file>', ['<pod-name>', '<ns>', '<out-file>']],
    ['tar xf <<archive>>', ['<<archive>>']],
    ['oc debug node/<name of the node>', ['<name of the node>']],
    ['vercel rollback [deployment-url]', ['[deployment-url]']],
    ['scp ops@[HOST]:/tmp/a db.[REGION].example.org:/b', ['[HOST]', '[REGION]']],
    ["jq '.[name].x' a; ls a.[ch]", []],
    ['authctl show <user@example.org>', ['<user@example.org>']],
    ['git commit --author="A <a@example.org>"', []],
    [
      'kubectl logs -n {{ .Namespace }} {{ $labels.pod }}',
      ['{{ .Namespace }}', '{{ $labels.pod }}'],
    ],
    ["docker ps --format '{{ .Names }}'; docker ps --format {{ .Names }}", []],
    ['echo "missing [app.conf]"', []],
    ['psql -f "db\\[number]_rollback.sql"', ['[number]'], 'powershell'],
    ['docker push till:v[version]', ['[version]']],
    ['systemctl restart __SERVICE__', ['__SERVICE__']],
    ['docker swarm init --advertise-addr __manager_ip__', ['__manager_ip__']],
    ['rm -rf src/__pycache__ __tests__', []],
    [
      'D=1 E=2; ns=${NS:-<namespace>}; echo "${R:=<region>}" ${D#<} ${E/<a>/b}',
      ['<namespace>', '<region>'],
    ],
    ['SELECT * FROM shop.<TABLE>', ['<TABLE>'], 'sql'],
    ['SELECT * FROM <table>', ['<table>'], 'sql'],
    ['echo "<table>"', []],
    ['scp till.tgz @HOST@:/srv', ['@HOST@']],
    ['curl https://till.example/coins/:coinId/void', [':coinId']],
    ['SELECT a::text FROM coins WHERE id = :coin_id', [':coin_id'], 'sql'],
    ['at -t YYYY-MM-DDT07:00', ['YYYY-MM-DD']],
    ['curl https://api.acme.dev/orders/{id}/cancel', ['{id}']],
    ['make restore backup={BACKUP_NAME}', ['{BACKUP_NAME}']],
    ['ssh {{ host }} uptime', ['{{ host }}']],
    ['zcat dump_YYYYMMDD_HHMMSS.sql.gz', ['YYYYMMDD_HHMMSS']],
    ['journalctl --since "YYYY-MM-DD HH:MM:SS"', ['YYYY-MM-DD HH:MM:SS']],
    ['psql -h db.xxx.acme.io -c "select 1"', ['db.xxx.acme.io']],
    ['dial +84-xxx-xxx', ['+84-xxx-xxx']],
    ['kubectl delete pod web-7d-xxxxx', ['web-7d-xxxxx']],
    ['helm upgrade app --version vX.Y.Z', ['vX.Y.Z']],
    ['export API_KEY=REPLACE_ME', ['REPLACE_ME']],
    ['curl -u admin:CHANGE_ME https://acme.dev', ['CHANGE_ME']],
    ['aws s3 ls s3://your-bucket/logs', ['your-bucket']],
    ['gcloud config set project YOUR_PROJECT', ['YOUR_PROJECT']],
    ['kubectl logs POD_NAME -n NAMESPACE', ['POD_NAME', 'NAMESPACE']],
    ['ssh USERNAME@HOST', ['USERNAME', 'HOST']],
    ["UPDATE u SET hash = '$2a$10$...' WHERE id = 1", ['$2a$10$...'], 'sql'],
    ['docker run ... web', ['...']],
    ['DATABASE_URL="replica-url" migrate up', ['replica-url']],
    ['SELECT * FROM s WHERE "userId" = \'user-id\'', ['user-id'], 'sql'],
    ['openssl x509 -in {my.crt}', ['{my.crt}']],
    ['copy %BACKUP_DIR% d:', ['%BACKUP_DIR%'], 'powershell'],
    ['curl -H "Authorization: Bearer $TOKEN" $HOST_URL', ['$TOKEN', '$HOST_URL']],
    ['cat <<EOF\nname: <name>\nto: $TO_MAIL\nEOF', ['<name>', '$TO_MAIL']],
    ['psql $env:DATABASE_URL -c "$query"', ['$env:DATABASE_URL', '$query'], 'powershell'],
    ["echo '<a b>' | grep {component}", ['<a b>', '{component}']],
  ];
  it.each(found.map(([text, expected, language]) => ({ text, expected, language })))(
    'are found in $text',
    ({ text, expected, language }) => {
      expect(holes(text, language)).toEqual(expected);
    },
  );

  const syntax: readonly (readonly [string, StepLanguage?])[] = [
    ['if [ -z "$1" ]; then echo "Usage: $0 <version> [dry_run]"; fi'],
    ['[[ $? == 0 ]] && echo ok; for i in {1..30}; do echo $i; done'],
    ['mkdir -p app/{logs,tmp} && cp f{,.bak}'],
    ['sort <in.txt >out.txt; wc -l < names 2>&1'],
    ['diff <(sort a) <(sort b); cat <<< word'],
    ['cat > x <<EOF\nplain\nEOF'],
    ["cat <<'EOF'\n$NOT_ONE ${NEITHER}\nEOF"],
    ["grep -E '[0-9]+[^:]' f | sed 's/[abc]//' && ls *.[ch]"],
    ['curl -d \'{"a":1,"b":[true]}\' http://localhost -w "%{http_code}"'],
    ["awk '{print $1}' f | jq '.items[] | {name}' | jq '[.[] | .x]'"],
    ["docker ps --format '{{.Names}}'; kubectl get p -o jsonpath='{range .items[*]}{.a}{end}'"],
    ['echo "{{ $value | humanize }}" "{{ .Values.image }}"'],
    ['arr=(a b); echo "${arr[0]} ${#arr[@]} $(date +%Y%m%d) $$ $? $@ $1"'],
    ['NAME=web; echo $NAME; read -r REPLY_TO; echo "$REPLY_TO" "${LIMIT:-5}" $HOME'],
    ['python -c "print(__name__)"; curl http://till:8080/a; git log user@HEAD; ls x@Y'],
    ["SELECT '10:20'::time, a[1:2] FROM t WHERE j = ':x'", 'sql'],
    ['while read -r line other; do echo "$line $other"; done < f'],
    ["git stash apply stash@{1}; git log HEAD...main; git show 'HEAD@{upstream}'"],
    ['go test ./... && mktemp /tmp/f.XXXXXX && bash -xxx run'],
    ['curl -X POST -H "X-Id: 7" https://acme.dev; vercel env rm DATABASE_URL production'],
    ['kubectl get po -o custom-columns=NAME:.metadata.name; lsblk -o NAME,SIZE'],
    ['# replace <pod> with yours\nuptime # <later>'],
    ['git commit -m "fix" --author="Ann <ann@acme.dev>"'],
    ['echo "<b>bold</b>"; kubectl get po | grep "<none>"'],
    ['printf "[INFO] Loading...\\n"; ps ax | grep [n]ginx'],
    ["find . -name '*.tmp' -exec rm {} +; ls | xargs -I {file} cp {file} /tmp"],
    ["SELECT '{}'::jsonb, ARRAY[1,2], a[1] FROM t WHERE email = 'user@acme.dev' -- <x>", 'sql'],
    ["SELECT to_char(now(), 'YYYY-MM-DD'), $1, '$X'", 'sql'],
    ['$list = @(1,2); foreach ($x in $list) { Write-Host "$x $_ $true $env:PATH" }', 'powershell'],
    ['[string]$name = "a"; [int]::Parse($name); $name.Items[0]', 'powershell'],
    ['param([string]$Target)\nTest-Connection $Target', 'powershell'],
    ['print([x for x in range(3)], {"a": 1}, f"{x}")', 'python'],
    ['for i in $(seq 3); do ((n++)); echo $i; done; n=0; echo $n'],
    ['getopts "a:" opt; case $opt in a) echo "$OPTARG";; esac'],
  ];
  it.each(syntax.map(([text, language]) => ({ text, language })))(
    'are not seen in $text',
    ({ text, language }) => {
      expect(holes(text, language)).toEqual([]);
    },
  );

  it('have a name, a kind and every place', () => {
    const text = 'oc get pod <pod-name>\noc logs <pod-name> --token $API_TOKEN > d_YYYY-MM-DD.log';
    const [pod, token, date] = findPlaceholders(text, 'bash');
    expect(pod).toMatchObject({ name: 'pod-name', kind: 'text', variable: false });
    expect(pod?.places.map(({ start, end }) => text.slice(start, end))).toEqual([
      '<pod-name>',
      '<pod-name>',
    ]);
    expect(token).toMatchObject({ name: 'API_TOKEN', kind: 'secret', variable: true });
    expect(date).toMatchObject({ kind: 'timestamp', written: 'YYYY-MM-DD' });
  });

  it.each([
    ['<db-host>', 'host'],
    ['<image-tag>', 'version'],
    ['<backup_file>', 'file'],
    ['<port>', 'number'],
    ['<admin password>', 'secret'],
    ['<ticket>', 'text'],
  ])('tell the kind of %s', (text, kind) => {
    expect(findPlaceholders(`run ${text}`, 'bash')[0]?.kind).toBe(kind);
  });

  it('are one when they have the same name, and apart when they have none', () => {
    expect(findPlaceholders('a <pod> [other] <pod>', 'bash')).toHaveLength(2);
    expect(findPlaceholders('a --from xxx --to xxxx', 'bash').map((hole) => hole.name)).toEqual([
      'value',
      'value-2',
    ]);
  });

  it('never throw, never overlap and stand where they say', () => {
    const unit = fc.constantFrom(...'<>[]{}$"\'`\\()#|&;:=.-_ \nEOFabcXxY0\u2026\ud800');
    const language = fc.constantFrom<StepLanguage>('bash', 'powershell', 'sql', 'python', 'http');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), language, (text, lang) => {
        let last = 0;
        const found = findPlaceholders(text, lang);
        const places = found.flatMap((hole) => hole.places.map((place) => ({ hole, ...place })));
        for (const { start, end } of places.sort((a, b) => a.start - b.start)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        for (const { hole } of places) {
          const first = hole.places[0];
          expect(text.slice(first?.start, first?.end)).toBe(hole.written);
        }
      }),
      { numRuns: repeats(5_000) },
    );
  });

  it('take time in proportion to the text', () => {
    for (const piece of [
      '<a [b {c "',
      "$(x '",
      '<a b c ',
      '`$(',
      '${a',
      '<<A ',
      'xxx.',
      '[a-',
      '$((',
      'a.a-',
      '[[ "$(',
      'A_B=c ',
    ]) {
      findPlaceholders(piece.repeat(20_000), 'bash');
    }
  });
});

describe('variables of zsh', () => {
  it('are set by it, and by no other shell', () => {
    const text = 'print -l $path $fpath ${cdpath[1]} $pipestatus $release';
    const names = (language: 'zsh' | 'bash'): readonly string[] =>
      findPlaceholders(text, language).map(({ name }) => name);
    expect(names('zsh')).toEqual(['release']);
    expect(names('bash')).toContain('path');
  });
});

describe('timestamps', () => {
  const at = { year: 2031, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
  it.each([
    ['YYYYMMDD_HHMMSS', '20310203_040506'],
    ['YYYY-MM-DD', '2031-02-03'],
    ['YYYY-MM-DDTHH:MM:SSZ', '2031-02-03T04:05:06Z'],
    ['DD.MM.YYYY', '03.02.2031'],
    ['<YYYYMMDD>', '20310203'],
    ['HH:MM', '04:05'],
  ])('%s is filled in its own form', (written, expected) => {
    expect(timestampFor(written, at)).toBe(expected);
  });

  it('have no value when they show no form', () => {
    expect(timestampFor('<timestamp>', at)).toBeUndefined();
  });
});
