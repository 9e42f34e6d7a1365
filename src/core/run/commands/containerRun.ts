import { change } from '../finding';
import type { Call, Rule } from '../scope';
import { flagValue, flagValues, hasFlag, hasLetter, listOf, positionals, texts } from './arguments';

const runValues = `-e, --env, -v, --volume, -p, --publish, --name, --network, --net, -u, --user, -w,
  --workdir, --entrypoint, --env-file, -m, --memory, --cpus, -h, --hostname, -l, --label, --mount,
  --restart, --platform, --pid, --ipc, --cap-add, --cap-drop, --device, --add-host, --pull, --ulimit,
  --security-opt, --volumes-from, --log-driver, --log-opt, --shm-size, --dns, --tmpfs, --gpus`;

/** Images whose container starts the command behind the name as it stands. */
const plainImages =
  /(?:^|\/)(?:busybox|alpine|postgres|mysql|mariadb|redis|mongo|debian|ubuntu|netshoot|bitnami\/\w+|python|node)(?::[\w.-]+)?$/;

/** Images that start the program they are named after, with the words behind as its arguments. */
const toolImages =
  /(?:^|\/)(curl|wget|kubectl|helm|terraform|jq|yq|psql|rclone|restic|shellcheck|trivy)(?::[\w.-]+)?$/;

/** Where programs and what they load lie: mounted over, they are somebody else's. */
const overPrograms =
  /(?::|(?:^|,)(?:dst|target|destination)=)\/(?:(?:usr|s?bin|lib(?:32|64)?)(?=[/:,]|$)|(?=[:,]|$))/;

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
  const runs = entry !== undefined || plainImages.test(image);
  return runs && leavesNothing(flags) ? findings : [starts];
};

function toolOf(image: string): Call['args'][number] | undefined {
  const name = toolImages.exec(image)?.[1];
  return name === undefined ? undefined : { text: name, known: true };
}

/** Nothing of the container is left, and while it runs nothing new can be reached. */
function leavesNothing(flags: Call): boolean {
  if (!hasFlag(flags, '--rm')) return false;
  const opens = hasFlag(
    flags,
    ...['-d', '--detach', '--privileged', '-p', '-P', '--publish', '--publish-all', '--restart'],
  );
  if (opens || hasLetter(flags, 'd') || hasLetter(flags, 'P')) return false;
  if (texts(flags).some((text) => /^-p\d/.test(text))) return false;
  const mounts = flagValues(flags, '-v', '--volume', '--mount');
  return mounts.every(({ text }) => !overPrograms.test(text));
}
