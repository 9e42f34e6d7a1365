// From what an operator types to a container.
import { containerSpec, services } from '../containers/specs.mjs';
import { readState } from '../containers/state.mjs';
import { fromDaemon } from './answer.mjs';

/**
 * @typedef {object} Container
 * @property {import('../containers/specs.mjs').ContainerSpec} spec
 * @property {import('../containers/state.mjs').ContainerState} state
 */

/** The containers that exist, newest service last. @param {string} home @returns {Container[]} */
export function containers(home) {
  return services.flatMap((service) => {
    const state = readState(home, service);
    return state === undefined ? [] : [{ spec: containerSpec(home, service), state }];
  });
}

/** @param {string} home @param {string} text A name or the beginning of an id.
 * @returns {Container} */
export function findContainer(home, text) {
  const found = containers(home).find(
    ({ spec, state }) => spec.name === text || (text.length >= 3 && state.id.startsWith(text)),
  );
  if (found === undefined) throw fromDaemon(`No such container: ${text}`);
  return found;
}
