import { beforeAll, describe, expect, it } from 'vitest';
import { fence, wrongOf } from '../faultTable';
import { openCheck, type Check } from '../openCheck';

const bash = (...lines: readonly string[]): string => fence('bash', ...lines);

describe('a file that is not there', () => {
  let check: Check;
  beforeAll(async () => {
    check = await openCheck([
      'docs/config/kiln.conf',
      'docs/scripts/fire.sh',
      'config/words.txt',
      'tools/count.py',
      'docs/manifests/pot.yaml',
    ]);
  });
  const wrong = (faults: readonly string[], sound: readonly string[]) =>
    wrongOf(check, 'missing-file', { faults, sound });

  it('is found in a command and in a sentence', () => {
    const faults = [
      bash('aws route53 change-resource-record-sets --change-batch file://config/lid.json'),
      bash('aws lambda update-function-code --zip-file fileb://config/lid.zip'),
      bash('aws s3api put-bucket-policy --policy file://./config/lid.json'),
      bash('az deployment group create -g kiln --parameters @config/lid.json'),
      bash('vault write auth/kiln policy=@config/lid.hcl'),
      bash('git filter-repo --replace-text ../config/secrets.txt'),
      bash('git filter-repo --replace-text config/secrets.txt'),
      'The settings for the lid are in `config/lid.cfg`.',
      'The settings are in `config/lid.properties`.',
      bash('kilnctl load --rules config/rules.toml'),
      bash('kilnctl load --rules=config/rules.toml'),
      bash('openssl req -new -config config/req.cnf'),
      bash('./scripts/cool.sh'),
      bash('bash scripts/cool.sh --all'),
      bash('python3 ../tools/sum.py a'),
      bash('kubectl apply -f manifests/lid.yaml'),
      bash('psql kiln -f scripts/clean.sql'),
      bash('curl -T config/upload.bin https://a.example'),
      bash('jq -f config/filter.jq a.json'),
      bash('source config/kiln.env'),
      bash('rsync -a --files-from=config/list.txt /srv srv-1:'),
      'Take `config/spare.tmpl` for it.',
      'The potters are in `potters.csv` (in this folder).',
      bash('kilnctl eval - < config/fire.groovy'),
      bash('ssh kiln-1 potctl run < config/lid.tcl'),
      bash('python3 - < ../tools/sum.rb'),
      `This repository is checked out in \`/srv/books\` on each kiln.\n\n${bash('cd /srv/books', 'source ./config/kiln.env')}`,
      `Work in the clone of this repository (\`~/books\`).\n\n${bash('cd ~/books/', './scripts/cool.sh')}`,
      bash('cd "$(git rev-parse --show-toplevel)"', 'psql kiln < config/clean.sql'),
      bash('cd "$(git rev-parse --show-toplevel)" && ls', 'bash scripts/cool.sh'),
      '| Step | Command |\n|---|---|\n| Cool | `./scripts/cool.sh` |',
    ];
    const sound = [
      bash('aws s3api put-bucket-policy --policy file://config/kiln.conf'),
      bash('aws s3 cp file:///srv/config/lid.json s3://kiln'),
      bash('curl -F pot=@/srv/config/lid.json https://kiln.example'),
      bash('rsync -a potter@config/lid.json .'),
      bash('sudo /opt/kiln/bin/kiln.sh start'),
      bash('/usr/local/sbin/cool.sh --all', 'bash /srv/kiln/fire.sh', 'python3 /root/sum.py'),
      'Save the list of potters as `potters.csv` in this folder.',
      `${bash('openssl req -new -out "$DIR/pot.csr"')}\nUpload \`pot.csr\` in the same folder.`,
      bash('kilnctl load --rules config/kiln.conf'),
      bash('kilnctl dump --output config/new.txt'),
      bash('kilnctl dump > config/new.txt', 'cat config/new.txt'),
      bash('cp config/kiln.conf config/kiln.conf.old'),
      bash('./scripts/fire.sh'),
      bash('git rm config/old.txt'),
      bash('ssh srv-1 cat config/lid.cfg'),
      bash('cd /srv/kiln', 'cat config/lid.cfg'),
      'On the server there is `/srv/config/lid.cfg`.',
      'In the repository of the lid: `lid/config/lid.cfg`.',
      bash('docker exec kiln cat config/lid.cfg'),
      bash('git filter-repo --replace-text ../config/words.txt'),
      bash('tee config/new.txt < config/kiln.conf'),
      bash('gunzip < ./dumps/pots.dump.gz'),
      bash('ssh kiln-1 "cat < config/lid.tcl"'),
      `The lid's repository is cloned to \`/srv/lid\`.\n\n${bash('cd /srv/lid', 'source ./config/lid.env')}`,
      `This repository is checked out in \`/srv/books\`.\n\n${bash('cd /srv/lid', 'source ./config/lid.env')}`,
      `This repository is checked out in \`/srv/books\`.\n\n${bash('cd /srv/books', './scripts/fire.sh')}`,
      `This repository is checked out in \`/srv/books\`.\n\n${bash('cd /srv/books', 'cd /srv/lid', './scripts/cool.sh')}`,
      bash('git log -- config/old.txt'),
    ];
    expect(wrong(faults, sound)).toEqual([]);
  });
});
