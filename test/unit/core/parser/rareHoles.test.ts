import { describe, expect, it } from 'vitest';
import type { StepLanguage } from '../../../../src/core/model/step';
import { findPlaceholders } from '../../../../src/core/parser/placeholders';

const holes = (text: string, language: StepLanguage): readonly string[] =>
  findPlaceholders(text, language).map((hole) => hole.written);

type Row = readonly [text: string, holes: readonly string[], language?: StepLanguage];

const groups: Readonly<Record<string, readonly Row[]>> = {
  'behind a template of a program': [
    ['kubectl get pods -o jsonpath="{.items[*].metadata.name}" -n {ns}', ['{ns}']],
    ['kubectl get p -o jsonpath={range .items[*]}{.a}{end} -n {ns}', ['{ns}']],
    ['gcloud instances list --format="table(name,zone)" --filter="env={env}"', ['{env}']],
    ["docker inspect --format '{{.Name}} {{ name }} {x}' {{ box }}", ['{{ box }}']],
    ["borg list --format '{archive}{NL}' --glob-archives {host}", ['{host}']],
    ['find . -exec grep x {} \\; -name {file}', ['{file}']],
    ['ls | xargs -I {file} cp {file} /tmp/{dest}', ['{dest}']],
    ["find . -exec awk '{print}' {} +", []],
  ],
  'where no shell knows a variable': [
    [
      'PUT https://a.example/o/$ORDER_ID\nAuthorization: Bearer $TOKEN',
      ['$ORDER_ID', '$TOKEN'],
      'http',
    ],
    ['GET /a\nAuthorization: Bearer $token\n\n{"n": "${name}"}', ['$token', '${name}'], 'http'],
    ['GET /odata/$metadata?$filter=a&$top=5\n\n{"$set": {"$ref": 1}}', [], 'http'],
    ['@host = https://a.example\n\nGET {{host}}/o/{{id}}', ['{{id}}'], 'http'],
    ["SELECT * FROM ${SCHEMA}.orders WHERE id = '$USER_ID'", ['${SCHEMA}', '$USER_ID'], 'sql'],
    ['PREPARE q AS SELECT $1; DO $TAG$ begin perform $WORD; end $TAG$', [], 'sql'],
    ["SELECT v$SESSION, $ROWGUID, '$.items', '$2a$10$abc' FROM t", [], 'sql'],
    ['SET MY_DAY = 1; SELECT $MY_DAY', [], 'sql'],
    [
      `SELECT * FROM u WHERE a = :'email' AND :"column" = :id`,
      [":'email'", ':"column"', ':id'],
      'sql',
    ],
    ["\\set email a@b.example\nSELECT * FROM u WHERE a = :'email'", [], 'sql'],
    ["CREATE KEYSPACE k WITH replication = {'class':'Simple', 'a' : 'b'}", [], 'sql'],
  ],
  'in templates that were never filled': [
    ['kubectl get pod <%= pod %> -n ${{ inputs.ns }}', ['<%= pod %>', '${{ inputs.ns }}']],
    ['kubectl get pod #{pod} -n "#{ns}" # not #{this}', ['#{pod}', '#{ns}']],
    ['Get-Service #{name} # not #{this}', ['#{name}'], 'powershell'],
    ['kubectl get pod %{pod} -n [[ns]]', ['%{pod}', '[[ns]]']],
    ['kubectl get pod ${pod-name}', ['${pod-name}']],
    ['pod=web; kubectl get pod ${pod-name} ${other-word}', []],
    ['curl -sw "%{http_code}" -o a http://a.example; rpm -q --qf "%{NAME}" bash', []],
    ["tmux ls -F '#{session_name}'; ruby -e 'puts \"#{x}\"'; grep '<%= x %>' a", []],
    ["cat > ci.yml <<'EOF'\nrun: ${{ secrets.X }}\nEOF", []],
    ["[[ -f x ]] && sed 's/[[ab]]//' f; cat > a.toml <<'EOF'\n[[servers]]\nEOF", []],
    ['1..3 | %{ $_ }; gci | %{name}', [], 'powershell'],
  ],
  'in brackets': [
    ['drain.sh web-1 [--force] [--timeout SECONDS]', ['[--force]', '[--timeout SECONDS]']],
    ['echo "usage: $0 [--force]"; [ --help = "$1" ]', []],
    ['Restart-WebAppPool -Name "[AppPool]"', ['[AppPool]'], 'powershell'],
    ["SELECT * FROM u WHERE n = '[CustomerName]'", ['[CustomerName]'], 'sql'],
    ['$a = $b = 1; if ($a -match "[ServiceName]") { }; $b -replace "[AbcDef]"', [], 'powershell'],
    ["SELECT TOP 10 [Name], [Order Id] FROM [dbo].[Orders] WHERE [State] <> N'x'", [], 'sql'],
    ['git config user.email "<your-email@example.com>"', ['<your-email@example.com>']],
    ["curl a -d '<Envelope><Body/></Envelope>'; curl -s a/sitemap.xml | grep -c '<loc>'", []],
    ["sed -n '/<server>/,/<\\/server>/p' a; grep '<request-id>' app.log", ['<request-id>']],
    ['GET https://a.example/?cmd=<show><info/></show>', [], 'http'],
  ],
  'with a part left open': [
    ['aws a --id AKIAXXXXXXXXXXXX i-0XXXXXXXX', ['AKIAXXXXXXXXXXXX', 'i-0XXXXXXXX']],
    ['curl -H "Authorization: Bearer sk_live_xxxxxxxx" a', ['sk_live_xxxxxxxx']],
    ['d=$(mktemp -d /tmp/aXXXXXX)', []],
    ['curl http://10.0.0.X:9100; ssh 10.X.0.5 uptime', ['10.0.0.X', '10.X.0.5']],
    ['git checkout 5.3.1.x; git switch 1.2.x', []],
    ['pvcreate /dev/sdX; mkfs.ext4 /dev/sdX1; nvme list /dev/nvmeXn1', ['sdX', 'nvmeX']],
    ['ip link set ethX down; ssh web-N', ['ethX', 'web-N']],
    ['read -p "old disk (/dev/sdX): " DISK; ls /dev/ttyS0 /dev/sda', []],
    ['doveadm quota get -u USER@DOMAIN', ['USER', 'DOMAIN']],
    ['cat VERSION /srv/a/RELEASE; docker push a:VERSION', ['VERSION']],
    ['gcloud sql operations list --instance ___', ['___']],
    ['python -c "a.__dict__"; echo ____', []],
  ],
};

describe.each(Object.entries(groups))('holes %s', (_, rows) => {
  it.each(rows.map(([text, expected, language = 'bash']) => ({ text, expected, language })))(
    'in $text',
    ({ text, expected, language }) => {
      expect(holes(text, language)).toEqual(expected);
    },
  );
});

it('a variable has one name in every language', () => {
  const names = (text: string, language: StepLanguage) =>
    findPlaceholders(text, language).map(({ name }) => name);
  expect(names('curl a/$ORDER_ID', 'bash')).toEqual(names('GET /a/$ORDER_ID', 'http'));
});
