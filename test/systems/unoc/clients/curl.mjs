// Stand-in for curl, where the machine has none: one request, with the options of the runbooks.

const long = {
  '--silent': '-s',
  '--show-error': '-S',
  '--fail': '-f',
  '--include': '-i',
  '--head': '-I',
  '--request': '-X',
  '--data': '-d',
  '--header': '-H',
  '--output': '-o',
  '--write-out': '-w',
  '--max-time': '-m',
  '--location': '-L',
};
const takesValue = 'XdHowm';

/** @param {readonly string[]} args */
export async function main(args) {
  process.exitCode = await run(args);
}

/** @param {readonly string[]} args @returns {{ flags: Set<string>, values: Map<string, string[]>, urls: string[] }} */
function readArguments(args) {
  const flags = new Set();
  const values = new Map();
  const urls = [];
  const rest = args.map((arg) => long[/** @type {keyof typeof long} */ (arg)] ?? arg);
  while (rest.length > 0) {
    const arg = rest.shift() ?? '';
    if (!arg.startsWith('-') || arg === '-') {
      urls.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at += 1) {
      const name = arg[at] ?? '';
      if (!takesValue.includes(name)) {
        flags.add(name);
        continue;
      }
      const value = arg.slice(at + 1) || (rest.shift() ?? '');
      values.set(name, [...(values.get(name) ?? []), value]);
      break;
    }
  }
  return { flags, values, urls };
}

/** @param {readonly string[]} args @returns {Promise<number>} curl's exit code */
async function run(args) {
  const { flags, values, urls } = readArguments(args);
  const url = urls[0];
  if (url === undefined) return fail(flags, 2, 'no URL specified');
  const data = values.get('d')?.join('&');
  const headers = (values.get('H') ?? []).map(
    (line) => /** @type {[string, string]} */ (line.split(/:\s*(.*)/s).slice(0, 2)),
  );
  const method =
    values.get('X')?.at(-1) ?? (flags.has('I') ? 'HEAD' : data === undefined ? 'GET' : 'POST');
  const seconds = Number(values.get('m')?.at(-1) ?? 300);
  try {
    const signal = AbortSignal.timeout(seconds * 1000);
    const type = data === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(/^https?:/.test(url) ? url : `http://${url}`, {
      method,
      headers: { ...type, ...Object.fromEntries(headers) },
      signal,
      ...(data === undefined ? {} : { body: data }),
    });
    const body = await response.text();
    if (flags.has('f') && response.status >= 400) {
      return fail(flags, 22, `The requested URL returned error: ${response.status}`);
    }
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const first = `HTTP/1.1 ${response.status} ${response.statusText}\r\n${head}\r\n`;
    if (flags.has('i') || flags.has('I')) process.stdout.write(first);
    if (!values.has('o')) process.stdout.write(body);
    const extra = values.get('w')?.at(-1) ?? '';
    process.stdout.write(
      extra.replaceAll('%{http_code}', String(response.status)).replaceAll('\\n', '\n'),
    );
    return 0;
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'TimeoutError')
      return fail(flags, 28, 'Operation timed out');
    return fail(flags, 7, `Failed to connect to ${url}: Couldn't connect to server`);
  }
}

/** @param {Set<string>} flags @param {number} code @param {string} message @returns {number} */
function fail(flags, code, message) {
  if (!flags.has('s') || flags.has('S')) process.stderr.write(`curl: (${code}) ${message}\n`);
  return code;
}
