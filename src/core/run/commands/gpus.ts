import type { Rule } from '../scope';
import { texts } from './arguments';
import { alters, reads, tool } from './tool';

/** What each subcommand of nvidia-smi only shows (nvidia-smi(1) and the help of each subcommand). */
const shows: Readonly<Record<string, RegExp>> = {
  dmon: /^-[idcsohl]$|^--(?:id|delay|count|select|options|help|format|gpm-metrics)$/,
  pmon: /^-[idcsoh]$|^--(?:id|delay|count|select|options|help)$/,
  stats: /^-[idch]$|^--(?:id|delay|count|help)$/,
  topo: /^-/,
  nvlink: /^-[isecphg]+$|^--(?:id|status|errorcounters|capabilities|remotelinkinfo|help)$/,
  mig: /^-(?:l\w+|i|gi|h)$|^--(?:list-[\w-]+|id|help)$/,
  vgpu: /^-[qslicvph]$|^--(?:query|help|id|loop)$/,
  'compute-policy': /^-[lih]$|^--(?:list|id|help)$/,
  'boost-slider': /^-[lih]$|^--(?:list|id|help)$/,
  'conf-compute': /^-[qfdeh]$|^--(?:query[\w-]*|get[\w-]*|help)$/,
  clocks: /^-h$/,
};
const shown =
  /^(?:-[qLlixudBaeph]|-lms|--query[\w-]*|--format|--id|--display|--loop|--loop-ms|--list-[\w-]+|--help[\w-]*|--version|--xml-format|--unit|--dtd)$/;
/** With these letters a setting follows: `-e 1`, `-p 0`. */
const settings = /^-[ep]$/;

/** Every flag must be one that shows; the others set, reset or write. */
const nvidia: Rule = (call) => {
  const words = texts(call);
  const [first = ''] = words;
  const flags = words
    .filter((word) => word.startsWith('-'))
    .map((word) => word.split('=', 1)[0] ?? '');
  if (first !== '' && !first.startsWith('-')) {
    const looks = Object.hasOwn(shows, first) ? shows[first] : undefined;
    return looks !== undefined && flags.every((flag) => looks.test(flag))
      ? reads(call)
      : alters(call);
  }
  return flags.every((flag) => shown.test(flag) && !settings.test(flag))
    ? reads(call)
    : alters(call);
};

/** `rocm-smi` shows unless a flag sets, resets, loads or saves. */
const rocm: Rule = (call) =>
  texts(call).some((word) =>
    /^(?:-r$|--(?:set|reset|gpureset|load|save|ras(?:enable|disable|inject)|autorespond))/.test(
      word,
    ),
  )
    ? alters(call)
    : reads(call);

/** Graphics processors. */
export const gpus: Readonly<Record<string, Rule>> = {
  'nvidia-smi': nvidia,
  'rocm-smi': rocm,
  'amd-smi': tool({
    valueFlags: '-g, --gpu',
    check:
      'list, static, metric, process, firmware, topology, event, version, monitor, xgmi, bad-pages',
  }),
};
