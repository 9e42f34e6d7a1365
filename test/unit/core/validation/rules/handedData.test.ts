import { describeWordings, fence, page } from '../wordings';

const run = (...code: readonly string[]): string => page(fence('bash', ...code));
const powershell = (...code: readonly string[]): string => page(fence('powershell', ...code));

describeWordings([
  {
    code: 'broken-data',
    faults: [
      run('curl -X PUT "$KILN/lid" -d \'', '{', '  "lid": {', '    "open": 0', "}'"),
      run('kilnctl patch lid -p \'{"spec":{"hinges":3}\''),
      run('curl -d \'{"glaze": 1,}\' https://kiln.example/'),
      run('curl --data-raw "{\\"a\\": \\"x\\" \\"b\\": 2}" https://kiln.example/'),
      run('curl -d "{"name": "x"}" https://kiln.example/'),
      run('curl --json=\'{"a": [1, 2}\' https://kiln.example/'),
      run('cat > /tmp/lid.json <<EOF', '{', '  "lid": "$LID"', '  "hinges": 2', '}', 'EOF'),
      run('kubectl apply -f - <<EOF', 'kind: Lid', 'metadata:', '  name: $LID', ' space: a', 'EOF'),
      powershell("$body = @'", '{', '  "lid": 1', '  "hinges": 2', '}', "'@"),
      powershell('Invoke-RestMethod -Uri https://kiln.example -Body \'{"a": [1, 2}\''),
      page('1. Run `curl -X PUT https://kiln.example -d \'{"a": }\'`.'),
    ],
    sound: [
      run('curl -d \'{"glaze": 1, "pots": [1, 2]}\' https://kiln.example/'),
      run('curl --data-raw "{\\"lid\\": \\"$LID\\", \\"n\\": $N}" https://kiln.example/'),
      run('curl -d \'{"lid":"\'"$LID"\'","n":\'$N\'}\' https://kiln.example/'),
      run('curl -d "{\\"day\\": \\"$(date +"%F")\\"}" https://kiln.example/'),
      run('curl -d "{\\"day\\": 1, $REST}" https://kiln.example/'),
      run('curl -d "{\\"spec\\":{\\"lids\\":$((lids + (2)))}}" https://kiln.example/'),
      run('curl -d \'{"image": "<image>", "n": <number>}\' https://kiln.example/'),
      run('curl -d \'{"a": 1, ... }\' https://kiln.example/'),
      run('kilnctl patch lid --type=json -p=\'[{"op": "remove", "path": "/spec/x"}]\''),
      run('jq \'{"a": .b}\' lid.json', 'awk \'{"date" | getline d; print d}\' a'),
      run('curl -w \'{"code": %{http_code}}\' https://kiln.example/'),
      run('docker ps --format \'{"n": {{.Names}}}\''),
      run('grep \'{"level": "error"\' kiln.log', 'python3 -c \'{"a": 1\''),
      run(
        'kubectl apply -f - <<EOF',
        'kind: Lid',
        'metadata: {name: "$LID"}',
        'x: |',
        '  {a',
        'EOF',
      ),
      run('curl -d @- https://kiln.example <<EOF', '{"a": "$A", "n": ${N}, "l": ["x"]}', 'EOF'),
      run("python3 - <<'EOF'", '{"a": 1', 'EOF'),
      powershell('$body = \'{"a": 1, "b": "x"}\'', '"[a" -match \'["]\''),
      powershell('$body = @"', '{ "a": "$A", "n": $N }', '"@'),
    ],
  },
]);
