import type { Rule } from '../scope';
import { texts } from './arguments';
import { alters, reads } from './tool';

/** The first word is a subcommand that acts; any other one only looks. */
const unlessVerb =
  (acts: RegExp): Rule =>
  (call) => {
    const [first = '', second = ''] = texts(call).filter((text) => !text.startsWith('-'));
    return acts.test(first) || acts.test(`${first} ${second}`) ? alters(call) : reads(call);
  };

/** Programs that look into images. */
export const imageScanners: Readonly<Record<string, Rule>> = {
  trivy: (call, scope) =>
    texts(call).some((text) => /^--(?:reset|clear-cache)$/.test(text))
      ? alters(call)
      : unlessVerb(
          /^(?:clean|server|plugin|module|registry (?:login|logout)|vex (?:repo|init|download))$/,
        )(call, scope),
  grype: unlessVerb(/^db (?:update|delete|import|diff)$/),
  syft: unlessVerb(/^(?:attest|login|cataloger)$/),
  dive: unlessVerb(/^build$/),
};
