import { change } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, flagValues, hasFlag, listOf, positionals, texts } from './arguments';

const runValues = `-e, --env, -v, --volume, -p, --publish, --name, --network, --net, -u, --user, -w,
  --workdir, --entrypoint, --env-file, -m, --memory, --cpus, -h, --hostname, -l, --label, --mount,
  --restart, --platform, --pid, --ipc, --cap-add, --cap-drop, --device, --add-host, --pull, --ulimit,
  --security-opt, --volumes-from, --log-driver, --log-opt, --shm-size, --dns, --tmpfs, --gpus`;

/**
 * Images that are known to hold what their name says, from where they are published: from anywhere
 * else `ls` may be anybody's. The container starts the command behind the name as it stands, or the
 * program that the image is named after.
 */
const knownImages =
  /^(?:(?:docker\.io\/)?(?:library\/)?(?:busybox|alpine|postgres|mysql|mariadb|redis|mongo|debian|ubuntu|python|node)|(?:docker\.io\/)?(?:curlimages\/curl|nicolaka\/netshoot|koalaman\/shellcheck|bitnami\/kubectl|alpine\/(?:helm|curl)|hashicorp\/terraform|mikefarah\/yq|rclone\/rclone|restic\/restic|aquasec\/trivy))(?::[\w.-]+)?$/;

/** Images that start the program they are named after, with the words behind as its arguments. */
const toolImages =
  /(?:^|\/)(curl|wget|kubectl|helm|terraform|jq|yq|psql|rclone|restic|shellcheck|trivy)(?::[\w.-]+)?$/;

/** Where programs and what they load lie: mounted over, they are somebody else's. */
const overPrograms =
  /(?::|(?:^|,)(?:dst|target|destination)=)\/(?:(?:usr|s?bin|lib(?:32|64)?|etc|opt|root)(?=[/:,]|$)|(?=[:,]|$))/;

/**
 * What may be set of a container that only looks. Others open it to the outside, keep it, write
 * files, give programs an environment, or name programs that the engine itself starts.
 */
const plainFlags = new Set(
  listOf(
    `--rm, -i, -t, --interactive, --tty, -v, --volume, --mount, -w, --workdir, -u, --user, --name,
    --network, --net, -h, --hostname, --entrypoint, --platform, --read-only, --init, -q, --quiet,
    -m, --memory, --cpus, --dns, --add-host, -l, --label, --pid, --ipc, --cap-drop`,
  ),
);

/**
 * `docker run --rm image cmd`: a container that goes away again is as bad as its command, when it
 * stays in front and opens nothing to the outside.
 */
export const containerRun: Rule = (call, scope) => {
  const at = call.args.findIndex((word) => word.text === 'run');
  const rest = call.args.slice(at + 1);
  const { words, at: places } = positionals(rest, new Set(listOf(runValues)));
  const image = words[0]?.text ?? '';
  const from = (places[0] ?? rest.length) + 1;
  const flags: Call = { ...call, args: rest.slice(0, from) };
  const inner = rest.slice(from);
  const entry = flagValue(flags, '--entrypoint') ?? toolOf(image);
  const started = entry === undefined ? inner : [entry, ...inner];
  const starts = change(call.label, 'starts a container');
  if (started.length === 0) return [starts];
  const findings = scope.run(started, call.input);
  const worse = findings.filter((finding) => finding.intent !== 'check');
  if (worse.length > 0) return [starts, ...worse];
  const isPlain = call.args.slice(0, at).every(({ text }) => text === 'container');
  return isPlain && knownImages.test(image) && leavesNothing(flags) ? findings : [starts];
};

function toolOf(image: string): Call['args'][number] | undefined {
  const name = toolImages.exec(image)?.[1];
  return name === undefined ? undefined : { text: name, known: true };
}

/** Nothing of the container is left, and nothing but its own programs is started. */
function leavesNothing(flags: Call): boolean {
  if (!hasFlag(flags, '--rm')) return false;
  const given = texts(flags).filter((text) => text.startsWith('-'));
  const isPlain = (text: string): boolean =>
    plainFlags.has(text.split('=', 1)[0] ?? '') || /^-[it]{2}$/.test(text);
  const mounts = flagValues(flags, '-v', '--volume', '--mount');
  return given.every(isPlain) && mounts.every(({ text }) => !overPrograms.test(text));
}
